"""The front's constructor, its errors, its rate limits and its versions."""

from __future__ import annotations

import copy
import logging
import pickle
from pathlib import Path
from typing import Any

import httpx2
import pytest
import requests
from tests.compat.front_for_mastodon_py import SERVER, Answer, Conversation, answering

import howdah
from howdah.compat.mastodon_py import (
    Mastodon,
    MastodonAPIError,
    MastodonBadGatewayError,
    MastodonFileNotFoundError,
    MastodonIllegalArgumentError,
    MastodonInternalServerError,
    MastodonNetworkError,
    MastodonNotFoundError,
    MastodonRatelimitError,
    MastodonServerError,
    MastodonUnauthorizedError,
    MastodonVersionError,
)
from howdah.testing import FakeClock


@pytest.fixture
def secrets(tmp_path: Path) -> tuple[Path, Path]:
    client, user = tmp_path / "client.secret", tmp_path / "user.secret"
    client.write_text("the-id\nthe-secret\nhttps://server.example\nmy program\n")
    user.write_text("the-token\nhttps://server.example\nthe-id\nthe-secret\n")
    return client, user


def test_secret_files_are_read(secrets: tuple[Path, Path]) -> None:
    client, user = secrets
    front = Mastodon(client_id=client, access_token=str(user))
    assert (front.client_id, front.client_secret) == ("the-id", "the-secret")
    assert (front.access_token, front.api_base_url) == ("the-token", SERVER)


def test_the_applications_name_becomes_the_user_agent(secrets: tuple[Path, Path]) -> None:
    talk = answering({"id": "1"})
    talk.front(client_id=secrets[0], access_token=None).me()
    assert talk.sent[0].headers["user-agent"].startswith("my program howdah/")
    talk.front(client_id=secrets[0], access_token=None, user_agent="other").me()
    assert talk.sent[1].headers["user-agent"].startswith("other howdah/")


def test_files_of_different_servers_do_not_go_together(secrets: tuple[Path, Path]) -> None:
    with pytest.raises(MastodonIllegalArgumentError, match="different servers"):
        Mastodon(access_token=secrets[1], api_base_url="https://elsewhere.example")


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({}, "API base URL is required"),
        ({"access_token": "token"}, "API base URL is required"),
        ({"client_id": "id", "api_base_url": SERVER}, "did not supply secret"),
        ({"api_base_url": SERVER, "ratelimit_method": "hope"}, "Invalid ratelimit method"),
        ({"api_base_url": SERVER, "feature_set": "myspace"}, "feature set"),
        ({"api_base_url": SERVER, "version_check_mode": "maybe"}, "version check method"),
        ({"api_base_url": "not a server"}, "not a server"),
    ],
)
def test_what_makes_no_sense_is_refused(settings: dict[str, Any], said: str) -> None:
    with pytest.raises(MastodonIllegalArgumentError, match=said):
        Mastodon(**settings)


def test_a_name_alone_is_taken_for_a_server() -> None:
    assert Mastodon(api_base_url="server.example/").api_base_url == SERVER


def test_nothing_shows_the_token() -> None:
    front = Mastodon(access_token="hush-hush-hush", api_base_url=SERVER)
    assert "hush" not in repr(front)
    with pytest.raises(MastodonNotFoundError) as caught:
        answering(Answer({"error": "no hush-hush-hush here"}, 404)).front(access_token="hush-hush-hush").account(5)
    assert "hush" not in repr(caught.value.args)


def test_a_copy_works_beside_the_original() -> None:
    talk = answering({"id": "1"})
    front = talk.front()
    front.me()
    for other in (copy.copy(front), copy.deepcopy(front)):
        other.me()
        other.access_token = "another"
        other.ratelimit_remaining = 0
        other.close()
        assert front.ratelimit_remaining == 300
    assert front.access_token == "token"
    front.me()
    assert len(talk.sent) == 4


def test_a_deep_copy_has_what_a_program_keeps_in_it() -> None:
    front: Any = answering({}).front()
    front.seen = ["1"]
    copy.deepcopy(front).seen.append("2")
    assert front.seen == ["1"]


def test_a_token_is_not_pickled() -> None:
    with pytest.raises(TypeError, match="not pickled"):
        pickle.dumps(answering({}).front())


def test_another_token_is_used_from_the_next_call_on() -> None:
    talk = answering({"id": "1"})
    front = talk.front(access_token="first")
    front.me()
    front.access_token = "second"
    front.me()
    assert [each.headers["authorization"] for each in talk.sent] == ["Bearer first", "Bearer second"]


def test_the_language_is_asked_for() -> None:
    talk = answering({"id": "1"}, [])
    front = talk.front(lang="de")
    front.me()
    front.set_language("fr")
    front.trending_links(lang="eo")
    assert [each.headers["accept-language"] for each in talk.sent] == ["de", "fr"]
    assert talk.sent[1].url.params["lang"] == "eo"


