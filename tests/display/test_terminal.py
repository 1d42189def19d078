"""How entities look in a terminal, in cases that the demo does not have."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from rich.console import Console, RenderableType

from howdah.display import terminal
from howdah.models import Context, Emoji, Notification, Poll, Status
from howdah.testing import FakeServer, make_account, make_status


def seen(what: RenderableType, width: int = 80) -> str:
    """What a person sees of it."""
    console = Console(file=StringIO(), width=width, highlight=False)
    with console.capture() as captured:
        console.print(what)
    return captured.get()


def status(content: str = "hi", **fields: Any) -> Status:
    return Status.model_validate(make_status(content, **fields))


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (-3, "just now"),
        (4, "just now"),
        (42, "42 s ago"),
        (90, "2 min ago"),
        (5 * 3600, "5 h ago"),
        (3 * 86400, "3 days ago"),
    ],
)
def test_how_long_ago(seconds: float, said: str) -> None:
    assert terminal.ago(datetime.now(UTC) - timedelta(seconds=seconds)) == said


def test_what_was_long_ago_has_a_date() -> None:
    assert terminal.ago(datetime(2017, 4, 1, tzinfo=UTC)) == "on 2017-04-01"


def test_text_commands_nothing() -> None:
    assert terminal.clean("a\x1b[31m\x9b\r\n\ud800[red]b").plain == "a�[31m��\n�[red]b"


def test_a_status_that_is_not_public_and_was_edited_says_so() -> None:
    told = seen(terminal.status_panel(status(visibility="private", edited_at="2026-01-01T00:00:00Z")))
    assert "· private · edited" in told


def test_a_name_that_is_empty_is_the_handle_s() -> None:
    told = seen(terminal.status_panel(status(account=make_account("dora", display_name=""))))
    assert "dora @dora" in told


def test_what_a_warning_hides_is_hidden_until_opened() -> None:
    warned = status("<p>the gardener</p>", spoiler_text="who did it")
    assert "gardener" not in seen(terminal.status_panel(warned))
    assert "(12 characters behind the warning)" in seen(terminal.status_panel(warned))
    assert "gardener" in seen(terminal.status_panel(warned, opened=True))


def test_a_quote_shows_how_the_quoted_status_begins() -> None:
    quoted = make_status("<p>long words</p>" * 20, account=make_account("dora"))
    told = seen(terminal.status_panel(status(quote={"state": "accepted", "quoted_status": quoted})))
    assert "❝ @dora “long words long words" in told
    assert "…”" in told


def test_a_picture_without_words_says_so() -> None:
    media = {"id": "1", "type": "image", "meta": {"original": {"width": 640, "height": 480}}, "description": None}
    assert "▣ image 640 by 480: (not described)" in seen(terminal.status_panel(status(media_attachments=[media])))


def poll(**fields: Any) -> Poll:
    options = [{"title": "yes", "votes_count": 3}, {"title": "no", "votes_count": 1}]
    base = {"id": "1", "expired": False, "multiple": False, "votes_count": 4, "options": options}
    return Poll.model_validate({**base, **fields})


def test_a_poll_that_has_ended() -> None:
    told = seen(terminal.poll_table(poll(expired=True)))
    assert "━" * 18 + " " in told
    assert " 75%" in told
    assert "4 votes · ended" in told


def test_a_poll_whose_counts_are_hidden() -> None:
    told = seen(terminal.poll_table(poll(votes_count=0, options=[{"title": "yes", "votes_count": None}])))
    assert "?" in told
    assert "0 votes" in told


def test_a_poll_that_nobody_voted_in() -> None:
    assert " 0%" in seen(terminal.poll_table(poll(votes_count=0, options=[{"title": "yes", "votes_count": 0}])))


@pytest.mark.parametrize(("kind", "said"), [("favourite", "favourited"), ("a:new-kind", "a:new-kind")])
def test_a_notification(kind: str, said: str) -> None:
    sent = {"id": "1", "type": kind, "created_at": "2017-04-01T00:00:00Z", "account": make_account("dora")}
    line = seen(terminal.notification_line(Notification.model_validate(sent)))
    assert f"@dora {said}  on 2017-04-01" in line


def test_a_branching_thread_shows_what_answers_what() -> None:
    top = status("<p>top</p>", id="1")
    one = status("<p>one</p>", id="2", in_reply_to_id="1")
    two = status("<p>two</p>", id="3", in_reply_to_id="1")
    three = status("<p>three</p>", id="4", in_reply_to_id="2")
    told = seen(terminal.thread_tree(top, Context(descendants=[one, two, three])))
    places = {word: (line.index(word), row) for row, line in enumerate(told.splitlines()) for word in line.split()}
    assert places["top"][0] < places["one"][0] == places["two"][0] < places["three"][0]
    assert places["one"][1] < places["three"][1] < places["two"][1]


def test_a_thread_too_deep_for_the_terminal_is_shown_all_the_same() -> None:
    chain = [status(f"<p>{number}</p>", id=str(number), in_reply_to_id=str(number - 1)) for number in range(1, 60)]
    assert seen(terminal.thread_tree(chain[0], Context(descendants=chain[1:])), width=40)


ELEPHANT = {"shortcode": "elephant", "url": "https://x.example/e.png", "static_url": "https://x.example/e.png"}


def test_rich_shows_entities_and_pages_by_itself() -> None:
    fake = FakeServer()
    fake.on("GET", "/api/v1/timelines/home").reply([make_status(id="1", content="<p>An [bold]elephant[/]\x1b[31m</p>")])
    page = fake.client().get_home_timeline()
    for thing in (page, page[0]):
        console = Console(width=60, record=True, file=StringIO())
        console.print(thing)
        text = console.export_text()
        assert "An [bold]elephant[/]" in text
        assert "\x1b" not in text
    console = Console(width=60, record=True, file=StringIO())
    console.print(page[0].account, Emoji.model_validate(ELEPHANT))
    text = console.export_text()
    assert page[0].account.acct in text
    assert "shortcode='elephant'" in text
