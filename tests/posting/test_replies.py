"""A reply reaches everyone in the thread and nobody else, under the thread's warning."""

from __future__ import annotations

import warnings
from typing import Any

import pytest
from tests.both_clients import Ride, proxy_for

from howdah import NotFoundError, SchemaDriftWarning, Server
from howdah.models import Status
from howdah.testing import FakeServer, make_account, make_status

pytestmark = pytest.mark.anyio

ME = make_account("me")
AUTHOR = make_account("bob", acct="bob@far.example")
SERVERS = ["mastodon", "gotosocial", "pleroma", "akkoma", "snac"]


def mention(acct: str, host: str = "fake.example", **fields: Any) -> dict[str, Any]:
    name, _, domain = acct.partition("@")
    return {"id": acct, "username": name, "acct": acct, "url": f"https://{domain or host}/@{name}", **fields}


class Desk:
    """A server with a status to answer, and either client of it."""

    def __init__(self, kind: str, software: str = "mastodon", *, privacy: str | None = "public", **me: Any) -> None:
        self.fake = FakeServer(server=Server(software, "4.5.0"))
        own = {**ME, "source": {"note": "", "privacy": privacy}, **me}
        self.fake.on("GET", "/api/v1/accounts/verify_credentials").reply(json=own)
        self.fake.on("POST", "/api/v1/statuses").reply(json=make_status())
        self.client: Any = proxy_for(self.fake.client()) if kind == "sync" else self.fake.async_client()

    def has(self, **fields: Any) -> Status:
        """The status is so."""
        sent = make_status(**{"id": "7", "account": AUTHOR, **fields})
        self.fake.on("GET", "/api/v1/statuses/7").reply(json=sent)
        return Status.model_validate(sent)

    @property
    def sent(self) -> dict[str, Any]:
        (posted,) = [request for request in self.fake.requests if request.method == "POST"]
        return dict(posted.json or posted.form)


@pytest.fixture(params=["sync", "async"])
def kind(request: pytest.FixtureRequest) -> str:
    made: str = request.param
    return made


@pytest.mark.parametrize("software", SERVERS)
async def test_everyone_in_the_thread_is_mentioned_once_but_not_oneself(kind: str, software: str) -> None:
    desk = Desk(kind, software)
    people = [mention("carol@x.example"), mention("me"), mention("dan"), mention("bob@far.example"), mention("dan")]
    status = desk.has(mentions=people, spoiler_text="food", language="de", visibility="unlisted")
    await desk.client.reply_to(status, "Indeed")
    assert desk.sent["status"] == "@bob@far.example @carol@x.example @dan Indeed"
    assert desk.sent["in_reply_to_id"] == "7"
    assert desk.sent["spoiler_text"] == "food"
    assert desk.sent["language"] == "de"
    assert desk.sent["visibility"] == "unlisted"


async def test_snac_numbers_mentions_and_names_itself(kind: str) -> None:
    desk = Desk(kind, "snac", acct="me@fake.example")
    people = [mention("me@fake.example", id="0"), mention("carol@x.example", id="1")]
    await desk.client.reply_to(desk.has(mentions=people), "Indeed")
    assert desk.sent["status"] == "@bob@far.example @carol@x.example Indeed"


async def test_who_cannot_be_read_is_left_out(kind: str) -> None:
    desk = Desk(kind, source=None)
    people = [None, {"id": "1"}, {**mention("carol"), "url": None}, {**mention("me"), "url": 7}, "dan"]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SchemaDriftWarning)
        desk.fake.on("GET", "/api/v1/statuses/7").reply(json=make_status(id="7", account=AUTHOR, mentions=people))
        await desk.client.reply_to("7", "Indeed")
    assert desk.sent["status"] == "@bob@far.example @carol Indeed"


async def test_untagged_it_is_for_its_author_alone(kind: str) -> None:
    desk = Desk(kind)
    await desk.client.reply_to(desk.has(mentions=[mention("carol@x.example")]), "Indeed", untag=True)
    assert desk.sent["status"] == "@bob@far.example Indeed"


async def test_who_is_in_the_text_is_not_mentioned_again(kind: str) -> None:
    desk = Desk(kind)
    status = desk.has(mentions=[mention("carol"), mention("dan@x.example")])
    await desk.client.reply_to(status, "Hi @Bob@Far.example, @carol@fake.example and @dan")
    assert desk.sent["status"] == "@dan@x.example Hi @Bob@Far.example, @carol@fake.example and @dan"


async def test_an_answer_to_oneself_mentions_the_others(kind: str) -> None:
    desk = Desk(kind)
    await desk.client.reply_to(desk.has(account=ME, mentions=[mention("carol"), mention("me")]), "And")
    assert desk.sent["status"] == "@carol And"
    desk = Desk(kind)
    await desk.client.reply_to(desk.has(account=ME), "And", untag=True)
    assert desk.sent["status"] == "And"


