"""Whole clients against a bad server: what is tried again, what is refused, where the token goes."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest
from tests import hostile
from tests.hostile import Behaviour, HostileServer, json_answer, redirect

from howdah.core.errors import (
    ActivityPubError,
    NetworkError,
    OutcomeUnknownError,
    RedirectRefusedError,
    RequestTimeoutError,
    ServerError,
    UnexpectedAnswerError,
)
from howdah.core.retry import Retry

from .conftest import UNREAD, MakeFace, Tls

pytestmark = [pytest.mark.anyio, UNREAD]

HOME = "/api/v1/timelines/home"
STATUSES = "/api/v1/statuses"
MEDIA = {"id": "7", "type": "image", "url": "https://example.social/7.png"}


async def test_reads_are_tried_again(server: HostileServer, make_face: MakeFace) -> None:
    server.on(HOME, hostile.reset, hostile.close_in_body, json_answer([]))
    assert list(await make_face(server.url).call("get_home_timeline")) == []
    assert len(server.to(HOME)) == 3
    assert {request.header("authorization") for request in server.requests} == {"Bearer secret-token"}


@pytest.mark.parametrize(
    ("behaviour", "kind"),
    [
        (hostile.stall, RequestTimeoutError),
        (hostile.close, NetworkError),
        (hostile.invalid_gzip, NetworkError),
        (json_answer({}, status=503), ServerError),
    ],
)
async def test_reads_are_not_tried_for_ever(
    server: HostileServer, make_face: MakeFace, behaviour: Behaviour, kind: type[ActivityPubError]
) -> None:
    server.on(HOME, behaviour)
    with pytest.raises(kind) as caught:
        await make_face(server.url, timeout=0.25).call("get_home_timeline")
    assert type(caught.value) is kind
    assert hostile.wait_for(lambda: len(server.to(HOME)) == 3)
    assert "secret-token" not in f"{caught.value!r} {vars(caught.value)}"


async def test_a_post_that_may_have_arrived_is_not_repeated(server: HostileServer, make_face: MakeFace) -> None:
    server.on(STATUSES, hostile.reset)
    with pytest.raises(OutcomeUnknownError) as caught:
        await make_face(server.url).call("post_status", "Hello")
    assert len(server.to(STATUSES)) == 1
    assert caught.value.idempotency_key == server.to(STATUSES)[0].header("idempotency-key")


async def test_a_post_that_cannot_have_arrived_is_tried_again(make_face: MakeFace) -> None:
    with HostileServer() as server:
        url = server.url
    began = time.monotonic()
    with pytest.raises(NetworkError) as caught:
        await make_face(url, retry=Retry(attempts=3, first_delay=0.1)).call("post_status", "Hello")
    assert type(caught.value) is NetworkError
    assert time.monotonic() - began > 0.1


async def test_a_bad_certificate_is_not_tried_again(make_face: MakeFace, tls: Tls) -> None:
    with (
        HostileServer(tls.server_context(authority="stranger")) as server,
        pytest.raises(NetworkError, match="certificate"),
    ):
        await make_face(server.url, verify=tls.file).call("get_home_timeline")
    assert len(server.failures) == 1


async def test_tls_with_an_authority_of_ones_own(make_face: MakeFace, tls: Tls) -> None:
    with HostileServer(tls.server_context()) as server:
        server.on(HOME, json_answer([]))
        await make_face(server.url, verify=tls.file).call("get_home_timeline")


async def test_redirects_within_the_server_are_followed(server: HostileServer, make_face: MakeFace) -> None:
    server.on(HOME, redirect("/elsewhere?a=b", 301)).on("/elsewhere", redirect(f"{server.url}/there", 307))
    server.on("/there", json_answer([]))
    await make_face(server.url).call("get_home_timeline")
    assert [request.target for request in server.requests] == [HOME, "/elsewhere?a=b", "/there"]
    assert server.requests[-1].header("authorization") == "Bearer secret-token"
    assert all(request.header("referer") is None for request in server.requests)


async def test_redirects_in_a_circle(server: HostileServer, make_face: MakeFace) -> None:
    server.on(HOME, redirect(HOME))
    with pytest.raises(RedirectRefusedError):
        await make_face(server.url).call("get_home_timeline")
    assert len(server.requests) < 10


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_redirects_to_others_are_refused(server: HostileServer, make_face: MakeFace, status: int) -> None:
    with HostileServer() as other:
        server.on(HOME, redirect(other.url + HOME, status))
        with pytest.raises(RedirectRefusedError):
            await make_face(server.url).call("get_home_timeline")
        assert other.peers == []


async def test_redirects_out_of_tls_are_refused(make_face: MakeFace, tls: Tls) -> None:
    with HostileServer() as plain, HostileServer(tls.server_context()) as server:
        server.on(HOME, redirect(plain.url + HOME))
        with pytest.raises(RedirectRefusedError):
            await make_face(server.url, verify=tls.file).call("get_home_timeline")
        assert plain.peers == []


async def test_a_post_is_not_redirected_into_a_get(server: HostileServer, make_face: MakeFace) -> None:
    server.on(STATUSES, redirect("/elsewhere"))
    with pytest.raises(RedirectRefusedError):
        await make_face(server.url).call("post_status", "Hello")
    assert server.to("/elsewhere") == []


@pytest.mark.parametrize("body", [b"<html>Welcome</html>", b'[{"id": "1"', b"", b"\xff\xfe"])
async def test_answers_that_are_not_json(server: HostileServer, make_face: MakeFace, body: bytes) -> None:
    server.on(HOME, hostile.bytes_answer(body))
    with pytest.raises(UnexpectedAnswerError):
        await make_face(server.url).call("get_home_timeline")
    assert len(server.requests) == 1


async def test_an_answer_too_large_is_not_asked_for_again(server: HostileServer, make_face: MakeFace) -> None:
    server.on(HOME, hostile.gzip_bomb(65 * 1024 * 1024))
    with pytest.raises(UnexpectedAnswerError, match="larger than"):
        await make_face(server.url, timeout=10).call("get_home_timeline")
    assert len(server.requests) == 1


async def test_files_are_uploaded(server: HostileServer, make_face: MakeFace, tmp_path: Path) -> None:
    content = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 1000
    path = tmp_path / "elephant.png"
    path.write_bytes(content)
    server.on("/api/v2/media", hostile.reset_early, json_answer(MEDIA))
    media = await make_face(server.url).call("post_media", path, description="An elephant")
    assert media.id == "7"
    received = server.to("/api/v2/media")[-1]
    assert content in received.body
    assert re.search(rb'filename="file-[0-9a-f]{16}\.png"\r\nContent-Type: image/png\r\n', received.body)
    assert received.header("content-length") == str(len(received.body))


async def test_a_proxy(server: HostileServer, make_face: MakeFace) -> None:
    server.on(HOME, json_answer([]))
    with HostileServer().otherwise(hostile.forward) as proxy:
        await make_face(server.url, proxy=proxy.url).call("get_home_timeline")
        assert len(proxy.requests) == 1


async def test_nothing_is_lost_on_the_way(server: HostileServer, make_face: MakeFace) -> None:
    server.on(STATUSES, json_answer({"error": "Validation failed: Text can't be blank"}, status=422))
    with pytest.raises(ActivityPubError, match="Text can't be blank"):
        await make_face(server.url).call("post_status", "Grüße 🐘", language="de")
    received = server.to(STATUSES)[0]
    sent = json.loads(received.body) if b"{" in received.body[:1] else received.body
    assert "Grüße 🐘" in str(sent) or b"Gr%C3%BC%C3%9Fe" in received.body


async def test_the_environments_proxy_is_no_way_to_this_machine(
    server: HostileServer, make_face: MakeFace, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    server.otherwise(json_answer([]))
    assert list(await make_face(server.url).call("get_home_timeline")) == []
