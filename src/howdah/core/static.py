"""What a client class can do before there is a client, such as ``await AsyncClient.create_app(...)``."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Coroutine, Mapping
from functools import cached_property
from typing import Any, Concatenate, Generic, ParamSpec, TypedDict, TypeVar, cast, overload

from .flow import AsyncDriver, Flow, SyncDriver
from .operation import Operations

P = ParamSpec("P")
T = TypeVar("T")


class Connection(TypedDict, total=False):
    """How to reach the server, as ``Client`` takes it.

    Attributes:
        client: an ``httpx2`` or ``httpx`` client of your own to send with; it stays yours to close.
        timeout: seconds to wait for a connection, for each read and each write.
        transport: ``httpx`` or ``reqwest``.
        proxy: URL of a proxy.
        verify: ``True``, a file or folder of certificate authorities, an ``SSLContext``, or ``False``.
        allow_http: allow plain HTTP to a server other than this machine; secrets are then visible on the way.
    """

    client: Any
    timeout: float | None
    transport: str
    proxy: str | None
    verify: Any
    allow_http: bool


class StaticOperation(Generic[P, T]):
    """A flow that is called on either client class, or a client, and has a connection of its own, without a token."""

    def __init__(self, declared: Callable[Concatenate[Any, P], Flow[T]]) -> None:
        self.flow = declared
        self.__doc__ = declared.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @cached_property
    def signature(self) -> inspect.Signature:
        """The signature as a user sees it."""
        shown = inspect.signature(self.flow)
        returned = str(shown.return_annotation).removeprefix("Flow[").removesuffix("]")
        return shown.replace(parameters=list(shown.parameters.values())[1:], return_annotation=returned)

    def _opened(self, owner: type, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> tuple[Any, dict[str, Any]]:
        """A client to call it with, and the arguments that are the flow's own."""
        bound = self.signature.bind(*args, **kwargs).arguments
        connection = bound.pop("connection", {})
        if unknown := connection.keys() - Connection.__annotations__.keys():
            raise TypeError(f"{self.name}() got an unexpected keyword argument {min(unknown)!r}")
        # A subclass may be made in another way; what it inherits from is not.
        kind: Any = next(base for base in owner.__mro__ if {SyncDriver, AsyncDriver} & set(base.__bases__))
        return kind(bound["instance_url"], user_agent=bound.get("user_agent"), **connection), bound

    def _blocking(self, owner: type) -> Any:
        def call(*args: Any, **kwargs: Any) -> T:
            client, arguments = self._opened(owner, args, kwargs)
            with client:
                return cast(T, client.run(cast(Any, self.flow)(client, **arguments)))

        return call

    def _awaited(self, owner: type) -> Any:
        async def call(*args: Any, **kwargs: Any) -> T:
            client, arguments = self._opened(owner, args, kwargs)
            async with client:
                return cast(T, await client.run(cast(Any, self.flow)(client, **arguments)))

        return call

    @overload
    def __get__(self, client: SyncDriver | None, owner: type[SyncDriver]) -> Callable[P, T]: ...
    @overload
    def __get__(self, client: AsyncDriver | None, owner: type[AsyncDriver]) -> Callable[P, Coroutine[Any, Any, T]]: ...
    @overload
    def __get__(self, client: None, owner: type[Operations]) -> StaticOperation[P, T]: ...
    def __get__(self, client: Any, owner: type) -> Any:
        if issubclass(owner, SyncDriver):
            call = self._blocking(owner)
        elif issubclass(owner, AsyncDriver):
            call = self._awaited(owner)
        else:
            return self
        call.__name__ = self.name
        call.__qualname__ = f"{owner.__name__}.{self.name}"
        call.__module__ = self.flow.__module__
        call.__doc__ = self.__doc__
        call.__signature__ = self.signature
        return call


def static(declared: Callable[Concatenate[Any, P], Flow[T]]) -> StaticOperation[P, T]:
    """Declare a flow that a client class can run; its first argument is ``instance_url``, the server."""
    return StaticOperation(declared)
