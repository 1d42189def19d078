"""Positions: what has been given, as a string that can be stored."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from howdah import ConfigurationError
from howdah.streaming.positions import WINDOW, Mark, order, read_position, write_position

IDS = st.integers(1, 10**18).map(str)


def test_ids_are_in_the_order_of_time() -> None:
    assert order("9") < order("10") < order("110000000000000000")
    assert order("01ARZ3NDEKTSV4RRFFQ69G5FAV") < order("01BX5ZZKBKACTAV9WEVGEMMVRZ")


@given(st.lists(IDS, unique=True, min_size=1, max_size=60))
def test_a_mark_knows_what_was_given_and_forgets_only_what_is_old(given_ids: list[str]) -> None:
    mark = Mark("0")
    for identifier in given_ids:
        mark = mark.note(identifier)
    assert all(mark.has(identifier) for identifier in given_ids)
    assert len(mark.above) <= WINDOW
    assert list(mark.above) == sorted(mark.above, key=order)
    newest = sorted(given_ids, key=order)[-WINDOW:]
    assert list(mark.above) == newest


def test_one_that_comes_late_is_not_taken_for_given() -> None:
    mark = Mark("10").note("14").note("12")
    assert not mark.has("13")
    assert mark.has("9")


@given(st.dictionaries(st.text(min_size=1, max_size=5), st.tuples(IDS, st.lists(IDS, max_size=WINDOW)), max_size=3))
def test_a_position_is_read_as_it_was_written(marks: dict[str, tuple[str, list[str]]]) -> None:
    made = {key: Mark(floor, tuple(sorted(above, key=order))) for key, (floor, above) in marks.items()}
    made.pop("server", None)
    assert read_position(write_position(made, "example.social")) == ("example.social", made)


@pytest.mark.parametrize(
    "nonsense",
    [
        "",
        "x",
        "[]",
        "7",
        '{"user":7}',
        '{"user":[]}',
        '{"user":[1]}',
        "x" * 99999,
        '{"server":5}',
        '{"user":["\\ud800"]}',
        "\ud800",
    ],
)
def test_what_is_no_position_is_refused(nonsense: str) -> None:
    with pytest.raises(ConfigurationError, match="no position"):
        read_position(nonsense)


def test_what_is_no_string_is_a_mistake() -> None:
    with pytest.raises(TypeError, match="since is a string"):
        read_position(5)  # type: ignore[arg-type]


def test_a_held_mark_keeps_its_floor() -> None:
    mark = Mark("5")
    for number in range(10, 11 + 2 * WINDOW):
        mark = mark.note(str(number), hold=True)
    assert (mark.floor, len(mark.above)) == ("5", WINDOW)


def test_a_position_is_small() -> None:
    mark = Mark("0")
    for number in range(1000):
        mark = mark.note(str(116_000_000_000_000_000 + number))
    assert len(write_position({"user": mark, "user/notifications": mark}, "example.social")) < 50 * WINDOW
