"""``--dry-run`` on everything that writes: nothing but reads arrives at the server, and what would is shown."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import typer
from tests.cli.conftest import Howdah
from tests.cli.recording import RecordingProxy
from typer.main import get_command

from howdah.cli.app import COMMANDS
from howdah.demo.picture import elephant
from howdah.sandbox import Sandbox

pytestmark = pytest.mark.usefixtures("bounded")

WRITES: dict[str, tuple[list[str], list[tuple[str, str]]]] = {
    "post": (["hi"], [("POST", "/api/v1/statuses")]),
    "reply": (["MINE", "hi"], [("POST", "/api/v1/statuses")]),
    "upload": (["elephant.png", "-d", "grey"], [("POST", "/api/v2/media")]),
    "delete": (["MINE"], [("DELETE", "/api/v1/statuses/MINE")]),
    "follow": (["bob", "#tag"], [("POST", "/api/v1/accounts/BOB/follow"), ("POST", "/api/v1/tags/tag/follow")]),
    "unfollow": (["@bob"], [("POST", "/api/v1/accounts/BOB/unfollow")]),
    "block": (["BOB"], [("POST", "/api/v1/accounts/BOB/block")]),
    "unblock": (["bob"], [("POST", "/api/v1/accounts/BOB/unblock")]),
    "mute": (["bob"], [("POST", "/api/v1/accounts/BOB/mute")]),
    "unmute": (["bob"], [("POST", "/api/v1/accounts/BOB/unmute")]),
    "favourite": (["MINE", "MINE"], [("POST", "/api/v1/statuses/MINE/favourite")] * 2),
    "unfavourite": (["MINE"], [("POST", "/api/v1/statuses/MINE/unfavourite")]),
    "boost": (["MINE"], [("POST", "/api/v1/statuses/MINE/reblog")]),
    "unboost": (["MINE"], [("POST", "/api/v1/statuses/MINE/unreblog")]),
    "bookmark": (["MINE"], [("POST", "/api/v1/statuses/MINE/bookmark")]),
    "unbookmark": (["MINE"], [("POST", "/api/v1/statuses/MINE/unbookmark")]),
    "lists create": (["New"], [("POST", "/api/v1/lists")]),
    "lists change": (["Friends", "--title", "Foes"], [("PUT", "/api/v1/lists/LIST")]),
    "lists delete": (["Friends"], [("DELETE", "/api/v1/lists/LIST")]),
    "lists add": (["LIST", "bob"], [("POST", "/api/v1/lists/LIST/accounts")]),
    "lists remove": (["LIST", "bob"], [("DELETE", "/api/v1/lists/LIST/accounts")]),
    "api": (["DELETE", "/api/v1/statuses/MINE"], [("DELETE", "/api/v1/statuses/MINE")]),
}
"""For each verb that writes, what it is given, and what it would send."""
PLANS: dict[str, tuple[list[str], str]] = {
    "delete-old": (["--older-than", "0s"], "1 would be deleted"),
    "import": (["blocks", "blocks.csv"], "planned bob"),
    "blocklist apply": (["blocks.json"], "+ evil.example suspend"),
}
"""Those that plan by themselves, and what they say."""


@pytest.fixture
def names(howdah_sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What there is to write on, by what it is called above."""
    alice = howdah_sandbox.client("alice")
    bob = howdah_sandbox.client("bob").verify_credentials()
    alice.follow_account(bob)
    monkeypatch.chdir(tmp_path)
    Path("elephant.png").write_bytes(elephant())
    Path("blocks.csv").write_text("bob\n")
    Path("blocks.json").write_text('["evil.example"]')
    return {"MINE": alice.post_status("Mine").id, "BOB": bob.id, "LIST": alice.create_list("Friends").id}


def put_in(text: str, names: dict[str, str]) -> str:
    for name, value in names.items():
        text = text.replace(name, value)
    return text


