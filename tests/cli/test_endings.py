"""How commands end: with the codes that are documented, one line on standard error, and nothing of what servers send
that would command the terminal."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from tests.cli.conftest import Done, Howdah
from tests.cli.terminal import environment

from howdah import Client
from howdah.auth import Account as StoredAccount
from howdah.auth import CredentialStore
from howdah.cli.ending import CODES, Code
from howdah.cli.output import Form, show
from howdah.cli.rendering import rendered
from howdah.cli.streaming import Happened
from howdah.cli.times import duration, moment
from howdah.models import (
    Account,
    Announcement,
    Conversation,
    Field,
    MediaAttachment,
    Notification,
    Relationship,
    ScheduledStatus,
    SearchResults,
    Status,
    Tag,
    UserList,
)
from howdah.sandbox import Sandbox
from howdah.streaming.events import AnnouncementEvent, ConversationEvent, DeleteEvent, NotificationEvent, UpdateEvent
from howdah.testing import make_account, make_media, make_notification, make_status

pytestmark = pytest.mark.usefixtures("bounded")

HOSTILE = "\x1b]0;mine\x07\x1b[2J\x9b31m[red]x[/red]\u202e\r"


def nowhere() -> str:
    """An address at which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return f"http://127.0.0.1:{listener.getsockname()[1]}"


