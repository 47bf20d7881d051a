"""Files and texts for other programs and for people without a screen."""
