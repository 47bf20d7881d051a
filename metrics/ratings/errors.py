"""The one exception of the ratings."""


class RatingInputError(ValueError):
    """Numbers that cannot be judged as given; the message says what would be right."""
