"""A stream calls what may block as every flow does: in a thread, where it is awaited."""

from __future__ import annotations

import threading
from collections.abc import Generator
from typing import Any

import pytest

from howdah.core.flow import Do
from howdah.streaming.effects import Fork
from howdah.streaming.lanes import AsyncLane, Lane
from howdah.testing import FakeServer


class Course:
    """One that asks for something that blocks, and for something that fails."""

    def __init__(self) -> None:
        self.answers: list[Any] = []

    def steps(self) -> Generator[Any, Any, None]:
        self.answers.append((yield Do(threading.current_thread)))
        try:
            yield Do(lambda: 1 // 0)
        except ZeroDivisionError as error:
            self.answers.append(error)
        yield Fork([])


def test_where_it_blocks(howdah_fake: FakeServer) -> None:
    course: Any = Course()
    assert Lane(howdah_fake.client(), course).next() == Fork([])
    assert course.answers[0] is threading.current_thread()
    assert isinstance(course.answers[1], ZeroDivisionError)


@pytest.mark.anyio
async def test_where_it_is_awaited(howdah_fake: FakeServer) -> None:
    course: Any = Course()
    assert await AsyncLane(howdah_fake.async_client(), course).next() == Fork([])
    assert course.answers[0] is not threading.current_thread()
    assert isinstance(course.answers[1], ZeroDivisionError)
