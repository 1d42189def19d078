"""Bots that are killed again and again: ``python -m tests.bot.mortal_bots KIND SERVER STORE TIMES``.

Each run is a fork of this process, so that it takes no time to start. The last one lives until this process is told
to end.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import threading
import time

import anyio

from howdah import AsyncClient, Client
from howdah.bot import Bot, Due, Mention, Tagged

LONGEST_LIFE = 0.6
"""Seconds that a run may last."""


def mention_bot(bot: Bot) -> None:
    @bot.on_mention
    def answer(mention: Mention[Client]) -> None:
        mention.reply(f"You said: {mention.text}")


def hashtag_bot(bot: Bot) -> None:
    @bot.on_hashtag("python")
    async def comment(post: Tagged[AsyncClient]) -> None:
        await post.reply("Nice!")
        await post.reply("Very nice!")


def scheduled_bot(bot: Bot) -> None:
    @bot.every(0.2)
    async def tell(due: Due[AsyncClient]) -> None:
        await due.post(f"It is {due.at.isoformat()}")


KINDS = {"mention": mention_bot, "hashtag": hashtag_bot, "scheduled": scheduled_bot}


def run(kind: str, server: str, store: str) -> None:
    bot = Bot(AsyncClient(server, "the-token"), store)
    KINDS[kind](bot)
    bot.run()


def warm_up(kind: str, server: str, store: str) -> None:
    """Run a bot for a moment, so that all modules are loaded before the first fork, and it has connected once."""
    bot = Bot(AsyncClient(server, "the-token"), store)
    KINDS[kind](bot)

    @bot.every("1d")
    async def end(due: Due[AsyncClient]) -> None:
        await anyio.sleep(0.5)
        bot.stop()

    bot.run()


def end_with_parent() -> None:
    parent = os.getppid()
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


def born(kind: str, server: str, store: str) -> int:
    child = os.fork()
    if child:
        return child
    threading.Thread(target=end_with_parent, daemon=True).start()
    try:
        run(kind, server, store)
    finally:
        os._exit(0)


if __name__ == "__main__":
    kind, server, store, times = sys.argv[1:]
    warm_up(kind, server, store)
    for _ in range(int(times)):
        child = born(kind, server, store)
        time.sleep(random.uniform(0, LONGEST_LIFE))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    print("mourned", flush=True)  # noqa: T201
    child = born(kind, server, store)
    sys.stdin.read()
    os.kill(child, signal.SIGTERM)
    os.waitpid(child, 0)
