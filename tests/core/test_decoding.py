"""Answers that are as declared, and answers that are not."""

from __future__ import annotations

import copy
import json
import pickle
import warnings
from typing import Annotated, Any

import pytest
from pydantic import BeforeValidator
from tests.core.conversation import make_session, reply

from howdah import SchemaDriftError, SchemaDriftWarning, UnexpectedAnswerError
from howdah.core.call import build_request, decode
from howdah.core.decoding import MISSING, EntityDecoder, adapter_for
from howdah.models import (
    Account,
    CredentialAccount,
    Marker,
    Notification,
    PleromaStaffStatuses,
    Quote,
    Status,
    StatusTag,
    TrendHistory,
)
from howdah.models.entity import Entity
from howdah.testing import make_status

PAGE = [make_status(id=str(number)) for number in range(40)]


def read(body: Any, into: Any = list[Status], *, strict: bool = False) -> Any:
    session = make_session(decoder=EntityDecoder(strict=strict))
    request = build_request(session, "GET", "/api/v1/timelines/home")
    return decode(session, into, request, reply(body, content_type="application/json"))


def test_a_page_as_declared_decodes_without_drift() -> None:
    page = read(PAGE, strict=True)
    assert [status.id for status in page] == [str(number) for number in range(40)]
    assert not any(status.drift for status in page)
    assert page[0].created_at.tzinfo is not None


def test_one_malformed_status_costs_no_page_and_warns_once() -> None:
    page = copy.deepcopy(PAGE)
    page[7] = "not a status"  # type: ignore[call-overload]
    with pytest.warns(SchemaDriftWarning, match=r"example\.social sent Status\[7\]") as caught:
        statuses = read(page)
    assert len(statuses) == 39
    assert len(caught) == 1
    with pytest.raises(SchemaDriftError) as raised:
        read(page, strict=True)
    assert raised.value.entity == "Status"
    assert raised.value.value == "not a status"


def test_one_bad_field_costs_that_field_only() -> None:
    page = copy.deepcopy(PAGE)
    page[7]["favourites_count"] = {"many": True}
    page[7]["media_attachments"] = None
    with pytest.warns(SchemaDriftWarning) as caught:
        statuses = read(page)
    assert len(statuses) == 40
    assert statuses[7].drift == {"favourites_count": {"many": True}, "media_attachments": None}
    assert statuses[7].media_attachments == []
    assert {str(w.message).split(" in a form")[0] for w in caught} == {
        "example.social sent Status.favourites_count",
        "example.social sent Status.media_attachments",
    }


def test_a_field_that_cannot_be_read_and_has_no_default_raises_when_touched() -> None:
    broken = {**PAGE[0], "created_at": "the day before yesterday"}
    with pytest.warns(SchemaDriftWarning):
        status = read(broken, Status)
    assert status.content == PAGE[0]["content"]
    with pytest.raises(AttributeError, match=r"Status\.created_at could not be read .*the day before"):
        _ = status.created_at
    assert "created_at" not in status.model_dump()


def test_a_missing_id_is_no_id() -> None:
    nameless = {key: value for key, value in PAGE[0].items() if key != "id"}
    with pytest.warns(SchemaDriftWarning, match=r"Status\.id"):
        status = read(nameless, Status)
    assert status.drift == {"id": MISSING}
    with pytest.raises(AttributeError):
        _ = status.id


def test_drift_deep_down_is_kept_where_it_belongs() -> None:
    broken = copy.deepcopy(PAGE[0])
    broken["account"]["followers_count"] = "lots"
    broken["mentions"] = [{"id": "1", "username": "a", "acct": "a", "url": "https://a.example/@a"}, 5]
    with pytest.warns(SchemaDriftWarning):
        status = read(broken, Status)
    assert status.account.drift == {"followers_count": "lots"}
    assert status.drift == {"mentions[1]": 5}
    assert [mention.acct for mention in status.mentions] == ["a"]


@pytest.mark.parametrize("nothing", [{}, {"brand_new": 1}])
def test_an_object_with_nothing_known_in_it_is_one_fault(nothing: dict[str, Any]) -> None:
    own = {**PAGE[0]["account"], "source": {}, "role": nothing}
    with pytest.raises(SchemaDriftError) as raised:
        read(own, CredentialAccount, strict=True)
    assert (raised.value.entity, raised.value.field, raised.value.value) == ("CredentialAccount", "role", nothing)
    with pytest.warns(SchemaDriftWarning, match=r"CredentialAccount\.role") as caught:
        assert read(own, CredentialAccount).role is None
    assert len(caught) == 1


def test_unknown_fields_may_be_called_anything() -> None:
    odd = {"cls": 1, "self": 2, "_fields_set": 3, "model_config": 4, "drift": 5}
    nameless = {key: value for key, value in PAGE[0].items() if key != "id"}
    with pytest.warns(SchemaDriftWarning):
        status = read({**nameless, **odd}, Status)
    assert status.model_extra == odd
    assert status.drift == {"id": MISSING}


