"""What a bot does about what happens, what it leaves alone, and how it ends."""

from __future__ import annotations

import logging
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import anyio
import pytest
from tests.bot.bot_town import BotTown
from tests.posting.board import Board
from tests.streaming.conftest import QUICK

from howdah import NO_RETRY, AsyncClient, Client, ConfigurationError, Server, UnauthorizedError
from howdah.bot import Bot, Due, Follow, Mention, Notified, Tagged
from howdah.bot.answering import post_for
from howdah.bot.journal import Journal
from howdah.bot.schedule import next_due, seconds_of
from howdah.testing import FakeRequest, FakeServer, make_account, make_status
from howdah.testing.fake_server import answer as fake_answer

pytestmark = pytest.mark.anyio


@pytest.fixture
def town(bounded: None) -> Iterator[BotTown]:
    with BotTown() as town:
        yield town


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "bot.sqlite"


def bot_of(town: BotTown, store: Path, **settings: Any) -> Bot:
    client = AsyncClient(town.base_url, town.token, timeout=10.0, retry=NO_RETRY)
    return Bot(client, store, settings=QUICK, **settings)


async def wait_until(true: Callable[[], Any]) -> None:
    with anyio.fail_after(30):
        while not true():  # noqa: ASYNC110 - it is another thread that it waits for
            await anyio.sleep(0.01)


def listens(bot: Bot, town: BotTown) -> bool:
    return len(town.clients) == len({handler.stream for handler in bot._handlers} - {None})


async def live(bot: Bot, town: BotTown, happen: Callable[[], Any], until: Callable[[], bool]) -> None:
    """Run a bot; once it listens, let something happen; end it when something is true."""
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(bot.serve)
        await wait_until(lambda: listens(bot, town))
        await anyio.to_thread.run_sync(happen)
        await wait_until(until)
        bot.stop()


async def test_plain_and_async_handlers_are_given_what_happens(town: BotTown, store: Path) -> None:
    bot = bot_of(town, store)
    seen: list[str] = []

    @bot.on_mention
    def answer(mention: Mention[Client]) -> None:
        assert threading.current_thread() is not threading.main_thread()
        assert mention.client.get_status(mention.reply("plain").id).in_reply_to_id == mention.status.id
        seen.append(mention.text)

    @bot.on_mention
    async def answer_as_well(mention: Mention[AsyncClient]) -> None:
        await mention.reply("async")
        seen.append(mention.account.acct)

    @bot.on_follow
    async def greet(follow: Follow[AsyncClient]) -> None:
        seen.append(f"{follow.account.acct} follows {follow.me.acct}")

    @bot.on_notification("favourite")
    def thank(notified: Notified[Client]) -> None:
        assert notified.status is not None
        seen.append(f"favourite {notified.account.acct}")

    @bot.on_hashtag("#Python")
    def collect(post: Tagged[Client]) -> None:
        seen.append(f"{post.hashtag} {post.account.acct}")

    def happen() -> None:
        town.mention_by(town.bob, "<p>@alice @carol good morning</p>")
        town.notify(type="follow", account=town.bob, status=None)
        town.notify(type="favourite", account=make_account("robot", bot=True), status=make_status("x"))
        town.notify(type="reblog", account=town.bob, status=make_status("x"))
        town.post("hashtag:python", account=town.bob)

    await live(bot, town, happen, lambda: len(seen) == 5)
    assert sorted(seen) == ["bob", "bob follows alice", "favourite robot", "good morning", "python bob"]
    assert town.texts() == ["@bob plain", "@bob async"]


