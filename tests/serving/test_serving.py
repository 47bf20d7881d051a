"""The real server: what it answers is Streamlit's own, compressed, and asked for early."""

from __future__ import annotations

import gzip
import re
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit

from serving.browser_files import takes_gzip
from serving.first_page import is_for_a_screen, needed_by, with_files
from tests.own_server import START_SECONDS
from tests.pages.browser import running_dashboard

STREAMLIT_FILES = Path(streamlit.__file__).parent / "static"


def get(address: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Return status, headers (small letters) and body of one answer."""
    request = urllib.request.Request(address, headers=headers)  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310  our own server
            return answer.status, {k.lower(): v for k, v in answer.headers.items()}, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, {}, b""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running dashboard that has no store yet."""
    with running_dashboard(tmp_path_factory.mktemp("no-store-yet")) as address:
        yield address


def biggest_script() -> Path:
    return max(
        (STREAMLIT_FILES / "static" / "js").glob("PlotlyChart.*.js"), key=lambda file: file.stat().st_size
    )


def test_a_script_comes_compressed_and_is_streamlits_own(server: str) -> None:
    script = biggest_script()
    address = f"{server}/static/js/{script.name}"
    give_up_at = time.monotonic() + START_SECONDS
    headers: dict[str, str] = {}
    while "content-encoding" not in headers and time.monotonic() < give_up_at:  # compressed in the background
        _, headers, body = get(address, **{"Accept-Encoding": "gzip"})
    assert headers["content-encoding"] == "gzip"
    assert headers["content-type"].startswith("text/javascript")
    assert "immutable" in headers["cache-control"]
    assert gzip.decompress(body) == script.read_bytes()
    assert len(body) < script.stat().st_size / 2


def test_a_browser_that_takes_no_gzip_gets_the_file_as_it_is(server: str) -> None:
    script = biggest_script()
    _, headers, body = get(f"{server}/static/js/{script.name}", **{"Accept-Encoding": "identity"})
    assert "content-encoding" not in headers
    assert body == script.read_bytes()


@pytest.mark.parametrize(
    ("screen", "asks_for_charts_at_once"), [("", False), ("library", False), ("kpi", True)]
)
def test_the_first_page_names_files_that_are_there(
    server: str, screen: str, asks_for_charts_at_once: bool
) -> None:
    status, headers, body = get(f"{server}/{screen}", Accept="text/html")
    page = body.decode()
    assert status == 200
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert "<title>Trajectory</title>" in page
    assert 'lang="en-GB"' in page
    named = re.findall(r'rel="modulepreload" crossorigin href="\./(static/js/[^"]+)"', page)
    assert all((STREAMLIT_FILES / name).is_file() for name in named)
    assert any("BidiComponent." in name for name in named)
    assert any("PlotlyChart." in name for name in named) == asks_for_charts_at_once


@pytest.mark.parametrize("path", ["_stcore/host-config", "static/js/no-such-file.12345678.js", "favicon.png"])
def test_everything_else_goes_on_to_streamlit(server: str, path: str) -> None:
    _, _, body = get(f"{server}/{path}")
    assert b"<title>Trajectory" not in body


def test_what_an_element_imports_is_followed_to_its_end(tmp_path: Path) -> None:
    files = {
        "Table.aaaaaaaa.js": 'import{a}from"./cells.bbbbbbbb.js";import"./paint.cccccccc.js";a()',
        "cells.bbbbbbbb.js": 'import{t}from"./paint.cccccccc.js";import e from"./Table.aaaaaaaa.js"',
        "paint.cccccccc.js": "export const t=1",
        "other.dddddddd.js": "",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert needed_by(tmp_path, ["Table"]) == ["Table.aaaaaaaa.js", "cells.bbbbbbbb.js", "paint.cccccccc.js"]


def test_a_file_that_the_page_names_already_is_not_named_twice() -> None:
    page = '<head><link href="./static/js/a.js"></head>'
    assert with_files(page, now=["a.js"], later=["a.js"]).decode().count("a.js") == 1


@pytest.mark.parametrize(
    ("accepted", "takes"),
    [
        (b"gzip, deflate, br", True),
        (b"br;q=1.0, gzip;q=0.8", True),
        (b"identity", False),
        (b"gzip;q=0", False),
    ],
)
def test_only_a_browser_that_says_so_gets_gzip(accepted: bytes, takes: bool) -> None:
    assert takes_gzip({"headers": [(b"accept-encoding", accepted)]}) is takes


@pytest.mark.parametrize(
    ("path", "is_screen"),
    [
        ("/", True),
        ("/pre-proceedings", True),
        ("/_stcore/health", False),
        ("/static/js/x.js", False),
        ("/media", False),
        ("/robots.txt", False),
    ],
)
def test_what_a_person_opens_is_told_from_what_a_program_asks_for(path: str, is_screen: bool) -> None:
    assert is_for_a_screen({"type": "http", "method": "GET", "path": path}) is is_screen
