"""What is deleted to be written anew is there to be written anew, or is not deleted."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from typing import Any

import pytest
from tests.both_clients import Ride, proxy_for

from howdah import (
    ConfigurationError,
    ForbiddenError,
    LossyEditError,
    NetworkError,
    NotFoundError,
    NotSupportedError,
    RedraftError,
    Reply,
    SchemaDriftWarning,
    Server,
    ServerError,
    make_poll,
)
from howdah.pictures import png
from howdah.testing import FakeRequest, FakeServer, make_status
from howdah.testing.fake_server import answer

pytestmark = pytest.mark.anyio

SOURCE = {"id": "7", "text": "as *typed*", "spoiler_text": "typed warning"}
PATH = "/api/v1/statuses/7"


class Desk:
    """A server with one status, and either client of it."""

    def __init__(self, kind: str, software: str = "mastodon") -> None:
        self.kind = kind
        self.fake = FakeServer(server=Server(software, "4.5.0"))
        self.client: Any = proxy_for(self.fake.client()) if kind == "sync" else self.fake.async_client()
        self.fake.on("POST", "/api/v1/statuses").reply(json=make_status(id="8"))

    def has(self, *, source: Any = SOURCE, deleted: Any = None, **fields: Any) -> None:
        """The status is so."""
        self.fields = {"content": "<p>as <em>typed</em></p>", **fields}
        sent = make_status(id="7", **self.fields)
        self.fake.on("GET", PATH).reply(json=sent)
        found = {"json": source} if source else {"status": 404, "json": {"error": "Record not found"}}
        self.fake.on("GET", f"{PATH}/source").reply(**found)
        self.fake.on("DELETE", PATH).reply(json={**sent, "text": "as *typed*"} if deleted is None else deleted)

    def goes_on_deletion(self) -> None:
        """Once the deletion was asked for, it is not there any more."""
        found = self.fake.on("GET", PATH)

        def look(_: FakeRequest) -> Reply:
            return (
                answer({"error": "gone"}, status=404) if self.deletions else answer(make_status(id="7", **self.fields))
            )

        found.reply_with(look)

    def goes_down(self, _: FakeRequest) -> Reply:
        """From now on nobody answers."""
        self.fake.on("GET", PATH).fail(NetworkError("down", sent=False))
        raise NetworkError("lost", sent=True)

    @property
    def deletions(self) -> int:
        return sum(request.method == "DELETE" for request in self.fake.requests)


@pytest.fixture(params=["sync", "async"])
def desk(request: pytest.FixtureRequest) -> Iterator[Desk]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SchemaDriftWarning)
        yield Desk(request.param)


async def test_all_that_it_was_made_of_is_given_and_posts_it_again(desk: Desk) -> None:
    desk.has(
        visibility="private",
        sensitive=True,
        spoiler_text="shown warning",
        in_reply_to_id="5",
        language="de",
        media_attachments=[{"id": "3", "type": "image"}, {"id": "4", "type": "image"}],
        quote={"state": "accepted", "quoted_status": make_status(id="6")},
    )
    draft = await desk.client.delete_and_redraft("7")
    assert desk.deletions == 1
    assert {name: value for name, value in draft.items() if value is not None} == {
        "status": "as *typed*",
        "visibility": "private",
        "media_ids": ["3", "4"],
        "sensitive": True,
        "spoiler_text": "typed warning",
        "in_reply_to_id": "5",
        "language": "de",
        "quoted_status_id": "6",
    }
    await desk.client.post_status(**draft)
    sent = desk.fake.requests[-1].form
    assert (sent["status"], sent["media_ids[]"], sent["in_reply_to_id"]) == ("as *typed*", ["3", "4"], "5")
    assert not any(request.query for request in desk.fake.requests), "the media are not deleted along with it"


@pytest.mark.parametrize("software", ["mastodon", "gotosocial", "pleroma", "akkoma"])
@pytest.mark.parametrize(
    ("source", "deleted", "text", "warning"),
    [
        (SOURCE, {}, "as *typed*", "typed warning"),
        (None, None, "as *typed*", "shown"),
        (None, {}, "as typed", "shown"),
        (None, {"id": "7"}, "as typed", "shown"),
    ],
)
async def test_the_text_is_had_from_whoever_tells_it(
    desk: Desk, software: str, source: Any, deleted: Any, text: str, warning: str
) -> None:
    desk = Desk(desk.kind, software)
    desk.has(source=source, deleted=deleted, spoiler_text="shown")
    if deleted == {}:  # as old Pleroma answers; then it is looked whether it is gone
        desk.goes_on_deletion()
    draft = await desk.client.delete_and_redraft("7")
    assert (draft["status"], draft["spoiler_text"]) == (text, warning)


async def test_a_poll_is_as_long_as_it_was(desk: Desk) -> None:
    options = [{"title": "yes", "votes_count": None}, {"title": "no", "votes_count": None}]
    poll = {"id": "9", "expired": False, "multiple": True, "votes_count": 3, "options": options}
    desk.has(created_at="2026-01-01T12:00:00Z", poll={**poll, "expires_at": "2026-01-01T14:00:00Z"})
    draft = await desk.client.delete_and_redraft("7")
    hidden = {"poll_hide_totals": True}
    assert {name: draft[name] for name in make_poll(["a", "b"], 1)} == {
        **make_poll(["yes", "no"], 7200, multiple=True),
        **hidden,
    }


async def test_gotosocials_own_settings_stay(desk: Desk) -> None:
    desk.has(source={**SOURCE, "content_type": "text/markdown"}, local_only=True)
    draft = await desk.client.delete_and_redraft("7")
    assert (draft["content_type"], draft["local_only"]) == ("text/markdown", True)


@pytest.mark.parametrize(
    ("fields", "source"),
    [
        ({"media_attachments": [{"id": "3", "type": "image"}, None]}, SOURCE),
        ({"media_attachments": [{"type": "image"}]}, SOURCE),
        ({"poll": "a poll"}, SOURCE),
        ({"visibility": 7}, SOURCE),
        ({}, {**SOURCE, "text": {}}),
        ({}, {**SOURCE, "spoiler_text": {}}),
    ],
)
async def test_what_would_be_lost_is_not_deleted(desk: Desk, fields: dict[str, Any], source: Any) -> None:
    desk.has(source=source, **fields)
    with pytest.raises(LossyEditError):
        await desk.client.delete_and_redraft("7")
    assert desk.deletions == 0


@pytest.mark.parametrize("status", [500, 503])
async def test_nothing_is_deleted_while_the_source_is_not_known(desk: Desk, status: int) -> None:
    desk.has()
    desk.fake.on("GET", f"{PATH}/source").reply(status=status, json={"error": "try later"})
    with pytest.raises(ServerError):
        await desk.client.delete_and_redraft("7")
    assert desk.deletions == 0


@pytest.mark.parametrize(("status", "error"), [(403, ForbiddenError), (404, NotFoundError), (405, NotSupportedError)])
async def test_what_is_not_deleted_is_said_so(desk: Desk, status: int, error: type[Exception]) -> None:
    desk.has()
    desk.fake.on("DELETE", PATH).reply(status=status, json={"error": "no"})
    with pytest.raises(error):
        await desk.client.delete_and_redraft("7")


async def test_snac_deletes_none(desk: Desk) -> None:
    desk = Desk(desk.kind, "snac")
    desk.has()
    desk.fake.on("DELETE", PATH).reply(status=404, json={"error": "no"})
    with pytest.raises(NotSupportedError):
        await desk.client.delete_and_redraft("7")


@pytest.mark.parametrize("body", [{}, [], "<html>"])
async def test_what_is_gone_is_gone_whatever_the_answer(desk: Desk, body: Any) -> None:
    desk.has(deleted=body)
    desk.goes_on_deletion()
    assert (await desk.client.delete_and_redraft("7"))["status"] == "as *typed*"


async def test_what_is_gone_is_gone_without_an_answer(desk: Desk) -> None:
    desk.has()
    desk.goes_on_deletion()
    desk.fake.on("DELETE", PATH).fail(NetworkError("lost", sent=True))
    assert (await desk.client.delete_and_redraft("7"))["status"] == "as *typed*"


async def test_what_is_still_there_was_not_deleted(desk: Desk) -> None:
    desk.has()
    desk.fake.on("DELETE", PATH).fail(NetworkError("lost", sent=True))
    with pytest.raises(NetworkError, match="lost"):
        await desk.client.delete_and_redraft("7")


async def test_the_draft_survives_where_nobody_can_tell(desk: Desk) -> None:
    desk.has()
    desk.fake.on("DELETE", PATH).reply_with(desk.goes_down)
    with pytest.raises(RedraftError, match="not known whether status 7 was deleted") as raised:
        await desk.client.delete_and_redraft("7")
    assert raised.value.draft["status"] == "as *typed*"


def test_a_poll_is_put_together_once_for_all() -> None:
    assert make_poll(("a", "b"), 60, hide_totals=True) == {
        "poll_options": ["a", "b"],
        "poll_expires_in": 60,
        "poll_multiple": None,
        "poll_hide_totals": True,
    }
    with pytest.raises(ConfigurationError, match="at least two answers"):
        make_poll(["a"], 60)
    with pytest.raises(ConfigurationError, match="more than 0 s"):
        make_poll(["a", "b"], 0)


async def test_writing_anew_in_the_sandbox(ride: Ride) -> None:
    alice = ride.client("alice")
    picture = png([[0, 0, 0]])
    first = await alice.post_status(
        "An elefant", visibility="unlisted", spoiler_text="large", media=[picture], descriptions=["grey"]
    )
    draft = await alice.delete_and_redraft(first)
    with pytest.raises(NotFoundError):
        await alice.get_status(first)
    draft["status"] = draft["status"].replace("elefant", "elephant")
    second = await alice.post_status(**draft)
    assert (second.plain_text, second.visibility, second.spoiler_text) == ("An elephant", "unlisted", "large")
    assert [media.description for media in second.media_attachments] == ["grey"]
