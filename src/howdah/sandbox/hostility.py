"""An ASGI application around another one, that delays, refuses, changes and loses answers on command."""

from __future__ import annotations

import asyncio
import base64
import fnmatch
import itertools
import json
import threading
import time
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeAlias

Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]
App: TypeAlias = Callable[[Message, Receive, Send], Awaitable[None]]
Hangup: TypeAlias = Callable[[Message], asyncio.Transport | None]
"""Finds the connection that a request came by."""

ALWAYS_WELL = "/api/v1/_mock"
"""Paths by which the sandbox itself is ruled; nothing goes wrong there."""
JSON = [(b"content-type", b"application/json; charset=utf-8")]


@dataclass(slots=True)
class Rule:
    """One thing that goes wrong."""

    path: str | None
    methods: list[str] | None
    status: int | None
    headers: dict[str, str]
    body: str | None
    delay: float
    cut: str | None
    truncate: int | None
    times: int | None
    hits: int = 0

    def meets(self, method: str, path: str) -> bool:
        """Whether it goes wrong for a request, now."""
        return (
            (self.times is None or self.hits < self.times)
            and (self.methods is None or method in self.methods)
            and (self.path is None or fnmatch.fnmatchcase(path, self.path))
        )

    def own_answer(self) -> tuple[Message, bytes]:
        """The answer given in the server's place."""
        headers = [(name.encode(), value.encode("latin-1")) for name, value in self.headers.items()]
        return {"type": "http.response.start", "status": self.status, "headers": headers}, base64.b64decode(
            self.body or ""
        )


