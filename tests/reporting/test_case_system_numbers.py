"""Who may see the case-system numbers of children and workers, whose, and what the audit trail keeps of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.errors import StoreError
from data.paths import StorePaths
from data.sources.pseudonyms import Pseudonyms, ReIdentificationRefusedError, identities_file, pseudonyms_for
from data.sources.table_spec import PersonKind
from journal.audit_trail import AuditEntry, latest_acts
from journal.database import Journal, open_journal, sqlite_address
from metrics.vocabulary import Level
from reporting.case_system_numbers import Asked, CaseSystemNumbers, asked_about, case_system_numbers
from reporting.organisation_tree import OrganisationTree, OrgUnit
from reporting.reader import ROLE_VARIABLE, UNITS_VARIABLE, Reader, ReaderError, local_reader

SUBJECT = "assessments: records of 2026-09"


def unit(unit_id: str, parent: str | None, level: Level) -> OrgUnit:
    return OrgUnit(unit_id, parent, "mill", level, unit_id, None, None)


TREE = OrganisationTree(
    "mill",
    (
        unit("mill", None, Level.AUTHORITY),
        unit("mill:assessment", "mill", Level.SERVICE_AREA),
        unit("mill:T1", "mill:assessment", Level.TEAM),
        unit("mill:T2", "mill:assessment", Level.TEAM),
        unit("mill:T3", "mill", Level.TEAM),
    ),
)


@pytest.fixture
def paths(tmp_path: Path) -> StorePaths:
    return StorePaths(tmp_path / "store")


@pytest.fixture
def names(paths: StorePaths) -> Pseudonyms:
    found = pseudonyms_for(paths, "mill", ())
    for child in ("CHILD-1", "CHILD-2", "CHILD-3"):
        found.of(PersonKind.CHILD, child)
    found.save()
    return found


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return open_journal(sqlite_address(tmp_path / "journal.sqlite"))


def of_child(names: Pseudonyms, number: str) -> str:
    return str(names.of(PersonKind.CHILD, number))


@pytest.fixture
def asked(names: Pseudonyms) -> list[Asked]:
    """Child 1 and 2 stand in team 1 and 2, child 3 in no team."""
    return [
        Asked(of_child(names, "CHILD-1"), "mill:T1"),
        Asked(of_child(names, "CHILD-2"), "mill:T2"),
        Asked(of_child(names, "CHILD-3"), "mill:not_allocated"),
    ]


def look_up(
    paths: StorePaths, journal: Journal, asked: list[Asked], role: str, *units: str
) -> CaseSystemNumbers:
    return case_system_numbers(paths, journal, TREE, asked, reader=Reader(role, units), subject=SUBJECT)


@pytest.mark.parametrize("role", ["director", "head_of_service", "team_manager", "bi", "local_user"])
def test_roles_that_may_see_all_where_their_own_parts_are_not_known(
    paths: StorePaths, journal: Journal, names: Pseudonyms, asked: list[Asked], role: str
) -> None:
    found = look_up(paths, journal, asked, role)
    assert sorted(found.found.values()) == ["CHILD-1", "CHILD-2", "CHILD-3"]
    assert found.of(of_child(names, "CHILD-2")) == "CHILD-2"
    assert (found.of(None), found.words) == ("", "")


@pytest.mark.parametrize("role", ["scrutiny", "administrator", "public", ""])
def test_other_roles_are_refused_and_that_is_noted(
    paths: StorePaths, journal: Journal, asked: list[Asked], role: str
) -> None:
    with pytest.raises(ReIdentificationRefusedError, match="may not see who a child or worker is"):
        look_up(paths, journal, asked, role)
    (entry,) = latest_acts(journal)
    assert (entry.role, entry.outcome) == (role, "refused: role")


@pytest.mark.parametrize(
    ("units", "seen"),
    [
        (("mill:T1",), ["CHILD-1"]),
        (("mill:T1", "mill:T2"), ["CHILD-1", "CHILD-2"]),
        (("mill:assessment",), ["CHILD-1", "CHILD-2"]),
        (("mill:T3",), []),
        (("mill:not_allocated",), ["CHILD-3"]),
        (("elsewhere",), []),
    ],
)
def test_a_reader_sees_those_of_the_own_parts_and_is_told_of_the_others(
    paths: StorePaths, journal: Journal, asked: list[Asked], units: tuple[str, ...], seen: list[str]
) -> None:
    found = look_up(paths, journal, asked, "team_manager", *units)
    assert (sorted(found.found.values()), found.not_own) == (seen, 3 - len(seen))
    assert f"{3 - len(seen)} stand under teams that are not yours" in found.words


def test_a_child_of_two_teams_is_shown_to_both(
    paths: StorePaths, journal: Journal, names: Pseudonyms
) -> None:
    child = of_child(names, "CHILD-1")
    both = [Asked(child, "mill:T1"), Asked(child, "mill:T3")]
    found = look_up(paths, journal, both, "team_manager", "mill:T3")
    assert (dict(found.found), found.not_own) == ({child: "CHILD-1"}, 0)


def test_every_use_is_noted_with_the_role_and_how_many_and_never_whom(
    paths: StorePaths, journal: Journal, names: Pseudonyms, asked: list[Asked]
) -> None:
    look_up(paths, journal, [*asked, Asked("c000", "mill:T1")], "team_manager", "mill:assessment")
    look_up(paths, journal, asked, "bi")
    second, first = latest_acts(journal)
    assert first == AuditEntry(
        first.happened_at, "team_manager", "case-system numbers", SUBJECT, "2 of 4 shown"
    )
    assert (second.role, second.outcome) == ("bi", "3 of 3 shown")
    written = Path(str(journal.url.database)).read_bytes()
    assert not any(word in str(written) for word in ("CHILD-1", of_child(names, "CHILD-1")))


def test_without_the_list_that_leads_back_nothing_is_shown_and_it_is_said_whom_to_ask(
    paths: StorePaths, journal: Journal, asked: list[Asked]
) -> None:
    identities_file(paths).unlink()
    with pytest.raises(StoreError, match="ask the BI team"):
        look_up(paths, journal, asked, "bi")
    assert not identities_file(paths).exists()
    assert latest_acts(journal) == []


def test_who_is_asked_about_in_rows() -> None:
    rows: list[dict[str, object]] = [
        {"child_id": "c1", "worker_id": "w1", "team_id": "T1"},
        {"child_id": "c2", "worker_id": None, "team_id": None},
    ]
    assert asked_about(rows, ("child_id", "worker_id"), "mill") == {
        Asked("c1", "mill:T1"),
        Asked("w1", "mill:T1"),
        Asked("c2", "mill:not_allocated"),
    }


def test_the_reader_at_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ROLE_VARIABLE, raising=False)
    monkeypatch.delenv(UNITS_VARIABLE, raising=False)
    assert local_reader() == Reader("local_user", ())
    monkeypatch.setenv(ROLE_VARIABLE, "team_manager")
    monkeypatch.setenv(UNITS_VARIABLE, " mill:T1, mill:T2,")
    assert local_reader() == Reader("team_manager", ("mill:T1", "mill:T2"))
    monkeypatch.setenv(ROLE_VARIABLE, "team_manger")
    with pytest.raises(ReaderError, match="Did you mean 'team_manager'"):
        local_reader()
