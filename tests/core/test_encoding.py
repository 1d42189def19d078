"""Values as they go over the wire."""

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from urllib.parse import parse_qsl, unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from howdah import NULL, Visibility
from howdah.core.encoding import (
    file_part,
    flatten,
    guess_type,
    json_body,
    multipart,
    needs_json,
    scalar,
    segment,
    urlencode,
)
from howdah.core.plan import encode_body
from howdah.core.wire import Multipart
from howdah.models import Status, Tag
from howdah.transports.uploading import chunks, length


@pytest.mark.parametrize(
    ("value", "wire"),
    [
        ("text", "text"),
        (True, "true"),
        (False, "false"),
        (40, "40"),
        (0.5, "0.5"),
        (Visibility.UNLISTED, "unlisted"),
        (datetime(2026, 1, 2, 3, 4, 5), "2026-01-02T03:04:05.000Z"),  # noqa: DTZ001 - naive means UTC
        (datetime(2026, 1, 2, 3, 4, 5, tzinfo=timezone(timedelta(hours=2))), "2026-01-02T01:04:05.000Z"),
        (datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC), "2026-01-02T03:04:05.678Z"),
        (date(2026, 1, 2), "2026-01-02"),
        (timedelta(days=1), "86400"),
    ],
)
def test_a_scalar_goes_as_the_servers_read_it(value: object, wire: str) -> None:
    assert scalar(value) == wire


def test_an_entity_stands_for_its_id() -> None:
    status = Status.model_construct(id="12")
    assert scalar(status) == "12"
    assert scalar(Tag(name="elephants", url="https://example.social/tags/elephants")) == "elephants"


@pytest.mark.parametrize("value", [object(), b"bytes", None, {"a": 1}])
def test_what_has_no_form_on_the_wire_is_refused_by_name(value: object) -> None:
    with pytest.raises(TypeError, match="status_id cannot be"):
        scalar(value, "status_id")


@pytest.mark.parametrize(
    ("value", "wire"),
    [
        ("108/admin", "108%2Fadmin"),
        ("1..2", "1..2"),
        ("👍", "%F0%9F%91%8D"),
        ("a b?c#d", "a%20b%3Fc%23d"),
        ("line\r\nbreak", "line%0D%0Abreak"),
    ],
)
def test_a_path_parameter_is_one_segment(value: str, wire: str) -> None:
    assert segment(value) == wire


@pytest.mark.parametrize("value", ["", ".", "..", "108/../admin", "../x", "x\\..", "../../../oauth/revoke"])
def test_a_path_parameter_never_leads_elsewhere(value: str) -> None:
    with pytest.raises(ValueError, match="status_id must not be"):
        segment(value, "status_id")


@given(st.text(min_size=1).filter(lambda text: text != "." and ".." not in text))
def test_any_text_survives_the_path(text: str) -> None:
    encoded = segment(text.encode("utf-8", "replace").decode())
    assert "/" not in encoded
    assert not set(encoded) & set("?#\r\n \\")
    assert unquote(encoded) == text.encode("utf-8", "replace").decode()


def test_nested_values_are_bracketed_as_rails_reads_them() -> None:
    value = {"options": ["tea", "coffee"], "multiple": False}
    assert list(flatten("poll", value)) == [
        ("poll[options][]", "tea"),
        ("poll[options][]", "coffee"),
        ("poll[multiple]", "false"),
    ]
    assert list(flatten("types", ["mention", "follow"])) == [("types[]", "mention"), ("types[]", "follow")]


@given(st.lists(st.tuples(st.text(st.characters(codec="utf-8")), st.text(st.characters(codec="utf-8")))))
def test_a_form_reads_back_as_written(pairs: list[tuple[str, str]]) -> None:
    assert (
        parse_qsl(urlencode(pairs), keep_blank_values=True) == [p for p in pairs if p != ("", "")] or ("", "") in pairs
    )