@pytest.mark.parametrize("answer_bots", [False, True])
async def test_it_answers_neither_itself_nor_bots_unless_told_to(town: BotTown, store: Path, answer_bots: bool) -> None:
    bot = bot_of(town, store, answer_bots=answer_bots)

    @bot.on_mention
    async def answer(mention: Mention[AsyncClient]) -> None:
        await mention.reply("hi")

    @bot.on_hashtag("python")
    async def comment(post: Tagged[AsyncClient]) -> None:
        await post.reply("nice")

    def happen() -> None:
        robot = make_account("robot", bot=True)
        town.mention_by(robot)
        town.mention_by(town.board.account)
        town.post("hashtag:python", account=town.board.account)
        town.post("hashtag:python", account=robot)
        town.mention_by(town.bob)

    expected = ["@robot hi", "@robot nice", "@bob hi"] if answer_bots else ["@bob hi"]
    await live(bot, town, happen, lambda: len(town.texts()) >= len(expected))
    assert sorted(town.texts()) == sorted(expected)


async def test_what_fails_is_tried_again_then_kept_and_the_bot_goes_on(
    town: BotTown, store: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL, "howdah.bot")
    bot = bot_of(town, store, attempts=2)
    tried: list[str] = []

    @bot.on_mention
    def answer(mention: Mention[Client]) -> None:
        tried.append(mention.text)
        mention.reply("before it fails")
        if mention.text == "bad":
            raise KeyError("oh")

    def happen() -> None:
        town.mention_by(town.bob, "<p>@alice bad</p>")
        town.mention_by(town.bob, "<p>@alice good</p>")

    await live(bot, town, happen, lambda: "good" in tried)
    assert tried == ["bad", "bad", "good"]
    assert set(town.answered().values()) == {1}
    (letter,) = bot.dead_letters
    assert (letter.handler, letter.error) == ("answer", "KeyError: 'oh'")
    assert letter.event.startswith("mention ")
    assert "@bob" in letter.about
    bot.forget_dead_letters()
    assert bot.dead_letters == []


async def test_a_server_that_is_away_costs_no_event(
    town: BotTown, store: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL, "howdah.bot")
    bot = bot_of(town, store, attempts=1)

    @bot.on_mention
    async def answer(mention: Mention[AsyncClient]) -> None:
        await mention.reply("hi")

    def happen() -> None:
        town.refuse(503, times=2, what="rest")
        town.mention_by(town.bob)

    await live(bot, town, happen, lambda: bool(town.texts()))
    assert bot.dead_letters == []
    assert len(town.texts()) == 1


async def test_it_waits_for_a_server_that_is_away_when_it_starts(
    town: BotTown, store: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL, "howdah.bot")
    bot = bot_of(town, store)
    seen: list[str] = []
    bot.on_mention(lambda mention: seen.append(mention.key))
    town.refuse(503, times=1, what="rest")
    await live(bot, town, lambda: town.mention_by(town.bob), lambda: bool(seen))


async def test_a_token_that_is_refused_when_it_starts_ends_it(town: BotTown, store: Path) -> None:
    bot = bot_of(town, store)
    bot.on_mention(lambda mention: None)
    town.refuse(401, times=9, what="rest")
    with pytest.raises(UnauthorizedError):
        await bot.serve()


async def test_an_event_that_always_ends_the_program_is_given_up(
    town: BotTown, store: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL, "howdah.bot")
    bot = bot_of(town, store)
    journal = Journal(store)
    seen: list[str] = []

    @bot.on_mention
    async def answer(mention: Mention[AsyncClient]) -> None:
        seen.append(mention.key)

    def happen() -> None:
        for _ in range(10):
            assert journal.begin(f"mention {town._next + 10}", "answer", time.time() - 3600) is not None
        town.mention_by(town.bob)
        town.mention_by(town.bob)

    await live(bot, town, happen, lambda: bool(seen))
    journal.close()
    (letter,) = bot.dead_letters
    assert len(seen) == 1
    assert letter.event != seen[0]
    assert "ended 10 times" in letter.error


async def test_what_came_while_it_was_away_is_dealt_with_and_nothing_twice(town: BotTown, store: Path) -> None:
    seen: list[str] = []

    def made() -> Bot:
        bot = bot_of(town, store)

        @bot.on_mention
        def answer(mention: Mention[Client]) -> None:
            seen.append(mention.status.id)

        return bot

    first: list[str] = []
    await live(made(), town, lambda: first.append(town.mention_by(town.bob)), lambda: len(seen) == 1)
    missed = [town.mention_by(town.bob) for _ in range(3)]
    last: list[str] = []
    await live(made(), town, lambda: last.append(town.mention_by(town.bob)), lambda: len(seen) == 5)
    assert seen == [*first, *missed, *last]


