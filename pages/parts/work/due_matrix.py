"""The table of how much is overdue and coming, by kind and part; every count opens its list."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from urllib.parse import urlencode

from charts.palette import Palette
from metrics.kinds_of_work import KindOfWork
from pages.parts.board import show_board
from reporting.due_work.matrix import Counted, Matrix, Part
from reporting.due_work.words import cell_words

ADDRESS = "due"
STYLE = """<style>
.wide { overflow-x: auto; }
.wide th, .wide td { padding: .4rem .5rem; }
.wide td { min-width: 4.6rem; }
.wide tbody th { position: sticky; left: 0; min-width: 11rem; background: var(--st-background-color); }
.wide thead th { vertical-align: bottom; line-height: 1.2; font-size: .95rem; }
.wide a { display: inline-block; text-decoration: none; }
.wide a:hover, .wide thead a, .wide tbody th a { text-decoration: underline; }
.late { font-weight: 700; display: block; }
.sum td, .sum th { border-top: 2px solid currentcolor; }
@container (max-width: 700px) {
  .wide tbody th { position: static; }
  .wide td.empty { display: none; }
  .wide a, .late, .late + .soft { display: inline; }
  .late + .soft::before { content: ", "; }
}
</style>"""


def show_matrix(
    counts: Matrix,
    caption: str,
    colours: Palette,
    *,
    base: dict[str, str],
    part_parameter: str,
    parts_in_rows: bool,
    key: str,
) -> None:
    """Show the table.

    `base` are the parameters that every link keeps, `part_parameter` the one that names a part.
    """
    table = _Table(counts, base, part_parameter)
    html = table.parts_by_kinds(caption) if parts_in_rows else table.kinds_by_parts(caption)
    show_board(STYLE + html, colours, key=key)


class _Table:
    """The HTML of one matrix."""

    def __init__(self, counts: Matrix, base: dict[str, str], part_parameter: str) -> None:
        self.counts, self.base, self.part_parameter = counts, base, part_parameter

    def kinds_by_parts(self, caption: str) -> str:
        """Return the table with a row a kind and a column a part."""
        counts = self.counts
        heads = [self._link(part.name, self._part(part)) for part in counts.parts]
        rows = [
            self._row(
                self._link(kind.name, self._kind(kind)),
                [
                    (part.name, counts.cell(part.id, kind.id), {**self._part(part), **self._kind(kind)})
                    for part in counts.parts
                ],
                (counts.of_kind(kind.id), self._kind(kind)),
            )
            for kind in counts.kinds
        ]
        sums = [(part.name, counts.of_part(part.id), self._part(part)) for part in counts.parts]
        return self._html(caption, "Kind of work", heads, [*rows, self._sum_row(sums)])

    def parts_by_kinds(self, caption: str) -> str:
        """Return the table with a row a part and a column a kind."""
        counts = self.counts
        heads = [self._link(kind.name, self._kind(kind)) for kind in counts.kinds]
        rows = [
            self._row(
                self._link(part.name, self._part(part)),
                [
                    (kind.name, counts.cell(part.id, kind.id), {**self._part(part), **self._kind(kind)})
                    for kind in counts.kinds
                ],
                (counts.of_part(part.id), self._part(part)),
            )
            for part in counts.parts
        ]
        sums = [(kind.name, counts.of_kind(kind.id), self._kind(kind)) for kind in counts.kinds]
        return self._html(caption, "Part of the council", heads, [*rows, self._sum_row(sums)])

    def _part(self, part: Part) -> dict[str, str]:
        return {self.part_parameter: part.id}

    def _kind(self, kind: KindOfWork) -> dict[str, str]:
        return {"kind": kind.id}

    def _html(self, caption: str, corner: str, heads: Sequence[str], rows: Sequence[str]) -> str:
        head = "".join(f'<th scope="col">{cell}</th>' for cell in heads)
        return (
            f'<div class="wide" role="region" tabindex="0" aria-label="{escape(caption)}">'
            f"<table><caption>{escape(caption)}</caption><thead><tr>"
            f'<th scope="col">{escape(corner)}</th>{head}<th scope="col">All</th></tr></thead>'
            f"<tbody>{''.join(rows)}</tbody></table></div>"
        )

    def _row(
        self,
        heading: str,
        cells: Sequence[tuple[str, Counted, dict[str, str]]],
        whole: tuple[Counted, dict[str, str]],
    ) -> str:
        shown = "".join(self._cell(label, count, opens) for label, count, opens in cells)
        return f'<tr><th scope="row">{heading}</th>{shown}{self._cell("All", *whole)}</tr>'

    def _sum_row(self, cells: Sequence[tuple[str, Counted, dict[str, str]]]) -> str:
        row = self._row("All", cells, (self.counts.total, {}))
        return row.replace("<tr>", '<tr class="sum">', 1)

    def _cell(self, label: str, count: Counted, opens: dict[str, str]) -> str:
        late, coming = cell_words(count)
        if not count.all:
            return f'<td class="empty" data-label="{escape(label)}"></td>'
        words = f'<span class="late">{escape(late)}</span>' if late else ""
        words += f'<span class="soft">{escape(coming)}</span>' if coming else ""
        return f'<td data-label="{escape(label)}">{self._anchor(words, opens)}</td>'

    def _link(self, words: str, opens: dict[str, str]) -> str:
        return self._anchor(escape(words), opens)

    def _anchor(self, html: str, opens: dict[str, str]) -> str:
        return f'<a href="/{ADDRESS}?{escape(urlencode({**self.base, **opens}))}">{html}</a>'
