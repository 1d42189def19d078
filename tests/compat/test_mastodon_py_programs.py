"""Programs that were written for Mastodon.py do their work on Howdah, with one import changed."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import mastodon
import pytest
import trustme
from tests.compat.mastodon_py_script import picture
from tests.compat.programs import ANANAS, FEDINESIA, FEEDIVERSE, MASTODON_ARCHIVE, Program, prepare, run
from tests.compat.side_by_side.servers import Answer, fresh_sandbox, playing


def soon(found: Callable[[], Any]) -> Any:
    """What there is before long."""
    for _ in range(200):
        if something := found():
            return something
        time.sleep(0.1)
    raise AssertionError("there is nothing")


@pytest.mark.parametrize("program", [FEEDIVERSE, MASTODON_ARCHIVE, ANANAS, FEDINESIA], ids=lambda program: program.name)
def test_the_library_is_not_where_they_run(program: Program, tmp_path: Path) -> None:
    prepare(program, tmp_path)
    look = f"import importlib.util as u; print(u.find_spec('{program.library}') and 'there' or 'absent')"
    assert "absent" in run(program, tmp_path, "-c", look)


FEED = """<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title>
<entry><title>Second &amp; last</title><id>https://x.example/2</id><link href="https://x.example/2"/>
<updated>2026-01-03T00:00:00Z</updated><summary type="html">&lt;img src="{picture}"&gt;</summary></entry>
<entry><title>First</title><id>https://x.example/1</id><link href="https://x.example/1"/>
<updated>2026-01-02T00:00:00Z</updated></entry>
</feed>"""


def test_feediverse_posts_what_is_new_in_a_feed(tmp_path: Path) -> None:
    prepare(FEEDIVERSE, tmp_path)
    image = Answer(200, picture(5), {"content-type": "image/png"})
    with fresh_sandbox() as sandbox, playing({"/picture.png": image}) as pictures:
        (tmp_path / "feed.xml").write_text(FEED.format(picture=f"{pictures.url}/picture.png"))
        config = tmp_path / "config"
        config.write_text(
            json.dumps(
                {
                    "url": sandbox.url,
                    "client_id": "id",
                    "client_secret": "secret",
                    "access_token": sandbox.tokens["alice"],
                    "feeds": [{"url": str(tmp_path / "feed.xml"), "template": "{title} {url}", "include_images": True}],
                }
            )
        )
        run(FEEDIVERSE, tmp_path, "feediverse.py", "--verbose", "--config", str(config))
        run(FEEDIVERSE, tmp_path, "feediverse.py", "--config", str(config))
        alice = mastodon.Mastodon(access_token=sandbox.tokens["alice"], api_base_url=sandbox.url)
        posted = alice.account_statuses(alice.me())
        texts = [alice.status_source(status).text for status in posted]
    assert texts == ["Second & last https://x.example/2", "First https://x.example/1"]
    assert [len(status.media_attachments) for status in posted] == [1, 0]
    assert "2026-01-03" in config.read_text()


def test_mastodon_archive_keeps_everything_that_it_is_asked_to(tmp_path: Path) -> None:
    prepare(MASTODON_ARCHIVE, tmp_path)
    authority = trustme.CA()
    issued = authority.issue_cert("127.0.0.1")
    files = [str(tmp_path / name) for name in ("authority.pem", "certificate.pem", "key.pem")]
    authority.cert_pem.write_to_path(files[0])
    issued.cert_chain_pems[0].write_to_path(files[1])
    issued.private_key_pem.write_to_path(files[2])
    with fresh_sandbox((files[1], files[2])) as sandbox, pytest.MonkeyPatch.context() as patch:
        patch.setenv("REQUESTS_CA_BUNDLE", files[0])
        alice, bob = (
            mastodon.Mastodon(access_token=sandbox.tokens[name], api_base_url=sandbox.url) for name in ("alice", "bob")
        )
        for number in range(45):  # more than a page
            alice.status_post(f"number {number}")
        liked = bob.status_post("@alice look")
        alice.status_favourite(liked)
        alice.status_bookmark(liked)
        bob.status_favourite(alice.status_post("to be noticed"))
        domain = sandbox.url.removeprefix("https://")
        (tmp_path / f"{domain}.user.alice.secret").write_text(f"{sandbox.tokens['alice']}\n{sandbox.url}\n")
        archive = [
            "-c",
            "from mastodon_archive import main; main()",
            "archive",
            "--with-mentions",
            "--with-followers",
            "--with-following",
            f"alice@{domain}",
        ]
        said = run(MASTODON_ARCHIVE, tmp_path, *archive, SSL_CERT_FILE=files[0])
    kept = json.loads((tmp_path / f"{domain}.user.alice.json").read_text())
    assert len(kept["statuses"]) == 46, said
    assert {status["content"] for status in kept["statuses"]} >= {f"<p>number {number}</p>" for number in range(45)}
    assert [status["id"] for status in kept["favourites"]] == [liked.id]
    assert [status["id"] for status in kept["bookmarks"]] == [liked.id]
    assert [mention["id"] for mention in kept["mentions"]] == [liked.id]
    assert [account["acct"] for account in kept["followers"]] == ["bob"]
    assert [account["acct"] for account in kept["following"]] == ["bob"]
    assert kept["account"]["username"] == "alice"
    assert (tmp_path / f"{domain}.client.secret").is_file()  # it has registered itself


def test_ananas_rolls_dice_for_whoever_mentions_it(tmp_path: Path) -> None:
    prepare(ANANAS, tmp_path)
    with fresh_sandbox() as sandbox:
        (tmp_path / "bots.cfg").write_text(
            "[dice]\nclass = ananas.default.DiceBot\n"
            f"domain = {sandbox.url}\nclient_id = id\nclient_secret = secret\n"
            f"access_token = {sandbox.tokens['bob']}\n"
        )
        bot = ANANAS.started(tmp_path, "-m", "ananas.run", "--verbose", "bots.cfg")
        try:
            assert bot.stdout is not None
            for line in bot.stdout:
                if "Startup complete" in line:
                    break
            alice = mastodon.Mastodon(access_token=sandbox.tokens["alice"], api_base_url=sandbox.url)
            asked: list[Any] = []

            def answered() -> list[Any]:
                # It says that it is ready before it listens.
                asked.append(alice.status_post("@bob roll 2d6 + 100"))
                time.sleep(1)
                return [answer for status in asked for answer in alice.status_context(status).descendants]

            answer = soon(answered)[0]
        finally:
            bot.terminate()
            said, _ = bot.communicate(timeout=20)
    assert answer.account.username == "bob", said
    assert answer.in_reply_to_id in [status.id for status in asked]
    assert "10" in answer.content or "11" in answer.content
