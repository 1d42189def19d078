"""What a caller passes on can lead to no other path, header or server; for every operation that there is."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from operator import attrgetter
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from howdah import ActivityPubError, Client, ConfigurationError, OperationInfo, operations
from howdah.core.encoding import segment
from howdah.core.errors import NetworkError
from howdah.core.wire import Request
from howdah.testing import FakeServer, make_status
from howdah.transports import TransportOptions, make_transport

STRANGE = [
    "a/b",
    "/a",
    "//evil.example",
    "https://evil.example/x",
    "a\\b",
    "a?b=c",
    "a#b",
    "a%2fb",
    "%2e%2e",
    "..%2f..%2fadmin",
    "%2e%2e%2fadmin",
    "a\r\nX-Evil: 1",
    "a\nb",
    "a\x00b",
    "a\tb",
    "a b",
    "a;b",
    "a:b@c",
    "@bob@far.example",
    "...",
    "a..b",
    "\N{FULLWIDTH FULL STOP}\N{FULLWIDTH FULL STOP}/x",
    "\N{TWO DOT LEADER}/x",
    "\N{ONE DOT LEADER}\N{ONE DOT LEADER}",
    "\N{FRACTION SLASH}x",
    "\N{RIGHT-TO-LEFT OVERRIDE}x",
    "caf\N{LATIN SMALL LETTER E WITH ACUTE}",
    "\N{THUMBS UP SIGN}",
]
REFUSED = ["", ".", "..", "../admin", "1/../../admin", "..\\admin", "1/..", "\ud800", "a\udfffb"]

BY_TYPE: list[tuple[str, Any]] = [
    (r"^Mapping\[str, Sequence|^Mapping\[str, bool", {"a": True}),
    (r"Sequence\[Mapping", [{"id": "1"}]),
    (r"^Mapping", {"a": "b"}),
    (r"Sequence\[", ["1"]),
    (r"datetime", datetime(2026, 6, 1, tzinfo=UTC)),
    (r"^date", datetime(2026, 6, 1, tzinfo=UTC).date()),
    (r"timedelta", timedelta(hours=1)),
    (r"FileLike", b"GIF89a"),
    (r"^bool", True),
    (r"^float|^int", 1),
]


def sample(kind: str) -> Any:
    """Something to give for a parameter."""
    return next((value for pattern, value in BY_TYPE if re.search(pattern, kind)), "1")


def in_path(info: OperationInfo) -> list[str]:
    return re.findall(r"\{(\w+)\}", info.path) if not info.uses else []


WITH_PATH = [info for info in operations() if in_path(info)]
FLOWS = [info for info in operations() if any("{" in used for used in info.uses) and info.name != "confirm_post"]


def asked(info: OperationInfo, value: str) -> list[Any]:
    """What is asked for when an operation is given a value for all that can stand in its path."""
    fake = FakeServer()
    client: Client = fake.client()
    places = in_path(info) or [p.name for p in info.parameters if p.required and sample(p.type) == "1"][:1]
    arguments = {p.name: sample(p.type) for p in info.parameters if p.required}
    arguments.update(dict.fromkeys(places, value))
    try:
        attrgetter(info.name)(client)(**arguments)
    except ActivityPubError as error:
        if isinstance(error, ConfigurationError):
            raise
    return fake.requests


def test_there_are_operations_to_look_at() -> None:
    assert len(WITH_PATH) > 200
    assert len(FLOWS) >= 10


@pytest.mark.parametrize("info", WITH_PATH, ids=lambda info: info.name)
def test_a_parameter_stays_one_segment_of_its_path(info: OperationInfo) -> None:
    for value in STRANGE:
        sent = asked(info, value)[0].path
        pattern = re.sub(r"\\{\w+\\}", "([^/?#]+)", re.escape(info.path))
        found = re.fullmatch(pattern, sent) or (
            # newer paths of Pleroma's
            re.fullmatch(pattern.removeprefix("/api/v1/"), sent.removeprefix("/api/v1/"))
        )
        assert found is not None, f"{info.path} became {sent}"
        assert all(unquote(part) == value for part in found.groups())
        assert re.fullmatch(r"[!-~]+", sent)


@pytest.mark.parametrize("info", WITH_PATH, ids=lambda info: info.name)
def test_what_leads_elsewhere_is_refused_before_anything_is_sent(info: OperationInfo) -> None:
    for value in REFUSED:
        with pytest.raises(ValueError, match=r"must not be|cannot be sent"):
            asked(info, value)


@pytest.mark.parametrize("info", FLOWS, ids=lambda info: info.name)
def test_a_flow_asks_for_nothing_else_either(info: OperationInfo) -> None:
    allowed = [re.sub(r"\\{\w+\\}", "[^/?#]+", re.escape(used.partition(" ")[2])) for used in info.uses]
    for value in STRANGE + REFUSED:
        try:
            requests = asked(info, value)
        except (ValueError, TypeError):
            continue
        for request in requests:
            assert any(re.fullmatch(pattern, request.path) for pattern in allowed), request.path
            assert ".." not in re.split(r"[/\\]", unquote(request.path))


@given(st.text())
def test_any_text_is_one_segment_or_refused(text: str) -> None:
    try:
        encoded = segment(text, "status_id")
    except ValueError:
        return
    assert re.fullmatch(r"[A-Za-z0-9_.~%-]+", encoded)
    assert unquote(encoded) == text
    assert ".." not in re.split(r"[/\\]", unquote(encoded))


@pytest.mark.parametrize("half", ["\ud800", "text \udc80 text", "\udfff\ud800"])
@pytest.mark.parametrize(
    "call",
    [
        lambda client, half: client.get_status(half),
        lambda client, half: client.post_status(half),
        lambda client, half: client.post_status("x", spoiler_text=half),
        lambda client, half: client.post_status("x", poll_options=[half, "b"], poll_expires_in=600),
        lambda client, half: client.search(half),
        lambda client, half: client.post_media(b"GIF89a", description=half),
        lambda client, half: client.create_list(half),
        lambda client, half: client.request("GET", "/api/v1/x", query={half: "1"}),
        lambda client, half: client.request("GET", "/api/v1/x", query={"a": half}),
        lambda client, half: client.request("POST", "/api/v1/x", body={"a": {"b": [half]}}),
        lambda client, half: client.request("POST", "/api/v1/x", body={half: "1"}),
        lambda client, half: client.request("POST", "/api/v1/x", body={half: {"a": None}}),
        lambda client, half: client.request("GET", "/api/v1/" + half),
        lambda client, half: client.request("GET", "/api/v1/x", headers={"x-a": half}),
        lambda client, half: client.get_home_timeline.resume("get_home_timeline /api/v1/timelines/home?a=" + half),
        lambda client, half: client.resolve(half),
    ],
)
def test_half_a_character_is_named_as_what_is_wrong(call: Any, half: str) -> None:
    fake = FakeServer()
    with pytest.raises(ConfigurationError):
        call(fake.client(), half)
    assert fake.requests == []


def test_a_file_of_an_impossible_name_is_uploaded_all_the_same(tmp_path: Path) -> None:
    fake = FakeServer()
    fake.on("POST", "/api/v2/media").reply({"id": "1", "type": "image", "url": "https://fake.example/1.gif"})
    fake.client().post_media(b"GIF89a", file_name="caf\udce9.gif")
    assert fake.requests[0].files["file"].content == b"GIF89a"


@pytest.mark.parametrize("transport", ["httpx", "reqwest"])
def test_transports_send_paths_as_they_are(transport: str) -> None:
    from tests.hostile import HostileServer, Peer, Received

    if transport == "reqwest":
        pytest.importorskip("pyreqwest")

    def echo(request: Received, peer: Peer) -> None:
        peer.answer(200, json.dumps(request.target).encode())

    with HostileServer() as server:
        server.otherwise(echo)
        carrier = make_transport(transport, TransportOptions(direct=True))
        for value in STRANGE:
            path = f"/api/v1/statuses/{segment(value)}/context"
            reply = carrier.send(Request("GET", server.url + path, {}, None, 5.0))
            assert json.loads(reply.body) == path
        carrier.close()


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example/x",
        "https://evil.example/x",
        "http://fake.example:81/x",
        "https://fake.example@evil.example/",
        "https://fake.example.evil.example/",
        "/\\evil.example/x",
        "\\\\evil.example",
        "evil.example",
        "/x y",
        "/x\r\nX-Evil: 1",
        "/x\x00",
    ],
)
def test_no_path_of_a_callers_own_leads_to_another_server(path: str) -> None:
    fake = FakeServer()
    try:
        fake.client().request("GET", path)
    except (ConfigurationError, ValueError, NetworkError):
        assert fake.requests == []
    except ActivityPubError:
        assert all(urlsplit(request.path).netloc == "" for request in fake.requests)
        assert all(re.fullmatch(r"/[!-~]*", request.path) for request in fake.requests)
        assert not fake.requests[0].path.startswith("//")


@pytest.mark.parametrize("value", ["a\r\nX-Evil: 1", "a\nb", "a\x00b", "\N{SNOWMAN}", " a", "a\x7f"])
def test_no_header_of_a_callers_own_adds_lines(value: str) -> None:
    fake = FakeServer()
    with pytest.raises(ConfigurationError):
        fake.client().request("GET", "/api/v1/x", headers={"x-a": value})
    with pytest.raises(ConfigurationError):
        fake.client().request("GET", "/api/v1/x", headers={value: "a"})
    with pytest.raises(ConfigurationError):
        fake.client(user_agent=value)
    with pytest.raises(ConfigurationError):
        fake.client(language=value)
    if value.strip() == value:
        with pytest.raises(ConfigurationError):
            fake.client(access_token=value)
    fake.on("POST", "/api/v1/statuses").reply(make_status())
    fake.client().post_status("x", idempotency_key=value)
    assert re.fullmatch(r"[0-9a-f]{64}", fake.requests[-1].headers["idempotency-key"])
