"""Pass notifications on to a webhook as JSON, each at least once: those that came while it was away, too.

HOWDAH_INSTANCE=example.social HOWDAH_TOKEN=... python notification_bridge.py https://hooks.example/inbox
"""

from __future__ import annotations

import os
import sys

import httpx2

from howdah import Client

with (
    Client(os.environ["HOWDAH_INSTANCE"], os.environ["HOWDAH_TOKEN"]) as client,
    httpx2.Client() as http,
    client.notifications_since("notification_bridge.position") as notifications,
):
    for notification in notifications:
        status = notification.status
        message = {
            "id": notification.id,
            "type": notification.type,
            "by": notification.account.acct,
            "text": status.plain_text if status is not None else None,
            "url": status.url if status is not None else notification.account.url,
        }
        # Where that fails, the program ends; started again, it begins with this one.
        http.post(sys.argv[1], json=message).raise_for_status()
