"""One team: all its measures beside the service's, what is overdue, its caseloads; or two teams side by side."""

import streamlit as st

from charts.palette import palette
from metrics.vocabulary import Basis
from pages.parts.filters import choose_authority
from pages.parts.page_heading import page_heading, show_source_note
from pages.parts.sources import sources
from pages.parts.teams.team_choices import (
    choose_basis,
    choose_month,
    choose_other_team,
    choose_team,
    show_no_teams,
    teams_of,
)
from pages.parts.teams.team_pages import profile_of
from pages.parts.teams.team_parts import show_overdue, show_team, show_team_facts, show_way
from pages.parts.teams.two_teams import show_two_teams
from pages.parts.work.due_reading import tree_of

page_heading("One team", "How a team does beside its service and the other teams.")
known = sources()
authority_box, team_box, other_box, period_box, basis_box = st.columns([1.6, 1.8, 1.8, 1.3, 2])
with authority_box:
    authority_id = choose_authority(known)
tree = tree_of(known, authority_id)
if not teams_of(tree):
    show_no_teams(known.authority(authority_id).name)
    st.stop()
with team_box:
    team = choose_team(tree)
with other_box:
    other = choose_other_team(tree, team)
with period_box:
    end = choose_month(known, authority_id)
with basis_box:
    basis = choose_basis()
show_source_note(known.authority(authority_id))
show_way(tree, team)

colours = palette(st.context.theme.type)
profile = profile_of(known, tree, team, end, basis)
if other is not None:
    show_two_teams(profile, profile_of(known, tree, other, end, basis), colours)
else:
    st.markdown(profile.sentence())
    show_team_facts(profile_of(known, tree, team, end, Basis.COMPLETED))
    show_overdue(profile, colours)
    show_team(profile, known, colours)
