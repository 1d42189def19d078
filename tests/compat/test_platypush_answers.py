"""What the plugin takes and puts out, without platypush: arguments, shapes, connections."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx2
import pytest

from howdah import ConfigurationError
from howdah.compat.platypush import arguments
from howdah.compat.platypush.connections import Connections, StoppedError
from howdah.compat.platypush.shapes import (
    ACCOUNT,
    CONVERSATION,
    FEATURED_HASHTAG,
    FILTER,
    LIST,
    NOTIFICATION,
    SEARCH,
    STATUS,
    TOKEN,
    shaped,
)
from howdah.settings import ClientSettings

pytestmark = pytest.mark.filterwarnings("ignore::howdah.SchemaDriftWarning")  # these answers say but little

SERVER = "https://example.social"


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("words", "words"),
        (42, "42"),
        (True, "true"),
        (1.5, "1.5"),
        ([1, "a"], '[1, "a"]'),
        ({"ä": None}, '{"ä": null}'),
    ],
)
def test_a_text_that_platypush_has_parsed_is_a_text_again(given: Any, meant: str) -> None:
    assert arguments.text(given) == arguments.words(given) == meant


def test_nothing_is_no_text() -> None:
    assert arguments.text(None) is None
    assert arguments.words(None) == ""


@pytest.mark.parametrize("given", ["17", 17, {"id": "17", "content": ""}])
def test_an_id_is_a_text_a_number_or_an_entity(given: Any) -> None:
    assert arguments.identifier(given) == "17"
    assert arguments.identifiers(given) == ["17"]
    assert arguments.identifiers([given, "01H"]) == ["17", "01H"]


@pytest.mark.parametrize("given", [None, True, 1.5, [], {}])
def test_what_is_no_id_is_refused(given: Any) -> None:
    with pytest.raises(TypeError, match="an ID is a text or a number"):
        arguments.identifier(given)


def test_one_text_alone_stands_for_a_list() -> None:
    assert arguments.texts("home") == ["home"]
    assert arguments.texts(2026) == ["2026"]
    assert arguments.texts(("home", 7)) == ["home", "7"]
    assert arguments.texts(None) is None


def test_the_policy_that_the_page_names_is_the_one_that_servers_know() -> None:
    assert [arguments.policy(said) for said in ("following", "followed", "none", None)] == [
        "followed",
        "followed",
        "none",
        None,
    ]


def test_paths_begin_at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/alice")
    assert arguments.path("~/picture.png") == "/home/alice/picture.png"
    assert arguments.path(None) is None


def test_a_status_has_the_documented_fields_beside_the_servers() -> None:
    sent = {
        "id": 1,
        "created_at": "2026-11-21T12:00:00.000Z",
        "in_reply_to_id": None,
        "account": {"id": "2", "display_name": " Bob ", "created_at": "2026-01-01", "last_status_at": None},
        "media_attachments": [{"id": "3", "description": None, "blurhash": "x"}],
        "tags": [{"name": "a", "history": [{"day": "1763683200", "uses": "4", "accounts": "2"}]}],
        "visibility": "direct",
        "reblog": {"id": "5", "content": "boosted", "media_attachments": [], "tags": []},
    }
    status = shaped(STATUS, sent)
    assert status["id"] == "1"
    assert status["created_at"] == "2026-11-21T12:00:00+00:00"
    assert status["account"] == {
        "id": "2",
        "display_name": "Bob",
        "created_at": "2026-01-01T00:00:00",
        "last_status_at": None,
    }
    assert status["attachments"] == [{"id": "3", "description": None, "blurhash": "x"}]
    assert status["media_attachments"] == sent["media_attachments"]
    assert status["hashtags"][0]["history"] == [{"day": "2025-11-21", "uses": 4, "accounts": 2}]
    assert status["visibility"] == "direct"
    assert (status["reblog"]["content"], status["reblog"]["attachments"]) == ("boosted", [])


@pytest.mark.parametrize("shape", [LIST, FILTER, CONVERSATION, FEATURED_HASHTAG])
def test_a_documented_number_is_one_where_it_can_be(shape: Any) -> None:
    assert shaped(shape, {"id": "12"})["id"] == 12
    assert shaped(shape, {"id": "01HXYZ"})["id"] == "01HXYZ"


def test_times_are_iso_whatever_the_server_writes() -> None:
    assert shaped(TOKEN, {"created_at": 1763726400})["created_at"] == "2025-11-21T12:00:00+00:00"
    assert shaped(TOKEN, {"created_at": "soon"})["created_at"] == "soon"
    assert shaped(FEATURED_HASHTAG, {"last_status_at": "2026-11-21"})["last_status"] == "2026-11-21T00:00:00"
    assert shaped(FEATURED_HASHTAG, {})["last_status"] is None


@pytest.mark.parametrize("odd", [None, "text", 7, ["text", None]])
def test_an_answer_of_another_form_stays_as_it_is(odd: Any) -> None:
    assert shaped(STATUS, odd) == odd
    assert shaped(NOTIFICATION, {"id": "1", "status": odd, "account": odd})["status"] == odd


def test_a_search_is_shaped_in_all_its_parts() -> None:
    found = shaped(SEARCH, {"accounts": [{"id": 1}], "statuses": [{"id": 2, "tags": []}], "hashtags": [{"name": "a"}]})
    assert found["accounts"] == shaped(ACCOUNT, [{"id": 1}])
    assert found["statuses"][0]["hashtags"] == []
    assert found["hashtags"] == [{"name": "a"}]


# Connections


@pytest.fixture
def seen() -> list[httpx2.Request]:
    return []


@pytest.fixture
def settings(seen: list[httpx2.Request]) -> ClientSettings:
    def answer(request: httpx2.Request) -> httpx2.Response:
        seen.append(request)
        return httpx2.Response(200, json={"id": "1"})

    return {"client": httpx2.Client(transport=httpx2.MockTransport(answer))}


def test_there_is_one_client_for_each_server_and_token(settings: ClientSettings) -> None:
    connections = Connections(SERVER, "secret", settings)
    own = connections.to({})
    assert connections.to({"base_url": "example.social/", "access_token": "secret"}) is own
    assert connections.to({"access_token": "other"}) is not own
    assert connections.to({"base_url": "https://example.org"}) is not own
    connections.close()


def test_it_is_one_also_where_threads_ask_at_once(settings: ClientSettings) -> None:
    connections = Connections(SERVER, "secret", settings)
    with ThreadPoolExecutor(16) as pool:
        got = list(pool.map(lambda number: connections.to({"access_token": f"t{number % 4}"}), range(200)))
    assert len({id(connection) for connection in got}) == 4
    connections.close()


def test_a_token_goes_to_its_own_server_only(settings: ClientSettings, seen: list[httpx2.Request]) -> None:
    connections = Connections(SERVER, "secret", settings)
    connections.to({"base_url": "https://example.org"}).client.get_account("1")
    connections.to({"base_url": "https://example.org", "access_token": 123}).client.get_account("1")
    connections.to({}).client.get_account("1")
    assert [request.headers.get("authorization") for request in seen] == [None, "Bearer 123", "Bearer secret"]
    assert "secret" not in repr(connections.to({}))
    connections.close()


def test_a_timeout_is_for_one_call(settings: ClientSettings) -> None:
    connections = Connections(SERVER, "secret", settings)
    assert connections.to({"timeout": 5}).client.session.timeout == 5
    assert connections.to({"timeout": 5}).listings.session.timeout == 5
    assert connections.to({}).client.session.timeout == 30.0
    connections.close()


def test_what_no_action_takes_is_refused(settings: ClientSettings) -> None:
    connections = Connections(SERVER, "secret", settings)
    with pytest.raises(TypeError, match="'visibilty'; beside its own, an action takes base_url"):
        connections.to({"visibilty": "direct"})
    with pytest.raises(ConfigurationError, match="HTTP"):
        connections.to({"base_url": "http://example.org"})
    connections.close()


def test_once_it_is_closed_there_are_no_more_clients(settings: ClientSettings) -> None:
    connections = Connections(SERVER, "secret", settings)
    connections.to({})
    connections.close()
    connections.close()
    with pytest.raises(StoppedError):
        connections.to({})
