"""An entity stands for its own ID only where one of its kind is due."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest
from tests.both_clients import proxy_for

import howdah.api.references as references
from howdah.core.plan import Refers
from howdah.models import (
    Account,
    AdminAccount,
    CredentialAccount,
    MediaAttachment,
    Notification,
    PartialAccountWithAvatar,
    Poll,
    Status,
    StatusTag,
    UserList,
)
from howdah.testing import FakeServer, make_account, make_media, make_notification, make_status

pytestmark = pytest.mark.anyio

ACCOUNT = Account.model_validate(make_account(id="11"))
STATUS = Status.model_validate(make_status(id="22"))
NOTIFICATION = Notification.model_validate(make_notification(id="33"))
MEDIA = MediaAttachment.model_validate(make_media(id="44"))


@pytest.fixture(params=["sync", "async"])
def ask(request: pytest.FixtureRequest) -> Any:
    fake = FakeServer()
    client: Any = proxy_for(fake.client()) if request.param == "sync" else fake.async_client()

    async def call(name: str, *args: Any, **kwargs: Any) -> FakeServer:
        method = client
        for part in name.split("."):
            method = getattr(method, part)
        await method(*args, **kwargs)
        return fake

    call.fake = fake  # type: ignore[attr-defined]
    return call


@pytest.mark.parametrize(
    ("name", "args", "given", "said"),
    [
        ("delete_status", (NOTIFICATION,), {}, "status takes Status or its ID, not Notification"),
        ("get_status", (), {"status_id": ACCOUNT}, "status_id takes Status or its ID, not Account"),
        ("follow_account", (STATUS,), {}, "account_id takes Account or PartialAccountWithAvatar or its ID, not Status"),
        ("post_status", (STATUS,), {}, "status takes no Status"),
        ("post_status", ("x",), {"media_ids": [STATUS]}, "media_ids takes MediaAttachment or its ID, not Status"),
        ("post_status", ("x",), {"media_ids": ("1", ACCOUNT)}, "media_ids takes .*Account"),
        ("post_status", ("x",), {"in_reply_to_id": ACCOUNT}, "in_reply_to_id takes .*Account"),
        ("post_status", ("x",), {"poll_options": [STATUS, "b"]}, "poll_options takes .*Status"),
        ("edit_status", (NOTIFICATION, "x"), {}, "status_id takes .*Notification"),
        ("get_statuses", (["1", ACCOUNT],), {}, "status_ids takes Status or its ID, not Account"),
        ("get_home_timeline", (), {"max_id": ACCOUNT}, "max_id takes Notification or Status or its ID, not Account"),
        ("get_reblogged_by", ("1",), {"max_id": ACCOUNT}, "max_id takes no Account"),
        ("admin.get_account", (STATUS,), {}, "account_id takes Account or AdminAccount or its ID, not Status"),
        ("update_filter", (STATUS,), {"phrase": "x"}, "filter_id takes Filter or its ID, not Status"),
    ],
)
async def test_an_entity_of_another_kind_is_refused(
    ask: Any, name: str, args: tuple[Any, ...], given: dict[str, Any], said: str
) -> None:
    with pytest.raises(TypeError, match=said):
        await ask(name, *args, **given)
    assert ask.fake.requests == []


@pytest.mark.parametrize("direction", ["walk", "call"])
def test_listings_refuse_it_however_they_are_used(direction: str) -> None:
    fake = FakeServer()
    listing = fake.client().get_account_statuses
    with pytest.raises(TypeError, match=r"account_id takes .*Status"):
        (listing.walk if direction == "walk" else listing)(STATUS)  # type: ignore[arg-type]
    assert fake.requests == []


def of_subclass(kind: type[Any], document: dict[str, Any]) -> Any:
    class Mine(kind):  # type: ignore[misc]
        """A program's own."""

    return Mine.model_validate(document)


@pytest.mark.parametrize(
    ("name", "args", "path"),
    [
        ("get_account", (CredentialAccount.model_construct(id="11"),), "/api/v1/accounts/11"),
        ("get_account", (of_subclass(Account, make_account(id="11")),), "/api/v1/accounts/11"),
        ("get_account", (PartialAccountWithAvatar.model_construct(id="11"),), "/api/v1/accounts/11"),
        ("admin.get_account", (ACCOUNT,), "/api/v1/admin/accounts/11"),
        ("admin.get_account", (AdminAccount.model_construct(id="11"),), "/api/v1/admin/accounts/11"),
        ("get_poll", (Poll.model_construct(id="5"),), "/api/v1/polls/5"),
        ("get_list", (UserList.model_construct(id="5"),), "/api/v1/lists/5"),
        ("get_hashtag", (StatusTag.model_construct(name="zoo"),), "/api/v1/tags/zoo"),
    ],
)
async def test_what_is_of_its_kind_goes(ask: Any, name: str, args: tuple[Any, ...], path: str) -> None:
    ask.fake.on("GET", path).reply(json={"id": "1"})
    with pytest.warns(match="in a form that is not as declared"):
        await ask(name, *args)
    assert ask.fake.requests[-1].path == path


async def test_bounds_may_be_statuses_and_notifications(ask: Any) -> None:
    ask.fake.on("GET", "/api/v1/timelines/home").reply(json=[])
    await ask("get_home_timeline", max_id=STATUS, since_id=NOTIFICATION)
    assert ask.fake.requests[-1].query == {"max_id": "22", "since_id": "33"}


def test_references_are_to_a_program_what_they_are_to_a_type_checker() -> None:
    source = ast.parse(Path(references.__file__ or "").read_text(encoding="utf-8"))
    (branch,) = (node for node in source.body if isinstance(node, ast.If))
    declared = {
        node.target.id: {name.id for name in ast.walk(node.value or node) if isinstance(name, ast.Name)}
        - {"str", "datetime"}
        for node in branch.body
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    }
    assert len(declared) > 50
    for name, kinds in declared.items():
        marks = [mark for mark in getattr(references, name).__metadata__ if isinstance(mark, Refers)]
        assert [mark.kinds for mark in marks] == [kinds], name
