"""Both of longwei's conventions: 1.x takes an HTTP client among the arguments, and more of them by position."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, ParamSpec, Protocol, TypeVar, cast

P = ParamSpec("P")
R = TypeVar("R")


class HttpClient(Protocol):
    """An async client of httpx, httpx2 or the like."""

    async def aclose(self) -> None:
        """Close its connections."""
        ...


def takes_client(declared: Callable[..., R]) -> Callable[..., R]:
    """Let an HTTP client stand wherever longwei 1.x has it; the signature is shown as 2.x has it.

    Args:
        declared: a function as in 2.x that takes ``client`` by name, too.
    """
    if inspect.iscoroutinefunction(declared):

        @wraps(declared)
        async def awaited(*args: Any, **kwargs: Any) -> Any:
            args, kwargs = _client_by_name(args, kwargs)
            return await declared(*args, **kwargs)

        call: Any = awaited
    else:

        @wraps(declared)
        def called(*args: Any, **kwargs: Any) -> Any:
            args, kwargs = _client_by_name(args, kwargs)
            return declared(*args, **kwargs)

        call = called
    shown = inspect.signature(declared)
    call.__signature__ = shown.replace(
        parameters=[parameter for name, parameter in shown.parameters.items() if name != "client"]
    )
    return cast("Callable[..., R]", call)


def _client_by_name(args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> tuple[tuple[Any, ...], dict[str, Any]]:
    client = next((argument for argument in args[:5] if _is_http_client(argument)), None)
    if client is None:
        return args, dict(kwargs)
    return tuple(argument for argument in args if argument is not client), {"client": client, **kwargs}


def _is_http_client(argument: Any) -> bool:
    """Whether it is a client of httpx, httpx2 or the like, which longwei would send with."""
    return hasattr(argument, "send") and hasattr(argument, "aclose")


def takes_positions(declared: Callable[P, R]) -> Callable[P, R]:
    """Let what 2.x takes by name only be given by position, as in 1.x; the signature is shown as 2.x has it.

    Args:
        declared: a method as in 2.x, with its parameters in the order of 1.x.
    """
    shown = inspect.signature(declared)
    parameters = list(shown.parameters.values())
    names = [parameter.name for parameter in parameters]
    ordinary = sum(parameter.kind is not parameter.KEYWORD_ONLY for parameter in parameters)

    @wraps(declared)
    async def called(*args: Any, **kwargs: Any) -> Any:
        named = dict(zip(names[ordinary:], args[ordinary:], strict=False))
        if len(args) > len(names):
            shown.bind(*args, **kwargs)  # says what is wrong
        call: Any = declared
        return await call(*args[:ordinary], **named, **kwargs)

    return cast("Callable[P, R]", called)
