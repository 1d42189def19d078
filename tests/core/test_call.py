"""One call, from its place in the limit to its reply: errors, retries, redirects, lost answers."""

from __future__ import annotations

import logging
import pickle
from typing import Any

import pytest
from tests.core.conversation import Conversation, StillClock, converse, make_session, reply

from howdah import (
    NO_RETRY,
    ActivityPubError,
    ApiError,
    ClientError,
    ConfigurationError,
    ConflictError,
    ForbiddenError,
    GoneError,
    NetworkError,
    NotFoundError,
    OutcomeUnknownError,
    RatelimitError,
    RedirectRefusedError,
    Reply,
    Retry,
    Server,
    ServerError,
    UnauthorizedError,
    UnprocessedError,
)
from howdah.core.call import Repeat, build_request, exchange
from howdah.core.limits import Limiter

LOST = NetworkError("connection reset", sent=True)
UNREACHED = NetworkError("connection refused", sent=False)
KEY = {"idempotency-key": "once"}


def ask(
    answers: list[Reply | Exception],
    method: str = "GET",
    *,
    session: Any = None,
    clock: StillClock | None = None,
    headers: dict[str, str] | None = None,
    repeat: Repeat = "keyed",
) -> tuple[Reply, Conversation]:
    clock = clock or StillClock()
    session = session or make_session(clock)
    request = build_request(session, method, "/api/v1/statuses/1", headers=headers)
    return converse(exchange(session, request, repeat=repeat), answers, clock)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, ClientError),
        (401, UnauthorizedError),
        (403, ForbiddenError),
        (404, NotFoundError),
        (409, ConflictError),
        (410, GoneError),
        (418, ClientError),
        (422, UnprocessedError),
        (500, ServerError),
        (501, ServerError),
    ],
)
def test_each_status_has_its_error(status: int, kind: type[ApiError]) -> None:
    with pytest.raises(kind, match=rf"example\.social answered {status} to GET .*: no: because") as raised:
        ask([reply({"error": "no", "error_description": "because", "details": {"name": ["ERR_TAKEN"]}}, status)])
    error = raised.value
    assert type(error) is kind
    assert (error.status, error.method, error.error, error.description) == (status, "GET", "no", "because")
    assert error.url == "https://example.social/api/v1/statuses/1"
    assert error.details == {"name": ["ERR_TAKEN"]}
    assert not error.retryable


@pytest.mark.parametrize(
    ("body", "error", "shown"),
    [
        (b"<h1>404 Not Found (snac/2.75)</h1>", None, "<h1>404 Not Found"),
        (b"Not Found", None, "Not Found"),
        (b"", None, "nothing more"),
        (b'"gone fishing"', "gone fishing", "gone fishing"),
        (b'{"error": {"name": "ZodError", "issues": []}}', "ZodError", "ZodError"),
        (b'{"error": ', None, '{"error"'),
        (b'{"error": 7}', None, "error"),
        (b"\xff\xfe", None, "answered 404"),
        (b"[" * 100_000, None, "[["),
    ],
)
def test_an_error_is_made_of_any_body(body: bytes, error: str | None, shown: str) -> None:
    with pytest.raises(NotFoundError) as raised:
        ask([reply(body, 404)])
    assert raised.value.error == error
    assert shown in str(raised.value)
    assert len(str(raised.value)) < 400


def test_errors_pickle_whole() -> None:
    with pytest.raises(RatelimitError) as raised:
        ask([reply({"error": "slow down"}, 429, retry_after="4000", x_ratelimit_limit="30")] * 1)
    again = pickle.loads(pickle.dumps(raised.value))
    assert type(again) is RatelimitError
    assert str(again) == str(raised.value)
    assert (again.retry_after, again.limit, again.bucket, again.retryable) == (4000, 30, "general", True)
    assert again.headers["retry-after"] == "4000"
    lost = pickle.loads(pickle.dumps(OutcomeUnknownError("lost", method="POST", url="u", idempotency_key="k")))
    assert (lost.idempotency_key, lost.method) == ("k", "POST")


def test_no_error_shows_the_token() -> None:
    with pytest.raises(UnauthorizedError) as raised:
        ask([reply({"error": "bad token s3cret-token", "token": "x"}, 401)])
    error = raised.value
    assert "s3cret" not in f"{error} {error!r} {error.error} {error.body!r} {error.url}"
    assert b"s3cret" not in pickle.dumps(error)


@pytest.mark.parametrize("failure", [LOST, UNREACHED, *(reply(None, s) for s in (408, 502, 503, 504, 520, 524))])
@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_what_may_be_repeated_is_tried_again(failure: Reply | Exception, method: str) -> None:
    answer, said = ask([failure, failure, reply({})], method)
    assert answer.status == 200
    assert len(said.requests) == 3
    assert len(said.sleeps) == 2
    assert 0.25 <= said.sleeps[0] <= 0.5
    assert 0.5 <= said.sleeps[1] <= 1.0


