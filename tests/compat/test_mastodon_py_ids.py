"""IDs: what they are made of, how they are ordered, and what stands for one."""

from __future__ import annotations

import json
import pickle
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mastodon.types_base import MaybeSnowflakeIdType as Theirs
from tests.compat.front_for_mastodon_py import answering

from howdah.compat.mastodon_py import MastodonIllegalArgumentError
from howdah.compat.mastodon_py.return_types import Account, Status
from howdah.compat.mastodon_py.types_base import MaybeSnowflakeIdType

PLEROMA = "9gY6vMqYkq2F4vq5Ng"


@pytest.mark.parametrize("value", ["123", 123, "103254962155278888", "abc", "", PLEROMA, datetime(2020, 1, 1)])  # noqa: DTZ001
def test_an_id_is_as_mastodon_py_has_it(value: Any) -> None:
    ours, theirs = MaybeSnowflakeIdType(value), Theirs(value)
    assert str(ours) == str(theirs)
    assert repr(ours) == repr(theirs)
    assert ours.to_datetime() == theirs.to_datetime()
    assert hash(ours) == hash(str(ours))
    assert json.dumps(ours) == json.dumps(theirs)


@given(st.integers(0, 2**62))
def test_numbers_are_numbers(value: int) -> None:
    ours, theirs = MaybeSnowflakeIdType(value), Theirs(value)
    assert int(ours) == int(theirs) == value
    assert ours.to_datetime() == theirs.to_datetime()
    assert ours < value + 1
    assert ours >= str(value)


def test_ids_are_ordered_by_age_not_as_text() -> None:
    assert sorted([MaybeSnowflakeIdType("10"), MaybeSnowflakeIdType("9")]) == ["9", "10"]
    with pytest.raises(TypeError, match="not comparable"):
        assert MaybeSnowflakeIdType("abc") < MaybeSnowflakeIdType("5")


@pytest.mark.parametrize("value", [None, 1.5, [], b"5"])
def test_other_things_are_no_ids(value: Any) -> None:
    with pytest.raises(TypeError, match="Expected int or str"):
        MaybeSnowflakeIdType(value)


def test_an_id_survives_pickling() -> None:
    again = pickle.loads(pickle.dumps(MaybeSnowflakeIdType(PLEROMA, assume_pleroma=True)))
    assert type(again) is MaybeSnowflakeIdType
    assert again.to_datetime() == Theirs(PLEROMA, assume_pleroma=True).to_datetime()


@pytest.mark.parametrize(
    "value", [5, "5", {"id": 5}, Account(id="5"), MaybeSnowflakeIdType("5"), {"id": MaybeSnowflakeIdType("5")}]
)
def test_anything_with_an_id_stands_for_it(value: Any) -> None:
    talk = answering({"id": "5"})
    talk.front().account(value)
    assert talk.lines == ["GET /api/v1/accounts/5"]


def test_a_dict_without_one_is_refused_before_anything_is_sent() -> None:
    talk = answering({})
    with pytest.raises(MastodonIllegalArgumentError, match="id"):
        talk.front().account({"acct": "rider"})  # type: ignore[arg-type]
    assert talk.sent == []


@pytest.mark.parametrize("value", [None, "", [], {}, object()])
def test_what_is_no_id_is_an_error_that_programs_catch(value: Any) -> None:
    talk = answering({})
    with pytest.raises(MastodonIllegalArgumentError):
        talk.front().status(value)
    assert talk.sent == []


def test_a_moment_stands_for_an_id_without_asking_the_server() -> None:
    talk = answering([])
    moment = datetime(2020, 1, 1, tzinfo=UTC)
    talk.front().timeline_home(max_id=moment, min_id=moment - timedelta(days=1))
    assert talk.lines == ["GET /api/v1/timelines/home?max_id=103405112524800000&min_id=103399450214400000"]


@pytest.mark.parametrize("files", [7, "7", {"id": "7"}, [7], ({"id": 7},), {7}, frozenset({"7"})])
def test_one_value_stands_for_a_list(files: Any) -> None:
    talk = answering({"id": "1"})
    talk.front().status_post("text", media_ids=files)
    assert ("media_ids[]", "7") in talk.form()


def test_no_file_in_a_list_of_files_is_none() -> None:
    talk = answering({"id": "1"})
    talk.front().status_post("text", media_ids=[None, 7])  # type: ignore[list-item]
    assert [value for name, value in talk.form() if name == "media_ids[]"] == ["7"]


def test_lists_of_entities_are_unpacked() -> None:
    talk = answering([])
    talk.front().account_relationships([Account(id="1"), 2, {"id": "3"}])
    assert talk.sent[0].url.params.get_list("id[]") == ["1", "2", "3"]
    talk.front().account_relationships(Status(id="4"))  # type: ignore[arg-type]
    assert talk.sent[1].url.params.get_list("id[]") == ["4"]


def test_a_hashtag_stands_for_its_name_and_has_no_sign() -> None:
    talk = answering({"name": "elephants"})
    front = talk.front()
    front.tag_follow({"name": "elephants"})  # type: ignore[arg-type]
    assert talk.lines == ["POST /api/v1/tags/elephants/follow"]
    with pytest.raises(MastodonIllegalArgumentError, match="#"):
        front.timeline_hashtag("#elephants")
