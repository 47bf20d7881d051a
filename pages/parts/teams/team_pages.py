"""What the page of one team shows, worked out once for each build, team and month."""

from __future__ import annotations

from datetime import date

import streamlit as st

from metrics.periods import month_label
from metrics.vocabulary import Basis
from pages.parts.sources import Sources
from reporting.organisation_tree import OrganisationTree, OrgUnit
from reporting.teams.team_profile import TeamProfile, last_month_of, team_profile


@st.cache_resource(max_entries=64, show_spinner=False)
def _profile(
    store_file: str,
    unit_id: str,
    end: date,
    basis: str,
    _known: Sources,
    _tree: OrganisationTree,
    _team: OrgUnit,
) -> TeamProfile:
    return team_profile(_known.store, _known.library, _tree, _team, end, Basis(basis))


def profile_of(known: Sources, tree: OrganisationTree, team: OrgUnit, end: date, basis: Basis) -> TeamProfile:
    """Return the profile of a team in a month; of its last month where it ended before, and say so."""
    last = last_month_of(team, end)
    if last < end:
        st.info(f"{team.name} ended in {month_label(last)}. Its figures of that month are shown.")
    return _profile(str(known.store.file), team.org_unit_id, last, basis.value, known, tree, team)
