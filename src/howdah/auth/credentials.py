"""Where applications and accounts are kept between two runs of a program: one private file, and maybe a keyring."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields
from functools import cache
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypeVar

from ..core.errors import ActivityPubError, ConfigurationError, CredentialsError, MissingExtraError, UnknownAccountError
from ..core.session import normalise_instance
from ..core.shapes import is_json_object
from .accounts import Account, App, KnownAccount
from .keyring import Keyring
from .private_file import PrivateFile

if TYPE_CHECKING:
    from pydantic import TypeAdapter

Kept = TypeVar("Kept", bound=App | Account)
Found = TypeVar("Found")
Group: TypeAlias = Literal["apps", "accounts"]

logger = logging.getLogger("howdah")

FILE = "credentials.json"
VERSION = 1
"""Of the file's layout. What is merely added to it is no new version: it is kept by those who do not know it."""
SECRETS = frozenset({"access_token", "refresh_token", "client_secret"})
"""The fields that go into the keyring, where there is one to be used."""
IN_KEYRING = "keyring"
"""The field of a record that says under what name the keyring has its secrets."""


def default_folder() -> Path:
    """Where credentials are kept: ``HOWDAH_CONFIG_DIR``, or else where the platform keeps its users' settings.

    Raises:
        MissingExtraError: the variable is not set, and the extra ``auth`` is not installed.
    """
    chosen = os.environ.get("HOWDAH_CONFIG_DIR")
    if chosen:
        return Path(chosen).expanduser()
    try:
        from platformdirs import user_config_path
    except ImportError:
        raise MissingExtraError("finding stored credentials (without HOWDAH_CONFIG_DIR)", "auth") from None
    return user_config_path("howdah", appauthor=False)


