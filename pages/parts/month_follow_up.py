"""What is to be followed up, as HTML: overdue work, missing commentary, and what is in doubt."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from pages.parts.linked_html import Links, unfolding
from pages.parts.measure_pieces import measure_link
from reporting.data_checks import CheckFound
from reporting.due_work import DueWork
from reporting.due_work.filters import OVERDUE
from reporting.due_work.words import number_of, short_day
from reporting.this_month import AuthorityMonth, Judged
from reporting.this_month.attention import commentary_sentence, lacking_commentary
from reporting.this_month.doubts import DataDoubts
from reporting.this_month.overdue_work import overdue_kinds

SHOWN = 6


def overdue_html(month: AuthorityMonth, work: DueWork | None, links: Links) -> str:
    """Return the open overdue work by kind with the oldest of each; says so where there are no records."""
    heading = "<h2>Overdue work</h2>"
    if work is None:
        return (
            f"<section>{heading}<p>There are no records of single pieces of work, so nothing can be listed as "
            "overdue. Load an Annex A workbook or the Standard Safeguarding Dataset to see it here.</p></section>"
        )
    kinds = overdue_kinds(work)
    on = short_day(work.on)
    due = {"authority": month.authority_id}
    if work.on != work.as_at_on:
        due["on"] = work.on.isoformat()
    if not kinds:
        return f"<section>{heading}<p>Nothing was open and overdue on {on}.</p></section>"
    rows = "".join(
        "<tr>"
        f'<th scope="row">{links.to("due", due | {"kind": kind.kind.id, "when": OVERDUE}, kind.kind.name)}</th>'
        f'<td class="number" data-label="Overdue">{kind.count:,}</td>'
        f'<td data-label="Oldest">{escape(number_of(kind.oldest_days_late, "day"))} late, '
        f"due {escape(short_day(kind.oldest_due_on))}</td></tr>"
        for kind in kinds
    )
    total = sum(kind.count for kind in kinds)
    said = number_of(total, "thing was", "things were")
    everything = links.to("due", due, "See all that is due and overdue")
    return (
        f"<section>{heading}<p>{escape(said)} open and overdue on {on}.</p>"
        '<table><thead><tr><th scope="col">Kind of work</th><th scope="col" class="number">Overdue</th>'
        f'<th scope="col">Oldest</th></tr></thead><tbody>{rows}</tbody></table>'
        f"<p>{everything}</p></section>"
    )


def commentary_html(month: AuthorityMonth, links: Links) -> str:
    """Return the measures that wait for commentary, those that need a look most first."""
    lacking = lacking_commentary(month)
    words = escape(commentary_sentence(lacking))
    return f"<section><h2>Commentary missing</h2><p>{words}</p>{measure_list(lacking, links)}</section>"


def doubts_html(month: AuthorityMonth, doubts: DataDoubts, checks: Sequence[CheckFound], links: Links) -> str:
    """Return what is in doubt: what checks of the records found, questions to owners, rejected rows."""
    paragraphs = [checks_html(month, checks, links)]
    if doubts.queried:
        one = len(doubts.queried) == 1
        has = "measure has" if one else "measures have"
        paragraphs.append(
            f"<p>{len(doubts.queried)} {has} a question to the owner; {len(doubts.not_rated)} of "
            f"them cannot be rated until it is answered.</p>{measure_list(doubts.not_rated, links)}"
        )
    if doubts.rejected:
        files = number_of(len(doubts.rejected), "file")
        link = links.to("data", {"authority": month.authority_id}, "See which, and why")
        paragraphs.append(
            f"<p>{doubts.rejected_rows:,} rows of {files} were rejected when they were loaded. {link}</p>"
        )
    words = "".join(paragraphs) or "<p>No value or target is in question, and no row was rejected.</p>"
    return f"<section><h2>Doubts about the data</h2>{words}</section>"


def checks_html(month: AuthorityMonth, checks: Sequence[CheckFound], links: Links) -> str:
    """Return the checks that found something, in the order to put things right; '' if none did."""
    found = [check for check in checks if check.rows_doubtful]
    if not found:
        return ""
    items = "".join(
        f"<li>{links.to('data-checks', {'authority': month.authority_id, 'check': check.check.id}, check.check.title)}"
        f"<div>{escape(_check_words(check))}</div></li>"
        for check in found[:SHOWN]
    )
    more = len(found) - SHOWN
    rest = f"; the first {SHOWN} to put right" if more > 0 else ""
    everything = links.to("data-checks", {"authority": month.authority_id}, "See all data checks")
    checked = number_of(len(found), "data check")
    return (
        f"<p>{escape(checked[:1].upper() + checked[1:])} found doubtful rows{rest}:</p><ul>{items}</ul>"
        f"<p>{everything}</p>"
    )


def _check_words(check: CheckFound) -> str:
    rows = f"{check.rows_doubtful:,} of {check.rows_looked_at:,} rows"
    return f"{rows}; threatens {number_of(check.kpis_threatened, 'measure')}"


def measure_list(judged: Sequence[Judged], links: Links) -> str:
    """Return measures as a list of links; those after the first few unfold."""
    items = [f"<li>{measure_link(one.row, links)}</li>" for one in judged]
    if not items:
        return ""
    rest = ""
    if len(items) > SHOWN:
        rest = unfolding(len(items) - SHOWN, f"<ul>{''.join(items[SHOWN:])}</ul>")
    return f"<ul>{''.join(items[:SHOWN])}</ul>{rest}"