@pytest.mark.parametrize("verb", WRITES)
def test_nothing_is_sent_and_all_is_shown(
    howdah: Howdah, recording: RecordingProxy, names: dict[str, str], verb: str
) -> None:
    arguments, sent = WRITES[verb]
    given = [*verb.split(), *(put_in(one, names) for one in arguments), "--dry-run"]
    done = howdah(*given, "--json", server=recording.address)
    assert (done.code, done.err) == (0, "")
    expected = [(method, put_in(path, names)) for method, path in sent]
    assert [(one["would_send"], one["path"].partition("?")[0]) for one in done.json] == expected
    assert len(howdah(*given, "--jsonl", server=recording.address).lines) == len(expected)
    shown = howdah(*given, server=recording.address).out
    assert all(f"would send {method} {path}" in shown for method, path in expected)
    assert recording.written == []


@pytest.mark.parametrize("verb", PLANS)
def test_nothing_is_done_and_the_plan_is_shown(
    howdah: Howdah, recording: RecordingProxy, names: dict[str, str], verb: str
) -> None:
    arguments, said = PLANS[verb]
    done = howdah(*verb.split(), *arguments, "--dry-run", server=recording.address)
    assert (done.code, said in done.out) == (0, True), done
    assert recording.asked
    assert recording.written == []


def test_a_post_with_everything(howdah: Howdah, recording: RecordingProxy, names: dict[str, str]) -> None:
    given = ["post", "Hi [b]there[/b]", "-m", "elephant.png", "-d", "grey", "--cw", "beware", "--dry-run"]
    upload, post = howdah(*given, "--json", server=recording.address).json
    assert upload["path"] == "/api/v2/media"
    assert upload["body"]["description"] == "grey"
    assert "(image/png, " in upload["body"]["file"]
    assert post["body"] == {"status": "Hi [b]there[/b]", "spoiler_text": "beware", "media_ids[]": ["dry-run-1"]}
    assert "status: Hi [b]there[/b]" in howdah(*given).out
    thread = howdah("post", "--thread", "a\n---\nb", "--dry-run", "--json", server=recording.address).json
    assert [one["body"].get("in_reply_to_id") for one in thread] == [None, "dry-run-1"]
    later = howdah("post", "x", "--schedule", "1d", "--dry-run", "--json", server=recording.address)
    assert later.json[0]["body"].keys() == {"status", "scheduled_at"}
    assert recording.written == []


def test_a_token_is_not_asked_for(howdah: Howdah, recording: RecordingProxy) -> None:
    given = ["api", "POST", "/oauth/token", "grant_type=client_credentials", "--dry-run", "--json"]
    assert howdah(*given, server=recording.address).json[0]["would_send"] == "POST"
    assert recording.written == []


def test_the_recording_notes_what_is_written(howdah: Howdah, recording: RecordingProxy) -> None:
    assert howdah("post", "hi", server=recording.address).code == 0
    assert recording.written == [("POST", "/api/v1/statuses")]


def commands() -> dict[str, Any]:
    """Every command that asks a server, with those of groups."""
    found: dict[str, Any] = {}
    for name, listed in COMMANDS.items():
        module, _, attribute = listed.home.partition(":")
        thing = getattr(import_module(f"howdah.cli.{module}"), attribute)
        if isinstance(thing, typer.Typer):
            group: Any = get_command(thing)
            found |= {f"{name} {one}": command for one, command in group.commands.items()}
        else:
            app = typer.Typer(add_completion=False)
            app.command()(thing)
            found[name] = get_command(app)
    return found


def test_each_is_here() -> None:
    options = {name: {parameter.name for parameter in command.params} for name, command in commands().items()}
    assert {name for name, has in options.items() if "dry_run" in has} == {*WRITES, *PLANS}
    for name, has in options.items():  # all but one that reads a program ask a server
        assert {"as_json", "as_jsonl", "account", "debug"} <= has or name == "compat check"
    assert not [name for name in COMMANDS if COMMANDS[name].about.endswith("...")]


def test_what_the_list_says_of_a_command_is_what_it_says_itself() -> None:
    for name, listed in COMMANDS.items():
        module, _, attribute = listed.home.partition(":")
        thing: Any = getattr(import_module(f"howdah.cli.{module}"), attribute)
        about = thing.info.help if isinstance(thing, typer.Typer) else thing.__doc__
        assert about.splitlines()[0] == listed.about, name
