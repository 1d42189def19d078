"""Whatever a server sends, what comes of it is a value or an error of the tree; nothing else, and nothing hangs.

The same hundred of each by default; two thousand, other ones each time, with ``HOWDAH_SOAK=1``.
"""

from __future__ import annotations

import json
import re
import warnings
from contextlib import suppress
from functools import cache
from typing import Any, get_args, get_origin
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.core.conversation import make_session, reply
from tests.soak import WHOLE, length

from howdah import (
    ActivityPubError,
    ApiError,
    ConfigurationError,
    ConfirmedPost,
    Draft,
    KeptStream,
    SchemaDriftWarning,
    Server,
    Stream,
    UnexpectedAnswerError,
    operations,
)
from howdah.core.call import build_request, decode, reply_error
from howdah.core.decoding import EntityDecoder
from howdah.core.detection import get_server
from howdah.core.paging import parse_links, path_from_cursor, turn
from howdah.core.session import normalise_instance
from howdah.core.wire import Headers, Reply

pytestmark = pytest.mark.soak
MANY = settings(
    max_examples=length(2000, 100),
    derandomize=not WHOLE,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


MADE_HERE = (ConfirmedPost, Draft, KeptStream, Stream)
"""What operations make of answers."""


@cache
def kinds() -> list[Any]:
    """Every type that an operation gives, and that answers are decoded into."""
    found = {repr(info.returns): info.returns for info in operations() if info.returns not in MADE_HERE}
    return [found[name] for name in sorted(found)]


@cache
def entities() -> list[Any]:
    """The entities among them."""
    flat = {repr(part): part for kind in kinds() for part in (kind, *get_args(kind))}
    return [part for _, part in sorted(flat.items()) if hasattr(part, "model_fields")]


@cache
def names() -> list[str]:
    """The names of all their fields."""
    return sorted({name for entity in entities() for name in entity.model_fields})


NUMBERS = st.one_of(
    st.integers(),
    st.floats(),
    st.sampled_from([0, -1, 1 << 31, 1 << 63, 1 << 64, 10**18, 10**40, 253402300800, -62135596801, 1e308, 1e-308]),
)
TEXTS = st.one_of(
    st.text(),
    st.sampled_from(
        [
            "",
            "0",
            "1e999",
            "9999-12-31T23:59:59.999Z",
            "0000-00-00",
            "+999999-01-01T00:00:00Z",
            "2026-02-30",
            "10000000000000000000000",
            "true",
            "public",
            "\x00",
            "<p>",
        ]
    ),
)
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), NUMBERS, TEXTS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.deferred(lambda: st.dictionaries(st.one_of(st.sampled_from(names()), st.text()), inner, max_size=6)),
    ),
    max_leaves=15,
)


@st.composite
def documents(draw: st.DrawFn) -> tuple[Any, Any]:
    """A type, and something like it."""
    kind = draw(st.sampled_from(kinds()))
    entity = next((part for part in (kind, *get_args(kind)) if hasattr(part, "model_fields")), None)
    if entity is None or draw(st.integers(0, 9)) == 0:
        return kind, draw(VALUES)
    fields = dict.fromkeys(draw(st.lists(st.sampled_from(sorted(entity.model_fields)), unique=True)), VALUES)
    document: Any = draw(st.fixed_dictionaries(fields))
    if get_origin(kind) is list:
        return kind, [document] * draw(st.integers(1, 3))
    return kind, ({draw(st.text()): document} if get_origin(kind) is dict else document)


def read(kind: Any, body: bytes, *, strict: bool = False, **headers: str) -> Any:
    session = make_session(decoder=EntityDecoder(strict=strict))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SchemaDriftWarning)
        return decode(session, kind, build_request(session, "GET", "/x"), reply(body, **headers))


@MANY
@given(documents(), st.booleans())
def test_any_document_is_an_entity_or_an_error_of_the_tree(case: tuple[Any, Any], strict: bool) -> None:
    kind, document = case
    try:
        value = read(kind, json.dumps(document).encode(), strict=strict)
    except UnexpectedAnswerError as error:
        value = error
    assert len(str(value)) < 1500 or not isinstance(value, Exception)
    repr(value).encode("utf-8", "surrogatepass")


@MANY
@given(st.deferred(lambda: st.sampled_from(kinds())), st.binary(max_size=200), st.booleans())
def test_any_bytes_are_an_entity_or_an_error_of_the_tree(kind: Any, body: bytes, strict: bool) -> None:
    with suppress(UnexpectedAnswerError):
        read(kind, body, strict=strict)


