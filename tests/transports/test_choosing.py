"""Which transport is used, and what each of them needs."""

from __future__ import annotations

import importlib.util
import signal
import subprocess
import sys

import pytest
from tests import hostile
from tests.hostile import HostileServer, json_answer

from howdah import AsyncClient, Client
from howdah.core.errors import ConfigurationError, MissingExtraError
from howdah.transports import TransportOptions, make_async_transport, make_transport

from .conftest import get


@pytest.mark.parametrize("make", [make_transport, make_async_transport, Client, AsyncClient])
def test_an_unknown_transport(make: type[Client]) -> None:
    with pytest.raises(ConfigurationError, match="'httpx' or 'reqwest'"):
        if make in (Client, AsyncClient):
            make("example.social", transport="carrier pigeon")
        else:
            make("carrier pigeon", TransportOptions())  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", [Client, AsyncClient])
def test_reqwest_is_missing(kind: type[Client], monkeypatch: pytest.MonkeyPatch) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name == "pyreqwest" else find(name))
    with pytest.raises(MissingExtraError, match=r"the reqwest transport needs .*'howdah\[fast\]'") as caught:
        kind("example.social", transport="reqwest")
    assert caught.value.extra == "fast"


def test_reqwest_on_trio(server: HostileServer) -> None:
    pytest.importorskip("pyreqwest", reason="the extra 'fast' is not installed")
    trio = pytest.importorskip("trio", reason="trio is not installed")
    transport = make_async_transport("reqwest", TransportOptions())
    with pytest.raises(ConfigurationError, match="asyncio only"):
        trio.run(transport.send, get(server.url + "/a"))
    assert server.peers == []


@pytest.mark.parametrize("transport", ["httpx", "reqwest"])
def test_a_client_is_cheap_until_it_is_used(transport: str) -> None:
    pytest.importorskip("pyreqwest" if transport == "reqwest" else "httpx2")
    program = (
        f"import sys, howdah; howdah.Client('example.social', transport={transport!r});"
        f"howdah.AsyncClient('example.social', transport={transport!r});"
        "print([name for name in ('httpx2', 'pyreqwest') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=30)
    assert done.stdout.strip() == "[]"


ASK = """
import asyncio, sys
from howdah import AsyncClient, Client
async def ask():
    async with AsyncClient(sys.argv[1], transport="reqwest") as client:
        await client.get_home_timeline()
if sys.argv[2] == "async":
    asyncio.run(ask())
else:
    print("asking", flush=True)
    Client(sys.argv[1], transport="reqwest", timeout=1).get_home_timeline()
"""


def _ask(server: HostileServer, how: str) -> subprocess.Popen[str]:
    pytest.importorskip("pyreqwest", reason="the extra 'fast' is not installed")
    command = [sys.executable, "-c", ASK, server.url, how]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_a_program_may_end_with_its_last_answer(server: HostileServer) -> None:
    server.otherwise(json_answer([]))
    programs = [_ask(server, "async") for _ in range(4)]
    assert [(program.communicate(timeout=30)[1], program.returncode) for program in programs] == [("", 0)] * 4


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for others")
def test_ctrl_c_ends_a_waiting_program(server: HostileServer) -> None:
    server.otherwise(hostile.stall)
    with _ask(server, "sync") as program:
        assert program.stdout is not None
        program.stdout.readline()
        assert hostile.wait_for(lambda: len(server.requests) == 1)
        program.send_signal(signal.SIGINT)
        error = program.communicate(timeout=30)[1]
    # On newer Pythons pyreqwest adds a line of its own below the interrupt; what counts is that it ends, and how.
    assert "KeyboardInterrupt" in error
    assert program.returncode not in (0, -signal.SIGABRT)
