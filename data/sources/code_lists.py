"""Code lists, and reading what councils write in their place.

A value is read by what it means: its code, or its words when they are words of the list. The letter
that templates put in front ("a) ") is dropped, because it stands for other things in other years. A
value whose code and words say different things is not guessed at; it is reported.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

from data.plain_yaml import read_plain_yaml
from data.sources.tidy_text import is_blank, squash, tidy
from data.sources.word_keys import WordKey, word_key

CODES = Path(__file__).parent / "codes"
FIELDS = {"about", "codes", "written_with_code", "words_of_several", "exactly", "ignored_words", "any_order"}

# A council's own code in front of the words, like "(A.A1)" or "E3 -": at least one digit.
LOCAL_CODE = re.compile(r"^[(\[]?([A-Za-z0-9.]*\d[A-Za-z0-9.]*)[)\]]?\s*[-:]?\s*(?=[A-Za-z])")
TEMPLATE_LETTER = re.compile(r"^(?:[A-Za-z]{1,2}\d?\)\s*|[A-Za-z]\.\s+)(?=\S)")


class NotRead(Enum):
    """Why a value has no code."""

    BLANK = "the cell is empty"
    NOT_IN_LIST = "is not in the code list"
    CODE_AND_WORDS_DIFFER = "has a code and words that say different things"


@dataclass(frozen=True)
class WrittenCodes:
    """How to find the codes of a list inside a value, and which codes each of the list's words speaks for."""

    first: re.Pattern[str]
    last: re.Pattern[str]
    inside: re.Pattern[str]
    codes_by_word: Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class CodeList:
    """One closed list: `labels` by code, and the telling words of every phrase that stands for a code.

    `words_of_several` are phrases that say one of several codes, but not which without the code itself.
    `exactly` holds spellings whose capitals matter. `any_order` says that the order of the words does not.
    `written_codes` is None if councils write the words only.
    """

    name: str
    labels: Mapping[str, str]
    phrases: Mapping[WordKey, str]
    words_of_several: Mapping[WordKey, frozenset[str]]
    exactly: Mapping[str, str]
    ignored_words: frozenset[str]
    any_order: bool
    written_codes: WrittenCodes | None

    def read(self, text: str) -> str | NotRead:
        """Return the code that a value stands for, or why it stands for none.

        >>> load_code_list("yes_no_unknown").read("a) Yes"), load_code_list("source").read("q) 6: Police")
        ('yes', '6')
        >>> load_code_list("yes_no_unknown").read("No - not known")
        <NotRead.NOT_IN_LIST: 'is not in the code list'>
        """
        value = tidy(text).strip("'\"")
        if value in self.exactly:
            return self.exactly[value]
        without_letter = TEMPLATE_LETTER.sub("", value)
        for written in (value, without_letter):
            code = self._code_of_phrase(written)
            if code is not None:
                return code
            if is_blank(written):
                return NotRead.BLANK
        found: str | NotRead = NotRead.NOT_IN_LIST
        if self.written_codes is not None:
            found = self._read_written_code(value, self.written_codes)
            if found is NotRead.NOT_IN_LIST:
                found = self._read_written_code(without_letter, self.written_codes)
        return self._read_after_local_code(without_letter) if found is NotRead.NOT_IN_LIST else found

    def _code_of_phrase(self, written: str) -> str | None:
        key = self._key(written)
        # A letter or digit says something only on its own: "N" is no, "N.A." is not.
        is_one_character = len(key) == 1 and len(key[0]) == 1
        return None if is_one_character and squash(written) != key[0] else self.phrases.get(key)

    def _read_after_local_code(self, value: str) -> str | NotRead:
        local = LOCAL_CODE.match(value)
        code = self._code_of_phrase(value[local.end() :]) if local else None
        if local is None or code is None:
            return NotRead.NOT_IN_LIST
        same = self.phrases.get(self._key(local[1]), code) == code
        return code if same else NotRead.CODE_AND_WORDS_DIFFER

    def _read_written_code(self, value: str, written: WrittenCodes) -> str | NotRead:
        first, last = written.first.match(value), written.last.search(value)
        inside = {found.upper() for found in written.inside.findall(value)}
        if first:
            code, words = first["code"].upper(), value[first.end() :]
            if last and last["code"].upper() != code:
                return NotRead.CODE_AND_WORDS_DIFFER
            return self._unless_words_differ(
                code, words, bool(words) and not (first["mark"] or first["open"]), written
            )
        if last:
            return self._unless_words_differ(last["code"].upper(), value[: last.start()], False, written)
        if len(inside) == 1:
            return self._unless_words_differ(inside.pop(), written.inside.sub(" ", value), True, written)
        return NotRead.NOT_IN_LIST

    def _unless_words_differ(
        self, code: str, words: str, words_must_agree: bool, written: WrittenCodes
    ) -> str | NotRead:
        """Return `code`, unless the words beside it speak more for another code.

        A word of the list speaks for the codes it belongs to, the more so the fewer they are.
        `words_must_agree` is for codes that may be no codes at all, like a letter before a space.
        """
        key = tuple(word for word in self._key(words) if word != code.casefold())
        meant = self.words_of_several.get(key) or {self.phrases.get(key, code)}
        if key in self.phrases or key in self.words_of_several:
            return code if code in meant else NotRead.CODE_AND_WORDS_DIFFER
        support: dict[str, float] = defaultdict(float)
        for word in written.codes_by_word.keys() & set(key):
            for spoken_for in written.codes_by_word[word]:
                support[spoken_for] += 1 / len(written.codes_by_word[word])
        most = max(support.values(), default=0.0)
        if support[code] < most - 1e-9:
            return NotRead.CODE_AND_WORDS_DIFFER
        return NotRead.NOT_IN_LIST if words_must_agree and key and not most else code

    def _key(self, text: str) -> WordKey:
        return _key(text, self.ignored_words, self.any_order)


