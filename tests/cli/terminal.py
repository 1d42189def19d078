"""The command in a terminal, and the person in front of it, who has a browser."""

from __future__ import annotations

import os
import re
import sys
import warnings
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import httpx2
import pexpect

LONGEST = 30
"""Seconds that a person would wait for the next thing to happen."""


def environment(folder: Path, **more: str) -> dict[str, str]:
    """What the command sees of its surroundings: nothing of ours, and a place for its credentials."""
    ours = ("HOWDAH_", "NO_COLOR", "FORCE_COLOR", "BROWSER", "SSH_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return {**kept, "HOWDAH_CONFIG_DIR": str(folder), "TERM": "xterm-256color", "PYTHONIOENCODING": "utf-8", **more}


class Terminal:
    """The command, running in a terminal; it is ended with it.

    Args:
        folder: where it keeps credentials.
        arguments: the command's.
        more: environment variables.
    """

    def __init__(self, folder: Path, *arguments: str, **more: str) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # it forks, which Python does not like beside threads
            self._child: Any = pexpect.spawn(
                sys.executable,
                ["-W", "error", "-m", "howdah", *arguments],
                env=environment(folder, **more),
                timeout=LONGEST,
                encoding="utf-8",
                dimensions=(40, 80),
            )
        self.shown = ""

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        self._child.close(force=True)

    def read_until(self, pattern: str) -> re.Match[str]:
        """Wait until something is shown."""
        self._child.expect(pattern)
        self.shown += self._child.before + self._child.after
        match: re.Match[str] = self._child.match
        return match

    def address(self) -> str:
        """The address at which one is told to log in."""
        return self.read_until(r"Log in at: (\S+)\r\n")[1]

    def type(self, text: str) -> None:
        """Type a line."""
        self._child.sendline(text)

    def interrupt(self) -> None:
        """Press Ctrl-C."""
        self._child.sendintr()

    def end_input(self) -> None:
        """Press Ctrl-D."""
        self._child.sendeof()

    def ends(self) -> int:
        """Wait until the command ends; what it ends with."""
        self._child.expect(pexpect.EOF)
        self.shown += self._child.before
        self._child.close()
        assert self._child.signalstatus is None
        return int(self._child.exitstatus)


class Form(HTMLParser):
    """The form of a page: where it goes, what it has filled in, and the page's text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.action = ""
        self.fields: dict[str, str] = {}
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self.action = given.get("action") or ""
        elif tag == "input" and given.get("name"):
            self.fields[str(given["name"])] = given.get("value") or ""

    def handle_data(self, data: str) -> None:
        self.text += data


def log_in_by_browser(address: str, **filled_in: str) -> httpx2.Response:
    """Open the page on which one logs in, fill its form in, and give the page that comes then."""
    # snac ends kept connections without a word, which a browser would notice.
    unkept = httpx2.Limits(max_keepalive_connections=0)
    with httpx2.Client(timeout=LONGEST, trust_env=False, follow_redirects=True, limits=unkept) as browser:
        page = browser.get(address).raise_for_status()
        form = Form(page.text)
        return browser.post(urljoin(address, form.action), data={**form.fields, **filled_in}).raise_for_status()


def code_on(page: httpx2.Response) -> str:
    """The code that a page shows for the person to copy."""
    return Form(page.text).text.strip().split()[-1]