@MANY
@given(documents(), st.data())
def test_a_document_with_any_byte_spoilt_is_too(case: tuple[Any, Any], data: st.DataObject) -> None:
    kind, document = case
    body = bytearray(json.dumps(document, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    for _ in range(data.draw(st.integers(1, 3))):
        body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.integers(0, 255))
    try:
        value = read(kind, bytes(body))
    except UnexpectedAnswerError:
        return
    repr(value).encode()


@pytest.mark.parametrize("depth", [50, 150, 250, 900, 5000, 100_000])
@pytest.mark.parametrize("opening", ["[", '{"a":'])
def test_any_depth_is_borne(depth: int, opening: str) -> None:
    closing = "]" if opening == "[" else "}"
    for body in (opening * depth + "1" + closing * depth, opening * depth):
        for kind in kinds():
            with suppress(UnexpectedAnswerError):
                read(kind, body.encode())


ODD = st.one_of(st.text(), st.text("/?#:@%.\\[]<>;=,'\" \tabc1"), st.text(st.characters(codec="latin-1")))


@MANY
@given(st.integers(300, 999), st.binary(max_size=300), st.dictionaries(ODD, ODD, max_size=4))
def test_any_refusal_is_an_error_of_the_tree(status: int, body: bytes, headers: dict[str, str]) -> None:
    session = make_session()
    request = build_request(session, "GET", "/api/v1/x")
    error = reply_error(session, request, Reply(status, Headers(headers.items()), body))
    assert isinstance(error, ApiError)
    assert error.status == status
    assert "s3cret" not in f"{error!r}{error.details}"
    assert len(str(error)) < 3000


@MANY
@given(VALUES, st.integers(400, 599))
def test_any_json_is_a_refusal(document: Any, status: int) -> None:
    session = make_session()
    error = reply_error(session, build_request(session, "GET", "/x"), reply(document, status))
    assert error.error is None or isinstance(error.error, str)
    assert error.description is None or isinstance(error.description, str)


@MANY
@given(st.one_of(ODD, st.builds('<{}>; rel="{}", <{}>; rel={}'.format, ODD, ODD, ODD, ODD)))
def test_any_link_header_leads_home_or_nowhere(header: str) -> None:
    session = make_session()
    assert all(isinstance(target, str) for target in parse_links(header).values())
    page = turn(session, "/api/v1/x?limit=1", [], Headers([("link", header)]), "link")
    for way in (page.next, page.previous):
        assert way is None or re.fullmatch(r"/[!-~]*", way)


@MANY
@given(st.one_of(ODD, st.builds("https://example.social{}".format, ODD)), st.one_of(st.none(), ODD))
def test_any_address_is_at_home_or_none(url: str, base: str | None) -> None:
    session = make_session()
    within = session.path_of(url, base and f"https://example.social/{base}")
    if within is not None:
        assert re.fullmatch(r"/[!-~]*", within)
        where = urlsplit(session.base_url + within)
        assert (where.scheme, where.netloc) == ("https", "example.social")


@MANY
@given(st.one_of(ODD, st.builds("https://{}".format, ODD)))
@example("example.social/caf\xe9")
def test_any_instance_is_an_https_address_or_refused(instance: str) -> None:
    try:
        url = normalise_instance(instance)
    except ConfigurationError:
        return
    parts = urlsplit(url)
    assert parts.scheme == "https" or parts.hostname == "localhost" or "127." in url or "::1" in url
    assert parts.username is None
    assert re.fullmatch(r"https?://[!-~]+", url)


@MANY
@given(st.one_of(ODD, st.builds("x {}".format, ODD)))
def test_any_cursor_is_a_path_or_refused(cursor: str) -> None:
    try:
        path = path_from_cursor("x", cursor)
    except ConfigurationError:
        return
    assert re.fullmatch(r"/[!-~]*", path)
    assert not path.startswith("//")


@MANY
@given(st.lists(st.one_of(VALUES, st.binary(max_size=50)), min_size=1, max_size=4))
def test_any_answer_tells_which_server_it_is_or_does_not(answers: list[Any]) -> None:
    session = make_session()
    hints = {"links": [{"rel": "http://nodeinfo.example/2.0", "href": "/nodeinfo/2.0"}]}
    replies: list[Reply | Exception] = [reply(hints), *(reply(answer) for answer in answers), *[reply({})] * 8]
    flow = get_server(session)
    try:
        server, _ = converse_some(flow, replies)
    except ActivityPubError:
        return
    assert isinstance(server, Server)
    str(server), server.release, server.supports(frozenset({"mastodon"}), "4.0.0")


def converse_some(flow: Any, replies: list[Any]) -> Any:
    """Answer a flow for as long as it asks."""
    asked = flow.send(None)
    try:
        for answer in replies:
            asked = flow.send(answer)
    except StopIteration as stop:
        return stop.value, asked
    raise AssertionError("it never stops asking")