@cache
def load_code_list(name: str) -> CodeList:
    """Return the list in codes/<name>.yaml. ValueError with every fault of the file."""
    return code_list_from(name, read_plain_yaml(CODES / f"{name}.yaml"))


def code_list_from(name: str, content: Mapping[str, Any]) -> CodeList:
    """Return a code list from the content of its file. ValueError with every fault of it."""
    faults = [f"'{field}' is not a field of a code list" for field in content.keys() - FIELDS]
    ignored, any_order = frozenset(content.get("ignored_words", ())), bool(content.get("any_order"))
    labels: dict[str, str] = {}
    phrases: dict[WordKey, str] = {}
    codes_by_word: dict[str, set[str]] = defaultdict(set)
    for code, entry in content["codes"].items():
        if not isinstance(code, str):
            faults.append(f"code {code} needs quotes")
            continue
        labels[code] = entry["label"]
        for phrase in (entry["label"], *entry["also"]):
            key = _key(str(phrase), ignored, any_order)
            if not key or phrases.get(key, code) != code:
                faults.append(f"'{phrase}' of {code} says the same as '{phrases.get(key, 'nothing')}'")
            phrases[key] = code
            for word in key:
                codes_by_word[word].add(code)
    exactly = dict(content.get("exactly", {}))
    several = {
        _key(words, ignored, any_order): frozenset(codes)
        for words, codes in content.get("words_of_several", {}).items()
    }
    named = {*exactly.values(), *(code for codes in several.values() for code in codes)}
    faults += [f"'{code}' is not a code of the list" for code in named - labels.keys()]
    if faults:
        raise ValueError(f"codes/{name}.yaml: {'; '.join(sorted(faults))}.")
    written = _written_codes(labels, codes_by_word) if content.get("written_with_code") else None
    return CodeList(name, labels, phrases, several, exactly, ignored, any_order, written)


def _key(text: str, ignored: frozenset[str], any_order: bool) -> WordKey:
    key = word_key(text, ignored)
    return tuple(sorted(set(key))) if any_order else key


def _written_codes(codes: Iterable[str], codes_by_word: Mapping[str, set[str]]) -> WrittenCodes:
    longest_first = sorted(codes, key=len, reverse=True)
    long_codes = "|".join(re.escape(code) for code in longest_first if len(code) > 1)
    letters = "".join(code for code in codes if len(code) == 1)
    # A code of one letter counts as a capital only, and never before a bracket: "b)" is a template's letter.
    either = "|".join(
        [*([f"(?i:{long_codes})"] if long_codes else []), *([f"[{letters}]"] if letters else [])]
    )
    mark = r"\s*(?:[:.\-]|(?<=\w\w)\))"
    return WrittenCodes(
        first=re.compile(
            rf"(?P<open>[(\[])?(?P<code>{either})(?(open)[)\]])(?:(?P<mark>{mark})|(?=[\s\[(,])|$)"
        ),
        last=re.compile(rf"[(\[](?P<code>{either})[)\]]$"),
        inside=re.compile(rf"(?<![A-Za-z0-9])(?i:{long_codes or '(?!)'})(?![A-Za-z0-9])"),
        codes_by_word={word: frozenset(spoken_for) for word, spoken_for in codes_by_word.items()},
    )
