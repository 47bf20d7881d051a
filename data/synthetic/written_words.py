"""What the people of a council that does not exist are made to write: commentary, actions, annotations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from data.plain_yaml import read_plain_yaml

HERE = Path(__file__).parent
MADE_UP = "(Made up, like all of Northmere.)"
NOTHING_IN_PARTICULAR = "Nothing in particular: the month is like those before."


@dataclass(frozen=True)
class MadeUpVoice:
    """What one post says about one measure: reasons for a rise and a fall and what is done, taken in turn.

    in_month: (why, what is done) of single months, like '2026-06'. silent: months without a word.
    """

    kpi_id: str
    post: str
    up: tuple[str, ...]
    down: tuple[str, ...]
    what_we_do: tuple[str, ...]
    in_month: dict[str, tuple[str, str]]
    silent: frozenset[str]

    def says(self, month: date, change: float | None) -> tuple[str, str] | None:
        """Return why, and what is done, for a month whose figure moved by `change`; None where nothing is said."""
        written = f"{month:%Y-%m}"
        if written in self.silent:
            return None
        turn = month.year * 12 + month.month
        done = self.what_we_do[turn % len(self.what_we_do)]
        if written in self.in_month:
            return self.in_month[written]
        if not change:
            return NOTHING_IN_PARTICULAR, done
        reasons = self.up if change > 0 else self.down
        return reasons[turn % len(reasons)], done


@cache
def made_up_voices() -> tuple[MadeUpVoice, ...]:
    """Return the voices of commentary.yaml, in its order."""
    return tuple(
        MadeUpVoice(
            kpi_id=entry["kpi"],
            post=entry["post"],
            up=tuple(entry["up"]),
            down=tuple(entry["down"]),
            what_we_do=tuple(entry["what_we_do"]),
            in_month={
                month: (words["why"], words["what_we_do"])
                for month, words in entry.get("in_month", {}).items()
            },
            silent=frozenset(entry.get("silent", ())),
        )
        for entry in _read("commentary")
    )


@dataclass(frozen=True)
class MadeUpAction:
    """One action of actions.yaml; done_on and reported_as are None where nothing was reported."""

    words: str
    post: str
    kpi_ids: tuple[str, ...]
    due_on: date
    done_on: date | None
    reported_as: str | None


@cache
def made_up_actions() -> tuple[MadeUpAction, ...]:
    """Return the actions of actions.yaml, in its order."""
    return tuple(
        MadeUpAction(
            words=entry["words"],
            post=entry["post"],
            kpi_ids=tuple(entry["kpis"]),
            due_on=entry["due_on"],
            done_on=entry.get("done_on"),
            reported_as=entry.get("reported_as"),
        )
        for entry in _read("actions")
    )


@cache
def made_up_annotations() -> tuple[dict[str, Any], ...]:
    """Return the annotations of annotations.yaml, as they are written: kpi, happened_on, kind, words, post."""
    return tuple(_read("annotations"))


def _read(name: str) -> list[dict[str, Any]]:
    read: list[dict[str, Any]] = read_plain_yaml(HERE / f"{name}.yaml")
    return read