def test_requests_are_shown_where_that_is_wanted(capsys: pytest.CaptureFixture[str]) -> None:
    answering({"id": "1"}).front(debug_requests=True).account(5)
    assert "GET https://server.example/api/v1/accounts/5" in capsys.readouterr().out


def test_a_session_of_requests_lends_its_settings() -> None:
    from howdah.compat.mastodon_py.sessions import sending
    from howdah.core.wire import Request

    with requests.Session() as session:
        session.headers["X-Mine"] = "1"
        session.headers.update({"X-None": None})  # type: ignore[dict-item]
        session.proxies = {"https": "http://proxy.example:3128"}
        session.verify = "/tmp/ca.pem"
        found = sending(session, SERVER)
    assert found["proxy"] == "http://proxy.example:3128"
    assert found["verify"] == "/tmp/ca.pem"
    request = Request("GET", SERVER, {})
    found["on_request"][0](request)
    assert request.headers == {"x-mine": "1"}


ERRORS = [
    (400, MastodonAPIError),
    (401, MastodonUnauthorizedError),
    (403, MastodonAPIError),
    (404, MastodonNotFoundError),
    (410, MastodonAPIError),
    (422, MastodonAPIError),
    (501, MastodonServerError),
]


@pytest.mark.parametrize(("status", "kind"), ERRORS)
def test_a_refusal_has_its_error(status: int, kind: type[MastodonAPIError]) -> None:
    with pytest.raises(MastodonAPIError) as caught:
        answering(Answer({"error": "because"}, status)).front().account(5)
    assert type(caught.value) is kind
    assert caught.value.args[:2] == ("Mastodon API returned error", status)
    assert caught.value.args[3] == "because"
    assert isinstance(caught.value.__cause__, howdah.ApiError)


@pytest.mark.parametrize(("status", "kind"), [(500, MastodonInternalServerError), (502, MastodonBadGatewayError)])
def test_a_failure_of_a_post_that_cannot_be_repeated_has_its_error(status: int, kind: type[Exception]) -> None:
    with pytest.raises(kind):
        answering(Answer(b"oops", status)).front().report(5)


def test_no_answer_is_a_network_error() -> None:
    def fail(_: httpx2.Request) -> httpx2.Response:
        raise httpx2.ConnectError("refused")

    client = httpx2.Client(transport=httpx2.MockTransport(fail))
    front = Mastodon(api_base_url=SERVER, session=client)
    front._client.session.retry = howdah.NO_RETRY
    with pytest.raises(MastodonNetworkError):
        front.account(5)


@pytest.mark.parametrize(("given", "kept"), [(7, 7), ((3, 5), 5), ((3, None), None)])
def test_a_timeout_may_be_a_pair_as_requests_takes_it(given: Any, kept: float | None) -> None:
    front = answering({"id": "1"}).front(request_timeout=given)
    assert front._client.session.timeout == kept
    assert front.request_timeout == given


def test_what_is_no_json_is_an_api_error() -> None:
    with pytest.raises(MastodonAPIError, match="parse response as JSON"):
        answering(b"<html>").front().account(5)


def test_a_missing_file_is_an_error_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(MastodonFileNotFoundError):
        answering({}).front().media_post(str(tmp_path / "nowhere.png"))
    with pytest.raises(MastodonIllegalArgumentError, match="mime type"):
        answering({}).front().media_post(b"what is this")


LIMITED = {"x-ratelimit-limit": "10", "x-ratelimit-remaining": "3"}


def test_the_limit_is_known_after_a_call() -> None:
    import time

    front = answering(Answer({"id": "1"}, headers={**LIMITED, "x-ratelimit-reset": str(int(time.time()) + 60)})).front()
    assert (front.ratelimit_limit, front.ratelimit_remaining) == (300, 300)
    front.me()
    assert (front.ratelimit_limit, front.ratelimit_remaining) == (10, 3)
    assert 50 < front.ratelimit_reset - time.time() < 70
    assert front.ratelimit_lastcall <= time.time()


def test_a_refusal_is_thrown_at_once() -> None:
    front = answering(Answer({"error": "too fast"}, 429)).front(ratelimit_method="throw")
    with pytest.raises(MastodonRatelimitError, match="Hit rate limit"):
        front.me()


class Sleeps:
    """A front whose waits take no time, and are told."""

    def __init__(self, talk: Conversation, **settings: Any) -> None:
        self.front = talk.front(**settings)
        self.clock = FakeClock()
        self.waits: list[float] = []
        self.front._limits.limiter.clock = self.clock
        self.front._client.session.clock = self.clock
        self.front._client.transport.sleep = self.sleep  # type: ignore[method-assign]

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.clock.advance(seconds)


