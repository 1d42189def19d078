"""What a type checker must understand of both clients; it is checked, not run."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import assert_type

from howdah import (
    NO_RETRY,
    AsyncClient,
    AsyncPage,
    AsyncStream,
    AsyncWalk,
    Attempt,
    Client,
    ConfirmedPost,
    Draft,
    Limiter,
    OutcomeUnknownError,
    Page,
    RateLimit,
    RatelimitError,
    RateWait,
    Response,
    Retry,
    Stream,
    StreamEvent,
    ThreadError,
    ThreadPart,
    UpdateEvent,
    Visibility,
    Walk,
    blurhash_png,
    decode_blurhash,
    filter_results,
    filters_apply,
    make_poll,
    safe_html,
    split_text,
    status_length,
)
from howdah.auth import Account, App, CredentialStore, Scope, UserSecret, async_login, login, read_user_secret
from howdah.compat.mastodon_py import Mastodon
from howdah.compat.mastodon_py import return_types as fronts
from howdah.compat.mastodon_py.types_base import MaybeSnowflakeIdType, NonPaginatableList, PaginatableList
from howdah.models import (
    AdminAccount,
    AdminTag,
    CredentialApplication,
    FilterResult,
    MediaAttachment,
    Notification,
    Status,
    Token,
    WebPushSubscription,
)
from howdah.push import PushKeys, PushNotification, PushReader, Receiver


def blocking(client: Client) -> None:
    assert_type(client.get_status("1"), Status)
    assert_type(client.post_status("hi", Visibility.DIRECT, media=["elephant.png"]), Status)
    assert_type(client.post_media(b""), MediaAttachment)
    assert_type(client.post_media(iter([b""]), on_progress=lambda sent, total: sent + (total or 0)), MediaAttachment)
    assert_type(client.get_home_timeline(limit=3), Page[Status])
    assert_type(client.get_home_timeline.walk(max_id="1"), Walk[Status])
    assert_type(client.get_home_timeline.resume("cursor"), Page[Status])
    assert_type(client.admin.get_account("1"), AdminAccount)
    assert_type(client.admin.get_accounts(limit=2), Page[AdminAccount])
    assert_type(client.admin.update_hashtag(client.admin.get_hashtags()[0], usable=True), AdminTag)
    assert_type(client.raw.get_status("1"), Response[Status])
    assert_type(client.raw.get_home_timeline(), Response[list[Status]])
    assert_type(client.raw.admin.get_account("1").value, AdminAccount)
    assert_type(client.delete_media("1"), None)
    view = client.with_options(retry=NO_RETRY, timeout=None, rate_limit="raise")
    assert_type(view, Client)
    assert_type(view.with_options(timeout=5).post_status("hi"), Status)
    assert_type(client.request("GET", "/x", into=Status, retry=NO_RETRY, timeout=5), Status)
    assert_type(client.confirm_post(OutcomeUnknownError("lost"), wait=5), ConfirmedPost)
    assert_type(client.rate_limit, RateLimit | None)
    assert_type(client.rate_limits, dict[str, RateLimit])
    limiter = Limiter("pace", share=0.5, on_wait=lambda wait: assert_type(wait, RateWait))
    assert_type(Client("example.social", rate_limit=limiter).rate_limit, RateLimit | None)
    page = client.get_public_timeline(local=True)
    assert_type(page.next_page(), Page[Status] | None)
    for status in page.all(max_items=5):
        assert_type(status.created_at, datetime)
        client.favourite(status)
    assert_type(client.stream_user(since="x", transport="sse"), Stream)
    with client.stream("user", "hashtag:x", silence=30.0) as stream:
        for event in stream:
            assert_type(event, StreamEvent)
            if isinstance(event, UpdateEvent):
                assert_type(event.status, Status)
    assert_type(client.stream_healthy(), bool)


async def awaiting(client: AsyncClient) -> None:
    assert_type(await client.get_status("1"), Status)
    assert_type(await client.post_status("hi", visibility="direct"), Status)
    assert_type(await client.post_media(b"", on_progress=lambda sent, total: (sent, total)), MediaAttachment)
    assert_type(await client.get_home_timeline(limit=3), AsyncPage[Status])
    assert_type(client.get_home_timeline.walk(), AsyncWalk[Status])
    assert_type(client.rate_limits, dict[str, RateLimit])
    assert_type(await client.get_home_timeline.resume("cursor"), AsyncPage[Status])
    assert_type(await client.admin.get_account("1"), AdminAccount)
    assert_type(client.with_options(retry=Retry(attempts=2)), AsyncClient)
    assert_type(await client.with_options(timeout=5).post_status("hi"), Status)
    assert_type((await client.confirm_post(OutcomeUnknownError("lost"))).status, Status | None)
    assert_type(await client.raw.get_status("1"), Response[Status])
    assert_type(await client.raw.admin.get_accounts(), Response[list[AdminAccount]])
    async for status in client.get_home_timeline.walk():
        await client.favourite(status)
    assert_type(client.stream_public(local=True), AsyncStream)
    async with client.stream_list("1", catch_up=False) as stream:
        async for event in stream:
            assert_type(event, StreamEvent)
    assert_type(await client.stream_healthy(), bool)


def pushed(client: Client, keys: PushKeys, reader: PushReader) -> None:
    subscription = client.create_push_subscription("https://bot.example/push", **keys.shared, mention=True)
    assert_type(subscription, WebPushSubscription)
    reader.server_key = subscription.server_key
    assert_type(reader.read({"Content-Encoding": "aes128gcm"}, b""), PushNotification)
    assert_type(PushKeys.from_mastodon_py(keys.to_mastodon_py()[0]), PushKeys)


async def receiving(client: AsyncClient, receiver: Receiver) -> None:
    subscription = await client.create_push_subscription(receiver.endpoint, **receiver.keys.shared, policy="followed")
    receiver.server_key = subscription.server_key
    async for notification in receiver:
        assert_type(notification, PushNotification)
        assert_type(notification.title, str | None)


def noting(attempt: Attempt) -> None:
    assert_type(attempt.number, int)
    assert_type(attempt.wait, float)


PATIENT = Retry(budget=600, on_attempt=noting)


def limited(error: RatelimitError) -> None:
    assert_type(error.bucket, str)
    assert_type(error.limit, int | None)
    assert_type(error.remaining, int | None)
    assert_type(error.reset, datetime | None)
    assert_type(error.retry_after, float | None)


def opened() -> None:
    assert_type(Client.from_account("alice@example.social", timeout=3.0), Client)
    assert_type(Client.from_env(strict=True), Client)
    assert_type(Client.from_secret_file("user.secret", Path("client.secret"), instance="example.social"), Client)
    assert_type(AsyncClient.from_account(store=CredentialStore("folder", keyring=True), retry=None), AsyncClient)
    assert_type(AsyncClient.from_env(), AsyncClient)
    assert_type(read_user_secret("user.secret"), UserSecret)
    assert_type(CredentialStore().account(), Account)
    assert_type(CredentialStore().app("example.social"), App | None)


def logged_in(client: Client) -> None:
    assert_type(login("example.social", scopes=[Scope.READ], redirect="oob", timeout=3.0), Account)
    assert_type(Client.create_app("example.social", redirect_uris=["a:b"], scopes="read"), CredentialApplication)
    assert_type(client.create_app(instance_url="example.social", client=None), CredentialApplication)
    assert_type(Client.generate_authorization_url("example.social", "id", state="x"), str)
    assert_type(Client.validate_authorization_code("example.social", "code", "id", "secret"), Token)
    assert_type(Client.get_auth_token("example.social", "alice", "secret", mfa_code=input), Token)
    assert_type(client.request_token("client_credentials", "id", "secret"), Token)
    assert_type(client.revoke_access_token("id", "secret"), None)


async def logged_in_awaiting(client: AsyncClient) -> None:
    assert_type(await async_login("example.social", scopes="read write"), Account)
    assert_type(await AsyncClient.create_app("example.social", "bot/1.0"), CredentialApplication)
    assert_type(await client.create_app("example.social", verify=False), CredentialApplication)
    assert_type(await AsyncClient.generate_authorization_url("example.social", "id"), str)
    assert_type(await AsyncClient.refresh_auth_token("example.social", "refresh", "id", "secret"), Token)
    assert_type(await client.register_app("bot", ["a:b"], ["read"]), CredentialApplication)


def everyday(client: Client) -> None:
    status = client.reply_to(client.get_status("1"), "hi", untag=True, visibility=Visibility.DIRECT)
    assert_type(status, Status)
    part: ThreadPart = {"status": "b", "poll_options": ["x", "y"], "poll_expires_in": 60}
    assert_type(client.post_thread(["a", part, {"status": "c", "media": ["c.png"]}], language="en"), list[Status])
    assert_type(
        client.post_thread(["a"], resume=ThreadError(posted=[status], keys=["k"], error=OSError())), list[Status]
    )
    assert_type(client.post_status("Tea?", **make_poll(["Yes", "No"], 60)), Status)
    draft = client.delete_and_redraft(status)
    assert_type(draft, Draft)
    assert_type(client.post_status(**draft), Status)
    assert_type(client.raw.post_thread(["a"]).value, list[Status])


async def everyday_awaiting(client: AsyncClient) -> None:
    assert_type(await client.reply_to("1", "hi"), Status)
    assert_type(await client.post_thread(["a", "b"]), list[Status])
    assert_type(await client.post_status(**await client.delete_and_redraft("1")), Status)


def texts(client: Client, status: Status, notification: Notification) -> None:
    assert_type(status_length("x", spoiler="y", instance=client.get_instance_info()), int)
    assert_type(status_length("x", instance=client.get_instance_v1()), int)
    assert_type(split_text("x", 5, numbering="{n}", instance=client.get_instance_info()), list[str])
    assert_type(status.markdown, str)
    assert_type(status.links, list[str])
    assert_type(safe_html("x", images=True), str)
    assert_type(filters_apply([status], client.get_filters_v2(), "home"), list[Status])
    assert_type(
        filters_apply([notification], client.get_filters(), "notifications", keep_warned=False), list[Notification]
    )
    assert_type(filter_results(status, [*client.get_filters(), *client.get_filters_v2()], "home"), list[FilterResult])
    assert_type(decode_blurhash("x"), list[list[list[int]]])
    assert_type(decode_blurhash("x", linear=True), list[list[list[float]]])
    assert_type(blurhash_png("x"), bytes)


def through_the_front_for_mastodon_py(front: Mastodon) -> None:
    page = front.timeline_home(limit=20)
    assert_type(page, PaginatableList[fronts.Status])
    assert_type(page[0].id, MaybeSnowflakeIdType)
    assert_type(page[0].account.created_at, datetime)
    assert_type(page[0].mentions, NonPaginatableList[fronts.StatusMention])
    assert_type(front.status_context(page[0]), fronts.Context)
    assert_type(front.status_post("text"), fronts.Status | fronts.ScheduledStatus)
    assert_type(front.status_favourite(page[0].id), fronts.Status)
    assert_type(front.fetch_remaining(page), PaginatableList[fronts.Status])
    assert_type(front.account_relationships([page[0].account, 5]), NonPaginatableList[fronts.Relationship])
    assert_type(front.notifications_unread_count(), fronts.UnreadNotificationsCount)
    assert_type(front.list_delete("5"), None)
