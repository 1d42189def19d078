"""The sandbox: a server, its people and their clients, and what can be made to go wrong there."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import anyio
import pytest
from tests.both_clients import Ride

import howdah
from howdah import (
    NO_RETRY,
    ConfigurationError,
    MissingExtraError,
    NetworkError,
    NotFoundError,
    OutcomeUnknownError,
    RatelimitError,
    RequestTimeoutError,
    Retry,
    ServerError,
    UnauthorizedError,
    UnexpectedAnswerError,
)
from howdah.core.detection import get_server
from howdah.sandbox import Person, Sandbox, SandboxError

pytestmark = pytest.mark.usefixtures("bounded")

HOME = "/api/v1/timelines/home"
SOON = Retry(first_delay=0.01, longest_delay=0.02)


@pytest.fixture(scope="module")
def running() -> Iterator[Sandbox]:
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(running: Sandbox) -> Iterator[Sandbox]:
    running.reset()
    yield running
    running.close_clients()


def reachable(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def gone_within(seconds: float, port: int) -> bool:
    until = time.monotonic() + seconds
    while reachable(port):
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


# Starting and stopping


def test_it_is_ready_when_started_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    threads = set(threading.enumerate())
    with Sandbox() as sandbox:
        assert sandbox.client().get_home_timeline() == []
        port = int(sandbox.base_url.rpartition(":")[2])
        assert list(tmp_path.iterdir())
    assert not reachable(port)
    assert list(tmp_path.iterdir()) == []
    assert set(threading.enumerate()) <= threads


def test_starts_and_stops_again_and_again() -> None:
    sandbox = Sandbox(["alice"])
    assert sandbox.start() is sandbox
    first = sandbox.base_url
    assert sandbox.start().base_url == first
    sandbox.client().post_status("gone when it stops")
    sandbox.stop()
    sandbox.stop()
    with sandbox:
        assert sandbox.client().get_home_timeline() == []


def test_two_sandboxes_know_nothing_of_each_other(sandbox: Sandbox) -> None:
    with Sandbox(["alice"]) as other:
        sandbox.client().post_status("here")
        assert other.client().get_public_timeline() == []


@pytest.mark.parametrize("use", [lambda s: s.base_url, lambda s: s.client(), lambda s: s.reset(), lambda s: s.log])
def test_says_when_it_is_not_running(use: Any) -> None:
    with pytest.raises(SandboxError, match="not running"):
        use(Sandbox())


def test_says_which_extra_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("howdah.sandbox.local.find_spec", lambda name: None)
    with pytest.raises(MissingExtraError, match=r"howdah\[sandbox\]"):
        Sandbox()


def test_says_what_the_server_died_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("howdah.sandbox.process.START", "raise SystemExit('no such luck')")
    with pytest.raises(SandboxError, match="no such luck"):
        Sandbox().start()


def test_a_server_that_never_answers_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("howdah.sandbox.process.START", "import time; time.sleep(60)")
    began = time.monotonic()
    with pytest.raises(SandboxError, match="could not be started"):
        Sandbox(start_timeout=0.3).start()
    assert time.monotonic() - began < 20


def test_a_sandbox_that_died_says_so_and_can_be_stopped() -> None:
    with Sandbox(["alice"]) as sandbox:
        server: Any = sandbox._server
        server._process.kill()
        with pytest.raises(SandboxError, match="does not answer"):
            sandbox.fault(status=500)


ORPHAN = """
import os, signal, sys
from howdah.sandbox import Sandbox
sandbox = Sandbox(["alice"]).start()
print(sandbox.base_url, sandbox._server._log.parent, flush=True)
if sys.argv[1] == "killed":
    os.kill(os.getpid(), signal.SIGKILL)
if sys.argv[1] == "waits":
    sys.stdin.read()
