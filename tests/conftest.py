"""What our tests share: both event loops, both clients over both transports, and an end to tests that hang."""

from __future__ import annotations

import faulthandler
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from hypothesis import settings
from tests.auth.browser import browser, chromium
from tests.both_clients import Ride

from howdah.sandbox import Sandbox

__all__ = ["browser", "chromium"]

pytest_plugins = ["pytester"]

settings.register_profile("howdah", deadline=None)  # a busy machine is no fault
settings.load_profile("howdah")

LONGEST_TEST = 90.0
"""Seconds after which a test that is ``bounded`` takes the whole run down with it, showing where it hangs."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the combinations that cannot be, so that nothing has to skip."""
    left_out = [item for item in items if not possible(item)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in set(left_out)]


def possible(item: pytest.Item) -> bool:
    """Whether a test makes sense for the client, transport and event loop that it would run with."""
    parameters: dict[str, Any] = getattr(getattr(item, "callspec", None), "params", {})
    kind, _, transport = str(parameters.get("ride") or parameters.get("streamed", "")).partition("-")
    blocking = "sync" in (kind, parameters.get("log_in"))
    if parameters.get("anyio_backend") == "trio" and (blocking or transport == "reqwest"):
        return False  # a blocking client has no event loop, and reqwest works on asyncio only
    variant = parameters.get("variant")
    if variant is None:
        return True
    over = item.get_closest_marker("over")
    return not (
        (item.get_closest_marker("blocking") and not variant.blocking)
        or (item.get_closest_marker("awaited") and variant.blocking)
        or (over is not None and variant.transport not in over.args)
    )


@pytest.fixture(params=["asyncio", "trio"])
def anyio_backend(request: pytest.FixtureRequest) -> str:
    """Each async test runs on both event loops."""
    backend: str = request.param
    return backend


@pytest.fixture
def bounded() -> Iterator[None]:
    """A test that waits for processes or sockets must end."""
    faulthandler.dump_traceback_later(LONGEST_TEST, exit=True)
    yield
    faulthandler.cancel_dump_traceback_later()


@pytest.fixture(params=["sync-httpx", "async-httpx", "sync-reqwest", "async-reqwest"])
async def ride(
    request: pytest.FixtureRequest, anyio_backend: str, howdah_sandbox: Sandbox, bounded: None
) -> AsyncIterator[Ride]:
    """A sandbox, and either client over either transport; ``ride.client("bob")`` is used as ``AsyncClient`` is."""
    kind, transport = request.param.split("-")
    if transport == "reqwest":
        pytest.importorskip("pyreqwest")
    ride = Ride(howdah_sandbox, kind, transport)
    yield ride
    await ride.close()


@pytest.fixture
def any_client(ride: Ride) -> Any:
    """Either client over either transport, as alice in the sandbox; to be used as ``AsyncClient`` is."""
    return ride.client("alice")
