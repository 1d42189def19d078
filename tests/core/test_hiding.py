"""Secrets are not shown in whatever form they went out."""

from __future__ import annotations

import json
from urllib.parse import quote, quote_plus, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.conversation import make_session

from howdah import ConfigurationError
from howdah.core.session import normalise_instance

SECRETS = st.text(st.characters(codec="utf-8"), min_size=8, max_size=40)


@given(SECRETS)
def test_in_every_form_that_is_sent(secret: str) -> None:
    session = make_session()
    session.hide(secret)
    for form in (secret, quote(secret), quote(secret, safe=""), quote_plus(secret), json.dumps(secret)[1:-1]):
        assert form not in session.redact(f"you sent {form}, it says")
    sent = urlencode({"client_secret": secret, "x": "y"})
    assert session.redact(sent) == "client_secret=***&x=y"


def test_the_token_is_as_well() -> None:
    session = make_session()
    session.token = 'a+b/c="long token"'
    assert session.redact(f"{quote_plus(session.token)} {json.dumps(session.token)}") == '*** "***"'


@pytest.mark.parametrize(
    ("secret", "text", "shown"),
    [
        ("a", "the answer has a body, password=a&x", "the answer has *** body, password=***&x"),
        ("read", "already read: readable", "already ***: readable"),
        ("long enough", "long enoughs", "***s"),
    ],
)
def test_a_short_one_does_not_make_stars_of_other_words(secret: str, text: str, shown: str) -> None:
    session = make_session()
    session.hide(secret)
    assert session.redact(text) == shown


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("example.social:443", "https://example.social"),
        ("https://example.social:443/", "https://example.social"),
        ("http://localhost:80", "http://localhost"),
        ("http://localhost:443", "http://localhost:443"),
        ("example.social:8443", "https://example.social:8443"),
    ],
)
def test_the_usual_port_goes_without_saying(written: str, meant: str) -> None:
    assert normalise_instance(written) == meant


def test_a_handle_is_answered_with_the_servers_name() -> None:
    with pytest.raises(ConfigurationError, match=r"give the server's name alone: 'example\.social'") as raised:
        normalise_instance("@alice@example.social")
    assert "alice" not in str(raised.value)
