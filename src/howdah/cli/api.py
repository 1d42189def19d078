"""``howdah api``: any request, for what no other command does."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..core.errors import ConfigurationError
from .output import Raw
from .verb import verb

if TYPE_CHECKING:
    from ..client import Client

_GIVEN = re.compile(r"([^=:@\s]+?)(==|:=|=@|=)(.*)", re.DOTALL)


@verb("api", writes=True)
def api(
    client: Client,
    method: Annotated[
        str,
        typer.Argument(
            metavar="METHOD",
            autocompletion=lambda: ["GET", "POST", "PUT", "PATCH", "DELETE"],
            help="GET, POST, PUT, PATCH or DELETE.",
        ),
    ],
    path: Annotated[str, typer.Argument(metavar="PATH", help="Where, such as /api/v1/instance.")],
    given: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="KEY=VALUE",
            help="Parameters: in the query of a GET, else in the body. KEY:=VALUE takes JSON, KEY=@PATH uploads a "
            "file, KEY==VALUE goes into the query. A key that stands there again makes a list.",
        ),
    ] = None,
    headers: Annotated[
        list[str] | None, typer.Option("--header", metavar="NAME:VALUE", help="A further header; can be given again.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="All pages of a listing, not just the first.")] = False,
    raw: Annotated[bool, typer.Option("--raw", help="Print the answer as it came, whatever it is.")] = False,
) -> object:
    """Make any request, as you, and print what the server answers, as JSON."""
    parts = _parts(method, given or [])
    if headers:
        parts["headers"] = dict(_header(header) for header in headers)
    if raw:
        answer = client.request(method, path, into=bytes, **parts)
        return Raw(answer, answer.decode(errors="replace"))
    if not everything:
        return _Answer(client.request(method, path, **parts))
    return _pages(client, method, path, parts)


class _Answer:
    """What a server answered: one document, even where it is a list."""

    def __init__(self, answer: Any) -> None:
        self._answer = answer

    def document(self) -> Any:
        """The document."""
        return self._answer


def _pages(client: Client, method: str, path: str, parts: Any) -> Iterator[object]:
    if method.upper() != "GET":
        raise ConfigurationError("--all is for GET: only listings have pages")
    return iter(client.request(method, path, into=list[Any], **parts).all())


def _parts(method: str, given: list[str]) -> dict[str, Any]:
    """What the parameters make of a request.

    Raises:
        ConfigurationError: one is none, or its JSON is none.
    """
    plain = "query" if method.upper() == "GET" else "body"
    parts: dict[str, Any] = {}
    for one in given:
        match = _GIVEN.fullmatch(one)
        if match is None:
            raise ConfigurationError(f"{one!r} is no parameter such as limit=5")
        key, sign, value = match[1], match[2], match[3]
        if sign == "=@":
            parts.setdefault("files", {})[key] = Path(value)
            continue
        fields = parts.setdefault("query" if sign == "==" else plain, {})
        _add(fields, key.removesuffix("[]"), _json(one, value) if sign == ":=" else value, many=key.endswith("[]"))
    return parts


def _add(fields: dict[str, Any], key: str, value: Any, *, many: bool) -> None:
    if key in fields:
        before = fields[key]
        fields[key] = [*before, value] if isinstance(before, list) else [before, value]
    else:
        fields[key] = [value] if many else value


def _json(given: str, text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise ConfigurationError(f"{given!r}: that is no JSON: {error}") from None


def _header(text: str) -> tuple[str, str]:
    name, colon, value = text.partition(":")
    if not colon:
        raise ConfigurationError(f"{text!r} is no header such as 'Accept-Language: de'")
    return name.strip(), value.strip()
