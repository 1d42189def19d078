"""Where a position is kept, so that a program that starts again goes on where it was."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeAlias

from ..core.errors import ConfigurationError

if TYPE_CHECKING:
    import sqlite3

SQLITE = frozenset({".db", ".sqlite", ".sqlite3"})
"""How the names of files end that are taken for databases."""
LONGEST_WAIT = 30.0
"""Seconds to wait for another program that writes to a database."""


class PositionStore(Protocol):
    """Keeps a position; anything that has these two methods does."""

    def load(self) -> str | None:
        """The position that was saved last; ``None`` if there is none yet."""
        ...

    def save(self, position: str) -> None:
        """Keep a position instead of the last one: at once or not at all."""
        ...


class FilePositions:
    """A position in a file of its own, which is replaced whole.

    Args:
        path: the file; it is made when something is saved.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(path)

    def load(self) -> str | None:
        """The position that was saved last.

        Raises:
            ConfigurationError: the file cannot be read.
        """
        try:
            return self.path.read_text("utf-8") or None
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigurationError(f"{self.path} holds no position that can be read: {error}") from error

    def save(self, position: str) -> None:
        """Keep a position instead of the last one.

        Raises:
            ConfigurationError: the file cannot be written.
        """
        new = self.path.with_name(f"{self.path.name}.new")
        try:
            with new.open("w", encoding="utf-8") as file:
                file.write(position)
                file.flush()
                os.fsync(file.fileno())
            new.replace(self.path)
        except OSError as error:
            with suppress(OSError):
                new.unlink(missing_ok=True)
            raise ConfigurationError(f"{self.path} cannot be written: {error.strerror}") from error


class SqlitePositions:
    """A position in a SQLite database, beside whatever else is in it.

    Args:
        path: the database's file; it is made when it is first used.
        name: what the position is kept as; several programs, or parts of one, may share a database.
    """

    def __init__(self, path: str | os.PathLike[str], name: str = "notifications") -> None:
        self.path = Path(path)
        self.name = name

    def _connected(self) -> sqlite3.Connection:
        import sqlite3

        connection = sqlite3.connect(self.path, timeout=LONGEST_WAIT)
        try:
            with connection:
                connection.execute(
                    "CREATE TABLE IF NOT EXISTS howdah_positions (name TEXT PRIMARY KEY, position TEXT NOT NULL)"
                )
        except BaseException:
            connection.close()
            raise
        return connection

    def load(self) -> str | None:
        """The position that was saved last.

        Raises:
            ConfigurationError: the database cannot be read.
        """
        import sqlite3

        try:
            with closing(self._connected()) as connection:
                found = connection.execute("SELECT position FROM howdah_positions WHERE name = ?", (self.name,))
                row = found.fetchone()
        except sqlite3.Error as error:
            raise ConfigurationError(f"{self.path} cannot be read: {error}") from error
        return None if row is None else str(row[0])

    def save(self, position: str) -> None:
        """Keep a position instead of the last one.

        Raises:
            ConfigurationError: the database cannot be written.
        """
        import sqlite3

        try:
            with closing(self._connected()) as connection, connection:
                connection.execute("REPLACE INTO howdah_positions VALUES (?, ?)", (self.name, position))
        except sqlite3.Error as error:
            raise ConfigurationError(f"{self.path} cannot be written: {error}") from error


class CallbackPositions:
    """A position that two functions of yours keep.

    Args:
        load: gives the position that was saved last, or ``None``.
        save: keeps a position.
    """

    def __init__(self, load: Callable[[], str | None], save: Callable[[str], object]) -> None:
        self._load = load
        self._save = save

    def load(self) -> str | None:
        """The position that was saved last."""
        return self._load()

    def save(self, position: str) -> None:
        """Keep a position instead of the last one."""
        self._save(position)


AnyStore: TypeAlias = str | os.PathLike[str] | PositionStore
"""A store, or the path of a file; one that ends in ``.db``, ``.sqlite`` or ``.sqlite3`` is a SQLite database."""


def store_of(store: AnyStore) -> PositionStore:
    """A store.

    Raises:
        TypeError: it is none, and no path.
    """
    if isinstance(store, (str, os.PathLike)):
        path = Path(store)
        return SqlitePositions(path) if path.suffix.lower() in SQLITE else FilePositions(path)
    if not (hasattr(store, "load") and hasattr(store, "save")):
        raise TypeError(f"a store is a path, or has load and save; {store!r:.60} is neither")
    return store
