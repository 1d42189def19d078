"""A bot that is killed at random, again and again, answers everything once."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.bot.bot_town import BotTown
from tests.soak import length

from howdah import SqlitePositions

ROOT = Path(__file__).parents[2]
KILLS = length(100, 10)
LONGEST = 60.0
"""Seconds to wait for something to happen."""

pytestmark = [pytest.mark.soak, pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")]


class Dying:
    """A bot that is killed again and again, and then left alone.

    Args:
        kind: which bot.
        town: where it is.
        folder: for what it keeps.
    """

    def __init__(self, kind: str, town: BotTown, folder: Path) -> None:
        self.store = folder / "bot.sqlite"
        self.stream = "hashtag:python" if kind == "hashtag" else "user:notification"
        self.log = folder / "log"
        command = [sys.executable, "-m", "tests.bot.mortal_bots", kind, town.base_url, str(self.store), str(KILLS)]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                command,
                cwd=ROOT,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
            )
        assert self.process.stdout is not None
        os.set_blocking(self.process.stdout.fileno(), False)

    def is_left_alone(self) -> bool:
        assert self.process.stdout is not None
        return bool(self.process.stdout.read())

    def is_listening(self) -> bool:
        """Whether one of its runs has connected, so that nothing that happens from now on is too early for it."""
        return self.store.exists() and SqlitePositions(self.store, self.stream).load() is not None

    def wait_until(self, true: Callable[[], bool]) -> None:
        until = time.monotonic() + LONGEST
        while not true():
            assert time.monotonic() < until, self.log.read_text()
            time.sleep(0.05)


@contextmanager
def dying(kind: str, town: BotTown, folder: Path) -> Iterator[Dying]:
    bot = Dying(kind, town, folder)
    with bot.process as process:
        try:
            yield bot
        except BaseException:
            process.kill()
            raise


def live(bot: Dying, happen: Callable[[], str]) -> list[str]:
    """Let things happen for as long as it is killed; gives what has."""
    bot.wait_until(bot.is_listening)
    happened = [happen()]
    while not bot.is_left_alone():
        happened.append(happen())
        time.sleep(0.1)
    return happened


@pytest.mark.parametrize("software", length(["mastodon", "gotosocial"], ["mastodon"]))
def test_every_mention_is_answered_once(software: str, tmp_path: Path) -> None:
    with BotTown(software, honours=software == "mastodon") as town, dying("mention", town, tmp_path) as bot:
        mentions = live(bot, lambda: town.mention_by(town.bob))
        bot.wait_until(lambda: len(town.answered()) == len(mentions))
        assert town.answered() == dict.fromkeys(mentions, 1)
        assert len(mentions) > KILLS


def test_every_status_with_the_hashtag_is_commented_upon_once(tmp_path: Path) -> None:
    with BotTown() as town, dying("hashtag", town, tmp_path) as bot:
        statuses = live(bot, lambda: town.post("hashtag:python", account=town.bob))
        bot.wait_until(lambda: len(town.texts()) >= 2 * len(statuses))
        assert town.answered() == dict.fromkeys(statuses, 2)
        assert town.texts().count("@bob Nice!") == len(statuses)


def test_every_due_moment_is_told_once(tmp_path: Path) -> None:
    with BotTown() as town, dying("scheduled", town, tmp_path) as bot:
        bot.wait_until(bot.is_left_alone)
        told = len(town.texts())
        bot.wait_until(lambda: len(town.texts()) > told + 2)
    texts = town.texts()
    assert len(texts) == len(set(texts)) > 3
