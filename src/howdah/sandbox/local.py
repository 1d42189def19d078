"""``Sandbox``: a Mastodon-like server on this machine, the people on it, and clients to act as them."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from types import MappingProxyType, TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self

from ..core.encoding import check_list
from ..core.errors import ActivityPubError, ConfigurationError, MissingExtraError
from .faults import Cut, Fault, describe_fault
from .process import ServerProcess

if TYPE_CHECKING:
    from ..client import AsyncClient, Client
    from ..core.wire import Request

PEOPLE: Sequence[str] = ("alice", "bob", "carol")
"""Who is there unless you say otherwise."""


class SandboxError(ActivityPubError, RuntimeError):
    """The sandbox is not running, or could not be started."""


@dataclass(frozen=True, slots=True)
class Person:
    """Someone with an account in a sandbox.

    Attributes:
        username: the name without server.
        display_name: the name they go by; the same if not given.
        note: the bio.
        locked: approves followers by hand.
        bot: run by a program.
        role: what they may do on their server; it shows in the account, but the sandbox lets everybody moderate.
    """

    username: str
    display_name: str | None = None
    note: str = ""
    locked: bool = False
    bot: bool = False
    role: Literal["user", "moderator", "admin"] = "user"


class Sandbox:
    """A Mastodon-like server on this machine, to try things against; what is posted there goes nowhere else.

    It runs in a process of its own and is ready in about a second. Start it with ``with`` or ``async with``, or with
    ``start`` and ``stop``. It ends with the program that started it, however that ends.

    Args:
        users: who has an account there: names, or a ``Person`` where more is to be said of them.
        follows: who follows whom from the beginning, as pairs of names.
        start_timeout: seconds within which it must be ready.

    Raises:
        MissingExtraError: the extra ``sandbox`` is not installed.
        ConfigurationError: a name stands there twice, or someone unknown follows or is followed.
    """

    def __init__(
        self,
        users: Sequence[str | Person] = PEOPLE,
        *,
        follows: Iterable[tuple[str, str]] = (),
        start_timeout: float = 30.0,
    ) -> None:
        if find_spec("mastodon_mock") is None or find_spec("uvicorn") is None:
            raise MissingExtraError("the sandbox", "sandbox")
        check_list(users, "users")
        people = [user if isinstance(user, Person) else Person(user) for user in users]
        self._tokens = {person.username: f"token-of-{person.username}" for person in people}
        self._follows = list(follows)
        if len(self._tokens) < len(people):
            raise ConfigurationError("two users of a sandbox cannot have the same name")
        for name in (name for pair in self._follows for name in pair):
            self.token_of(name)
        self._people = people
        self._start_timeout = start_timeout
        self._server: ServerProcess | None = None
        self._lock = threading.RLock()
        self._clients: list[Client] = []
        self._async_clients: list[AsyncClient] = []
        self._keeps_connections = False

    @property
    def users(self) -> list[str]:
        """The names of those who have an account from the beginning."""
        return list(self._tokens)

    @property
    def tokens(self) -> Mapping[str, str]:
        """Everyone's access token, by name; the same each time the sandbox is started."""
        return MappingProxyType(self._tokens)

    def token_of(self, user: str) -> str:
        """Someone's access token.

        Raises:
            ConfigurationError: there is nobody of that name.
        """
        try:
            return self._tokens[user]
        except KeyError:
            known = ", ".join(self._tokens) or "nobody"
            raise ConfigurationError(f"there is no {user!r} in this sandbox, only {known}") from None

    @property
    def base_url(self) -> str:
        """Its address, such as ``http://127.0.0.1:41234``; another one each time it is started.

        Raises:
            SandboxError: it is not running.
        """
        return f"http://127.0.0.1:{self._running().port}"

    @property
    def log(self) -> str:
        """What the server has complained about since it was started; a 500 leaves its traceback here."""
        return self._running().log()

    def start(self) -> Self:
        """Start the server and wait until it is ready; does nothing if it is running.

        Raises:
            SandboxError: it could not be started, or not in time.
        """
        with self._lock:
            if self._server is None:
                settings = {
                    "people": [asdict(person) for person in self._people],
                    "tokens": self._tokens,
                    "follows": self._follows,
                }
                try:
                    self._server = ServerProcess(settings, self._start_timeout)
                except OSError as error:
                    raise SandboxError(f"the sandbox could not be started: {error}") from error
        return self

    def stop(self) -> None:
        """Close the clients and end the server; does nothing if it is not running.

        An ``AsyncClient`` is closed only by ``async with``; any other keeps no connection that would need it.
        """
        with self._lock:
            self.close_clients()
            server, self._server = self._server, None
            if server is not None:
                server.stop()

    def reset(self) -> None:
        """Make everything as it was in the beginning: posts, follows, faults and rate limits are gone.

        The address, the tokens and the clients stay.
        """
        self._command({"do": "clear"})
        connection = http.client.HTTPConnection("127.0.0.1", self._running().port, timeout=self._start_timeout)
        try:
            connection.request("POST", "/api/v1/_mock/reset")
            answer = connection.getresponse()
            said = answer.read()
        finally:
            connection.close()
        if answer.status != 200:
            raise SandboxError(f"the sandbox could not be reset ({answer.status}): {said[:200]!r}\n{self.log}")

    def client(self, user: str | None = "alice", **settings: Any) -> Client:
        """A client that acts as someone here; the sandbox closes it at the end if you do not.

        Args:
            user: whose token it has; ``None`` for an anonymous one.
            settings: as ``Client`` takes them.

        Raises:
            ConfigurationError: there is nobody of that name.
            SandboxError: the sandbox is not running.
        """
        from ..client import Client

        client = Client(self.base_url, user if user is None else self.token_of(user), **settings)
        self._clients.append(client)
        return client

    def async_client(self, user: str | None = "alice", **settings: Any) -> AsyncClient:
        """An async client that acts as someone here; ``async with Sandbox()`` closes it at the end if you do not.

        Where the sandbox was started in another way, nobody could await its closing. There it keeps no connection
        open between two calls, and may be left as it is.

        Args:
            user: whose token it has; ``None`` for an anonymous one.
            settings: as ``AsyncClient`` takes them.

        Raises:
            ConfigurationError: there is nobody of that name.
            SandboxError: the sandbox is not running.
        """
        from ..client import AsyncClient

        if not self._keeps_connections:
            settings["on_request"] = (*settings.get("on_request", ()), _keep_no_connection)
        client = AsyncClient(self.base_url, user if user is None else self.token_of(user), **settings)
        self._async_clients.append(client)
        return client

    def close_clients(self) -> None:
        """Close every ``Client`` that came from here, and forget every ``AsyncClient``."""
        while self._clients:
            self._clients.pop().close()
        self._async_clients.clear()

    def fault(
        self,
        path: str | None = None,
        *,
        methods: str | Sequence[str] | None = None,
        status: int | None = None,
        headers: Mapping[str, str] | None = None,
        body: Any = None,
        retry_after: float | None = None,
        delay: float = 0.0,
        cut: Cut | None = None,
        truncate: int | None = None,
        times: int | None = None,
    ) -> Fault:
        """Make something go wrong.

            with sandbox.fault("/api/v1/timelines/*", methods="GET", status=503, times=2) as fault:
                client.get_home_timeline()
            assert fault.hits == 2

        Where several faults meet a request, the newest counts. It takes a millisecond or so, also in async code.

        Args:
            path: where: a path, in which ``*`` stands for anything; everywhere if not given.
            methods: for which HTTP methods; all if not given.
            status: answer with this status, without asking the server.
            headers: put these into the answer, be it the server's or the one given here.
            body: answer with this instead of ``{"error": ...}``; text and bytes are sent as they are (text as HTML),
                anything else as JSON. With no ``status`` it comes with 200.
            retry_after: seconds for the answer's ``Retry-After``.
            delay: seconds before anything else happens.
            cut: cut the connection without an answer: ``before`` the server has seen the request, or ``after`` it has
                carried it out, so that only the answer is lost.
            truncate: promise the whole answer, and cut the connection after this many bytes of its body.
            times: how often, before all is well again; ``None`` until it is removed.

        Raises:
            ConfigurationError: nothing would go wrong, or the arguments contradict each other.
            SandboxError: the sandbox is not running.
        """
        described = describe_fault(path, methods, status, headers, body, retry_after, delay, cut, truncate, times)
        number: int = self._command({"do": "add", "fault": described})
        said = {name: value for name, value in described.items() if value and name != "body"}
        return Fault(self._command_if_running, number, ", ".join(f"{name}={value!r}" for name, value in said.items()))

    def rate_limit(self, limit: int, window: float = 300.0) -> Fault:
        """Allow so many requests per window and token, and answer 429 to the rest; one limit at a time.

        Answers then say how things stand in ``X-RateLimit-Limit``, ``-Remaining`` and ``-Reset``, in the form that
        Mastodon gives them, and like Mastodon's own a refusal has no ``Retry-After``.

        Args:
            limit: requests to allow.
            window: seconds, from the first request on.

        Raises:
            ConfigurationError: the limit or the window is less than nothing.
            SandboxError: the sandbox is not running.
        """
        if limit < 0 or window <= 0:
            raise ConfigurationError("a rate limit is at least 0 requests per window of more than 0 seconds")
        number: int = self._command({"do": "limit", "limit": limit, "window": window})
        return Fault(self._command_if_running, number, f"limit={limit}, window={window}")

    def _running(self) -> ServerProcess:
        if self._server is None:
            raise SandboxError("the sandbox is not running; use it within 'with Sandbox() as sandbox'")
        return self._server

    def _command(self, command: dict[str, Any]) -> Any:
        try:
            return self._running().command(command)
        except OSError as error:
            raise SandboxError(f"the sandbox does not answer: {error}") from error

    def _command_if_running(self, command: dict[str, Any]) -> Any:
        """A fault outlives its sandbox harmlessly: nothing is left to count or to remove."""
        return None if self._server is None else self._command(command)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.stop()

    async def __aenter__(self) -> Self:
        from anyio import lowlevel, to_thread

        try:
            await to_thread.run_sync(self.start)
            await lowlevel.checkpoint_if_cancelled()
        except BaseException:
            self.stop()
            raise
        self._keeps_connections = True
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        from anyio import CancelScope, to_thread

        self._keeps_connections = False
        with CancelScope(shield=True):
            try:
                while self._async_clients:
                    await self._async_clients.pop().close()
            finally:
                await to_thread.run_sync(self.stop)

    def __repr__(self) -> str:
        where = self.base_url if self._server is not None else "not running"
        return f"Sandbox({where}, {', '.join(self._tokens)})"


def _keep_no_connection(request: Request) -> None:
    request.headers["connection"] = "close"
