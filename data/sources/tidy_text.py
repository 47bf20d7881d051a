"""Text as people and systems write it, made comparable: quotes, spaces, dashes, and what means 'nothing'."""

from __future__ import annotations

import re
import unicodedata

# Ways in which spreadsheets and programs write an empty cell, after tidying, in small letters.
BLANKS = frozenset(
    {"", "-", "--", ".", "n/a", "n.a.", "na", "#n/a", "none", "null", "nan", "nat", "<na>", "pd.na"}
    | {"blank", "<blank>", "(blank)", "not recorded", "znotrecorded"}
)

# cp1252 control characters are in here because some extracts carry them through unconverted.
PLAIN_CHARACTERS = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u00b4\u0060\x91\x92", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\x93\x94", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\x96\x97", "-"),
        **dict.fromkeys("\u200b\u200c\u200d\ufeff\u00ad", None),
    }
)


def tidy(text: str) -> str:
    """Return text with plain quotes and dashes, single spaces, and none at the ends.

    Characters that were read in the wrong encoding (an apostrophe that became three letters) are put right.

    >>> tidy("  Child\u2019s\u00a0 needs \u2013 changed ")
    "Child's needs - changed"
    """
    if text.isascii():  # of all that is put right only the backtick is plain ASCII
        return " ".join(text.replace("`", "'").split())
    return " ".join(
        unicodedata.normalize("NFKC", _in_right_encoding(text)).translate(PLAIN_CHARACTERS).split()
    )


def is_blank(tidied: str) -> bool:
    """Return whether tidied text is one of the ways to write nothing."""
    return tidied.casefold() in BLANKS


def squash(text: str) -> str:
    """Return only the letters and digits of a text, in small letters: what two headings must share.

    >>> squash("Child Unique ID ") == squash("ChildUniqueID")
    True
    """
    return re.sub(r"[^a-z0-9]", "", tidy(text).casefold())


def _in_right_encoding(text: str) -> str:
    if "\u00e2\u20ac" not in text and "\u00c3" not in text and "\u00c2" not in text:
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text
