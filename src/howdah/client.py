"""``Client`` and ``AsyncClient``: a driver and every section of the API."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, partial
from operator import attrgetter
from types import TracebackType
from typing import Any, Self, TypeVar, Unpack, overload

from .api import Api
from .api.admin import Admin
from .api.akkoma import Akkoma
from .api.authorization import Authorization
from .api.gotosocial import GoToSocial
from .api.pleroma import Pleroma
from .auth.opening import OpensFromCredentials
from .core.custom import RequestParts, custom_request
from .core.decoding import EntityDecoder
from .core.errors import ConfigurationError
from .core.flow import AsyncDriver, SyncDriver
from .core.limits import Limiter, RateLimitPolicy
from .core.operation import Listing, Operation
from .core.options import CallOptions, checked_retry, checked_timeout, with_options
from .core.paging import AsyncPage, Page
from .core.rate_headers import RateLimit
from .core.response import AsyncRawDriver, RawDriver
from .core.retry import Retry
from .core.server import Server
from .core.session import RequestHook, ResponseHook, Session, check_headers, default_headers, normalise_instance
from .streaming.operations import Streams
from .transports import TransportOptions, Verify, make_async_transport, make_transport

T = TypeVar("T")
E = TypeVar("E")


def _open_session(
    instance: str,
    access_token: str | None,
    *,
    timeout: float | None,
    rate_limit: RateLimitPolicy | Limiter,
    retry: Retry | None,
    strict: bool,
    user_agent: str | None,
    language: str | None,
    allow_http: bool,
    on_request: Sequence[RequestHook],
    on_response: Sequence[ResponseHook],
) -> Session:
    if access_token is not None:
        access_token = access_token.strip()
        check_headers({"authorization": access_token})
        if " " in access_token:
            raise ConfigurationError("an access token has no spaces; give it alone, without 'Bearer'")
    return Session(
        base_url=normalise_instance(instance, allow_http=allow_http),
        token=access_token or None,
        decoder=EntityDecoder(strict=strict),
        limiter=rate_limit if isinstance(rate_limit, Limiter) else Limiter(rate_limit),
        retry=Retry() if retry is None else checked_retry(retry),
        timeout=checked_timeout(timeout),
        headers=default_headers(user_agent, language),
        on_request=tuple(on_request),
        on_response=tuple(on_response),
    )


class _AnyClient:
    """What both clients have: what they can tell without asking, and views of themselves."""

    session: Session
    is_view = False
    """Whether it is another client's view, whose connections are not its own to close."""

    def with_options(self, **options: Unpack[CallOptions]) -> Self:
        """A view of this client whose calls are made otherwise: ``client.with_options(timeout=5).post_status(...)``.

        It shares everything else: connections, rate limits, what is known of the server. Closing it closes nothing;
        once this client is closed, so is the view.

        Args:
            options: ``retry``, ``timeout`` and ``rate_limit``, as for the client; what is left out stays as it is. A
                policy given as ``rate_limit`` goes by what is known of the limits already.

        Raises:
            ConfigurationError: an option has no such value.
        """
        view = object.__new__(type(self))
        view.__dict__.update((name, value) for name, value in vars(self).items() if not self._is_bound(name))
        view.session = with_options(self.session, options)
        view.is_view = True
        return view

    def _is_bound(self, name: str) -> bool:
        """Whether an attribute is an operation or a section of this very client, and would act for it."""
        kept = getattr(type(self), name, None)
        return isinstance(kept, (Operation, Listing, cached_property))

    def __reduce__(self) -> Any:
        raise TypeError(
            f"a {type(self).__name__} has connections and a token, and is neither pickled nor copied; "
            "make another, or use with_options()"
        )

    @property
    def instance(self) -> str:
        """The server's address."""
        return self.session.base_url

    @property
    def server(self) -> Server | None:
        """The software behind the address, or ``None`` until something has asked (``get_server`` does)."""
        return self.session.server

    @property
    def rate_limit(self) -> RateLimit | None:
        """What is known of the general rate limit now, or ``None`` before the first answer."""
        return self.session.limiter.quota(self.session.base_url, self.session.token).state()

    @property
    def rate_limits(self) -> dict[str, RateLimit]:
        """What is known of the rate limits now, by bucket: ``general``, ``media``, ``delete`` and so on."""
        return self.session.limiter.quota(self.session.base_url, self.session.token).states()

    def supports(self, operation: Any) -> bool | None:
        """Whether the server has an operation, as far as is known without asking.

        Args:
            operation: one of this client's operations, such as ``client.get_link_timeline``, its name, or its
                ``OperationInfo``.

        Returns:
            ``True`` or ``False``; ``None`` while the server is unknown, or is one whose abilities are not known.

        Raises:
            AttributeError: there is nothing of that name.
            TypeError: it is no operation.
        """
        wanted: Any = operation if callable(operation) else getattr(operation, "name", operation)
        bound: Any = attrgetter(wanted)(self) if isinstance(wanted, str) else wanted
        said = getattr(getattr(bound, "operation", bound), "declaration", None)
        if said is None:
            raise TypeError(f"{operation!r:.60} is no operation; howdah.operations() lists them all")
        server = self.session.server
        if server is None or server.family in said.unsure:
            return None
        return server.supports(said.servers, said.added)

    def __repr__(self) -> str:
        who = "anonymous" if self.session.token is None else "with a token"
        return f"{type(self).__name__}({self.session.base_url!r}, {who})"


