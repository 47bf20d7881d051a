"""Pseudonyms: identifiers of children, workers, adopters, families and addresses are replaced before anything
is written.

A pseudonym is a keyed hash (HMAC with SHA-256, RFC 2104) of authority, kind of person and identifier:
the same person gets the same one in every extract and source, and nobody can work it out without the
key. The key and the list that leads back lie outside the store, so a copy of the store holds neither.
Nothing leads back to an address: measures only ask whether two placements have the same one.
"""

from __future__ import annotations

import hmac
import os
import re
import secrets
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from data.errors import StoreError
from data.paths import StorePaths
from data.sources.dates import NoValue
from data.sources.numbers import read_postcode
from data.sources.table_spec import PersonKind, TableSpec
from data.sources.tidy_text import is_blank, tidy
from data.sql import read_sql

KEY_FILE_VARIABLE = "TRAJECTORY_KEY_FILE"
KEY_BYTES = 32
HASH_DIGITS = 24  # 96 bits: among a million people, two alike are less likely than 1 in 10^16
OWNER_ONLY = 0o600
# local_user is the one person of an installation without sign-in: whoever may open the list that leads back.
ROLES_THAT_MAY_RE_IDENTIFY = frozenset({"director", "head_of_service", "team_manager", "bi", "local_user"})
NOBODY = "-1"  # what some case systems write for "no worker"
PLACEHOLDER_START = "SSD_PH"
SPREADSHEET_DECIMAL = re.compile(r"^(\d+)\.0+$")


class ReIdentificationRefusedError(StoreError):
    """A role that may not know who a child or worker is asked for it."""


@dataclass
class Pseudonyms:
    """Replaces the identifiers of one authority, and remembers the new ones until `save`."""

    key: bytes
    authority_id: str
    identities: Path
    _known: dict[tuple[PersonKind, str], str] = field(default_factory=dict)
    _as_written: dict[tuple[PersonKind, str], str | None] = field(default_factory=dict)

    @property
    def key_check(self) -> str:
        """A text that is the same for the same key and tells nothing about it: kept with each load."""
        return _digest(self.key, "key check")

    def of(self, kind: PersonKind, identifier: str) -> str | None:
        """Return the pseudonym of one person, None for an identifier that names nobody."""
        if (kind, identifier) not in self._as_written:  # the same person is in many tables
            self._as_written[kind, identifier] = self._of_plain(kind, identifier)
        return self._as_written[kind, identifier]

    def _of_plain(self, kind: PersonKind, identifier: str) -> str | None:
        plain = plain_address(identifier) if kind is PersonKind.ADDRESS else plain_identifier(identifier)
        if plain is None or plain.startswith(PLACEHOLDER_START):
            return plain
        if (kind, plain) not in self._known:
            digest = _digest(self.key, "\n".join((self.authority_id, kind, plain)))
            self._known[kind, plain] = f"{kind[0]}{digest}"
        return self._known[kind, plain]

    def replace(self, identifiers: pa.ChunkedArray, kind: PersonKind) -> pa.ChunkedArray:
        """Return a column of pseudonyms; each different identifier is hashed once."""
        encoded = pa.chunked_array(identifiers).combine_chunks().dictionary_encode()
        if isinstance(encoded, pa.ChunkedArray):
            encoded = encoded.chunk(0)
        names = pa.array([self.of(kind, text) for text in encoded.dictionary.to_pylist()], pa.string())
        return pa.chunked_array([names.take(encoded.indices)])

    def save(self) -> None:
        """Add those that were replaced to the list that leads back; addresses are not in it."""
        rows = [
            {
                "pseudonym": pseudonym,
                "authority_id": self.authority_id,
                "person_kind": kind.value,
                "identifier": identifier,
            }
            for (kind, identifier), pseudonym in self._known.items()
            if kind is not PersonKind.ADDRESS
        ]
        with _open_identities(self.identities) as connection:
            connection.executemany(read_sql("pseudonyms/insert_identity"), rows)


def under_pseudonyms(table: pa.Table, spec: TableSpec, pseudonyms: Pseudonyms) -> pa.Table:
    """Return a table with every identifier of a person, family or address replaced."""
    columns: Mapping[str, pa.ChunkedArray] = dict(zip(table.column_names, table.columns, strict=True))
    replaced = {
        column.received: pseudonyms.replace(columns[column.received], column.person)
        for column in spec.columns
        if column.person is not None and column.received in columns
    }
    return pa.table({**columns, **replaced})


