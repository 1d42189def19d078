"""``howdah login`` and ``howdah logout``: from a server's name to a stored account, and back."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from .accounts import JsonLinesOption, JsonOption, is_from_environment, print_line, write_json
from .ending import code_of, say, told_in_one_line

if TYPE_CHECKING:
    from ..auth.accounts import Account, KnownAccount
    from ..auth.credentials import CredentialStore
    from ..core.errors import ActivityPubError


def login(
    server: Annotated[str, typer.Argument(metavar="SERVER", help="The server: example.social, or its URL.")],
    scopes: Annotated[
        list[str] | None,
        typer.Option(
            metavar="SCOPES",
            help="What the token shall allow, such as 'read write:statuses'; can be given several times. By default "
            "read, which changes nothing.",
        ),
    ] = None,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Show where to log in, and take the code that the server shows there.")
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Have the server ask who you are even if it knows, to be somebody else.")
    ] = False,
    keyring: Annotated[
        bool | None,
        typer.Option(
            "--keyring/--no-keyring",
            help="Keep the token in the system's keyring, or in a file that only you can read.",
        ),
    ] = None,
    as_json: JsonOption = False,
    as_jsonl: JsonLinesOption = False,
) -> None:
    """Log in to a server in your browser, and keep the token on this machine."""
    with told_in_one_line("howdah login"):
        from ..auth.credentials import CredentialStore
        from ..auth.logging_in import login as log_in
        from ..core.scopes import DEFAULT_SCOPES

        store = CredentialStore(keyring=keyring)
        account = log_in(
            server,
            scopes=" ".join(scopes) if scopes else DEFAULT_SCOPES,
            redirect="oob" if no_browser or not _has_browser() else "loopback",
            store=store,
            force_login=force,
            ask_code=_ask_code,
            tell=say,
        )
        known = _as_stored(store, account)
        if as_json or as_jsonl:
            told = {
                "handle": account.handle,
                "instance": account.instance,
                "scopes": account.scopes,
                "in_keyring": known.in_keyring,
                "default": known.default,
            }
            write_json(told, lines=as_jsonl)
            return
        print_line(f"Logged in as {account.handle}, with {' '.join(account.scopes)}.")
        if not known.default:
            print_line(f"To make it the default: howdah accounts --default {account.handle}")


def logout(
    account: Annotated[
        str | None,
        typer.Argument(
            metavar="[ACCOUNT]",
            help="Which one, such as alice@example.social; else the one in HOWDAH_ACCOUNT, or the default account. A "
            "token in HOWDAH_TOKEN is not stored, and stays as it is.",
        ),
    ] = None,
    as_json: JsonOption = False,
    as_jsonl: JsonLinesOption = False,
) -> None:
    """Have the server void an account's token, and forget it.

    It is forgotten even if the server cannot be asked; the exit code then says why.
    """
    with told_in_one_line("howdah logout"):
        from ..auth.credentials import CredentialStore
        from ..core.errors import ConfigurationError

        store = CredentialStore()
        if is_from_environment(account):
            raise ConfigurationError(
                "HOWDAH_SERVER and HOWDAH_TOKEN say who you are, and of that nothing is stored; unset them, or name "
                "the account to log out of"
            )
        handle = store.chosen(account)
        store.check_writable()  # or else its token would be void, and it still be there
        failure = _revoke(store, handle)
        was_default = any(known.default and known.handle == handle for known in store.known_accounts())
        store.forget_account(handle)
        if as_json or as_jsonl:
            told = {"handle": handle, "revoked": failure is None}
            write_json(told, lines=as_jsonl)
        else:
            print_line(f"Logged out of {handle}." if failure is None else f"Forgot {handle}.")
        if not as_json and not as_jsonl and was_default and store.known_accounts():
            print_line("No account is the default now; to choose one: howdah accounts --default HANDLE")
        if failure is None:
            return
        say(
            f"howdah logout: the token is not revoked and may still be good; revoke it in the settings there: {failure}"
        )
        raise typer.Exit(code_of(failure))


def _as_stored(store: CredentialStore, account: Account) -> KnownAccount:
    """What has become of an account in the store; somebody may have forgotten it by now."""
    from ..auth.accounts import KnownAccount

    known = {each.handle: each for each in store.known_accounts()}
    return known.get(account.handle) or KnownAccount(account.handle, account.instance, account.scopes)


def _revoke(store: CredentialStore, handle: str) -> ActivityPubError | None:
    """Give an account's token up; the error if that failed."""
    from ..auth.revoking import revoke_account
    from ..client import Client
    from ..core.errors import ActivityPubError
    from ..core.retry import Retry

    try:
        account = store.account(handle)
        with Client(account.instance, retry=Retry(attempts=3, budget=10.0)) as client:
            client.run(revoke_account(client.session, account))
    except ActivityPubError as error:
        return error
    return None


def _has_browser() -> bool:
    """Whether there is a browser here that could come back to this machine."""
    import webbrowser

    remote = "SSH_CONNECTION" in os.environ and not {"DISPLAY", "WAYLAND_DISPLAY", "BROWSER"} & os.environ.keys()
    try:
        webbrowser.get()
    except webbrowser.Error:
        return False
    return not remote


def _ask_code() -> str:
    from ..core.errors import ConfigurationError

    # Not input(), whose prompt goes to standard output.
    sys.stderr.write("Code: ")
    sys.stderr.flush()
    try:
        line = sys.stdin.readline()
    except UnicodeDecodeError:
        line = ""
    if not line:
        raise ConfigurationError("no code was given")
    return line
