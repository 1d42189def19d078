"""Every verb against the sandbox: what it does, what it prints, what it takes for a name."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.cli.conftest import Howdah
from tests.cli.recording import RecordingProxy

from howdah import Client
from howdah.demo.picture import elephant
from howdah.sandbox import Sandbox

pytestmark = pytest.mark.usefixtures("bounded")


@pytest.fixture
def alice(howdah_sandbox: Sandbox) -> Client:
    return howdah_sandbox.client("alice")


@pytest.fixture
def bob(howdah_sandbox: Sandbox) -> Client:
    return howdah_sandbox.client("bob")


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "elephant.png"
    path.write_bytes(elephant())
    return path


class TestPost:
    def test_what_is_typed(self, howdah: Howdah, alice: Client) -> None:
        done = howdah("post", "Hello from up here", "--json")
        assert (done.code, done.err) == (0, "")
        assert alice.get_status(done.json["id"]).plain_text == "Hello from up here"

    def test_what_editors_elsewhere_put_into_files_is_not_posted(self, howdah: Howdah, alice: Client) -> None:
        posted = alice.get_status(howdah("post", "--json", said="\ufeffone\r\ntwo\r\n").json["id"])
        assert posted.plain_text == "one\ntwo"
        assert howdah("follow", "--json", said="\ufeff@bob\r\n").code == 0

    @pytest.mark.parametrize("arguments", [[], ["-"]])
    def test_what_is_piped_in(self, howdah: Howdah, arguments: list[str]) -> None:
        done = howdah("post", *arguments, "--json", said="one\n\ntwo\n")
        assert done.json["content"].count("<p>") + done.json["content"].count("<br") >= 1
        assert "one" in done.json["content"]

    def test_every_option_that_the_sandbox_knows(self, howdah: Howdah, alice: Client, picture: Path) -> None:
        options = ["--cw", "beware", "--visibility", "unlisted", "--language", "de", "--sensitive"]
        files = ["--media", str(picture), "--describe", "an elephant", "-m", str(picture), "-d", "another"]
        posted = alice.get_status(howdah("post", "Guck", *options, *files, "--json").json["id"])
        assert (posted.spoiler_text, posted.visibility, posted.language, posted.sensitive) == (
            "beware",
            "unlisted",
            "de",
            True,
        )
        assert [media.description for media in posted.media_attachments] == ["an elephant", "another"]

    def test_a_picture_needs_no_text(self, howdah: Howdah, picture: Path) -> None:
        assert len(howdah("post", "-m", str(picture), "--json").json["media_attachments"]) == 1

    def test_a_poll(self, howdah: Howdah, alice: Client) -> None:
        answers = ["--poll", "yes", "--poll", "no", "--poll-ends", "2h", "--poll-multiple"]
        poll = alice.get_status(howdah("post", "Well?", *answers, "--json").json["id"]).poll
        assert poll is not None
        assert ([option.title for option in poll.options], poll.multiple) == (["yes", "no"], True)
        assert poll.expires_at is not None
        assert timedelta(hours=1) < poll.expires_at - datetime.now(UTC) <= timedelta(hours=2)

    def test_later(self, howdah: Howdah, alice: Client) -> None:
        done = howdah("post", "Later", "--schedule", "2h", "--json")
        scheduled = alice.get_scheduled_statuses()[0]
        assert scheduled.id == done.json["id"]
        assert abs(scheduled.scheduled_at - datetime.now(UTC) - timedelta(hours=2)) < timedelta(minutes=1)
        at = datetime.now().astimezone() + timedelta(days=1)
        assert f"scheduled for {at:%Y-%m-%d %H:%M}" in howdah("post", "x", "--schedule", f"{at:%Y-%m-%d %H:%M}").out

    def test_an_answer_by_url_and_a_quote_by_id(self, howdah: Howdah, alice: Client, bob: Client) -> None:
        first = bob.post_status("First")
        assert first.url is not None
        answer = howdah("post", "Second", "--reply-to", first.url, "--json").json
        assert answer["in_reply_to_id"] == first.id
        howdah("post", "Look", "--quote", first.id)
        assert alice.get_status(first.id).replies_count == 1

    def test_with_a_key_only_once(self, howdah: Howdah, alice: Client) -> None:
        ids = {howdah("post", "News", "--idempotency-key", "item-1", "--json").json["id"] for _ in range(2)}
        assert len(ids) == 1

    @pytest.mark.parametrize(
        ("arguments", "said", "words"),
        [
            ([], None, "what is the text?"),
            ([], "", "there is nothing to post"),
            (["x", "--media", "nowhere.png"], None, "nowhere.png"),
            (["x", "--describe", "a"], None, "0 files have 1 descriptions"),
            (["x", "--poll", "only"], None, "at least two answers"),
            (["x", "--schedule", "tomorrowish"], None, "no time such as"),
            (["x", "--schedule", "2h", "--idempotency-key", "k"], None, "no server looks at"),
            (["x", "--json", "--jsonl"], None, "exclude each other"),
            (["one", "two"], None, "unexpected extra argument"),
            (["x", "--visibility", "privat"], None, "'privat' is none of public, unlisted, private, direct"),
            (["x", "--media", "/dev/null"], None, "/dev/null is no file"),
            ([], "a\0b", "no text: there is a NUL"),
            ([], "\udcff", "standard input is no text"),
        ],
    )
    def test_what_is_to_be_put_right_first(
        self, howdah: Howdah, alice: Client, arguments: list[str], said: str | None, words: str
    ) -> None:
        done = howdah("post", *arguments, said=said)
        assert (done.code, done.out) == (2, "")
        assert "Value error" not in done.err
        assert words in " ".join(done.err.split())
        assert not alice.get_home_timeline()


class TestUpload:
    def test_gives_an_id_for_a_later_post(self, howdah: Howdah, alice: Client, picture: Path) -> None:
        done = howdah("upload", str(picture), "-d", "an elephant", "--focus", "0.5,-0.5", "--jsonl")
        (media,) = done.lines
        posted = alice.post_status("Look", media_ids=[media["id"]])
        assert posted.media_attachments[0].description == "an elephant"

    def test_pictures_do_not_tell_where_they_were_taken(
        self, howdah: Howdah, recording: RecordingProxy, tmp_path: Path
    ) -> None:
        image = pytest.importorskip("PIL.Image")
        exif = image.Exif()
        exif[0x010F] = "Pachyderm Cameras"
        path = tmp_path / "holiday.jpg"
        image.new("RGB", (8, 8)).save(path, exif=exif)
        for options, kept in (([], False), (["--keep-metadata"], True), (["--strip-metadata"], False)):
            for command in (["upload"], ["post", "hi", "-m"]):
                recording.bodies.clear()
                assert howdah(*command, str(path), "-d", "grey", *options, server=recording.address).code == 0
                sent = b"".join(recording.bodies)
                assert b"image/jpeg" in sent
                assert (b"Pachyderm" in sent) is kept
                assert (b"holiday" in sent) is kept

    def test_one_that_is_not_there_keeps_no_other_from_it(self, howdah: Howdah, picture: Path) -> None:
        done = howdah("upload", "nowhere.png", str(picture), "--json")
        assert (done.code, len(done.json)) == (2, 1)
        assert "howdah upload: nowhere.png: No such file" in done.err
        assert howdah("upload", str(picture), "--focus", "left").code == 2


class TestReading:
    @pytest.fixture
    def statuses(self, howdah: Howdah, alice: Client, bob: Client) -> list[str]:
        alice.follow_account(bob.verify_credentials())
        made = [bob.post_status(f"Number {number} #count") for number in range(5)]
        alice.bookmark(made[0])
        alice.favourite(made[1])
        alice.add_list_accounts(alice.create_list("Friends"), [bob.verify_credentials()])
        return [status.id for status in made][::-1]

    @pytest.mark.parametrize(
        ("which", "expected"),
        [
            ([], slice(0, 5)),
            (["home"], slice(0, 5)),
            (["local"], slice(0, 5)),
            (["public"], slice(0, 5)),
            (["tag", "#count"], slice(0, 5)),
            (["list", "friends"], slice(0, 5)),
            (["account", "bob"], slice(0, 5)),
            (["bookmarks"], slice(4, 5)),
            (["favourites"], slice(3, 4)),
            (["home", "-n", "2"], slice(0, 2)),
            (["home", "--all"], slice(0, 5)),
        ],
    )
    def test_a_timeline(self, howdah: Howdah, statuses: list[str], which: list[str], expected: slice) -> None:
        done = howdah("timeline", *which, "--jsonl")
        assert (done.code, done.err) == (0, "")
        assert [one["id"] for one in done.lines] == statuses[expected]
        assert [one["id"] for one in howdah("timeline", *which, "--json").json] == statuses[expected]

    def test_in_a_terminal_newest_first_with_ids(self, howdah: Howdah, statuses: list[str]) -> None:
        shown = howdah("timeline").out
        places = [shown.index(f"Number {number} #count") for number in (4, 3, 2, 1, 0)]
        assert places == sorted(places)
        assert all(identity in shown for identity in statuses)

    @pytest.mark.parametrize("which", [["hme"], ["tag"], ["home", "x"], ["list", "Foes"]])
    def test_a_timeline_that_there_is_not(self, howdah: Howdah, which: list[str]) -> None:
        done = howdah("timeline", *which)
        assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)

    def test_nothing_is_an_empty_list(self, howdah: Howdah) -> None:
        assert howdah("timeline", "--json").json == []
        assert howdah("timeline", "--jsonl").out == ""
        assert howdah("timeline").err == "There is nothing.\n"

    def test_show_takes_every_kind_of_name(
        self, howdah: Howdah, howdah_sandbox: Sandbox, statuses: list[str], bob: Client
    ) -> None:
        me = bob.verify_credentials()
        url = bob.get_status(statuses[0]).url
        assert url is not None
        for name in (statuses[0], url):
            assert howdah("show", name, "--json").json["id"] == statuses[0]
        for name in ("@bob", "bob", me.url):
            assert howdah("show", name, "--json").json["id"] == me.id
        assert howdah("show", "#count", "--json").json["name"] == "count"
        done = howdah("show", "--jsonl", said=f"{statuses[1]}\n\n{url}\nnobody-there\n")
        assert [one["id"] for one in done.lines] == [statuses[1], statuses[0]]
        assert (done.code, done.err.count("\n")) == (1, 1)
        assert howdah("show", "1").code == 1

    def test_a_warning_hides_nothing_of_what_is_asked_for(self, howdah: Howdah, bob: Client) -> None:
        status = bob.post_status("The butler", spoiler_text="Who did it")
        assert "The butler" not in howdah("timeline", "local").out
        shown = howdah("show", status.id).out
        assert shown.index("Who did it") < shown.index("The butler")

    def test_a_thread(self, howdah: Howdah, alice: Client, bob: Client) -> None:
        top = bob.post_status("Top")
        middle = alice.post_status("Middle", in_reply_to_id=top)
        bottom = bob.post_status("Bottom", in_reply_to_id=middle)
        told = howdah("thread", middle.id, "--json").json
        assert told["status"]["id"] == middle.id
        assert ([one["id"] for one in told["ancestors"]], [one["id"] for one in told["descendants"]]) == (
            [top.id],
            [bottom.id],
        )
        shown = howdah("thread", str(middle.url)).out
        assert shown.index("Top") < shown.index("Middle") < shown.index("Bottom")

    def test_search(self, howdah: Howdah, statuses: list[str]) -> None:
        found = howdah("search", "bob", "--json").json
        assert [account["username"] for account in found["accounts"]] == ["bob"]
        assert howdah("search", "bob", "--type", "hashtags", "--json").json["accounts"] == []
        assert "bob @bob" in howdah("search", "@bob", "-n", "1").out
        assert howdah("search", "no such thing").out == "Nothing is found.\n"

    def test_notifications(self, howdah: Howdah, alice: Client, bob: Client) -> None:
        mine = alice.post_status("Mine")
        bob.favourite(mine)
        bob.post_status("@alice hello")
        assert [one["type"] for one in howdah("notifications", "--json").json] == ["mention", "favourite"]
        assert [one["type"] for one in howdah("notifications", "--type", "favourite", "--jsonl").lines] == ["favourite"]
        assert [one["type"] for one in howdah("notifications", "--exclude", "favourite", "--jsonl").lines] == [
            "mention"
        ]
        shown = howdah("notifications").out
        assert "bob @bob mentioned you “@alice hello”" in shown
        assert mine.id in shown

    def test_whoami(self, howdah: Howdah, howdah_sandbox: Sandbox) -> None:
        assert howdah("whoami", user="bob").out == f"bob (@bob) on {howdah_sandbox.base_url}\n"
        assert howdah("whoami", "--jsonl").lines[0]["account"]["username"] == "alice"


class TestActing:
    @pytest.mark.parametrize(
        ("verb", "undo", "field"),
        [("follow", "unfollow", "following"), ("block", "unblock", "blocking"), ("mute", "unmute", "muting")],
    )
    def test_on_accounts_by_every_name(
        self, howdah: Howdah, alice: Client, bob: Client, verb: str, undo: str, field: str
    ) -> None:
        him = bob.verify_credentials()
        for name in ("@bob", him.url, him.id):
            for does, holds in ((verb, True), (undo, False)):
                assert howdah(does, name, "--json").json[0][field] is holds
                assert getattr(alice.get_relationships([him])[0], field) is holds

    def test_in_words(self, howdah: Howdah) -> None:
        assert howdah("follow", "bob").out.startswith("bob: you follow them  ")
        assert howdah("unfollow", "bob").out.startswith("bob: nothing is between you  ")

    def test_with_options(self, howdah: Howdah, alice: Client, bob: Client) -> None:
        howdah("follow", "bob", "--no-boosts")
        assert alice.get_relationships([bob.verify_credentials()])[0].showing_reblogs is False
        tried = howdah("follow", "bob", "--notify", "--language", "de", "--dry-run", "--json").json
        assert tried[0]["body"] == {"notify": "true", "languages[]": ["de"]}
        assert (
            howdah("mute", "bob", "--for", "1h", "--no-notifications", "--json").json[0]["muting_notifications"]
            is False
        )

    def test_a_hashtag(self, howdah: Howdah) -> None:
        assert howdah("follow", "#python", "--json").json[0]["following"] is True
        assert howdah("unfollow", "#python", "--json").json[0]["following"] is False

    def test_on_many_of_which_one_is_not_there(self, howdah: Howdah, alice: Client) -> None:
        done = howdah("follow", "--jsonl", said="bob and more\n\n@nobody\n@carol\n")
        assert (done.code, len(done.lines)) == (1, 2)
        assert done.err.startswith("howdah follow: @nobody: ")
        assert done.err.count("\n") == 1
        assert alice.verify_credentials().following_count == 2

    def test_on_nobody(self, howdah: Howdah) -> None:
        assert howdah("follow").code == 2
        assert howdah("follow", said="\n").err == "howdah follow: no account is named\n"

    @pytest.mark.parametrize(
        ("verb", "undo", "field"),
        [
            ("favourite", "unfavourite", "favourited"),
            ("boost", "unboost", "reblogged"),
            ("bookmark", "unbookmark", "bookmarked"),
        ],
    )
    def test_on_statuses(self, howdah: Howdah, alice: Client, bob: Client, verb: str, undo: str, field: str) -> None:
        status = bob.post_status("Hi")
        assert howdah(verb, str(status.url)).code == 0
        assert getattr(alice.get_status(status), field) is True
        assert howdah(undo, "-", said=status.id).code == 0
        assert getattr(alice.get_status(status), field) is False

    def test_delete(self, howdah: Howdah, alice: Client, bob: Client) -> None:
        mine = [alice.post_status(f"{number}").id for number in range(2)]
        assert [one["id"] for one in howdah("delete", *mine, "--json").json] == mine
        assert not alice.get_account_statuses(alice.verify_credentials())
        assert howdah("delete", bob.post_status("His").id).code == 1

    def test_what_is_of_another_kind(self, howdah: Howdah) -> None:
        assert "is no status but an account" in howdah("favourite", "@bob").err
        assert "is no account but a tag" in howdah("block", "#python").err


def test_lists(howdah: Howdah, alice: Client, bob: Client) -> None:
    alice.follow_account(bob.verify_credentials())
    made = howdah("lists", "create", "Friends", "--json").json
    assert [one["title"] for one in howdah("lists", "--json").json] == ["Friends"]
    assert made["id"] in howdah("lists").out
    assert howdah("lists", "add", "friends", "bob", "--json").json[0]["username"] == "bob"
    assert [one["username"] for one in howdah("lists", "show", made["id"], "--jsonl").lines] == ["bob"]
    assert howdah("lists", "change", "Friends", "--title", "Pals", "--exclusive", "--json").json["title"] == "Pals"
    assert howdah("lists", "remove", "Pals", "-", said="@bob\n").code == 0
    assert howdah("lists", "show", "Pals", "--json").json == []
    assert howdah("lists", "delete", "Pals", "--json").json["id"] == made["id"]
    assert howdah("lists", "--json").json == []
    assert howdah("lists", "show", "Pals").err == "howdah lists show: there are no lists\n"
    assert howdah("lists", "--json", "show", "Pals").code == 2


def test_one_who_is_not_there_keeps_nobody_from_a_list(howdah: Howdah, alice: Client, bob: Client) -> None:
    alice.follow_account(bob.verify_credentials())
    alice.create_list("Friends")
    for command in ("add", "remove"):
        done = howdah("lists", command, "Friends", "@nobody", "@bob", "--json")
        assert (done.code, [one["username"] for one in done.json]) == (1, ["bob"])
        assert f"howdah lists {command}: @nobody: " in done.err
        assert len(howdah("lists", "show", "Friends", "--json").json) == (command == "add")


class TestApi:
    def test_a_read_with_a_query(self, howdah: Howdah, alice: Client) -> None:
        for number in range(3):
            alice.post_status(f"{number}")
        done = howdah("api", "GET", "/api/v1/timelines/home", "limit=2", "--json")
        assert len(done.json) == 2
        assert howdah("api", "get", "/api/v1/timelines/home", "limit=2").json == done.json, "JSON even without asking"
        assert len(howdah("api", "GET", "/api/v1/timelines/home", "limit=2", "--all", "--jsonl").lines) == 3

    def test_a_write_with_text_json_lists_and_a_file(self, howdah: Howdah, alice: Client, picture: Path) -> None:
        media = howdah("api", "POST", "/api/v2/media", f"file=@{picture}", "description=a = b").json
        assert media["description"] == "a = b"
        fields = ["status=hi", f"media_ids[]={media['id']}", "sensitive:=true", "visibility=private"]
        posted = alice.get_status(howdah("api", "POST", "/api/v1/statuses", *fields).json["id"])
        assert (posted.plain_text, posted.sensitive, posted.visibility) == ("hi", True, "private")
        assert len(posted.media_attachments) == 1
        poll = ["poll:=" + json.dumps({"options": ["a", "b"], "expires_in": 3600})]
        assert howdah("api", "POST", "/api/v1/statuses", "status=?", *poll).json["poll"]["multiple"] is False

    def test_what_is_no_json(self, howdah: Howdah) -> None:
        done = howdah("api", "GET", "/health", "--raw")
        assert done.code == 0
        assert done.out
        assert json.loads(howdah("api", "GET", "/health", "--raw", "--json").out) == done.out

    @pytest.mark.parametrize(
        ("arguments", "code"),
        [
            (["GET", "/api/v1/nowhere"], 1),
            (["BREW", "/api/v1/instance"], 2),
            (["GET", "https://elsewhere.example/api"], 2),
            (["GET", "/api/v1/instance", "nothing"], 2),
            (["POST", "/api/v1/statuses", "poll:={"], 2),
            (["POST", "/api/v1/statuses", "--all"], 2),
            (["GET", "/api/v1/instance", "--header", "Authorization: Bearer x"], 2),
            (["GET", "/api/v1/instance", "--header", "x"], 2),
        ],
    )
    def test_what_is_refused(self, howdah: Howdah, arguments: list[str], code: int) -> None:
        done = howdah("api", *arguments)
        assert (done.code, done.out, done.err.count("\n")) == (code, "", 1)


class TestHousekeeping:
    def test_old_statuses(self, howdah: Howdah, alice: Client) -> None:
        kept = alice.post_status("Pinned")
        alice.pin_status(kept)
        gone = [alice.post_status(f"Old {number}").id for number in range(3)]
        tried = howdah("delete-old", "--older-than", "0s", "--dry-run")
        assert "3 would be deleted; 1 kept (1 pinned)" in tried.out
        assert all(identity in tried.out for identity in gone)
        assert howdah("delete-old", "--older-than", "90d", "--json").json["deleted"] == []
        assert howdah("delete-old", "--older-than", "0s", "--limit", "1", "--json").json["deleted"] == [gone[2]]
        told = howdah("delete-old", "--older-than", "0s", "-v", "public", "--json").json
        assert sorted(told["deleted"]) == sorted(gone[:2])
        assert told["kept"] == {"pinned": 1}
        assert [one.id for one in alice.get_account_statuses(alice.verify_credentials())] == [kept.id]
        assert howdah("delete-old").code == 2

    @pytest.mark.parametrize(
        ("age", "words"),
        [
            ("6m", "minutes or months"),
            ("1h30m", "minutes or months"),
            ("2100-01-01", "yet to come"),
            ("6mo", "no length"),
        ],
    )
    def test_an_age_that_may_be_meant_otherwise_deletes_nothing(
        self, howdah: Howdah, alice: Client, age: str, words: str
    ) -> None:
        kept = alice.post_status("Mine")
        done = howdah("delete-old", "--older-than", age)
        assert (done.code, done.out) == (2, "")
        assert words in " ".join(done.err.split())
        assert alice.get_status(kept).id == kept.id
        assert "0 would be deleted" in howdah("delete-old", "--older-than", "30min", "--dry-run").out

    def test_a_file_is_written_at_once_and_what_is_none_stays_what_it_is(self, howdah: Howdah, tmp_path: Path) -> None:
        private, link, pipe = tmp_path / "private.csv", tmp_path / "link.csv", tmp_path / "pipe"
        private.touch(mode=0o600)
        link.symlink_to(private)
        assert howdah("export", "follows", "-o", str(link)).code == 0
        assert link.is_symlink()
        assert private.read_text().startswith("Account address")
        assert private.stat().st_mode & 0o777 == 0o600
        os.mkfifo(pipe)
        reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
        assert howdah("export", "follows", "-o", str(pipe)).code == 0
        assert os.read(reader, 7) == b"Account"
        os.close(reader)
        assert pipe.is_fifo()
        own, other = os.pipe()
        assert howdah("export", "follows", "-o", f"/dev/fd/{other}").code == 0
        assert os.read(own, 7) == b"Account"
        os.close(own)
        os.close(other)
        folder = howdah("export", "follows", "-o", str(tmp_path))
        assert (folder.code, folder.err) == (2, f"howdah export: {tmp_path}: Is a directory\n")
        assert not list(tmp_path.parent.glob("*.new"))
        assert not list(tmp_path.glob("*.new"))

    def test_out_and_in_again(self, howdah: Howdah, alice: Client, bob: Client, tmp_path: Path) -> None:
        him = bob.verify_credentials()
        alice.follow_account(him)
        alice.mute_account(him)
        alice.bookmark(bob.post_status("Keep me"))
        file = tmp_path / "follows.csv"
        assert howdah("export", "follows", "-o", str(file)).out == f"1 follows are in {file}\n"
        assert file.read_text().startswith("Account address,")
        assert howdah("export", "follows").out == file.read_text()
        assert [row["target"] for row in howdah("export", "mutes", "--jsonl").lines] == [
            row["target"] for row in howdah("export", "follows", "--json").json
        ]
        for kind in ("lists", "blocks", "domain-blocks", "bookmarks"):
            assert howdah("export", kind).code == 0
        alice.unfollow_account(him)
        assert [row["outcome"] for row in howdah("import", "follows", str(file), "--dry-run", "--json").json] == [
            "planned"
        ]
        done = howdah("import", "follows", said=file.read_text())
        assert done.out.startswith("done    bob@")
        assert done.err == "1 done\n"
        assert alice.get_relationships([him])[0].following
        assert [row["outcome"] for row in howdah("import", "follows", str(file), "--jsonl").lines] == ["already"]

    def test_rows_that_fail(self, howdah: Howdah) -> None:
        done = howdah("import", "blocks", "-", "--jsonl", said="nobody\nbob\n")
        assert done.code == 1
        assert [row["outcome"] for row in done.lines] == ["failed", "done"]
        assert done.err == "1 done; 1 failed\n"

    @pytest.mark.parametrize(
        "arguments", [["export", "sins"], ["import", "follows", "nowhere.csv"], ["import", "x", "-"]]
    )
    def test_what_there_is_not(self, howdah: Howdah, arguments: list[str]) -> None:
        done = howdah(*arguments, said="")
        assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)


class TestBlocklist:
    def test_for_oneself(self, howdah: Howdah, alice: Client, tmp_path: Path) -> None:
        wanted = tmp_path / "wanted.csv"
        wanted.write_text("evil.example\nbad.example\nno domain\n")
        planned = howdah("blocklist", "plan", str(wanted))
        assert planned.out.startswith("+ evil.example suspend\n+ bad.example suspend\n")
        assert "2 to be done, 0 as wanted already" in planned.out
        assert "1 left out" in planned.err
        assert howdah("blocklist", "apply", "-", "--json", said=wanted.read_text()).json["failed"] == {}
        assert sorted(alice.get_domain_blocks()) == ["bad.example", "evil.example"]
        assert howdah("blocklist", "show").out.splitlines()[1].startswith("evil.example,suspend")
        wanted.write_text("bad.example\n")
        assert (
            howdah("blocklist", "diff", "mine", str(wanted)).out == "- evil.example suspend\n1 different, 1 the same\n"
        )
        done = howdah("blocklist", "apply", str(wanted), "--remove")
        assert done.out == "- evil.example suspend\n1 done, 1 as wanted already\n"
        assert alice.get_domain_blocks() == ["bad.example"]

    def test_for_a_server(self, howdah: Howdah, alice: Client, howdah_sandbox: Sandbox) -> None:
        listed = json.dumps([{"domain": "evil.example", "severity": "silence"}])
        assert howdah("blocklist", "apply", "-", "--server", said=listed).code == 0
        assert [one.domain for one in alice.admin.get_domain_blocks()] == ["evil.example"]
        assert howdah("blocklist", "show", "ours", "--jsonl").lines[0]["severity"] == "silence"
        assert (
            howdah("blocklist", "diff", "ours", "-", "--json", said="[]").json["removed"][0]["domain"] == "evil.example"
        )
        told = howdah("blocklist", "plan", "-", "--server", "--weaken", said="evil.example\n").out
        assert told.startswith("~ evil.example silence -> suspend\n")

    def test_a_file_that_is_not_there(self, howdah: Howdah) -> None:
        assert howdah("blocklist", "plan", "nowhere.csv").code == 2


class TestReply:
    def test_mentions_everyone_and_keeps_the_warning(self, howdah: Howdah, bob: Client) -> None:
        asked = bob.post_status("@carol @alice what now?", spoiler_text="riddle", visibility="unlisted")
        answer = howdah("reply", str(asked.url), "This", "--json").json
        assert (answer["in_reply_to_id"], answer["spoiler_text"], answer["visibility"]) == (
            asked.id,
            "riddle",
            "unlisted",
        )
        assert {mention["username"] for mention in answer["mentions"]} == {"bob", "carol"}

    def test_untagged_under_another_warning_from_a_pipe(self, howdah: Howdah, bob: Client) -> None:
        asked = bob.post_status("@carol what now?", spoiler_text="riddle")
        options = ["--untag", "--cw", "solution", "--visibility", "direct", "--json"]
        answer = howdah("reply", asked.id, *options, said="That\n").json
        assert (answer["spoiler_text"], answer["visibility"]) == ("solution", "direct")
        assert [mention["username"] for mention in answer["mentions"]] == ["bob"]

    def test_to_nothing_or_with_nothing(self, howdah: Howdah) -> None:
        assert howdah("reply", "123", "hi").code == 1
        assert howdah("reply", "123", " ").code == 2
        assert howdah("reply").code == 2


class TestThread:
    def test_parts_that_are_cut_and_parts_that_are_too_long(self, howdah: Howdah, alice: Client, picture: Path) -> None:
        text = f"First\n---\n{'word ' * 150}"
        posted = howdah("post", "-", "--thread", "-m", str(picture), "-d", "grey", "--json", said=text).json
        assert len(posted) == 3
        assert [one["in_reply_to_id"] for one in posted] == [None, posted[0]["id"], posted[1]["id"]]
        assert [len(one["media_attachments"]) for one in posted] == [1, 0, 0]
        assert alice.get_status(posted[0]["id"]).plain_text == "First"

    def test_with_numbers(self, howdah: Howdah, alice: Client) -> None:
        posted = howdah("post", "--thread", "--number", "word " * 150, "--jsonl").lines
        texts = [alice.get_status(one["id"]).plain_text for one in posted]
        assert [text[-6:] for text in texts] == [" (1/2)", " (2/2)"]

    def test_one_that_stops_says_where(self, howdah: Howdah, howdah_sandbox: Sandbox, alice: Client) -> None:
        howdah_sandbox.fault("/api/v1/statuses", methods="POST", status=422, body={"error": "no"})
        done = howdah("post", "one\n---\ntwo", "--thread", "--jsonl")
        assert (done.code, done.lines) == (1, [])
        assert "part 1 of 2" in done.err

    @pytest.mark.parametrize(
        "options",
        [["--thread", "--poll", "a"], ["--thread", "--schedule", "1h"], ["--number"], ["--thread", "--number"]],
    )
    def test_what_does_not_go_together(self, howdah: Howdah, options: list[str]) -> None:
        assert howdah("post", "a\n---\nb", *options).code == 2
