"""What can be made to go wrong in a sandbox, as the person who asks for it sees it."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from types import TracebackType
from typing import Any, Literal, Self, TypeAlias

from ..core.errors import ConfigurationError

Cut: TypeAlias = Literal["before", "after"]
"""When a connection is cut: before the server has seen the request, or after it has carried it out."""

WITHOUT_BODY = (204, 304)

Command: TypeAlias = Callable[[dict[str, Any]], Any]
"""Tells the running server something, and gives what it answers."""


class Fault:
    """Something that goes wrong until it is removed; with ``with``, it is removed at the end of the block."""

    def __init__(self, command: Command, number: int, said: str) -> None:
        self._command = command
        self._number = number
        self._said = said
        self._hits = 0

    @property
    def hits(self) -> int:
        """How many requests it has met; once it is gone, how many that were when this was last known."""
        return self._ask("count")

    def remove(self) -> None:
        """Let things go right again; once it is gone, or the sandbox is reset or stopped, this does nothing."""
        self._ask("remove")

    def _ask(self, what: str) -> int:
        hits: int | None = self._command({"do": what, "number": self._number})
        if hits is not None:
            self._hits = hits
        return self._hits

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.remove()

    def __repr__(self) -> str:
        return f"Fault({self._said})"


def describe_fault(
    path: str | None,
    methods: str | Sequence[str] | None,
    status: int | None,
    headers: Mapping[str, str] | None,
    body: Any,
    retry_after: float | None,
    delay: float,
    cut: Cut | None,
    truncate: int | None,
    times: int | None,
) -> dict[str, Any]:
    """A fault as the server is told of it.

    Raises:
        ConfigurationError: it cannot be.
    """
    named = [methods] if isinstance(methods, str) else methods
    all_headers = {name.lower(): value for name, value in (headers or {}).items()}
    if retry_after is not None:
        all_headers["retry-after"] = f"{retry_after:g}"
    if status is None and body is not None:
        status = 200
    content = None
    if status is not None:
        content, content_type = _content(body, status)
        if content:
            all_headers.setdefault("content-type", content_type)
        if status not in WITHOUT_BODY:
            all_headers.setdefault("content-length", str(len(content)))
    for wrong, said in (
        (
            path is not None and (not path.startswith(("/", "*")) or "?" in path),
            f"{path!r} is no path; it begins with a slash and has no query",
        ),
        (status is not None and not 200 <= status <= 599, f"{status} is not the status of an answer"),
        (delay < 0, "a delay is at least 0 seconds"),
        (times is not None and times < 1, "a fault happens at least once"),
        (truncate is not None and truncate < 0, "an answer is truncated to at least 0 bytes"),
        (cut is not None and cut not in ("before", "after"), f"cut must be 'before' or 'after', not {cut!r}"),
        (cut == "before" and status is not None, "a request that the server never sees gets no status and no body"),
        (cut is not None and truncate is not None, "a connection is cut without an answer or within it, not both"),
        (
            not (all_headers or delay or cut) and status is truncate is None,
            "nothing would go wrong; give a status",
        ),
    ):
        if wrong:
            raise ConfigurationError(said)
    return {
        "path": path,
        "methods": None if named is None else [method.upper() for method in named],
        "status": status,
        "headers": all_headers,
        "body": None if content is None else base64.b64encode(content).decode(),
        "delay": delay,
        "cut": cut,
        "truncate": truncate,
        "times": times,
    }


def _content(body: Any, status: int) -> tuple[bytes, str]:
    """A body and its type: bytes and text as they are, anything else as JSON."""
    if isinstance(body, bytes):
        return body, "application/octet-stream"
    if isinstance(body, str):
        return body.encode(), "text/html; charset=utf-8"
    if body is None and status in WITHOUT_BODY:
        return b"", ""
    if body is None:
        body = {} if status < 400 else {"error": _phrase(status)}
    return json.dumps(body, ensure_ascii=False).encode(), "application/json; charset=utf-8"


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return f"Error {status}"
