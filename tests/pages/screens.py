"""Every screen, by name, with an address that shows something on it: for tests in a browser and screenshots."""

from __future__ import annotations

from urllib.parse import urlencode

MEASURE = {"service_area": "assessment", "kpi": "assessments_within_45_working_days"}
# url path of a screen: what its address says beside the authority
SCREENS: dict[str, dict[str, str]] = {
    "": {},
    "scorecard": {"service_area": "safeguarding"},
    "kpi": MEASURE,
    "teams": {"service_area": "assessment"},
    "team": {"unit": "northmere:T06"},
    "caseloads": {},
    "pre-proceedings": {},
    "care": {},
    "exploitation": {},
    "quality": {},
    "due": {},
    "journey": {},
    "library": {"kpi": "icpc_within_15_days"},
    "glossary": {},
    "data": {},
    "data-checks": {},
}


def screen_name(path: str) -> str:
    """Return what a screen is called in file names and test names."""
    return path or "this_month"


def address_of(path: str, authority: str) -> str:
    """Return the address of a screen for one authority, from the first slash."""
    return f"/{path}?{urlencode({'authority': authority, **SCREENS[path]})}"
