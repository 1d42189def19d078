"""``howdah accounts`` and ``howdah whoami``: which accounts are stored, and who a token makes you."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from .ending import say, told_in_one_line, writing

if TYPE_CHECKING:
    from ..client import Client

AccountOption = Annotated[
    str | None,
    typer.Option(
        "--account",
        metavar="HANDLE",
        help="Act as this account, such as alice@example.social; else as the one in HOWDAH_ACCOUNT, the owner of the "
        "token in HOWDAH_TOKEN on HOWDAH_SERVER, or the default account.",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON document instead.")]


def accounts(
    as_json: JsonOption = False,
    default: Annotated[
        str | None, typer.Option(metavar="HANDLE", help="Make this account the one that is meant when none is named.")
    ] = None,
) -> None:
    """List the accounts that are stored on this machine, and which one is the default."""
    with told_in_one_line("howdah accounts"):
        from ..auth.credentials import CredentialStore

        store = CredentialStore()
        if default is not None:
            store.set_default(default)
        known = store.known_accounts()
        if as_json:
            write_json(
                [
                    {
                        "handle": account.handle,
                        "instance": account.instance,
                        "scopes": account.scopes,
                        "expires_at": account.expires_at and account.expires_at.isoformat(),
                        "in_keyring": account.in_keyring,
                        "default": account.default,
                        "problem": account.problem,
                    }
                    for account in known
                ]
            )
            return
        if not known:
            say("No account is stored here; 'howdah login SERVER' logs in.")
        for account in known:
            if account.problem is not None:
                say(f"{account.handle}: {account.problem}; to drop it: howdah logout {account.handle}")
                continue
            marks = [mark for mark, holds in (("default", account.default), ("keyring", account.in_keyring)) if holds]
            marked = f" ({', '.join(marks)})" if marks else ""
            print_line(f"{account.handle}{marked}: {' '.join(account.scopes) or 'scopes not known'}")


def whoami(account: AccountOption = None, as_json: JsonOption = False) -> None:
    """Ask the server who you are there; tells whether the token is still good."""
    with told_in_one_line("howdah whoami"), open_client(account) as client:
        me = client.verify_credentials()
        if as_json:
            write_json({"instance": client.instance, "account": me.model_dump(mode="json", warnings=False)})
            return
        print_line(f"{me.display_name or me.username} (@{me.acct}) on {client.instance}")


def open_client(account: str | None) -> Client:
    """A client for the account that is named, or else for whom the environment or the store says.

    Raises:
        ActivityPubError: there is none, or its credentials cannot be had.
    """
    from ..client import Client
    from ..core.retry import Retry

    retry = Retry(attempts=3, budget=10.0)  # somebody is waiting
    if is_from_environment(account):
        return Client.from_env(retry=retry)
    return Client.from_account(account or None, retry=retry)


def is_from_environment(account: str | None) -> bool:
    """Whether a token in the environment says who is meant: if no account is named, there or in an argument."""
    from ..auth.credentials import account_in_environment

    if account or account_in_environment():
        return False
    # One of the two alone is a mistake, which is told where they are used.
    return any(os.environ.get(name, "").strip() for name in ("HOWDAH_SERVER", "HOWDAH_TOKEN"))


def print_line(text: str) -> None:
    """One line on standard output, harmless to the terminal."""
    from rich.console import Console

    from .cleaning import clean

    with writing():
        Console(highlight=False).print(clean(" ".join(text.split())), soft_wrap=True)


def write_json(document: object) -> None:
    """A JSON document on standard output."""
    with writing():
        sys.stdout.write(json.dumps(document, indent=2) + "\n")
