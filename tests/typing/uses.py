"""What a type checker must understand of both clients; it is checked, not run."""

from __future__ import annotations

from datetime import datetime
from typing import assert_type

from howdah import (
    AsyncClient,
    AsyncPage,
    AsyncStream,
    AsyncWalk,
    Client,
    Page,
    Response,
    Stream,
    StreamEvent,
    UpdateEvent,
    Visibility,
    Walk,
)
from howdah.models import AdminAccount, MediaAttachment, Status


def blocking(client: Client) -> None:
    assert_type(client.get_status("1"), Status)
    assert_type(client.post_status("hi", Visibility.DIRECT, media=["elephant.png"]), Status)
    assert_type(client.post_media(b""), MediaAttachment)
    assert_type(client.get_home_timeline(limit=3), Page[Status])
    assert_type(client.get_home_timeline.walk(max_id="1"), Walk[Status])
    assert_type(client.get_home_timeline.resume("cursor"), Page[Status])
    assert_type(client.admin.get_account("1"), AdminAccount)
    assert_type(client.admin.get_accounts(limit=2), Page[AdminAccount])
    assert_type(client.raw.get_status("1"), Response[Status])
    assert_type(client.raw.get_home_timeline(), Response[list[Status]])
    assert_type(client.raw.admin.get_account("1").value, AdminAccount)
    assert_type(client.delete_media("1"), None)
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
    assert_type(await client.get_home_timeline(limit=3), AsyncPage[Status])
    assert_type(client.get_home_timeline.walk(), AsyncWalk[Status])
    assert_type(await client.get_home_timeline.resume("cursor"), AsyncPage[Status])
    assert_type(await client.admin.get_account("1"), AdminAccount)
    assert_type(await client.raw.get_status("1"), Response[Status])
    assert_type(await client.raw.admin.get_accounts(), Response[list[AdminAccount]])
    async for status in client.get_home_timeline.walk():
        await client.favourite(status)
    assert_type(client.stream_public(local=True), AsyncStream)
    async with client.stream_list("1", catch_up=False) as stream:
        async for event in stream:
            assert_type(event, StreamEvent)
    assert_type(await client.stream_healthy(), bool)
