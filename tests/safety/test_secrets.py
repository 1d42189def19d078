"""A whole session with many failures, and the token nowhere in what it leaves behind."""

from __future__ import annotations

import copy
import json
import logging
import pickle
import socket
import traceback
import warnings
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from tests import hostile
from tests.both_clients import PageProxy, proxy_for
from tests.hostile import HostileServer, Peer, Received, json_answer

from howdah import NO_RETRY, AsyncClient, Attempt, Client, Retry
from howdah.testing import FakeServer, make_account, make_status

pytestmark = [
    pytest.mark.anyio,
    pytest.mark.parametrize("anyio_backend", ["asyncio"]),
    # httpx2 leaves generators of its own behind where an answer is not read to its end.
    pytest.mark.filterwarnings("ignore:Async generator 'http(x|core)2:ResourceWarning"),
]

TOKEN = "t0ken-that-n0body-may-see"
OTHERS = "http://elsewhere.example"


class Evidence:
    """Everything that a session leaves behind, as text, by where it was found."""

    def __init__(self) -> None:
        self.found: list[tuple[str, str]] = []
        self.seen: set[int] = set()

    def add(self, where: str, value: object) -> None:
        """Note what shows of a value."""
        self.found.append((where, f"{value} {value!r}"))

    def add_pickle(self, where: str, value: object) -> None:
        """Note what a pickle holds, and what comes out of it and of copies."""
        stored = pickle.dumps(value)
        self.found.append((f"{where}, pickled", stored.decode("latin-1")))
        for made in (pickle.loads(stored), copy.copy(value), copy.deepcopy(value)):
            self.add(f"{where}, again", made)

    def add_error(self, error: BaseException) -> None:
        """Note all that shows of an error, and of those behind it."""
        where = type(error).__name__
        self.found.append((f"{where}, traceback", "".join(traceback.format_exception(error))))
        if type(error).__module__.startswith("howdah"):
            self.add_pickle(where, error)
        reached: BaseException | None = error
        while reached is not None and id(reached) not in self.seen:
            self.seen.add(id(reached))
            self.add(where, reached)
            self.add(f"{where}, fields", {name: str(value) for name, value in vars(reached).items()})
            request = getattr(reached, "_request", None)
            self.add(f"{where}, request", list(request.headers.raw) if request is not None else "")
            self.add(f"{where}, args", [str(arg) for arg in reached.args])
            reached = reached.__cause__ or reached.__context__

    def check(self) -> None:
        """The token is nowhere."""
        leaks = sorted({where for where, text in self.found if TOKEN in text})
        assert leaks == []


@pytest.fixture
def evidence(caplog: pytest.LogCaptureFixture) -> Iterator[Evidence]:
    """Collects what is left behind, the logs and warnings of every library included."""
    caplog.set_level(logging.DEBUG)
    for name in ("howdah", "httpx2", "httpcore2", "httpx", "httpcore", "pyreqwest", "asyncio"):
        caplog.set_level(logging.DEBUG, logger=name)
    evidence = Evidence()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        yield evidence
        for warning in caught:
            evidence.add("warnings", warning.message)
    records = [record for when in ("setup", "call") for record in caplog.get_records(when)]
    for record in records:
        evidence.add(f"log of {record.name}", record.getMessage())
        evidence.add(f"log of {record.name}, fields", vars(record))
    evidence.check()


def echo_refusal(request: Received, peer: Peer) -> None:
    """Refuse, and say what the token was."""
    said = {"error": f"bad token {TOKEN}", "error_description": TOKEN, "details": {"token": [TOKEN]}}
    peer.answer(401, json.dumps(said).encode(), [("content-type", "application/json")])


def html(request: Received, peer: Peer) -> None:
    """Show the request to everyone."""
    page = f"<html>You sent: {request.header('authorization')}</html>".encode()
    peer.answer(200, page, [("content-type", "text/html")])


def link_away(request: Received, peer: Peer) -> None:
    """Have the next page elsewhere."""
    away = f'<{OTHERS}/api/v1/timelines/home?max_id=1>; rel="next"'
    peer.answer(200, json.dumps([make_status()]).encode(), [("content-type", "application/json"), ("link", away)])


