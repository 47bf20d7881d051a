"""Stores for the screens of teams: a council with a journal of its own, one with a single month, printed figures."""

from __future__ import annotations

import html
import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.build import build_store
from data.paths import DATA_DIR_VARIABLE, PROJECT_DIR, StorePaths
from data.sources.feeds.load import load_feed
from data.sources.ssd.load import load_ssd
from metrics.library import load_library
from tests.data.sources.record_files import TODAY, write_dataset, write_feed

AS_AT = date(2026, 10, 31)
COUNCIL = "Onemonthshire"
SCREENS = {
    "teams": "pages/teams/teams.py",
    "team": "pages/teams/team.py",
    "caseloads": "pages/teams/caseloads.py",
    "pre-proceedings": "pages/children/pre_proceedings.py",
}


def screen(name: str, **query: str) -> AppTest:
    """Return a screen run as the app runs it, with an address."""
    test = AppTest.from_file(str(PROJECT_DIR / "app.py"), default_timeout=60).run()
    test.switch_page(SCREENS[name])
    test.query_params.clear()
    for parameter, value in query.items():
        test.query_params[parameter] = value
    return test.run()


def words(test: AppTest) -> str:
    """Return what a reader sees, drawings and markup left out, single spaces."""
    sent = (json.loads(element.proto.json or "null") for element in test.get("bidi_component"))
    boards = " ".join(data["html"] for data in sent if isinstance(data, dict) and "html" in data)
    pieces = (*test.title, *test.subheader, *test.markdown, *test.info, *test.warning)
    text = " ".join(str(element.value) for element in pieces)
    text += " ".join(str(element.proto.body) for element in test.get("html")) + boards
    text = re.sub(r"<(style|svg)\b.*?</\1>", " ", text, flags=re.S)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


@pytest.fixture(scope="session")
def own_copy(northmere_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small Northmere's build in a folder of its own, since showing workers and children is noted."""
    folder = tmp_path_factory.mktemp("teams") / "northmere"
    shutil.copytree(northmere_dir, folder, ignore=shutil.ignore_patterns("landed", "journal*"))
    return folder


@pytest.fixture
def use_copy(own_copy: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(DATA_DIR_VARIABLE, str(own_copy))
    monkeypatch.chdir(PROJECT_DIR)
    return own_copy


@pytest.fixture(scope="session")
def one_month(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A council in its first month: two teams, two workers, one child allocated to the newly qualified one."""
    folder = tmp_path_factory.mktemp("one_month")
    paths = StorePaths(folder / "store")
    contacts = [{"cont_contact_id": "K1", "cont_person_id": "C1", "cont_contact_date": "2026-10-01"}]
    referral = {
        "cine_referral_id": "R1",
        "cine_person_id": "C1",
        "cine_referral_date": "2026-10-02",
        "cine_referral_nfa": "N",
        "cine_referral_team": "T1",
    }
    assessment = {
        "cina_assessment_id": "A1",
        "cina_person_id": "C1",
        "cina_referral_id": "R1",
        "cina_assessment_start_date": "2026-10-05",
        "cina_assessment_auth_date": "2026-10-20",
    }
    involvement = {
        "invo_involvements_id": "I1",
        "invo_professional_id": "W1",
        "invo_professional_role_id": "ALLOCATED CASE WORKER",
        "invo_professional_team": "T1",
        "invo_involvement_start_date": "2026-10-05",
        "invo_person_id": "C1",
        "invo_referral_id": "R1",
    }
    dataset = write_dataset(
        folder / "ssd",
        {
            "ssd_contacts": contacts,
            "ssd_cin_episodes": [referral],
            "ssd_cin_assessments": [assessment],
            "ssd_involvements": [involvement],
            "ssd_professionals": [],
        },
    )
    load_ssd(paths, dataset, COUNCIL, AS_AT, today=TODAY)
    workers = [
        {"worker_id": "W1", "post_title": "Social worker", "role": "asye", "contract": "permanent"},
        {"worker_id": "W2", "post_title": "Social worker", "role": "social_worker", "contract": "agency"},
    ]
    dates = {"fte": "1", "team_id": "T1", "in_team_from": "2026-09-01", "started_on": "2026-09-01"}
    teams = [
        {"team_id": "T1", "name": "Assessment One", "service_area": "assessment"},
        {"team_id": "T2", "name": "Assessment Two", "service_area": "assessment"},
    ]
    for name, rows in {"workers": [worker | dates for worker in workers], "teams": teams}.items():
        load_feed(paths, name, write_feed(folder / f"{name}.csv", name, rows), COUNCIL, AS_AT, today=TODAY)
    build_store(paths, load_library())
    return paths.data_dir


@pytest.fixture
def use_one_month(one_month: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(DATA_DIR_VARIABLE, str(one_month))
    monkeypatch.chdir(PROJECT_DIR)
    return one_month
