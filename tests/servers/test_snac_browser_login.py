"""Logging in at a real snac by its own login form, and back to this machine."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.auth.browser import Browser
from tests.auth.person import Person
from tests.servers.snac import Snac

from howdah import Client
from howdah.auth import CredentialStore, login

pytestmark = pytest.mark.usefixtures("bounded")


@pytest.fixture
def store(tmp_path: Path) -> CredentialStore:
    return CredentialStore(tmp_path / "credentials", keyring=False)


def log_in(snac: Snac, store: CredentialStore, open_browser: Any) -> Any:
    return login(snac.base_url, store=store, open_browser=open_browser, tell=lambda text: None, wait=30)


def test_in_a_browser(snac: Snac, store: CredentialStore, browser: Browser) -> None:
    def fill_in(driver: Any) -> None:
        driver.find_element("name", "login").send_keys("alice")
        driver.find_element("name", "passwd").send_keys(snac.household.passwords["alice"])
        driver.find_element("css selector", "input[type=submit]").click()

    account = log_in(snac, store, browser.visit(fill_in))
    assert "You are logged in" in browser.settled().text
    assert account.handle == f"alice@{snac.host}"
    with Client.from_account(account.handle, store=store) as client:
        assert client.verify_credentials().username == "alice"


def test_it_is_registered_again_when_snac_has_forgotten_it(snac: Snac, store: CredentialStore) -> None:
    """snac forgets an application together with the first of its tokens that is revoked."""
    alice = {"login": "alice", "passwd": snac.household.passwords["alice"]}
    first = log_in(snac, store, Person(alice))
    again = log_in(snac, store, Person(alice))
    assert again.client_id == first.client_id
    with Client.from_account(again.handle, store=store) as client:
        client.revoke_access_token(again.client_id, again.client_secret)
    anew = log_in(snac, store, Person(alice))
    assert anew.client_id != first.client_id
    with Client.from_account(anew.handle, store=store) as client:
        assert client.verify_credentials().username == "alice"
