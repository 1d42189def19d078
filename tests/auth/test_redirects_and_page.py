"""What a browser brings back, whatever that is; and what the page makes of it."""

from __future__ import annotations

from html.parser import HTMLParser
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.auth.person import text_of

from howdah import AuthorizationError, StateMismatchError
from howdah.auth.page import failed_page, logged_in_page
from howdah.auth.redirects import code_in, code_pasted, read_query

STATE = "the-state-of-this-login"
TEXTS = st.text(max_size=40)


@given(st.dictionaries(st.sampled_from(["code", "state", "error", "error_description", "x"]), TEXTS))
def test_without_the_state_nothing_is_heard(answer: dict[str, str]) -> None:
    if answer.get("state") == STATE:
        return
    with pytest.raises(StateMismatchError):
        code_in(answer, STATE)


@given(TEXTS, TEXTS)
def test_an_error_is_no_code(code: str, error: str) -> None:
    with pytest.raises(AuthorizationError):
        code_in({"state": STATE, "code": code, "error": error}, STATE)


@given(st.text(min_size=1, max_size=60))
def test_a_code_comes_through_as_it_is(code: str) -> None:
    query = urlencode({"code": code.encode("utf-8", "replace"), "state": STATE})
    assert code_in(read_query(query), STATE) == code.encode("utf-8", "replace").decode()


@given(st.text(max_size=200))
def test_any_query_can_be_read(query: str) -> None:
    assert all(isinstance(value, str) for value in read_query(query).values())


@given(st.text(max_size=80))
def test_what_is_pasted_is_a_code_or_refused(text: str) -> None:
    try:
        code = code_pasted(text, STATE)
    except AuthorizationError:
        return
    assert code == text.strip()
    assert " " not in code


class _Tags(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert not any(name.startswith("on") for name, _ in attrs)


MARKUP = st.text(alphabet="<>&\"'/=abcscript \n", max_size=60)


@given(MARKUP, MARKUP, MARKUP)
def test_nothing_that_is_said_becomes_markup(handle: str, scope: str, application: str) -> None:
    plain = _Tags(logged_in_page("a", ["b"], "c")).tags
    assert _Tags(logged_in_page(handle, [scope], application)).tags == plain
    assert _Tags(failed_page(handle, application)).tags == _Tags(failed_page("a", "b")).tags


def test_the_page_loads_nothing() -> None:
    for page in (logged_in_page("alice@example.social", ["read"], "bot"), failed_page("you said no", "bot")):
        assert "http" not in page.replace("http-equiv", "")
        assert "url(" not in page
        assert "<script" not in page


def test_reasons_are_sentences() -> None:
    assert "You said no." in text_of(failed_page("you said no", "bot"))
    assert "Why? Nothing was kept." in text_of(failed_page("why?", "bot"))
