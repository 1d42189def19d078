"""Going through a whole listing within a flow."""

from __future__ import annotations

from typing import Any, TypeVar

from ...core.flow import Flow
from ...core.operation import Listing, Operations
from ...core.paging import Course

T = TypeVar("T")


def next_items(course: Course[T]) -> Flow[list[T]]:
    """The next page of a listing; nothing after the last."""
    flow = course.fetch()
    if flow is None or not course.arrive((yield from flow)):
        return []
    return list(course.take())


def every(listing: Listing[..., T], owner: Operations, *args: Any, **kwargs: Any) -> Flow[list[T]]:
    """All items of a listing."""
    course = listing.course(owner, args, kwargs)
    found: list[T] = []
    while items := (yield from next_items(course)):
        found += items
    return found