async def test_it_lets_the_running_handler_end(town: BotTown, store: Path) -> None:
    bot = bot_of(town, store)
    ended: list[str] = []

    @bot.on_mention
    async def answer(mention: Mention[AsyncClient]) -> None:
        bot.stop()
        await anyio.sleep(0.1)
        ended.append(mention.key)

    def happen() -> None:
        town.mention_by(town.bob)
        town.mention_by(town.bob)

    await live(bot, town, happen, lambda: bool(ended))
    assert len(ended) == 1
    again = bot_of(town, store)
    seen: list[str] = []
    again.on_mention(lambda mention: seen.append(mention.key))
    await live(again, town, lambda: None, lambda: bool(seen))
    assert ended[0] not in seen


async def test_it_leaves_a_handler_behind_that_does_not_end(
    town: BotTown, store: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL, "howdah.bot")
    bot = bot_of(town, store, grace=0.05)
    hangs, released = threading.Event(), threading.Event()

    @bot.on_mention
    def answer(mention: Mention[Client]) -> None:
        hangs.set()
        released.wait(30)

    await live(bot, town, lambda: town.mention_by(town.bob), hangs.is_set)
    released.set()
    again = bot_of(town, store)
    seen: list[str] = []

    @again.on_mention
    def answer_again(mention: Mention[Client]) -> None:
        seen.append(mention.key)

    await live(again, town, lambda: None, lambda: bool(seen))


@pytest.mark.parametrize("anyio_backend", ["asyncio"], indirect=True)
async def test_it_ends_at_a_signal(town: BotTown, store: Path) -> None:
    bot = bot_of(town, store)
    seen: list[str] = []

    @bot.on_mention
    async def answer(mention: Mention[AsyncClient]) -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        await anyio.sleep(0.05)
        seen.append("ended")

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(bot.serve)
        await wait_until(lambda: listens(bot, town))
        await anyio.to_thread.run_sync(town.mention_by, town.bob)
    assert seen == ["ended"]


async def test_a_revoked_token_ends_it(town: BotTown, store: Path) -> None:
    bot = bot_of(town, store)

    @bot.on_mention
    async def answer(mention: Mention[AsyncClient]) -> None:
        raise UnauthorizedError("revoked", status=401)

    async def serve() -> None:
        with pytest.raises(UnauthorizedError, match="revoked"):
            await bot.serve()

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(serve)
        await wait_until(lambda: listens(bot, town))
        await anyio.to_thread.run_sync(town.mention_by, town.bob)
    assert bot.dead_letters == []


async def test_scheduled_handlers_run_at_once_and_then_when_they_are_due(town: BotTown, store: Path) -> None:
    bot = bot_of(town, store)
    moments: list[float] = []

    @bot.every(0.1)
    async def tell(due: Due[AsyncClient]) -> None:
        moments.append(due.at.timestamp())
        await due.post(f"It is {due.at.isoformat()}")
        if len(moments) == 3:
            bot.stop()

    with anyio.fail_after(30):
        await bot.serve()
    assert len(set(town.texts())) == len(moments) == 3
    steps = [later - earlier for earlier, later in pairwise(moments)]
    assert all(round(step / 0.1, 2) == round(step / 0.1) >= 1 for step in steps)


async def test_a_handler_is_due_again_though_the_clock_is_set_back(store: Path) -> None:
    fake = FakeServer()
    fake.on("GET", "/api/v1/accounts/verify_credentials").reply(
        make_account("bot", id="1", source={"note": "", "fields": [], "privacy": "public", "sensitive": False})
    )
    bot = Bot(fake.async_client(), store)
    told: list[float] = []

    @bot.every("1h")
    async def tell(due: Due[AsyncClient]) -> None:
        told.append(fake.clock.now.timestamp())
        if len(told) == 1:
            fake.clock._start -= timedelta(days=365).total_seconds()
        else:
            bot.stop()

    with anyio.fail_after(30):
        await bot.serve()
    assert told[1] - (told[0] - 365 * 86400) <= 2 * 3600


