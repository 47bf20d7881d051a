"""The numbers that children and workers have in the case system: for those who may, and every use is noted.

A pseudonym is what everyone sees. Who has to find the record of a child looks up its number here, in one place,
so that the role, the reader's own parts and the note in the audit trail cannot be forgotten. Nothing here is
kept: no cache, no file, and the audit trail says how many and never who.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from data.paths import StorePaths
from data.sources.pseudonyms import ROLES_THAT_MAY_RE_IDENTIFY, ReIdentificationRefusedError, re_identify
from journal.audit_trail import record_act
from journal.database import Journal
from reporting.organisation_tree import OrganisationTree
from reporting.reader import Reader

ACT = "case-system numbers"
NO_TEAM = "not_allocated"  # the end of the org_unit_id of what stands in no team


@dataclass(frozen=True)
class Asked:
    """One pseudonym to look up, and the org_unit_id of the team that its record is counted under."""

    pseudonym: str
    team_unit_id: str


@dataclass(frozen=True)
class CaseSystemNumbers:
    """What was found, by pseudonym. `not_own` pseudonyms stand under teams that are not the reader's own;
    `not_known` are not in the list that leads back.
    """

    found: Mapping[str, str] = field(default_factory=dict)
    not_own: int = 0
    not_known: int = 0

    def of(self, pseudonym: str | None) -> str:
        """Return the number behind a pseudonym, '' where it is not shown or there is none."""
        return self.found.get(pseudonym or "", "")

    @property
    def words(self) -> str:
        """What is not shown and why; '' where everything is."""
        said = []
        if self.not_own:
            said.append(
                f"{self.not_own:,} stand under teams that are not yours, so their numbers are not shown."
            )
        if self.not_known:
            said.append(f"{self.not_known:,} are not in the list that leads back to the case system.")
        return " ".join(said)


def asked_about(
    rows: Iterable[Mapping[str, object]], names: Iterable[str], authority_id: str
) -> frozenset[Asked]:
    """Return the pseudonyms in some columns of records of one authority, each with its team (`team_id`)."""
    columns = tuple(names)
    return frozenset(
        Asked(str(row[name]), f"{authority_id}:{row['team_id'] or NO_TEAM}")
        for row in rows
        for name in columns
        if row[name]
    )


def may_see_numbers(role: str) -> bool:
    """Whether a role may see the case-system numbers of children and workers."""
    return role in ROLES_THAT_MAY_RE_IDENTIFY


def case_system_numbers(
    paths: StorePaths,
    journal: Journal,
    tree: OrganisationTree,
    asked: Iterable[Asked],
    *,
    reader: Reader,
    subject: str,
) -> CaseSystemNumbers:
    """Return the numbers behind pseudonyms that this reader may see, and note it before they are given.

    `subject` says what the list is, never whom it is about. A pseudonym that stands under one of the reader's
    own teams, and under another, is shown. ReIdentificationRefusedError for a role that may not; that is
    noted as well.
    """
    wanted = set(asked)
    everyone = {one.pseudonym for one in wanted}
    own = {one.pseudonym for one in wanted if reader.owns(one.team_unit_id, tree)}
    try:
        found = re_identify(paths, reader.role, sorted(own))
    except ReIdentificationRefusedError:
        record_act(journal, role=reader.role, act=ACT, subject=subject, outcome="refused: role")
        raise
    outcome = f"{len(found)} of {len(everyone)} shown"
    record_act(journal, role=reader.role, act=ACT, subject=subject, outcome=outcome)
    return CaseSystemNumbers(found, len(everyone - own), len(own) - len(found))
