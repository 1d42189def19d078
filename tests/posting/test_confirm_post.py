"""Finding out whether a post whose answer was lost was posted."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.both_clients import proxy_for
from tests.posting.board import Board, shifted

from howdah import (
    ClientError,
    ConfigurationError,
    NetworkError,
    OutcomeUnknownError,
    Reply,
    Server,
    ServerError,
    UnexpectedAnswerError,
    operations,
)
from howdah.models import Visibility
from howdah.testing import FakeRequest, FakeServer
from howdah.testing.fake_server import answer

pytestmark = pytest.mark.anyio

MENTION = '<span class="h-card"><a href="https://far.example/@bob" class="u-url mention">@<span>bob</span></a></span>'
LINK = (
    '<a href="https://news.example/2026/a-very-long-story-indeed?from=feed"><span class="invisible">https://</span>'
    '<span class="ellipsis">news.example/2026/a-very-long-</span><span class="invisible">story-indeed?from=feed</span>'
    "</a>"
)


class Story:
    """A board that may lose its answers to posts, and somebody's client.

    Attributes:
        fate: what becomes of a post: ``well``; ``after``, when its answer is lost; ``before``, when it never arrives;
            or seconds after which the server posts it, though nobody waits any more.
    """

    def __init__(self, kind: str, **board: Any) -> None:
        self.fake = FakeServer(server=Server("gotosocial", "0.20.0"))
        self.board = Board("gotosocial", honours=False, **{"now": lambda: self.fake.clock.now, **board})
        self.fate: str | float = "after"
        self.pending: list[tuple[float, FakeRequest]] = []
        for method in ("GET", "POST"):
            self.fake.on(method, "*").reply_with(self.exchange)
        self.kind = kind
        self.client = self.another_client()

    def another_client(self) -> Any:
        """As another process has it, which knows nothing of this one."""
        return proxy_for(self.fake.client()) if self.kind == "sync" else self.fake.async_client()

    def exchange(self, request: FakeRequest) -> Reply:
        now = self.fake.clock.monotonic()
        for due, late in self.pending:
            if due <= now:
                self.hand_over(late)
        self.pending = [(due, late) for due, late in self.pending if due > now]
        posting = (request.method, request.path) == ("POST", "/api/v1/statuses")
        if posting and self.fate != "well":
            if self.fate == "after":
                self.hand_over(request)
            elif isinstance(self.fate, float):
                self.pending.append((now + self.fate, request))
            raise NetworkError("lost", sent=True)
        status, document = self.hand_over(request)
        return answer(document, status=status, headers=self.board.headers())

    def hand_over(self, request: FakeRequest) -> tuple[int, Any]:
        headers = {name.lower(): value for name, value in request.headers.items()}
        query = "&".join(f"{name}={value}" for name, value in request.query.items())
        return self.board.answer(request.method, f"{request.path}?{query}", headers, request.body)

    async def lose(self, text: str, fate: str | float = "after", **fields: Any) -> OutcomeUnknownError:
        """Post, and do not get to know."""
        self.fate = fate
        with pytest.raises(OutcomeUnknownError) as raised:
            await (self.client.schedule_status if "scheduled_at" in fields else self.client.post_status)(text, **fields)
        self.fate = "well"
        self.fake.clock.advance(1)
        return raised.value


MakeStory = Callable[..., Story]


@pytest.fixture(params=["sync", "async"])
def tell(request: pytest.FixtureRequest) -> MakeStory:
    """Begins a story with either client."""
    return lambda **board: Story(request.param, **board)


async def test_what_was_posted_is_found(tell: MakeStory) -> None:
    story = tell()
    error = await story.lose("Hello")
    confirmed = await story.client.confirm_post(error)
    assert confirmed
    assert confirmed.status.id == story.board.statuses[0]["id"]
    assert confirmed.scheduled is None
    assert (await story.client.confirm_post(error)).status == confirmed.status, "asking again says the same"
    assert story.fake.sleeps == []


async def test_what_was_not_posted_is_not(tell: MakeStory) -> None:
    story = tell()
    error = await story.lose("Hello", "before")
    confirmed = await story.client.confirm_post(error)
    assert not confirmed
    assert confirmed.status is confirmed.scheduled is None
    assert 13 <= sum(story.fake.sleeps) <= 15, "the server had its time"


@pytest.mark.parametrize("text", ["Hello", "Look: @bob@far.example  https://news.example/a?b=c #news"])
async def test_what_was_edited_meanwhile_is_found_by_what_it_said_first(tell: MakeStory, text: str) -> None:
    story = tell()
    error = await story.lose(text, spoiler_text="hush")
    (posted,) = story.board.statuses
    story.board.edit(posted, "Something else")
    story.board.edit(posted, "Something else again")
    assert (await story.client.confirm_post(error)).status.id == posted["id"]


async def test_what_was_edited_but_said_something_else_first_is_another(tell: MakeStory) -> None:
    story = tell()
    error = await story.lose("Hello", "before")
    story.board.edit(story.board.post({"status": "Good morning"}), "Good evening")
    assert not await story.client.confirm_post(error, wait=0)


async def test_nobody_knows_where_the_first_version_is_not_told(tell: MakeStory) -> None:
    story = tell()
    story.board.has_history = False
    error = await story.lose("Hello")
    (posted,) = story.board.statuses
    story.board.edit(posted, "Something else")
    with pytest.raises(OutcomeUnknownError, match=f"status {posted['id']} was edited") as raised:
        await story.client.confirm_post(error, wait=0)
    assert raised.value.post == error.post
    reply = await story.lose("Hello", "before", in_reply_to_id="7")
    assert not await story.client.confirm_post(reply, wait=0), "an edit changes nothing about what it answers"


async def test_what_is_posted_late_is_waited_for(tell: MakeStory) -> None:
    story = tell()
    error = await story.lose("Hello", 9.0)
    assert await story.client.confirm_post(error)
    story = tell()
    error = await story.lose("Hello", 9.0)
    assert not await story.client.confirm_post(error, wait=0)
    assert story.fake.sleeps == []


async def test_after_a_long_time_one_look_is_enough(tell: MakeStory) -> None:
    story = tell()
    error = await story.lose("Hello", "before")
    story.fake.clock.advance(60)
    assert not await story.client.confirm_post(error)
    assert story.fake.sleeps == []


@pytest.mark.parametrize("skew", [-7200, 0, 7200])
async def test_the_same_text_from_before_is_another_post(tell: MakeStory, skew: int) -> None:
    story = tell()
    story.board.now = shifted(story.board.now, skew)
    story.board.post({"status": "Good morning"})
    story.fake.clock.advance(10)
    error = await story.lose("Good morning", "before")
    assert not await story.client.confirm_post(error)
    error = await story.lose("Good morning", "after")
    assert (await story.client.confirm_post(error)).status.id == story.board.statuses[1]["id"]


async def test_a_moment_ago_it_was_another_post_too(tell: MakeStory) -> None:
    story = tell()
    story.fate = "well"
    await story.client.post_status("Good morning")
    error = await story.lose("Good morning", "before")
    assert not await story.client.confirm_post(error)


async def test_two_lost_posts_are_not_one(tell: MakeStory) -> None:
    story = tell()
    first, second = await story.lose("Good morning"), await story.lose("Good morning", "before")
    assert await story.client.confirm_post(first)
    assert not await story.client.confirm_post(second)
    third = await story.lose("Good morning")
    assert (await story.client.confirm_post(third)).status.id == story.board.statuses[1]["id"]


async def test_a_server_that_does_not_tell_the_time_is_given_a_minute(tell: MakeStory) -> None:
    story = tell()
    story.board.says_date = False
    story.board.now = shifted(story.board.now, -40)
    assert await story.client.confirm_post(await story.lose("Hello"))


async def test_another_process_can_ask(tell: MakeStory) -> None:
    story = tell()
    error = pickle.loads(pickle.dumps(await story.lose("Hello", spoiler_text="hush")))
    assert (await story.another_client().confirm_post(error)).status.content == "<p>Hello</p>"


@pytest.mark.parametrize("has_source", [True, False])
@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Two\n\nparagraphs\nand  a line ", "<p>Two</p><p>paragraphs<br />and a line</p>"),
        ("@bob@far.example look", f"<p>{MENTION} look</p>"),
        (
            "https://news.example/2026/a-very-long-story-indeed?from=feed #news",
            f'<p>{LINK} <a href="/tags/news" class="mention hashtag" rel="tag">#<span>news</span></a></p>',
        ),
        ("**Bold** and _fine_", "<p><strong>Bold</strong> and <em>fine</em></p>"),
        ("# Title\n\n- one\n- two", "<h1>Title</h1><ul><li>one</li><li>two</li></ul>"),
        ("1 < 2 & 3 > 2", "<p>1 &lt; 2 &amp; 3 &gt; 2</p>"),
        ("Cafe\N{COMBINING ACUTE ACCENT}", "<p>Caf\N{LATIN SMALL LETTER E WITH ACUTE}</p>"),
        ("\N{THUMBS UP SIGN}", "<p>\N{THUMBS UP SIGN}</p>"),
        ("!?", "<p>!?</p>"),
    ],
)
async def test_a_text_is_known_again_however_it_is_rendered(
    tell: MakeStory, text: str, html: str, has_source: bool
) -> None:
    story = tell(render=lambda said: html if said == text else f"<p>{said}</p>", has_source=has_source)
    error = await story.lose(text)
    story.board.post({"status": "something else"})
    assert (await story.client.confirm_post(error)).status.content == html


async def test_a_text_that_is_only_alike_is_another(tell: MakeStory) -> None:
    story = tell()
    error = await story.lose("Is it so?", "before")
    story.board.post({"status": "It is so!"})
    story.board.post({"status": "Is it so!"})
    assert not await story.client.confirm_post(error)


@pytest.mark.parametrize(
    ("posted", "other"),
    [
        ({"visibility": "private"}, {"visibility": "public"}),
        ({"visibility": Visibility.DIRECT}, {"visibility": "private"}),
        ({"spoiler_text": "hush"}, {}),
        ({}, {"spoiler_text": "hush"}),
        ({"in_reply_to_id": "7"}, {"in_reply_to_id": "8"}),
        ({"in_reply_to_id": "7"}, {}),
        ({}, {"in_reply_to_id": "7"}),
        ({"media_ids": ["5"]}, {}),
        ({}, {"media_ids[]": ["5"]}),
    ],
)
async def test_everything_else_has_to_fit_too(tell: MakeStory, posted: dict[str, Any], other: dict[str, Any]) -> None:
    story = tell()
    error = await story.lose("Hello", "before", **posted)
    story.board.post({"status": "Hello", **other})
    assert not await story.client.confirm_post(error)
    error = await story.lose("Hello", "after", **posted)
    assert (await story.client.confirm_post(error)).status.id == story.board.statuses[1]["id"]


async def test_a_silenced_account_is_found_all_the_same(tell: MakeStory) -> None:
    story = tell()
    error = await story.lose("Hello", "before", visibility="public")
    story.board.post({"status": "Hello", "visibility": "unlisted"})
    assert await story.client.confirm_post(error)


async def test_a_warning_without_text_is_the_text_on_mastodon(tell: MakeStory) -> None:
    story = tell()
    error = await story.lose("", "before", spoiler_text="Only this", media_ids=["5"])
    story.board.post({"status": "Only this", "media_ids[]": ["5"]})
    assert await story.client.confirm_post(error)


async def test_it_is_found_behind_many_others(tell: MakeStory) -> None:
    story = tell()
    error = await story.lose("Hello")
    for number in range(95):
        story.board.post({"status": f"Meanwhile {number}"})
    assert await story.client.confirm_post(error)


async def test_what_came_long_before_is_not_looked_through(tell: MakeStory) -> None:
    story = tell()
    for number in range(95):
        story.board.post({"status": f"Once {number}"})
    story.fake.clock.advance(3600)
    error = await story.lose("Hello", "before")
    before = len(story.fake.requests)
    await story.client.confirm_post(error, wait=0)
    assert [r.path.rpartition("/")[2] for r in story.fake.requests[before:]] == [
        "verify_credentials",
        "statuses",
        "home",
    ]


async def test_what_is_scheduled_is_found(tell: MakeStory) -> None:
    story = tell()
    due = story.fake.clock.now + timedelta(hours=1)
    error = await story.lose("Later", scheduled_at=due, spoiler_text="hush")
    assert (await story.client.confirm_post(error)).scheduled.id == story.board.scheduled[0]["id"]
    for other in ({"scheduled_at": due + timedelta(minutes=5)}, {"spoiler_text": ""}, {"visibility": "direct"}):
        fields: dict[str, Any] = {"scheduled_at": due, "spoiler_text": "hush", **other}
        assert not await story.client.confirm_post(await story.lose("Later", "before", **fields), wait=0)


async def test_what_was_scheduled_and_has_come_due_is_found(tell: MakeStory) -> None:
    story = tell()
    error = await story.lose("Later", scheduled_at=story.fake.clock.now + timedelta(minutes=10))
    story.fake.clock.advance(660)
    story.board.scheduled.clear()
    posted = story.board.post({"status": "Later"})
    assert (await story.client.confirm_post(error)).status.id == posted["id"]


async def test_a_caller_who_uses_a_key_again_is_told_that_nobody_knows(tell: MakeStory) -> None:
    story = tell()
    earlier = story.board.post({"status": "From the feed"})
    story.fake.clock.advance(600)
    story.fake.on("POST", "/api/v1/statuses").reply(status=500)
    with pytest.raises(OutcomeUnknownError) as raised:
        await story.client.post_status("From the feed", idempotency_key="guid-1")
    assert isinstance(raised.value.__cause__, ServerError)
    assert (await story.client.confirm_post(raised.value)).status.id == earlier["id"]
    with pytest.raises(ServerError):
        await story.client.post_status("From the feed")


async def test_an_answer_that_cannot_be_read_leaves_it_open(tell: MakeStory) -> None:
    story = tell()
    story.fake.on("POST", "/api/v1/statuses").reply(body="<html>Please log in to the hotel</html>")
    with pytest.raises(OutcomeUnknownError, match="not JSON") as raised:
        await story.client.post_status("Hello")
    assert isinstance(raised.value.__cause__, UnexpectedAnswerError)
    assert not await story.client.confirm_post(raised.value)


async def test_a_refusal_is_a_refusal(tell: MakeStory) -> None:
    story = tell()
    story.fake.on("POST", "/api/v1/statuses").reply(status=422)
    with pytest.raises(ClientError):
        await story.client.post_status("Hello")


async def test_what_is_no_status_cannot_be_confirmed(tell: MakeStory) -> None:
    story = tell()
    story.fake.on("POST", "/api/v1/lists").fail()
    with pytest.raises(OutcomeUnknownError) as raised:
        await story.client.create_list("x")
    with pytest.raises(ConfigurationError, match="post_status or schedule_status"):
        await story.client.confirm_post(raised.value)


async def test_texts_stay_out_of_what_is_shown(tell: MakeStory) -> None:
    error = await tell().lose("A secret of ours", spoiler_text="hush-hush", visibility="direct")
    shown = f"{error} {error!r} {error.post!r}"
    assert "secret" not in shown
    assert "hush" not in shown
    assert error.post is not None
    assert error.post.visibility == "direct"
    assert isinstance(error.post.since, datetime)


def test_it_is_an_operation_like_all_others() -> None:
    (info,) = (info for info in operations() if info.name == "confirm_post")
    assert info.uses[0] == "GET /api/v1/accounts/verify_credentials"