class RateLimiter:
    """Counts requests by token, or by address where there is none, in windows that start with the first one."""

    def __init__(self, limit: int, window: float) -> None:
        self.limit = limit
        self.window = window
        self.hits = 0
        self._seen: dict[str, tuple[float, int]] = {}

    def count(self, scope: Message) -> tuple[bool, list[tuple[bytes, bytes]]]:
        """Whether a request is within the limit, and the headers that say how things stand, as Mastodon's do."""
        key = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"authorization"), None)
        if key is None:
            key = str((scope.get("client") or ("nobody",))[0])
        now = time.time()
        began, count = self._seen.get(key, (now, 0))
        if now >= began + self.window:
            began, count = now, 0
        count += 1
        self._seen[key] = (began, count)
        reset = datetime.fromtimestamp(began + self.window, UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        within = count <= self.limit
        self.hits += not within
        return within, [
            (b"x-ratelimit-limit", str(self.limit).encode()),
            (b"x-ratelimit-remaining", str(max(0, self.limit - count)).encode()),
            (b"x-ratelimit-reset", reset.encode()),
        ]


class Hostility:
    """Goes between a server and an application.

    Args:
        app: the application that answers when all is well.
        hangup: finds the connection that a request came by, to cut it.
    """

    def __init__(self, app: App, hangup: Hangup) -> None:
        self.app = app
        self.hangup = hangup
        self._rules: dict[int, Rule] = {}
        self._limiter: tuple[int, RateLimiter] | None = None
        self._numbers = itertools.count(1)
        self._lock = threading.Lock()

    def obey(self, command: dict[str, Any]) -> Any:
        """Carry out what the sandbox says."""
        with self._lock:
            match command:
                case {"do": "add", "fault": said}:
                    number = next(self._numbers)
                    self._rules[number] = Rule(**said)
                    return number
                case {"do": "limit", "limit": limit, "window": window}:
                    number = next(self._numbers)
                    self._limiter = number, RateLimiter(limit, window)
                    return number
                case {"do": "count" | "remove" as what, "number": number}:
                    found = self._find(number)
                    if what == "remove":
                        self._remove(number)
                    return found.hits if found else None
                case {"do": "clear"}:
                    self._rules.clear()
                    self._limiter = None
                case _:
                    raise ValueError(f"unknown command {command}")
        return None

    def _find(self, number: int) -> Rule | RateLimiter | None:
        if self._limiter and self._limiter[0] == number:
            return self._limiter[1]
        return self._rules.get(number)

    def _remove(self, number: int) -> None:
        self._rules.pop(number, None)
        if self._limiter and self._limiter[0] == number:
            self._limiter = None

    def _take(self, method: str, path: str) -> Rule | None:
        """The newest rule that a request meets."""
        with self._lock:
            for rule in reversed(self._rules.values()):
                if rule.meets(method, path):
                    rule.hits += 1
                    return rule
        return None

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer a request, well or not."""
        if scope["type"] != "http" or scope["path"].startswith(ALWAYS_WELL):
            await self.app(scope, receive, send)
            return
        rule = self._take(scope["method"], scope["path"])
        if rule is None:
            await self._answer(scope, receive, send)
            return
        await asyncio.sleep(rule.delay)
        if rule.cut == "before":
            await self._hang_up(scope, receive)
        elif rule.cut == "after" or rule.truncate is not None:
            start, body = await self._collect(rule, scope, receive)
            if rule.cut is None and rule.truncate is not None:
                await _send_part(send, start, body, rule.truncate)
            await self._hang_up(scope, receive, politely=rule.cut is None)
        elif rule.status is not None:
            start, body = rule.own_answer()
            await send(start)
            await send({"type": "http.response.body", "body": body})
        else:
            await self._answer(scope, receive, _with_headers(rule, send))

    async def _collect(self, rule: Rule, scope: Message, receive: Receive) -> tuple[Message, bytes]:
        """The whole answer: the rule's own, or what the application says."""
        if rule.status is not None and rule.cut is None:
            return rule.own_answer()
        start: Message = {}
        body: list[bytes] = []

        async def keep(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
            elif message["type"] == "http.response.body":
                body.append(message.get("body", b""))

        await self._answer(scope, receive, _with_headers(rule, keep))
        return start, b"".join(body)

    async def _hang_up(self, scope: Message, receive: Receive, *, politely: bool = False) -> None:
        """End the connection; what is written already arrives if it is done politely."""
        transport = self.hangup(scope)
        if transport is not None and politely:
            transport.close()
        elif transport is not None:
            transport.abort()
        while (await receive())["type"] != "http.disconnect":
            pass

    async def _answer(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer as the application does, within the rate limit."""
        if self._limiter is None or not scope["path"].startswith("/api/"):
            await self.app(scope, receive, send)
            return
        within, headers = self._limiter[1].count(scope)
        if within:

            async def send_counted(message: Message) -> None:
                if message["type"] == "http.response.start":
                    message = {**message, "headers": [*message.get("headers", []), *headers]}
                await send(message)

            await self.app(scope, receive, send_counted)
            return
        await send({"type": "http.response.start", "status": 429, "headers": [*JSON, *headers]})
        await send({"type": "http.response.body", "body": json.dumps({"error": "Too many requests"}).encode()})


async def _send_part(send: Send, start: Message, body: bytes, length: int) -> None:
    """Promise the whole body and send its first bytes."""
    headers = [pair for pair in start["headers"] if pair[0].lower() not in (b"content-length", b"transfer-encoding")]
    headers.append((b"content-length", str(len(body)).encode()))
    await send({**start, "headers": headers})
    if part := body[:length]:
        await send({"type": "http.response.body", "body": part, "more_body": True})


def _with_headers(rule: Rule, send: Send) -> Send:
    """Put a rule's headers into an answer, in place of those of the same name."""
    if not rule.headers:
        return send
    names = {name.encode() for name in rule.headers}
    added = [(name.encode(), value.encode("latin-1")) for name, value in rule.headers.items()]

    async def changed(message: Message) -> None:
        if message["type"] == "http.response.start":
            kept = [pair for pair in message.get("headers", []) if pair[0].lower() not in names]
            message = {**message, "headers": [*kept, *added]}
        await send(message)

    return changed
