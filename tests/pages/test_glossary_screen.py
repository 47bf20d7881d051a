"""The glossary as a reader uses it: all of it by group, a search, and a word that is not there."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from data.paths import PROJECT_DIR
from metrics.glossary import GROUPS, glossary

pytestmark = pytest.mark.usefixtures("use_store")


def screen(**address: str) -> AppTest:
    test = AppTest.from_file(str(PROJECT_DIR / "app.py"), default_timeout=30).run()
    test.switch_page("pages/library/glossary.py")
    test.query_params.clear()
    for name, value in address.items():
        test.query_params[name] = value
    return test.run()


def html(test: AppTest) -> str:
    return "\n".join(element.proto.body for element in test.get("html"))


def test_without_a_search_every_term_stands_under_its_group() -> None:
    test = screen()
    assert not test.exception
    assert [heading.value for heading in test.header] == list(GROUPS.values())
    assert html(test).count("<dt>") == len(glossary())


def test_a_word_in_the_address_is_searched_for() -> None:
    test = screen(word="ICPC")
    assert not test.exception
    assert not test.header
    assert "<dt>Initial child protection conference <span>(ICPC, Initial conference)</span></dt>" in html(
        test
    )


def test_a_word_that_is_not_there_says_what_to_do() -> None:
    test = screen()
    test.text_input(key="word").set_value("zebra").run()
    assert not test.exception
    (info,) = test.info
    assert info.value.startswith("'zebra' is not in the glossary. Use fewer letters")
    assert "<dt>" not in html(test)
