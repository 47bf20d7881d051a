"""Streamlit's scripts and styles, compressed once and answered from memory.

A first visit asks for some ninety files. Streamlit reads each from the disk for every visitor and
sends it as it is (9 MB with a chart), expecting a proxy to compress. A laptop has no proxy.
"""

from __future__ import annotations

import gzip
import re
import threading
from dataclasses import dataclass
from pathlib import Path

from starlette.types import ASGIApp, Receive, Scope, Send

TYPES = {".js": b"text/javascript; charset=utf-8", ".css": b"text/css; charset=utf-8"}
LEVEL = 6  # level 9 takes twice as long and saves one per cent
ONE_YEAR = b"public, immutable, max-age=31536000"  # the names of the files change with what is in them
NAMED_BY_CONTENT = re.compile(r"\.[\w-]{8}\.(js|css)$")
TAKES_GZIP = re.compile(rb"\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))")


@dataclass(frozen=True)
class CompressedFile:
    """One file as it is sent: gzip."""

    content: bytes
    content_type: bytes


class BrowserFiles:
    """Answers requests for files below /static from memory; all others go on to Streamlit.

    Files are compressed in the background, so the server starts at once; until one is ready, and for
    a browser that does not take gzip, Streamlit answers as it always does.
    """

    def __init__(self, app: ASGIApp, folder: Path) -> None:
        self.app = app
        self.ready: dict[str, CompressedFile] = {}
        self.compressing = threading.Thread(target=self._compress, args=(folder,), daemon=True)
        self.compressing.start()

    def _compress(self, folder: Path) -> None:
        named = (file for file in (folder / "static").rglob("*") if NAMED_BY_CONTENT.search(file.name))
        for file in sorted(named, key=lambda file: file.stat().st_size):
            content = gzip.compress(file.read_bytes(), LEVEL, mtime=0)
            address = f"/{file.relative_to(folder).as_posix()}"
            self.ready[address] = CompressedFile(content, TYPES[file.suffix])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        file = self.ready.get(scope["path"]) if scope["type"] == "http" else None
        if file is None or scope["method"] not in ("GET", "HEAD") or not takes_gzip(scope):
            await self.app(scope, receive, send)
            return
        headers = [
            (b"content-type", file.content_type),
            (b"content-encoding", b"gzip"),
            (b"content-length", str(len(file.content)).encode()),
            (b"cache-control", ONE_YEAR),
            (b"vary", b"accept-encoding"),
            (b"x-content-type-options", b"nosniff"),
        ]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": file.content if scope["method"] == "GET" else b""})


def takes_gzip(scope: Scope) -> bool:
    """Return whether the browser that asks takes gzip."""
    return any(name == b"accept-encoding" and TAKES_GZIP.search(value) for name, value in scope["headers"])