class Client(_AnyClient, SyncDriver, OpensFromCredentials, Authorization, Api, Streams):
    """A server, and what can be done there; blocking, and safe to share between threads.

    Nothing is sent before the first call.

    Args:
        instance: the server: ``example.social``, or its URL.
        access_token: a token of an account there; without one, only what is public can be seen.
        client: an ``httpx2`` or ``httpx`` client of your own to send with; it stays yours to close.
        timeout: seconds to wait for a connection, for each read and each write; ``None`` waits for ever.
        rate_limit: what to do when a limit is reached: ``wait``, ``raise``, or ``pace`` calls so that it is not; or a
            ``Limiter`` shared with other clients.
        retry: what is tried again, and for how long; by default up to five attempts within two minutes.
        strict: raise ``SchemaDriftError`` where an answer is not as declared, instead of keeping what can be read.
        transport: ``httpx``, or ``reqwest`` (extra ``fast``) for about a third of the time per call.
        user_agent: your application's name and version, such as ``mybot/1.0 (+https://example.org)``.
        language: the language that the server should answer in, as a BCP 47 tag.
        proxy: URL of a proxy; by default the environment's.
        verify: ``True``, a file or folder of certificate authorities, an ``SSLContext``, or ``False`` to trust anyone.
        allow_http: allow plain HTTP to a server other than this machine; the token is then visible on the way.
        on_request: called with each ``Request`` just before it is sent; it may change the headers.
        on_response: called with each ``Request`` and its ``Reply``.

    Raises:
        ConfigurationError: the address is none, or is plain HTTP; a value cannot be used.
    """

    def __init__(
        self,
        instance: str,
        access_token: str | None = None,
        *,
        client: Any = None,
        timeout: float | None = 30.0,
        rate_limit: RateLimitPolicy | Limiter = "wait",
        retry: Retry | None = None,
        strict: bool = False,
        transport: str = "httpx",
        user_agent: str | None = None,
        language: str | None = None,
        proxy: str | None = None,
        verify: Verify = True,
        allow_http: bool = False,
        on_request: Sequence[RequestHook] = (),
        on_response: Sequence[ResponseHook] = (),
    ) -> None:
        session = _open_session(
            instance,
            access_token,
            timeout=timeout,
            rate_limit=rate_limit,
            retry=retry,
            strict=strict,
            user_agent=user_agent,
            language=language,
            allow_http=allow_http,
            on_request=on_request,
            on_response=on_response,
        )
        options = TransportOptions(timeout, proxy, verify, session.max_body, direct=session.on_this_machine)
        super().__init__(session, make_transport(transport, options, client))

    @cached_property
    def admin(self) -> Admin[SyncDriver]:
        """What moderators and administrators do (Mastodon)."""
        return Admin(self)

    @cached_property
    def gotosocial(self) -> GoToSocial[SyncDriver]:
        """What only GoToSocial has."""
        return GoToSocial(self)

    @cached_property
    def pleroma(self) -> Pleroma[SyncDriver]:
        """What only Pleroma and Akkoma have, their administration included."""
        return Pleroma(self)

    @cached_property
    def akkoma(self) -> Akkoma[SyncDriver]:
        """What only Akkoma has."""
        return Akkoma(self)

    @cached_property
    def raw(self) -> RawClient:
        """The same operations, giving each answer as received: ``client.raw.get_status(...)`` is a ``Response``."""
        return RawClient(self)

    @overload
    def request(self, method: str, path: str, *, into: type[list[E]], **parts: Unpack[RequestParts]) -> Page[E]: ...
    @overload
    def request(self, method: str, path: str, *, into: type[T], **parts: Unpack[RequestParts]) -> T: ...
    @overload
    def request(self, method: str, path: str, *, into: None = None, **parts: Unpack[RequestParts]) -> Any: ...
    def request(self, method: str, path: str, *, into: Any = None, **parts: Unpack[RequestParts]) -> Any:
        """Make a request that no operation covers, with the same care: token, rate limits, retries, errors, paging.

        Args:
            method: HTTP method.
            path: path on the server, such as ``/api/v1/new_thing``; its parts percent-encoded.
            into: what to decode the answer into: a model, ``list[Model]`` (which gives a page), ``dict[str, Any]``;
                the parsed JSON if not given, ``None`` where there is none.
            parts: ``query`` and ``body``, parameters by name (lists go as ``name[]``, ``None`` is not sent); ``files``
                for the body; further ``headers``; ``retry`` and ``timeout`` for this request alone.

        Raises:
            ConfigurationError: the path leads to another server, or a header would replace the token.
            TypeError: a part is unknown, or of another type than it should be; nothing was sent.
            ApiError: the server refused, failed, or answered something else.
            NetworkError: no answer came.
        """
        return self.run(custom_request(self.session, partial(Page, driver=self), method, path, into, parts))

    def close(self) -> None:
        """End its streams and close the connections; a client of your own stays open, and a view closes nothing."""
        if not self.is_view:
            for stream in self.dependents.there():
                stream.close()
            self.transport.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