def arrange(server: HostileServer) -> None:
    """What the server does on each path."""
    drifting = {**make_status(), "sensitive": {"token": TOKEN[:3]}}
    server.on("/api/v1/statuses/well", json_answer(make_status(id="well")))
    server.on("/api/v1/statuses/drift", json_answer(drifting))
    server.on("/api/v1/statuses/refused", echo_refusal)
    server.on("/api/v1/statuses/html", html)
    server.on("/api/v1/statuses/reset", hostile.reset)
    server.on("/api/v1/statuses/closed", hostile.close)
    server.on("/api/v1/statuses/stall", hostile.stall)
    server.on("/api/v1/statuses/away", hostile.redirect(f"{OTHERS}/x"))
    server.on(f"/api/v1/statuses/{TOKEN}", hostile.reset)
    server.on("/api/v1/timelines/home", link_away)
    server.on("/api/v1/timelines/public", json_answer({"error": "slow"}, 429))
    server.on("/api/v1/statuses", hostile.reset)
    server.on("/api/v1/accounts/verify_credentials", json_answer(make_account(id="1")))
    server.on("/api/v1/accounts/1/statuses", json_answer([]))
    server.on("/api/v2/media", hostile.reset)
    server.otherwise(json_answer({"error": "Record not found"}, 404))


CALLS: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = [
    *(("get_status", (name,), {}) for name in ("well", "drift", "refused", "html", "reset", "closed", "stall", "away")),
    ("get_status", (TOKEN,), {}),
    ("get_status", ("..",), {}),
    ("get_status", ("\ud800",), {}),
    ("get_home_timeline", (), {}),
    ("get_public_timeline", (), {}),
    ("get_trending_links", (), {}),
    ("post_media", (b"GIF89a",), {}),
    ("request", ("GET", f"https://elsewhere.example/?{TOKEN}"), {}),
    ("request", ("GET", "/api/v1/x"), {"headers": {"x-y": "a\nb"}}),
    ("get_home_timeline", (), {"nonsense": 1}),
]


@pytest.fixture(params=["sync-httpx", "async-httpx", "sync-reqwest", "async-reqwest"])
async def make(request: pytest.FixtureRequest, bounded: None) -> AsyncIterator[Any]:
    """Makes either client over either transport."""
    kind, _, transport = request.param.partition("-")
    if transport == "reqwest":
        pytest.importorskip("pyreqwest")
    made: list[Any] = []

    def make(url: str, token: str = TOKEN, **settings: Any) -> Any:
        client = (Client if kind == "sync" else AsyncClient)(url, token, transport=transport, **settings)
        made.append(proxy_for(client) if isinstance(client, Client) else client)
        return client

    yield make
    for client in made:
        await client.close()


async def attempted(evidence: Evidence, client: Any, name: str, args: Any, kwargs: Any) -> Any:
    """Call an operation, and note what becomes of it."""
    awaited = proxy_for(client) if isinstance(client, Client) else client
    try:
        result = await getattr(awaited, name)(*args, **kwargs)
    except Exception as error:
        evidence.add_error(error)
        return error
    plain = result.page if isinstance(result, PageProxy) else result
    evidence.add(name, plain)
    evidence.add_pickle(name, plain)
    return plain


async def test_the_token_is_in_nothing_that_a_session_leaves_behind(
    make: Any, evidence: Evidence, caplog: pytest.LogCaptureFixture
) -> None:
    attempts: list[Attempt] = []
    retry = Retry(attempts=2, first_delay=0.01, on_attempt=attempts.append)
    with HostileServer() as server:
        arrange(server)
        client = make(server.url, timeout=0.4, retry=retry, rate_limit="raise")
        outcomes = [await attempted(evidence, client, *call) for call in CALLS]
        assert sum(isinstance(outcome, Exception) for outcome in outcomes) == len(CALLS) - 3
        lost = await attempted(evidence, client, "post_status", ("A status",), {"visibility": "direct"})
        await attempted(evidence, client, "confirm_post", (lost,), {"wait": 0})
        await attempted(evidence, client.with_options(retry=NO_RETRY), "get_status", ("reset",), {})
        sent = [request.header("authorization") for request in server.requests]
        assert set(sent) == {f"Bearer {TOKEN}"}, "it is sent, so there was something to leak"
        assert any(record.name == "howdah" and record.levelno == logging.DEBUG for record in caplog.records)
        for thing in (
            client,
            client.session,
            client.transport,
            client.with_options(timeout=1),
            client.raw,
            client.admin,
        ):
            evidence.add(type(thing).__name__, thing)
            if hasattr(thing, "__dict__"):
                evidence.add(f"fields of {type(thing).__name__}", vars(thing))
        for operation in (client.get_status, client.get_home_timeline, client.get_home_timeline.walk):
            evidence.add("operation", operation)
            evidence.add("operation, doc", operation.__doc__)
        evidence.add("attempts", attempts)
        for attempt in attempts:
            evidence.add("attempt", attempt.error)
        with pytest.raises(TypeError) as refused:
            pickle.dumps(client)
        evidence.add_error(refused.value)


