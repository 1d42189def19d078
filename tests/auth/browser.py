"""A real browser, headless Chromium, for people who log in; ``.ci/install-browser`` installs it."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

SWITCHES = (
    "--headless",
    "--no-sandbox",  # it refuses to run as root otherwise
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--no-proxy-server",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
LONGEST_PAGE = 30.0


@dataclass
class Browser:
    """Chromium, and what a test does with it.

    Attributes:
        driver: Selenium's.
    """

    driver: Any
    failed: list[Exception] = field(default_factory=list[Exception])

    def visit(self, act: Callable[[Any], None]) -> Callable[[str], None]:
        """Opens a URL and does what a person does there, in a thread of its own; to be given as ``open_browser``."""

        def open_it(url: str) -> None:
            def work() -> None:
                try:
                    self.driver.get(url)
                    act(self.driver)
                except Exception as error:
                    self.failed.append(error)

            self._thread = threading.Thread(target=work, daemon=True)
            self._thread.start()

        return open_it

    def settled(self) -> Browser:
        """The browser, when what it was to do is done."""
        self._thread.join(LONGEST_PAGE)
        assert not self._thread.is_alive()
        if self.failed:
            raise self.failed.pop()
        return self

    @property
    def text(self) -> str:
        """What the page shows."""
        return str(self.driver.find_element("css selector", "body").text)

    def look(self, *, width: int, height: int, scheme: str) -> None:
        """Show the page at a size, in light or dark colours."""
        metrics = {
            "width": width,
            "height": height,
            "deviceScaleFactor": 2 if width < 500 else 1,
            "mobile": width < 500,
        }
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        feature = {"name": "prefers-color-scheme", "value": scheme}
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})

    def screenshot(self) -> bytes:
        """What it looks like, as a PNG."""
        picture: bytes = self.driver.get_screenshot_as_png()
        return picture

    def evaluate(self, script: str) -> Any:
        """What a script gives."""
        return self.driver.execute_script(script)

    def requested(self) -> list[str]:
        """The addresses that the page has loaded."""
        found: list[str] = self.evaluate("return performance.getEntriesByType('resource').map(entry => entry.name)")
        return found


def start(folder: Path) -> Any:
    """Chromium, with a profile of its own; skips where it is not installed."""
    program, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if program is None or driver is None:
        pytest.skip("Chromium is not installed; .ci/install-browser does that")
    from selenium.webdriver import Chrome, ChromeOptions, ChromeService

    options = ChromeOptions()
    options.binary_location = program
    for switch in (*SWITCHES, f"--user-data-dir={folder}"):
        options.add_argument(switch)
    chrome = Chrome(options, ChromeService(driver))
    chrome.set_page_load_timeout(LONGEST_PAGE)
    return chrome


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """One Chromium for all tests."""
    chrome = start(tmp_path_factory.mktemp("chromium"))
    yield chrome
    chrome.quit()


@pytest.fixture
def browser(chromium: Any) -> Iterator[Browser]:
    """Chromium, which has been nowhere."""
    chromium.execute_cdp_cmd("Network.clearBrowserCookies", {})
    browser = Browser(chromium)
    yield browser
    for failure in browser.failed:
        raise failure
    chromium.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    chromium.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    chromium.get("about:blank")


def contrast(one: str, other: str) -> float:
    """How well one colour stands out against the other, after WCAG; both as ``rgb(...)``."""
    first, second = sorted((_luminance(one), _luminance(other)))
    return (second + 0.05) / (first + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(part) / 255 for part in colour.split("(")[1].rstrip(")").split(",")[:3]]
    red, green, blue = (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