class CredentialStore:
    """Applications and accounts on this machine, for programs of its user; many may read and write at once.

    Nothing is read before it is asked for, and nothing is remembered, so it is never out of date. The file is of mode
    0600 in a folder of mode 0700, and is refused while others can read it. Writing needs the extra ``auth``.

    Args:
        folder: where the file is; ``HOWDAH_CONFIG_DIR`` or the platform's own place if not given.
        keyring: whether the secrets of what is saved go into the system's keyring (extra ``keyring``) instead of the
            file; by default as ``HOWDAH_KEYRING`` says (``1`` or ``0``), or else where those of the same account were,
            and of a new one into the file. What is read is found wherever it is.

    Raises:
        MissingExtraError: an extra that is needed for this is not installed.
        ConfigurationError: ``HOWDAH_KEYRING`` is neither yes nor no.
    """

    def __init__(self, folder: str | os.PathLike[str] | None = None, *, keyring: bool | None = None) -> None:
        self._file = PrivateFile((Path(folder) if folder is not None else default_folder()) / FILE)
        self._into_keyring = _wants_keyring() if keyring is None else keyring
        self._keyring = Keyring() if self._into_keyring else None

    @property
    def path(self) -> Path:
        """The file, whether or not it exists yet."""
        return self._file.path

    def app(self, instance: str) -> App | None:
        """The application that is registered with a server, if one is remembered.

        Args:
            instance: the server: ``example.social``, or its URL.

        Raises:
            CredentialsError: what is stored cannot be read.
        """
        key = _app_key(instance)
        return self._find(lambda content: self._decode(App, content.apps[key]) if key in content.apps else None)

    def save_app(self, app: App) -> None:
        """Remember an application, in place of any other with the same server.

        Raises:
            CredentialsError: it cannot be stored.
        """
        self._save("apps", _app_key(app.instance), app)

    def forget_app(self, instance: str) -> None:
        """Forget the application that is registered with a server; does nothing if there is none.

        Raises:
            CredentialsError: what is stored cannot be changed.
        """
        with self._changing() as content:
            record = content.apps.pop(_app_key(instance), None)
        self._drop(record)

    def accounts(self) -> list[Account]:
        """Every account, in the order in which they were first saved.

        Raises:
            CredentialsError: what is stored cannot be read.
        """
        return self._find(lambda content: [self._decode(Account, record) for record in content.accounts.values()])

    def known_accounts(self) -> list[KnownAccount]:
        """What can be told of every account without opening its secrets, in the order in which they were first saved.

        Raises:
            CredentialsError: what is stored cannot be read.
        """
        content = self._read()
        return [_known(key, record, default=key == content.default) for key, record in content.accounts.items()]

    def account(self, handle: str | None = None) -> Account:
        """One account.

        Args:
            handle: ``alice@example.social``; by default the one that ``HOWDAH_ACCOUNT`` names, or the default account.

        Raises:
            UnknownAccountError: there is none of that handle, or none is named and there is no default.
            CredentialsError: what is stored cannot be read.
        """
        return self._find(lambda content: self._decode(Account, content.choose(handle)))

    def chosen(self, handle: str | None = None) -> str:
        """The handle of the account that is meant, as it is stored.

        Args:
            handle: as for ``account``.

        Raises:
            UnknownAccountError: there is none of that handle, or none is named and there is no default.
            CredentialsError: what is stored cannot be read.
        """
        return str(self._read().choose(handle)["handle"])

    def holds_token(self, access_token: str) -> bool:
        """Whether an account that is stored acts by this token; servers give the same one out more than once.

        Raises:
            CredentialsError: what is stored cannot be read, so that nobody knows.
        """
        return self._find(
            lambda content: any(
                self._with_secrets(record).get("access_token") == access_token for record in content.accounts.values()
            )
        )

    def check_writable(self) -> None:
        """Find out whether something could be saved, before anything is done that must be.

        Raises:
            CredentialsError: nothing could.
            MissingExtraError: an extra that is needed for this is not installed.
        """
        self._read()
        self._file.check_writable()

    def save_account(self, account: Account) -> None:
        """Remember an account, in place of what was known of it; the first of all is the default.

        Raises:
            CredentialsError: it cannot be stored.
        """
        self._save("accounts", _account_key(account.handle), account)

    def update_account(self, account: Account) -> None:
        """Remember what is new of an account, unless it was forgotten meanwhile.

        Raises:
            UnknownAccountError: it is not stored, and stays so.
            CredentialsError: it cannot be stored.
        """
        self._save("accounts", _account_key(account.handle), account, anew=False)

    def forget_account(self, handle: str) -> None:
        """Forget an account; does nothing if it is not known. If it was the default, there is none until one is chosen.

        Raises:
            CredentialsError: what is stored cannot be changed.
        """
        with self._changing() as content:
            key = _account_key(handle)
            if content.default == key:
                content.default = None
            record = content.accounts.pop(key, None)
        self._drop(record)

    def set_default(self, handle: str) -> None:
        """Make an account the one that is meant when none is named.

        Raises:
            UnknownAccountError: it is not stored.
            CredentialsError: what is stored cannot be changed.
        """
        with self._changing() as content:
            content.find(handle)
            content.default = _account_key(handle)

    def _read(self) -> _Content:
        stored = self._file.read()
        return _Content({} if stored is None else _parsed(stored, self.path))

    def _find(self, look: Callable[[_Content], Found]) -> Found:
        """Look into the file, and again if somebody has moved what belongs to it in the keyring meanwhile."""
        content = self._read()
        while True:
            try:
                return look(content)
            except CredentialsError:
                before, content = content, self._read()
                if content.text() == before.text():
                    raise

    @contextmanager
    def _changing(self) -> Generator[_Content]:
        with self._file.locked():
            content = self._read()
            before = content.text()
            yield content
            if content.text() != before:
                self._file.replace(content.text().encode())

    def _save(self, group: Group, key: str, item: App | Account, *, anew: bool = True) -> None:
        record = _encoded(item)
        if self._puts_into_keyring(group, key):
            # Under a new name each time: whatever interrupts this, the file and the keyring agree.
            record[IN_KEYRING] = f"{key} {token_hex(8)}"
            self._opened_keyring().keep(
                record[IN_KEYRING], {name: record.pop(name) for name in SECRETS & record.keys()}
            )
        known = {field.name for field in fields(item)} | {IN_KEYRING}
        try:
            with self._changing() as content:
                records = content.group(group)
                if not anew:
                    content.find(key)
                if group == "accounts" and not records:
                    content.default = key
                before = _fields_of(records.get(key))
                records[key] = {**record, **{name: value for name, value in before.items() if name not in known}}
        except ActivityPubError:
            self._drop(record)  # not after any other failure, when the file may refer to it already
            raise
        try:
            self._drop(before)
        except (CredentialsError, MissingExtraError) as error:
            logger.warning("the old secrets of %s are still in the keyring: %s", key, error)

    def _puts_into_keyring(self, group: Group, key: str) -> bool:
        if self._into_keyring is not None:
            return self._into_keyring
        return IN_KEYRING in _fields_of(self._read().group(group).get(key))

    def _opened_keyring(self) -> Keyring:
        self._keyring = self._keyring or Keyring()
        return self._keyring

    def _decode(self, kind: type[Kept], record: Any) -> Kept:
        return _decoded(kind, self._with_secrets(record))

    def _with_secrets(self, record: Any) -> Mapping[str, Any]:
        """What is stored of something, with what the keyring has of it."""
        stored = _fields_of(record)
        name = stored.get(IN_KEYRING)
        return {**stored, **self._opened_keyring().fetch(name)} if isinstance(name, str) else stored

    def _drop(self, record: Any) -> None:
        """Forget what the keyring has for a record that is no more."""
        name = _fields_of(record).get(IN_KEYRING)
        if isinstance(name, str):
            self._opened_keyring().drop(name)

    def __repr__(self) -> str:
        return f"CredentialStore({str(self.path.parent)!r})"