class AsyncClient(_AnyClient, AsyncDriver, OpensFromCredentials, Authorization, Api, Streams):
    """A server, and what can be done there; for asyncio and trio, and safe to share between tasks.

    It is made and works as ``Client`` does; each operation is awaited, each walk gone through with ``async for``.
    Nothing is sent before the first call.

    Args:
        instance: the server: ``example.social``, or its URL.
        access_token: a token of an account there; without one, only what is public can be seen.
        client: an ``httpx2`` or ``httpx`` async client of your own to send with; it stays yours to close.
        timeout: seconds to wait for a connection, for each read and each write; ``None`` waits for ever.
        rate_limit: what to do when a limit is reached: ``wait``, ``raise``, or ``pace`` calls so that it is not; or a
            ``Limiter`` shared with other clients.
        retry: what is tried again, and for how long; by default up to five attempts within two minutes.
        strict: raise ``SchemaDriftError`` where an answer is not as declared, instead of keeping what can be read.
        transport: ``httpx``, or ``reqwest`` (extra ``fast``, asyncio only) for about a third of the time per call.
        user_agent: your application's name and version, such as ``mybot/1.0 (+https://example.org)``.
        language: the language that the server should answer in, as a BCP 47 tag.
        proxy: URL of a proxy; by default the environment's.
        verify: ``True``, a file or folder of certificate authorities, an ``SSLContext``, or ``False`` to trust anyone.
        allow_http: allow plain HTTP to a server other than this machine; the token is then visible on the way.
        on_request: called with each ``Request`` just before it is sent; it may change the headers.
        on_response: called with each ``Request`` and its ``Reply``.

    Raises:
        ConfigurationError: the address is none, or is plain HTTP; a value cannot be used.
    """

    def __init__(
        self,
        instance: str,
        access_token: str | None = None,
        *,
        client: Any = None,
        timeout: float | None = 30.0,
        rate_limit: RateLimitPolicy | Limiter = "wait",
        retry: Retry | None = None,
        strict: bool = False,
        transport: str = "httpx",
        user_agent: str | None = None,
        language: str | None = None,
        proxy: str | None = None,
        verify: Verify = True,
        allow_http: bool = False,
        on_request: Sequence[RequestHook] = (),
        on_response: Sequence[ResponseHook] = (),
    ) -> None:
        session = _open_session(
            instance,
            access_token,
            timeout=timeout,
            rate_limit=rate_limit,
            retry=retry,
            strict=strict,
            user_agent=user_agent,
            language=language,
            allow_http=allow_http,
            on_request=on_request,
            on_response=on_response,
        )
        options = TransportOptions(timeout, proxy, verify, session.max_body, direct=session.on_this_machine)
        super().__init__(session, make_async_transport(transport, options, client))

    @cached_property
    def admin(self) -> Admin[AsyncDriver]:
        """What moderators and administrators do (Mastodon)."""
        return Admin(self)

    @cached_property
    def gotosocial(self) -> GoToSocial[AsyncDriver]:
        """What only GoToSocial has."""
        return GoToSocial(self)

    @cached_property
    def pleroma(self) -> Pleroma[AsyncDriver]:
        """What only Pleroma and Akkoma have, their administration included."""
        return Pleroma(self)

    @cached_property
    def akkoma(self) -> Akkoma[AsyncDriver]:
        """What only Akkoma has."""
        return Akkoma(self)

    @cached_property
    def raw(self) -> AsyncRawClient:
        """The same operations, giving each answer as received: ``client.raw.get_status(...)`` is a ``Response``."""
        return AsyncRawClient(self)

    @overload
    async def request(
        self, method: str, path: str, *, into: type[list[E]], **parts: Unpack[RequestParts]
    ) -> AsyncPage[E]: ...
    @overload
    async def request(self, method: str, path: str, *, into: type[T], **parts: Unpack[RequestParts]) -> T: ...
    @overload
    async def request(self, method: str, path: str, *, into: None = None, **parts: Unpack[RequestParts]) -> Any: ...
    async def request(self, method: str, path: str, *, into: Any = None, **parts: Unpack[RequestParts]) -> Any:
        """Make a request that no operation covers, with the same care: token, rate limits, retries, errors, paging.

        Args:
            method: HTTP method.
            path: path on the server, such as ``/api/v1/new_thing``; its parts percent-encoded.
            into: what to decode the answer into: a model, ``list[Model]`` (which gives a page), ``dict[str, Any]``;
                the parsed JSON if not given, ``None`` where there is none.
            parts: ``query`` and ``body``, parameters by name (lists go as ``name[]``, ``None`` is not sent); ``files``
                for the body; further ``headers``; ``retry`` and ``timeout`` for this request alone.

        Raises:
            ConfigurationError: the path leads to another server, or a header would replace the token.
            TypeError: a part is unknown, or of another type than it should be; nothing was sent.
            ApiError: the server refused, failed, or answered something else.
            NetworkError: no answer came.
        """
        return await self.run(custom_request(self.session, partial(AsyncPage, driver=self), method, path, into, parts))

    async def close(self) -> None:
        """End its streams and close the connections; a client of your own stays open, and a view closes nothing."""
        if not self.is_view:
            for stream in self.dependents.there():
                await stream.close()
            await self.transport.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.close()