async def test_a_handler_that_is_wrong_is_refused(town: BotTown, store: Path) -> None:
    bot = bot_of(town, store)
    with pytest.raises(ConfigurationError, match="no handlers"):
        await bot.serve()

    @bot.on_mention
    def answer(mention: Mention[Client]) -> None: ...

    with pytest.raises(ConfigurationError, match="'answer' already"):
        bot.every("1h")(type("answer", (), {"__name__": "answer", "__call__": lambda self, due: None})())
    with pytest.raises(ConfigurationError, match="hashtag"):
        bot.on_hashtag("#")
    with pytest.raises(ConfigurationError, match="AsyncClient"):
        Bot(Client("example.social"), store)  # type: ignore[arg-type]
    with pytest.raises(ConfigurationError, match="attempts"):
        bot_of(town, store, attempts=0)
    await bot.client.close()


async def test_a_second_bot_on_the_same_file_is_refused(town: BotTown, store: Path) -> None:
    first = bot_of(town, store)
    seen: list[str] = []

    @first.on_mention
    async def answer(mention: Mention[AsyncClient]) -> None:
        seen.append(mention.text)
        second = bot_of(town, store)
        second.every("1h")(tell)
        with pytest.raises(ConfigurationError, match="another bot"):
            await second.serve()
        first.stop()

    async def tell(due: Due[AsyncClient]) -> None:
        seen.append("told")
        third.stop()

    await live(first, town, partial(town.mention_by, town.bob), lambda: bool(seen))
    third = bot_of(town, store)
    third.every("1h")(tell)
    await third.serve()
    assert seen == ["hi", "told"]


async def test_a_status_with_several_hashtags_of_a_handler_is_answered_once(town: BotTown, store: Path) -> None:
    bot = bot_of(town, store)
    seen: list[str] = []

    @bot.on_hashtag("python")
    @bot.on_hashtag("snakes")
    async def comment(post: Tagged[AsyncClient]) -> None:
        seen.append("comment")
        await post.reply("nice")

    @bot.on_hashtag("python")
    async def python(post: Tagged[AsyncClient]) -> None:
        seen.append("python")

    @bot.on_hashtag("snakes")
    async def snakes(post: Tagged[AsyncClient]) -> None:
        seen.append("snakes")

    happen = partial(town.post, "hashtag:python", "hashtag:snakes", account=town.bob)
    await live(bot, town, happen, lambda: {"python", "snakes"} <= set(seen) and bool(town.board.statuses))
    assert sorted(seen) == ["comment", "python", "snakes"]
    assert len(town.board.statuses) == 1


@pytest.mark.parametrize(
    ("theirs", "wanted", "expected"),
    [
        ("public", None, "public"),
        ("public", "private", "private"),
        ("private", "public", "private"),
        ("direct", None, "direct"),
        ("direct", "unlisted", "direct"),
        ("unlisted", "public", "unlisted"),
    ],
)
async def test_an_answer_is_seen_by_no_more_people(
    town: BotTown, store: Path, theirs: str, wanted: str | None, expected: str
) -> None:
    bot = bot_of(town, store)

    @bot.on_mention
    async def answer(mention: Mention[AsyncClient]) -> None:
        await mention.reply("hi", visibility=wanted)

    happen = partial(town.mention_by, town.bob, visibility=theirs, spoiler_text="cw")
    await live(bot, town, happen, lambda: bool(town.board.statuses))
    (status,) = town.board.statuses
    assert (status["visibility"], status["spoiler_text"]) == (expected, "cw")


