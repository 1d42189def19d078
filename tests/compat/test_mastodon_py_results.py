"""What calls of the front for Mastodon.py give: dicts with attributes, of the types that Mastodon.py gives."""

from __future__ import annotations

import copy
import json
import pickle
from collections import OrderedDict
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mastodon import types_base as theirs
from tests.compat.front_for_mastodon_py import answering, front_answering

from howdah.compat.mastodon_py import return_types
from howdah.compat.mastodon_py.conversion import converter, fields_of
from howdah.compat.mastodon_py.return_types import (
    Account,
    Instance,
    MediaAttachmentVideoMetadata,
    Preferences,
    Quote,
    ShallowQuote,
    Status,
)
from howdah.compat.mastodon_py.types_base import (
    AttribAccessDict,
    Entity,
    MaybeSnowflakeIdType,
    NonPaginatableList,
    PaginatableList,
    PaginationInfo,
)

STATUS: dict[str, Any] = {
    "id": "103254962155278888",
    "created_at": "2020-01-01T00:00:00.000Z",
    "account": {"id": "1", "acct": "rider", "moved": {"id": "9", "acct": "gone"}},
    "mentions": [{"id": "3", "acct": "bob"}],
    "reblogs_count": "5",
    "sensitive": "true",
    "edited_at": "nonsense",
    "language": 4,
    "tags": None,
    "card": {"title": "A page", "authors": [{"name": "Ann", "account": None}]},
    "text": "as written",
    "brand_new": {"x": 1, "inner": {"y": [2]}},
}


def status(**changes: Any) -> Status:
    body = STATUS | changes
    found: Status = front_answering(body, lambda front: front.status(1))
    return found


def test_values_are_items_and_attributes() -> None:
    found = status()
    assert type(found) is Status
    assert isinstance(found, OrderedDict)
    assert found.account.acct == found["account"]["acct"] == "rider"


def test_ids_times_flags_and_numbers_have_their_types() -> None:
    found = status()
    assert type(found.id) is MaybeSnowflakeIdType
    assert found.created_at == datetime(2020, 1, 1, tzinfo=UTC)
    assert found.created_at.tzinfo is not None
    assert found.reblogs_count == 5
    assert found.sensitive is True
    assert found.language == "4"
    assert type(found.mentions) is NonPaginatableList
    assert type(found.mentions[0].id) is str  # as Mastodon.py has it


def test_what_cannot_be_read_is_none() -> None:
    assert status().edited_at is None


def test_what_was_not_sent_is_none_and_other_names_raise() -> None:
    found = status()
    assert found.poll is None
    assert found["poll"] is None
    with pytest.raises(AttributeError, match="no_such_thing"):
        _ = found.no_such_thing
    with pytest.raises(KeyError):
        _ = found["no_such_thing"]


def test_declared_fields_come_first_and_what_is_new_is_kept() -> None:
    found = status()
    assert list(found)[:3] == ["id", "uri", "url"]
    assert list(found)[-2:] == ["text", "brand_new"]
    assert type(found.brand_new) is AttribAccessDict
    assert found.brand_new.inner.y == [2]


def test_an_account_that_moved_names_the_other_by_both_names() -> None:
    account = status().account
    assert account.moved_to_account is account.moved
    assert account.moved_to_account is not None
    assert account.moved_to_account.moved_to_account is None


def test_a_deleted_status_says_what_it_was_written_as() -> None:
    gone = front_answering(STATUS, lambda front: front.status_delete(1))
    assert gone.source == gone.text == "as written"
    assert "source" not in gone


def test_values_can_be_set_and_are_converted() -> None:
    found = status()
    found.id = "77"  # type: ignore[assignment]
    assert type(found.id) is MaybeSnowflakeIdType
    found["created_at"] = "2021-01-01T00:00:00Z"
    assert found.created_at.year == 2021
    with pytest.raises(AttributeError):
        found.invented = 5  # type: ignore[attr-defined]
    found["invented"] = 5
    assert found.invented == 5


def test_a_quote_is_the_kind_that_it_looks_like() -> None:
    assert type(status(quote={"state": "accepted", "quoted_status": STATUS}).quote) is Quote
    assert type(status(quote={"state": "accepted", "quoted_status_id": "5"}).quote) is ShallowQuote
    assert type(status(quote={"state": "pending"}).quote) is Quote


