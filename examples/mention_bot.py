"""A bot that answers everybody who mentions it, and forgets nobody: not when the server dies, and not when it does.

HOWDAH_SERVER=example.social HOWDAH_TOKEN=... python mention_bot.py
"""

import os
from pathlib import Path

from howdah import Client, NotificationEvent
from howdah.models import Notification

STORE = Path(os.environ.get("MENTION_BOT_STORE", "mention_bot.position"))


def answer(client: Client, notification: Notification) -> None:
    """Answer a mention; with its ID as the key, an answer that is sent again after a crash is still one answer."""
    if notification.type == "mention" and notification.status is not None:
        text = f"@{notification.account.acct} You called?"
        to, visibility = notification.status, notification.status.visibility
        client.post_status(text, visibility, in_reply_to_id=to, idempotency_key=f"mention-{notification.id}")


def main() -> None:
    """Go on from where the last run was, for ever."""
    since = STORE.read_text() if STORE.exists() else None
    with (
        Client(os.environ["HOWDAH_SERVER"], os.environ["HOWDAH_TOKEN"]) as client,
        client.stream_user(only_notifications=True, since=since) as stream,
    ):
        for event in stream:
            if isinstance(event, NotificationEvent):
                answer(client, event.notification)
            STORE.with_suffix(".new").write_text(event.position)
            STORE.with_suffix(".new").replace(STORE)


if __name__ == "__main__":
    main()
