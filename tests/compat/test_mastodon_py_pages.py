"""From page to page with the front for Mastodon.py."""

from __future__ import annotations

import json
import pickle
from typing import Any

import pytest
from tests.compat.front_for_mastodon_py import Answer, answering

from howdah.compat.mastodon_py import MastodonIllegalArgumentError
from howdah.compat.mastodon_py.types_base import PaginatableList, PaginationInfo

HOME = "https://server.example/api/v1/timelines/home"
BOTH = f'<{HOME}?limit=2&max_id=4>; rel="next", <{HOME}?limit=2&min_id=5>; rel="prev"'


def page(*ids: int, link: str = BOTH) -> Answer:
    return Answer([{"id": str(each)} for each in ids], headers={"link": link} if link else {})


def test_a_page_knows_where_the_others_are() -> None:
    found = answering(page(5, 4)).front().timeline_home(limit=2, only_media=True)
    assert type(found._pagination_next) is PaginationInfo
    assert found._pagination_next == {
        "limit": 2,
        "only_media": "true",
        "_pagination_method": "GET",
        "_pagination_endpoint": "/api/v1/timelines/home",
        "_mastopy_type": "PaginatableList[Status]",
        "max_id": 4,
    }
    assert found._pagination_prev is not None
    assert found._pagination_prev["min_id"] == 5
    assert found[-1]._pagination_next == found._pagination_next
    assert found[0]._pagination_prev == found._pagination_prev


WAYS = {
    "the page": lambda found: found,
    "its last item": lambda found: found[-1],
    "what is kept of it": lambda found: found._pagination_next,
    "a plain dict": lambda found: dict(found._pagination_next),
    "a plain list": list,
    "a pickle": lambda found: pickle.loads(pickle.dumps(found)),
    "JSON": lambda found: json.loads(json.dumps(found._pagination_next)),
}


@pytest.mark.parametrize("way", WAYS)
def test_the_next_page_is_found_from(way: str) -> None:
    talk = answering(page(5, 4), page(3, 2, link=""))
    front = talk.front()
    following: Any = front.fetch_next(WAYS[way](front.timeline_home(limit=2)))
    assert [each.id for each in following] == ["3", "2"]
    assert type(following) is PaginatableList
    assert talk.lines[1] == "GET /api/v1/timelines/home?limit=2&max_id=4"
    assert front.fetch_next(following) is None


@pytest.mark.parametrize("way", ["page", "first item", "info"])
def test_the_previous_page_is_found(way: str) -> None:
    talk = answering(page(5, 4), page(7, 6))
    front = talk.front()
    found: Any = front.timeline_home(limit=2)
    given = {"page": found, "first item": found[0], "info": found._pagination_prev}[way]
    newer: Any = front.fetch_previous(given)
    assert [each.id for each in newer] == ["7", "6"]
    assert talk.lines[1] == "GET /api/v1/timelines/home?limit=2&min_id=5"


def test_where_there_was_no_page_there_is_none_beside_it() -> None:
    talk = answering([])
    assert talk.front().fetch_next(None) is None
    assert talk.front().fetch_previous(None) is None
    assert talk.sent == []


@pytest.mark.parametrize("thing", ["x", 5, [], {}])
def test_other_things_have_no_pages(thing: Any) -> None:
    front = answering([]).front()
    with pytest.raises(MastodonIllegalArgumentError, match="not paginatable"):
        front.fetch_next(thing)


def test_everything_is_fetched_and_an_empty_page_ends_it() -> None:
    second = page(3, 2, link=f'<{HOME}?max_id=2>; rel="next"')
    talk = answering(page(5, 4), second, page(link=f'<{HOME}?max_id=1>; rel="next"'))
    front = talk.front()
    everything = front.fetch_remaining(front.timeline_home(limit=2))
    assert [each.id for each in everything] == ["5", "4", "3", "2"]
    assert len(talk.sent) == 3


def test_a_server_that_gives_the_same_page_again_is_not_asked_for_ever() -> None:
    front = answering(page(5, 4)).front()
    assert len(front.fetch_remaining(front.timeline_home())) == 2


def test_items_and_pages_can_be_gone_through() -> None:
    answers = [page(5, 4), page(3, link="")]
    front = answering(*answers).front()
    assert [each.id for each in front.pagination_iterator(front.timeline_home())] == ["5", "4", "3"]
    front = answering(*answers).front()
    pages = list(front.pagination_page_iterator(front.timeline_home(), return_pagination_info=True))
    assert [len(found) for found, _ in pages] == [2, 1]
    assert pages[0][1]["max_id"] == 4
    assert pages[1][1] is None
    with pytest.raises(MastodonIllegalArgumentError, match="direction"):
        list(front.pagination_iterator(front.timeline_home(), "sideways"))


def test_what_is_kept_of_a_page_begins_there() -> None:
    talk = answering(page(5, 4), page(3, link=""))
    front = talk.front()
    info = front.get_pagination_info(front.timeline_home(), "next")
    assert info is not None
    assert [each.id for each in front.pagination_iterator(info)] == ["3"]


def test_a_link_to_another_server_is_not_followed() -> None:
    front = answering(page(5, 4, link='<https://evil.example/x?max_id=4>; rel="next"')).front()
    assert front.timeline_home()._pagination_next is None


def test_what_is_paged_by_numbers_goes_on_by_numbers() -> None:
    talk = answering([{"id": "1"}, {"id": "2"}], [{"id": "3"}], [])
    front = talk.front()
    found = front.account_search("x", limit=2)
    assert len(front.fetch_remaining(found)) == 3
    assert [request.url.params.get("offset") for request in talk.sent] == [None, "2", "3"]
    second: Any = front.fetch_previous(front.account_search("x", limit=2, offset=4))
    assert second == []
    assert talk.sent[-1].url.params["offset"] == "2"


def test_parameters_that_are_lists_are_kept() -> None:
    talk = answering(Answer([{"id": "5"}], headers={"link": f'<{HOME}?max_id=4>; rel="next"'}), [])
    front = talk.front()
    front.fetch_next(front.notifications(types=["mention", "poll"]))  # type: ignore[arg-type]
    assert talk.sent[1].url.params.get_list("types[]") == ["mention", "poll"]
    assert talk.sent[1].url.params["max_id"] == "4"
