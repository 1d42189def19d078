"""JSON that is not quite JSON: one bad character or number never loses a page."""

from __future__ import annotations

import json
import pickle
from typing import Any

import pytest
from tests.core.conversation import make_session, reply

from howdah import SchemaDriftWarning, UnexpectedAnswerError
from howdah.core.call import build_request, decode
from howdah.core.decoding import EntityDecoder
from howdah.models import Status
from howdah.testing import make_status

PAGE = [make_status(f"Status {n}", favourites_count=n) for n in range(3)]
GOOD = json.dumps(PAGE)
LONG = "9" * 5000


def read(body: bytes, *, strict: bool = False) -> Any:
    session = make_session(decoder=EntityDecoder(strict=strict))
    return decode(session, list[Status], build_request(session, "GET", "/api/v1/timelines/home"), reply(body))


SPOILT = {
    "half a character": (GOOD.replace("Status 1", r"St\ud83dtus 1").encode(), "St\N{REPLACEMENT CHARACTER}tus 1"),
    "the other half": (GOOD.replace("Status 1", r"St\ude00tus 1").encode(), "St\N{REPLACEMENT CHARACTER}tus 1"),
    "invalid UTF-8": (GOOD.encode().replace(b"Status 1", b"St\xfftus 1"), "St\N{REPLACEMENT CHARACTER}tus 1"),
    "Latin-1": (GOOD.encode().replace(b"Status 1", b"Caf\xe9"), "Caf\N{REPLACEMENT CHARACTER}"),
    "a control character": (GOOD.replace("Status 1", "Status\x01 1").encode(), "Status\x01 1"),
    "UTF-16": (GOOD.encode("utf-16"), "Status 1"),
    "UTF-32": (GOOD.encode("utf-32"), "Status 1"),
    "a byte order mark": (b"\xef\xbb\xbf" + GOOD.encode(), "Status 1"),
    "a number that is none": (GOOD.replace('"favourites_count": 1', '"favourites_count": NaN').encode(), "Status 1"),
    "an endless number": (GOOD.replace('"favourites_count": 1', f'"favourites_count": {LONG}').encode(), "Status 1"),
}


@pytest.mark.filterwarnings("ignore::howdah.SchemaDriftWarning")
@pytest.mark.parametrize("what", SPOILT)
def test_a_page_is_read_in_spite_of_it(what: str) -> None:
    body, text = SPOILT[what]
    page = read(body)
    assert [status.content for status in page] == ["Status 0", text, "Status 2"]
    assert pickle.loads(pickle.dumps(page[1])) == page[1]
    for status in page:
        status.content.encode()


@pytest.mark.parametrize("what", ["half a character", "a control character"])
def test_it_is_told_once(what: str) -> None:
    with pytest.warns(SchemaDriftWarning, match=r"example\.social sent Status .*Invalid JSON") as told:
        read(SPOILT[what][0])
    assert len(told) == 1


@pytest.mark.parametrize("what", ["half a character", "a control character", "UTF-16", "a number that is none"])
def test_strict_mode_reports_it(what: str) -> None:
    with pytest.raises(UnexpectedAnswerError):
        read(SPOILT[what][0], strict=True)


@pytest.mark.filterwarnings("ignore::howdah.SchemaDriftWarning")
def test_an_endless_number_is_drift() -> None:
    page = read(SPOILT["an endless number"][0])
    assert page[1].drift["favourites_count"] == LONG


@pytest.mark.parametrize("body", [GOOD.encode()[:-9], GOOD.encode() + b"]", b"<html>\xff</html>", b"[" * 100_000])
def test_what_is_no_json_at_all_is_an_error_that_keeps_no_body(body: bytes) -> None:
    with pytest.raises(UnexpectedAnswerError, match="is not JSON") as raised:
        read(body)
    assert raised.value.__cause__ is None
    assert raised.value.__context__ is None
    assert len(raised.value.body) <= 1000
