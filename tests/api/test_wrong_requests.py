"""Requests of one's own that cannot be meant: each says so before anything is sent."""

from __future__ import annotations

from typing import Any

import pytest

from howdah import ConfigurationError
from howdah.models import Status
from howdah.testing import FakeServer


@pytest.fixture
def fake() -> FakeServer:
    return FakeServer("https://example.social")


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({"json": {"a": 1}}, "json= is called body="),
        ({"data": {"a": 1}}, "data= is called body="),
        ({"params": {"a": 1}}, "params= is called query="),
        ({"nonsense": True}, "unexpected keyword argument 'nonsense'"),
        ({"body": [1]}, "body must be a mapping"),
        ({"query": "a=1"}, "query must be a mapping"),
        ({"headers": {"x-count": 1}}, "a header is a name and a value, both str"),
        ({"into": "Status"}, "into must be a type, such as Status"),
        ({"into": list["Status"]}, "into must be a type"),
        ({"into": [Status]}, "into must be a type"),
    ],
)
def test_a_part_that_cannot_be_meant_is_a_type_error(fake: FakeServer, parts: dict[str, Any], says: str) -> None:
    with pytest.raises(TypeError, match=says):
        fake.client().request("POST", "/p", **parts)
    assert fake.requests == []


@pytest.mark.parametrize(("method", "path", "says"), [("GET", None, "path must be a str"), (1, "/p", "method must be")])
def test_method_and_path_are_texts(fake: FakeServer, method: Any, path: Any, says: str) -> None:
    with pytest.raises(TypeError, match=says):
        fake.client().request(method, path)
    assert fake.requests == []


@pytest.mark.parametrize("name", ["Authorization", "authorization"])
def test_the_token_is_not_replaced_by_a_header(fake: FakeServer, name: str) -> None:
    with pytest.raises(ConfigurationError, match="the token is the client's"):
        fake.client().request("GET", "/p", headers={name: "Bearer other"})
    assert fake.requests == []


def test_a_header_replaces_the_clients_own_however_it_is_written(fake: FakeServer) -> None:
    fake.on("GET", "/p").reply(json={})
    fake.client().request("GET", "/p", headers={"ACCEPT": "text/csv"})
    assert [value for name, value in fake.requests[0].headers.items() if name.lower() == "accept"] == ["text/csv"]


@pytest.mark.anyio
async def test_the_async_client_says_so_too(fake: FakeServer, anyio_backend: str) -> None:
    with pytest.raises(TypeError, match="json= is called body="):
        await fake.async_client().request("POST", "/p", json={"a": 1})  # type: ignore[call-overload]
    assert fake.requests == []
