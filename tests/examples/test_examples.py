"""Each example, as a person runs it, against the sandbox."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from howdah import Client, SqlitePositions
from howdah.sandbox import Sandbox

EXAMPLES = Path(__file__).parents[2] / "examples"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082"
)
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Blog</title>{}</channel></rss>"""
ENTRY = (
    "<item><guid>tag:blog.example,2026:{0}</guid><title>Entry {0}</title><link>https://blog.example/{0}</link></item>"
)

pytestmark = pytest.mark.usefixtures("bounded")


class Running:
    """An example that is run as alice."""

    def __init__(self, sandbox: Sandbox, folder: Path) -> None:
        self.sandbox = sandbox
        self.folder = folder
        self.alice: Client = sandbox.client("alice")
        self.bob: Client = sandbox.client("bob")

    def command(self, name: str, *arguments: str) -> dict[str, Any]:
        environment = {
            **os.environ,
            "HOWDAH_INSTANCE": self.sandbox.base_url,
            "HOWDAH_TOKEN": self.sandbox.token_of("alice"),
            "PYTHONUNBUFFERED": "1",
        }
        args = [sys.executable, "-W", "error", str(EXAMPLES / name)]
        return {"args": [*args, *arguments], "cwd": self.folder, "env": environment, "text": True}

    def run(self, name: str, *arguments: str) -> str:
        """Run an example to its end; gives what it says."""
        done = subprocess.run(**self.command(name, *arguments), capture_output=True, timeout=60, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return str(done.stdout)

    @contextmanager
    def running(self, name: str, *arguments: str) -> Iterator[Callable[[Callable[[], Any]], None]]:
        """Run an example until the block ends; gives something that waits for something to be true."""
        log = self.folder / f"{name}.log"
        with log.open("a") as file:
            process = subprocess.Popen(**self.command(name, *arguments), stdout=file, stderr=file)

        def wait_until(true: Callable[[], Any]) -> None:
            until = time.monotonic() + 30
            while not true():
                assert process.poll() is None, log.read_text()
                assert time.monotonic() < until, log.read_text()
                time.sleep(0.05)

        with process:
            try:
                yield wait_until
            finally:
                process.terminate()

    def posted(self) -> list[str]:
        """What alice has posted, oldest first."""
        me = self.alice.verify_credentials()
        return [status.plain_text for status in self.alice.get_account_statuses(me)][::-1]


@pytest.fixture
def example(howdah_sandbox: Sandbox, tmp_path: Path) -> Running:
    return Running(howdah_sandbox, tmp_path)


def has_position(store: Path, *streams: str) -> bool:
    return store.exists() and all(SqlitePositions(store, stream).load() is not None for stream in streams)


def test_reply_bot(example: Running) -> None:
    store = example.folder / "reply_bot.sqlite"
    with example.running("reply_bot.py") as wait_until:
        wait_until(lambda: has_position(store, "user:notification"))
        example.bob.post_status("@alice roll please")
        wait_until(lambda: any("You rolled a" in text for text in example.posted()))
    example.bob.post_status("@alice what can you do?")
    with example.running("reply_bot.py") as wait_until:
        wait_until(lambda: any("Say 'roll'" in text for text in example.posted()))
    texts = example.posted()
    assert [text.split("!")[0] for text in texts if text.startswith("Good")] == ["Good morning"]
    assert len(texts) == 3
    assert all("@bob" in text for text in texts if not text.startswith("Good"))


def test_hashtag_collector(example: Running) -> None:
    collected, store = example.folder / "statuses.jsonl", example.folder / "statuses.jsonl.sqlite"
    with example.running("hashtag_collector.py", "statuses.jsonl", "python", "elephants") as wait_until:
        wait_until(lambda: has_position(store, "hashtag:python", "hashtag:elephants"))
        example.bob.post_status("I like #python")
        example.bob.post_status("I like #cheese")
        example.bob.post_status("I like #elephants")
        wait_until(lambda: collected.exists() and len(collected.read_text().splitlines()) == 2)
    lines = [json.loads(line) for line in collected.read_text().splitlines()]
    assert [(line["hashtag"], line["by"], line["text"]) for line in lines] == [
        ("python", "bob", "I like #python"),
        ("elephants", "bob", "I like #elephants"),
    ]


def test_delete_old(example: Running) -> None:
    example.alice.post_status("old news")
    kept = example.alice.post_status("dear to me")
    example.alice.bookmark(kept)
    assert "1 would be deleted, 1 kept: {'bookmarked': 1}" in example.run("delete_old.py", "0")
    assert len(example.posted()) == 2
    said = example.run("delete_old.py", "0", "--really")
    assert "old news" in said
    assert "1 deleted, 1 kept" in said
    assert example.posted() == ["dear to me"]


def test_blocklist_sync(example: Running) -> None:
    (example.folder / "list.csv").write_text("#domain,#severity\nbad.example,suspend\nb*d.example,suspend\n")
    said = example.run("blocklist_sync.py", "list.csv")
    assert "add bad.example suspend" in said
    assert "leave b*d.example" in said
    assert "1 would be changed" in said
    assert "1 changed, 0 failed" in example.run("blocklist_sync.py", "list.csv", "--really")
    assert [block.domain for block in example.alice.admin.get_domain_blocks()] == ["bad.example"]
    assert "0 changed, 0 failed, 1 as wanted" in example.run("blocklist_sync.py", "list.csv", "--really")


class Hook(BaseHTTPRequestHandler):
    """A webhook that keeps what it is sent."""

    received: list[dict[str, Any]]

    def do_POST(self) -> None:
        self.received.append(json.loads(self.rfile.read(int(self.headers["content-length"]))))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        pass


def test_notification_bridge(example: Running) -> None:
    received: list[dict[str, Any]] = []
    hook = HTTPServer(("127.0.0.1", 0), type("Kept", (Hook,), {"received": received}))
    thread = threading.Thread(target=hook.serve_forever, args=(0.05,))
    thread.start()
    url = f"http://127.0.0.1:{hook.server_port}/inbox"
    try:
        with example.running("notification_bridge.py", url) as wait_until:
            wait_until((example.folder / "notification_bridge.position").exists)
            example.bob.post_status("@alice hello")
            wait_until(lambda: received)
        example.bob.follow_account(example.alice.verify_credentials())
        with example.running("notification_bridge.py", url) as wait_until:
            wait_until(lambda: any(message["type"] == "follow" for message in received))
    finally:
        hook.shutdown()
        thread.join()
        hook.server_close()
    assert (received[0]["type"], received[0]["by"], received[0]["text"]) == ("mention", "bob", "@alice hello")


def test_archive(example: Running) -> None:
    for text in ("one", "two", "three"):
        example.alice.post_status(text)
    example.run("archive.py", "statuses.jsonl")
    example.alice.post_status("four")
    example.run("archive.py", "statuses.jsonl")
    lines = (example.folder / "statuses.jsonl").read_text().splitlines()
    texts = [json.loads(line)["content"].removeprefix("<p>").removesuffix("</p>") for line in lines]
    assert texts == ["one", "two", "three", "four"]


def test_rss_to_posts(example: Running) -> None:
    feed = example.folder / "feed.xml"
    feed.write_text(FEED.format(ENTRY.format(1)))
    example.run("rss_to_posts.py", str(feed))
    assert example.posted() == []
    feed.write_text(FEED.format("".join(ENTRY.format(number) for number in (3, 2, 1))))
    example.run("rss_to_posts.py", str(feed))
    example.run("rss_to_posts.py", str(feed))
    assert [text.partition("\n")[0] for text in example.posted()] == ["Entry 2", "Entry 3"]
    assert "https://blog.example/3" in example.posted()[1]


def test_post_with_picture(example: Running) -> None:
    (example.folder / "elephant.png").write_bytes(PNG)
    url = example.run("post_with_picture.py", "elephant.png", "An elephant", "Look!").strip()
    status = example.alice.get_account_statuses(example.alice.verify_credentials())[0]
    assert (status.url, status.plain_text) == (url, "Look!")
    assert [media.description for media in status.media_attachments] == ["An elephant"]


@pytest.mark.parametrize("checker", ["mypy", "pyright"])
def test_they_type_check(checker: str, tmp_path: Path) -> None:
    tool = Path(sys.executable).with_name(checker)
    if not tool.exists():
        pytest.skip(f"{checker} is not installed")
    names = [str(path) for path in sorted(EXAMPLES.glob("*.py"))]
    command = [str(tool), "--strict", "--cache-dir", str(tmp_path)] if checker == "mypy" else [str(tool)]
    done = subprocess.run(
        [*command, *names], cwd=EXAMPLES.parent, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
