"""What of some feeds has been given, so that nothing is given twice and what comes late is still found."""

from __future__ import annotations

from collections.abc import Callable

from .catching_up import Item, keys_of_status
from .channels import Feed
from .positions import Mark

LATE = 900.0
"""Seconds for which IDs are remembered after they were given; what another server delivers so late is found."""
LEAST = 40
"""How many IDs are remembered, however long ago they were given."""
NEAR = 20
"""How many IDs back a quick look goes."""


class Given:
    """What of some feeds has been given.

    Args:
        marks: what had been given before.
        now: gives the time, in seconds.
        most: how many items of a feed are remembered, so as not to be given twice.
    """

    def __init__(self, marks: dict[str, Mark], now: Callable[[], float], most: int) -> None:
        self.marks = marks
        self.held: set[str] = set()
        self._now = now
        self._most = most
        self._began = now()
        self._seen = {key: _seen_before(mark) for key, mark in marks.items()}
        self._when: dict[str, dict[str, float]] = {}

    def begin(self, feed: Feed, mark: Mark) -> None:
        """Take a feed's mark from elsewhere; what is below it counts as given."""
        self.marks[feed.key] = mark
        self._seen.setdefault(feed.key, {}).update(_seen_before(mark))

    def has(self, feed: Feed, item: Item) -> bool:
        """Whether an item has been given."""
        if item.key in self._seen.get(feed.key, ()):
            return True
        mark = self.marks.get(feed.key)
        return feed.kind == "conversation" and mark is not None and mark.has(item.identifier)

    def has_live(self, feed: Feed, item: Item) -> bool:
        """Whether an item that comes live has been given; a conversation may come again with the same message."""
        return item.key in self._seen.get(feed.key, ())

    def note(self, feed: Feed, item: Item, *, live: bool) -> Mark:
        """Note an item as given.

        Args:
            feed: whose it is.
            item: the item.
            live: whether it came by itself, and not in the order of what was missed.
        """
        key = feed.key
        seen = self._seen.setdefault(key, {})
        seen[item.key] = None
        if len(seen) > self._most:
            del seen[next(iter(seen))]
        mark = self.marks.get(key)
        hold = live and key in self.held
        mark = Mark(item.identifier) if mark is None else mark.note(item.identifier, hold=hold)
        self._when.setdefault(key, {})[item.identifier] = self._now()
        self.marks[key] = mark if hold else self._without_old(key, mark)
        return self.marks[key]

    def _without_old(self, key: str, mark: Mark) -> Mark:
        when, oldest = self._when[key], self._now() - LATE
        count = 0
        while len(mark.above) - count > LEAST and when.get(mark.above[count], self._began) < oldest:
            count += 1
        mark = mark.without_oldest(count)
        if len(when) > 2 * len(mark.above) + LEAST:
            self._when[key] = {one: when[one] for one in mark.above if one in when}
        return mark

    def near(self, feed: Feed) -> str:
        """Where a quick look begins."""
        mark = self.marks[feed.key]
        return mark.above[-NEAR] if len(mark.above) >= NEAR and feed.key not in self.held else mark.floor


def _seen_before(mark: Mark) -> dict[str, None]:
    """What counts as given from the beginning."""
    return dict.fromkeys(key for one in (mark.floor, *mark.above) for key in keys_of_status(one))