def test_it_gives_up_after_its_attempts_with_the_last_failure() -> None:
    with pytest.raises(ServerError, match="503") as raised:
        ask([reply(None, 502)] * 4 + [reply(None, 503)])
    assert raised.value.retryable


def test_it_gives_up_within_its_budget() -> None:
    session = make_session(clock := StillClock(), retry=Retry(attempts=100, budget=5.0, first_delay=2.0))
    with pytest.raises(NetworkError):
        ask([LOST] * 4, session=session, clock=clock)
    assert clock.now - StillClock().now <= 5.0


def test_without_retries_the_first_failure_is_the_last() -> None:
    with pytest.raises(NetworkError, match="reset"):
        ask([LOST], session=make_session(retry=NO_RETRY))


def test_a_server_that_asks_for_time_gets_it() -> None:
    _, said = ask([reply(None, 503, retry_after="17"), reply({})])
    assert said.sleeps == [17]


def test_a_post_that_never_left_is_sent_again() -> None:
    _, said = ask([UNREACHED, reply({})], "POST")
    assert len(said.requests) == 2


@pytest.mark.parametrize("failure", [LOST, reply(None, 502)])
def test_a_post_that_may_have_arrived_is_not_sent_again(failure: Reply | Exception) -> None:
    with pytest.raises(OutcomeUnknownError, match="may or may not have been carried out") as raised:
        ask([failure], "POST")
    assert raised.value.__cause__ is not None
    assert not raised.value.retryable


@pytest.mark.parametrize(
    ("software", "resent"),
    [("mastodon", True), ("glitch-soc", True), ("pleroma", True), ("gotosocial", False), ("snac", False)],
)
def test_an_idempotency_key_counts_where_the_server_keeps_it(software: str, resent: bool) -> None:
    session = make_session(server=Server(software, "1.0"))
    if resent:
        _, said = ask([LOST, reply({})], "POST", session=session, headers=KEY)
        assert [r.headers["idempotency-key"] for r in said.requests] == ["once", "once"]
    else:
        with pytest.raises(OutcomeUnknownError) as raised:
            ask([LOST], "POST", session=session, headers=KEY)
        assert raised.value.idempotency_key == "once"


def test_a_lost_post_asks_an_unknown_server_what_it_is() -> None:
    nodeinfo = {"links": [{"rel": "http://nodeinfo.diaspora.software/ns/schema/2.0", "href": "/nodeinfo/2.0"}]}
    software = {"software": {"name": "mastodon", "version": "4.5.0"}}
    _, said = ask([LOST, reply(nodeinfo), reply(software), reply({})], "POST", headers=KEY)
    assert [r.method for r in said.requests] == ["POST", "GET", "GET", "POST"]


def test_a_server_error_to_a_repeated_key_says_nothing_about_the_post() -> None:
    session = make_session(server=Server("mastodon", "4.5.0"))
    with pytest.raises(OutcomeUnknownError):
        ask([LOST, reply(None, 500)], "POST", session=session, headers=KEY)
    with pytest.raises(ServerError):
        ask([reply(None, 500)], "POST", session=session, headers=KEY)


def test_what_is_once_is_never_repeated_and_what_is_idempotent_always() -> None:
    session = make_session(server=Server("mastodon", "4.5.0"))
    with pytest.raises(OutcomeUnknownError):
        ask([LOST], "POST", session=session, headers=KEY, repeat="never")
    _, said = ask([LOST, reply({})], "POST", repeat="always")
    assert len(said.requests) == 2


def test_a_429_is_waited_out() -> None:
    clock = StillClock()
    _, said = ask([reply(None, 429, retry_after="30"), reply({})], "POST", clock=clock)
    assert 30 <= sum(said.sleeps) < 31


def test_a_429_without_a_time_backs_off() -> None:
    _, said = ask([reply(None, 429), reply(None, 429), reply({})])
    assert 1 < sum(said.sleeps) < 10


def test_a_server_that_always_refuses_is_believed_in_the_end() -> None:
    with pytest.raises(RatelimitError):
        ask([reply(None, 429, retry_after="1")] * 5)


def test_a_wait_beyond_the_cap_is_an_error_with_the_time() -> None:
    with pytest.raises(RatelimitError) as raised:
        ask([reply({"error": "Too many requests"}, 429, retry_after="400")])
    assert raised.value.retry_after == 400


def test_raising_raises_at_once_and_then_without_asking() -> None:
    clock = StillClock()
    session = make_session(clock, limiter=Limiter("raise", clock=clock))
    with pytest.raises(RatelimitError):
        ask([reply(None, 429, retry_after="60")], session=session, clock=clock)
    with pytest.raises(RatelimitError, match="is spent for another") as raised:
        ask([], session=session, clock=clock)
    assert raised.value.retry_after == pytest.approx(60, abs=1)


