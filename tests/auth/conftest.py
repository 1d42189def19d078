"""A strict server to log in at, a store for what comes of it, and both ways to log in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from anyio import to_thread
from tests.auth.authorization_server import StrictServer

from howdah.auth import Account, CredentialStore, async_login, login


@pytest.fixture
def strict_server(bounded: None) -> Iterator[StrictServer]:
    """A server that checks all that the RFCs ask for."""
    with StrictServer() as server:
        yield server


@pytest.fixture
def store(tmp_path: Path) -> CredentialStore:
    """An empty store."""
    return CredentialStore(tmp_path / "credentials", keyring=False)


@pytest.fixture(params=["sync", "async"])
def log_in(request: pytest.FixtureRequest, store: CredentialStore) -> Callable[..., Awaitable[Account]]:
    """``login`` or ``async_login``, awaited, with the test's store and a few seconds of patience."""
    settings: dict[str, Any] = {"store": store, "wait": 10.0, "tell": lambda text: None}

    async def by_thread(server: str, **wanted: Any) -> Account:
        return await to_thread.run_sync(partial(login, server, **{**settings, **wanted}))

    async def awaited(server: str, **wanted: Any) -> Account:
        return await async_login(server, **{**settings, **wanted})

    return by_thread if request.param == "sync" else awaited