def test_a_flat_body_is_a_form() -> None:
    body, kind = encode_body([("status", "Grüße & mehr"), ("media_ids", ["1", "2"]), ("sensitive", True)])
    assert kind == "application/x-www-form-urlencoded"
    assert body == b"status=Gr%C3%BC%C3%9Fe+%26+mehr&media_ids[]=1&media_ids[]=2&sensitive=true"


@pytest.mark.parametrize("value", [NULL, [], [{"keyword": "x"}], {"options": ["a"]}])
def test_what_a_form_cannot_say_goes_as_json(value: object) -> None:
    assert needs_json(value)
    body, kind = encode_body([("title", "t"), ("context", value)])
    assert kind == "application/json"
    assert isinstance(body, bytes)
    sent = json.loads(body)
    assert sent == {"title": "t", "context": None if value is NULL else value}


def test_bracketed_names_nest_in_json() -> None:
    body = json_body([("source[privacy]", "private"), ("source[language]", NULL), ("locked", True)])
    assert json.loads(body) == {"source": {"privacy": "private", "language": None}, "locked": True}


def test_an_empty_body_is_none() -> None:
    assert encode_body([]) == (None, None)


def test_a_multipart_body_reads_its_files_while_it_is_sent(tmp_path: Path) -> None:
    path = tmp_path / 'ele"phant\n.png'
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    body = multipart([("description", "an elephant")], [("file", file_part(path))])
    sent = b"".join(chunks(body, length(body)))
    assert len(sent) == length(body)
    assert b'name="description"\r\n\r\nan elephant\r\n' in sent
    assert b'filename="ele%22phant%0A.png"\r\nContent-Type: image/png\r\n\r\n\x89PNG' in sent
    assert sent.endswith(f"--{body.boundary}--\r\n".encode())
    assert b"".join(chunks(body, length(body))) == sent, "a second sending starts at the beginning"


def test_an_open_file_is_sent_from_where_it_stands_each_time() -> None:
    file = io.BytesIO(b"skipped" + b"GIF89a" + b"rest")
    file.seek(7)
    part = file_part(file)
    body = multipart([], [("file", part)])
    assert part.content_type == "image/gif"
    assert body.repeatable
    first, second = b"".join(chunks(body, length(body))), b"".join(chunks(body, length(body)))
    assert first == second
    assert b"GIF89arest" in first
    assert b"skipped" not in first


def test_what_cannot_be_rewound_is_not_repeatable() -> None:
    class Pipe(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def seekable(self) -> bool:
            return False

    body = multipart([], [("file", file_part(Pipe(), "video/mp4"))])  # type: ignore[arg-type]
    assert not body.repeatable
    assert length(body) is None


def test_bad_files_are_refused_with_the_reason(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        file_part(tmp_path / "none.png")
    with pytest.raises(TypeError, match="binary mode"):
        file_part(io.StringIO("text"))  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="must be a path"):
        file_part(42)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="cannot stand in a header"):
        multipart([], [("file", file_part(b"x", "image/png\r\nX-Evil: 1"))])


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        (b"\xff\xd8\xff\xe0", None, "image/jpeg"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", None, "image/webp"),
        (b"\x00\x00\x00\x20ftypavif", "x.mp4", "image/avif"),
        (b"\x00\x00\x00\x20ftypisom", None, "video/mp4"),
        (b"no magic", "song.mp3", "audio/mpeg"),
        (b"no magic", None, "application/octet-stream"),
    ],
)
def test_a_type_is_told_from_the_bytes_then_the_name(head: bytes, name: str | None, kind: str) -> None:
    assert guess_type(head, name) == kind


def test_a_multipart_body_is_one() -> None:
    body, kind = encode_body([("description", "d")], [("file", file_part(b"x"))])
    assert isinstance(body, Multipart)
    assert kind is None
    assert body.content_type.startswith("multipart/form-data; boundary=")
