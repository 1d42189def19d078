"""What the benchmark's server serves: made-up statuses of the size that real ones have."""

from __future__ import annotations

import json

from howdah.testing import make_account, make_status

WORDS = "An elephant walked through the savannah and told everyone about it at great length. "


def page_of_statuses(count: int) -> bytes:
    """A page of statuses of some 4 KB each, as JSON."""
    statuses = []
    for number in range(count):
        status = make_status(
            f"<p>{WORDS * 16}</p>",
            id=str(1_000_000 - number),
            account=make_account(f"rider{number % 10}", note=f"<p>{WORDS * 4}</p>"),
            tags=[{"name": "elephants", "url": "https://example.social/tags/elephants"}],
            mentions=[{"id": "7", "username": "bob", "acct": "bob", "url": "https://example.social/@bob"}],
        )
        statuses.append(status)
    return json.dumps(statuses).encode()


def one_status() -> bytes:
    """One such status."""
    return page_of_statuses(1)[1:-1]
