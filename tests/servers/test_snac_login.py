"""``howdah login`` on a real snac, by its own login form, in a terminal."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from tests.cli.terminal import Terminal, code_on, log_in_by_browser
from tests.servers.snac import Snac

import howdah
from howdah import Client
from howdah.auth import CredentialStore

if sys.platform == "win32":
    pytest.skip("Windows has no terminals that pexpect could drive", allow_module_level=True)

pytestmark = pytest.mark.usefixtures("bounded")


def test_from_nothing_to_a_token_and_back(snac: Snac, tmp_path: Path) -> None:
    folder = tmp_path / "howdah"
    with Terminal(folder, "login", snac.base_url, "--no-browser") as terminal:
        page = log_in_by_browser(terminal.address(), login="alice", passwd=snac.household.passwords["alice"])
        terminal.read_until("Code: ")
        terminal.type(code_on(page))
        assert terminal.ends() == 0, terminal.shown
    assert f"Logged in as alice@{snac.host}, with read." in terminal.shown
    account = CredentialStore(folder).account()
    assert account.access_token not in terminal.shown
    with Terminal(folder, "whoami") as whoami:
        assert whoami.ends() == 0
        assert whoami.shown == f"alice (@alice) on {snac.base_url}\r\n"
    with Terminal(folder, "logout") as logout:
        assert logout.ends() == 0
        assert logout.shown == f"Logged out of alice@{snac.host}.\r\n"
    assert CredentialStore(folder).accounts() == []
    with Client(snac.base_url, account.access_token) as client, pytest.raises(howdah.ApiError):
        client.verify_credentials()


def test_a_wrong_code(snac: Snac, tmp_path: Path) -> None:
    with Terminal(tmp_path / "howdah", "login", snac.base_url, "--no-browser") as terminal:
        terminal.read_until("Code: ")
        terminal.type("0123456789abcdef0123456789abcdef")
        assert terminal.ends() == 1
    assert "Traceback" not in terminal.shown
    assert f"howdah login: {snac.host} " in " ".join(terminal.shown.split())
    assert CredentialStore(tmp_path / "howdah").accounts() == []
