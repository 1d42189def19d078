"""A command is a function from a client to what is to be shown; what all commands have in common is put around it."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import contextmanager
from inspect import Parameter, Signature, getdoc, signature
from types import SimpleNamespace
from typing import TYPE_CHECKING, Annotated, Any, Concatenate, get_type_hints

import typer

from ..core.errors import ConfigurationError
from .accounts import AccountOption, JsonLinesOption, JsonOption, open_client
from .ending import say, told_in_one_line

if TYPE_CHECKING:
    from ..client import Client
    from .rehearsal import Unsent

COMMON: Mapping[str, tuple[Any, Any]] = {
    "account": (AccountOption, None),
    "as_json": (JsonOption, False),
    "as_jsonl": (JsonLinesOption, False),
    "debug": (
        Annotated[
            bool, typer.Option("--debug", help="Tell each request, and where in the program a failure happened.")
        ],
        False,
    ),
}
"""The options that every command has: their types and defaults."""
WRITING: Mapping[str, tuple[Any, Any]] = {
    "dry_run": (
        Annotated[bool, typer.Option("--dry-run", help="Show what would be sent; nothing is sent but reads.")],
        False,
    )
}
"""Those that every command has that changes something."""


def verb(
    name: str, *, writes: bool = False, patient: bool = False
) -> Callable[[Callable[Concatenate[Client, ...], object]], Callable[..., None]]:
    """Make a command of a function that takes a client and gives what is to be shown: something, or several things.

    What is shown may say by its ``code`` what the command ends with.

    Args:
        name: what is typed after ``howdah``, for what is said when something goes wrong.
        writes: whether it changes anything on the server.
        patient: whether it does so much that a server which is gone for a while is waited for.
    """

    def declare(act: Callable[Concatenate[Client, ...], object]) -> Callable[..., None]:
        def run(**given: Any) -> None:
            account, as_json, as_jsonl, debug = (given.pop(common) for common in COMMON)
            dry_run = given.pop("dry_run", False)
            with _logged(debug), told_in_one_line(f"howdah {name}", debug=debug):
                from .output import Form, show
                from .rehearsal import rehearse

                if as_json and as_jsonl:
                    raise ConfigurationError("--json and --jsonl exclude each other")
                form = Form.JSON if as_json else Form.JSONL if as_jsonl else Form.TEXT
                with open_client(account, patient=patient) as client:
                    unsent = rehearse(client).unsent if dry_run else None
                    result = act(client, **given)
                    show(result if unsent is None else _rehearsed(unsent, result), form)
                if code := getattr(result, "code", 0):
                    raise typer.Exit(code)

        return _with_options(act, run, {**COMMON, **(WRITING if writes else {})})

    return declare


def when_alone(run: Callable[..., None]) -> Callable[..., None]:
    """What a group of commands does when none of them is named: what this command does."""

    def alone(context: typer.Context, **given: Any) -> None:
        if context.invoked_subcommand is None:
            run(**given)
        elif any(given.values()):
            raise typer.BadParameter(f"options come after {context.invoked_subcommand!r}")

    own = signature(run).parameters.values()
    context = Parameter("context", Parameter.KEYWORD_ONLY, annotation=typer.Context)
    alone.__annotations__ = {"context": typer.Context, **run.__annotations__}
    alone.__signature__ = Signature([context, *own])  # type: ignore[attr-defined]
    return alone


def _rehearsed(unsent: list[Unsent], result: object) -> object:
    """What would be sent; where a command plans by itself, its plan."""
    from .output import is_many

    if is_many(result):
        return _each_rehearsed(unsent, result)
    return list(unsent) or result


def _each_rehearsed(unsent: list[Unsent], results: Iterable[object]) -> Generator[object]:
    plan: list[object] = []
    shown = 0
    for thing in results:
        plan.append(thing)
        yield from unsent[shown:]
        shown = len(unsent)
    yield from unsent[shown:]
    if not unsent:
        yield from plan


def _with_options(
    act: Callable[..., object], run: Callable[..., None], options: Mapping[str, tuple[Any, Any]]
) -> Callable[..., None]:
    """Give a function the parameters of another, but for the client, and further options."""
    written = {name: hint for name, hint in act.__annotations__.items() if name not in ("client", "return")}
    # What only a type checker imports stands at "client" and "return", and need not be there.
    hints = get_type_hints(SimpleNamespace(__annotations__=written), act.__globals__, include_extras=True)
    own = [
        parameter.replace(annotation=hints[name])
        for name, parameter in signature(act).parameters.items()
        if name in hints
    ]
    more = [
        Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=hint)
        for name, (hint, default) in options.items()
    ]
    run.__name__, run.__doc__, run.__module__ = act.__name__, getdoc(act), act.__module__
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in (*own, *more)}
    run.__signature__ = Signature([*(p.replace(kind=Parameter.KEYWORD_ONLY) for p in own), *more])  # type: ignore[attr-defined]
    return run


@contextmanager
def _logged(debug: bool) -> Generator[None]:
    """Have what is logged told on standard error: warnings, or each request as well."""
    handler = _Teller()
    logger = logging.getLogger("howdah")
    before, passed_on = logger.level, logger.propagate
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG if debug else logging.WARNING)
    logger.propagate = False
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(before)
        logger.propagate = passed_on


class _Teller(logging.Handler):
    """Says what is logged."""

    def emit(self, record: logging.LogRecord) -> None:
        """Say it."""
        say(self.format(record), "dim")


def each(command: str, things: list[str], act: Callable[[str], object]) -> Generator[object]:
    """Do something with each of several things; one that fails is told of, and does not keep the others from it.

    Raises:
        Exit: after all of them, with the code of the first failure.
    """
    from .ending import code_of, show_traceback, told

    first: Exception | None = None
    for thing in things:
        try:
            done = act(thing)
        except Exception as error:
            if len(things) == 1:
                raise
            if logging.getLogger("howdah").isEnabledFor(logging.DEBUG):
                show_traceback(error)
            why = told(error)
            say(f"{command}: {why}" if why.startswith(f"{thing}: ") else f"{command}: {thing}: {why}")
            first = first or error
        else:
            yield done
    if first is not None:
        raise typer.Exit(code_of(first))


def given_text(text: str | None, *, wanted: bool = True) -> str | None:
    """What a person wrote: an argument, or standard input where that is ``-``, or is missing and something is piped in.

    Args:
        text: the argument.
        wanted: whether there must be something, so that standard input is looked at when there is no argument.

    Raises:
        ConfigurationError: there is nothing, or it is no text.
    """
    if text != "-" and (text is not None or not wanted):
        return text
    if text is None and sys.stdin.isatty():
        raise ConfigurationError("what is the text? Give it as an argument, or pipe it in")
    return _input().rstrip("\n")


def given_things(things: list[str] | None, what: str) -> list[str]:
    """What a command is about: its arguments, and the lines of standard input for ``-``, or if there are none.

    Of each line of the input, the first word counts.

    Raises:
        ConfigurationError: there is nothing.
    """
    if not things and sys.stdin.isatty():
        raise ConfigurationError(f"which {what}? Name one or more, or pipe them in, one a line")
    named: list[str] = []
    for thing in things or ["-"]:
        named.extend(
            line.split()[0] for line in _input().splitlines() if line.strip()
        ) if thing == "-" else named.append(thing)
    if not named:
        raise ConfigurationError(f"no {what} is named")
    return named


def _input() -> str:
    """Standard input, with its lines as they end here, and without the mark that some editors begin files with."""
    try:
        text = sys.stdin.read()
        text.encode()  # where the locale is C, what is no text becomes halves of characters
    except UnicodeError as error:
        raise ConfigurationError(f"standard input is no text: {error}") from None
    if "\0" in text:
        raise ConfigurationError("standard input is no text: there is a NUL in it")
    return text.removeprefix("\ufeff").replace("\r\n", "\n")
