"""A real snac (Debian's ``snac2``), started by the tests on loopback, with two people on it.

``.ci/install-snac`` installs it. Where it is not installed, what needs it is skipped.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from base64 import b64encode
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from html.parser import HTMLParser
from http.client import HTTPConnection
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

PEOPLE = ("alice", "bob")
LONGEST_START = 10.0
BEAT = 0.01
"""Seconds between two looks of snac into its queues."""
CALLBACK = "http://127.0.0.1/callback"

WATCH = """
"$1" httpd "$2" </dev/null >"$2/log" 2>&1 &
pid=$!
read -r _
kill -KILL "$pid"
wait 2>/dev/null
rm -rf "$2" "/dev/shm/$3_snac_state" "/dev/shm/sem.job_$pid"
"""
"""Runs snac until standard input ends, because we are done or are no more, and leaves nothing of it behind."""


class SnacError(RuntimeError):
    """snac does not do as it should."""


@dataclass(frozen=True)
class Household:
    """A data folder of snac's with people in it, to make servers of.

    Attributes:
        program: where snac is.
        folder: what a server begins with.
        passwords: everyone's, by name.
        tokens: everyone's access token, by name.
    """

    program: str
    folder: Path
    passwords: dict[str, str]
    tokens: dict[str, str]


class Snac:
    """snac, serving a household from a copy of its folder until it is stopped; it ends with this process.

    Args:
        household: whom it serves.
    """

    def __init__(self, household: Household) -> None:
        self.household = household
        self._stopping = threading.Event()

    @property
    def base_url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def host(self) -> str:
        """What stands after the ``@`` in its people's names."""
        return f"127.0.0.1:{self.port}"

    def token_of(self, user: str) -> str:
        """Someone's access token."""
        return self.household.tokens[user]

    def log(self) -> str:
        """What it has said."""
        with suppress(FileNotFoundError):
            return Path(self.folder, "log").read_text("utf-8", "replace")
        return ""

    def ask_in_browser(self, user: str, question: str, options: list[str]) -> None:
        """Have someone post a poll, as only snac's own pages can."""
        form = {"content": question, "poll_options": "\n".join(options), "poll_multiple": "off", "poll_end_secs": "300"}
        _ask(self.port, "POST", f"/{user}/admin/note", form, f"{user}:{self.household.passwords[user]}")

    def __enter__(self) -> Self:
        self.folder = Path(tempfile.mkdtemp(prefix="howdah-snac-"))
        self.port = _free_port()
        shutil.copytree(self.household.folder, self.folder, dirs_exist_ok=True)
        settings = Path(self.folder, "server.json")
        settings.write_text(json.dumps(json.loads(settings.read_text()) | _settings(self.port)))
        queue = Path(self.folder, "user", PEOPLE[0], "queue")
        first = self._entry(queue, 0)
        self._watcher = subprocess.Popen(
            ["/bin/sh", "-c", WATCH, "sh", self.household.program, str(self.folder), self.host],
            stdin=subprocess.PIPE,
            env={**os.environ, "no_proxy": "*", "NO_PROXY": "*"},
            start_new_session=True,
        )
        self._pacemaker = threading.Thread(target=self._keep_awake, args=(queue, first), daemon=True)
        self._pacemaker.start()
        try:
            self._wait_until_ready()
        except BaseException:
            self.stop()
            raise
        return self

    def _wait_until_ready(self) -> None:
        until = time.monotonic() + LONGEST_START
        while f"httpd start {self.host}" not in (said := self.log()):
            if time.monotonic() > until or "cannot" in said:
                raise SnacError(f"snac could not be started:\n{said}")
            time.sleep(0.005)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """End it, and remove its folder; doing it again does nothing."""
        if self._watcher.stdin is not None:
            self._watcher.stdin.close()
        self._watcher.wait()
        self._stopping.set()
        self._pacemaker.join()

    def _keep_awake(self, queue: Path, entry: Path) -> None:
        """Have snac look into its queues all the time, so that what one of the two does reaches the other at once.

        It looks again as soon as it has found something, and else sleeps three seconds. So there is always an entry,
        one that means nothing, and is a pipe: snac waits at it until it is written.
        """
        for number in count(1):
            if self._stopping.wait(BEAT):
                return
            try:
                following = self._entry(queue, number)
                while not self._write(entry):
                    if self._stopping.wait(BEAT):
                        return
            except FileNotFoundError:
                return  # the folder is gone already
            entry = following

    @staticmethod
    def _entry(queue: Path, number: int) -> Path:
        """A pipe in a queue; snac reads them by name, which it takes for the time from which on they are to be read."""
        path = queue / f"{number:010}.json"
        os.mkfifo(path)
        return path

    @staticmethod
    def _write(entry: Path) -> bool:
        """Let snac read an entry; ``False`` if it has not come to it."""
        try:
            pipe = os.open(entry, os.O_WRONLY | os.O_NONBLOCK)
        except OSError as error:
            if isinstance(error, FileNotFoundError):
                raise
            return False
        with suppress(BrokenPipeError):
            os.write(pipe, b'{"type": "close_question"}')
        os.close(pipe)
        return True


