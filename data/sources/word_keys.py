"""The telling words of a phrase, whatever its capitals, punctuation and common short forms."""

from __future__ import annotations

import re
from collections.abc import Set
from functools import lru_cache

from data.sources.tidy_text import tidy

WordKey = tuple[str, ...]

# Words that tell no two codes apart. Not among them: not, no, with, without, in, out and other.
EMPTY_WORDS = frozenset(
    {"a", "an", "any", "and", "as", "background", "being", "eg", "example", "for", "including"}
    | {"of", "or", "such", "the", "which"}
)

SAME_WORD = {
    "accom": ("accommodation",),
    "accomm": ("accommodation",),
    "accomodation": ("accommodation",),
    "carribean": ("caribbean",),
    "dept": ("department",),
    "independant": ("independent",),
    "info": ("information",),
    "la": ("local", "authority"),
    "transfered": ("transferred",),
}
# Written as letters around an "and", these would lose their meaning with it.
WHOLE_TERMS = (
    (re.compile(r"\ba\s*(?:&|\+|/|and)\s*e\b"), "accidentandemergency"),
    (re.compile(r"\be\.\s?g\.?"), " "),
)


@lru_cache(maxsize=50_000)
def word_key(text: str, ignored: Set[str] = frozenset()) -> WordKey:
    """Return the telling words of a text in their order: small letters, singular, without `ignored`.

    >>> word_key("Asian or Asian-British: Indians") == word_key("ASIAN / ASIAN BRITISH INDIAN")
    True
    """
    words = tidy(text).casefold().replace("'", "")
    for pattern, term in WHOLE_TERMS:
        words = pattern.sub(term, words)
    found = re.findall(r"[a-z0-9]+", words)
    same = (word for written in found for word in SAME_WORD.get(written, (written,)))
    singular = (_singular(word) for word in same if word not in EMPTY_WORDS)
    return tuple(word for word in singular if word not in ignored)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