def test_a_list_that_stands_for_an_object_loses_only_what_is_bad_in_it() -> None:
    staff = {**PAGE[0]["account"], "roles": None}
    page = [{**status, "account": staff} for status in PAGE[:3]]
    page[1] = "not a status"  # type: ignore[call-overload]
    with pytest.warns(SchemaDriftWarning, match=r"PleromaStaffStatuses\.activities\[1\]"):
        statuses = read(page, PleromaStaffStatuses)
    assert [status.id for status in statuses.activities] == ["0", "2"]
    assert statuses.drift == {"activities[1]": "not a status"}


def without_hash(sent: Any) -> Any:
    return {**sent, "name": sent["name"].removeprefix("#")} if isinstance(sent, dict) else sent


class Tagged(Entity):
    tags: list[Annotated[StatusTag, BeforeValidator(without_hash)]]


def test_what_is_put_right_before_reading_stays_right_beside_drift() -> None:
    document = {"tags": [{"name": "#mice", "url": 5}, {"name": "#cats", "url": "https://a.example/cats"}]}
    with pytest.warns(SchemaDriftWarning, match=r"StatusTag\.url"):
        tagged = read(document, Tagged)
    assert [tag.name for tag in tagged.tags] == ["mice", "cats"]
    assert tagged.tags[0].drift == {"url": 5}


def test_drift_in_a_mapping_names_what_is_mapped_to() -> None:
    marker = {"last_read_id": "1", "version": 2, "updated_at": "2026-01-02T03:04:05Z"}
    with pytest.warns(SchemaDriftWarning, match=r"Marker\[home\]"):
        markers = read({"home": "1", "notifications": marker}, dict[str, Marker])
    assert markers.keys() == {"notifications"}


def test_the_same_drift_is_told_once_per_client() -> None:
    session = make_session()
    request = build_request(session, "GET", "/x")
    broken = [{**status, "sensitive": []} for status in PAGE]
    with pytest.warns(SchemaDriftWarning) as caught:
        decode(session, list[Status], request, reply(broken))
        decode(session, list[Status], request, reply(broken))
    assert len(caught) == 1


def test_strict_mode_names_entity_field_and_value() -> None:
    page = copy.deepcopy(PAGE)
    page[3]["account"]["created_at"] = "never"
    with pytest.raises(SchemaDriftError, match=r"Account\.created_at .*'never'.*GET https://example\.social") as raised:
        read(page, strict=True)
    assert (raised.value.entity, raised.value.field, raised.value.value) == ("Account", "created_at", "never")
    assert pickle.loads(pickle.dumps(raised.value)).field == "created_at"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"<html><title>Just a moment</title></html>", "is not JSON"),
        (b"", "is not JSON; it sent application/json, empty"),
        (b'[{"id": "1", "cont', "is not JSON"),
        (b"\xff\xfe\x00", "is not JSON"),
        (b"3", "has another shape"),
        (b'"ok"', "has another shape"),
        (b'{"error": "try later"}', "has another shape"),
    ],
)
def test_an_answer_of_another_kind_names_server_endpoint_and_first_bytes(body: bytes, said: str) -> None:
    with pytest.raises(UnexpectedAnswerError, match=said) as raised:
        read(body)
    error = raised.value
    assert "example.social" in str(error)
    assert "/api/v1/timelines/home" in str(error)
    assert error.body[:20] == body[:20].decode("utf-8", "replace").encode()[:20]
    assert error.status == 200


def test_an_error_in_the_clothes_of_a_success_is_no_entity() -> None:
    with pytest.raises(UnexpectedAnswerError, match="has another shape"):
        read({"error": "Record not found"}, Status)


def test_a_reply_that_echoes_the_token_does_not_show_it() -> None:
    with pytest.raises(UnexpectedAnswerError) as raised:
        read(b"<html>Authorization: Bearer s3cret-token</html>")
    assert "s3cret" not in str(raised.value)
    assert b"s3cret" not in raised.value.body


@pytest.mark.parametrize(
    ("body", "kind", "text"),
    [
        (b"OK", "text/plain; charset=utf-8", "OK"),
        (b"3", "text/csv", "3"),
        ("a,b\né,ÿ".encode(), "text/csv", "a,b\né,ÿ"),
        (b"\xff!", "text/plain", "\N{REPLACEMENT CHARACTER}!"),
        (b"<XRD/>", "application/xrd+xml", "<XRD/>"),
        (b"", "text/plain", ""),
        (b'"ok"', "application/json", "ok"),
        (b'"ok"', None, "ok"),
    ],
)
def test_text_is_what_was_sent_unless_it_is_json(body: bytes, kind: str | None, text: str) -> None:
    session = make_session()
    said = reply(body) if kind is None else reply(body, content_type=kind)
    assert decode(session, str, build_request(session, "GET", "/x"), said) == text


def test_what_should_be_a_json_text_and_is_not_is_an_error() -> None:
    with pytest.raises(UnexpectedAnswerError, match="is not JSON"):
        read(b"ok", str)


