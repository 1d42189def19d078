"""Post what is new in a feed, each entry once, also if it is killed meanwhile.

    HOWDAH_INSTANCE=example.social HOWDAH_TOKEN=... python rss_to_posts.py https://blog.example/feed.xml

It needs ``pip install feedparser``. Run it every few minutes, as with cron. The first run posts nothing that is there.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import feedparser  # type: ignore[import-untyped]  # pyright: ignore[reportMissingTypeStubs]

from howdah import Client, OutcomeUnknownError

SEEN = Path("rss_to_posts.json")


def post(client: Client, text: str, guid: str) -> None:
    """Post once; the key makes it one post, should an earlier run have ended between posting and writing that down."""
    try:
        client.post_status(text, idempotency_key=guid)
    except OutcomeUnknownError as error:
        if not client.confirm_post(error):
            post(client, text, guid)


library: Any = feedparser  # it has no types
entries: dict[str, Any] = {entry.get("id", entry.link): entry for entry in library.parse(sys.argv[1]).entries}
seen: list[str] = json.loads(SEEN.read_text()) if SEEN.exists() else list(entries)

with Client(os.environ["HOWDAH_INSTANCE"], os.environ["HOWDAH_TOKEN"]) as client:
    for guid in reversed([guid for guid in entries if guid not in seen]):  # feeds have the latest first
        post(client, f"{entries[guid].title}\n\n{entries[guid].link}", guid)
        seen.append(guid)
        SEEN.with_suffix(".new").write_text(json.dumps(seen))
        SEEN.with_suffix(".new").replace(SEEN)

if not SEEN.exists():
    SEEN.write_text(json.dumps(seen))
