"""How long a call takes on a front, against Howdah itself and the library that the front stands for."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from howdah import AsyncClient
from howdah.compat import longwei as front

Task = Callable[[], object]


def longwei_tasks(base_url: str, token: str) -> tuple[dict[str, Task], Callable[[], None]]:
    """A page of 40 statuses by the front, by Howdah and, where it is installed, by longwei; and what closes them."""
    loop = asyncio.new_event_loop()
    clients: dict[str, Any] = {
        "howdah": front.APClient(base_url, token),
        "howdah.AsyncClient": AsyncClient(base_url, token),
    }
    try:
        import longwei

        clients["longwei"] = longwei.APClient("bench.example", token)
        clients["longwei"].instance = base_url  # it refuses plain HTTP, and this machine
    except ImportError:
        pass

    def task(client: Any) -> Task:
        def call() -> object:
            page: Coroutine[Any, Any, object] = client.get_home_timeline(limit=40)
            return loop.run_until_complete(page)

        return call

    def close() -> None:
        for client in clients.values():
            loop.run_until_complete(client.close())
        loop.close()

    return {name: task(client) for name, client in clients.items()}, close