def test_unknown_fields_and_values_are_kept() -> None:
    status = read({**PAGE[0], "visibility": "friends", "brand_new": {"a": 1}}, Status, strict=True)
    assert status.visibility == "friends"
    assert status.model_extra["brand_new"] == {"a": 1}


@pytest.mark.parametrize(
    ("sent", "iso"),
    [
        ("2026-01-02T03:04:05.678Z", "2026-01-02T03:04:05.678000+00:00"),
        ("2026-01-02T05:04:05+02:00", "2026-01-02T05:04:05+02:00"),
        ("2026-01-02", "2026-01-02T00:00:00+00:00"),
        (1767323045, "2026-01-02T03:04:05+00:00"),
        (1767323045678, "2026-01-02T03:04:05.678000+00:00"),
        ("1767323045.678", "2026-01-02T03:04:05.678000+00:00"),
        ("2026-01-02T03:04:05", "2026-01-02T03:04:05+00:00"),
    ],
)
def test_times_in_every_form_are_aware(sent: object, iso: str) -> None:
    status = read({**PAGE[0], "created_at": sent}, Status)
    assert status.created_at.isoformat() == iso


@pytest.mark.parametrize("nothing", ["", None])
def test_an_empty_time_is_none(nothing: object) -> None:
    assert read({**PAGE[0], "edited_at": nothing}, Status).edited_at is None


def test_numbers_stand_for_ids_and_texts_for_counts() -> None:
    status = read({**PAGE[0], "id": 108, "reblogs_count": "12"}, Status)
    assert status.id == "108"
    assert status.reblogs_count == 12
    assert status.drift == {}


@pytest.mark.parametrize(
    ("field", "sent"),
    [
        *(("sensitive", wrong) for wrong in ("yes", "1", 1)),
        *(("reblogs_count", wrong) for wrong in ("7", True, 1.0)),
        *(("created_at", wrong) for wrong in (0, 1767323045)),
        *(("edited_at", wrong) for wrong in (0, "")),
    ],
)
@pytest.mark.parametrize("into", [Status, list[Status]])
def test_strict_mode_reports_another_type_and_lenient_mode_reads_it(field: str, sent: object, into: Any) -> None:
    body: Any = {**PAGE[0], field: sent}
    body = body if into is Status else [body]
    with pytest.raises(SchemaDriftError, match=f"Status.{field} is not as declared") as raised:
        read(body, into, strict=True)
    assert (raised.value.entity, raised.value.field, raised.value.value) == ("Status", field, sent)
    read(body, into)


def test_a_number_that_the_api_sends_as_text_is_as_declared() -> None:
    assert read({"uses": "12", "accounts": "3", "day": "1767312000"}, TrendHistory, strict=True).uses == 12
    with pytest.raises(SchemaDriftError, match=r"TrendHistory\.uses"):
        read({"uses": True, "accounts": "3", "day": "1767312000"}, TrendHistory, strict=True)


def test_akkoma_quotes_survive_drift() -> None:
    quoted = {**PAGE[1], "replies_count": "none"}
    with pytest.warns(SchemaDriftWarning):
        status = read({**PAGE[0], "quote": quoted}, Status)
    assert isinstance(status.quote, Quote)
    assert status.quote.quoted_status is not None
    assert status.quote.quoted_status.drift == {"replies_count": "none"}


def test_entities_compare_hash_and_pickle() -> None:
    one, same, other = read(PAGE[0], Status), read({**PAGE[0], "content": "edited"}, Status), read(PAGE[1], Status)
    assert one == same
    assert len({one, same, other}) == 2
    assert one != one.account
    again = pickle.loads(pickle.dumps(one))
    assert again == one
    assert again.account.acct == one.account.acct
    with pytest.warns(SchemaDriftWarning):
        drifted = read({**PAGE[0], "sensitive": "perhaps not"}, Status)
    assert pickle.loads(pickle.dumps(drifted)).drift == {"sensitive": "perhaps not"}


def test_a_boost_is_not_what_it_boosts_though_snac_gives_both_one_id() -> None:
    boosted = read(PAGE[0], Status)
    boost = read({**PAGE[0], "reblog": PAGE[0]}, Status)
    assert boost.id == boosted.id
    assert boost != boosted
    assert boost.reblog == boosted
    assert len({boost, boosted, boost.reblog}) == 2


def test_an_account_is_itself_however_it_is_seen() -> None:
    document = PAGE[0]["account"]
    assert read(document, Account) == read({**document, "source": {}}, CredentialAccount)


def test_an_adapter_is_built_once() -> None:
    assert adapter_for(list[Notification]) is adapter_for(list[Notification])


def test_a_good_page_is_decoded_from_its_bytes_in_one_call(monkeypatch: pytest.MonkeyPatch) -> None:
    def parsed_again(*args: object, **kwargs: object) -> Any:
        raise AssertionError("the body was parsed a second time")

    body = json.dumps(PAGE).encode()
    monkeypatch.setattr("howdah.core.decoding.json.loads", parsed_again)
    assert len(read(body)) == 40


def test_no_warning_without_drift() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        read(PAGE)
