"""A status is as long as Mastodon says."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from howdah import status_length
from howdah.models import InstanceInfo, InstanceV1
from howdah.text.typed import Link, find_typed


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("", 0),
        ("a" * 500, 500),
        ("  hello \n", 5),
        ("\u3000hello", 6),
        ("Zürich", 6),
        ("✨" * 500, 500),
        ("👩\u200d👩\u200d👧\u200d👦 🇩🇪 👍🏽 e\u0301", 7),
        ("one\r\ntwo", 7),
        # Links.
        ("a" * 476 + f" http://{'b' * 30}.com/example", 500),
        ("a" * 476 + f"http://{'b' * 30}.com/example", 476 + 49),
        (f"http://example.com/valid?{'#foo?' * 1000}", 25 + 5000),
        ("http://example.com/" + "a" * 4077, 23),
        ("http://example.com/" + "a" * 4078, 19 + 4078),
        (f"http://{'b' * 63}.com", 23),
        (f"http://{'b' * 64}.com", 75),
        ("http://ab.de", 23),
        ("HTTPS://Example.COM/x", 23),
        ("example.com", 11),
        ("www.example.com/path", 20),
        ("mailto:me@example.com", 21),
        ("ftp://example.com", 17),
        ("gemini://example.com/ gopher://example.com ipfs://example.com", 23 * 3 + 2),
        ("http://localhost/x", 18),
        ("http://127.0.0.1/x", 18),
        ("http://example.notadomain/x", 27),
        ("http://example.com.notadomain/x", 23 + 13),
        ("http://example.com:8080/x", 23),
        ("https://bücher.de/straße", 23),
        ("https://日本語.jp/パス?q=値#項", 23),
        ("https://пример.рф", 23),
        ("https://xn--e1afmkfd.xn--p1ai/", 23),
        ("https://ü" + "b" * 60 + ".de", 72),
        ("http://🤔.com", 12),
        ("http://exa_mple.com", 19),
        ("http://exa_mple.example.com", 23),
        ("http://-example.com", 19),
        ("http://example.com-", 19),
        ("http://example.comです", 25),
        ("見てhttp://example.com/", 25),
        ("見てhttp://example.com/。", 25),
        ("(http://example.com/a)", 25),
        ("(http://en.wikipedia.org/wiki/A_(b_(c)))", 25),
        ("see http://example.com/a, http://example.com/b.", 4 + 23 + 2 + 23 + 1),
        ("http://example.com/?a=b&c=d!", 24),
        ("http://example.com?x=1#y", 23),
        ("http://example.com#y", 25),
        ('<a href="http://example.com">', 9 + 23 + 2),
        ("https://https://example.com", 8 + 23),
        ("見てHTTPS://ttps://例え.jp", 2 + 8 + 12),
        ("@http://example.com #http://example.com", 39),
        ("example.com/http://example.org/", 31),
        ("https://t.co/abc-def", 27),
        ("https://t.co/" + "a" * 41, 54),
        # Mentions.
        ("a" * 475 + f" @alice@{'b' * 30}.com", 475 + 7),
        ("@alice hello", 12),
        ("@alice@example.com, @bob@xn--e1afmkfd.xn--p1ai", 6 + 2 + 4),
        ("@alice@example.com.", 7),
        ("@a.b-c@example.com", 6),
        ("@alice@हिन्दी.example", 6),
        (f"@alice@{'b' * 249}.com", 6),
        (f"@alice@{'b' * 250}.com", 7 + 254),
        ("me@example.com", 14),
        ("a@alice@example.com", 19),
        ("/@alice@example.com =@alice@example.com", 39),
        ("@alice@example.com@x", 20),
        ("@aliceé@example.com", 19),
        ("@alice://x", 10),
        ("https://example.com/@alice@example.com", 23),
        ("https://example.com/ @alice@example.com", 23 + 7),
    ],
)
def test_length(text: str, length: int) -> None:
    assert status_length(text) == length


@pytest.mark.parametrize(
    ("text", "spoiler", "length"),
    [
        ("b" * 251, "a" * 250, 501),
        ("", "a" * 520, 520),
        ("text", " warning ", 11),
        ("text", "https://example.com/a/long/path", 35),
        ("", "https://example.com/a/long/path", 23),  # a warning without a text is made the text
        ("\u0301", "e", 1),  # they are counted as one text
        ("text", None, 4),
    ],
)
def test_a_warning_counts(text: str, spoiler: str | None, length: int) -> None:
    assert status_length(text, spoiler=spoiler) == length


def limits(**statuses: int) -> dict[str, object]:
    return {"statuses": {"max_characters": 500, "max_media_attachments": 4, **statuses}, "media_attachments": {}}


def test_the_server_says_what_a_link_counts_for() -> None:
    info = {"domain": "x.example", "title": "X", "version": "1"}
    said = InstanceInfo.model_validate({**info, "configuration": limits(characters_reserved_per_url=30)})
    silent = InstanceInfo.model_validate({**info, "configuration": limits()})
    old = InstanceV1.model_validate({"uri": "x.example", "title": "X", "description": "", "version": "1"})
    text = "see https://example.com/"
    assert [status_length(text, instance=instance) for instance in (said, silent, old, None)] == [34, 27, 27, 27]


PIECES = st.sampled_from(
    [
        *("http://", "https://t.co/", "example.com", ".com", "/", "?", "#", "(", ")", "@", "@bob", "@bob@x.example"),
        *("_", "é", "日本", " ", "\n", ".", "-", "a", "&", "👩\u200d👧", ":", "xn--", "\u0301"),
    ]
)


@settings(deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=3)), max_size=20).map("".join))
def test_what_is_found_is_in_order_and_apart(text: str) -> None:
    end = 0
    for item in find_typed(text):
        assert end <= item.start < item.end <= len(text)
        shown = text[item.start : item.end]
        assert "://" in shown if isinstance(item, Link) else shown.startswith("@")
        end = item.end
    assert status_length(text) >= 0


@pytest.mark.parametrize(
    "piece", ["http://", "a.", "日本.", "日本。", "(a", "a(b)", "@a", "@a@", "a-", "!", "/", "?!", "x.com/", "\u0301"]
)
@pytest.mark.parametrize("start", ["", "http://", "http://a.com/", "http://a.com?", "://"])
def test_a_hostile_text_takes_no_longer_than_a_friendly_one(start: str, piece: str) -> None:
    text = start + piece * (100_000 // len(piece))
    begun = time.perf_counter()
    status_length(text)
    assert time.perf_counter() - begun < 10
