"""What a stream gives, on its way to platypush's bus: where it begins, waits and ends."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from tests.compat.platypush_host import wait_until

from howdah.sandbox import Sandbox

if find_spec("platypush") is None and not os.environ.get("CI"):
    pytest.skip("platypush is not installed", allow_module_level=True)

from howdah.compat.platypush import watching
from howdah.compat.platypush.connections import Connections
from howdah.compat.platypush.watching import Watch

pytestmark = pytest.mark.usefixtures("bounded")
SOON = 30.0


class Bus:
    """A bus that somebody hears, or nobody."""

    redis_queue = "bus"

    def __init__(self) -> None:
        self.redis = self
        self.hearers = 1
        self.posted: list[Any] = []

    def pubsub_numsub(self, queue: str) -> list[tuple[bytes, int]]:
        return [(queue.encode(), self.hearers)]

    def post(self, event: Any) -> None:
        self.posted.append(event)


class Plugin:
    """What a watch needs of a plugin."""

    def __init__(self) -> None:
        self.logger = logging.getLogger("test.platypush")
        self.stopping = threading.Event()

    def should_stop(self) -> bool:
        return self.stopping.is_set()

    def wait_stop(self, timeout: float | None = None) -> bool:
        return self.stopping.wait(timeout)


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Bus:
    bus = Bus()
    monkeypatch.setattr(watching, "get_bus", lambda: bus)
    monkeypatch.setattr(watching, "Config", SimpleNamespace(get_workdir=lambda: str(tmp_path)))
    plain = {kind: (name, dict, said) for kind, (name, _, said) in watching.TOLD_AS.items()}
    monkeypatch.setattr(watching, "TOLD_AS", plain)
    return bus


Watching = Callable[..., Any]


@pytest.fixture
def watching_as_alice(howdah_sandbox: Sandbox, bus: Bus) -> Watching:
    @contextmanager
    def watch(*names: str) -> Iterator[Plugin]:
        plugin: Any = Plugin()
        connections = Connections(howdah_sandbox.base_url, howdah_sandbox.token_of("alice"), {})
        thread = threading.Thread(target=Watch(plugin, connections, names).run)
        thread.start()
        try:
            yield plugin
        finally:
            connections.close()
            plugin.stopping.set()
            thread.join(SOON)
            assert not thread.is_alive()

    return watch


def position_in(folder: Path) -> str | None:
    """Where a watch has come to."""
    return next((place.read_text() for place in folder.glob("mastodon/*.position")), None)


def texts(bus: Bus) -> list[str]:
    return [event["notification"]["status"]["content"] for event in bus.posted]


def test_only_what_is_wanted_is_posted_and_the_position_goes_on(
    howdah_sandbox: Sandbox, bus: Bus, watching_as_alice: Watching, tmp_path: Path
) -> None:
    alice, bob = howdah_sandbox.client("alice"), howdah_sandbox.client("bob")
    alice.follow_account(bob.verify_credentials().id)
    with watching_as_alice("notifications"):
        wait_until(lambda: position_in(tmp_path), SOON, "connecting")
        bob.post_status("not for alice")
        bob.post_status("@alice this is")
        wait_until(lambda: bus.posted, SOON, "an event")
        before = position_in(tmp_path)
        bob.post_status("@alice this, too")
        wait_until(lambda: len(bus.posted) == 2, SOON, "a second event")
        wait_until(lambda: position_in(tmp_path) != before, SOON, "a new position")
    assert [event["notification_type"] for event in bus.posted] == ["mention", "mention"]
    assert [event["base_url"] for event in bus.posted] == [howdah_sandbox.base_url] * 2


def test_what_nobody_would_hear_is_kept_for_the_next_run(
    howdah_sandbox: Sandbox, bus: Bus, watching_as_alice: Watching, tmp_path: Path
) -> None:
    bob = howdah_sandbox.client("bob")
    with watching_as_alice("notifications"):
        wait_until(lambda: position_in(tmp_path), SOON, "connecting")
        bus.hearers = 0
        bob.post_status("@alice do you hear")
    assert bus.posted == []
    with watching_as_alice("notifications"):
        bob.post_status("@alice and now")
        bus.hearers = 1
        wait_until(lambda: len(bus.posted) == 2, SOON, "both events")
    assert ["do you hear" in texts(bus)[0], "and now" in texts(bus)[1]] == [True, True]


def test_a_position_that_is_none_is_left_and_said(
    howdah_sandbox: Sandbox,
    bus: Bus,
    watching_as_alice: Watching,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    with watching_as_alice("notifications"):
        wait_until(lambda: position_in(tmp_path), SOON, "connecting")
    (place,) = tmp_path.glob("mastodon/*.position")
    place.write_text("half a posi")
    with watching_as_alice("notifications"):
        wait_until(lambda: position_in(tmp_path) != "half a posi", SOON, "a new position")
        howdah_sandbox.client("bob").post_status("@alice from here on")
        wait_until(lambda: bus.posted, SOON, "an event")
    assert "Events begin now" in caplog.text


def test_a_server_that_refuses_is_left_alone_until_the_next_start(
    howdah_sandbox: Sandbox, bus: Bus, watching_as_alice: Watching, caplog: pytest.LogCaptureFixture
) -> None:
    refusal = {"error": "This action is outside the authorized scopes"}
    with howdah_sandbox.fault("/api/v1/*", status=403, body=refusal), watching_as_alice("notifications"):
        wait_until(lambda: "There will be no events" in caplog.text, SOON, "a warning")
    assert "outside the authorized scopes" in caplog.text
    assert howdah_sandbox.token_of("alice") not in caplog.text


def test_a_watch_of_nothing_asks_nothing(bus: Bus, watching_as_alice: Watching, tmp_path: Path) -> None:
    with watching_as_alice():
        pass
    assert position_in(tmp_path) is None


def test_a_plugin_that_is_stopped_before_it_has_begun_ends_quietly(
    howdah_sandbox: Sandbox, bus: Bus, caplog: pytest.LogCaptureFixture
) -> None:
    plugin: Any = Plugin()
    plugin.stopping.set()
    connections = Connections(howdah_sandbox.base_url, howdah_sandbox.token_of("alice"), {})
    connections.close()
    Watch(plugin, connections, ["notifications"]).run()
    assert not [record for record in caplog.records if record.name == "test.platypush"]
