"""Mistakes that a type checker must find, each on a line that says so; it is checked, not run."""

from __future__ import annotations

from howdah import AsyncClient, Client


def blocking(client: Client) -> None:
    client.get_status(3)  # FAULT: an ID is a string
    client.get_status()  # FAULT: an argument is missing
    client.get_home_timeline(limit="x")  # FAULT: wrong type
    client.get_home_timeline.walk(limit="x")  # FAULT: wrong type
    client.admin.get_account(3)  # FAULT: wrong type
    client.raw.get_status(3)  # FAULT: wrong type
    client.get_staus("1")  # FAULT: no such operation
    client.stream_user(silense=3)  # FAULT: no such setting
    client.stream_user(transport="pigeon")  # FAULT: no such transport
    client.stream_list(3)  # FAULT: an ID is a string


async def awaiting(client: AsyncClient) -> None:
    client.get_status("1")  # FAULT: forgotten await
    client.get_home_timeline()  # FAULT: forgotten await
    client.admin.get_accounts()  # FAULT: forgotten await
    (await client.get_status("1")).contents  # FAULT: no such field
    await client.get_status(3)  # FAULT: wrong type
    client.stream_hashtag("x", local="yes")  # FAULT: wrong type
