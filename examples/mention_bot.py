"""A bot that answers everybody who mentions it, and forgets nobody, whether the server dies or the bot.

Once, too: but where servers know no idempotency keys, twice if it is killed between an answer and its note of it.
HOWDAH_SERVER=example.social HOWDAH_TOKEN=... python mention_bot.py
"""

import logging
import os
from pathlib import Path

from howdah import ApiError, Client, NotificationEvent, OutcomeUnknownError
from howdah.models import Notification

STORE = Path(os.environ.get("MENTION_BOT_STORE", "mention_bot.position"))


def answer(client: Client, mention: Notification) -> None:
    """Answer a mention, with its ID as the key: the same answer, sent again after a crash, is still one answer."""
    if mention.type == "mention" and (status := mention.status) is not None:
        text, key = f"@{mention.account.acct} You called?", f"mention-{mention.id}"
        try:
            client.post_status(text, status.visibility, in_reply_to_id=status, idempotency_key=key)
        except OutcomeUnknownError as error:
            if not client.confirm_post(error):
                answer(client, mention)
        except ApiError as error:
            if error.retryable or error.status == 401:
                raise
            logging.getLogger("mention_bot").warning("mention %s cannot be answered: %s", mention.id, error)


if __name__ == "__main__":
    since = STORE.read_text() if STORE.exists() else None
    with Client(os.environ["HOWDAH_SERVER"], os.environ["HOWDAH_TOKEN"]) as client:
        for event in client.stream_user(only_notifications=True, since=since):
            if isinstance(event, NotificationEvent):
                answer(client, event.notification)
            STORE.with_suffix(".new").write_text(event.position)
            STORE.with_suffix(".new").replace(STORE)
