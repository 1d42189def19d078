"""What a server says is wrong with each value, as data."""

from __future__ import annotations

import pickle
from typing import Any

import pytest

from howdah import Problem, ProblemCode, UnprocessedError
from howdah.testing import FakeServer

DETAILS = {
    "username": [
        {"error": "ERR_TAKEN", "description": "has already been taken"},
        {"error": "ERR_TOO_SHORT", "description": "is too short"},
    ],
    "email": [{"error": "ERR_BLOCKED", "description": "uses a disallowed provider"}],
    "date_of_birth": [{"error": "ERR_SOMETHING_NEW"}],
}


def test_signing_up_tells_what_is_wrong_with_what() -> None:
    fake = FakeServer()
    said = {"error": "Validation failed: Username has already been taken", "details": DETAILS}
    fake.on("POST", "/api/v1/accounts").reply(said, status=422)
    with pytest.raises(UnprocessedError) as raised:
        fake.client().create_account(
            username="alice", email="alice@blocked.example", password="x", agreement=True, locale="en"
        )
    problems = raised.value.problems
    assert [problem.code for problem in problems["username"]] == [ProblemCode.TAKEN, ProblemCode.TOO_SHORT]
    assert problems["email"] == (Problem(ProblemCode.BLOCKED, "uses a disallowed provider"),)
    assert problems["date_of_birth"] == (Problem("ERR_SOMETHING_NEW"),)
    assert pickle.loads(pickle.dumps(raised.value)).problems == problems


@pytest.mark.parametrize(
    "details",
    [None, "no", [], 7, {}, {"username": "taken"}, {"username": [None, "x", {}, {"error": 7}]}, {"id": {"error": "x"}}],
)
def test_details_of_another_form_are_no_problems(details: Any) -> None:
    assert UnprocessedError("no", details=details).problems == {}