def test_what_is_set_during_a_call_is_for_the_next_one() -> None:
    talk = answering(Answer({"error": "wait"}, 429, {"retry-after": "900"}), {"id": "1"})
    sleeps = Sleeps(talk)

    def sleep(seconds: float) -> None:
        sleeps.sleep(seconds)
        sleeps.front.access_token = "another"  # as another thread might

    closed_after: list[int] = []
    sleeps.front._client.transport.sleep = sleep  # type: ignore[method-assign]
    sleeps.front._client.close = lambda: closed_after.append(len(talk.sent))  # type: ignore[method-assign]
    assert sleeps.front.me().id == "1"
    assert closed_after == [2]
    assert sleeps.front.me().id == "1"
    assert [each.headers["authorization"] for each in talk.sent] == ["Bearer token", "Bearer token", "Bearer another"]


def test_refusals_are_waited_for_however_many_there_are() -> None:
    refused = [Answer({"error": "wait"}, 429, {"retry-after": "900"}) for _ in range(8)]
    sleeps = Sleeps(answering(*refused, {"id": "1"}))
    assert sleeps.front.me().id == "1"
    assert sum(sleeps.waits) >= 8 * 900


def test_what_a_program_sets_is_kept_to() -> None:
    import time

    sleeps = Sleeps(answering({"id": "1"}))
    sleeps.front.ratelimit_remaining = 0
    sleeps.front.ratelimit_reset = time.time() + 1000
    sleeps.front.ratelimit_limit = 7500
    sleeps.front.me()
    assert 900 < sum(sleeps.waits) <= 1000
    assert sleeps.front.ratelimit_limit == 7500
    throwing = answering({"id": "1"}).front(ratelimit_method="throw")
    throwing.ratelimit_remaining, throwing.ratelimit_reset = 0, time.time() + 1000
    with pytest.raises(MastodonRatelimitError):
        throwing.me()


def test_the_way_of_keeping_the_limit_can_be_changed() -> None:
    front = answering(Answer({"error": "too fast"}, 429)).front()
    front.ratelimit_limit = 7500
    front.ratelimit_method = "throw"
    assert front.ratelimit_limit == 7500
    with pytest.raises(MastodonRatelimitError):
        front.me()
    front.ratelimit_pacefactor = 0.5
    assert front._limits.limiter.share == 0.5


def test_the_pace_is_a_part_of_the_limit() -> None:
    front = answering({"id": "1"}).front(ratelimit_method="pace", ratelimit_pacefactor=0.5)
    assert front._limits.limiter.policy == "pace"
    assert front._limits.limiter.share == 0.5
    assert answering({}).front(ratelimit_method="pace")._limits.limiter.share == 1.0


def test_calls_that_the_server_is_too_old_for_are_refused() -> None:
    talk = answering({"id": "1"})
    front = talk.front(mastodon_version="3.4.2", version_check_mode="created")
    assert (front.mastodon_major, front.mastodon_minor, front.mastodon_patch) == (3, 4, 2)
    front.status(1)
    with pytest.raises(MastodonVersionError, match=r"Need Mastodon instance version 3\.5\.0"):
        front.status_history(1)
    with pytest.raises(MastodonVersionError, match=r"4\.0\.0"):
        front.status_translate(1)
    assert len(talk.sent) == 1


def test_calls_that_have_changed_since_are_refused_where_that_is_wanted() -> None:
    front = answering({"id": "1"}).front(mastodon_version="2.0.0", version_check_mode="changed")
    with pytest.raises(MastodonVersionError):
        front.status_post("text")


def test_the_version_is_asked_for_once() -> None:
    talk = answering({"version": "4.2.1+glitch", "uri": "server.example"}, {"id": "1"})
    front = talk.front(version_check_mode="created")
    front.status(1)
    front.status(2)
    assert [line for line in talk.lines if "statuses" not in line and "instance" in line] != []
    assert len(talk.sent) <= 4
    assert (front.mastodon_major, front.mastodon_minor) == (4, 2)


def test_no_version_is_an_error() -> None:
    with pytest.raises(MastodonVersionError, match="Bad version"):
        Mastodon(api_base_url=SERVER, mastodon_version="soon", version_check_mode="created")


def test_errors_can_be_pickled() -> None:
    error = MastodonNotFoundError("Mastodon API returned error", 404, "Not Found", "Record not found")
    assert pickle.loads(pickle.dumps(error)).args == error.args


def test_importing_howdah_does_not_load_the_front() -> None:
    import subprocess
    import sys

    code = "import sys, howdah; sys.exit('howdah.compat' in sys.modules or 'howdah.compat.mastodon_py' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0


def test_a_client_is_closed_with_the_front(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR), answering({"id": "1"}).front() as front:
        front.me()
        assert front._open is not None
    assert front._open is None


def test_many_threads_share_one_client() -> None:
    from concurrent.futures import ThreadPoolExecutor

    talk = answering({"id": "1"})
    front = talk.front()
    with ThreadPoolExecutor(8) as pool:
        clients = list(pool.map(lambda _: (front.account(5), front._client)[1], range(32)))
    assert len(talk.sent) == 32
    assert len(set(map(id, clients))) == 1
