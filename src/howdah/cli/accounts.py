"""``howdah accounts``: which accounts are stored; and how every command opens the one that is meant."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

import typer

from .ending import say, told_in_one_line, writing

if TYPE_CHECKING:
    from ..auth.accounts import KnownAccount
    from ..client import Client
    from ..core.limits import RateWait
    from ..settings import ClientSettings


def _handles() -> list[str]:
    """The accounts that are stored, for completion."""
    from ..auth.credentials import CredentialStore
    from ..core.errors import ActivityPubError

    try:
        return [account.handle for account in CredentialStore().known_accounts()]
    except ActivityPubError:
        return []  # a shell that completes has no use for errors


AccountOption = Annotated[
    str | None,
    typer.Option(
        "--account",
        metavar="HANDLE",
        autocompletion=_handles,
        help="Act as this account, such as alice@example.social; else as the one in HOWDAH_ACCOUNT, the owner of the "
        "token in HOWDAH_TOKEN on HOWDAH_SERVER, or the default account.",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON document instead.")]
JsonLinesOption = Annotated[bool, typer.Option("--jsonl", help="Print one JSON document a line instead.")]


def accounts(
    as_json: JsonOption = False,
    as_jsonl: JsonLinesOption = False,
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
        if as_json or as_jsonl:
            write_json([_document(account) for account in known], lines=as_jsonl)
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


def _document(account: KnownAccount) -> dict[str, object]:
    """A stored account, for a program."""
    return {
        "handle": account.handle,
        "instance": account.instance,
        "scopes": account.scopes,
        "expires_at": account.expires_at and account.expires_at.isoformat(),
        "in_keyring": account.in_keyring,
        "default": account.default,
        "problem": account.problem,
    }


def open_client(account: str | None, *, patient: bool = False) -> Client:
    """A client for the account that is named, or else for whom the environment or the store says.

    Args:
        account: its handle.
        patient: try again for as long as a client does by itself, since there is much to be lost; otherwise give up
            soon, since somebody is waiting.

    Raises:
        ActivityPubError: there is none, or its credentials cannot be had.
    """
    from ..client import Client
    from ..core.limits import Limiter
    from ..core.retry import Retry

    settings: ClientSettings = {"rate_limit": Limiter(on_wait=_tell_of_wait)}
    if not patient:
        settings["retry"] = Retry(attempts=3, budget=10.0)
    if is_from_environment(account):
        return Client.from_env(**settings)
    return Client.from_account(account or None, **settings)


def _tell_of_wait(wait: RateWait) -> None:
    say(f"{wait.host} lets no more be done for now; waiting for {wait.seconds:.0f} seconds", "dim")


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

    from ..display.cleaning import clean

    with writing():
        Console(highlight=False).print(clean(" ".join(text.split())), soft_wrap=True)


def write_json(document: object, *, lines: bool = False) -> None:
    """A JSON document on standard output; or one on a line, of each thing if it is a list."""
    from .output import Form, show

    show(document, Form.JSONL if lines else Form.JSON)
