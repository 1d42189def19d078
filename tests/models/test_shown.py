"""Entities as ``print`` shows them."""

from __future__ import annotations

from howdah.models import Status
from howdah.testing import make_account, make_status


def test_what_says_nothing_is_left_out() -> None:
    status = Status.model_validate(make_status(id="7", content="<p>Hello</p>", account=make_account("alice", id="1")))
    shown = str(status)
    assert shown == repr(status)
    assert shown.startswith("Status(id='7', ")
    assert "content='<p>Hello</p>'" in shown
    assert "account=Account(id='1', acct='alice')" in shown
    assert "visibility='public'" in shown
    assert "created_at=2026-01-01T" in shown
    for nothing in ("None", "[]", "False", "favourited"):
        assert nothing not in shown


def test_what_is_long_is_cut() -> None:
    tags = [{"name": f"tag{number}", "url": ""} for number in range(40)]
    shown = repr(Status.model_validate(make_status(content="x" * 5000, tags=tags)))
    assert "x" * 80 + "..." in shown
    assert "tag7" in shown
    assert "and 32 more" in shown
    assert len(shown) < 1200


def test_what_could_not_be_read_does_not_hinder_showing() -> None:
    assert repr(Status.model_construct(id="1")) == "Status(id='1')"
