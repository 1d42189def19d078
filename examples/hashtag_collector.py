"""Collect public statuses with some hashtags as JSON, a line each, for as long as it runs and while it does not.

HOWDAH_INSTANCE=example.social HOWDAH_TOKEN=... python hashtag_collector.py statuses.jsonl python elephants
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from howdah import AsyncClient, Client
from howdah.bot import Bot, Tagged

target, *hashtags = sys.argv[1:]
# Statuses of bots count, too.
bot = Bot(AsyncClient(os.environ["HOWDAH_INSTANCE"], os.environ["HOWDAH_TOKEN"]), f"{target}.sqlite", answer_bots=True)


def collect(post: Tagged[Client]) -> None:
    """Write a status down; after a crash the last one may be there twice, with the same address."""
    status = post.status
    line = {
        "url": status.url,
        "at": status.created_at.isoformat(),
        "by": status.account.acct,
        "hashtag": post.hashtag,
        "text": status.plain_text,
    }
    with Path(target).open("a", encoding="utf-8") as file:
        file.write(json.dumps(line, ensure_ascii=False) + "\n")


for hashtag in hashtags:
    bot.on_hashtag(hashtag)(collect)

if __name__ == "__main__":
    bot.run()
