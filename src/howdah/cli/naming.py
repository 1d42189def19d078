"""What people call things: a URL, an ID, a handle, a title."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

from ..core.errors import ConfigurationError, NotFoundError

if TYPE_CHECKING:
    from ..client import Client
    from ..models import Account, Status, Tag, UserList

_ID = re.compile(r"\w[\w.-]*")
_NUMBER = re.compile(r"\d+")


def named_status(client: Client, name: str) -> str | Status:
    """The status of a URL, which may be on another server, or an ID.

    Raises:
        ConfigurationError: it is something else.
        NotFoundError: there is none.
    """
    if _is_id(name):
        return name
    from ..models import Status

    found = client.resolve(name)
    if not isinstance(found, Status):
        raise ConfigurationError(f"{name} is no status but {_kind(found)}")
    return found


def named_account(client: Client, name: str) -> str | Account:
    """The account of a URL, a handle (``@alice@example.social``, also without the first ``@``) or an ID.

    A number is an ID; someone whose name is a number is found with an ``@`` before it.

    Raises:
        ConfigurationError: it is something else.
        NotFoundError: there is none.
    """
    if _NUMBER.fullmatch(name):
        return name
    from ..models import Account

    try:
        found = client.resolve(name)
    except NotFoundError:
        if not _ID.fullmatch(name):
            raise
        with suppress(NotFoundError):
            return client.get_account(name)  # IDs need not be numbers
        raise
    if not isinstance(found, Account):
        raise ConfigurationError(f"{name} is no account but {_kind(found)}")
    return found


def named_list(client: Client, name: str) -> UserList:
    """The list of an ID or a title.

    Raises:
        ConfigurationError: there is none, or there are several of that title.
    """
    lists = client.get_lists()
    found = [one for one in lists if one.id == name] or [
        one for one in lists if one.title.casefold() == name.casefold()
    ]
    if len(found) == 1:
        return found[0]
    if found:
        raise ConfigurationError(
            f"several lists are called {name!r}: give an ID, {' or '.join(one.id for one in found)}"
        )
    known = ", ".join(repr(one.title) for one in lists)
    raise ConfigurationError(f"there is no list {name!r}; there is {known}" if known else "there are no lists")


def named_thing(client: Client, name: str) -> Status | Account | Tag:
    """The status, account or hashtag of a URL, a handle or a ``#hashtag``; the status of an ID.

    Raises:
        NotFoundError: there is none.
    """
    if not _is_id(name):
        return client.resolve(name)
    try:
        return client.get_status(name)
    except NotFoundError:
        if _NUMBER.fullmatch(name):
            raise
        with suppress(NotFoundError):
            return client.resolve(name)  # somebody's name looks like an ID as well
        raise


def _is_id(name: str) -> bool:
    """Whether that could be an ID, of whatever server."""
    return _ID.fullmatch(name) is not None


def _kind(found: Status | Account | Tag) -> str:
    kind = type(found).__name__.lower()
    return f"{'an' if kind == 'account' else 'a'} {kind}"
