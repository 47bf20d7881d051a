"""The templates of the local feeds: as their forms say, and each of them loads as it stands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from commands.docs import FEED_TEMPLATES, FEEDS_PAGE
from data.landing import landed_records
from data.paths import StorePaths
from data.sources.feeds.forms import FeedForm, feed_forms
from data.sources.feeds.load import load_feed
from data.sources.feeds.spec import feed_specs
from exports.feed_templates import NOTES, WORKBOOK, stale_templates, write_templates

AS_AT = date(2026, 10, 31)
FEEDS = sorted(feed_specs())


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("templates")
    write_templates(folder / "page.md", folder / "feeds")
    yield folder


def form_of(name: str) -> FeedForm:
    return next(form for form in feed_forms() if form.name == name)


def test_the_templates_and_the_page_are_as_the_forms_say() -> None:
    assert stale_templates(FEEDS_PAGE, FEED_TEMPLATES) == [], "run: python cli.py docs feeds"


def test_there_is_a_template_of_every_feed_and_of_nothing_else() -> None:
    assert sorted(file.stem for file in FEED_TEMPLATES.glob("*.csv")) == FEEDS


@pytest.mark.parametrize("template", ["csv", "xlsx"])
@pytest.mark.parametrize("name", FEEDS)
def test_every_template_loads_without_a_rejected_row_and_leaves_nothing_unread(
    tmp_path: Path, name: str, template: str
) -> None:
    file = FEED_TEMPLATES / (f"{name}.csv" if template == "csv" else WORKBOOK)
    paths = StorePaths(tmp_path / "store")
    load = load_feed(paths, name, file, "Mill", AS_AT, today=AS_AT)
    assert (load.rows_landed, load.rows_rejected) == (2, 0)
    assert load.notes == ("'Mill' is new to this store.",)
    landed = landed_records(paths, load.load_id, name)
    columns = form_of(name).columns
    assert {column.heading for column in columns} <= set(landed.column_names)
    assert all(landed.column(column.heading).null_count == (not column.is_required) for column in columns)


def test_what_was_changed_by_hand_or_is_missing_or_left_over_is_named(written: Path) -> None:
    page, folder = written / "page.md", written / "feeds"
    assert stale_templates(page, folder) == []
    (folder / "absence.csv").write_text("absence_id\n", encoding="utf-8")
    (folder / "posts.csv").unlink()
    (folder / "of_no_feed.csv").write_text("x\n", encoding="utf-8")
    page.write_text(page.read_text(encoding="utf-8") + "more", encoding="utf-8")
    changed = ["absence.csv", "of_no_feed.csv", "page.md", "posts.csv"]
    assert stale_templates(page, folder) == changed
    (folder / WORKBOOK).write_bytes((FEED_TEMPLATES.parent / "values_template.xlsx").read_bytes())
    assert write_templates(page, folder) == sorted([WORKBOOK, *changed])
    assert stale_templates(page, folder) == []
    assert not (folder / "of_no_feed.csv").exists()


def test_the_workbook_has_a_sheet_of_notes_with_every_column() -> None:
    with CalamineWorkbook.from_path(FEED_TEMPLATES / WORKBOOK) as workbook:
        assert workbook.sheet_names == [NOTES, *FEEDS]
        headings, *notes = workbook.get_sheet_by_name(NOTES).to_python()
    assert headings == ["Feed", "Column", "Holds", "Required", "Meaning", "Allowed values"]
    assert [row[:2] for row in notes] == [
        [form.name, column.heading] for form in feed_forms() for column in form.columns
    ]
    (grade,) = [row for row in notes if row[:2] == ["audits", "grade"]]
    assert "outstanding: Outstanding" in str(grade[5])


def test_the_page_lists_every_column_and_marks_those_that_are_replaced() -> None:
    page = FEEDS_PAGE.read_text(encoding="utf-8")
    for form in feed_forms():
        part = page.split(f'<a id="{form.name}"></a>')[1].split("\n## ")[0]
        assert all(f"| `{column.heading}` |" in part for column in form.columns), form.name
    assert "| `child_id` | identifier \N{DAGGER} | yes |" in page
    assert "| `family_id` | identifier \N{DAGGER} |" in page
    assert "| `team_id` | identifier \N{DAGGER}" not in page
