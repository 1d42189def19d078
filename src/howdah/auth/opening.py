"""Clients made from what is known already: a stored account, the environment, or files of Mastodon.py's."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Self, Unpack

from ..core.errors import ConfigurationError

if TYPE_CHECKING:
    from ..core.session import Session
    from ..settings import ClientSettings
    from .credentials import CredentialStore


class OpensFromCredentials:
    """The ways to make a client without handling its token."""

    if TYPE_CHECKING:
        session: Session

        def __init__(
            self, instance: str, access_token: str | None = None, **settings: Unpack[ClientSettings]
        ) -> None: ...

    @classmethod
    def from_account(
        cls, handle: str | None = None, *, store: CredentialStore | None = None, **settings: Unpack[ClientSettings]
    ) -> Self:
        """A client for an account that ``howdah login`` or ``howdah.auth.login`` has stored.

        Where its tokens expire (Pleroma, Akkoma), each is renewed before it does, and the new one stored.

        Args:
            handle: ``alice@example.social``; by default the account that ``HOWDAH_ACCOUNT`` names, or the default one.
            store: where it is stored; in its usual place if not given.
            settings: as the client takes them.

        Raises:
            UnknownAccountError: it is not stored; the error names those that are.
            ExposedCredentialsError: others on this machine can read the file; the error says how to close it.
            CredentialsError: what is stored cannot be read.
            MissingExtraError: the place cannot be found, or the secrets not be had, without an extra.
            ConfigurationError: a setting cannot be used.
        """
        from .credentials import CredentialStore

        store = store or CredentialStore()
        account = store.account(handle)
        client = cls(account.instance, account.access_token, **settings)
        if account.refresh_token is not None and account.expires_at is not None:
            from .renewal import Renewal

            client.session.renew = Renewal(client.session, account, store)
        return client

    @classmethod
    def from_env(cls, **settings: Unpack[ClientSettings]) -> Self:
        """A client for the server in ``HOWDAH_SERVER``, with the token in ``HOWDAH_TOKEN``.

        Args:
            settings: as the client takes them.

        Raises:
            ConfigurationError: a variable is missing, which one the error says; or a value cannot be used.
        """
        values = {name: os.environ.get(name, "").strip() for name in ("HOWDAH_SERVER", "HOWDAH_TOKEN")}
        missing = [name for name, value in values.items() if not value]
        if missing:
            raise ConfigurationError(f"{' and '.join(missing)} must be set in the environment")
        return cls(values["HOWDAH_SERVER"], values["HOWDAH_TOKEN"], **settings)

    @classmethod
    def from_secret_file(
        cls,
        user_file: str | os.PathLike[str],
        client_file: str | os.PathLike[str] | None = None,
        *,
        instance: str | None = None,
        **settings: Unpack[ClientSettings],
    ) -> Self:
        """A client for the account whose token Mastodon.py has written to a file.

        Args:
            user_file: what ``log_in(to_file=...)`` has written.
            client_file: what ``create_app(to_file=...)`` has written; needed only where the server is named in
                neither ``user_file`` nor ``instance``.
            instance: the server, where old files do not name it.
            settings: as the client takes them.

        Raises:
            ConfigurationError: a file cannot be read or is of another kind; the server is not named, or they disagree
                about it; a setting cannot be used.
        """
        from .secret_files import read_user_secret

        secret = read_user_secret(user_file, client_file, instance=instance)
        return cls(secret.instance, secret.access_token, **settings)
