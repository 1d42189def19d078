"""Fixtures for tests of programs that use Howdah.

pytest finds them by itself where Howdah is installed. All but ``howdah_fake`` need the extra ``sandbox``, and skip the
test without it.

==========================  ========================================================================
``howdah_fake``             a ``FakeServer``: answers what the test tells it
``howdah_sandbox``          a ``Sandbox``, as in the beginning: keeps what is posted during the test
``howdah_client``           a ``Client`` that acts as the first of its users, alice
``howdah_async_client``     an ``AsyncClient`` that acts as the first of its users, alice
``howdah_users``            who has an account in the sandbox; define it yourself to say otherwise
==========================  ========================================================================
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from ..client import AsyncClient, Client
    from ..sandbox import Person, Sandbox
    from .fake_server import FakeServer

# This module is imported wherever pytest and Howdah are installed together, so everything else is imported when used.


@pytest.fixture
def howdah_fake() -> FakeServer:
    """A server that answers what the test tells it, and shows what it was asked."""
    from .fake_server import FakeServer

    return FakeServer()


@pytest.fixture(scope="session")
def howdah_users() -> Sequence[str | Person]:
    """Who has an account in the sandbox; a fixture of your own with this name and scope says otherwise."""
    from ..sandbox import PEOPLE

    return PEOPLE


@pytest.fixture(scope="session")
def howdah_running_sandbox(howdah_users: Sequence[str | Person]) -> Iterator[Sandbox]:
    """The sandbox that all tests share; use ``howdah_sandbox``, which is reset before each test."""
    from ..core.errors import MissingExtraError
    from ..sandbox import Sandbox

    try:
        sandbox = Sandbox(howdah_users)
    except MissingExtraError as error:
        pytest.skip(str(error))
    with sandbox:
        yield sandbox


@pytest.fixture
def howdah_sandbox(howdah_running_sandbox: Sandbox) -> Iterator[Sandbox]:
    """A local Mastodon-like server, with nothing on it but its users."""
    howdah_running_sandbox.reset()
    yield howdah_running_sandbox
    howdah_running_sandbox.close_clients()


@pytest.fixture
def howdah_client(howdah_sandbox: Sandbox) -> Client:
    """A client that acts as the first user of the sandbox."""
    return howdah_sandbox.client(howdah_sandbox.users[0])


@pytest.fixture
def howdah_async_client(howdah_sandbox: Sandbox) -> AsyncClient:
    """An async client that acts as the first user of the sandbox, for whichever event loop the test runs in."""
    return howdah_sandbox.async_client(howdah_sandbox.users[0])
