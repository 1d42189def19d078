"""Mistakes that a type checker must find, each on a line that says so; it is checked, not run."""

from __future__ import annotations

from howdah import AsyncClient, Client, make_poll, status_length
from howdah.push import PushKeys, Receiver


def blocking(client: Client) -> None:
    client.get_status(3)  # FAULT: an ID is a string
    client.get_status()  # FAULT: an argument is missing
    client.get_home_timeline(limit="x")  # FAULT: wrong type
    client.get_home_timeline.walk(limit="x")  # FAULT: wrong type
    client.admin.get_account(3)  # FAULT: wrong type
    client.raw.get_status(3)  # FAULT: wrong type
    client.get_staus("1")  # FAULT: no such operation
    client.post_media(b"", on_progress=lambda sent: None)  # FAULT: it is told two numbers
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
    await client.post_media(b"", on_progress="bar")  # FAULT: wrong type


async def pushed(client: AsyncClient, keys: PushKeys) -> None:
    await client.create_push_subscription("https://bot.example/push")  # FAULT: the keys are missing
    await client.create_push_subscription("https://bot.example/push", keys)  # FAULT: no text
    await client.update_push_subscription(mention="yes")  # FAULT: wrong type
    for _ in Receiver(keys, "https://bot.example/push"):  # FAULT: it is awaited
        pass
    Receiver(keys)  # FAULT: nowhere to receive at


def opened() -> None:
    Client.from_account(3)  # FAULT: a handle is a string
    Client.from_env(timeout="x")  # FAULT: wrong type
    AsyncClient.from_account(timeuot=3)  # FAULT: no such setting
    Client.from_secret_file()  # FAULT: an argument is missing


def logged_in() -> None:
    Client.create_app()  # FAULT: an argument is missing
    Client.create_app("example.social", scopes=3)  # FAULT: wrong type
    Client.create_app("example.social", timeuot=3.0)  # FAULT: no such setting
    Client.get_auth_token("example.social", "alice")  # FAULT: an argument is missing


async def logged_in_awaiting() -> None:
    AsyncClient.create_app("example.social")  # FAULT: forgotten await
    await Client.create_app("example.social")  # FAULT: not awaitable
    (await AsyncClient.create_app("example.social")).client_key  # FAULT: no such field


def everyday(client: Client) -> None:
    client.reply_to("1")  # FAULT: an argument is missing
    client.post_thread([{"status": "x", "colour": "red"}])  # FAULT: no such argument
    client.post_thread(["x"], resume="x")  # FAULT: wrong type
    client.delete_and_redraft("1")["text"]  # FAULT: no such field
    client.post_status("x", **make_poll("x", 60, multipel=True))  # FAULT: no such setting
    status_length("x", instance="example.social")  # FAULT: wrong type


async def everyday_awaiting(client: AsyncClient) -> None:
    client.reply_to("1", "x")  # FAULT: forgotten await
    await client.post_thread(3)  # FAULT: wrong type
