"""Work that a server goes on with after it has answered, and threads that grow by it."""

from __future__ import annotations

import copy
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from howdah.models.pending_refresh import PendingRefresh, read_refresh
from howdah.testing import FakeServer, make_status

RUNNING = 'id="ctx:1", retry=5, result_count=2'
PLACE = "/api/v1/statuses/1/context"


def context(*replies: str) -> dict[str, object]:
    return {"ancestors": [], "descendants": [make_status(id=reply) for reply in replies]}


def progress(status: str) -> dict[str, object]:
    return {"async_refresh": {"id": "ctx:1", "status": status, "result_count": 2}}


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ('id="ImNv==:x", retry=5', PendingRefresh("ImNv==:x", 5.0)),
        ('result_count=3,retry=2,id="a"', PendingRefresh("a", 2.0, 3)),
        ("id=plain; retry=1.5", PendingRefresh("plain", 1.5)),
        ('id="a", retry=soon, result_count=-1', PendingRefresh("a")),
        ('id="a, retry=9", retry=1', PendingRefresh("a, retry=9", 1.0)),
        ("retry=5", None),
        ("", None),
    ],
)
def test_the_header_is_read(header: str, expected: PendingRefresh | None) -> None:
    assert read_refresh({"mastodon-async-refresh": header}) == expected


@given(st.text(max_size=3000))
def test_no_header_is_too_strange(header: str) -> None:
    found = read_refresh({"mastodon-async-refresh": header})
    assert found is None or found.retry >= 0


def test_an_answer_says_that_the_server_goes_on() -> None:
    fake = FakeServer()
    fake.on("GET", PLACE).reply(json=context("2"), headers={"Mastodon-Async-Refresh": RUNNING})
    answered = fake.client().raw.get_status_context("1")
    assert answered.async_refresh == PendingRefresh("ctx:1", 5.0, 2)
    assert fake.client().get_status_context("1").refresh == PendingRefresh("ctx:1", 5.0, 2, PLACE)


def test_a_thread_is_fetched_again_once_it_is_whole() -> None:
    fake = FakeServer()
    route = fake.on("GET", PLACE)
    route.reply(json=context("2"), headers={"Mastodon-Async-Refresh": RUNNING}).reply(json=context("2", "3"))
    asking = fake.on("GET", "/api/v1_alpha/async_refreshes/ctx:1")
    asking.reply(json=progress("running")).reply(json=progress("finished"))
    client = fake.client()
    whole = client.refresh_context(client.get_status_context("1"))
    assert [status.id for status in whole.descendants] == ["2", "3"]
    assert whole.refresh is None
    assert fake.clock.sleeps == [5.0, 5.0]


def test_a_thread_is_waited_for_no_longer_than_asked() -> None:
    fake = FakeServer()
    fake.on("GET", PLACE).reply(json=context("2"), headers={"Mastodon-Async-Refresh": RUNNING})
    fake.on("GET", "/api/v1_alpha/async_refreshes/ctx:1").reply(json=progress("running"))
    client = fake.client()
    partial = client.refresh_context(client.get_status_context("1"), timeout=12)
    assert sum(fake.clock.sleeps) == 12
    assert partial.refresh is not None


def test_a_refresh_that_is_forgotten_is_done() -> None:
    fake = FakeServer()
    fake.on("GET", PLACE).reply(json=context("2"), headers={"Mastodon-Async-Refresh": RUNNING}).reply(json=context("4"))
    fake.on("GET", "/api/v1_alpha/async_refreshes/ctx:1").reply(status=404)
    client = fake.client()
    assert client.refresh_context(client.get_status_context("1")).descendants[0].id == "4"


def test_a_whole_thread_is_not_asked_for_again() -> None:
    fake = FakeServer()
    fake.on("GET", PLACE).reply(json=context("2"))
    client = fake.client()
    whole = client.get_status_context("1")
    assert client.refresh_context(whole) is whole
    assert len(fake.requests) == 1


def test_what_goes_on_is_kept_in_copies() -> None:
    fake = FakeServer()
    fake.on("GET", PLACE).reply(json=context("2"), headers={"Mastodon-Async-Refresh": RUNNING})
    thread = fake.client().get_status_context("1")
    for copied in (pickle.loads(pickle.dumps(thread)), copy.deepcopy(thread)):
        assert copied.refresh == thread.refresh
        assert copied.drift == {}
