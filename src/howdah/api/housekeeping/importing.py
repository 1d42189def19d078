"""Adding what the rows of a file say to an account, where it is not so already."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from ...core.errors import ConfigurationError, NotSupportedError, UnprocessedError
from ...core.flow import Flow
from ...core.operation import Listing, Operations
from ..accounts import Accounts
from ..bookmarks import Bookmarks
from ..domain_blocks import DomainBlocks
from ..lists import Lists
from ..relationships import Relationships
from ..search import Search
from ..statuses import Statuses
from .csv_files import CsvKind, CsvRow
from .exporting import PAGE, handle_of, local_domain, relationships_of
from .walking import every

if TYPE_CHECKING:
    from ...models import Account, Relationship, UserList


class Importer(Protocol):
    """Adds the rows of one kind of file."""

    def has(self, row: CsvRow) -> bool:
        """Whether it is so already, as far as is known without asking."""
        ...

    def add(self, row: CsvRow) -> Flow[bool]:
        """Make it so; ``False`` if it turns out to have been so."""
        ...


class People:
    """Accounts by the handles in a file.

    Args:
        owner: who looks.
        domain: the domain of the server's own accounts.
        known: accounts that are known already.
    """

    def __init__(self, owner: Operations, domain: str, known: Sequence[Account] = ()) -> None:
        self.owner = owner
        self.domain = domain
        self.known = {self.key(handle_of(account, domain)): account for account in known}

    def key(self, handle: str) -> str:
        """A handle as it is compared."""
        handle = handle.casefold()
        return handle if "@" in handle else f"{handle}@{self.domain}"

    def find(self, handle: str) -> Flow[Account]:
        """The account behind a handle.

        Raises:
            ConfigurationError: it is no handle.
            NotFoundError: there is no such account.
        """
        from ...models import Account

        key = self.key(handle)
        if key not in self.known:
            name, _, domain = key.rpartition("@")
            at_home = domain in (self.domain, self.owner.session.host.casefold())
            found = yield from Search.resolve.flow(self.owner, f"@{name}" if at_home else f"@{handle}")
            if not isinstance(found, Account):
                raise ConfigurationError(f"{handle!r:.200} is no account")
            self.known[key] = found
        return self.known[key]


class Following:
    """Follows whom a file names, and how it says."""

    def __init__(self, people: People, relationships: dict[str, Relationship]) -> None:
        self._people = people
        self._relationships = relationships

    def has(self, row: CsvRow) -> bool:
        """Whether the account is followed so."""
        account = self._people.known.get(self._people.key(row.target))
        relationship = None if account is None else self._relationships.get(account.id)
        return relationship is not None and _is_followed_so(relationship, row)

    def add(self, row: CsvRow) -> Flow[bool]:
        """Follow the account."""
        account = yield from self._people.find(row.target)
        if account.id not in self._relationships:
            self._relationships.update((yield from relationships_of(self._people.owner, [account])))
        if self.has(row):
            return False
        languages = list(row.languages) if row.languages else None
        followed = yield from Relationships.follow_account.flow(
            self._people.owner, account.id, row.reblogs, row.notify, languages
        )
        self._relationships[account.id] = followed
        return True


def _is_followed_so(relationship: Relationship, row: CsvRow) -> bool:
    if relationship.requested:
        return True
    return (
        relationship.following
        and row.reblogs in (None, relationship.showing_reblogs is not False)
        and row.notify in (None, relationship.notifying)
        and (not row.languages or set(row.languages) == set(relationship.languages))
    )


class Marking:
    """Blocks or mutes whom a file names."""

    def __init__(self, people: People, do: Callable[[Operations, str, CsvRow], Flow[Any]]) -> None:
        self._people = people
        self._marked = {account.id for account in people.known.values()}
        self._do = do

    def has(self, row: CsvRow) -> bool:
        """Whether the account is blocked or muted."""
        account = self._people.known.get(self._people.key(row.target))
        return account is not None and account.id in self._marked

    def add(self, row: CsvRow) -> Flow[bool]:
        """Block or mute the account."""
        account = yield from self._people.find(row.target)
        yield from self._do(self._people.owner, account.id, row)
        self._marked.add(account.id)
        return True


def _block(owner: Operations, account_id: str, _: CsvRow) -> Flow[Any]:
    return (yield from Relationships.block_account.flow(owner, account_id))


def _mute(owner: Operations, account_id: str, row: CsvRow) -> Flow[Any]:
    return (yield from Relationships.mute_account.flow(owner, account_id, row.hide_notifications))


class Listed:
    """Puts whom a file names on its lists."""

    def __init__(self, people: People, lists: list[UserList], members: dict[str, set[str]], followed: set[str]) -> None:
        self._people = people
        self._lists = {one.title: one.id for one in reversed(lists)}
        self._members = members
        self._followed = followed

    def has(self, row: CsvRow) -> bool:
        """Whether the account is on the list."""
        account = self._people.known.get(self._people.key(row.target))
        return account is not None and account.id in self._members.get(row.list_title or "", ())

    def add(self, row: CsvRow) -> Flow[bool]:
        """Put the account on the list."""
        owner, title = self._people.owner, row.list_title or ""
        if not title:
            raise ConfigurationError("the row names no list")
        account = yield from self._people.find(row.target)
        if title not in self._lists:
            self._lists[title] = (yield from Lists.create_list.flow(owner, title)).id
        if account.id not in self._followed:
            yield from Relationships.follow_account.flow(owner, account.id)
            self._followed.add(account.id)
        try:
            yield from Lists.add_list_accounts.flow(owner, self._lists[title], [account.id])
        except UnprocessedError:
            if account.id not in {one.id for one in (yield from _members(owner, self._lists[title]))}:
                raise
        self._members.setdefault(title, set()).add(account.id)
        return True


def _members(owner: Operations, list_id: str) -> Flow[list[Account]]:
    return (yield from every(Lists.get_list_accounts, owner, list_id, limit=PAGE))


class Blocking:
    """Blocks the domains that a file names."""

    def __init__(self, owner: Operations, blocked: set[str]) -> None:
        self._owner = owner
        self._blocked = blocked

    def has(self, row: CsvRow) -> bool:
        """Whether the domain is blocked."""
        return row.target in self._blocked

    def add(self, row: CsvRow) -> Flow[bool]:
        """Block the domain."""
        yield from DomainBlocks.block_domain.flow(self._owner, row.target)
        self._blocked.add(row.target)
        return True


class Bookmarking:
    """Bookmarks the statuses that a file names."""

    def __init__(self, owner: Operations, bookmarked: set[str]) -> None:
        self._owner = owner
        self._bookmarked = bookmarked

    def has(self, row: CsvRow) -> bool:
        """Whether the status is bookmarked."""
        return row.target in self._bookmarked

    def add(self, row: CsvRow) -> Flow[bool]:
        """Bookmark the status."""
        from ...models import Status

        status = yield from Search.resolve.flow(self._owner, row.target)
        if not isinstance(status, Status):
            raise ConfigurationError(f"{row.target!r:.200} is no status")
        was = status.bookmarked is True
        if not was:
            yield from Statuses.bookmark.flow(self._owner, status.id)
        self._bookmarked.add(row.target)
        return not was


def _follower(owner: Operations, rows: Sequence[CsvRow]) -> Flow[Importer]:
    people = yield from _followed(owner)
    wanted = {people.key(row.target) for row in rows}
    named = [account for key, account in people.known.items() if key in wanted]
    return Following(people, (yield from relationships_of(owner, named)))


def _followed(owner: Operations) -> Flow[People]:
    me = yield from Accounts.verify_credentials.flow(owner)
    accounts = yield from every(Accounts.get_account_following, owner, me.id, limit=PAGE)
    return People(owner, (yield from local_domain(owner)), accounts)


def _marker(
    listing: Listing[..., Any], do: Callable[[Operations, str, CsvRow], Flow[Any]]
) -> Callable[[Operations, Sequence[CsvRow]], Flow[Importer]]:
    def made(owner: Operations, _: Sequence[CsvRow]) -> Flow[Importer]:
        try:
            accounts = yield from every(listing, owner, limit=PAGE)
        except NotSupportedError:  # it blocks, but does not tell whom
            accounts = []
        return Marking(People(owner, (yield from local_domain(owner)), accounts), do)

    return made


def _lister(owner: Operations, rows: Sequence[CsvRow]) -> Flow[Importer]:
    people = yield from _followed(owner)
    followed = {account.id for account in people.known.values()}
    lists = yield from Lists.get_lists.flow(owner)
    titles = {row.list_title for row in rows}
    members: dict[str, set[str]] = {}
    for one in lists:
        if one.title in titles and one.title not in members:
            members[one.title] = {account.id for account in (yield from _members(owner, one.id))}
    return Listed(people, lists, members, followed)


def _domain_blocker(owner: Operations, _: Sequence[CsvRow]) -> Flow[Importer]:
    return Blocking(owner, set((yield from every(DomainBlocks.get_domain_blocks, owner, limit=200))))


def _bookmarker(owner: Operations, _: Sequence[CsvRow]) -> Flow[Importer]:
    bookmarks = yield from every(Bookmarks.get_bookmarks, owner, limit=40)
    return Bookmarking(owner, {address for one in bookmarks for address in (one.uri, one.url) if address})


_IMPORTERS: dict[CsvKind, Callable[[Operations, Sequence[CsvRow]], Flow[Importer]]] = {
    "follows": _follower,
    "lists": _lister,
    "blocks": _marker(Relationships.get_blocks, _block),
    "mutes": _marker(Relationships.get_mutes, _mute),
    "domain_blocks": _domain_blocker,
    "bookmarks": _bookmarker,
}


def importer_for(owner: Operations, kind: CsvKind, rows: Sequence[CsvRow]) -> Flow[Importer]:
    """What adds the rows of a kind, with what is there already."""
    return (yield from _IMPORTERS[kind](owner, rows))