class RawClient(RawDriver, Api):
    """A view of a ``Client`` whose operations give a ``Response``: the answer as received, and what was made of it."""

    @cached_property
    def admin(self) -> Admin[RawDriver]:
        """What moderators and administrators do (Mastodon)."""
        return Admin(self)

    @cached_property
    def gotosocial(self) -> GoToSocial[RawDriver]:
        """What only GoToSocial has."""
        return GoToSocial(self)

    @cached_property
    def pleroma(self) -> Pleroma[RawDriver]:
        """What only Pleroma and Akkoma have, their administration included."""
        return Pleroma(self)

    @cached_property
    def akkoma(self) -> Akkoma[RawDriver]:
        """What only Akkoma has."""
        return Akkoma(self)


class AsyncRawClient(AsyncRawDriver, Api):
    """A view of an ``AsyncClient`` whose operations give a ``Response``: the answer as received, and what it means."""

    @cached_property
    def admin(self) -> Admin[AsyncRawDriver]:
        """What moderators and administrators do (Mastodon)."""
        return Admin(self)

    @cached_property
    def gotosocial(self) -> GoToSocial[AsyncRawDriver]:
        """What only GoToSocial has."""
        return GoToSocial(self)

    @cached_property
    def pleroma(self) -> Pleroma[AsyncRawDriver]:
        """What only Pleroma and Akkoma have, their administration included."""
        return Pleroma(self)

    @cached_property
    def akkoma(self) -> Akkoma[AsyncRawDriver]:
        """What only Akkoma has."""
        return Akkoma(self)