@pytest.mark.parametrize("kind", ["sync", "async"])
async def test_nor_in_what_comes_of_a_server_that_sends_it_back(kind: str, evidence: Evidence) -> None:
    fake = FakeServer()
    echo = {
        "Location": f"{OTHERS}/x?access_token={TOKEN}",
        "Link": f'<{OTHERS}/x?access_token={TOKEN}>; rel="next", </api/v1/x?access_token={TOKEN}>; rel="prev"',
        "X-Echo": TOKEN,
        "Content-Type": f"text/{TOKEN}",
    }
    fake.on("GET", "/api/v1/statuses/*").reply(status=302, headers=echo).reply(
        {"error": {"message": TOKEN}, "more": [TOKEN]}, status=400, headers=echo
    ).reply({"error": TOKEN, "error_description": TOKEN}, status=429, headers=echo).reply(
        body=f"Bearer {TOKEN}", headers=echo
    )
    settings: dict[str, Any] = {"retry": NO_RETRY, "rate_limit": "raise"}
    client = (fake.client if kind == "sync" else fake.async_client)(TOKEN, **settings)
    outcomes = [await attempted(evidence, client, "get_status", (str(n),), {}) for n in range(4)]
    assert all(isinstance(outcome, Exception) for outcome in outcomes)
    for n, strict in enumerate((True, False)):
        fake.on("GET", f"/api/v1/statuses/drift{n}").reply({**make_status(), "sensitive": [TOKEN]}, headers=echo)
        client = (fake.client if kind == "sync" else fake.async_client)(TOKEN, strict=strict)
        result = await attempted(Evidence() if n else evidence, client, "get_status", (f"drift{n}",), {})
        assert isinstance(result, Exception) is strict  # what was received is in the entity itself, as it came


async def test_nor_where_there_is_no_server(make: Any, evidence: Evidence) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    for url in (f"http://127.0.0.1:{port}", "https://no-such-host.invalid", f"https://localhost:{port}"):
        client = make(url, timeout=0.5, retry=NO_RETRY)
        assert isinstance(await attempted(evidence, client, "get_status", ("1",), {}), Exception)


@pytest.mark.parametrize("token", [f"{TOKEN} {TOKEN}", f"{TOKEN}\n{TOKEN}", f"{TOKEN}\N{SNOWMAN}"])
async def test_nor_where_it_cannot_be_a_token(make: Any, evidence: Evidence, token: str) -> None:
    with pytest.raises(ValueError) as refused:
        make("https://localhost", token)
    evidence.add_error(refused.value)


@pytest.mark.parametrize("proxy", [f"http://me:{TOKEN}@[broken", f"ftp://me:{TOKEN}@proxy.example"])
async def test_nor_a_proxys_password(make: Any, evidence: Evidence, proxy: str) -> None:
    with pytest.raises(ValueError) as refused:
        make("https://localhost", "x", proxy=proxy)
    evidence.add_error(refused.value)


async def test_nor_one_on_the_way_to_a_proxy(make: Any, evidence: Evidence) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    for where in (f"127.0.0.1:{port}", "no-such-proxy.invalid:3128"):
        client = make("https://no-such-host.invalid", proxy=f"http://me:{TOKEN}@{where}", timeout=0.5, retry=NO_RETRY)
        assert isinstance(await attempted(evidence, client, "get_status", ("1",), {}), Exception)
        evidence.add("client", vars(client))
        evidence.add("transport", vars(client.transport))


async def test_nor_an_instance_with_a_password(make: Any, evidence: Evidence) -> None:
    with pytest.raises(ValueError) as refused:
        make(f"https://me:{TOKEN}@example.social", "x")
    evidence.add_error(refused.value)
