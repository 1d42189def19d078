"""An answer with a token in it is not shown, not even where it cannot be read."""

from __future__ import annotations

import pickle
import warnings

import pytest

from howdah import UnexpectedAnswerError
from howdah.testing import FakeServer

TOKEN = '{"access_token": "t0ken-s3cret", "token_type": "Bearer"'


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("body", [TOKEN, f"<html>{TOKEN}", f"[{TOKEN}}}]", '"t0ken-s3cret"'])
def test_an_answer_that_cannot_be_read_is_not_shown(body: str, strict: bool) -> None:
    fake = FakeServer()
    fake.on("POST", "/api/v1/accounts").reply(body=body)
    with pytest.raises(UnexpectedAnswerError) as raised:
        fake.client(strict=strict).create_account(
            username="alice", email="alice@example.org", password="x", agreement=True, locale="en"
        )
    assert "s3cret" not in f"{raised.value} {vars(raised.value)} {pickle.dumps(raised.value)!r}"


def test_a_token_in_an_odd_place_is_not_shown() -> None:
    fake = FakeServer()
    fake.on("POST", "/api/v1/accounts").reply({"access_token": ["t0ken-s3cret"], "token_type": "Bearer"})
    account = {"username": "a", "email": "a@example.org", "password": "x", "agreement": True, "locale": "en"}
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        fake.client().create_account(**account)  # type: ignore[arg-type]
    assert len(warned) == 1
    assert "s3cret" not in str(warned[0].message)
    with pytest.raises(UnexpectedAnswerError) as raised:
        fake.client(strict=True).create_account(**account)  # type: ignore[arg-type]
    assert "s3cret" not in f"{raised.value} {vars(raised.value)}"
