"""An edit keeps what it is not told to change, or is not made."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.both_clients import proxy_for

from howdah import ConfigurationError, LossyEditError, SchemaDriftWarning, Server
from howdah.testing import FakeServer, make_status

pytestmark = pytest.mark.anyio

SOURCE = {"id": "7", "text": "old", "spoiler_text": ""}
PHOTO = {"id": "5", "type": "image"}


class Desk:
    """A server with one status, and either client of it."""

    def __init__(self, kind: str, software: str = "mastodon") -> None:
        self.fake = FakeServer(server=Server(software, "4.5.0"))
        made = proxy_for(self.fake.client()) if kind == "sync" else self.fake.async_client()
        self.client: Any = made

    def has(self, *without: str, source: dict[str, Any] | None = None, **fields: Any) -> None:
        """The status is so."""
        status = {name: value for name, value in make_status(id="7", **fields).items() if name not in without}
        self.fake.on("GET", "/api/v1/statuses/7").reply(json=status)
        self.fake.on("GET", "/api/v1/statuses/7/source").reply(json=SOURCE if source is None else source)
        self.fake.on("PUT", "/api/v1/statuses/7").reply(json=make_status(id="7"))

    def poll(self, **fields: Any) -> dict[str, Any]:
        ends = datetime.fromtimestamp(self.fake.clock.time(), UTC) + timedelta(hours=1)
        options = [{"title": "yes", "votes_count": None}, {"title": "no", "votes_count": None}]
        poll = {"id": "9", "expired": False, "multiple": True, "votes_count": 3, "options": options}
        return {**poll, "expires_at": ends.isoformat(), **fields}

    @property
    def sent(self) -> list[Any]:
        return [request.json or request.form for request in self.fake.requests if request.method == "PUT"]


@pytest.fixture(params=["sync", "async"])
def desk(request: pytest.FixtureRequest) -> Iterator[Desk]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SchemaDriftWarning)
        yield Desk(request.param)


@pytest.mark.parametrize(
    "media",
    [None, {}, "none", [PHOTO, None], [PHOTO, "x"], [PHOTO, {"id": [], "type": "image"}], [{"type": "image"}]],
)
async def test_media_that_cannot_be_read_are_not_deleted(desk: Desk, media: Any) -> None:
    desk.has(media_attachments=media)
    with pytest.raises(LossyEditError, match="give media_ids") as raised:
        await desk.client.edit_status("7", "new")
    assert raised.value.parts == ("media_ids",)
    assert desk.sent == []
    await desk.client.edit_status("7", "new", media_ids=["5"])
    assert desk.sent[0]["media_ids[]"] == ["5"], "the caller knows better"


async def test_media_that_were_not_sent_are_not_deleted(desk: Desk) -> None:
    desk.has("media_attachments")
    with pytest.raises(LossyEditError, match=r"Status\.media_attachments"):
        await desk.client.edit_status("7", "new")
    assert desk.sent == []


async def test_other_drift_is_in_nobodys_way(desk: Desk) -> None:
    desk.has(media_attachments=[{**PHOTO, "meta": 7}], card="none", tags=[None])
    await desk.client.edit_status("7", "new")
    assert desk.sent[0]["media_ids[]"] == ["5"]


@pytest.mark.parametrize(
    ("field", "value", "parts"),
    [
        ("options", None, ("poll_options",)),
        ("options", [], ("poll_options",)),
        ("options", [{"title": "yes"}, None], ("poll_options",)),
        ("options", [{"title": "yes"}, {"title": None, "votes_count": 0}], ("poll_options",)),
        ("options", [{"title": "yes", "votes_count": "x"}, {"title": "no"}], ("poll_hide_totals",)),
        ("expires_at", "junk", ("poll_expires_in",)),
        ("multiple", "x", ("poll_multiple",)),
        ("expired", "x", ("poll_hide_totals",)),
    ],
)
async def test_a_poll_that_cannot_be_read_is_not_changed(
    desk: Desk, field: str, value: Any, parts: tuple[str, ...]
) -> None:
    desk.has(poll=desk.poll(**{field: value}))
    with pytest.raises(LossyEditError, match=rf"Poll(Option)?\.\w+.*give {parts[0]}") as raised:
        await desk.client.edit_status("7", "new")
    assert raised.value.parts == parts
    assert desk.sent == []
    whole = {"poll_options": ["a", "b"], "poll_expires_in": 600, "poll_multiple": False, "poll_hide_totals": False}
    await desk.client.edit_status("7", "new", **whole)
    assert desk.sent[0]["poll"] == {"options": ["a", "b"], "expires_in": 600, "multiple": False, "hide_totals": False}


async def test_a_poll_that_is_none_is_not_taken_for_no_poll(desk: Desk) -> None:
    desk.has(poll="a poll")
    with pytest.raises(LossyEditError, match="give poll_options and poll_expires_in and poll_multiple and"):
        await desk.client.edit_status("7", "new")
    assert desk.sent == []
    await desk.client.edit_status("7", "new", poll_options=[])
    assert "poll" not in desk.sent[0]


@pytest.mark.parametrize(
    ("broken", "source", "part"),
    [
        ({"sensitive": "x"}, SOURCE, "sensitive"),
        ({"language": {}}, SOURCE, "language"),
        ({}, {**SOURCE, "text": {}}, "status"),
        ({}, {**SOURCE, "spoiler_text": {}}, "spoiler_text"),
        ({}, {**SOURCE, "content_type": {}}, "content_type"),
    ],
)
async def test_what_cannot_be_read_is_not_made_up(
    desk: Desk, broken: dict[str, Any], source: dict[str, Any], part: str
) -> None:
    desk.has(source=source, **broken)
    with pytest.raises(LossyEditError) as raised:
        await desk.client.edit_status("7", media_ids=[])
    assert raised.value.parts == (part,)
    assert desk.sent == []
    await desk.client.edit_status("7", media_ids=[], **{part: part == "sensitive" or "de"})
    assert len(desk.sent) == 1


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        ({"poll_options": ["a", "b"]}, {"options": ["a", "b"]}),
        ({"poll_expires_in": 600}, {"expires_in": 600}),
        ({"poll_multiple": False}, {"multiple": False}),
        ({"poll_hide_totals": False}, {"hide_totals": False}),
    ],
)
async def test_settings_of_a_poll_are_kept_one_by_one(desk: Desk, given: dict[str, Any], sent: dict[str, Any]) -> None:
    desk.has(poll=desk.poll())
    await desk.client.edit_status("7", **given)
    kept = {"options": ["yes", "no"], "expires_in": 3600, "multiple": True, "hide_totals": True}
    assert desk.sent[0]["poll"] == {**kept, **sent}


async def test_other_answers_open_a_closed_poll_on_gotosocial_too() -> None:
    desk = Desk("sync", "gotosocial")
    desk.has(poll=desk.poll(expires_at="2001-01-01T00:00:00Z", expired=True))
    await desk.client.edit_status("7", poll_options=["a", "b"])
    assert desk.sent[0]["poll"] == {"options": ["a", "b"], "expires_in": 300, "multiple": True}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"poll_multiple": True}, "settings of a poll, but no poll"),
        ({"poll_options": [], "poll_expires_in": 600}, "settings of a poll, but no poll"),
        ({"poll_options": ["a"], "poll_expires_in": 600}, "at least two answers"),
        ({"poll_options": ["a", "b"]}, "a poll needs an end"),
        ({"poll_options": ["a", "b"], "poll_expires_in": 0}, "more than 0 s"),
    ],
)
async def test_an_edit_that_makes_no_poll_is_refused(desk: Desk, given: dict[str, Any], said: str) -> None:
    desk.has()
    with pytest.raises(ConfigurationError, match=said):
        await desk.client.edit_status("7", **given)
    assert desk.sent == []
