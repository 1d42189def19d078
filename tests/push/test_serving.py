"""The receiver over real HTTP: under uvicorn and Hypercorn, with pywebpush as the server that pushes."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

import anyio
import anyio.to_thread
import httpx2
import pytest
from hypercorn.config import Config as HypercornConfig
from py_vapid import Vapid01, Vapid02
from pywebpush import WebPushException, webpush
from tests.push.pushing import ENCODINGS, NOTIFICATION, b64, point_of

from howdah.push import PushKeys, Receiver

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("bounded")]

SERVERS = [
    pytest.param("uvicorn", "asyncio", id="uvicorn-asyncio"),
    pytest.param("hypercorn", "asyncio", id="hypercorn-asyncio"),
    pytest.param("hypercorn", "trio", id="hypercorn-trio"),
]
under_each = pytest.mark.parametrize(("software", "anyio_backend"), SERVERS, indirect=["anyio_backend"])


@asynccontextmanager
async def served(software: str, backend: str, receiver: Receiver, listener: socket.socket) -> AsyncIterator[None]:
    """Serve a receiver by itself, until the block ends; then its iteration ends, too."""
    async with anyio.create_task_group() as tasks:
        if software == "uvicorn":
            import uvicorn

            server = uvicorn.Server(uvicorn.Config(receiver, log_config=None, lifespan="on"))
            tasks.start_soon(partial(server.serve, sockets=[listener]))
            yield
            server.should_exit = True
            return
        ended = anyio.Event()
        config = HypercornConfig()
        config.bind = [f"fd://{listener.detach()}"]
        if backend == "trio":
            from hypercorn.trio import serve as serve_on_trio

            serve: Any = serve_on_trio
        else:
            from hypercorn.asyncio import serve as serve_on_asyncio

            serve = serve_on_asyncio
        tasks.start_soon(partial(serve, receiver, config, shutdown_trigger=ended.wait))
        yield
        ended.set()


@under_each
async def test_what_pywebpush_pushes_is_yielded(software: str, anyio_backend: str, keys: PushKeys) -> None:
    signer = Vapid02()
    signer.generate_keys()
    draft_signer = Vapid01(signer.private_key)
    listener = socket.create_server(("127.0.0.1", 0))
    receiver = Receiver(
        keys,
        f"http://127.0.0.1:{listener.getsockname()[1]}/push",
        secret="secret",
        server_key=b64(point_of(signer.private_key)),
    )

    def push(number: int, encoding: str, keys: PushKeys = keys, **changes: Any) -> int:
        answer: Any = webpush(
            {"endpoint": receiver.endpoint, "keys": dict(keys.shared)},
            json.dumps({**NOTIFICATION, "notification_id": number}),
            vapid_private_key=signer if encoding == "aes128gcm" else draft_signer,
            vapid_claims={"sub": "mailto:admin@social.example", "exp": int(time.time()) + 60, **changes},
            content_encoding=encoding,
            timeout=10,
        )
        status: int = answer.status_code
        return status

    def refused(**changes: Any) -> int | None:
        with pytest.raises(WebPushException) as refusal:
            push(0, "aes128gcm", **changes)
        return refusal.value.status_code

    received: list[str] = []
    with anyio.fail_after(60):
        async with anyio.create_task_group() as tasks:

            async def take() -> None:
                received.extend([notification.notification_id async for notification in receiver])

            tasks.start_soon(take)
            async with served(software, anyio_backend, receiver, listener):
                for number, encoding in enumerate(ENCODINGS * 2):
                    assert await anyio.to_thread.run_sync(push, number, encoding) == 201
                assert await anyio.to_thread.run_sync(partial(refused, keys=PushKeys.generate())) == 400
                assert await anyio.to_thread.run_sync(partial(refused, aud="https://other.example")) == 403
                assert await anyio.to_thread.run_sync(partial(refused, exp=int(time.time()) + 48 * 3600)) == 403
                async with httpx2.AsyncClient(timeout=10) as client:
                    unsigned = await client.post(receiver.endpoint, content=b"x")
                    large = await client.post(receiver.endpoint, content=bytes(100_000))
                    elsewhere = await client.post(receiver.endpoint + "x", content=b"x")
                assert [answer.status_code for answer in (unsigned, large, elsewhere)] == [401, 413, 404]
    assert received == ["0", "1", "2", "3"]
