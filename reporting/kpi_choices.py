"""What a reader can choose of one KPI: which parts of the organisation, bases and breakdowns have figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from data.store import Store
from metrics.definition import KpiDefinition
from metrics.screen_order import in_sections
from metrics.vocabulary import Basis
from reporting.figures import NOT_THE_AUTHORITYS_OWN
from reporting.organisation_tree import OrganisationTree, OrgUnit


@dataclass(frozen=True)
class KpiChoices:
    """The units with figures, from the authority down; the bases of each; the parts of each breakdown."""

    units: tuple[OrgUnit, ...]
    bases: Mapping[str, tuple[Basis, ...]]
    parts: Mapping[str, tuple[str, ...]]

    def bases_of(self, org_unit_id: str) -> tuple[Basis, ...]:
        """Return the bases that a unit has figures on, in the order of the vocabulary."""
        return self.bases.get(org_unit_id, ())


def kpi_choices(store: Store, kpi_id: str, tree: OrganisationTree, org_unit_id: str) -> KpiChoices:
    """Return the choices of one KPI in one authority, from one query.

    The authority is always among the units. Teams that have ended come after the others of their service.
    """
    bases: dict[str, list[Basis]] = defaultdict(list)
    parts: dict[str, list[str]] = defaultdict(list)
    rows = store.rows(
        "reporting/kpi_choices", kpi=kpi_id, authority_id=tree.authority_id, org_unit_id=org_unit_id
    )
    for row in rows:
        if row["breakdown"] is None:
            bases[row["org_unit_id"]].append(Basis(row["basis"]))
        elif row["breakdown"] not in NOT_THE_AUTHORITYS_OWN and row["basis"] == Basis.COMPLETED:
            parts[row["breakdown"]].append(row["part"])
    return KpiChoices(
        units=tuple(unit for unit in in_order(tree) if unit.org_unit_id in bases or unit.parent_id is None),
        bases={unit_id: tuple(basis for basis in Basis if basis in had) for unit_id, had in bases.items()},
        parts={breakdown: tuple(names) for breakdown, names in parts.items()},
    )


def kpis_with_figures(store: Store, org_unit_id: str) -> frozenset[str]:
    """Return the ids of the KPIs of which a unit has any figure."""
    return frozenset(
        row["kpi_id"] for row in store.rows("reporting/kpis_with_figures", org_unit_id=org_unit_id)
    )


def first_to_show(
    kpis: Sequence[KpiDefinition], service_area: str, with_figures: Collection[str]
) -> str | None:
    """Return the id of the KPI to show where none was chosen: the first on the scorecard that has figures.

    None where none of them has any.
    """
    on_the_scorecard = [kpi for _, section in in_sections(kpis, service_area) for kpi in section]
    return next((kpi.id for kpi in on_the_scorecard if kpi.id in with_figures), None)


def in_order(tree: OrganisationTree) -> list[OrgUnit]:
    """Return every unit of an authority, each before its parts; those that have ended after those that have not."""
    found: list[OrgUnit] = []

    def add(unit: OrgUnit) -> None:
        found.append(unit)
        below = [part for part in tree.units if part.parent_id == unit.org_unit_id]
        for part in sorted(below, key=lambda part: (part.valid_to is not None, part.name)):
            add(part)

    for unit in tree.units:
        if unit.org_unit_id == tree.authority_id:
            add(unit)
    return found