def plain_identifier(text: str) -> str | None:
    """Return an identifier as it is hashed: one way of writing it for every source, None for nobody.

    >>> plain_identifier(" 0123.0"), plain_identifier("abc 1"), plain_identifier("-1"), plain_identifier("NULL")
    ('0123', 'ABC 1', None, None)
    """
    written = tidy(text).strip("'")
    if is_blank(written) or written == NOBODY:
        return None
    if "." in written:
        written = SPREADSHEET_DECIMAL.sub(r"\1", written)
    return written.upper()


def plain_address(text: str) -> str | None:
    """Return a full postcode as it is hashed, None for anything else: unknown is never the same place.

    >>> plain_address("rm13bb"), plain_address("1 High Street, RM1 3BB")
    ('RM1 3BB', None)
    """
    postcode = read_postcode(text)
    return None if isinstance(postcode, NoValue) else postcode


def pseudonyms_for(paths: StorePaths, authority_id: str, used_keys: Collection[str]) -> Pseudonyms:
    """Return the pseudonyms of an authority; the first time, a key is made.

    `used_keys` are the key checks of the loads in the store. Raises StoreError if the key lies inside
    the store, cannot be read, or is not the one that those loads were made with.
    """
    file = key_file(paths)
    if not file.is_file() and not used_keys:
        file.parent.mkdir(parents=True, exist_ok=True)
        _write_for_owner(file, secrets.token_hex(KEY_BYTES).encode())
    try:
        key = bytes.fromhex(file.read_text(encoding="ascii").strip())
    except (OSError, ValueError) as error:
        raise StoreError(file.name, [_key_missing()]) from error
    found = Pseudonyms(key, authority_id, identities_file(paths))
    if len(key) < KEY_BYTES or any(check != found.key_check for check in used_keys):
        raise StoreError(file.name, [_key_missing()])
    return found


def key_file(paths: StorePaths) -> Path:
    """Return where the key is: TRAJECTORY_KEY_FILE, else beside the data folder. Never inside it."""
    chosen = os.environ.get(KEY_FILE_VARIABLE)
    file = (
        Path(chosen).expanduser().resolve()
        if chosen
        else paths.data_dir.parent / f"{paths.data_dir.name}.key"
    )
    if file.is_relative_to(paths.data_dir):
        raise StoreError(
            KEY_FILE_VARIABLE,
            ["names a file inside the data folder. Keep the key outside it, and back it up apart."],
        )
    return file


def identities_file(paths: StorePaths) -> Path:
    """Return where the list is that leads from pseudonyms back to identifiers: beside the key."""
    return key_file(paths).with_suffix(".identities.sqlite")


def re_identify(paths: StorePaths, role: str, pseudonyms: Iterable[str]) -> Mapping[str, str]:
    """Return the identifier behind each pseudonym that is known. The caller writes it in the audit trail.

    Raises ReIdentificationRefusedError for a role that has no need to know who a person is, and StoreError
    where the list that leads back is not on this machine or not this user's to read.
    """
    if role not in ROLES_THAT_MAY_RE_IDENTIFY:
        raise ReIdentificationRefusedError(
            f"The role '{role}'",
            ["may not see who a child or worker is. Ask the BI team if your work needs it."],
        )
    file = identities_file(paths)
    question = read_sql("pseudonyms/identifier_of")
    found = {}
    try:
        with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", timeout=30, uri=True)) as connection:
            for pseudonym in pseudonyms:
                row = connection.execute(question, {"pseudonym": pseudonym}).fetchone()
                if row:
                    found[pseudonym] = str(row[0])
    except sqlite3.Error as error:
        raise StoreError(
            file.name,
            [
                "cannot be read. It leads from pseudonyms back to the case system and lies where the extracts "
                "were loaded, for the user who loaded them: ask the BI team."
            ],
        ) from error
    return found


def _digest(key: bytes, text: str) -> str:
    return hmac.digest(key, text.encode(), "sha256").hex()[:HASH_DIGITS]


@contextmanager
def _open_identities(file: Path) -> Iterator[sqlite3.Connection]:
    if not file.is_file():
        _write_for_owner(file, b"")
    with closing(sqlite3.connect(file, timeout=30)) as connection, connection:
        connection.execute(read_sql("pseudonyms/create_identities"))
        yield connection


def _write_for_owner(file: Path, content: bytes) -> None:
    """Write a new file that only its owner may read; an existing one is left alone."""
    with suppress(FileExistsError):
        number = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
        with os.fdopen(number, "wb") as handle:
            handle.write(content)


def _key_missing() -> str:
    return (
        "is not the key that this store was loaded with, so the same child would get another pseudonym. "
        f"Restore it from its backup, or set {KEY_FILE_VARIABLE} to where it is."
    )
