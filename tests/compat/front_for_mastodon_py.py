"""The front for Mastodon.py on answers given by hand: what it sends, and what it makes of what comes back."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

import httpx2

from howdah.compat.mastodon_py import Mastodon

SERVER = "https://server.example"


@dataclass
class Answer:
    """What a server answers with."""

    body: Any = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Conversation:
    """A front, and a server that says what it is told to, in turn; the last answer is for all that follow."""

    answers: list[Answer]
    sent: list[httpx2.Request] = field(default_factory=list)

    def handle(self, request: httpx2.Request) -> httpx2.Response:
        self.sent.append(request)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        content = answer.body if isinstance(answer.body, bytes) else json.dumps(answer.body).encode()
        return httpx2.Response(
            answer.status, content=content, headers={"content-type": "application/json", **answer.headers}
        )

    def front(self, **settings: Any) -> Mastodon:
        client = httpx2.Client(transport=httpx2.MockTransport(self.handle))
        return Mastodon(**{"api_base_url": SERVER, "access_token": "token", "session": client, **settings})

    @property
    def lines(self) -> list[str]:
        """What was asked for, without the server."""
        return [f"{request.method} {str(request.url).removeprefix(SERVER)}" for request in self.sent]

    def form(self, number: int = -1) -> list[tuple[str, str]]:
        """The form that was sent."""
        return parse_qsl(self.sent[number].content.decode(), keep_blank_values=True)


def answering(*answers: Any, **headers: str) -> Conversation:
    """A conversation with a server that answers with these bodies, or answers."""
    return Conversation([each if isinstance(each, Answer) else Answer(each, headers=dict(headers)) for each in answers])


def front_answering(body: Any, call: Callable[[Mastodon], Any], **headers: str) -> Any:
    """What a call gives for an answer."""
    return call(answering(body, **headers).front())