def test_redirects_within_the_server_are_followed() -> None:
    _, said = ask([reply(None, 301, location="/api/v1/statuses/1/"), reply({})])
    assert said.requests[1].url == "https://example.social/api/v1/statuses/1/"
    assert said.requests[1].headers["authorization"] == "Bearer s3cret-token"


@pytest.mark.parametrize(
    "location",
    [
        "https://evil.example/api/v1/statuses/1",
        "https://example.social.evil.example/",
        "https://example.social:8443/",
        "https://user@example.social/x",
        "//evil.example/x",
        "https://[broken",
        "",
    ],
)
def test_redirects_elsewhere_are_refused(location: str) -> None:
    with pytest.raises(RedirectRefusedError, match="which is not followed"):
        ask([reply(None, 302, location=location)])


def test_a_redirected_post_is_not_turned_into_a_read() -> None:
    with pytest.raises(RedirectRefusedError):
        ask([reply(None, 302, location="/elsewhere")], "POST")
    _, said = ask([reply(None, 307, location="/elsewhere"), reply({})], "POST")
    assert said.requests[1].method == "POST"


def test_endless_redirects_end() -> None:
    with pytest.raises(RedirectRefusedError, match="too often"):
        ask([reply(None, 302, location="/round")] * 6)


def test_hooks_see_each_attempt_and_may_change_headers() -> None:
    seen: list[tuple[str, int]] = []
    session = make_session(
        clock := StillClock(),
        on_request=(lambda request: request.headers.update({"x-trace": "1"}),),
        on_response=(lambda request, answer: seen.append((request.headers["x-trace"], answer.status)),),
    )
    ask([reply(None, 503), reply({})], session=session, clock=clock)
    assert seen == [("1", 503), ("1", 200)]


def test_the_log_has_a_line_a_request_and_no_token(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, "howdah"):
        ask([reply(None, 503), reply({})])
    lines = [record.getMessage() for record in caplog.records if record.levelno == logging.DEBUG]
    assert lines[0].startswith("GET https://example.social/api/v1/statuses/1: 503, ")
    assert lines[1].startswith("GET https://example.social/api/v1/statuses/1: 200, ")
    assert "s3cret" not in caplog.text


def test_every_error_is_one_of_the_tree() -> None:
    from howdah.core import errors

    kinds = [
        v
        for v in vars(errors).values()
        if isinstance(v, type) and issubclass(v, Exception) and not issubclass(v, Warning)
    ]
    assert all(issubclass(kind, ActivityPubError) for kind in kinds)


@pytest.mark.parametrize("last", [UNREACHED, LOST, *(reply(None, status) for status in (401, 403, 404, 422, 500, 502))])
def test_after_a_lost_post_no_failure_says_that_it_was_not_posted(last: Reply | Exception) -> None:
    session = make_session(server=Server("mastodon", "4.5.0"), retry=Retry(attempts=2))
    with pytest.raises(OutcomeUnknownError) as raised:
        ask([LOST, last], "POST", session=session, headers=KEY)
    assert raised.value.idempotency_key == "once"
    assert raised.value.__cause__ is not None


def test_a_read_that_fails_again_fails_as_itself() -> None:
    with pytest.raises(NotFoundError) as raised:
        ask([LOST, reply(None, 404)])
    assert raised.value.repeated


def test_a_refusal_that_says_not_at_all_is_backed_off_from() -> None:
    _, said = ask([reply(None, 429, retry_after="0"), reply(None, 429, retry_after="0"), reply({})])
    assert sum(said.sleeps) > 1


def test_a_refusal_as_long_as_the_cap_is_waited_out() -> None:
    _, said = ask([reply(None, 429, retry_after="300"), reply({})])
    assert 300 <= sum(said.sleeps) < 301


def test_no_part_of_an_error_shows_a_token_that_the_server_sent_back() -> None:
    echo = {"error": {"message": "s3cret-token"}, "echo": ["s3cret-token"]}
    with pytest.raises(ClientError) as raised:
        ask([reply(echo, 400, x_echo="s3cret-token")])
    error = raised.value
    assert "s3cret" not in f"{error.details} {error.headers} {error.body!r} {error.error}"
    assert b"s3cret" not in pickle.dumps(error)


@pytest.mark.parametrize("key", ["a\r\nX-Evil: 1", "trailing ", "snow ☃"])
def test_a_header_of_ones_own_cannot_add_lines(key: str) -> None:
    with pytest.raises(ConfigurationError, match="idempotency-key header"):
        ask([], "POST", headers={"idempotency-key": key})
