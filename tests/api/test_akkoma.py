"""What only Akkoma has: what each operation asks for, and what comes of the answer, on both clients."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import anyio
import pytest

from howdah import ClientError, NotFoundError, NotSupportedError, Server
from howdah.catalogue import declared_operations
from howdah.client import Client
from howdah.models import AkkomaDeletion, AkkomaTranslation, FrontendProfile, PleromaFrontend, PreferredFrontend, Status
from howdah.testing import FakeServer, make_status

AKKOMA = Server("akkoma", "3.16.0")
OPERATIONS = {
    name.partition(".")[2]: declared for name, declared in declared_operations(Client) if name.startswith("akkoma.")
}
METRICS = "# TYPE akkoma_users gauge\nakkoma_users 3\n"
SETTINGS: dict[str, Any] = {"theme": None, "sizes": [1, None], "deep": {"loud": False}}
KEPT = "/api/v1/akkoma/frontend_settings"


@dataclass
class Case:
    """A call, the one request that it makes, and what it gives."""

    name: str
    args: tuple[Any, ...] = ()
    kwargs: dict[str, Any] = field(default_factory=dict[str, Any])
    asks: str = ""
    query: dict[str, Any] = field(default_factory=dict[str, Any])
    form: dict[str, Any] = field(default_factory=dict[str, Any])
    json: Any = None
    answer: Any = None
    body: str | None = None
    type: str = "application/json; charset=utf-8"
    gives: Any = None
    shows: Callable[[Any], bool] | None = None
    """What is true of what it gives, instead."""


CASES = [
    Case(
        "get_bubble_timeline",
        kwargs={"remote": True, "exclude_visibilities": ["unlisted", "private"], "limit": 2},
        asks="GET /api/v1/timelines/bubble",
        query={"remote": "true", "exclude_visibilities[]": ["unlisted", "private"], "limit": "2"},
        answer=[make_status(id="4")],
        shows=lambda page: [status.id for status in page] == ["4"],
    ),
    Case(
        "translate_status",
        (Status.model_validate(make_status(id="4")), "de"),
        {"from_language": "en"},
        asks="GET /api/v1/statuses/4/translations/de",
        query={"from": "en"},
        answer={"detected_language": "en", "text": "Elefant"},
        gives=AkkomaTranslation(detected_language="en", text="Elefant"),
    ),
    Case(
        "add_reaction",
        ("4", "🐘"),
        asks="PUT /api/v1/statuses/4/emoji_reactions/%F0%9F%90%98",
        answer=make_status(id="4"),
        shows=lambda status: status.id == "4",
    ),
    Case(
        "get_translation_languages",
        asks="GET /api/v1/akkoma/translation/languages",
        answer={"source": [{"code": "en", "name": "English"}], "target": [{"code": "de"}]},
        shows=lambda languages: (languages.source[0].name, languages.target[0].code) == ("English", "de"),
    ),
    Case(
        "get_translation_languages",
        asks="GET /api/v1/akkoma/translation/languages",
        answer={},
        shows=lambda languages: languages.source == languages.target == [],
    ),
    Case(
        "get_available_frontends",
        asks="GET /api/v1/akkoma/preferred_frontend/available",
        answer=["pleroma-fe/stable", "mangane/dist"],
        gives=["pleroma-fe/stable", "mangane/dist"],
    ),
    Case(
        "choose_frontend",
        ("mangane/dist",),
        asks="PUT /api/v1/akkoma/preferred_frontend",
        form={"frontend_name": "mangane/dist"},
        answer={"frontend_name": "mangane/dist"},
        gives=PreferredFrontend(frontend_name="mangane/dist"),
    ),
    Case(
        "get_frontend_profiles",
        (PleromaFrontend(name="pleroma-fe"),),
        asks=f"GET {KEPT}/pleroma-fe",
        answer=[{"name": "default", "version": 3}],
        gives=[FrontendProfile(name="default", version=3)],
    ),
    Case(
        "get_frontend_profile",
        ("pleroma-fe", "at work"),
        asks=f"GET {KEPT}/pleroma-fe/at%20work",
        answer={"version": 3, "settings": SETTINGS},
        gives=FrontendProfile(version=3, settings=SETTINGS),
    ),
    Case(
        "update_frontend_profile",
        ("pleroma-fe", "default"),
        {"version": 4, "settings": SETTINGS},
        asks=f"PUT {KEPT}/pleroma-fe/default",
        json={"version": 4, "settings": SETTINGS},
        answer=SETTINGS,
        gives=SETTINGS,
    ),
    Case(
        "delete_frontend_profile",
        ("pleroma-fe", "default"),
        asks=f"DELETE {KEPT}/pleroma-fe/default",
        answer={"deleted": "ok"},
        gives=AkkomaDeletion(deleted="ok"),
    ),
    Case("get_metrics", asks="GET /api/v1/akkoma/metrics", body=METRICS, type="text/plain", gives=METRICS),
]


def on_client(fake: FakeServer, kind: str, name: str, /, *args: Any, **kwargs: Any) -> Any:
    """Call an operation on either client."""
    if kind == "sync":
        return getattr(fake.client().akkoma, name)(*args, **kwargs)

    async def call() -> Any:
        return await getattr(fake.async_client().akkoma, name)(*args, **kwargs)

    return anyio.run(call)


@pytest.mark.parametrize("kind", ["sync", "async"])
@pytest.mark.parametrize("case", CASES, ids=[f"{number}-{case.name}" for number, case in enumerate(CASES)])
def test_what_is_asked_and_what_is_given(case: Case, kind: str) -> None:
    fake = FakeServer(server=AKKOMA)
    method, _, path = case.asks.partition(" ")
    answer: dict[str, Any] = {"body": case.body} if case.body is not None else {"json": case.answer}
    fake.on(method, path).reply(**answer, headers={"Content-Type": case.type})
    given = on_client(fake, kind, case.name, *case.args, **case.kwargs)
    (request,) = fake.requests
    assert f"{request.method} {request.path}" == case.asks
    assert (request.query, request.form, request.json) == (case.query, case.form, case.json)
    assert case.shows(given) if case.shows else given == case.gives


def test_every_operation_is_looked_at() -> None:
    assert OPERATIONS.keys() == {case.name for case in CASES}


@pytest.mark.parametrize("kind", ["sync", "async"])
@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_every_operation_asks_for_what_it_declares(name: str, kind: str) -> None:
    said = OPERATIONS[name].declaration
    made_up: dict[str, Any] = {"limit": 3, "offset": 1, "version": 4, "settings": SETTINGS, "remote": True}
    lists = {"exclude_visibilities": ["direct"]}
    parameters = OPERATIONS[name].plan.names
    fake = FakeServer(server=AKKOMA)
    fake.on(said.method, "/*").reply(status=418)
    with pytest.raises(ClientError):
        on_client(fake, kind, name, **{each: {**made_up, **lists}.get(each, "a/b é?") for each in parameters})
    (request,) = fake.requests
    assert request.path == re.sub(r"\{\w+\}", "a%2Fb%20%C3%A9%3F", said.path)


def test_the_bubble_is_walked() -> None:
    fake = FakeServer(server=AKKOMA)
    fake.on("GET", "/api/v1/timelines/bubble").reply(
        json=[make_status(id="9")], next_page="/api/v1/timelines/bubble?max_id=9"
    )
    fake.on("GET", "/api/v1/timelines/bubble?max_id=9").reply(json=[make_status(id="8")])
    fake.on("GET", "/api/v1/timelines/bubble?max_id=8").reply(json=[])
    assert [status.id for status in fake.client(None).akkoma.get_bubble_timeline.walk()] == ["9", "8"]


@pytest.mark.parametrize("kind", ["sync", "async"])
def test_other_servers_do_not_have_it(kind: str) -> None:
    fake = FakeServer(server=Server("pleroma", "2.10.0"))
    assert fake.client().supports(fake.client().akkoma.get_bubble_timeline) is False
    with pytest.raises(NotSupportedError, match=r"offered by Akkoma; fake\.example is Pleroma 2\.10\.0"):
        on_client(fake, kind, "get_bubble_timeline")
    bubble_off = FakeServer(server=AKKOMA)
    with pytest.raises(NotFoundError) as raised:
        on_client(bubble_off, kind, "get_bubble_timeline")
    assert not isinstance(raised.value, NotSupportedError)


def test_a_document_can_be_written_back_as_it_came() -> None:
    fake = FakeServer(server=AKKOMA)
    fake.on("GET", f"{KEPT}/pleroma-fe/default").reply(json={"version": 3, "settings": SETTINGS})
    fake.on("PUT", f"{KEPT}/pleroma-fe/default").reply(json=SETTINGS)
    client = fake.client()
    kept = client.akkoma.get_frontend_profile("pleroma-fe", "default")
    client.akkoma.update_frontend_profile("pleroma-fe", "default", kept.version + 1, kept.settings)
    assert fake.requests[-1].json == {"version": 4, "settings": SETTINGS}


async def test_the_answer_as_received(anyio_backend: str) -> None:
    fake = FakeServer(server=AKKOMA)
    fake.on("GET", "/api/v1/akkoma/metrics").reply(body=METRICS, headers={"Content-Type": "text/plain"})
    response = await fake.async_client().raw.akkoma.get_metrics()
    assert response.value == response.body.decode() == METRICS
    assert fake.client().raw.akkoma.get_metrics().value == METRICS
