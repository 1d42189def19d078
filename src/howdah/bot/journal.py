"""What a bot remembers between its runs, in one SQLite file: what it has begun, posted, finished and given up."""

from __future__ import annotations

import json
import os
import sqlite3
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from ..core.errors import ConfigurationError

T = TypeVar("T")

LONGEST_WAIT = 30.0
"""Seconds to wait for another program that writes to the file."""
KEPT = 14 * 24 * 3600.0
"""Seconds for which it is remembered what was posted; an event that is given again later than that is answered anew."""

TABLES = """
CREATE TABLE IF NOT EXISTS howdah_bot_posts
    (key TEXT PRIMARY KEY, begun REAL NOT NULL, body TEXT NOT NULL, status_id TEXT);
CREATE TABLE IF NOT EXISTS howdah_bot_runs
    (event TEXT, handler TEXT, begun INTEGER NOT NULL, since REAL NOT NULL, done INTEGER NOT NULL,
    PRIMARY KEY (event, handler));
CREATE TABLE IF NOT EXISTS howdah_bot_dead
    (number INTEGER PRIMARY KEY, event TEXT, handler TEXT, error TEXT, at REAL, about TEXT);
CREATE TABLE IF NOT EXISTS howdah_bot_due
    (handler TEXT PRIMARY KEY, due REAL NOT NULL);
"""


@dataclass(slots=True, frozen=True)
class BegunPost:
    """A post that an event has led to.

    Attributes:
        begun: when, in seconds since 1970.
        body: what it is made of.
        status_id: the status; ``None`` where it is not known whether there is one.
    """

    begun: float
    body: dict[str, Any]
    status_id: str | None


@dataclass(slots=True, frozen=True)
class DeadLetter:
    """An event that a handler could not deal with.

    Attributes:
        event: the event, such as ``mention 12``.
        handler: the name of the handler.
        error: what went wrong the last time.
        at: when it was given up, in seconds since 1970.
        about: the address of what it was about, such as the status.
    """

    event: str
    handler: str
    error: str
    at: float
    about: str


class Journal:
    """A bot's memory; safe to use from many threads.

    Args:
        path: the SQLite file; it is made when it is first used.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(path)
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._claim: sqlite3.Connection | None = None

    def claim(self) -> None:
        """Have the file for this bot alone, until it is closed or the program ends, however it does.

        Two bots would deal with everything twice.

        Raises:
            ConfigurationError: another bot has it, or it cannot be used.
        """
        try:
            claim = sqlite3.connect(f"{self.path}.lock", timeout=0, isolation_level=None, check_same_thread=False)
            self._claim = claim
            claim.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            taken = getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY
            why = "another bot is using it" if taken else str(error)
            raise ConfigurationError(f"{self.path} cannot be used as a bot's memory: {why}") from error

    def _do(self, work: Callable[[sqlite3.Connection], T]) -> T:
        with self._lock:
            try:
                if self._connection is None:
                    self._connection = sqlite3.connect(self.path, timeout=LONGEST_WAIT, check_same_thread=False)
                    self._connection.executescript(TABLES)
                with self._connection as connection:
                    return work(connection)
            except sqlite3.Error as error:
                raise ConfigurationError(f"{self.path} cannot be used as a bot's memory: {error}") from error

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            opened = [self._connection, self._claim]
            self._connection = self._claim = None
            for connection in opened:
                if connection is not None:
                    connection.close()

    def forget_old_posts(self, now: float) -> None:
        """Forget what was posted, and what handlers have dealt with, long ago."""

        def work(db: sqlite3.Connection) -> None:
            db.execute("DELETE FROM howdah_bot_posts WHERE begun < ?", (now - KEPT,))
            db.execute("DELETE FROM howdah_bot_runs WHERE done AND since BETWEEN 1 AND ?", (now - KEPT,))

        self._do(work)

    def post(self, key: str) -> BegunPost | None:
        """The post of a key, if it was begun."""
        found = self._do(
            lambda db: db.execute(
                "SELECT begun, body, status_id FROM howdah_bot_posts WHERE key = ?", (key,)
            ).fetchone()
        )
        return None if found is None else BegunPost(found[0], json.loads(found[1]), found[2])

    def begin_post(self, key: str, now: float, body: dict[str, Any]) -> None:
        """Note that something is about to be posted."""
        row = (key, now, json.dumps(body))
        self._do(lambda db: db.execute("REPLACE INTO howdah_bot_posts VALUES (?, ?, ?, NULL)", row))

    def end_post(self, key: str, status_id: str) -> None:
        """Note that it was."""
        self._do(lambda db: db.execute("UPDATE howdah_bot_posts SET status_id = ? WHERE key = ?", (status_id, key)))

    def begin(self, event: str, handler: str, now: float) -> tuple[int, float] | None:
        """Note that a handler begins with an event.

        Returns:
            How often it has begun before without coming to an end, and for how many seconds; ``None`` if it has dealt
            with it.
        """

        def work(db: sqlite3.Connection) -> tuple[int, float] | None:
            question = "SELECT begun, since, done FROM howdah_bot_runs WHERE event = ? AND handler = ?"
            begun, since, done = db.execute(question, (event, handler)).fetchone() or (0, now, 0)
            if done:
                return None
            db.execute("REPLACE INTO howdah_bot_runs VALUES (?, ?, ?, ?, 0)", (event, handler, begun + 1, since))
            return int(begun), now - since

        return self._do(work)

    def end(self, event: str, handler: str, now: float) -> None:
        """Note that a handler has dealt with an event."""
        self._do(lambda db: db.execute("REPLACE INTO howdah_bot_runs VALUES (?, ?, 0, ?, 1)", (event, handler, now)))

    def pause(self, event: str, handler: str) -> None:
        """Note that a handler did not come to an end because the bot was stopped, which is nobody's fault."""
        self._do(lambda db: db.execute("DELETE FROM howdah_bot_runs WHERE event = ? AND handler = ?", (event, handler)))

    def settle(self, event: str, handler: str) -> None:
        """Forget that a handler has dealt with an event that it is not given again."""
        self._do(lambda db: db.execute("DELETE FROM howdah_bot_runs WHERE event = ? AND handler = ?", (event, handler)))

    def bury(self, letter: DeadLetter) -> None:
        """Keep an event that a handler could not deal with."""
        row = (letter.event, letter.handler, letter.error, letter.at, letter.about)
        self._do(
            lambda db: db.execute(
                "INSERT INTO howdah_bot_dead (event, handler, error, at, about) VALUES (?, ?, ?, ?, ?)", row
            )
        )

    def dead_letters(self) -> list[DeadLetter]:
        """What handlers could not deal with, the oldest first."""
        question = "SELECT event, handler, error, at, about FROM howdah_bot_dead ORDER BY number"
        return [DeadLetter(*row) for row in self._do(lambda db: db.execute(question).fetchall())]

    def forget_dead_letters(self) -> None:
        """Forget them."""
        self._do(lambda db: db.execute("DELETE FROM howdah_bot_dead"))

    def due(self, handler: str) -> float | None:
        """When a scheduled handler is due, in seconds since 1970; ``None`` if it has never been."""
        question = "SELECT due FROM howdah_bot_due WHERE handler = ?"
        found = self._do(lambda db: db.execute(question, (handler,)).fetchone())
        return None if found is None else float(found[0])

    def set_due(self, handler: str, due: float) -> None:
        """Note when a scheduled handler is due."""
        self._do(lambda db: db.execute("REPLACE INTO howdah_bot_due VALUES (?, ?)", (handler, due)))
