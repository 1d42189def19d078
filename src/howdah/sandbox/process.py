"""The process that a sandbox runs in: starting it, talking to it, and leaving nothing of it behind."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import threading
import weakref
from contextlib import suppress
from pathlib import Path
from typing import Any

START = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from howdah.sandbox.serving import serve; serve()"
LONGEST_STOP = 5.0
"""Seconds to let the server leave by itself."""


class ServerProcess:
    """A server in a process of its own, that ends with this one however this one ends.

    Its standard input is a pipe that only this process holds; it leaves when that is closed.

    Args:
        settings: what to serve.
        patience: seconds within which it must be ready.

    Raises:
        OSError: it did not start.
    """

    def __init__(self, settings: dict[str, Any], patience: float) -> None:
        self._lock = threading.Lock()
        directory = tempfile.mkdtemp(prefix="howdah-sandbox-")
        self._log = Path(directory, "log")
        # Warning filters are this process's own business, and Ctrl-C is for this process to act upon.
        try:
            with self._log.open("ab") as log:
                self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and program
                    [sys.executable, "-P", "-W", "ignore", "-c", START, json.dumps(sys.path)],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=log,
                    start_new_session=True,
                    creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
                )
        except BaseException:
            shutil.rmtree(directory, ignore_errors=True)
            raise
        self._finalizer = weakref.finalize(self, _end, self._process, directory)
        impatience = threading.Timer(patience, self._process.kill)
        impatience.daemon = True
        impatience.start()
        try:
            self.port: int = self._tell({**settings, "directory": directory})
        except BaseException:
            self.stop()
            raise
        finally:
            impatience.cancel()
            impatience.join()

    def command(self, command: dict[str, Any]) -> Any:
        """Tell the server something, and give its answer.

        Raises:
            OSError: it is no more.
        """
        with self._lock:
            return self._tell(command)

    def _tell(self, said: dict[str, Any]) -> Any:
        process = self._process
        if process.stdin is None or process.stdout is None or process.stdin.closed:
            raise OSError("the server has been stopped")
        try:
            process.stdin.write(json.dumps(said).encode() + b"\n")
            process.stdin.flush()
            answer = process.stdout.readline()
        except BrokenPipeError:
            answer = b""
        if not answer:
            process.wait(LONGEST_STOP)
            raise OSError(f"the server has ended ({process.returncode}):\n{self.log()}")
        return json.loads(answer)["answer"]

    def log(self) -> str:
        """What the server wrote to its log."""
        try:
            return self._log.read_text("utf-8", "replace")
        except FileNotFoundError:
            return ""

    def stop(self) -> None:
        """End the process; doing it again does nothing."""
        self._finalizer()


def _end(process: subprocess.Popen[bytes], directory: str) -> None:
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(BrokenPipeError):
                pipe.close()
    try:
        process.wait(LONGEST_STOP)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    shutil.rmtree(directory, ignore_errors=True)
