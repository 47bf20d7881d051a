"""What the server does before the first visitor: the first screen then has nothing left to read of the build."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data.paths import DATA_DIR_VARIABLE, PROJECT_DIR
from data.store import Store
from serving.warm_up import prepare


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The queries asked of the build from now on; nothing is remembered from before."""
    queries: list[str] = []
    ask = Store.ask

    def ask_and_note(store: Store, query: str, **parameters: Any) -> pa.Table:
        queries.append(query)
        return ask(store, query, **parameters)

    monkeypatch.setattr(Store, "ask", ask_and_note)
    st.cache_resource.clear()
    return queries


@pytest.mark.usefixtures("use_northmere")
def test_this_month_is_read_and_judged_before_the_first_visitor(asked: list[str]) -> None:
    prepare()
    assert "reporting/figures" in asked
    asked.clear()
    test = AppTest.from_file(str(PROJECT_DIR / "app.py"), default_timeout=60).run()
    assert not test.exception
    assert test.title[0].value == "This month"
    assert asked == []


def test_without_a_build_there_is_nothing_to_read_and_no_error(
    asked: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(DATA_DIR_VARIABLE, str(tmp_path))
    prepare()
    assert asked == []


def test_a_build_that_cannot_be_read_is_left_to_the_first_screen(
    asked: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "current.json").write_text("{}", encoding="utf-8")
    monkeypatch.setenv(DATA_DIR_VARIABLE, str(tmp_path))
    prepare()
    assert asked == []
