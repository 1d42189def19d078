"""What a fake server was asked, taken apart for a test to look at."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, TypeAlias
from urllib.parse import parse_qsl, urlsplit

from ..core.wire import Headers, Multipart, Request

Fields: TypeAlias = dict[str, str | list[str]]
"""Values by name; those whose names end in ``[]``, and those that come several times, are lists."""


class RequestHeaders(Headers):
    """Request headers, found under any spelling of their name; the token shows only when asked for by name."""

    __slots__ = ()

    def __repr__(self) -> str:
        return repr({name: "***" if name == "authorization" else value for name, value in self.items()})


@dataclass(frozen=True, slots=True)
class UploadedFile:
    """A file as it was uploaded."""

    file_name: str
    content_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class FakeRequest:
    """A request that a fake server was sent.

    Attributes:
        method: ``GET``, ``POST`` and so on.
        path: the path as sent, percent-encoded, without the query.
        query: what stands in the query.
        form: the fields of a form, be it URL-encoded or with files; empty where another kind of body was sent.
        json: the body, if it was sent as JSON; else ``None``.
        files: the files of a form, by field name.
        headers: the headers, found under any spelling of their name.
        body: the body as sent.
        timeout: seconds that the client would have waited for an answer.
    """

    method: str
    path: str
    query: Fields = field(default_factory=dict[str, str | list[str]])
    form: Fields = field(default_factory=dict[str, str | list[str]])
    json: Any = None
    files: dict[str, UploadedFile] = field(default_factory=dict[str, UploadedFile])
    headers: RequestHeaders = field(default_factory=RequestHeaders)
    body: bytes = field(default=b"", repr=False)
    timeout: float | None = field(default=None, repr=False)

    @property
    def token(self) -> str | None:
        """The access token it came with, or ``None`` for an anonymous one."""
        scheme, _, token = self.headers.get("authorization", "").partition(" ")
        return token if scheme == "Bearer" else None

    def __str__(self) -> str:
        said = "".join(f" {name}={value!r}" for name, value in (("query", self.query), ("form", self.form)) if value)
        return f"{self.method} {self.path}{said}" + (f" json={self.json!r}" if self.json is not None else "")


def read_request(request: Request, body: bytes, base_url: str) -> FakeRequest:
    """Take a request apart.

    Args:
        request: the request as a transport gets it.
        body: its body, read whole.
        base_url: the server's address.
    """
    parts = urlsplit(request.url)
    headers = RequestHeaders(request.headers.items())
    kind = headers.get("content-type", "").partition(";")[0]
    form: Fields = {}
    files: dict[str, UploadedFile] = {}
    document: Any = None
    if isinstance(request.body, Multipart):
        form, files = _read_multipart(body, request.body.boundary)
    elif kind == "application/x-www-form-urlencoded":
        form = read_fields(parse_qsl(body.decode(), keep_blank_values=True))
    elif kind == "application/json":
        document = json.loads(body)
    return FakeRequest(
        method=request.method,
        path=parts.path[len(urlsplit(base_url).path) :],
        query=read_fields(parse_qsl(parts.query, keep_blank_values=True)),
        form=form,
        json=document,
        files=files,
        headers=headers,
        body=body,
        timeout=request.timeout,
    )


def read_fields(pairs: Iterable[tuple[str, str]]) -> Fields:
    """Pairs by name."""
    fields: Fields = {}
    for name, value in pairs:
        known = fields.get(name)
        if isinstance(known, list):
            known.append(value)
        elif known is not None:
            fields[name] = [known, value]
        else:
            fields[name] = [value] if name.endswith("[]") else value
    return fields


def _read_multipart(body: bytes, boundary: str) -> tuple[Fields, dict[str, UploadedFile]]:
    pairs: list[tuple[str, str]] = []
    files: dict[str, UploadedFile] = {}
    delimiter = b"\r\n--" + boundary.encode()
    for part in (b"\r\n" + body).split(delimiter)[1:-1]:
        head, _, content = part.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        said = head.decode()
        name, file_name, kind = (_found(pattern, said) for pattern in (_NAME, _FILE_NAME, _TYPE))
        if file_name is None:
            pairs.append((name or "", content.decode()))
        else:
            files[name or ""] = UploadedFile(file_name, kind or "", content)
    return read_fields(pairs), files


_NAME = re.compile(r'[; ]name="([^"]*)"')
_FILE_NAME = re.compile(r'filename="([^"]*)"')
_TYPE = re.compile(r"content-type: *(\S+)", re.IGNORECASE)


def _found(pattern: re.Pattern[str], text: str) -> str | None:
    match = pattern.search(text)
    return match[1] if match else None