def gotosocial(fake: FakeServer) -> Board:
    """Make a fake server one that keeps statuses, and no keys."""
    board = Board("gotosocial", honours=False, now=lambda: fake.clock.now)

    def exchange(request: FakeRequest) -> Any:
        query = "&".join(f"{name}={value}" for name, value in request.query.items())
        headers = {name.lower(): value for name, value in request.headers.items()}
        path = request.path
        if request.method == "GET" and path.startswith("/api/v1/statuses/"):
            found = next((s for s in board.statuses if path.endswith(s["id"])), None)
            return fake_answer(found) if found else fake_answer({"error": "Not found"}, status=404)
        status, document = board.answer(request.method, f"{path}?{query}", headers, request.body)
        return fake_answer(document, status=status, headers=board.headers())

    for method in ("GET", "POST"):
        fake.on(method, "*").reply_with(exchange)
    return board


@pytest.mark.parametrize("posted", [True, False])
def test_a_post_that_a_killed_bot_has_begun_is_looked_for_where_keys_are_not_kept(store: Path, posted: bool) -> None:
    fake = FakeServer(server=Server("gotosocial", "0.20.0"))
    board = gotosocial(fake)
    journal = Journal(store)
    settings = {"visibility": "unlisted", "in_reply_to_id": "7"}
    with fake.client() as client:
        journal.begin_post("key", fake.clock.now.timestamp(), {"status": "@bob hi", **settings})
        if posted:
            board.post({"status": "@bob hi", **settings})
        made = [client.run(post_for(client, journal, "key", "@bob hi", **settings)) for _ in range(2)]
    journal.close()
    assert made[0].id == made[1].id == board.statuses[0]["id"]
    assert len(board.statuses) == 1


def test_a_bot_killed_twice_that_says_something_else_each_time_posts_once(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = FakeServer(server=Server("gotosocial", "0.20.0"))
    board = gotosocial(fake)
    journal = Journal(store)
    settings = {"visibility": "unlisted", "in_reply_to_id": "7"}
    with fake.client() as client:
        journal.begin_post("key", fake.clock.now.timestamp() - 60, {"status": "@bob a 1", **settings})
        with monkeypatch.context() as killed, pytest.raises(KeyboardInterrupt):
            killed.setattr(journal, "end_post", Mock(side_effect=KeyboardInterrupt))
            client.run(post_for(client, journal, "key", "@bob a 2", **settings))
        made = client.run(post_for(client, journal, "key", "@bob a 3", **settings))
    journal.close()
    assert [status["id"] for status in board.statuses] == [made.id]


def test_what_is_posted_goes_out_with_its_key_and_is_noted(store: Path) -> None:
    fake = FakeServer(server=Server("mastodon", "4.5.0"))
    journal = Journal(store)
    fake.on("POST", "/api/v1/statuses").reply_with(lambda _: fake_answer(make_status("x", id="9")))
    with fake.client() as client:
        assert client.run(post_for(client, journal, "key", "hi")).id == "9"
    begun = journal.post("key")
    journal.close()
    assert begun is not None
    assert begun.status_id == "9"
    assert fake.requests[-1].headers["idempotency-key"] == "key"


@pytest.mark.parametrize(
    ("interval", "seconds"),
    [("30s", 30), ("15m", 900), ("1h30m", 5400), ("1d", 86400), ("1 w", 604800), (2, 2), (timedelta(hours=1), 3600)],
)
def test_intervals(interval: Any, seconds: float) -> None:
    assert seconds_of(interval) == seconds


@pytest.mark.parametrize("interval", ["", "x", "1", "1y", "-1h", 0, -1, float("nan"), timedelta(0)])
def test_what_is_no_interval_is_refused(interval: Any) -> None:
    with pytest.raises(ConfigurationError, match="no interval"):
        seconds_of(interval)


def test_what_was_missed_is_made_up_for_once() -> None:
    assert next_due(100.0, 10.0, 100.5) == 110.0
    assert next_due(100.0, 10.0, 135.0) == 140.0
    assert next_due(100.0, 10.0, 99.0) == 110.0
