"""The demo as one JSON document."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from .. import __version__
from ..models import Status
from ..models.entity import Entity
from .reading import Seen
from .ride import Ride


def document(ride: Ride, failure: Exception | None = None) -> dict[str, Any]:
    """What was done and seen, as data; and what went wrong, if anything did."""
    calls = [
        {
            "name": call.name,
            "who": call.who,
            "what": call.what,
            "client": call.client,
            "ms": round(call.ms, 1),
            "requests": [{**asdict(exchange), "ms": round(exchange.ms, 1)} for exchange in call.exchanges],
        }
        for call in ride.diary.calls
    ]
    told: dict[str, Any] = {
        "ok": failure is None,
        "error": failure and str(failure),
        "howdah": __version__,
        "server": ride.address,
        "calls": calls,
        "totals": {
            "calls": len(calls),
            "requests": sum(len(call.exchanges) for call in ride.diary.calls),
            "ms": round(sum(call.ms for call in ride.diary.calls), 1),
            "seconds": round(ride.seconds, 2),
        },
    }
    if ride.posted is not None:
        told["posted"] = ride.posted.ids()
    if ride.seen is not None:
        told |= _seen(ride.seen)
    return told


def _seen(seen: Seen) -> dict[str, Any]:
    return {
        "instance": {"title": seen.instance.title, "version": seen.instance.version, "domain": seen.instance.domain},
        "me": seen.me and seen.me.model_dump(mode="json", include={"id", "acct", "display_name", "url"}),
        "timeline": {
            "name": "public" if seen.me is None else "home",
            "pages": [[status.id for status in page] for page in seen.pages],
        },
        "statuses": [_status(status) for status in seen.statuses],
        "notifications": [_entity(notification) for notification in seen.notifications],
        "context": seen.context
        and {
            "status": seen.opened and seen.opened.id,
            "ancestors": [_status(status) for status in seen.context.ancestors],
            "descendants": [_status(status) for status in seen.context.descendants],
        },
        "search": {"query": seen.query, "accounts": seen.found and [_entity(account) for account in seen.found]},
    }


def _status(status: Status) -> dict[str, Any]:
    return {**_entity(status), "plain_text": status.plain_text}


def _entity(entity: Entity | None) -> Any:
    return entity and entity.model_dump(mode="json", exclude_none=True, warnings=False)
