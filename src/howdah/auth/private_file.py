"""A file that nobody but its owner may read, replaced whole or not at all."""

from __future__ import annotations

import os
import shlex
import stat
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from ..core.errors import CredentialsError, ExposedCredentialsError, MissingExtraError

LONGEST_WAIT = 10.0
"""Seconds to wait for another process that is writing; it takes a few milliseconds."""
BEAT = 0.01
"""Seconds between two looks whether it is done."""


class PrivateFile:
    """A file of mode 0600 in a folder of mode 0700, or the nearest thing: on Windows, the folder's access list.

    Args:
        path: where it is, or will be; the folder is made when something is written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> bytes | None:
        """What is in it; ``None`` if it is not there.

        Raises:
            ExposedCredentialsError: others can read it, or its folder.
            CredentialsError: it cannot be read.
        """
        try:
            with open(self.path, "rb", opener=_open_at_once) as file:
                status = os.fstat(file.fileno())
                if not stat.S_ISREG(status.st_mode):
                    raise CredentialsError(f"{self.path} is not a file")
                _refuse_exposed(self.path.parent, self.path.parent.stat().st_mode)
                _refuse_exposed(self.path, status.st_mode)
                return file.read()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise CredentialsError(f"{self.path} cannot be read: {error.strerror}") from error

    @contextmanager
    def locked(self) -> Generator[None]:
        """Keep every other process and thread from writing meanwhile; reading goes on.

        Raises:
            MissingExtraError: the extra ``auth`` is not installed.
            CredentialsError: the folder cannot be written to, or somebody else does not stop writing.
        """
        try:
            from filelock import FileLock, Timeout
        except ImportError:
            raise MissingExtraError("storing credentials", "auth") from None
        folder = self.path.parent
        lock = FileLock(self.path.with_suffix(".lock"), mode=0o600)
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _refuse_exposed(folder, folder.stat().st_mode)
            lock.acquire(LONGEST_WAIT, poll_interval=BEAT)
        except Timeout:
            raise CredentialsError(f"{lock.lock_file} has been held by another program for too long") from None
        except OSError as error:
            raise CredentialsError(f"{folder} cannot be written to: {error.strerror}") from error
        try:
            yield
        finally:
            lock.release()

    def check_writable(self) -> None:
        """Find out whether it could be replaced, without doing so.

        Raises:
            MissingExtraError: the extra ``auth`` is not installed.
            CredentialsError: the folder cannot be written to, or somebody else does not stop writing.
        """
        with self.locked():
            new = self._new()
            try:
                new.unlink(missing_ok=True)
                _write_through(new, b"")
                new.unlink()
            except OSError as error:
                raise CredentialsError(f"{self.path} cannot be written: {error.strerror}") from error

    def _new(self) -> Path:
        """What is written before it takes the file's place."""
        target = Path(os.path.realpath(self.path))  # a link, as into a collection of dotfiles, stays one
        return target.with_name(f"{target.name}.new")

    def replace(self, content: bytes) -> None:
        """Put something else in it; whatever interrupts this, either the old or the new is there, whole.

        To be called while it is ``locked``.

        Raises:
            CredentialsError: it cannot be written; the old content is still there.
        """
        new = self._new()
        target = new.with_suffix("")
        try:
            new.unlink(missing_ok=True)  # of one that was interrupted
            _write_through(new, content)
            os.replace(new, target)
            _settle(target.parent)
        except OSError as error:
            with suppress(OSError):
                new.unlink(missing_ok=True)
            raise CredentialsError(f"{self.path} cannot be written: {error.strerror}") from error


def _open_at_once(path: str, flags: int) -> int:
    """Open a file; should it be a pipe, without waiting for whoever writes to it."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _refuse_exposed(path: Path, mode: int) -> None:
    if os.name == "nt" or not mode & (stat.S_IRWXG | stat.S_IRWXO):
        return
    right, kind = ("700", "folder") if stat.S_ISDIR(mode) else ("600", "file")
    remedy = f"chmod {right} {shlex.quote(str(path))}"
    raise ExposedCredentialsError(
        f"the {kind} {path} is open to others on this machine ({stat.S_IMODE(mode):03o}); to close it: {remedy}",
        path=str(path),
        remedy=remedy,
    )


def _write_through(path: Path, content: bytes) -> None:
    """Write a new file that only its owner may read, down to the disk."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _settle(folder: Path) -> None:
    """Bring the name of a file down to the disk as well, where that can be done."""
    with suppress(OSError):  # Windows opens no folders, and some file systems do not write them on demand
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