def test_a_file_says_what_its_data_is() -> None:
    media = front_answering({"id": "1", "type": "video", "meta": {"original": {"width": 5}}}, lambda f: f.media(1))
    assert type(media.meta.original) is MediaAttachmentVideoMetadata


def test_names_that_the_server_writes_otherwise_work_both_ways() -> None:
    found: Preferences = front_answering({"posting:default:visibility": "unlisted"}, lambda f: f.preferences())
    assert found.posting_default_visibility == found["posting:default:visibility"] == "unlisted"


def test_old_names_of_an_instance_find_what_is_elsewhere_now() -> None:
    found: Instance = front_answering(
        {"domain": "server.example", "contact": {"email": "a@server.example"}}, lambda f: f.instance_v1()
    )
    assert found.uri == "server.example"
    assert found.email == "a@server.example"
    with pytest.raises(AttributeError):
        _ = found.urls


def test_a_field_called_as_a_method_is_the_field() -> None:
    alerts = converter(return_types.WebPushSubscriptionAlerts)({"update": True})
    assert alerts.update is True
    alerts.update = False
    assert alerts["update"] is False


def test_lists_are_pages_where_the_server_links_on() -> None:
    front = answering([STATUS]).front()
    assert type(front.timeline_home()) is PaginatableList
    assert type(front.status_history(1)) is NonPaginatableList
    linked = answering([STATUS], link='<https://server.example/x?max_id=1>; rel="next"').front()
    assert type(linked.status_history(1)) is PaginatableList


def test_pickles_and_copies_are_equal_and_keep_their_way_on() -> None:
    front = answering([STATUS], link='<https://server.example/x?max_id=1>; rel="next"').front()
    page = front.timeline_home()
    for again in (pickle.loads(pickle.dumps(page)), copy.deepcopy(page)):
        assert again == page
        assert type(again) is type(page)
        assert type(again[0]) is Status
        assert type(again[0].id) is MaybeSnowflakeIdType
        assert again._pagination_next == page._pagination_next != None  # noqa: E711
        assert again[0].account.acct == "rider"


def test_json_can_be_written_and_read() -> None:
    found = status()
    again = Entity.from_json(found.to_json())
    assert type(again) is Status
    assert again == found
    assert type(again.created_at) is datetime
    assert "\n" not in found.to_json(pretty=False)


def test_json_of_a_page_keeps_its_way_on() -> None:
    front = answering([STATUS], link='<https://server.example/x?max_id=1>; rel="next"').front()
    page = front.timeline_home()
    again: Any = Entity.from_json(page.to_json())
    assert type(again) is PaginatableList
    assert type(again[0]) is Status
    assert type(again._pagination_next) is PaginationInfo
    assert again._pagination_next["max_id"] == 1
    assert again._pagination_prev is None


def test_json_that_mastodon_py_has_written_is_read() -> None:
    written = theirs.try_cast_recurse(theirs.PaginatableList[str], ["a", "b"]).to_json()
    assert Entity.from_json(written) == ["a", "b"]


@pytest.mark.parametrize("text", ["{}", "[]", "5", '{"_mastopy_type": "os.system", "_mastopy_data": {}}', "{"])
def test_other_json_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        Entity.from_json(text)


def test_an_entity_made_by_hand_has_all_its_fields() -> None:
    made = Account(id="5", acct="rider")
    assert made.acct == "rider"
    assert made.note is None
    assert type(made.id) is MaybeSnowflakeIdType
    assert type(Entity.from_json(made.to_json())) is Account


def test_entities_cannot_be_hashed() -> None:
    with pytest.raises(TypeError):
        hash(status())


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**40), 2**40) | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
FIELDS = sorted(fields_of(Status))


@given(st.dictionaries(st.sampled_from([*FIELDS, "new"]), JSON, max_size=6))
def test_nothing_that_a_server_sends_is_too_much(body: dict[str, Any]) -> None:
    found = converter(Status)(json.loads(json.dumps(body)))
    assert type(found) is Status
    assert set(found) >= {*FIELDS, *body}
    assert pickle.loads(pickle.dumps(found)) == found