def _settings(port: int) -> dict[str, Any]:
    """What makes snac serve on loopback only, over plain HTTP, and reach itself there."""
    return {
        "address": "127.0.0.1",
        "port": port,
        "host": f"127.0.0.1:{port}",
        "prefix": "",
        "protocol": "http",
        "title": "Howdah's snac",
        "num_threads": 32,  # each message to itself takes two at once
        "disable_sandbox": True,  # in which it could reach no port but 80 and 443
        "disable_email_notifications": True,
    }


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def make_household(program: str, folder: Path) -> Household:
    """Make a data folder with everybody in it, and log everybody in.

    Raises:
        SnacError: snac does not do as it should.
    """
    _run([program, "init", str(folder)], said="\n\n127.0.0.1\n\n\n")
    passwords: dict[str, str] = {}
    for name in PEOPLE:
        printed = _run([program, "adduser", str(folder), name])
        found = re.search(r"^User password is (\S+)$", printed, re.MULTILINE)
        if found is None:
            raise SnacError(f"snac gave {name} no password:\n{printed}")
        passwords[name] = found[1]
    with Snac(Household(program, folder, passwords, {})) as snac:
        tokens = {name: log_in(snac.port, name, password) for name, password in passwords.items()}
        for made in ("app", "token"):
            shutil.copytree(snac.folder / made, folder / made)
    return Household(program, folder, passwords, tokens)


def _run(command: list[str], said: str = "") -> str:
    done = subprocess.run(command, input=said, capture_output=True, text=True, timeout=60, check=False)
    if done.returncode:
        raise SnacError(f"{' '.join(command[:2])} failed ({done.returncode}):\n{done.stdout}{done.stderr}")
    return done.stdout


def log_in(port: int, name: str, password: str) -> str:
    """An access token, got as an app gets it: registered, authorized by the person in a browser, code for token."""
    wanted = {"client_name": "howdah", "redirect_uris": CALLBACK, "scopes": "read write follow"}
    app = json.loads(_ask(port, "POST", "/api/v1/apps", wanted)[1])
    client = {"client_id": app["client_id"], "redirect_uri": CALLBACK}
    asked = urlencode({**client, "response_type": "code", "state": "of the art"})
    form = _Form()
    form.feed(_ask(port, "GET", f"/oauth/authorize?{asked}")[1])
    location, _ = _ask(port, "POST", urlsplit(form.action).path, {**form.fields, "login": name, "passwd": password})
    answer = parse_qs(urlsplit(location).query)
    if not location.startswith(CALLBACK) or answer.get("state") != ["of the art"]:
        raise SnacError(f"snac does not let {name} in: {location!r}")
    exchanged = {**client, "client_secret": app["client_secret"], "grant_type": "authorization_code"}
    token = json.loads(_ask(port, "POST", "/oauth/token", {**exchanged, "code": answer["code"][0]})[1])
    return str(token["access_token"])


def _ask(
    port: int, method: str, path: str, form: dict[str, str] | None = None, login: str | None = None
) -> tuple[str, str]:
    """One request; the answer's ``Location`` and body."""
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        headers = {"content-type": "application/x-www-form-urlencoded"} if form else {}
        if login:
            headers["authorization"] = f"Basic {b64encode(login.encode()).decode()}"
        connection.request(method, path, urlencode(form) if form else None, headers)
        answer = connection.getresponse()
        body = answer.read().decode()
    finally:
        connection.close()
    if answer.status >= 400:
        raise SnacError(f"snac answered {answer.status} to {method} {path.partition('?')[0]}: {body:.200}")
    return answer.headers.get("location", ""), body


class _Form(HTMLParser):
    """The form of a page: where it goes, and what it has filled in."""

    def __init__(self) -> None:
        super().__init__()
        self.action = ""
        self.fields: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self.action = given.get("action") or ""
        elif tag == "input" and given.get("name"):
            self.fields[str(given["name"])] = given.get("value") or ""


@pytest.fixture(scope="session")
def snac_household(tmp_path_factory: pytest.TempPathFactory) -> Household:
    """alice and bob, with their tokens; skips where snac is not installed."""
    program = shutil.which("snac")
    if program is None:
        pytest.skip("snac is not installed; .ci/install-snac does that")
    return make_household(program, tmp_path_factory.mktemp("snac") / "data")


@pytest.fixture
def snac(snac_household: Household) -> Iterator[Snac]:
    """A snac on which nothing has happened yet."""
    with Snac(snac_household) as snac:
        yield snac
