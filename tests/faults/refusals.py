"""429 in every form, with its time in every form."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any

from tests.faults.answers import HOME, PAGE
from tests.faults.rows import Case, Ending, Problem, Row, Stage
from tests.hostile import json_answer

from howdah import RatelimitError
from howdah.core.retry import NO_RETRY

SECONDS = 60
AHEAD = 3600
"""Seconds that the server's clock is ahead of ours; its ``Date`` tells."""
LONGEST = 30.0
"""Seconds to wait for a server that does not say how long, or nothing that can be believed."""

TIMES = {
    "in ISO 8601": lambda now: datetime.fromtimestamp(now + SECONDS, UTC).isoformat().replace("+00:00", "Z"),
    "as an epoch": lambda now: str(int(now) + SECONDS),
    "in seconds": lambda now: str(SECONDS),
    "as an HTTP date": lambda now: format_datetime(datetime.fromtimestamp(now + SECONDS, UTC), usegmt=True),
    "not at all": lambda now: None,
    "in the past": lambda now: datetime.fromtimestamp(now - SECONDS, UTC).isoformat(),
    "in the year 9999": lambda now: "9999-12-31T23:59:59Z",
}
UNKNOWN = {"not at all", "in the past", "in the year 9999"}

FORMS = {
    "Retry-After": ("retry-after",),
    "X-RateLimit-Reset": ("x-ratelimit-reset",),
    "both": ("retry-after", "x-ratelimit-reset"),
}


def refusal(form: str, time: str) -> Case:
    """A server that refuses once for each client, and says until when in this form."""

    def arrange(stage: Stage) -> None:
        now = stage.clock.time() + AHEAD
        headers = [("date", format_datetime(datetime.fromtimestamp(now, UTC), usegmt=True))]
        if "x-ratelimit-reset" in FORMS[form]:
            headers += [("x-ratelimit-limit", "300"), ("x-ratelimit-remaining", "0")]
        said = TIMES[time](now)
        headers += [(name, said) for name in FORMS[form] if said is not None]
        refused = json_answer({"error": "Too many requests"}, 429, headers)
        stage.server.on(HOME, refused, refused, json_answer(PAGE))

    def check(stage: Stage, ending: Ending) -> Iterator[Problem]:
        if ending.error is not None:
            return
        told, waited, page = ending.result
        if [status.id for status in page] != ["1"]:
            yield Problem("lost", f"the page is {page!r:.100}")
        if time in UNKNOWN:
            right = (told is None or told <= LONGEST) and 0 < waited <= LONGEST
        else:
            right = abs(told - SECONDS) <= 1 and SECONDS - 1 <= waited <= SECONDS + 5
        if not right:
            yield Problem("unexpected", f"it was told {told} s, and waited {waited} s")

    def saw(stage: Stage, ending: Ending) -> str:
        if ending.error is not None:
            return type(ending.error).__name__
        told, waited, _ = ending.result
        said = "no time" if told is None else f"{told:.0f} s"
        return f"raise: RatelimitError, {said}; wait: {_roughly(waited)}, then success"

    return Case("429", f"refuses with {form}, the time {time}", arrange, raise_and_wait, check=check, saw=saw)


async def raise_and_wait(stage: Stage) -> Any:
    """What is called: a page, by a client that raises and by one that waits."""
    try:
        await stage.connect_unhurried("raise", retry=NO_RETRY).get_home_timeline()
    except RatelimitError as error:
        told = error.retry_after
    before = stage.clock.monotonic()
    page = await stage.connect_unhurried("wait").get_home_timeline()
    return told, stage.clock.monotonic() - before, page


def _roughly(seconds: float) -> str:
    return "about a minute" if seconds > LONGEST else "some seconds"


ROWS: list[Row] = [refusal(form, time) for form in FORMS for time in TIMES]
