"""Print what happens on an account, as its server pushes it.

    ACCESS_TOKEN=... python push_receiver.py example.social https://bot.example/push

It needs ``pip install 'howdah[push]' uvicorn``, and a web server that passes that URL on to port 8000 of this machine.
The token needs the scope ``push``. The keys are kept in push-keys.json, so that nothing is lost when it is restarted.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import anyio
import uvicorn

from howdah import AsyncClient
from howdah.push import PushKeys, Receiver

KEYS = Path("push-keys.json")


def kept_keys() -> PushKeys:
    """The keys of last time, or new ones."""
    if not KEYS.exists():
        PushKeys.generate().save(KEYS)
    return PushKeys.load(KEYS)


async def main(server: str, url: str) -> None:
    """Subscribe, and print until interrupted."""
    receiver = Receiver(kept_keys(), url)
    web = uvicorn.Server(uvicorn.Config(receiver, port=int(os.environ.get("PORT", "8000")), log_level="warning"))
    async with AsyncClient(server, os.environ["ACCESS_TOKEN"]) as client, anyio.create_task_group() as tasks:
        tasks.start_soon(web.serve)
        subscription = await client.create_push_subscription(
            receiver.endpoint, **receiver.keys.shared, mention=True, follow=True, favourite=True, reblog=True
        )
        receiver.server_key = subscription.server_key
        async for notification in receiver:
            print(f"{notification.title}: {notification.body}", flush=True)


if __name__ == "__main__":
    anyio.run(main, sys.argv[1], sys.argv[2])
