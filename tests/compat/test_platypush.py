"""Howdah's plugin in a real platypush, over its HTTP API."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from tests.compat.platypush_cases import CASES, Stage
from tests.compat.platypush_host import ANSWER_WITHIN, REPLACEMENT, answers, group_lives, missing, wait_until
from tests.compat.platypush_run import main, staged

from howdah import Client

lacking = missing()
pytestmark = [
    pytest.mark.skipif(lacking is not None and not os.environ.get("CI"), reason=str(lacking)),
    pytest.mark.usefixtures("bounded"),
]


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    with staged() as stage:
        platypush = stage.platypush
        yield stage
        groups = [platypush.process.pid, platypush.redis.pid]
        assert all(group_lives(group) for group in groups)
        assert stage.sandbox.token_of("alice") not in platypush.log
    assert not any(group_lives(group) for group in groups)
    assert not any(answers(port) for port in (platypush.port, platypush.redis_port))
    assert not platypush.folder.exists()


def said_in(*words: str) -> Callable[[dict[str, Any]], bool]:
    """Whether an event is of a status with these words."""
    return lambda event: all(word in str(event) for word in words)


@pytest.mark.parametrize("action", CASES)
def test_each_action_does_what_it_says(stage: Stage, action: str) -> None:
    CASES[action](stage)


def test_a_page_is_asked_for_with_the_account_and_server_of_the_call(stage: Stage) -> None:
    bobs = {"base_url": stage.sandbox.base_url, "access_token": stage.sandbox.token_of("bob")}
    for number in range(3):
        stage.alice.post_status(f"@bob {number}")
    first = stage.act("get_notifications", limit=2, paged=True, **bobs)
    second = stage.act("get_page", cursor=first["next"], **bobs)
    seen = [notification["id"] for notification in first["items"] + second["items"]]
    assert seen == [notification.id for notification in stage.bob.get_notifications(limit=4)][: len(seen)]
    assert stage.sandbox.token_of("bob") not in first["next"]


def test_a_server_keeps_its_words_when_it_refuses(stage: Stage) -> None:
    said = "Validation failed: Text can't be longer than 5 characters"
    with stage.sandbox.fault("/api/v1/statuses", methods="POST", status=422, body={"error": said}):
        assert said in stage.fail("publish_status", status="Too long for this server")


def test_a_lost_connection_is_an_error_and_not_an_end(stage: Stage) -> None:
    with stage.sandbox.fault("/api/v1/bookmarks", status=503, times=1):
        assert stage.act("get_bookmarked_statuses", limit=1) is not None


def test_many_actions_at_a_time_are_each_answered(stage: Stage) -> None:
    statuses = [stage.bob.post_status(f"One of many, {number}") for number in range(16)]
    with ThreadPoolExecutor(8) as pool:
        answered = list(pool.map(lambda status: stage.act("get_status", status_id=status.id)["id"], statuses))
    assert answered == [status.id for status in statuses]


def test_what_happens_becomes_events(stage: Stage) -> None:
    stage.alice.follow_account(stage.id_of(stage.bob))
    status = stage.bob.post_status("First version of an event")
    new = stage.platypush.wait_for_event(said_in("MastodonStatusEvent", status.id))
    assert new["status"]["content"] == "<p>First version of an event</p>"
    assert new["status"]["attachments"] == []
    stage.bob.edit_status(status, "Second version of an event")
    edited = stage.platypush.wait_for_event(said_in("MastodonStatusEditedEvent", status.id))
    assert edited["status"]["content"] == "<p>Second version of an event</p>"
    stage.bob.delete_status(status)
    deleted = stage.platypush.wait_for_event(said_in("MastodonStatusDeletedEvent", status.id))
    assert deleted["status_id"] == status.id
    stage.bob.favourite(stage.alice.post_status("To be liked"))
    liked = stage.platypush.wait_for_event(said_in("MastodonNotificationEvent", "To be liked"))
    assert liked["notification_type"] == "favourite"
    assert liked["notification"]["account"]["username"] == "bob"


def documented(language: str, having: str = "") -> str:
    """A program of the guide's."""
    page = Path(__file__).parents[2] / "docs" / "guides" / "from-platypush.md"
    blocks = re.findall(rf"^```{language}\n(.*?)^```", page.read_text(), re.DOTALL | re.MULTILINE)
    (found,) = [block for block in blocks if having in block]
    return str(found)


def heard(client: Client) -> Counter[str]:
    """What somebody has been told of what was said around the break."""
    return Counter(
        str(notification.type)
        for notification in client.get_notifications(limit=40)
        if notification.status and re.search("the break|You called", notification.status.plain_text)
    )


def test_the_guides_one_step_is_the_one_that_was_taken() -> None:
    assert documented("python") == REPLACEMENT


def test_what_happened_while_it_was_off_becomes_events_once(stage: Stage) -> None:
    platypush = stage.platypush
    stage.bob.post_status("Before the break, @alice")
    platypush.wait_for_event(said_in("MastodonNotificationEvent", "Before the break"))
    platypush.stop()
    assert not group_lives(platypush.process.pid)
    platypush.add(documented("py"), documented("yaml", "event.hook"))
    stage.bob.post_status("During the break, @alice")
    platypush.start()
    stage.bob.post_status("After the break, @alice")
    for when in ("During", "After"):  # platypush runs its hooks in threads, so that one may overtake another
        platypush.wait_for_event(said_in("MastodonNotificationEvent", f"{when} the break"))
    mentions = [event for event in platypush.noted() if event["event"] == "MastodonNotificationEvent"]
    texts = [str((event["notification"]["status"] or {}).get("content")) for event in mentions]
    breaks = [text.removeprefix("<p>").split()[0] for text in texts if "the break" in text]
    assert sorted(breaks) == ["After", "Before", "During"]
    wait_until(lambda: heard(stage.bob) == Counter(mention=2, favourite=2), ANSWER_WITHIN, "what the guide's hooks do")


def test_the_run_prints_every_action(
    stage: Stage, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Stage) -> None:
        raise AssertionError("it does not")

    checks = {"get_account": CASES["get_account"], "fly": fail}
    monkeypatch.setattr("tests.compat.platypush_run.CASES", checks)
    monkeypatch.setattr("tests.compat.platypush_run.staged", lambda: nullcontext(stage))
    assert main() == 1
    printed = capsys.readouterr().out
    assert "get_account                  passed" in printed
    assert "AssertionError: it does not" in printed
    assert "2 actions: 1 passed, 1 failed" in printed
