"""An app's token where a user's is needed is called so, without asking more than once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

import pytest
from anyio import to_thread

from howdah import ActivityPubError, AppTokenError, UnauthorizedError, UnprocessedError
from howdah.core.token_owner import OWNER_LEARNED
from howdah.testing import FakeServer

pytestmark = pytest.mark.anyio
Call = Callable[..., Awaitable[Any]]
WHO, WHAT = "/api/v1/accounts/verify_credentials", "/api/v1/apps/verify_credentials"


@pytest.fixture
def fake() -> FakeServer:
    return FakeServer()


@pytest.fixture(params=["sync", "async"])
def call(request: pytest.FixtureRequest, fake: FakeServer) -> Call:
    """An operation of either client, by name, on a client that does not know yet whose token it has."""
    client: Any = fake.client() if request.param == "sync" else fake.async_client()
    del client.session.learned[OWNER_LEARNED]

    async def made(name: str, *args: Any) -> Any:
        operation = partial(getattr(client, name), *args)
        return await (to_thread.run_sync(operation) if request.param == "sync" else operation())

    return made


@pytest.mark.parametrize("status", [401, 422])
async def test_an_apps_token_is_called_so(fake: FakeServer, call: Call, status: int) -> None:
    for method, path in (("GET", "/api/v1/timelines/home"), ("POST", "/api/v1/statuses"), ("GET", WHO)):
        fake.on(method, path).reply({"error": "This method requires an authenticated user"}, status=status)
    fake.on("GET", WHAT).reply({"name": "bot"})
    for name, *args in (("get_home_timeline",), ("post_status", "hi")):
        with pytest.raises(AppTokenError, match="this token belongs to an app, not a user") as raised:
            await call(name, *args)
        assert raised.value.status == status
        assert isinstance(raised.value, UnauthorizedError)
    assert [asked.path for asked in fake.requests].count(WHAT) == 1, "it is asked once"


async def test_a_users_token_is_not_called_so(fake: FakeServer, call: Call) -> None:
    fake.on("POST", "/api/v1/statuses").reply({"error": "Text can't be blank"}, status=422)
    fake.on("GET", WHO).reply({"id": "1"})
    for _ in range(2):
        with pytest.raises(UnprocessedError, match="blank"):
            await call("post_status", "")
    assert [asked.path for asked in fake.requests].count(WHO) == 1


async def test_a_revoked_token_is_not_called_so(fake: FakeServer, call: Call) -> None:
    for path in ("/api/v1/timelines/home", WHO, WHAT):
        fake.on("GET", path).reply({"error": "The access token was revoked"}, status=401)
    with pytest.raises(UnauthorizedError, match="revoked") as raised:
        await call("get_home_timeline")
    assert type(raised.value) is UnauthorizedError


async def test_a_server_that_cannot_tell_changes_nothing(fake: FakeServer, call: Call) -> None:
    fake.on("GET", "/api/v1/timelines/home").reply({"error": "no"}, status=401)
    fake.on("GET", WHO).fail()
    fake.on("GET", WHAT).fail()
    with pytest.raises(ActivityPubError) as raised:
        await call("get_home_timeline")
    assert type(raised.value) is UnauthorizedError
