"""Filters match what Mastodon's match, wherever they are applied."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.both_clients import Ride

from howdah import filter_results, filters_apply
from howdah.models import Filter, FilterResult, FilterV2, Notification, Status
from howdah.testing import make_account, make_notification, make_status

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
FAR = make_account("bob", acct="bob@far.example")


def status_of(content: str = "<p>Hello</p>", **fields: Any) -> Status:
    return Status.model_validate(make_status(content, **fields))


def v2(*keywords: str, whole_word: bool = True, **fields: Any) -> FilterV2:
    sent: dict[str, Any] = {
        "id": "1",
        "title": "Things",
        "context": ["home"],
        "expires_at": None,
        "filter_action": "hide",
        "keywords": [
            {"id": str(number), "keyword": keyword, "whole_word": whole_word} for number, keyword in enumerate(keywords)
        ],
        "statuses": [],
    }
    return FilterV2.model_validate({**sent, **fields})


def v1(phrase: str, **fields: Any) -> Filter:
    sent = {"id": "9", "phrase": phrase, "context": ["home"], "whole_word": True, "irreversible": False}
    return Filter.model_validate({**sent, **fields})


@pytest.mark.parametrize(
    ("text", "keyword", "whole_word", "matched"),
    [
        ("I like cats", "cats", True, "cats"),
        ("I like CATS", "Cats", True, "CATS"),
        ("I like cats", "cat", True, None),
        ("I like cats", "cat", False, "cat"),
        ("#cats", "cats", True, "cats"),
        ("cats#", "#cats", True, None),
        ("my#cats", "#cats", True, "#cats"),
        ("my_cats", "cats", True, None),
        ("C++ and c", "c++", True, "C++"),
        ("C++11", "c++", True, "C++"),
        ("a.b", "a.b", True, "a.b"),
        ("axb", "a.b", True, None),
        ("in two words", "two words", True, "two words"),
        ("Die Straße", "straße", True, "Straße"),
        ("DIE STRASSE", "straße", True, "STRASSE"),
        ("Die Straße", "strasse", True, "Straße"),
        ("Straße", "s", False, "S"),
        ("groß", "s", False, None),
        ("ΣΊΣΥΦΟΣ", "σίσυφος", True, "ΣΊΣΥΦΟΣ"),
        ("Ünlü", "nlü", True, None),
        ("Ünlü", "ünlü", True, "Ünlü"),
        ("e\u0301t", "e", True, None),
        ("日本語", "日本", True, None),
        ("日本語", "日本", False, "日本"),
        ("日本。", "日本", True, "日本"),
        ("हिन्दी", "हिन", True, None),
        ("हिन्दी भाषा", "हिन्दी", True, "हिन्दी"),
        ("x²", "x", True, None),
        ("cat catalogue", "catalogue", True, "catalogue"),
        ("catalogue cat", "cat", True, "cat"),
        ("✨", "✨", True, "✨"),
        ("a✨b", "✨", True, "✨"),
    ],
)
def test_words(text: str, keyword: str, whole_word: bool, matched: str | None) -> None:
    status = status_of(f"<p>{text}</p>")
    results = filter_results(status, [v2(keyword, whole_word=whole_word)], "home")
    assert [result.keyword_matches for result in results] == ([[matched]] if matched else [])
    old = filter_results(status, [v1(keyword, whole_word=whole_word)], "home")
    assert [result.keyword_matches for result in old] == ([[matched]] if matched else [])


POLL = {
    "id": "1",
    "expires_at": None,
    "expired": False,
    "multiple": False,
    "votes_count": 0,
    "options": [{"title": "dogs", "votes_count": 0}, {"title": "cats", "votes_count": 0}],
    "emojis": [],
}
PICTURE = {"id": "1", "type": "image", "url": "https://x.example/1.png", "description": "Two cats"}


@pytest.mark.parametrize(
    "fields",
    [
        {"content": "<p>Two cats</p>"},
        {"spoiler_text": "cats!"},
        {"poll": POLL},
        {"media_attachments": [{**PICTURE, "description": None}, PICTURE]},
        {"reblog": make_status("<p>Two cats</p>")},
        {"reblog": make_status(poll=POLL)},
        {"content": "<p>a <a href='#'>#<span>cats</span></a></p>"},
        {"content": "<p>ca<b>ts</b></p>", "account": FAR},
        {"content": "<p>dogs<br>cats<br>birds</p>", "account": FAR},
        {"content": "<p>dogs</p><p>cats</p>", "account": FAR},
        {"content": "<p>c&#97;ts</p>", "account": FAR},
    ],
)
def test_where_words_are_looked_for(fields: dict[str, Any]) -> None:
    status = status_of(**fields)
    assert filters_apply([status], [v2("cats")], "home") == []
    assert filters_apply([status], [v2("elephants")], "home") == [status]


@pytest.mark.parametrize(
    "fields",
    [
        {"content": "<p>Hello</p>", "account": make_account("cats")},
        {"content": "<p>dogs<script>cats</script></p>", "account": FAR},
        {"content": "<p><a href='https://example.org/cats'>these</a></p>", "account": FAR},
        {"content": "<p>cats</p>", "reblog": make_status("<p>dogs</p>")},
    ],
)
def test_where_words_are_not_looked_for(fields: dict[str, Any]) -> None:
    status = status_of(**fields)
    assert filters_apply([status], [v2("cats")], "home") == [status]


def test_a_local_status_is_filtered_as_it_was_typed() -> None:
    mention = {"id": "2", "username": "bob", "acct": "bob@far.example", "url": "https://far.example/@bob"}
    link = '<a href="https://far.example/@bob" class="u-url mention">@<span>bob</span></a>'
    html = f'<p><span class="h-card">{link}</span></p>'
    typed, remote = (status_of(html, mentions=[mention], **fields) for fields in ({}, {"account": FAR}))
    by_server = [v2("@bob@far.example")]
    assert filters_apply([typed, remote], by_server, "home") == [remote]
    assert filters_apply([status_of("<p>x</p>", text="typed [cats](y)")], [v2("cats")], "home") == []


def test_statuses_are_named_by_their_ids() -> None:
    plain, boost, other = status_of(id="5"), status_of(id="6", reblog=make_status(id="5")), status_of(id="7")
    named = v2(filter_action="warn", statuses=[{"id": "1", "status_id": "5"}, {"id": "2", "status_id": "8"}])
    found = [filter_results(status, [named], "home") for status in (plain, boost, other)]
    assert [[result.status_matches for result in results] for results in found] == [[["5"]], [["5"]], []]


def test_what_is_hidden_goes_and_what_is_warned_of_stays() -> None:
    statuses = [status_of(f"<p>{word}</p>") for word in ("hidden", "warned", "blurred", "plain", "hidden and warned")]
    filters = [
        v2("hidden"),
        v2("warned", id="2", filter_action="warn"),
        v2("blurred", id="3", filter_action="blur"),
        v1("warned"),
        v1("gone", irreversible=True),
    ]
    shown = filters_apply(statuses, filters, "home")
    assert [status.plain_text for status in shown] == ["warned", "blurred", "plain"]
    assert [[result.filter.id for result in status.filtered] for status in shown] == [["2", "9"], ["3"], []]
    assert [result.filter.title for result in shown[0].filtered] == ["Things", "warned"]
    assert [status.filtered for status in statuses] == [[]] * 5
    assert shown[2] is statuses[3]
    only = filters_apply(statuses, filters, "home", keep_warned=False)
    assert [status.plain_text for status in only] == ["plain"]


def test_an_irreversible_filter_hides() -> None:
    assert filters_apply([status_of()], [v1("hello", irreversible=True)], "home") == []


def test_filters_of_the_server_stay() -> None:
    theirs = FilterResult(filter=v2(id="77", filter_action="warn"), keyword_matches=["Hello"])
    status = status_of().model_copy(update={"filtered": [theirs]})
    (shown,) = filters_apply([status], [v2("hello", filter_action="warn")], "home")
    assert [result.filter.id for result in shown.filtered] == ["1", "77"]
    (again,) = filters_apply([shown], [v2("hello", filter_action="warn")], "home")
    assert [result.filter.id for result in again.filtered] == ["1", "77"]


@pytest.mark.parametrize("context", ["home", "notifications", "public", "thread", "account", "explore"])
def test_a_filter_applies_in_its_contexts(context: str) -> None:
    for one in (v2("hello", context=["thread", "explore"]), v1("hello", context=["thread", "explore"])):
        shown = filters_apply([status_of()], [one], context, keep_warned=False)
        assert len(shown) == (0 if context in ("thread", "explore") else 1)


@pytest.mark.parametrize(
    ("expires_at", "over"),
    [(NOW - timedelta(seconds=1), True), (NOW, True), (NOW + timedelta(seconds=1), False), (None, False)],
)
def test_a_filter_that_is_over_matches_nothing(expires_at: datetime | None, over: bool) -> None:
    filters = [v2("hello", expires_at=expires_at)], [v1("hello", expires_at=expires_at)]
    for given in filters:
        for now in (NOW, NOW.replace(tzinfo=None)):
            shown = filters_apply([status_of()], given, "home", keep_warned=False, now=now)
            assert len(shown) == (1 if over else 0)


def test_by_default_now_is_now() -> None:
    later = datetime.now(UTC) + timedelta(hours=1)
    assert filters_apply([status_of()], [v2("hello", expires_at=later)], "home") == []


def test_notifications() -> None:
    mention = Notification.model_validate(make_notification("mention", status=make_status("<p>cats</p>")))
    other = Notification.model_validate(make_notification("mention", status=make_status("<p>dogs</p>")))
    follow = Notification.model_validate(make_notification("follow"))
    given = [mention, other, follow]
    assert filters_apply(given, [v2("cats", context=["notifications"])], "notifications") == [other, follow]
    assert filters_apply(given, [v2("cats")], "notifications") == given
    marked, *rest = filters_apply(given, [v2("cats", context=["notifications"], filter_action="warn")], "notifications")
    assert marked.status is not None
    assert [result.keyword_matches for result in marked.status.filtered] == [["cats"]]
    assert mention.status is not None
    assert mention.status.filtered == []
    assert rest == [other, follow]


def test_your_own_statuses_are_not_filtered() -> None:
    me = make_account("me")
    own = status_of(account=me)
    boosted = status_of(reblog=make_status(account=me))
    filters = [v2("hello")]
    assert filters_apply([own, boosted, status_of()], filters, "home", me=me["id"]) == [own, boosted]
    assert filters_apply([own], filters, "home") == []


def test_no_filter_and_no_word_match_nothing() -> None:
    statuses = [status_of(), status_of("")]
    assert filters_apply(statuses, [], "home") == statuses
    assert filters_apply(statuses, [v2(), v2("")], "home") == statuses


@pytest.mark.anyio
async def test_filters_of_the_sandbox(ride: Ride) -> None:
    alice, bob = ride.client("alice"), ride.client("bob")
    for word, action in (("finale", "hide"), ("cats", "warn")):
        await alice.create_filter_v2(
            word.title(), ["public", "notifications"], filter_action=action, keywords_attributes=[{"keyword": word}]
        )
    await alice.create_filter("dogs", ["public"])
    for text in ("The FINALE!", "finales", "@alice my cats", "dogs", "dogsbody"):
        await bob.post_status(text)
    filters = [*await alice.get_filters_v2(), *await alice.get_filters()]
    shown = filters_apply(list(await alice.get_public_timeline()), filters, "public")
    warned = {status.plain_text: {result.filter.title.lower() for result in status.filtered} for status in shown}
    assert warned == {"dogsbody": set(), "dogs": {"dogs"}, "@alice my cats": {"cats"}, "finales": set()}
    notifications = await alice.get_notifications(types=["mention"])
    assert len(notifications) == 1
    assert filters_apply(list(notifications), filters, "notifications", keep_warned=False) == []
    assert filters_apply(list(notifications), filters, "home", keep_warned=False) == list(notifications)
