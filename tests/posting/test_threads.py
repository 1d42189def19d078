"""A thread is there whole and once, however its posting was interrupted."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import pytest
from tests.both_clients import Ride, proxy_for
from tests.posting.board import Board

from howdah import ConfigurationError, NetworkError, Reply, Server, ThreadError, UnprocessedError, make_poll
from howdah.testing import FakeRequest, FakeServer
from howdah.testing.fake_server import answer

pytestmark = pytest.mark.anyio

PARTS = ["one", "two", "three", "four"]
KEEPS_KEYS = {"mastodon": True, "pleroma": True, "akkoma": True, "gotosocial": False, "snac": False}


class Story:
    """A board where the posting of some texts fails.

    Attributes:
        fates: what becomes of the posts of a text, in turn: ``after``, when the answer is lost; ``before``, when it
            never arrives; ``refused``; or ``well``, as all further ones.
        down: whether nothing else is answered either.
    """

    def __init__(self, kind: str, software: str) -> None:
        self.fake = FakeServer(server=Server(software, "4.5.0"))
        self.board = Board(software, honours=KEEPS_KEYS[software], now=lambda: self.fake.clock.now)
        self.fates: dict[str, list[str]] = {}
        self.down = False
        for method in ("GET", "POST"):
            self.fake.on(method, "*").reply_with(self.exchange)
        self.client: Any = proxy_for(self.fake.client()) if kind == "sync" else self.fake.async_client()

    def exchange(self, request: FakeRequest) -> Reply:
        posting = (request.method, request.path) == ("POST", "/api/v1/statuses")
        if not posting and self.down:
            raise NetworkError("nobody there", sent=False)
        fates = self.fates.get(str(request.form.get("status")), []) if posting else []
        fate = fates.pop(0) if fates else "well"
        if fate == "refused":
            return answer({"error": "Validation failed"}, status=422)
        if fate == "before":
            raise NetworkError("lost", sent=True)
        headers = {name.lower(): value for name, value in request.headers.items()}
        query = "&".join(f"{name}={value}" for name, value in request.query.items())
        status, document = self.board.answer(request.method, f"{request.path}?{query}", headers, request.body)
        if fate == "after":
            raise NetworkError("lost", sent=True)
        return answer(document, status=status, headers=self.board.headers())

    def chain(self) -> list[Any]:
        """What each status answers, by its place."""
        places = {status["id"]: place for place, status in enumerate(self.board.statuses)}
        return [places.get(status["in_reply_to_id"]) for status in self.board.statuses]


@pytest.fixture(params=["sync", "async"])
def kind(request: pytest.FixtureRequest) -> str:
    made: str = request.param
    return made


@pytest.mark.parametrize("software", sorted(KEEPS_KEYS))
async def test_each_part_answers_the_one_before(kind: str, software: str) -> None:
    story = Story(kind, software)
    statuses = await story.client.post_thread(PARTS, visibility="unlisted", spoiler_text="long", language="de")
    assert [status.plain_text for status in statuses] == PARTS == story.board.texts()
    assert story.chain() == [None, 0, 1, 2]
    assert {(s["visibility"], s["spoiler_text"]) for s in story.board.statuses} == {("unlisted", "long")}


@pytest.mark.parametrize("pickled", [False, True])
@pytest.mark.parametrize("fate", ["before", "after", "refused"])
@pytest.mark.parametrize("at", [0, 2, 3])
@pytest.mark.parametrize("software", sorted(KEEPS_KEYS))
async def test_what_was_interrupted_is_gone_on_with_and_there_once(
    kind: str, software: str, at: int, fate: str, pickled: bool
) -> None:
    story = Story(kind, software)
    story.fates[PARTS[at]] = [fate] * (10 if KEEPS_KEYS[software] else 1)  # tried again where the key is known again
    said = "was not posted" if fate == "refused" else "may be posted or not"
    with pytest.raises(ThreadError, match=f"part {at + 1} of 4 {said}: ") as raised:
        await story.client.post_thread(PARTS)
    error = raised.value
    assert error.index == at
    assert [status.plain_text for status in error.posted] == PARTS[:at]
    assert isinstance(error.error, UnprocessedError if fate == "refused" else NetworkError)
    assert error.error is error.__cause__
    story.fates.clear()
    resume = pickle.loads(pickle.dumps(error)) if pickled else error
    statuses = await story.client.post_thread(PARTS, resume=resume)
    assert [status.plain_text for status in statuses] == PARTS == story.board.texts()
    assert story.chain() == [None, 0, 1, 2]


@pytest.mark.parametrize("software", ["gotosocial", "snac"])
async def test_while_nobody_knows_what_became_of_a_part_nothing_is_posted(kind: str, software: str) -> None:
    story = Story(kind, software)
    story.fates["two"] = ["after"]
    with pytest.raises(ThreadError) as raised:
        await story.client.post_thread(PARTS)
    story.down = True
    with pytest.raises(ThreadError) as again:
        await story.client.post_thread(PARTS, resume=raised.value)
    assert again.value.error is raised.value.error
    assert again.value.index == 1
    story.down = False
    statuses = await story.client.post_thread(PARTS, resume=again.value)
    assert [status.plain_text for status in statuses] == PARTS == story.board.texts()


async def test_a_part_that_was_refused_can_be_mended(kind: str) -> None:
    story = Story(kind, "mastodon")
    story.fates["three"] = ["refused"] * 9
    with pytest.raises(ThreadError) as raised:
        await story.client.post_thread(PARTS)
    assert not raised.value.retryable
    statuses = await story.client.post_thread(["one", "two", "3", "four"], resume=raised.value)
    assert [status.plain_text for status in statuses] == ["one", "two", "3", "four"] == story.board.texts()


async def test_one_key_makes_it_one_thread(kind: str) -> None:
    story = Story(kind, "mastodon")
    first = await story.client.post_thread(PARTS, idempotency_key="guid")
    again = await story.client.post_thread(PARTS, idempotency_key="guid")
    assert [status.id for status in again] == [status.id for status in first]
    assert story.board.texts() == PARTS
    keys = [request.headers["idempotency-key"] for request in story.fake.requests if request.method == "POST"]
    assert keys[:4] == ["guid-1", "guid-2", "guid-3", "guid-4"]


async def test_a_thread_can_answer_something(kind: str) -> None:
    story = Story(kind, "mastodon")
    await story.client.post_status("zero")
    await story.client.post_thread(["one", "two"], in_reply_to_id=story.board.statuses[0]["id"])
    assert story.chain() == [None, 0, 1]


@pytest.mark.parametrize(
    ("parts", "error", "said"),
    [([], ConfigurationError, "at least one part"), ("one", TypeError, "parts takes a list")],
)
async def test_what_is_no_thread_is_refused(kind: str, parts: Any, error: type[Exception], said: str) -> None:
    story = Story(kind, "mastodon")
    with pytest.raises(error, match=said):
        await story.client.post_thread(parts)
    assert story.fake.requests == []


async def test_another_thread_is_not_gone_on_with(kind: str) -> None:
    story = Story(kind, "mastodon")
    story.fates["one"] = ["refused"]
    with pytest.raises(ThreadError) as raised:
        await story.client.post_thread(PARTS)
    with pytest.raises(ConfigurationError, match="has 4 parts, not 2"):
        await story.client.post_thread(["one", "two"], resume=raised.value)


async def test_a_thread_in_the_sandbox(ride: Ride, tmp_path: Path) -> None:
    from howdah.demo.picture import elephant

    picture = tmp_path / "elephant.png"
    picture.write_bytes(elephant())
    alice = ride.client("alice")
    statuses = await alice.post_thread(
        [
            "An elephant",
            {"status": "Look", "media": [picture], "descriptions": ["An elephant"], "spoiler_text": "large"},
            {"status": "Another?", **make_poll(["Yes", "No"], 3600, multiple=True)},
        ],
        visibility="unlisted",
    )
    assert [status.in_reply_to_id for status in statuses] == [None, statuses[0].id, statuses[1].id]
    assert [media.description for media in statuses[1].media_attachments] == ["An elephant"]
    assert [status.spoiler_text for status in statuses] == ["", "large", ""]
    assert statuses[2].poll.multiple
    assert [option.title for option in statuses[2].poll.options] == ["Yes", "No"]
    context = await alice.get_status_context(statuses[0])
    assert [status.id for status in context.descendants] == [status.id for status in statuses[1:]]


@pytest.mark.parametrize("wrong", [None, 7, {"status": "two", "medai": []}, {"status": "two", "in_reply_to_id": "7"}])
async def test_a_wrong_part_keeps_those_before_it_from_being_posted(wrong: Any) -> None:
    story = Story("sync", "mastodon")
    async with story.client as client:
        with pytest.raises(TypeError, match="a part"):
            await client.post_thread(["one", wrong])
    assert not story.board.statuses