async def test_a_status_can_be_given_by_its_id_and_a_boost_is_what_it_boosts(kind: str) -> None:
    desk = Desk(kind)
    desk.has()
    await desk.client.reply_to("7", "Indeed")
    assert desk.sent["status"] == "@bob@far.example Indeed"
    desk = Desk(kind)
    boosted = make_status(id="5", account=AUTHOR, spoiler_text="food")
    await desk.client.reply_to(desk.has(account=make_account("dan"), reblog=boosted), "Indeed")
    assert (desk.sent["in_reply_to_id"], desk.sent["status"]) == ("5", "@bob@far.example Indeed")
    assert desk.sent["spoiler_text"] == "food"


@pytest.mark.parametrize(
    ("answered", "privacy", "asked", "sent"),
    [
        ("public", "public", None, None),
        ("public", None, None, None),
        ("public", "private", None, None),
        ("public", "public", "direct", "direct"),
        ("public", "public", "list:5", "list:5"),
        ("unlisted", "public", None, "unlisted"),
        ("unlisted", "private", None, "private"),
        ("unlisted", "direct", None, "direct"),
        ("unlisted", None, None, "unlisted"),
        ("unlisted", "public", "public", "unlisted"),
        ("unlisted", "public", "private", "private"),
        ("private", "unlisted", None, "private"),
        ("private", "public", "unlisted", "private"),
        ("private", "public", "direct", "direct"),
        ("direct", "public", None, "direct"),
        ("direct", "private", None, "direct"),
        ("direct", "public", "public", "direct"),
        ("direct", "public", "private", "direct"),
        ("local", "public", None, "local"),
        ("local", "public", "unlisted", "local"),
        ("local", "public", "private", "private"),
        ("mutuals_only", "private", None, "mutuals_only"),
        ("list", "public", None, "direct"),
        ("secret", "public", None, "direct"),
        ("secret", "public", "public", "direct"),
        ("unlisted", "public", "unheard-of", "unlisted"),
    ],
)
async def test_a_reply_is_never_wider_than_what_it_answers(
    kind: str, answered: str, privacy: str | None, asked: str | None, sent: str | None
) -> None:
    desk = Desk(kind, privacy=privacy)
    await desk.client.reply_to(desk.has(visibility=answered), "Indeed", visibility=asked)
    assert desk.sent.get("visibility") == sent


async def test_what_stays_on_gotosocial_is_answered_there(kind: str) -> None:
    desk = Desk(kind, "gotosocial")
    await desk.client.reply_to(desk.has(local_only=True), "Indeed")
    assert desk.sent["local_only"] == "true"


async def test_what_is_said_goes_before_what_is_kept(kind: str) -> None:
    desk = Desk(kind)
    status = desk.has(spoiler_text="food", language="de")
    await desk.client.reply_to(
        status, "Indeed", spoiler_text="", language="en", sensitive=True, idempotency_key="once", media_ids=["3"]
    )
    assert (desk.sent["spoiler_text"], desk.sent["language"], desk.sent["sensitive"]) == ("", "en", "true")
    assert desk.sent["media_ids[]"] == ["3"]
    assert desk.fake.requests[-1].headers["idempotency-key"] == "once"


async def test_without_warning_and_language_none_are_made_up(kind: str) -> None:
    desk = Desk(kind)
    await desk.client.reply_to(desk.has(spoiler_text="", language=None), "Indeed")
    assert not {"spoiler_text", "language", "local_only", "sensitive", "media_ids[]"} & desk.sent.keys()


async def test_who_one_is_is_asked_once_in_a_while(kind: str) -> None:
    desk = Desk(kind)
    status = desk.has()
    asked = [0, 0, 0]
    for turn, pause in enumerate((0.0, 500.0, 200.0)):
        desk.fake.clock.advance(pause)
        await desk.client.reply_to(status, "Indeed")
        asked[turn] = sum(request.path.endswith("verify_credentials") for request in desk.fake.requests)
    assert asked == [1, 1, 2]


async def test_a_status_that_is_gone_is_not_answered(kind: str) -> None:
    desk = Desk(kind)
    desk.fake.on("GET", "/api/v1/statuses/8").reply(status=404, json={"error": "Record not found"})
    with pytest.raises(NotFoundError):
        await desk.client.reply_to("8", "Indeed")
    assert not any(request.method == "POST" for request in desk.fake.requests)


async def test_a_conversation_in_the_sandbox(ride: Ride) -> None:
    alice, bob, carol = (ride.client(name) for name in ("alice", "bob", "carol"))
    asked = await alice.post_status("@bob @carol Lunch?", visibility="private", spoiler_text="food", language="en")
    answered = await bob.reply_to(asked, "Yes", visibility="public")
    assert answered.plain_text == "@alice @carol Yes"
    assert answered.mentioned == ["@alice", "@carol"]
    assert (answered.visibility, answered.spoiler_text, answered.language) == ("private", "food", "en")
    assert answered.in_reply_to_id == asked.id
    again = await carol.reply_to(answered.id, "Me too", untag=True, spoiler_text="")
    assert (again.plain_text, again.spoiler_text, again.visibility) == ("@bob Me too", "", "private")
