"""``--dry-run``: reads are made, and what would write is noted instead of sent."""

from __future__ import annotations

import json
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from itertools import count
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qsl, urlsplit

from rich.console import Group
from rich.text import Text

from ..core.flow import Transport
from ..core.shapes import is_json_object
from ..core.wire import Headers, Multipart, Reply, Request
from ..display.cleaning import clean

if TYPE_CHECKING:
    from ..client import Client

READS = frozenset({"GET", "HEAD"})
RENEWS = "/oauth/token"
"""Where an expired token is renewed, without which nothing could be read."""


class Unsent:
    """A request that would have been sent.

    Attributes:
        method: how.
        path: where to, with its query.
        body: what is in it; a file by its name, type and size.
    """

    def __init__(self, request: Request) -> None:
        parts = urlsplit(request.url)
        self.method = request.method
        self.path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        self.body = _body(request)

    def document(self) -> dict[str, Any]:
        """The request, for a program."""
        return {"would_send": self.method, "path": self.path, "body": self.body}

    def __rich__(self) -> Group:
        """The request, for a person."""
        title = Text.assemble(("would send ", "yellow"), clean(f"{self.method} {self.path}", "bold"))
        fields = self.body if is_json_object(self.body) else {}
        return Group(title, *(clean(f"  {name}: {_shown(value)}") for name, value in fields.items()))


class Rehearsal:
    """A transport that lets reads through, and notes whatever would write; that is answered as if it had been done.

    Args:
        stage: the transport that reads go over.
    """

    def __init__(self, stage: Transport) -> None:
        self._stage: Final = stage
        self._numbers = count(1)
        self.unsent: list[Unsent] = []

    def send(self, request: Request) -> Reply:
        """Send a read; note anything else."""
        if request.method in READS or _renews(request):
            return self._stage.send(request)
        self.unsent.append(Unsent(request))
        # What comes next in a chain needs an ID, and an upload a URL, for it to be ready.
        made_up = {"id": f"dry-run-{next(self._numbers)}", "url": request.url}
        return Reply(200, Headers([("content-type", "application/json")]), json.dumps(made_up).encode())

    def sleep(self, seconds: float) -> None:
        """Wait."""
        self._stage.sleep(seconds)

    def close(self) -> None:
        """Close the connections."""
        self._stage.close()


def rehearse(client: Client) -> Rehearsal:
    """Have a client send nothing any more but reads."""
    rehearsal = Rehearsal(client.transport)
    client.transport = rehearsal
    return rehearsal


def is_rehearsal(client: Client) -> bool:
    """Whether a client sends nothing but reads."""
    return isinstance(client.transport, Rehearsal)


def _renews(request: Request) -> bool:
    """Whether a client renews its own token, which it does without one."""
    return urlsplit(request.url).path == RENEWS and "authorization" not in request.headers


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _body(request: Request) -> Any:
    """What is in a request: its fields by name."""
    body = request.body
    if isinstance(body, Multipart):
        return _gathered(_parts(body))
    if not body:
        return {}
    if "json" in request.headers.get("content-type", ""):
        return json.loads(body)
    return _gathered(parse_qsl(body.decode(), keep_blank_values=True))


def _parts(body: Multipart) -> Iterator[tuple[str, str]]:
    """The fields of a body in parts; files by name, type and size."""
    framed = b"".join(
        segment
        if isinstance(segment, bytes)
        else f"{segment.file_name} ({segment.content_type}, {segment.size()} bytes)".encode()
        for segment in body.segments
    )
    whole: Message = message_from_bytes(f"Content-Type: {body.content_type}\r\n\r\n".encode() + framed)
    for part in whole.walk():
        name = part.get_param("name", header="content-disposition")
        content = part.get_payload(decode=True)
        if isinstance(name, str) and isinstance(content, bytes):
            yield name, content.decode(errors="replace")


def _gathered(pairs: Any) -> dict[str, Any]:
    """Fields by name; those of a list (``name[]``) together."""
    fields: dict[str, Any] = {}
    for name, value in pairs:
        if name.endswith("[]"):
            fields.setdefault(name, []).append(value)
        else:
            fields[name] = value
    return fields