class _Content:
    """What is in the file: a JSON document, whose parts that are not known stay as they are."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._document: dict[str, Any] = {"version": VERSION, "default": None, "apps": {}, "accounts": {}, **document}

    def text(self) -> str:
        """It all, as it stands in the file."""
        return json.dumps(self._document, indent=2) + "\n"

    def group(self, name: Group) -> dict[str, Any]:
        """The records of one kind, by key."""
        group = self._document[name]
        if not is_json_object(group):
            raise CredentialsError(f"the stored {name} are damaged; move the file away and log in again")
        return group

    @property
    def apps(self) -> dict[str, Any]:
        """What is known of applications, by server."""
        return self.group("apps")

    @property
    def accounts(self) -> dict[str, Any]:
        """What is known of accounts, by handle."""
        return self.group("accounts")

    @property
    def default(self) -> str | None:
        """The key of the account that is meant when none is named. Nobody takes the place of one that is forgotten:
        a program that acted as one must not go on as another unasked."""
        chosen = self._document["default"]
        return chosen if isinstance(chosen, str) and chosen in self.accounts else None

    @default.setter
    def default(self, key: str | None) -> None:
        self._document["default"] = key

    def handles(self) -> list[str]:
        """Every handle."""
        return [str(_fields_of(record).get("handle", key)) for key, record in self.accounts.items()]

    def choose(self, handle: str | None) -> dict[str, Any]:
        """The record of the account that is meant."""
        handle = handle or account_in_environment() or self.default
        if handle is None:
            raise UnknownAccountError(_undecided(self.handles()), known=self.handles())
        return {"handle": handle, **_fields_of(self.find(handle))}

    def find(self, handle: str) -> Any:
        """The record of an account."""
        record = self.accounts.get(_account_key(handle))
        if _account_key(handle) not in self.accounts:
            known = ", ".join(self.handles()) or "none"
            raise UnknownAccountError(f"no account {handle!r:.80} is stored here; known: {known}", known=self.handles())
        return record


def _undecided(known: Sequence[str]) -> str:
    if not known:
        return "no account is stored here; 'howdah login SERVER' logs in"
    if len(known) == 1:
        return f"{known[0]} is stored, but not the default: name it, or 'howdah accounts --default {known[0]}'"
    return f"several accounts are stored and none is the default; name one of {', '.join(known)}"


def _parsed(stored: bytes, path: Path) -> dict[str, Any]:
    try:
        document = json.loads(stored)
    except (ValueError, RecursionError):
        document = None
    version = document.get("version") if is_json_object(document) else None
    if not is_json_object(document) or type(version) is not int:
        raise CredentialsError(f"{path} is damaged; move it away and log in again")
    if version > VERSION:
        raise CredentialsError(f"{path} was written by a newer Howdah (layout {version}); update this one")
    return document


@cache
def _adapters() -> Mapping[type, TypeAdapter[Any]]:
    from pydantic import TypeAdapter

    return {kind: TypeAdapter(kind) for kind in (App, Account)}


def _encoded(item: App | Account) -> dict[str, Any]:
    record: dict[str, Any] = _adapters()[type(item)].dump_python(item, mode="json", exclude_none=True)
    return record


def _decoded(kind: type[Kept], record: Mapping[str, Any]) -> Kept:
    from pydantic import ValidationError

    known = {field.name for field in fields(kind)}
    try:
        made: Kept = _adapters()[kind].validate_python({name: value for name, value in record.items() if name in known})
    except ValidationError as error:
        # Its own text repeats the values.
        wrong = ", ".join(sorted({str(problem["loc"][0]) for problem in error.errors(include_input=False)}))
        what = f"{kind.__name__.lower()} {record.get('handle') or record.get('instance') or 'without a name'!s:.80}"
        raise CredentialsError(f"the stored {what} is damaged ({wrong}); log in again") from None
    return made


def _fields_of(record: Any) -> Mapping[str, Any]:
    """What is stored of something; of what is damaged, nothing."""
    return record if is_json_object(record) else {}


def _known(key: str, record: Any, *, default: bool) -> KnownAccount:
    in_keyring = IN_KEYRING in _fields_of(record)
    try:
        account = _decoded(Account, {**_fields_of(record), **({"access_token": ""} if in_keyring else {})})
    except CredentialsError as error:
        return KnownAccount(key, "", in_keyring=in_keyring, default=default, problem=str(error))
    return KnownAccount(
        account.handle, account.instance, account.scopes, account.expires_at, in_keyring=in_keyring, default=default
    )


def account_in_environment() -> str | None:
    """The account that ``HOWDAH_ACCOUNT`` names; an empty one counts as unset."""
    return os.environ.get("HOWDAH_ACCOUNT", "").strip() or None


def _account_key(handle: str) -> str:
    key = handle.strip().removeprefix("@").lower()
    if not all(key.partition("@")):
        raise ConfigurationError(f"{handle!r:.80} is no handle, such as 'alice@example.social'")
    return key


def _app_key(instance: str) -> str:
    return normalise_instance(instance, allow_http=True)


def _wants_keyring() -> bool | None:
    said = os.environ.get("HOWDAH_KEYRING", "").strip()
    if said not in ("", "0", "1"):
        raise ConfigurationError("HOWDAH_KEYRING must be 1 or 0")
    return said == "1" if said else None
