"""start.py: what it says, what it installs again, and that one failing check does not hide the next."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import pytest

import start


def test_an_old_python_is_told_what_is_needed_and_where_to_get_it() -> None:
    start.check_python((3, 11))
    with pytest.raises(start.StartError, match=r"needs Python 3\.11 or later; this is Python 3\.9"):
        start.check_python((3, 9))


def test_packages_are_installed_again_only_when_a_list_has_changed(tmp_path: Path) -> None:
    environment = tmp_path / ".venv"
    environment.mkdir()
    run_list, test_list = tmp_path / "requirements.txt", tmp_path / "requirements-dev.txt"
    run_list.write_bytes(b"one>=1\n")
    test_list.write_bytes(b"-r requirements.txt\ntwo>=2\n")
    assert not start.is_installed(tmp_path, environment, start.TO_RUN)

    start.note_installed(tmp_path, environment, start.TO_RUN)
    assert start.is_installed(tmp_path, environment, start.TO_RUN)
    assert not start.is_installed(tmp_path, environment, start.TO_TEST)

    start.note_installed(tmp_path, environment, start.TO_TEST)
    run_list.write_bytes(b"one>=1\r\n")  # git on Windows may have changed the line ends
    assert start.is_installed(tmp_path, environment, start.TO_RUN)
    assert start.is_installed(tmp_path, environment, start.TO_TEST)

    test_list.write_bytes(b"-r requirements.txt\ntwo>=3\n")
    assert start.is_installed(tmp_path, environment, start.TO_RUN)
    assert not start.is_installed(tmp_path, environment, start.TO_TEST)

    run_list.write_bytes(b"one>=2\n")
    assert not start.is_installed(tmp_path, environment, start.TO_RUN)


def test_installing_for_the_tests_also_serves_the_dashboard(tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_text("one>=1\n", "utf-8")
    (tmp_path / "requirements-dev.txt").write_text("two>=2\n", "utf-8")
    start.note_installed(tmp_path, tmp_path, start.TO_TEST)
    assert start.is_installed(tmp_path, tmp_path, start.TO_RUN)


def test_a_failing_step_does_not_stop_the_later_ones(capfd: pytest.CaptureFixture[str]) -> None:
    steps = [
        start.Step("first", [sys.executable, "-c", "print('one')"]),
        start.Step("second", [sys.executable, "-c", "raise SystemExit(3)"]),
        start.Step("third", [sys.executable, "-c", "print('three')"]),
    ]
    results = start.run_steps(steps)
    assert [(result.name, result.exit_code) for result in results] == [
        ("first", 0),
        ("second", 3),
        ("third", 0),
    ]
    assert start.summary(results) == 1
    said = capfd.readouterr().out
    assert said.index("one") < said.index("three") < said.index("== Summary")
    assert "FAILED  second" in said
    assert said.endswith("Failed: second.\n")


def test_the_summary_of_passed_steps_gives_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert start.summary([start.Result("only", 0, 1.25)]) == 0
    assert capsys.readouterr().out.endswith("Everything passed.\n")


@pytest.mark.parametrize(
    ("words", "port"),
    [
        ([], 8501),
        (["--server.port", "8600"], 8600),
        (["--server.port=8600"], 8600),
        (["--theme.base", "dark", "--server.port", "8600", "--server.port", "8700"], 8700),
    ],
)
def test_the_port_is_the_last_one_named(words: list[str], port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("STREAMLIT_SERVER_PORT", raising=False)
    assert start.port_asked_for(words) == port


@pytest.mark.parametrize("words", [["--server.port"], ["--server.port", "soon"], ["--server.port=70000"]])
def test_a_port_that_cannot_be_is_refused(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert start.main(words) == 2
    assert "Give a number from 1 to 65535" in capsys.readouterr().out


def test_a_port_in_use_is_named_before_anything_is_installed(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("localhost", 0)) as other:
        port = other.getsockname()[1]
        assert start.main([f"--server.port={port}"]) == 2
    assert f"If the dashboard already runs, open http://localhost:{port}" in capsys.readouterr().out


def test_an_unknown_word_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert start.main(["tset"]) == 2
    assert "'tset' is not known here" in capsys.readouterr().out


def test_only_a_python_that_is_there_works(tmp_path: Path) -> None:
    assert start.works(sys.executable)
    assert not start.works(str(tmp_path / "python"))


def test_further_words_go_to_pytest() -> None:
    steps = start.check_steps("python", ["-k", "scorecard"])
    assert [step.name for step in steps] == ["ruff check", "ruff format", "mypy", "sqlfluff lint", "pytest"]
    assert steps[-1].command[-2:] == ["-k", "scorecard"]
