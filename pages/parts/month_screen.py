"""The two halves of "This month": what the figures say, and what is to be followed up."""

from __future__ import annotations

from charts.palette import Palette
from metrics.screen_order import headline_kpis
from pages.parts.linked_html import Links, show_linked
from pages.parts.month_data import checks_of, loads_of, overdue_work
from pages.parts.month_follow_up import commentary_html, doubts_html, overdue_html
from pages.parts.month_lists import attention_html, movements_html, tiles_html
from pages.parts.month_tables import matrix_html
from pages.parts.sources import Sources
from reporting.loaded_data import AuthorityHeld
from reporting.this_month import AuthorityMonth
from reporting.this_month.doubts import data_doubts


def show_figures(known: Sources, month: AuthorityMonth, colours: Palette) -> None:
    """Show what needs attention, the headline measures, what changed in a year, and the ratings."""
    links = Links()
    html = (
        f'<div class="split">{attention_html(month, links, colours)}'
        f"{tiles_html(month, headline_kpis(known.library), links, colours)}</div>"
        f"{movements_html(month, links, colours)}{matrix_html(month, known.registers, links, colours)}"
    )
    show_linked(html, colours, key="month_figures")


def show_follow_up(known: Sources, month: AuthorityMonth, authority: AuthorityHeld, colours: Palette) -> None:
    """Show overdue work, missing commentary and doubts about the data."""
    links = Links()
    work = overdue_work(known, month.authority_id, month.month)
    doubts = data_doubts(month, loads_of(known), authority.name)
    html = (
        f'<div class="beside">{overdue_html(month, work, links)}<div>'
        f"{commentary_html(month, links)}"
        f"{doubts_html(month, doubts, checks_of(known, month.authority_id), links)}</div></div>"
    )
    show_linked(html, colours, key="month_follow_up")
