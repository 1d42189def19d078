"""Versions, the server's clock and what it shows, through the front for Mastodon.py."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import httpx
import pytest
from tests.auth.authorization_server import Answer, Asked, StrictServer
from tests.compat.libraries import LIBRARIES, library

pytestmark = [
    pytest.mark.usefixtures("bounded"),
    # Mastodon.py leaves its connections to the garbage collector.
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"),
]


class Server(StrictServer):
    """A server that says what a test wants about itself.

    Attributes:
        first: its description in version 1 of the API; ``None`` for none.
        second: that in version 2.
    """

    def __init__(self) -> None:
        super().__init__()
        self.first: dict[str, Any] | None = {"uri": "x", "version": "4.2.3"}
        self.second: dict[str, Any] | None = None

    def answer(self, asked: Asked) -> Answer:
        path = asked.path.rstrip("/")
        if path not in ("/api/v1/instance", "/api/v2/instance"):
            return super().answer(asked)
        self.asked.append(asked)
        said = self.first if path == "/api/v1/instance" else self.second
        return Answer(404, {"error": "Record not found"}) if said is None else Answer(200, said)


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        yield server


@pytest.fixture(params=LIBRARIES)
def module(request: pytest.FixtureRequest) -> Any:
    """Either library, for what is the same in both."""
    return library(request.param)


@pytest.fixture
def front() -> Any:
    return library("Howdah")


def account(module: Any, server: Server) -> Any:
    return module.Mastodon(access_token="t", api_base_url=server.base_url)


@pytest.mark.parametrize(
    ("said", "version", "numbers"),
    [
        ("4.2.3", "4.2.3", (4, 2, 3)),
        ("4.2.0rc1+glitch", "4.2.0rc1", (4, 2, 0)),
        ("2.7.2 (compatible; Pleroma 2.5)", "2.7.2", (2, 7, 2)),
        ("4.1.0-alpha.1", "4.1.0-alpha.1", (4, 1, 0)),
    ],
)
def test_versions(module: Any, server: Server, said: str, version: str, numbers: tuple[int, int, int]) -> None:
    server.first = {"uri": "x", "version": said}
    mastodon = account(module, server)
    assert mastodon.retrieve_mastodon_version() == version
    assert (mastodon.mastodon_major, mastodon.mastodon_minor, mastodon.mastodon_patch) == numbers
    assert mastodon.mastodon_api_version == 0


def test_versions_of_the_api(module: Any, server: Server) -> None:
    server.first = {"uri": "x", "version": "4.5.0"}
    server.second = {"domain": "x", "version": "4.5.0", "api_versions": {"mastodon": 7}}
    mastodon = account(module, server)
    assert mastodon.retrieve_mastodon_version() == "4.5.0"
    assert mastodon.mastodon_api_version == 7


@pytest.mark.parametrize("first", [None, {"uri": "x"}, {"uri": "x", "version": "weird"}])
def test_servers_that_do_not_say(front: Any, server: Server, first: dict[str, Any] | None) -> None:
    server.first = first  # Mastodon.py asks until it overflows, or raises what happens to come up
    mastodon = account(front, server)
    assert mastodon.retrieve_mastodon_version() == "1.0.0"
    with pytest.raises(front.MastodonVersionError):
        mastodon.retrieve_mastodon_version(fail_hard=True)


@pytest.mark.parametrize(
    ("version", "enough"),
    [("4.2.3", True), ("4.2.2", True), ("3.9.9", True), ("4.2.4", False), ("4.10.0", False), ("5.0.0", False)],
)
def test_versions_are_compared(module: Any, server: Server, version: str, enough: bool) -> None:
    assert account(module, server).verify_minimum_version(version) is enough


def test_versions_are_remembered(module: Any, server: Server) -> None:
    mastodon = account(module, server)
    assert mastodon.verify_minimum_version("4.2.0", cached=True)
    asked = len(server.asked)
    assert mastodon.verify_minimum_version("4.2.0", cached=True)
    assert len(server.asked) == asked
    server.first = {"uri": "x", "version": "4.1.0"}
    mastodon.clear_caches()
    assert not mastodon.verify_minimum_version("4.2.0")


def test_versions_are_asked_for_again(front: Any, server: Server) -> None:
    mastodon = account(front, server)
    assert mastodon.verify_minimum_version("4.2.0")
    server.first = {"uri": "x", "version": "4.1.0"}
    assert not mastodon.verify_minimum_version("4.2.0")  # Mastodon.py goes by what it has
    server.first = {"uri": "x", "version": "4.2.0"}
    assert not mastodon.verify_minimum_version("4.2.0", cached=True)
    mastodon.clear_caches()
    assert mastodon.verify_minimum_version("4.2.0", cached=True)


def test_what_is_no_version(front: Any, server: Server) -> None:
    with pytest.raises(front.MastodonVersionError):
        account(front, server).verify_minimum_version("junk")


def test_the_version_that_is_supported(module: Any) -> None:
    assert module.Mastodon.get_supported_version() == "4.7.3"


def answering(module: Any, status: int, **headers: str) -> Any:
    """An account on a server that answers everything alike."""
    client = httpx.Client(transport=httpx.MockTransport(lambda _: httpx.Response(status, headers=headers)))
    return module.Mastodon(access_token="t", api_base_url="https://social.example", session=client)


@pytest.mark.parametrize("status", [200, 404, 405])
def test_the_server_s_clock(front: Any, status: int) -> None:
    moment = answering(front, status, date="Sat, 21 Nov 2026 19:00:00 GMT").get_approx_server_time()
    assert moment == datetime(2026, 11, 21, 19, 0)  # noqa: DTZ001


def test_the_clock_as_mastodon_py_has_it(server: Server) -> None:
    server.failing["/"] = Answer(200, "")
    theirs, ours = (account(library(name), server).get_approx_server_time() for name in LIBRARIES)
    assert theirs.tzinfo is ours.tzinfo is None
    assert abs((theirs - ours).total_seconds()) < 60


@pytest.mark.parametrize("headers", [{}, {"date": "now"}])
def test_a_server_without_a_clock(front: Any, headers: dict[str, str]) -> None:
    with pytest.raises(front.MastodonAPIError, match=r"No server time in response\."):
        answering(front, 200, **headers).get_approx_server_time()


ACCESS = {
    "live_feeds": {"local": "public", "remote": "authenticated"},
    "hashtag_feeds": {"local": "disabled", "remote": "public"},
}


@pytest.mark.parametrize("timeline", ["public", "hashtag"])
@pytest.mark.parametrize("with_auth", [False, True])
@pytest.mark.parametrize("parts", [{}, {"local": True}, {"remote": True}, {"local": True, "remote": True}])
def test_timelines_that_are_shown(server: Server, timeline: str, with_auth: bool, parts: dict[str, bool]) -> None:
    server.first = {"uri": "x", "version": "4.6.0"}
    server.second = {"domain": "x", "api_versions": {"mastodon": 8}, "configuration": {"timelines_access": ACCESS}}
    shown = [
        account(library(name), server).timeline_is_available(timeline, with_auth=with_auth, **parts)
        for name in LIBRARIES
    ]
    assert shown[0] is shown[1]
    halves = ACCESS["live_feeds" if timeline == "public" else "hashtag_feeds"]
    enough = {"public", "authenticated"} if with_auth else {"public"}
    wanted = [halves[part] in enough for part in (parts or halves)]
    assert shown[1] is (all(wanted) if parts else any(wanted))


def test_timelines_that_nothing_is_said_of(module: Any, server: Server) -> None:
    mastodon = account(module, server)
    assert mastodon.timeline_is_available() is True
    assert mastodon.timeline_is_available("home") is True
    with pytest.raises(module.MastodonAPIError, match="Failed to determine timeline availability for 'public'"):
        mastodon.timeline_is_available(fail_hard=True)
    with pytest.raises(module.MastodonIllegalArgumentError, match="Unknown timeline: home"):
        mastodon.timeline_is_available("home", fail_hard=True)


def test_timelines_named_as_elsewhere(front: Any, server: Server) -> None:
    server.second = {"domain": "x", "configuration": {"timelines_access": ACCESS}}
    mastodon = account(front, server)
    assert mastodon.timeline_is_available("local") is True
    assert mastodon.timeline_is_available("tag/python", local=True) is False


def test_polls_are_described(server: Server) -> None:
    for args in ((["a", "b"], 3600), (["a", "b"], 3600, True, True)):
        theirs, ours = (account(library(name), server).make_poll(*args) for name in LIBRARIES)
        assert dict(theirs) == ours
