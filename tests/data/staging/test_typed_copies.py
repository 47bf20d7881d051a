"""What a table was read as is kept: used as it is, read anew when it is damaged, gone or of another version."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from data.sources import typed_copies
from tests.data.staging.conftest import Staging


def copies(staging: Staging) -> list[Path]:
    return sorted((staging.paths.cache / "typed").rglob("*.arrow"))


def births(staging: Staging) -> object:
    return staging.stage().rows("staged.people", "born_on")


BIRTHS = [date(2012, 7, 30), date(2015, 3, 2)]


def test_loading_keeps_copies_and_the_build_reads_them(
    staging: Staging, monkeypatch: pytest.MonkeyPatch
) -> None:
    staging.dataset()
    staging.feed("teams", [{"team_id": "T1", "name": "North", "service_area": "Assessment"}])
    assert {file.stem for file in copies(staging)} >= {"ssd_cin_episodes", "teams"}
    monkeypatch.setattr(typed_copies, "typed_table", lambda *_: pytest.fail("a table was read again"))
    assert births(staging) == BIRTHS


def test_a_copy_holds_what_was_rejected_and_what_was_not_read(staging: Staging) -> None:
    contact = {"cont_person_id": "C1", "cont_contact_date": "2025-03-03"}
    contacts = [{**contact, "cont_contact_id": f"K{number}"} for number in range(20)]
    placements = [{"clap_cla_placement_id": "1", "clap_cla_placement_distance": "far"}]
    repeated = {**contact, "cont_contact_id": "K0"}
    staging.dataset({"ssd_contacts": [*contacts, repeated], "ssd_cla_placement": placements})
    asked = [
        ("staged.rejected_rows", "landed_table", "landed_row", "reasons"),
        ("staged.values_not_read", "column_name", "written", "reason", "rows"),
        ("staged.row_counts", "landed_table", "rows_landed", "rows_staged", "rows_rejected"),
    ]
    from_copies = [staging.stage().rows(*question) for question in asked]
    for file in copies(staging):
        file.unlink()
    assert [staging.stage().rows(*question) for question in asked] == from_copies
    assert all(from_copies)


@pytest.mark.parametrize(
    "spoil",
    [lambda file: file.write_bytes(file.read_bytes()[:200]), lambda file: file.write_bytes(b""), Path.unlink],
    ids=["cut off", "empty", "gone"],
)
def test_a_copy_that_cannot_be_read_is_made_again(staging: Staging, spoil: Callable[[Path], object]) -> None:
    staging.dataset()
    for file in copies(staging):
        spoil(file)
    assert births(staging) == BIRTHS
    assert all(file.stat().st_size > 200 for file in copies(staging))


def test_another_version_of_the_program_reads_anew_and_leaves_no_old_copies(
    staging: Staging, monkeypatch: pytest.MonkeyPatch
) -> None:
    staging.dataset()
    old = copies(staging)
    monkeypatch.setattr(typed_copies, "_digest_of_readers", lambda: "another")
    assert births(staging) == BIRTHS
    assert not any(file.exists() for file in old)
    assert {file.parent.parent.name for file in copies(staging)} == {"another"}


def test_an_extract_that_is_no_longer_used_has_no_copies(staging: Staging) -> None:
    first = staging.dataset(as_at=date(2025, 9, 30))
    second = staging.dataset()
    staging.stage()
    assert {file.parent.name for file in copies(staging)} == {second.load_id}
    assert first.load_id != second.load_id
