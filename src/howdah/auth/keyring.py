"""The system's keyring, as a place for secrets; it needs the extra ``keyring``."""

from __future__ import annotations

import json
from collections.abc import Mapping

from ..core.errors import CredentialsError, MissingExtraError
from ..core.shapes import is_json_object

SERVICE = "howdah"
"""Under what the secrets are found in the keyring."""


class Keyring:
    """The system's keyring: Keychain, Credential Locker, Secret Service, KWallet, or what the user has set up.

    Raises:
        MissingExtraError: the extra ``keyring`` is not installed.
    """

    def __init__(self) -> None:
        try:
            import keyring
        except ImportError:
            raise MissingExtraError("the system's keyring", "keyring") from None
        self._keyring = keyring

    def keep(self, name: str, secrets: Mapping[str, str]) -> None:
        """Store secrets under a name.

        Raises:
            CredentialsError: there is no keyring, or it does not keep them.
        """
        text = json.dumps(dict(secrets))
        try:
            self._keyring.set_password(SERVICE, name, text)
            kept = self._keyring.get_password(SERVICE, name) == text
        except Exception as error:
            raise _unusable(error) from None
        if not kept:
            raise CredentialsError("the system's keyring does not keep what it is given")

    def fetch(self, name: str) -> Mapping[str, str]:
        """The secrets stored under a name.

        Raises:
            CredentialsError: there is no keyring, it is locked, or it has nothing of that name.
        """
        try:
            text = self._keyring.get_password(SERVICE, name)
        except Exception as error:
            raise _unusable(error) from None
        if text is None:
            raise CredentialsError(f"the system's keyring has nothing under {name!r}; log in again")
        try:
            secrets = json.loads(text)
        except ValueError:
            secrets = None
        if not is_json_object(secrets):
            raise CredentialsError(f"what the system's keyring has under {name!r} is damaged; log in again")
        return {str(key): str(value) for key, value in secrets.items()}

    def drop(self, name: str) -> None:
        """Forget what is stored under a name, if anything.

        Raises:
            CredentialsError: there is no keyring, or it is locked.
        """
        try:
            if self._keyring.get_password(SERVICE, name) is not None:
                self._keyring.delete_password(SERVICE, name)
        except Exception as error:
            raise _unusable(error) from None


def _unusable(error: Exception) -> CredentialsError:
    # Each backend raises what it likes, and might repeat what it was given.
    return CredentialsError(f"the system's keyring cannot be used ({type(error).__name__})")
