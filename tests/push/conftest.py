"""A receiver's keys, and a server that pushes to it."""

from __future__ import annotations

import pytest
from tests.push.pushing import ENDPOINT, PushingServer

from howdah.push import PushKeys, PushReader


@pytest.fixture
def keys() -> PushKeys:
    return PushKeys.generate()


@pytest.fixture
def server(keys: PushKeys) -> PushingServer:
    return PushingServer(keys)


@pytest.fixture
def reader(keys: PushKeys, server: PushingServer) -> PushReader:
    return PushReader(keys, ENDPOINT, server_key=server.server_key, clock=server.clock)
