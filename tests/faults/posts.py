"""Posts whose answers are lost: none is made twice, and none is said to be what it is not."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests import hostile
from tests.faults.elsewhere import STATUSES, post
from tests.faults.rows import Case, Ending, Problem, Row, Stage
from tests.hostile import Behaviour, Board, json_answer

from howdah import ActivityPubError, OutcomeUnknownError

KEEPS_KEYS = "mastodon"
IGNORES_KEYS = "gotosocial"


def honest(stage: Stage, ending: Ending) -> Iterator[Problem]:
    """What the caller is told is what is on the board."""
    posted = [status["id"] for status in stage.board.posted]
    if len(posted) > 1:
        yield Problem("lost", f"it was posted {len(posted)} times")
    if ending.error is None and posted[:1] != [ending.result.id]:
        yield Problem("lost", f"{ending.result.id} was said to be posted, and there is {posted}")
    if ending.error is not None and posted and not isinstance(ending.error, OutcomeUnknownError):
        yield Problem("lost", "it is posted, and the caller is told that it is not")


def exactly_one(stage: Stage, ending: Ending) -> Iterator[Problem]:
    """Whatever the caller is told: the status is there, once."""
    if len(stage.board.posted) != 1:
        yield Problem("lost", f"it was posted {len(stage.board.posted)} times")
    yield from honest(stage, ending)


def none_at_all(stage: Stage, ending: Ending) -> Iterator[Problem]:
    """The status was never taken."""
    if stage.board.posted:
        yield Problem("lost", "it was posted all the same")
    yield from honest(stage, ending)


def case(
    name: str,
    software: str | None,
    behaviours: Callable[[Board], list[Behaviour]],
    ends: type[ActivityPubError] | None,
    check: Callable[[Stage, Ending], Iterator[Problem]],
) -> Case:
    """A server of this software that does these things with a post, one after the other."""

    def arrange(stage: Stage) -> None:
        stage.board.keeps_keys = software == KEEPS_KEYS
        stage.server.on(STATUSES, *behaviours(stage.board))
        if software is not None:
            rel = "http://nodeinfo.diaspora.software/ns/schema/2.0"
            stage.server.on("/.well-known/nodeinfo", json_answer({"links": [{"rel": rel, "href": "/nodeinfo/2.0"}]}))
            stage.server.on("/nodeinfo/2.0", json_answer({"software": {"name": software, "version": "4.4.0"}}))

    who = {KEEPS_KEYS: "keeps keys", IGNORES_KEYS: "ignores keys", None: "does not say what it is"}[software]
    return Case("Posts", f"{name}, and {who}", arrange, post, ends, check=check)


ROWS: list[Row] = [
    case("posts and drops the answer", KEEPS_KEYS, lambda board: [board.post_and_drop, board.post], None, exactly_one),
    case(
        "posts and drops every answer",
        KEEPS_KEYS,
        lambda board: [board.post_and_drop],
        OutcomeUnknownError,
        exactly_one,
    ),
    case(
        "posts and drops the answer",
        IGNORES_KEYS,
        lambda board: [board.post_and_drop, board.post],
        OutcomeUnknownError,
        exactly_one,
    ),
    case(
        "posts and drops the answer",
        None,
        lambda board: [board.post_and_drop, board.post],
        OutcomeUnknownError,
        exactly_one,
    ),
    case(
        "posts, drops the answer, and says 500 to the key",
        KEEPS_KEYS,
        lambda board: [board.post_and_drop, board.fail_on_known_keys],
        OutcomeUnknownError,
        exactly_one,
    ),
    case(
        "drops the connection before it posts", KEEPS_KEYS, lambda board: [hostile.reset, board.post], None, exactly_one
    ),
    case(
        "drops the connection before it posts",
        IGNORES_KEYS,
        lambda board: [hostile.reset, board.post],
        OutcomeUnknownError,
        none_at_all,
    ),
    case("says 503 before it posts", KEEPS_KEYS, lambda board: [json_answer({}, 503), board.post], None, exactly_one),
    case("stalls before it posts", KEEPS_KEYS, lambda board: [hostile.stall, board.post], None, exactly_one),
    case(
        "stalls before it posts",
        IGNORES_KEYS,
        lambda board: [hostile.stall, board.post],
        OutcomeUnknownError,
        none_at_all,
    ),
]
