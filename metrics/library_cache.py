"""A copy of the checked library in one JSON file, so that a warm start reads one file and checks nothing.

The copy holds plain values, never pickled objects. Whatever is wrong with it, it is ignored and written
again: the definition files are the truth.
"""

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CACHE_FILE = "kpi_library.json"


@dataclass(frozen=True, slots=True)
class LibraryCopy:
    """The plain values of every definition, in library order, and the digest of the files they came from."""

    digest: str
    definitions: Sequence[Mapping[str, Any]]


def read_copy(cache_dir: Path, key: str) -> LibraryCopy | None:
    """Return the copy that was written under this key, or None if there is none or it is damaged."""
    try:
        header_line, body = (cache_dir / CACHE_FILE).read_bytes().split(b"\n", maxsplit=1)
        if json.loads(header_line) != _header(key, body):
            return None
        return LibraryCopy(**json.loads(body))
    except (OSError, ValueError, TypeError):
        return None


def write_copy(cache_dir: Path, key: str, copy: LibraryCopy) -> None:
    """Write the copy whole or not at all. A folder that cannot be written to is no error: it only costs time."""
    body = json.dumps({"digest": copy.digest, "definitions": copy.definitions}, ensure_ascii=False).encode()
    with suppress(OSError):
        cache_dir.mkdir(parents=True, exist_ok=True)
        handle, unfinished = tempfile.mkstemp(dir=cache_dir, prefix=CACHE_FILE)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(json.dumps(_header(key, body)).encode() + b"\n" + body)
            Path(unfinished).replace(cache_dir / CACHE_FILE)
        except OSError:
            Path(unfinished).unlink()
            raise


def _header(key: str, body: bytes) -> Mapping[str, str]:
    return {"key": key, "sha256": hashlib.sha256(body).hexdigest()}
