"""Answers as longwei's models: Howdah's lenient decoder, told of other classes."""

from __future__ import annotations

import json
import re
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin
from urllib.parse import urlsplit

from ...core.decoding import Asked, EntityDecoder
from ...core.response import Response
from ...core.session import Session
from ...core.shapes import is_array
from ...core.wire import Reply
from ...models.entity import Entity
from . import models

CALLED_HERE = {"CredentialAccount": "Account", "MutedAccount": "Account", "TrendsLink": "Card"}
"""Howdah's entities that are another one's kind in longwei."""


class LongweiDecoder(EntityDecoder):
    """Decodes what Howdah would make its own entity of into longwei's model of it."""

    def decode(self, into: Any, reply: Reply, asked: Asked) -> Any:
        """Decode a reply's body.

        Raises:
            UnexpectedAnswerError: the body is not JSON, or of another shape altogether.
        """
        return super().decode(as_longwei(into), reply, asked)


@cache
def as_longwei(declared: Any) -> Any:
    """A type with longwei's models in the place of Howdah's entities."""
    origin: Any = get_origin(declared)
    if origin is None:
        return _model_for(declared) if isinstance(declared, type) else declared
    arguments = tuple(as_longwei(argument) for argument in get_args(declared))
    if origin is Annotated:
        return arguments[0]
    if origin in (Union, UnionType):
        return Union[arguments]  # noqa: UP007 - there is no other way to write it of a tuple
    if origin not in (list, dict):
        return declared
    generic: Any = origin
    return generic[arguments]


def _model_for(kind: type[Any]) -> type[Any]:
    if not issubclass(kind, Entity) or issubclass(kind, models.LongweiModel):
        return kind
    return getattr(models, CALLED_HERE.get(kind.__name__, kind.__name__), kind)


def value_of(session: Session, response: Response[Any], into: Any, first: str) -> Any:
    """What a flow came to, as longwei has it: read from the answer if that is the very thing, else made of Howdah's.

    Args:
        session: whose decoder makes longwei's models.
        response: what the flow came to, with the last answer.
        into: longwei's type for it.
        first: the request whose answer it is on servers of today, such as ``GET /api/v2/filters/{id}``.
    """
    value = response.value
    if not isinstance(value, Entity) and not is_array(value):
        return value
    if _asked(response, first):
        return _read(session, response, into)
    document = [sent(item) for item in value] if is_array(value) else sent(value)
    return _read(session, response, into, document)


def _asked(response: Response[Any], request: str) -> bool:
    method, _, path = request.partition(" ")
    pattern = re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(path))
    return response.method == method and re.fullmatch(f".*{pattern}", urlsplit(response.url).path) is not None


def sent(value: Any) -> Any:
    """One of Howdah's entities as JSON, with what the server sent of it; anything else as it is."""
    return value.model_dump(mode="json", by_alias=True, exclude_unset=True) if isinstance(value, Entity) else value


def _read(session: Session, response: Response[Any], into: Any, document: Any = None) -> Any:
    body = response.body if document is None else json.dumps(document).encode()
    asked = Asked(session.host, response.method, response.url, session.redact)
    return session.decoder.decode(into, Reply(response.status, response.headers, body), asked)
