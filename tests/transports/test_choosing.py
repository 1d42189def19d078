"""Which transport is used, and what each of them needs."""

from __future__ import annotations

import importlib.util
import subprocess
import sys

import pytest
from tests.hostile import HostileServer

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
