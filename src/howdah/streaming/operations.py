"""The streams that a client has, and whether the server's streaming is up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Concatenate, Final, Generic, ParamSpec, TypeVar, Unpack, overload

from ..core.call import build_request, exchange
from ..core.encoding import scalar
from ..core.errors import ApiError, ConfigurationError, NetworkError
from ..core.flow import AsyncDriver, Flow, SyncDriver
from ..core.operation import Declaration, Declared, Operations, Shown, driver_of, operation
from ..core.server import EVERY, MASTODON, SNAC
from .addresses import find_addresses
from .channels import STREAMING
from .kept import AsyncKeptStream, KeptStream, KeptSubscription, notifications_of
from .settings import StreamSettings
from .stores import AnyStore, store_of
from .stream import AsyncStream, Stream, Subscription

if TYPE_CHECKING:
    from ..models import Notification, NotificationType, StatusTag, UserList

P = ParamSpec("P")
T = TypeVar("T")
A = TypeVar("A", covariant=True)
B = TypeVar("B", covariant=True)
SOCKET: Final = f"GET {STREAMING}"


class StreamOperation(Declared, Generic[P, B, A]):
    """Something to go through as it happens; declared once, bound to either client."""

    def __init__(
        self, declared: Callable[..., Any], declaration: Declaration, kinds: tuple[type[Any], type[Any]]
    ) -> None:
        super().__init__(declared, declaration)
        self._kinds = kinds

    @cached_property
    def returns(self) -> Any:
        """The Python type that it gives."""
        return self._kinds[0]

    @overload
    def __get__(self, client: None, owner: type) -> StreamOperation[P, B, A]: ...
    @overload
    def __get__(self, client: SyncDriver, owner: type) -> Callable[P, B]: ...
    @overload
    def __get__(self, client: AsyncDriver, owner: type) -> Callable[P, A]: ...
    def __get__(self, client: Any, owner: type) -> Any:
        if client is None:
            return self
        driver: Any = driver_of(client)
        blocking, awaited = self._kinds
        kind = blocking if isinstance(driver, SyncDriver) else awaited

        def open_stream(*args: Any, **kwargs: Any) -> Any:
            return kind(driver, self.declared(client, *args, **kwargs))

        bound = self._dress(open_stream, client)
        bound.__signature__ = self.signature.replace(return_annotation=Shown(kind.__name__))
        return bound


def _declaration(
    uses: tuple[str, ...], scope: str, servers: frozenset[str], unsure: frozenset[str], added: str
) -> Declaration:
    return Declaration("GET", STREAMING, scope, added=added, servers=servers, unsure=unsure, uses=(SOCKET, *uses))


def stream(
    *uses: str, scope: str, servers: frozenset[str] = EVERY, unsure: frozenset[str] = frozenset(), added: str = "0.0.0"
) -> Callable[[Callable[Concatenate[Any, P], Subscription]], StreamOperation[P, Stream, AsyncStream]]:
    """Declare a stream.

    Args:
        uses: the requests that it may make over SSE and to fetch what was missed, beside the one for a WebSocket.
        scope: the OAuth scopes it needs.
        servers: which servers have it, be it by asking again and again.
        unsure: servers of which that is not known.
        added: since which version of Mastodon.
    """
    declaration = _declaration(uses, scope, servers, unsure, added)

    def declare(declared: Callable[Concatenate[Any, P], Subscription]) -> StreamOperation[P, Stream, AsyncStream]:
        return StreamOperation(declared, declaration, (Stream, AsyncStream))

    return declare


def kept_stream(
    *uses: str, scope: str
) -> Callable[
    [Callable[Concatenate[Any, P], KeptSubscription[T]]], StreamOperation[P, KeptStream[T], AsyncKeptStream[T]]
]:
    """Declare a stream whose position is kept in a store; its arguments are those of ``stream``."""
    declaration = _declaration(uses, scope, EVERY, frozenset(), "0.0.0")

    def declare(
        declared: Callable[Concatenate[Any, P], KeptSubscription[T]],
    ) -> StreamOperation[P, KeptStream[T], AsyncKeptStream[T]]:
        return StreamOperation(declared, declaration, (KeptStream, AsyncKeptStream))

    return declare


class Streams(Operations):
    """What happens on the server, as it happens."""

    @stream(
        f"GET {STREAMING}/user",
        f"GET {STREAMING}/user/notification",
        "GET /api/v1/timelines/home",
        "GET /api/v1/notifications",
        scope="read:statuses read:notifications",
    )
    def stream_user(self, *, only_notifications: bool = False, **settings: Unpack[StreamSettings]) -> Subscription:
        """Stream your home timeline and your notifications.

        It connects again by itself and gives what was missed. Where the server has no streams, it asks again and again.

        Args:
            only_notifications: leave the home timeline out.
            settings: how it is to be had: ``transport``, ``catch_up``, ``since`` and more; see ``StreamSettings``.

        Raises:
            ConfigurationError: a setting makes no sense.
            UnauthorizedError: the token is missing, or belongs to an app; raised when it connects, as all that follow.
            ForbiddenError: the token's scopes do not allow it.
            NetworkError: the server can never be reached so, for instance because nobody vouches for its certificate.
        """
        return Subscription(["user:notification" if only_notifications else "user"], settings)

    @stream(
        f"GET {STREAMING}/public",
        f"GET {STREAMING}/public/local",
        f"GET {STREAMING}/public/remote",
        "GET /api/v1/timelines/public",
        scope="read:statuses",
    )
    def stream_public(
        self,
        *,
        local: bool = False,
        remote: bool = False,
        only_media: bool = False,
        **settings: Unpack[StreamSettings],
    ) -> Subscription:
        """Stream public statuses that the server knows of.

        Args:
            local: only statuses from this server.
            remote: only statuses from other servers.
            only_media: only statuses with media.
            settings: how it is to be had; see ``StreamSettings``.

        Raises:
            ConfigurationError: ``local`` and ``remote`` exclude each other; a setting makes no sense.
            UnauthorizedError: the token is missing (Mastodon since 4.2); raised when it connects.
        """
        if local and remote:
            raise ConfigurationError("local and remote exclude each other; leave both out for everything")
        where = ":local" if local else ":remote" if remote else ""
        return Subscription([f"public{where}{':media' if only_media else ''}"], settings)

    @stream(
        f"GET {STREAMING}/hashtag",
        f"GET {STREAMING}/hashtag/local",
        "GET /api/v1/timelines/tag/{hashtag}",
        scope="read:statuses",
    )
    def stream_hashtag(
        self, hashtag: str | StatusTag, *, local: bool = False, **settings: Unpack[StreamSettings]
    ) -> Subscription:
        """Stream public statuses with a hashtag.

        Args:
            hashtag: the hashtag, with or without its ``#``.
            local: only statuses from this server.
            settings: how it is to be had; see ``StreamSettings``.

        Raises:
            ConfigurationError: the hashtag is empty; a setting makes no sense.
            UnauthorizedError: the token is missing (Mastodon since 4.2); raised when it connects.
        """
        return Subscription([f"hashtag{':local' if local else ''}:{scalar(hashtag, 'hashtag')}"], settings)

    @stream(f"GET {STREAMING}/list", "GET /api/v1/timelines/list/{list_id}", scope="read:statuses", added="2.1.0")
    def stream_list(self, list_id: str | UserList, **settings: Unpack[StreamSettings]) -> Subscription:
        """Stream the statuses of a list's accounts.

        Args:
            list_id: the list, or its ID.
            settings: how it is to be had; see ``StreamSettings``.

        Raises:
            ConfigurationError: a setting makes no sense.
            ForbiddenError: no such list, or it is another account's; raised when it connects, and so is the next.
            NotFoundError: likewise, on other servers.
        """
        return Subscription([f"list:{scalar(list_id, 'list_id')}"], settings)

    @stream(
        f"GET {STREAMING}/direct",
        "GET /api/v1/conversations",
        scope="read:statuses",
        servers=EVERY - SNAC,
        unsure=SNAC,
        added="2.4.0",
    )
    def stream_direct(self, **settings: Unpack[StreamSettings]) -> Subscription:
        """Stream your direct conversations; what was missed is given only with ``catch_up=True``.

        Args:
            settings: how it is to be had; see ``StreamSettings``.

        Raises:
            ConfigurationError: a setting makes no sense.
            UnauthorizedError: the token is missing, or belongs to an app; raised when it connects.
        """
        return Subscription(["direct"], settings)

    @stream(
        "GET /api/v1/timelines/home",
        "GET /api/v1/timelines/public",
        "GET /api/v1/timelines/tag/{hashtag}",
        "GET /api/v1/timelines/list/{list_id}",
        "GET /api/v1/notifications",
        "GET /api/v1/conversations",
        scope="read:statuses read:notifications",
    )
    def stream(self, *names: str, **settings: Unpack[StreamSettings]) -> Subscription:
        """Stream several things at once, over one connection where the server has that; each event says its stream.

        Args:
            names: what: ``user``, ``user:notification``, ``public``, ``public:local``, ``public:remote`` (each of
                these three with ``:media`` at the end for statuses with media only), ``hashtag:NAME``,
                ``hashtag:local:NAME``, ``list:ID``, ``direct``.
            settings: how they are to be had; see ``StreamSettings``.

        Raises:
            ConfigurationError: there is no stream of a name, or no name; a setting makes no sense.
            UnauthorizedError: the token is missing, or belongs to an app; raised when it connects.
        """
        return Subscription(names, settings)

    @kept_stream(
        f"GET {STREAMING}/user/notification",
        "GET /api/v1/notifications",
        scope="read:notifications",
    )
    def notifications_since(
        self, store: AnyStore, *types: NotificationType | str, **settings: Unpack[StreamSettings]
    ) -> KeptSubscription[Notification]:
        """Go through your notifications, oldest first, from where an earlier run of your program has come; and wait.

        Each is given at least once, whatever happens to the server or to your program: one counts as dealt with when
        the next is asked for. The first time it begins with what comes from now on. Live where the server streams;
        elsewhere it asks again and again, less often when nothing happens.

        Args:
            store: where to keep how far it has come: the path of a file (a SQLite database if it ends in ``.sqlite``
                or ``.db``), or a ``FilePositions``, ``SqlitePositions`` or ``CallbackPositions``.
            types: only notifications of these types, such as ``mention`` and ``follow``; all if none is given.
            settings: how it is to be had; see ``StreamSettings``. ``since`` is the store's to say.

        Raises:
            ConfigurationError: a setting makes no sense; the store cannot be used, which is raised when it is read.
            UnauthorizedError: the token is missing, or belongs to an app; raised when it connects.
            ForbiddenError: the token's scopes do not allow it.
        """
        return KeptSubscription(["user:notification"], store_of(store), notifications_of(types), settings)

    @kept_stream(
        f"GET {STREAMING}/user/notification",
        "GET /api/v1/notifications",
        scope="read:notifications",
    )
    def mentions(self, store: AnyStore, **settings: Unpack[StreamSettings]) -> KeptSubscription[Notification]:
        """Go through your mentions, as ``notifications_since`` does; each has the ``status`` that mentions you.

        Args:
            store: where to keep how far it has come; as in ``notifications_since``.
            settings: how it is to be had; see ``StreamSettings``.

        Raises:
            ConfigurationError: a setting makes no sense; the store cannot be used, which is raised when it is read.
            UnauthorizedError: the token is missing, or belongs to an app; raised when it connects.
            ForbiddenError: the token's scopes do not allow it.
        """
        return KeptSubscription(["user:notification"], store_of(store), notifications_of(["mention"]), settings)

    @operation(uses=[f"GET {STREAMING}/health"], auth="none", added="2.5.0", servers=MASTODON)
    def stream_healthy(self) -> Flow[bool]:
        """Ask the server's streaming part, wherever that is, whether it is up; ``False`` also where there is none.

        Raises:
            NetworkError: the server cannot be reached.
        """
        session = self.session
        reached = False
        for address in (yield from find_addresses(session)):
            asked = build_request(session, "GET", f"{STREAMING}/health", headers={"accept": "text/plain"})
            headers = {name: value for name, value in asked.headers.items() if name != "authorization"}
            asked = replace(asked, url=f"{address}{STREAMING}/health", headers=headers)
            try:
                yield from exchange(session, asked)
            except ApiError:
                reached = True
            except NetworkError:
                continue
            else:
                return True
        if not reached:
            raise NetworkError(f"the streaming of {session.host} cannot be reached", url=session.base_url)
        return False