"""


def run_elsewhere(*args: str) -> subprocess.Popen[bytes]:
    source = str(Path(howdah.__file__).parents[1])
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", ORPHAN, *args],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": source},
        start_new_session=True,
    )


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there are no such signals here")
@pytest.mark.parametrize("end", ["killed", "forgets to stop it", "waits"])
def test_leaves_no_orphan_however_its_program_ends(end: str) -> None:
    with run_elsewhere(end) as program:
        assert program.stdout is not None
        url, directory = program.stdout.readline().decode().split()
        if end == "waits":
            # What a terminal does on Ctrl-C: the signal goes to the whole group.
            os.killpg(program.pid, signal.SIGINT)
        errors = program.communicate(timeout=20)[1]
    assert gone_within(10, int(url.rpartition(":")[2]))
    assert not Path(directory).exists()
    if end != "waits":
        assert errors == b""


# People and clients


def test_people_are_there_with_their_tokens(sandbox: Sandbox) -> None:
    assert sandbox.users == ["alice", "bob", "carol"]
    assert list(sandbox.tokens) == sandbox.users
    for user in sandbox.users:
        status = sandbox.client(user).post_status(f"I am {user}")
        assert status.account.username == user
        assert status.url is not None
        assert status.url.startswith(sandbox.base_url)


def test_people_can_be_chosen() -> None:
    bot = Person("bot", display_name="A Bot", note="beep", locked=True, bot=True, role="admin")
    with Sandbox(["zoe", bot], follows=[("zoe", "bot")]) as sandbox:
        account = sandbox.client("bot").post_status("beep").account
        assert (account.display_name, account.locked, account.bot, account.note) == ("A Bot", True, True, "beep")
        assert repr(sandbox) == f"Sandbox({sandbox.base_url}, zoe, bot)"


def test_follows_from_the_beginning() -> None:
    with Sandbox(["alice", "bob"], follows=[("alice", "bob")]) as sandbox:
        posted = sandbox.client("bob").post_status("hi")
        assert sandbox.client("alice").get_home_timeline() == [posted]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"users": ["alice", "alice"]}, "same name"),
        ({"users": ["alice"], "follows": [("alice", "bob")]}, "no 'bob' in this sandbox, only alice"),
    ],
)
def test_refuses_people_who_cannot_be(arguments: dict[str, Any], said: str) -> None:
    with pytest.raises(ConfigurationError, match=said):
        Sandbox(**arguments)


def test_nobody_of_that_name(sandbox: Sandbox) -> None:
    with pytest.raises(ConfigurationError, match="there is no 'mallory' in this sandbox, only alice, bob, carol"):
        sandbox.client("mallory")


def test_anonymous_client(sandbox: Sandbox) -> None:
    client = sandbox.client(None)
    assert client.get_public_timeline() == []
    with pytest.raises(UnauthorizedError):
        client.get_home_timeline()


def test_the_server_says_who_it_is(sandbox: Sandbox) -> None:
    client = sandbox.client()
    assert client.run(get_server(client.session)).software == "mastodon"


def test_reset_keeps_clients_and_nothing_else(sandbox: Sandbox) -> None:
    client = sandbox.client()
    client.post_status("to be forgotten")
    fault = sandbox.fault(HOME, status=500)
    sandbox.rate_limit(0)
    sandbox.reset()
    assert client.get_home_timeline() == []
    assert fault.hits == 0
    fault.remove()


def test_clients_are_closed_at_the_end() -> None:
    with Sandbox(["alice"]) as sandbox:
        client = sandbox.client(retry=NO_RETRY)
        client.get_home_timeline()
        fault = sandbox.fault(status=500)
    fault.remove()
    with pytest.raises((NetworkError, RuntimeError)):
        client.get_home_timeline()


@pytest.mark.anyio
async def test_async_context_closes_async_clients() -> None:
    with anyio.fail_after(30):
        async with Sandbox(["alice"]) as sandbox:
            client = sandbox.async_client(retry=NO_RETRY)
            assert await client.get_home_timeline() == []
        with pytest.raises((NetworkError, RuntimeError)):
            await client.get_home_timeline()


@pytest.mark.anyio
async def test_starting_does_not_hold_up_the_event_loop() -> None:
    turns = 0

    async def take_turns() -> None:
        nonlocal turns
        while True:
            await anyio.sleep(0.01)
            turns += 1

    with anyio.fail_after(30):
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(take_turns)
            async with Sandbox(["alice"]):
                assert turns > 10
            tasks.cancel_scope.cancel()


@pytest.mark.anyio
async def test_cancelled_while_it_starts() -> None:
    sandbox = Sandbox(["alice"])
    with anyio.move_on_after(0.05):
        async with sandbox:
            pytest.fail("too late to be cancelled")
    with pytest.raises(SandboxError, match="not running"):
        _ = sandbox.base_url


@pytest.mark.anyio
async def test_async_clients_of_a_sandbox_started_in_another_way_need_no_closing(sandbox: Sandbox) -> None:
    client = sandbox.async_client(timeout=10)
    with anyio.fail_after(30):
        await client.post_status("one")
        assert len(await client.get_home_timeline()) == 1


# What goes wrong


def test_error_status(sandbox: Sandbox) -> None:
    client = sandbox.client(retry=NO_RETRY)
    with sandbox.fault(HOME, status=503) as fault:
        with pytest.raises(ServerError) as caught:
            client.get_home_timeline()
        assert client.get_public_timeline() == [], "only the path that was named"
        assert fault.hits == 1
    assert fault.hits == 1, "also once it is gone"
    assert (caught.value.status, caught.value.error) == (503, "Service Unavailable")
    assert client.get_home_timeline() == []
    assert "503" in repr(fault)


def test_goes_right_again_after_some_times(sandbox: Sandbox) -> None:
    client = sandbox.client(retry=SOON)
    with sandbox.fault(status=502, body="<h1>Bad gateway</h1>", times=2) as fault:
        assert client.get_home_timeline() == []
        assert client.get_home_timeline() == []
        assert fault.hits == 2


def test_methods_and_wildcards(sandbox: Sandbox) -> None:
    client = sandbox.client(retry=NO_RETRY)
    with sandbox.fault("/api/*/statuses", methods="post", status=422, body={"error": "too long"}):
        with pytest.raises(howdah.UnprocessedError, match="too long"):
            client.post_status("x")
        assert client.get_home_timeline() == []


def test_the_newest_fault_counts(sandbox: Sandbox) -> None:
    client = sandbox.client(retry=NO_RETRY)
    sandbox.fault(HOME, status=500)
    with sandbox.fault(status=404), pytest.raises(NotFoundError):
        client.get_home_timeline()
    with pytest.raises(ServerError):
        client.get_home_timeline()


def test_headers_go_into_the_servers_own_answer(sandbox: Sandbox) -> None:
    with sandbox.fault(headers={"X-RateLimit-Limit": "300", "Content-Type": "application/json; x=y"}):
        answer = sandbox.client().raw.get_home_timeline()
    assert answer.headers["x-ratelimit-limit"] == "300"
    assert answer.headers["content-type"] == "application/json; x=y"


@pytest.mark.parametrize("body", [b"\xff\xfe", "<html>", {"a": 1}, [1]])
def test_any_body(sandbox: Sandbox, body: Any) -> None:
    with sandbox.fault(HOME, body=body), pytest.raises(UnexpectedAnswerError) as caught:
        sandbox.client(strict=True).get_home_timeline()
    sent = body.encode() if isinstance(body, str) else body if isinstance(body, bytes) else json.dumps(body).encode()
    assert caught.value.body == sent.decode("utf-8", "replace").encode()


def test_empty_answer(sandbox: Sandbox) -> None:
    with sandbox.fault(HOME, status=204), pytest.raises(UnexpectedAnswerError):
        sandbox.client().get_home_timeline()


def test_delay(sandbox: Sandbox) -> None:
    client = sandbox.client(timeout=0.1, retry=NO_RETRY)
    with sandbox.fault(HOME, delay=5), pytest.raises(RequestTimeoutError):
        client.get_home_timeline()
    with sandbox.fault(HOME, delay=0.05):
        began = time.monotonic()
        assert sandbox.client().get_home_timeline() == []
        assert time.monotonic() - began >= 0.05


def test_retry_after(sandbox: Sandbox) -> None:
    client = sandbox.client(rate_limit="raise")
    with sandbox.fault(status=429, retry_after=7), pytest.raises(RatelimitError) as caught:
        client.get_home_timeline()
    assert caught.value.retry_after == 7


def test_cut_before_the_server_has_seen_it(sandbox: Sandbox) -> None:
    client = sandbox.client(retry=NO_RETRY)
    with sandbox.fault("/api/v1/statuses", cut="before"), pytest.raises(NetworkError):
        client.post_status("never seen")
    assert client.get_home_timeline() == []


def test_cut_after_the_server_has_carried_it_out(sandbox: Sandbox) -> None:
    client = sandbox.client(retry=NO_RETRY)
    with sandbox.fault("/api/v1/statuses", cut="after"), pytest.raises(OutcomeUnknownError) as caught:
        client.post_status("posted after all")
    assert caught.value.idempotency_key
    assert [status.content for status in client.get_home_timeline()] == ["<p>posted after all</p>"]


@pytest.mark.parametrize("length", [0, 1, 100])
def test_truncated_answer(sandbox: Sandbox, length: int) -> None:
    client = sandbox.client(retry=NO_RETRY)
    client.post_status("something to cut short")
    with sandbox.fault(HOME, truncate=length), pytest.raises(NetworkError):
        client.get_home_timeline()
    with sandbox.fault(HOME, body=[], truncate=1), pytest.raises(NetworkError):
        client.get_home_timeline()
    assert len(client.get_home_timeline()) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        {},
        {"times": 1},
        {"status": 99},
        {"status": 500, "delay": -1},
        {"status": 500, "times": 0},
        {"truncate": -1},
        {"cut": "during"},
        {"cut": "before", "status": 500},
        {"cut": "after", "truncate": 3},
    ],
)
def test_refuses_faults_that_cannot_be(sandbox: Sandbox, arguments: dict[str, Any]) -> None:
    with pytest.raises(ConfigurationError):
        sandbox.fault(**arguments)


def test_rate_limit_as_mastodon_tells_it(sandbox: Sandbox) -> None:
    client, other = sandbox.client(rate_limit="raise"), sandbox.client("bob")
    with sandbox.rate_limit(2, window=60) as limit:
        first = client.raw.get_home_timeline()
        assert first.headers["x-ratelimit-limit"] == "2"
        assert first.headers["x-ratelimit-remaining"] == "1"
        assert first.headers["x-ratelimit-reset"].endswith("Z")
        client.get_home_timeline()
        with pytest.raises(RatelimitError) as caught:
            client.get_home_timeline()
        assert limit.hits == 0, "the client knew before it asked"
        assert caught.value.retry_after is not None
        assert 50 < caught.value.retry_after <= 65
        with pytest.raises(RatelimitError):
            sandbox.client(rate_limit="raise").get_home_timeline()
        assert limit.hits == 1
        assert other.get_home_timeline() == []


def test_waits_for_the_rate_limit(sandbox: Sandbox) -> None:
    client = sandbox.client()
    sandbox.rate_limit(1, window=0.5)
    began = time.monotonic()
    client.get_home_timeline()
    client.get_home_timeline()
    assert 0.3 < time.monotonic() - began < 20


@pytest.mark.parametrize(("limit", "window"), [(-1, 1), (1, 0)])
def test_refuses_limits_that_cannot_be(sandbox: Sandbox, limit: int, window: float) -> None:
    with pytest.raises(ConfigurationError):
        sandbox.rate_limit(limit, window)


def test_the_log_holds_no_noise(running: Sandbox) -> None:
    """Of all that the tests before this one have done to it."""
    assert running.log == ""


# Both clients, both transports


@pytest.mark.anyio
async def test_either_client_over_either_transport(ride: Ride) -> None:
    alice, bob = ride.client("alice"), ride.client("bob")
    posted = [await bob.post_status(f"number {number}") for number in range(5)]
    assert (await alice.get_status(posted[0].id)).content == "<p>number 0</p>"
    page = await alice.get_public_timeline(limit=2)
    assert list(page) == posted[:2:-1]
    following = await page.next_page()
    assert list(following) == posted[2:0:-1]
    assert list(await following.previous_page()) == list(page)
    assert [status async for status in page.all(max_items=4)] == posted[:0:-1]
    assert [status async for status in alice.get_public_timeline.walk(limit=2)] == posted[::-1]
    walk = alice.get_public_timeline.walk(limit=2).limit(3)
    assert [status async for status in walk] == posted[:1:-1]
    assert list(await alice.get_public_timeline.resume(page.cursor)) == list(following)
    with pytest.raises(NotFoundError):
        await alice.get_status("1")


@pytest.mark.anyio
async def test_sections_views_and_plain_attributes_of_either_client(any_client: Any, ride: Ride) -> None:
    accounts = await any_client.admin.get_accounts(limit=2)
    assert {account.username for account in accounts} <= {"alice", "bob", "carol"}
    answer = await any_client.raw.get_public_timeline()
    assert (answer.status, answer.value) == (200, [])
    assert any_client.instance == ride.sandbox.base_url
    assert any_client.supports("get_status") in (None, True)
    async with ride.client("carol") as carol:
        assert list(await carol.get_home_timeline()) == []


@pytest.mark.anyio
async def test_faults_on_either_client(ride: Ride) -> None:
    client = ride.client(retry=SOON)
    with ride.sandbox.fault(HOME, cut="before", times=1) as fault:
        assert await client.get_home_timeline() == []
        assert fault.hits == 1
    with ride.sandbox.fault(HOME, truncate=1, times=1) as fault:
        assert await client.get_home_timeline() == []
        assert fault.hits == 1
