"""The whole login in a real browser, and the page that it ends on, as it looks."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from selenium.webdriver.support.wait import WebDriverWait
from tests.auth.authorization_server import PASSWORD, StrictServer
from tests.auth.browser import Browser, contrast

from howdah import Client
from howdah.auth import CredentialStore, login
from howdah.core.oauth_errors import AccessDeniedError, ScopeRefusedError
from howdah.sandbox import Sandbox

LOOKS = {
    "light": (1280, 800, "light"),
    "dark": (1280, 800, "dark"),
    "phone": (360, 740, "light"),
    "phone-dark": (360, 740, "dark"),
}


def say_yes(driver: Any) -> None:
    driver.find_element("name", "username").send_keys("alice")
    driver.find_element("name", "password").send_keys(PASSWORD)
    driver.find_element("css selector", "button[value=allow]").click()


def say_no(driver: Any) -> None:
    driver.find_element("css selector", "button[value=deny]").click()


def mistype_first(driver: Any) -> None:
    driver.find_element("name", "username").send_keys("alice")
    driver.find_element("name", "password").send_keys("no idea")
    driver.find_element("css selector", "button[value=allow]").click()
    WebDriverWait(driver, 20).until(lambda page: "not your password" in page.page_source)
    say_yes(driver)


def log_in(server: str, store: CredentialStore, browser: Browser, act: Callable[[Any], None], **wanted: Any) -> Any:
    return login(server, store=store, open_browser=browser.visit(act), tell=lambda text: None, wait=30, **wanted)


@pytest.mark.parametrize("act", [say_yes, mistype_first])
def test_a_person_logs_in_at_a_strict_server(
    browser: Browser, strict_server: StrictServer, store: CredentialStore, act: Callable[[Any], None]
) -> None:
    account = log_in(strict_server.base_url, store, browser, act)
    page = browser.settled()
    assert urlsplit(page.driver.current_url).path == "/howdah/login"
    assert "You are logged in" in page.text
    assert f"alice@{strict_server.host}" in page.text
    assert store.account(account.handle).access_token in strict_server.tokens
    with Client.from_account(account.handle, store=store) as client:
        assert client.verify_credentials().username == "alice"


def test_a_person_logs_in_at_the_sandbox(browser: Browser, store: CredentialStore, bounded: None) -> None:
    def pick(driver: Any) -> None:
        driver.find_element("css selector", "button[value=bob]").click()

    with Sandbox() as sandbox:
        account = log_in(sandbox.base_url, store, browser, pick, scopes="read write")
        assert "You are logged in" in browser.settled().text
        with Client.from_account(account.handle, store=store) as client:
            assert client.verify_credentials().username == "bob"
            assert client.post_status("I am in").account.username == "bob"


def test_a_person_says_no(browser: Browser, strict_server: StrictServer, store: CredentialStore) -> None:
    with pytest.raises(AccessDeniedError):
        log_in(strict_server.base_url, store, browser, say_no)
    assert "You are not logged in\nYou said no" in browser.settled().text
    assert store.accounts() == []


@pytest.mark.skipif(sys.platform == "win32", reason="the browser stands in as a shell script")
def test_the_command_opens_the_browser(browser: Browser, strict_server: StrictServer, tmp_path: Path) -> None:
    asked, stand_in = tmp_path / "asked", tmp_path / "stand-in"
    stand_in.write_text(f'#!/bin/sh\nprintf %s "$1" >"{asked}.part" && mv "{asked}.part" "{asked}"\n')
    stand_in.chmod(0o700)
    folder = str(tmp_path / "howdah")
    howdah = [sys.executable, "-m", "howdah"]
    environment = {**os.environ, "HOWDAH_CONFIG_DIR": folder, "BROWSER": f"{stand_in} %s", "HOWDAH_KEYRING": "0"}
    command = [*howdah, "login", strict_server.base_url]
    with subprocess.Popen(
        command, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        until = time.monotonic() + 30
        while not asked.exists() and running.poll() is None and time.monotonic() < until:
            time.sleep(0.02)
        browser.visit(say_yes)(asked.read_text())
        said, complained = running.communicate(timeout=30)
    assert running.returncode == 0, complained
    assert f"Logged in as alice@{strict_server.host}, with read." in said
    assert "You are logged in" in browser.settled().text
    whoami = subprocess.run(
        [*howdah, "whoami"], env=environment, capture_output=True, text=True, timeout=30, check=False
    )
    assert whoami.returncode == 0, whoami.stderr
    assert "(@alice)" in whoami.stdout
    (token,) = strict_server.tokens
    assert token not in said + complained + whoami.stdout + whoami.stderr


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("ending", ["good", "bad"])
def test_how_the_page_looks(
    browser: Browser, strict_server: StrictServer, store: CredentialStore, tmp_path: Path, look: str, ending: str
) -> None:
    width, height, scheme = LOOKS[look]
    browser.look(width=width, height=height, scheme=scheme)
    wanted = {"scopes": "read write:statuses push", "client_name": "Tom & Jerry's <b>bot</b>"}
    if ending == "good":
        log_in(strict_server.base_url, store, browser, say_yes, **wanted)
    else:
        strict_server.grants = ("read",)
        with pytest.raises(ScopeRefusedError):
            log_in(strict_server.base_url, store, browser, say_yes, **wanted)
    text = browser.settled().text
    assert "Tom & Jerry's <b>bot</b>" in text, "the name is shown as it is"
    if ending == "good":
        assert "You are logged in" in text
        assert f"alice@{strict_server.host}" in text
        chips = browser.driver.find_elements("css selector", "code")
        assert [chip.text for chip in chips] == ["read", "write:statuses", "push"]
    else:
        assert "You are not logged in" in text
        assert "missing: write:statuses push" in text
        assert "Nothing was kept" in text
    assert browser.requested() == [], "the page loads nothing"
    assert browser.evaluate("return document.documentElement.scrollWidth") <= width, "it does not overflow"
    for element in ("h1", "p", "footer", "svg"):
        colours = browser.evaluate(
            "const of = (e, what) => getComputedStyle(document.querySelector(e))[what];"
            f"return [of('{element}', 'color'), of('main', 'backgroundColor')]"
        )
        assert contrast(*colours) >= 4.5, f"{element} stands out"
    lightness = browser.evaluate("return getComputedStyle(document.body).backgroundColor")
    assert (contrast(lightness, "rgb(0, 0, 0)") < 3) == (scheme == "dark")
    picture = browser.screenshot()
    factor = 2 if width < 500 else 1
    assert picture.startswith(b"\x89PNG")
    assert struct.unpack(">II", picture[16:24]) == (width * factor, height * factor)
    folder = Path(os.environ.get("HOWDAH_SCREENSHOTS", tmp_path))
    (folder / f"login-{ending}-{look}.png").write_bytes(picture)
