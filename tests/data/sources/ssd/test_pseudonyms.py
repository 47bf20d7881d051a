"""Pseudonyms: the same person everywhere, nobody else, and a way back for few."""

from __future__ import annotations

import hashlib
import hmac
import stat
from pathlib import Path

import pyarrow as pa
import pytest

from data.errors import StoreError
from data.paths import StorePaths
from data.sources.numbers import read_postcode
from data.sources.pseudonyms import (
    KEY_FILE_VARIABLE,
    Pseudonyms,
    ReIdentificationRefusedError,
    identities_file,
    key_file,
    pseudonyms_for,
    re_identify,
)
from data.sources.table_spec import PersonKind

CHILD, WORKER, ADDRESS = PersonKind.CHILD, PersonKind.WORKER, PersonKind.ADDRESS


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StorePaths:
    monkeypatch.delenv(KEY_FILE_VARIABLE, raising=False)
    return StorePaths(tmp_path / "store")


@pytest.fixture
def northmere(paths: StorePaths) -> Pseudonyms:
    return pseudonyms_for(paths, "northmere", ())


def test_a_pseudonym_is_the_standard_keyed_hash(northmere: Pseudonyms) -> None:
    expected = hmac.new(northmere.key, b"northmere\nchild\nC1", hashlib.sha256).hexdigest()[:24]
    assert northmere.of(CHILD, "C1") == f"c{expected}"


@pytest.mark.parametrize("written", [" 123 ", "123.0", "123.00", "'123", "123\u00a0"])
def test_one_identifier_has_one_pseudonym_however_it_is_written(northmere: Pseudonyms, written: str) -> None:
    assert northmere.of(CHILD, written) == northmere.of(CHILD, "123")


def test_different_people_have_different_pseudonyms(paths: StorePaths, northmere: Pseudonyms) -> None:
    southmere = pseudonyms_for(paths, "southmere", ())
    found = {
        northmere.of(CHILD, "123"),
        northmere.of(CHILD, "0123"),
        northmere.of(WORKER, "123"),
        southmere.of(CHILD, "123"),
    }
    assert len(found) == 4


@pytest.mark.parametrize("written", ["", " ", "NULL", "n/a", "-1"])
def test_nobody_has_no_pseudonym(northmere: Pseudonyms, written: str) -> None:
    assert northmere.of(CHILD, written) is None


@pytest.mark.parametrize("written", ["RM1 3BB", "rm13bb", " RM1  3bb "])
def test_an_address_is_the_same_however_its_postcode_is_written(northmere: Pseudonyms, written: str) -> None:
    assert northmere.of(ADDRESS, written) == northmere.of(ADDRESS, "RM1 3BB")
    assert northmere.of(ADDRESS, written) != northmere.of(ADDRESS, "RM1 3BD")


@pytest.mark.parametrize("written", ["", "RM1", "1 High Street, RM1 3BB", "Confidential"])
def test_what_is_no_full_postcode_is_no_address(northmere: Pseudonyms, written: str) -> None:
    assert northmere.of(ADDRESS, written) is None


def test_nothing_leads_back_to_an_address_and_a_family_has_its_own_number(
    paths: StorePaths, northmere: Pseudonyms
) -> None:
    address, family = northmere.of(ADDRESS, "RM1 3BB"), northmere.of(PersonKind.FAMILY, "C1")
    assert address is not None and family is not None
    assert family[1:] != str(northmere.of(CHILD, "C1"))[1:]
    northmere.save()
    assert re_identify(paths, "bi", [address, family]) == {family: "C1"}


def test_a_pseudonym_of_an_address_reads_as_the_postcode_it_stands_for(northmere: Pseudonyms) -> None:
    address = northmere.of(ADDRESS, "RM1 3BB")
    assert address is not None
    assert read_postcode(address) == address


def test_a_column_is_replaced_as_its_parts_would_be(northmere: Pseudonyms) -> None:
    column = pa.chunked_array([["C1", None], ["C2", "C1"]], pa.string())
    one, two = northmere.of(CHILD, "C1"), northmere.of(CHILD, "C2")
    assert northmere.replace(column, CHILD).to_pylist() == [one, None, two, one]


def test_the_key_stays_the_same_and_only_its_owner_reads_it(paths: StorePaths, northmere: Pseudonyms) -> None:
    again = pseudonyms_for(paths, "northmere", {northmere.key_check})
    assert again.of(CHILD, "C1") == northmere.of(CHILD, "C1")
    assert key_file(paths) == paths.data_dir.parent / "store.key"
    assert stat.S_IMODE(key_file(paths).stat().st_mode) == 0o600


def test_a_lost_or_other_key_is_refused_once_something_was_loaded(
    paths: StorePaths, northmere: Pseudonyms
) -> None:
    key_file(paths).write_text("ab" * 32)
    with pytest.raises(StoreError, match="is not the key that this store was loaded with"):
        pseudonyms_for(paths, "northmere", {northmere.key_check})
    key_file(paths).unlink()
    with pytest.raises(StoreError, match="is not the key that this store was loaded with"):
        pseudonyms_for(paths, "northmere", {northmere.key_check})
    assert not key_file(paths).exists()


def test_a_short_key_is_refused(paths: StorePaths) -> None:
    key_file(paths).parent.mkdir(parents=True, exist_ok=True)
    key_file(paths).write_text("ab" * 8)
    with pytest.raises(StoreError):
        pseudonyms_for(paths, "northmere", ())


def test_the_key_may_lie_elsewhere_and_never_inside_the_store(
    paths: StorePaths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(KEY_FILE_VARIABLE, str(tmp_path / "safe" / "our.key"))
    pseudonyms_for(paths, "northmere", ())
    assert (tmp_path / "safe" / "our.key").is_file()
    monkeypatch.setenv(KEY_FILE_VARIABLE, str(paths.landed / "our.key"))
    with pytest.raises(StoreError, match="inside the data folder"):
        pseudonyms_for(paths, "northmere", ())


def test_those_who_may_find_who_a_child_is(paths: StorePaths, northmere: Pseudonyms) -> None:
    pseudonym = northmere.of(CHILD, "C1")
    assert pseudonym is not None
    northmere.save()
    northmere.save()
    for role in ("director", "head_of_service", "team_manager", "bi", "local_user"):
        assert re_identify(paths, role, [pseudonym, "c000"]) == {pseudonym: "C1"}
    assert stat.S_IMODE(identities_file(paths).stat().st_mode) == 0o600
    assert not identities_file(paths).is_relative_to(paths.data_dir)


@pytest.mark.parametrize("role", ["scrutiny", "administrator", "public", ""])
def test_those_who_may_not(paths: StorePaths, northmere: Pseudonyms, role: str) -> None:
    northmere.of(CHILD, "C1")
    northmere.save()
    with pytest.raises(ReIdentificationRefusedError, match="may not see who a child or worker is"):
        re_identify(paths, role, ["c000"])
