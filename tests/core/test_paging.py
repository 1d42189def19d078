"""Finding the way through a listing: links of every kind, their absence, and where to resume."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.conversation import make_session

from howdah import ConfigurationError, NetworkError, SchemaDriftWarning, ServerError
from howdah.core.paging import parse_links, path_from_cursor, turn
from howdah.core.wire import Headers
from howdah.models import Status
from howdah.testing import FakeServer, make_account, make_status

HOME = "/api/v1/timelines/home"
ORIGIN = "https://example.social"


@pytest.mark.parametrize(
    "header",
    [
        '<https://example.social/p?max_id=1>; rel="next", <https://example.social/p?min_id=9>; rel="prev"',
        '<https://example.social/p?min_id=9>; rel="prev", <https://example.social/p?max_id=1>; rel="next"',
        "<https://example.social/p?max_id=1>;rel=next,<https://example.social/p?min_id=9>;rel=prev",
        "</p?max_id=1>; title=\"a, b\"; rel='next' , </p?min_id=9>; REL=prev",
        '</p?max_id=1>; rel="last next", </p?min_id=9>; rel="prev"',
    ],
)
def test_links_are_read_in_any_order_and_quoting(header: str) -> None:
    page = turn(make_session(), "/p", [], Headers([("Link", header)]), "link")
    assert (page.next, page.previous) == ("/p?max_id=1", "/p?min_id=9")


@given(st.text())
def test_no_link_header_breaks_it(header: str) -> None:
    for target in parse_links(header).values():
        make_session().path_of(target)


@pytest.mark.parametrize(
    ("link", "path"),
    [
        ("https://example.social/p?max_id=1&limit=2&any[]=a%20b", "/p?max_id=1&limit=2&any[]=a%20b"),
        ("/p?max_id=1", "/p?max_id=1"),
        ("?max_id=1", "/?max_id=1"),
        ("https://EXAMPLE.social:443/p", "/p"),
        ("http://example.social/p", "/p"),
        ("https://evil.example/p", None),
        ("https://example.social.evil.example/p", None),
        ("https://example.social@evil.example/p", None),
        ("https://x@example.social/p", None),
        ("https://example.social:444/p", None),
        ("http://example.social:8080/p", None),
        ("ftp://example.social/p", None),
        ("https://[::1/p", None),
        ("https://example.social:port/p", None),
    ],
)
def test_only_links_to_the_same_origin_are_taken(link: str, path: str | None) -> None:
    assert make_session().path_of(link) == path


def test_a_server_below_a_path_keeps_its_links_there() -> None:
    session = make_session()
    session.base_url = "https://example.social/snac"
    assert session.path_of("https://example.social/snac/api/v1/x?y=1") == "/api/v1/x?y=1"
    assert session.path_of("https://example.social/other/api/v1/x") is None


def page_of(*numbers: int, account: bool = False) -> list[dict[str, Any]]:
    make: Callable[..., dict[str, Any]] = make_account if account else make_status
    return [make(id=str(number)) for number in numbers]


@pytest.fixture
def fake() -> FakeServer:
    return FakeServer("https://example.social")


def link(**relations: str) -> dict[str, str]:
    return {"Link": ", ".join(f'<{target}>; rel="{name}"' for name, target in relations.items())}


def ids(items: Any) -> list[str]:
    return [item.id for item in items]


def test_a_listing_is_called_for_a_page_and_walked_for_everything(fake: FakeServer) -> None:
    client = fake.client()
    fake.on("GET", f"{HOME}?limit=2").reply(json=page_of(9, 8), headers=link(next=f"{ORIGIN}{HOME}?limit=2&max_id=8"))
    fake.on("GET", f"{HOME}?limit=2&max_id=8").reply(json=page_of(7), headers=link(prev=f"{HOME}?min_id=7"))
    page = client.get_home_timeline(limit=2)
    assert ids(page) == ["9", "8"]
    assert page == [Status.model_construct(id="9"), Status.model_construct(id="8")]
    following = page.next_page()
    assert following is not None
    assert ids(following) == ["7"]
    assert following.next_page() is None
    assert following.cursor is None
    assert ids(page.all()) == ["9", "8", "7"]
    assert ids(page.all(max_items=1)) == ["9"]
    assert ids(client.get_home_timeline.walk(limit=2)) == ["9", "8", "7"]
    assert ids(client.get_home_timeline.walk(limit=2).limit(2)) == ["9", "8"]


def test_a_walk_asks_for_no_more_pages_than_it_gives(fake: FakeServer) -> None:
    fake.on("GET", f"{HOME}?limit=2").reply(json=page_of(9, 8), headers=link(next=f"{HOME}?limit=2&max_id=8"))
    assert ids(fake.client().get_home_timeline.walk(limit=2).limit(2)) == ["9", "8"]
    assert len(fake.requests) == 1


def test_a_count_equal_to_the_limit_and_an_empty_last_page(fake: FakeServer) -> None:
    fake.on("GET", f"{HOME}?limit=2").reply(json=page_of(9, 8), headers=link(next=f"{HOME}?limit=2&max_id=8"))
    fake.on("GET", f"{HOME}?limit=2&max_id=8").reply(json=[])
    client = fake.client()
    assert ids(client.get_home_timeline.walk(limit=2)) == ["9", "8"]
    page = client.get_home_timeline(limit=2)
    assert page.next_page() is None


def test_gotosocial_names_a_next_page_after_the_last(fake: FakeServer) -> None:
    fake.on("GET", HOME).reply(json=page_of(9), headers=link(next=f"{HOME}?max_id=9", prev=f"{HOME}?min_id=9"))
    fake.on("GET", f"{HOME}?max_id=9").reply(json=[])
    assert ids(fake.client().get_home_timeline.walk()) == ["9"]


def test_a_repeated_cursor_ends_the_walk(fake: FakeServer) -> None:
    fake.on("GET", HOME).reply(json=page_of(9), headers=link(next=f"{HOME}?max_id=9"))
    fake.on("GET", f"{HOME}?max_id=9").reply(json=page_of(8), headers=link(next=f"{HOME}?max_id=9"))
    assert ids(fake.client().get_home_timeline.walk()) == ["9", "8"]


def test_a_server_that_ignores_the_cursor_is_not_walked_for_ever(fake: FakeServer) -> None:
    fake.on("GET", HOME).reply(json=page_of(9, 8))
    fake.on("GET", f"{HOME}?max_id=8").reply(json=page_of(9, 8))
    assert ids(fake.client().get_home_timeline.walk()) == ["9", "8"]


def test_without_links_statuses_are_paged_by_their_ids(fake: FakeServer) -> None:
    fake.on("GET", f"{HOME}?limit=2").reply(json=page_of(9, 8))
    fake.on("GET", f"{HOME}?limit=2&max_id=8").reply(json=page_of(7))
    fake.on("GET", f"{HOME}?limit=2&max_id=7").reply(json=[])
    assert ids(fake.client().get_home_timeline.walk(limit=2)) == ["9", "8", "7"]


def test_a_link_to_another_origin_is_not_followed_and_said(fake: FakeServer, caplog: pytest.LogCaptureFixture) -> None:
    fake.on("GET", HOME).reply(
        json=page_of(9), headers=link(next="https://evil.example/api/v1/timelines/home?max_id=9")
    )
    fake.on("GET", f"{HOME}?max_id=9").reply(json=[])
    assert ids(fake.client().get_home_timeline.walk()) == ["9"]
    assert all(request.path == HOME for request in fake.requests)
    assert "another origin" in caplog.text


def test_without_links_what_has_inner_cursors_is_one_page(fake: FakeServer) -> None:
    fake.on("GET", "/api/v1/statuses/1/favourited_by").reply(json=page_of(5, 6, account=True))
    page = fake.client().get_favourited_by("1")
    assert page.cursor is None
    assert page.next_page() is None


def test_min_id_walks_forwards_oldest_first(fake: FakeServer) -> None:
    fake.on("GET", f"{HOME}?min_id=1&limit=2").reply(
        json=page_of(3, 2), headers=link(next=f"{HOME}?limit=2&max_id=2", prev=f"{HOME}?limit=2&min_id=3")
    )
    fake.on("GET", f"{HOME}?limit=2&min_id=3").reply(json=page_of(4), headers=link(prev=f"{HOME}?limit=2&min_id=4"))
    fake.on("GET", f"{HOME}?limit=2&min_id=4").reply(json=[])
    client = fake.client()
    assert ids(client.get_home_timeline.walk(min_id="1", limit=2)) == ["2", "3", "4"]
    assert ids(client.get_home_timeline(min_id="1", limit=2)) == ["3", "2"], "one page is as the server sent it"


def test_a_way_back_by_since_id_is_made_one_without_gaps(fake: FakeServer) -> None:
    fake.on("GET", HOME).reply(json=page_of(9, 8), headers=link(prev=f"{HOME}?since_id=9"))
    fake.on("GET", f"{HOME}?min_id=9").reply(json=page_of(10))
    page = fake.client().get_home_timeline()
    previous = page.previous_page()
    assert previous is not None
    assert ids(previous) == ["10"]


def test_a_failed_walk_leaves_a_cursor_to_resume_from(fake: FakeServer) -> None:
    fake.on("GET", f"{HOME}?limit=2").reply(json=page_of(9, 8), headers=link(next=f"{HOME}?limit=2&max_id=8"))
    second = fake.on("GET", f"{HOME}?limit=2&max_id=8")
    second.reply(status=500)
    walk = fake.client().get_home_timeline.walk(limit=2)
    seen: list[str] = []
    with pytest.raises(ServerError) as raised:
        for status in walk:
            seen.append(status.id)  # noqa: PERF401 - what came before the failure counts
    assert seen == ["9", "8"]
    cursor = walk.cursor
    assert cursor is not None
    assert raised.value.cursor == cursor
    stored = str(cursor)
    fresh = FakeServer(ORIGIN)
    fresh.on("GET", f"{HOME}?limit=2&max_id=8").reply(json=page_of(7, 6))
    fresh.on("GET", f"{HOME}?limit=2&max_id=6").reply(json=[])
    assert ids(fresh.client().get_home_timeline.resume(stored).all()) == ["7", "6"]


def test_a_walk_that_fails_at_once_has_its_start_as_cursor(fake: FakeServer) -> None:
    fake.on("GET", f"{HOME}?limit=2").fail(NetworkError("down"))
    walk = fake.client(retry=None).get_home_timeline.walk(limit=2)
    with pytest.raises(NetworkError):
        next(walk)
    assert walk.cursor == f"get_home_timeline {HOME}?limit=2"


def test_a_cursor_within_a_page_is_that_page(fake: FakeServer) -> None:
    fake.on("GET", HOME).reply(json=page_of(9, 8, 7))
    walk = fake.client().get_home_timeline.walk()
    next(walk)
    assert walk.cursor == f"get_home_timeline {HOME}"


@pytest.mark.parametrize(
    "cursor", ["", "get_home_timeline", "get_home_timeline https://evil.example/", "x //evil.example"]
)
def test_what_is_no_cursor_is_refused(cursor: str) -> None:
    with pytest.raises(ConfigurationError, match="is not a cursor"):
        path_from_cursor("get_home_timeline", cursor)


def test_a_cursor_of_another_listing_is_refused(fake: FakeServer) -> None:
    with pytest.raises(ConfigurationError, match="belongs to get_notifications"):
        fake.client().get_home_timeline.resume("get_notifications /api/v1/notifications?max_id=1")


def test_pages_pickle_without_their_client(fake: FakeServer) -> None:
    fake.on("GET", HOME).reply(json=page_of(9, 8), headers=link(next=f"{HOME}?max_id=8"))
    page = fake.client().get_home_timeline()
    stored = pickle.dumps(page)
    assert b"token" not in stored
    again = pickle.loads(stored)
    assert again == page
    assert type(again) is type(page)
    assert again.cursor == page.cursor
    with pytest.raises(ConfigurationError, match=r"client\.get_home_timeline\.resume\(page\.cursor\)"):
        again.next_page()


def test_offsets_are_counted_where_there_are_no_links(fake: FakeServer) -> None:
    page = turn(make_session(), "/api/v1/trends/tags?limit=2", [1, 2], Headers(), "offset")
    assert page.next == "/api/v1/trends/tags?limit=2&offset=2"
    later = turn(make_session(), "/api/v1/trends/tags?limit=2&offset=2", [3, 4], Headers(), "offset")
    assert later.next == "/api/v1/trends/tags?limit=2&offset=4"


def test_a_lower_bound_holds_on_every_page(fake: FakeServer) -> None:
    fake.on("GET", HOME).reply(json=[])
    fake.on("GET", f"{HOME}?since_id=5&limit=2").reply(
        json=page_of(9, 8), headers=link(next=f"{HOME}?limit=2&max_id=8")
    )
    fake.on("GET", f"{HOME}?limit=2&max_id=8&since_id=5").reply(json=page_of(7, 6))
    fake.on("GET", f"{HOME}?limit=2&max_id=6&since_id=5").reply(json=[])
    walk = fake.client().get_home_timeline.walk(since_id="5", limit=2)
    assert ids(walk) == ["9", "8", "7", "6"]
    assert all(request.query.get("since_id") == "5" for request in fake.requests)


def test_an_upper_bound_holds_on_the_way_forward(fake: FakeServer) -> None:
    fake.on("GET", f"{HOME}?max_id=9&min_id=2").reply(json=page_of(4, 3), headers=link(prev=f"{HOME}?min_id=4"))
    fake.on("GET", f"{HOME}?min_id=4&max_id=9").reply(json=[])
    assert ids(fake.client().get_home_timeline.walk(min_id="2", max_id="9")) == ["3", "4"]
    assert len(fake.requests) == 2


def test_a_way_forward_by_since_id_stays_forward_where_cursors_are_inner(fake: FakeServer) -> None:
    favourites = "/api/v1/favourites"
    fake.on("GET", f"{favourites}?min_id=2").reply(json=page_of(4, 3), headers=link(prev=f"{favourites}?since_id=70"))
    fake.on("GET", f"{favourites}?min_id=70").reply(json=[])
    assert ids(fake.client().get_favourites.walk(min_id="2")) == ["3", "4"]


@pytest.mark.parametrize("place", [0, 1])
def test_an_id_that_cannot_be_read_costs_no_page(fake: FakeServer, place: int) -> None:
    page = page_of(9, 8)
    page[place]["id"] = None
    fake.on("GET", HOME).reply(json=page)
    with pytest.warns(SchemaDriftWarning):
        assert len(fake.client().get_home_timeline()) == 2
