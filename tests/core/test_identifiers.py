"""IDs that are made of time."""

from __future__ import annotations

import contextlib
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from howdah import ConfigurationError, datetime_to_id, id_to_datetime
from howdah.models import Status
from howdah.testing import make_status


@pytest.mark.parametrize(
    ("identifier", "iso"),
    [
        ("117020569296803689", "2026-08-01T13:49:42"),  # Mastodon, as recorded
        ("01M7YX15DPJA2CCJ654VSRWV9S", "2026-11-21T"),  # GoToSocial, as recorded
        ("01m7yx15dpja2ccj654vsrwv9s", "2026-11-21T"),
        ("01476905300000000000000000", "2009-06-10"),  # a ULID of digits alone
        ("01a1fdd0-f85f-72e3-8e3c-7f6dae3e84ae", "2026-11-21T11:14:5"),  # Hollo, as recorded
        ("9toKpcdzbhEFPcO1ey", "2020-04-07T"),  # Pleroma
    ],
)
def test_a_time_is_read_from_an_id(identifier: str, iso: str) -> None:
    assert id_to_datetime(identifier).isoformat().startswith(iso)


@pytest.mark.parametrize(
    "identifier",
    [
        "2147483647",  # Mastodon before 2.0
        "999999999999",
        "9" * 18,  # in 2453
        "1f3870be274f7c49b3e31a0c6728957f",  # snac's are digests, and some look like UUIDs of version 7
        "018f0000-0000-7000-0000-000000000000",  # no variant of a UUID
        "00000000000000000000000000",
    ],
)
def test_no_time_is_made_up(identifier: str) -> None:
    with pytest.raises(ConfigurationError, match="is not made of time"):
        id_to_datetime(identifier)


def test_an_entity_tells_when_it_was_made_by_its_id() -> None:
    status = Status.model_validate(make_status(id="117020569296803689"))
    assert id_to_datetime(status) == id_to_datetime("117020569296803689")


@pytest.mark.parametrize("wrong", [5, None, b"117020569296803689", datetime(2026, 1, 1, tzinfo=UTC)])
def test_what_is_no_id_is_a_type_error(wrong: Any) -> None:
    with pytest.raises(TypeError, match="an ID is a str"):
        id_to_datetime(wrong)


@pytest.mark.parametrize("wrong", [date(2026, 1, 1), "2026-01-01", 1767225600, None])
def test_what_is_no_moment_is_a_type_error(wrong: Any) -> None:
    with pytest.raises(TypeError, match="a moment is a datetime"):
        datetime_to_id(wrong)


def test_a_kind_that_is_not_made_here_says_so() -> None:
    wrong: Any = "flake"
    with pytest.raises(ConfigurationError, match="snowflake or ulid"):
        datetime_to_id(datetime(2026, 1, 1, tzinfo=UTC), wrong)


@pytest.mark.parametrize("identifier", ["", "0", "7", "abc", "🐘", "8" + "Z" * 25, "9" * 400, "x" * 18 + "!"])
def test_an_id_without_a_time_says_so(identifier: str) -> None:
    with pytest.raises(ConfigurationError, match="is not made of time"):
        id_to_datetime(identifier)


@given(st.datetimes(datetime(2008, 1, 1), datetime(2026, 1, 1)), st.sampled_from(["snowflake", "ulid"]))  # noqa: DTZ001
def test_there_and_back(moment: datetime, kind: str) -> None:
    back = id_to_datetime(datetime_to_id(moment, kind))  # type: ignore[arg-type]
    exact = moment.replace(tzinfo=UTC)
    assert back == exact - timedelta(microseconds=exact.microsecond % 1000), "what is made then has no lower ID"
    assert datetime_to_id(back, kind) == datetime_to_id(moment, kind)  # type: ignore[arg-type]


def test_ids_sort_as_their_moments() -> None:
    moments = [datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=n) for n in range(5)]
    for kind in ("snowflake", "ulid"):
        made = [datetime_to_id(moment, kind) for moment in moments]
        assert made == sorted(made)


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    with contextlib.suppress(ConfigurationError):
        assert id_to_datetime(text).tzinfo is UTC
