"""Words that people typed, or that files hold, shown as they are."""

from __future__ import annotations

MARKDOWN_SIGNS = "\\`*_{}[]<>#$~|"


def plain(words: str) -> str:
    """Return words with the signs that Markdown would read as markup made plain, lines kept.

    >>> plain("**5** < $6")
    '\\\\*\\\\*5\\\\*\\\\* \\\\< \\\\$6'
    """
    for sign in MARKDOWN_SIGNS:
        words = words.replace(sign, f"\\{sign}")
    return words.replace("\n", "  \n")
