"""IDs that are made of time."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from howdah import ConfigurationError, datetime_to_id, id_to_datetime


@pytest.mark.parametrize(
    ("identifier", "iso"),
    [
        ("117020569296803689", "2026-08-01T13:49:42"),  # Mastodon, as recorded
        ("01M7YX15DPJA2CCJ654VSRWV9S", "2026-11-21T"),  # GoToSocial, as recorded
        ("01m7yx15dpja2ccj654vsrwv9s", "2026-11-21T"),
        ("01a1fdd0-f85f-72e3-8e3c-7f6dae3e84ae", "2026-11-21T11:14:5"),  # Hollo, as recorded
        ("9toKpcdzbhEFPcO1ey", "2020-04-07T"),  # Pleroma
    ],
)
def test_a_time_is_read_from_an_id(identifier: str, iso: str) -> None:
    assert id_to_datetime(identifier).isoformat().startswith(iso)


@pytest.mark.parametrize("identifier", ["", "0", "7", "abc", "🐘", "8" + "Z" * 25, "9" * 400, "x" * 18 + "!"])
def test_an_id_without_a_time_says_so(identifier: str) -> None:
    with pytest.raises(ConfigurationError, match="is not made of time"):
        id_to_datetime(identifier)


@given(st.datetimes(datetime(1970, 1, 2), datetime(2200, 1, 1)), st.sampled_from(["snowflake", "ulid"]))  # noqa: DTZ001
def test_there_and_back(moment: datetime, kind: str) -> None:
    back = id_to_datetime(datetime_to_id(moment, kind))  # type: ignore[arg-type]
    exact = moment.replace(tzinfo=UTC)
    assert back == exact - timedelta(microseconds=exact.microsecond % 1000), "what is made then has no lower ID"
    assert datetime_to_id(back, kind) == datetime_to_id(moment, kind)  # type: ignore[arg-type]


def test_ids_sort_as_their_moments() -> None:
    moments = [datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=n) for n in range(5)]
    for kind in ("snowflake", "ulid"):
        made = [datetime_to_id(moment, kind) for moment in moments]  # type: ignore[arg-type]
        assert made == sorted(made)


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    with contextlib.suppress(ConfigurationError):
        assert id_to_datetime(text).tzinfo is UTC
