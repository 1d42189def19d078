"""What came of a command, for a person or a program: rich text, one JSON document, or one JSON document a line."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol, TypeGuard, cast, runtime_checkable

from rich.console import Console

from ..core.shapes import is_mapping
from ..display.cleaning import clean
from .ending import Unread, Unwritable, is_unreadable, say, writing

WIDEST = 100
"""Columns beyond which lines are no longer easy to read."""


class Form(StrEnum):
    """How to put it."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"


@runtime_checkable
class Documented(Protocol):
    """What says by itself what a program sees of it."""

    def document(self) -> Any:
        """It, as JSON has it."""
        ...


class Raw:
    """What goes out as it is, where nobody asks for JSON.

    Args:
        content: the bytes.
        parsed: what JSON has instead.
    """

    def __init__(self, content: bytes, parsed: object) -> None:
        self.content = content
        self.parsed = parsed

    def write(self) -> None:
        """Write it; to a terminal, only what is harmless there."""
        with writing():
            if sys.stdout.isatty():
                Output().print(clean(self.content.decode(errors="replace")), soft_wrap=True, end="")
                return
            sys.stdout.flush()
            sys.stdout.buffer.write(self.content)
            sys.stdout.buffer.flush()


class Output(Console):
    """Standard output of a terminal; who reads no more is told from a full disk."""

    def __init__(self) -> None:
        super().__init__(highlight=False)
        self.width = min(self.width, WIDEST)

    def on_broken_pipe(self) -> None:
        """Nobody reads any more."""
        raise Unread("nobody reads it")


def show(result: object, form: Form = Form.TEXT) -> None:
    """Put what came of a command on standard output: something, or each of several as they come.

    Raises:
        Unwritable: it cannot be written.
        Unread: nobody reads it.
    """
    if isinstance(result, Raw):
        if form is Form.TEXT:
            result.write()
            return
        result = result.parsed
    if not is_many(result):
        _WAYS_FOR_ONE[form](result)
    else:
        _WAYS_FOR_MANY[form](iter(result))


def is_many(result: object) -> TypeGuard[Iterable[object]]:
    """Whether something is several things, each to be shown by itself."""
    return isinstance(result, (list, Iterator))


def document(thing: Any) -> Any:
    """Something as JSON has it."""
    from ..models.entity import Entity

    if isinstance(thing, Entity):
        return thing.model_dump(mode="json", by_alias=True, warnings=False)
    if isinstance(thing, Documented):
        return thing.document()
    if is_dataclass(thing):
        return {field.name: document(getattr(thing, field.name)) for field in fields(thing)}
    if is_mapping(thing):
        return {str(name): document(value) for name, value in thing.items()}
    if isinstance(thing, (list, tuple)):
        return [document(each) for each in cast("list[Any]", thing)]
    return thing.isoformat() if isinstance(thing, datetime) else thing


def _write(text: str) -> None:
    with writing():
        sys.stdout.write(text)


def _as_text(thing: object) -> None:
    if thing is None:
        return
    from ..display.rendering import is_lines
    from .rendering import rendered

    seen = rendered(thing)
    with writing():
        Output().print(seen, soft_wrap=is_lines(seen))


def _as_texts(things: Iterator[object]) -> None:
    empty = True
    for thing in things:
        try:
            _as_text(thing)
        except AttributeError as error:
            if not is_unreadable(error):
                raise
            _as_text(f"({error})")  # one thing that cannot be read hides nothing of the rest
        empty = False
    if empty:
        say("There is nothing.", "dim")


def _as_document(thing: object) -> None:
    _write(json.dumps(document(thing), indent=2) + "\n")


def _as_line(thing: object) -> None:
    _write(json.dumps(document(thing)) + "\n")


def _as_lines(things: Iterator[object]) -> None:
    for thing in things:
        _as_line(thing)


def _as_array(things: Iterator[object]) -> None:
    """A list whose items are written as they come; it ends as one even if there is a failure after the first."""
    begun = False
    try:
        for thing in things:
            _write(("," if begun else "[") + f"\n{json.dumps(document(thing), indent=2)}")
            begun = True
    except Unwritable:
        raise
    except BaseException:
        if begun:
            _write("\n]\n")
        raise
    _write("\n]\n" if begun else "[]\n")


_WAYS_FOR_ONE: dict[Form, Callable[[object], None]] = {
    Form.TEXT: _as_text,
    Form.JSON: _as_document,
    Form.JSONL: _as_line,
}
_WAYS_FOR_MANY: dict[Form, Callable[[Iterator[object]], None]] = {
    Form.TEXT: _as_texts,
    Form.JSON: _as_array,
    Form.JSONL: _as_lines,
}