class TestCodes:
    def test_all_is_well(self, howdah: Howdah) -> None:
        assert howdah("whoami").code == Code.DONE

    @pytest.mark.parametrize(
        "arguments", [["show", "123"], ["show", "@nobody"], ["delete", "123"], ["api", "GET", "/api/v1/nowhere"]]
    )
    def test_the_server_refuses(self, howdah: Howdah, arguments: list[str]) -> None:
        done = howdah(*arguments)
        assert (done.code, done.out, done.err.count("\n")) == (Code.REFUSED, "", 1)
        assert done.err.startswith(f"howdah {arguments[0]}: ")

    @pytest.mark.parametrize("server", ["not a server", "http://example.social"])
    def test_something_is_to_be_put_right_here(self, howdah: Howdah, server: str) -> None:
        done = howdah("timeline", server=server)
        assert (done.code, done.out, done.err.count("\n")) == (Code.SETTINGS, "", 1)

    def test_an_account_that_is_not_stored(self, howdah: Howdah) -> None:
        done = howdah("timeline", "--account", "dora@example.social")
        assert (done.code, "dora@example.social" in done.err) == (Code.SETTINGS, True)

    def test_the_server_cannot_be_reached(self, howdah: Howdah) -> None:
        done = howdah("timeline", "--json", server=nowhere())
        assert (done.code, done.out, done.err.count("\n")) == (Code.UNREACHED, "", 1)

    def test_an_answer_is_lost(self, howdah: Howdah, howdah_sandbox: Sandbox) -> None:
        howdah_sandbox.fault("/api/v1/lists", methods="POST", cut="after", times=1)
        done = howdah("lists", "create", "Friends")
        assert (done.code, done.out, done.err.count("\n")) == (Code.UNKNOWN, "", 1)
        assert [one.title for one in howdah_sandbox.client("alice").get_lists()] == ["Friends"]

    def test_a_post_whose_answer_is_lost_is_looked_for(self, howdah: Howdah, howdah_sandbox: Sandbox) -> None:
        with howdah_sandbox.fault("/api/v1/statuses", methods="POST", cut="after"):
            done = howdah("post", "There all the same", "--json")
        assert done.err == "the answer was lost; looking whether it is there\n"
        posted = howdah_sandbox.client("alice").get_home_timeline()
        assert (done.code, done.json["id"]) == (Code.DONE, posted[0].id)
        assert len(posted) == 1

    @pytest.mark.parametrize("gone", [{"status": 403}, {"status": 200, "body": "<html>"}, {"cut": "before"}])
    def test_a_post_that_cannot_be_looked_for_is_not_told_as_safe_to_post_again(
        self, howdah: Howdah, howdah_sandbox: Sandbox, gone: dict[str, Any]
    ) -> None:
        with (
            howdah_sandbox.fault("/api/v1/statuses", methods="POST", cut="after"),
            howdah_sandbox.fault("/api/v1/accounts/*", methods="GET", **gone),
        ):
            done = howdah("post", "Who knows", "--json")
        assert (done.code, done.out) == (Code.UNKNOWN, "")
        assert "it cannot be looked for: " in done.err

    def test_a_part_of_a_thread_whose_answer_is_lost_is_not_told_as_missing(
        self, howdah: Howdah, howdah_sandbox: Sandbox
    ) -> None:
        with howdah_sandbox.fault("/api/v1/statuses", methods="POST", cut="after"):
            done = howdah("post", "--thread", "one\n---\ntwo", "--json")
        assert (done.code, done.out) == (Code.UNKNOWN, "")
        assert "part 1 of 2 may be posted or not: " in done.err

    def test_a_mistake_of_ours(self, howdah: Howdah, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(self: Any) -> None:
            raise RuntimeError("ouch")

        monkeypatch.setattr(Client, "verify_credentials", property(fail))
        done = howdah("whoami")
        assert done.code == Code.MISTAKE
        assert done.err == "howdah whoami: a mistake in Howdah; --debug shows where: RuntimeError: ouch\n"

    def test_what_help_says_of_them(self, howdah: Howdah) -> None:
        said = " ".join(howdah("timeline", "--help").out.split())
        assert " ".join(CODES.split()) in said
        guide = (Path(__file__).parents[2] / "docs" / "guides" / "command-line.md").read_text()
        documented = {int(code) for code in re.findall(r"^\| (\d+) \|", guide, re.MULTILINE)}
        assert documented == {code.value for code in Code} == {int(code) for code in re.findall(r"(\d+) ", CODES)}


def test_a_failure_after_the_first_leaves_a_whole_list(capsys: pytest.CaptureFixture[str]) -> None:
    def things() -> Any:
        yield {"id": "1"}
        raise ValueError

    with pytest.raises(ValueError):
        show(things(), Form.JSON)
    assert capsys.readouterr().out == '[\n{\n  "id": "1"\n}\n]\n'


@pytest.mark.parametrize(
    ("words", "completed"),
    [
        ("timel", {"timeline"}),
        ("un", {"unfollow", "unblock", "unmute", "unfavourite", "unboost", "unbookmark"}),
        ("timeline ", {"home", "local", "public", "tag", "list", "account", "bookmarks", "favourites"}),
        ("post --vis", {"--visibility"}),
        ("post --visibility p", {"public", "private"}),
        ("lists ", {"show", "create", "change", "delete", "add", "remove"}),
        ("export b", {"blocks", "bookmarks"}),
        ("timeline --account ", {"alice@example.social", "bob@example.social"}),
    ],
)
def test_completion(
    howdah: Howdah, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, words: str, completed: set[str]
) -> None:
    store = CredentialStore(tmp_path / "howdah")
    for name in ("alice", "bob"):
        store.save_account(
            StoredAccount(f"{name}@example.social", "https://example.social", "t", (), client_id="", client_secret="")
        )
    monkeypatch.setenv("_HOWDAH_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", f"howdah {words}")
    monkeypatch.setenv("COMP_CWORD", str(len(words.split(" "))))
    done = howdah()
    assert (done.code, set(done.out.split())) == (0, completed)


def test_completion_can_be_installed(howdah: Howdah, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_HOWDAH_COMPLETE", "source_bash")
    assert "_HOWDAH_COMPLETE=complete_bash" in howdah().out


def test_ctrl_c_before_there_is_a_command(howdah: Howdah, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("howdah.cli.app.run", interrupted)
    assert howdah("whoami") == Done(130, "", "")


def test_one_line_for_help_that_cannot_be_written(tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "howdah", "--help"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            env=environment(tmp_path),
            check=False,
        )
    assert (done.returncode, done.stderr) == (2, "howdah: No space left on device\n")


class TestDebug:
    def test_tells_the_requests(self, howdah: Howdah) -> None:
        done = howdah("whoami", "--debug", "--json")
        assert done.json["account"]["username"] == "alice"
        assert "GET" in done.err
        assert "/api/v1/accounts/verify_credentials" in done.err


class TestHarmless:
    @pytest.mark.parametrize(
        "thing",
        [
            Status.model_validate(
                make_status(HOSTILE, spoiler_text=HOSTILE, account=make_account("a", display_name=HOSTILE))
            ),
            Status.model_validate(make_status(id=HOSTILE, media_attachments=[make_media(description=HOSTILE)])),
            Account.model_validate(make_account("a", display_name=HOSTILE, note=HOSTILE, acct=HOSTILE, id=HOSTILE)),
            Notification.model_validate(
                make_notification(type=HOSTILE, account=make_account("a", display_name=HOSTILE))
            ),
            MediaAttachment.model_validate(make_media(url=HOSTILE, description=HOSTILE, id=HOSTILE)),
            Tag.model_validate({"name": HOSTILE, "url": HOSTILE}),
            UserList.model_validate({"id": HOSTILE, "title": HOSTILE}),
            Relationship.model_validate(
                {
                    "id": HOSTILE,
                    "following": True,
                    "followed_by": False,
                    "blocking": False,
                    "muting": False,
                    "requested": False,
                }
            ),
            ScheduledStatus.model_validate(
                {"id": HOSTILE, "scheduled_at": "2027-01-01T00:00:00Z", "params": {"text": HOSTILE}}
            ),
            SearchResults.model_validate({"hashtags": [{"name": HOSTILE, "url": ""}]}),
            Happened(UpdateEvent(Status.model_validate(make_status(HOSTILE)))),
            Happened(NotificationEvent(Notification.model_validate(make_notification(type=HOSTILE)))),
            Happened(DeleteEvent(HOSTILE)),
            Happened(
                ConversationEvent(
                    Conversation.model_validate(
                        {
                            "id": HOSTILE,
                            "unread": True,
                            "accounts": [make_account("a", acct=HOSTILE)],
                            "last_status": make_status(HOSTILE),
                        }
                    )
                )
            ),
            Happened(
                AnnouncementEvent(
                    Announcement.model_validate(
                        {
                            "id": HOSTILE,
                            "content": HOSTILE,
                            "published_at": "2027-01-01T00:00:00Z",
                            "updated_at": "2027-01-01T00:00:00Z",
                        }
                    )
                )
            ),
            Field.model_validate({"name": HOSTILE, "value": HOSTILE, "document": HOSTILE}),
            {"anything": HOSTILE},
            HOSTILE,
        ],
        ids=lambda thing: type(thing).__name__,
    )
    def test_nothing_that_servers_send_commands_the_terminal(self, thing: object) -> None:
        console = Console(file=StringIO(), width=200, highlight=False, force_terminal=True, color_system=None)
        with console.capture() as captured:
            console.print(rendered(thing))
        shown = captured.get()
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", shown), shown
        assert "[red]x[/red]" in shown or "\\u001b" in shown or "Relationship" in type(thing).__name__

    def test_errors_neither(self, howdah: Howdah) -> None:
        done = howdah("show", f"@{HOSTILE}")
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", done.err)
        assert done.err.count("\n") == 1


class TestPictures:
    """The rich output as it looks, as text and as a picture."""

    def looks(self, thing: object) -> Console:
        console = Console(file=StringIO(), record=True, width=72, force_terminal=True, highlight=False)
        console.print(rendered(thing))
        return console

    def test_a_status(self) -> None:
        status = make_status(
            "<p>Up here</p>", id="77", account=make_account("dora", display_name="Dora"), replies_count=2
        )
        console = self.looks(Status.model_validate(status))
        picture = console.export_svg(title="howdah show", clear=False)
        text = console.export_text()
        assert [line.strip("│╭╰╮╯─ ") for line in text.splitlines()][:3] == [
            "Dora @dora ".strip(),
            "Up here",
            "2 replies",
        ]
        assert text.splitlines()[-1].endswith(" · 77 ─╯")
        assert picture.startswith("<svg")
        for word in ("Dora", "@dora", "Up&#160;here", "howdah&#160;show"):
            assert word in picture

    def test_lines(self) -> None:
        tag = {"name": "python", "url": "", "following": True, "history": [{"day": "0", "uses": "3", "accounts": "2"}]}
        assert self.looks(Tag.model_validate(tag)).export_text() == "#python  followed  3 uses lately\n"
        listed = UserList.model_validate({"id": "5", "title": "Friends"})
        assert self.looks(listed).export_text() == "Friends  5\n"
        gone = self.looks(Happened(DeleteEvent("9")))
        assert gone.export_text() == "delete 9\n"

    def test_a_field_that_cannot_be_read_hides_nothing_of_the_rest(self, capsys: pytest.CaptureFixture[str]) -> None:
        listed = UserList.model_construct(id="5")
        listed.note_drift("title", 7)
        show([listed, UserList.model_validate({"id": "6", "title": "Pals"})], Form.TEXT)
        assert capsys.readouterr().out == "(UserList.title could not be read (the server sent 7))\nPals  6\n"


@pytest.mark.parametrize(
    ("text", "seconds"), [("90s", 90), ("1h30m", 5400), ("2 d", 172800), ("1W", 604800), ("1y", 31536000)]
)
def test_lengths_of_time(text: str, seconds: int) -> None:
    assert duration(text).total_seconds() == seconds


@pytest.mark.parametrize("text", ["", "5", "h", "5 elephants", "1h or so", "-1h"])
def test_what_is_no_length_of_time(text: str) -> None:
    with pytest.raises(ValueError, match="no length of time"):
        duration(text)
    with pytest.raises(ValueError, match="no time such as"):
        moment(text)
