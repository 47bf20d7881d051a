"""The journal of the council that does not exist: true to its figures, plainly made up, written once."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from data.build import build_store
from data.paths import StorePaths
from data.store import Store, open_store
from data.synthetic.written_words import made_up_actions, made_up_annotations, made_up_voices
from journal.commentary import Commentary, months_written_about
from journal.database import Journal, open_journal, sqlite_address
from journal.entries import LONG_NUMBER
from metrics.library import KpiLibrary
from metrics.registers import load_registers
from reporting.actions import actions_of
from reporting.annotations import annotations_of
from reporting.commentary import commentary_of
from reporting.figure_sets import figure_set
from reporting.made_up_journal import write_made_up_journal

OCTOBER = date(2026, 10, 31)


@pytest.fixture(scope="module")
def journal(northmere: Store, library: KpiLibrary, tmp_path_factory: pytest.TempPathFactory) -> Journal:
    journal = open_journal(sqlite_address(tmp_path_factory.mktemp("journal") / "journal.sqlite"))
    write_made_up_journal(northmere, library, journal)
    return journal


@pytest.fixture(scope="module")
def written(journal: Journal) -> tuple[Commentary, ...]:
    return commentary_of(journal, "northmere", [voice.kpi_id for voice in made_up_voices()], None)


def test_every_measure_and_post_of_the_made_up_words_exists(library: KpiLibrary) -> None:
    posts = load_registers().posts
    for voice in made_up_voices():
        assert library.get(voice.kpi_id) is not None, voice.kpi_id
        assert voice.post in posts
    for action in made_up_actions():
        assert all(library.get(kpi_id) is not None for kpi_id in action.kpi_ids), action.words
        assert action.post in posts
    for entry in made_up_annotations():
        assert library.get(entry["kpi"]) is not None
        assert entry["post"] in posts


def test_a_year_of_important_measures_is_written_about_with_gaps(
    written: tuple[Commentary, ...],
) -> None:
    months = Counter(commentary.kpi_id for commentary in written)
    assert 24 <= len(months) <= 28
    assert max(months.values()) == 12
    of_october = {commentary.kpi_id for commentary in written if commentary.month == OCTOBER}
    silent = {voice.kpi_id for voice in made_up_voices() if "2026-10" in voice.silent}
    assert len(silent) == 3
    assert not of_october & silent
    assert all(
        (voice.kpi_id, month) not in {(known.kpi_id, f"{known.month:%Y-%m}") for known in written}
        for voice in made_up_voices()
        for month in voice.silent
    )


def test_what_changed_is_what_the_figures_say(written: tuple[Commentary, ...], northmere: Store) -> None:
    kpi_id = "contacts_received"
    figures = {
        row["period_end"]: row["value"] for row in figure_set(northmere, [kpi_id], ["northmere"]).to_pylist()
    }
    checked = 0
    for known in written:
        if known.kpi_id != kpi_id:
            continue
        before = max(day for day in figures if day < known.month)
        now, then = figures[known.month], figures[before]
        assert known.what_changed.startswith(f"{now:,.0f}, ")
        words = "higher than" if now > then else "lower than" if now < then else "as in"
        assert words in known.what_changed
        checked += 1
    assert checked == 12


def test_all_of_it_says_that_it_is_made_up_and_names_nobody(written: tuple[Commentary, ...]) -> None:
    for known in written:
        assert known.what_we_do.endswith("(Made up, like all of Northmere.)")
        assert not LONG_NUMBER.search(known.what_changed + known.why)


def test_reasons_follow_the_way_the_figure_went_and_the_month_of_noise_is_called_noise() -> None:
    voice = next(voice for voice in made_up_voices() if voice.kpi_id == "icpc_within_15_days")
    rise, fall, none = (voice.says(date(2026, 9, 30), change) for change in (2.0, -2.0, 0.0))
    assert rise is not None
    assert fall is not None
    assert none is not None
    assert rise[0] in voice.up
    assert fall[0] in voice.down
    assert none[0] == "Nothing in particular: the month is like those before."
    noise = voice.says(date(2026, 6, 30), -8.0)
    assert noise is not None
    assert "inside the usual range" in noise[0]
    assert noise[1] == "Nothing is changed because of one month. We look again if it stays."
    quiet = next(voice for voice in made_up_voices() if "2026-10" in voice.silent)
    assert quiet.says(OCTOBER, 1.0) is None


def test_about_twenty_actions_some_done_some_overdue(journal: Journal) -> None:
    actions = actions_of(journal, "northmere", None, OCTOBER)
    status = Counter(action.status.word for action in actions)
    assert len(actions) == 21
    assert status["complete"] == 8
    assert sum(action.status.word == "overdue" for action in actions) == 3
    assert {"on track", "at risk", "not rated"} <= set(status)
    assert actions_of(journal, "northmere", "child_protection_visits_on_time", OCTOBER)[0].done_on == date(
        2025, 2, 28
    )


def test_annotations_are_on_the_measures_they_are_about(journal: Journal) -> None:
    (known,) = annotations_of(journal, "northmere", "child_protection_visits_on_time")
    assert (known.happened_on, known.words) == (date(2025, 3, 1), "Visits planned a week ahead")
    assert annotations_of(journal, "northmere", "children_in_care") == ()


def test_a_second_time_nothing_is_written(journal: Journal, northmere: Store, library: KpiLibrary) -> None:
    assert set(write_made_up_journal(northmere, library, journal).values()) == {0}


def test_the_same_build_gives_the_same_words(
    northmere: Store, library: KpiLibrary, written: tuple[Commentary, ...], tmp_path: Path
) -> None:
    other = open_journal(sqlite_address(tmp_path / "journal.sqlite"))
    write_made_up_journal(northmere, library, other)
    again = commentary_of(other, "northmere", [voice.kpi_id for voice in made_up_voices()], None)
    assert again == written


def test_no_word_is_put_into_the_mouth_of_a_real_council(library: KpiLibrary, tmp_path: Path) -> None:
    paths = StorePaths(tmp_path / "store")
    build_store(paths, library)
    journal = open_journal(sqlite_address(paths.journal))
    assert set(write_made_up_journal(open_store(paths), library, journal).values()) == {0}
    assert months_written_about(journal, "havering") == {}
