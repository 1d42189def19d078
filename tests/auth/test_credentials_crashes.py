"""Nothing is lost: not by a crash in the middle of writing, not by many who write at once."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from howdah.auth import Account, CredentialStore, private_file
from howdah.core.errors import CredentialsError

pytestmark = pytest.mark.usefixtures("bounded")

ALICE = Account("alice@example.social", "https://example.social", "alices-token", client_secret="a-secret")
BOB = Account("bob@example.social", "https://example.social", "bobs-token")


@pytest.fixture
def store(tmp_path: Path) -> CredentialStore:
    store = CredentialStore(tmp_path / "howdah")
    store.save_account(ALICE)
    return store


def leftovers(store: CredentialStore) -> set[str]:
    return {path.name for path in store.path.parent.iterdir()} - {"credentials.json", "credentials.lock"}


class Full:
    """A file on a disk that is full after some bytes."""

    def __init__(self, file: Any, room: int) -> None:
        self.file = file
        self.room = room

    def __enter__(self) -> Full:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)

    def write(self, content: bytes) -> None:
        self.file.write(content[: self.room])
        self.file.flush()
        raise OSError(28, "No space left on device")


@pytest.mark.parametrize("step", ["open", "fdopen", "fsync", "replace"])
@pytest.mark.parametrize("failure", [OSError(5, "Input/output error"), KeyboardInterrupt(), MemoryError()])
def test_a_step_that_fails_leaves_the_old(
    store: CredentialStore, monkeypatch: pytest.MonkeyPatch, step: str, failure: BaseException
) -> None:
    before = store.path.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(private_file, "os", Failing(step, failure))
        with pytest.raises(CredentialsError if isinstance(failure, OSError) else type(failure)) as caught:
            store.save_account(BOB)
    assert "bobs-token" not in str(caught.value)
    assert store.path.read_bytes() == before
    assert store.accounts() == [ALICE]
    store.save_account(BOB)
    assert store.accounts() == [ALICE, BOB]
    assert leftovers(store) == set()


class Failing:
    """The module ``os``, one of whose functions fails."""

    def __init__(self, step: str, failure: BaseException) -> None:
        self.step = step
        self.failure = failure

    def __getattr__(self, name: str) -> Any:
        if name != self.step:
            return getattr(os, name)

        def fail(*_: Any, **__: Any) -> None:
            raise self.failure

        return fail


@pytest.mark.parametrize("room", [0, 1, 100])
def test_a_full_disk_leaves_the_old(store: CredentialStore, monkeypatch: pytest.MonkeyPatch, room: int) -> None:
    fdopen = os.fdopen
    with monkeypatch.context() as patch:
        patch.setattr(os, "fdopen", lambda *args: Full(fdopen(*args), room))
        with pytest.raises(CredentialsError, match="No space left"):
            store.save_account(BOB)
    assert store.accounts() == [ALICE]
    assert leftovers(store) == set()
    store.save_account(BOB)
    assert store.accounts() == [ALICE, BOB]


def test_a_folder_that_cannot_be_brought_down_to_the_disk_does_no_harm(
    store: CredentialStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    fsync, calls = os.fsync, [None, OSError(22, "Invalid argument")]

    def once(number: int) -> None:
        failure = calls.pop(0)
        if failure is not None:
            raise failure
        fsync(number)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", once)
        store.save_account(BOB)
    assert calls == []
    assert store.accounts() == [ALICE, BOB]


KILLED_AT_EACH_LINE = """
import os, signal, sys
from howdah.auth import Account, CredentialStore
from howdah.auth import credentials, private_file
import filelock, pydantic

store = CredentialStore(sys.argv[1])
store.save_account(Account("alice@example.social", "https://example.social", "alices-token", client_secret="a-secret"))
watched = {credentials.__file__, private_file.__file__}

def killed_at(line):
    passed = 0
    def trace(frame, event, argument):
        nonlocal passed
        if frame.f_code.co_filename not in watched:
            return None
        if event == "line":
            passed += 1
            if passed == line:
                os.kill(os.getpid(), signal.SIGKILL)
        return trace
    sys.settrace(trace)

for line in range(1, 1000):
    child = os.fork()
    if not child:
        killed_at(line)
        store.save_account(Account("bob@example.social", "https://example.social", "bobs-token"))
        os._exit(0)
    _, status = os.waitpid(child, 0)
    handles = [account.handle.partition("@")[0] for account in store.accounts()]
    tokens = [account.access_token for account in store.accounts()]
    assert tokens in (["alices-token"], ["alices-token", "bobs-token"]), (line, tokens)
    print(line, *handles, flush=True)
    store.forget_account("bob@example.social")
    if os.WIFEXITED(status):
        assert os.waitstatus_to_exitcode(status) == 0
        break
else:
    raise SystemExit("it never got to its end")
assert sorted(os.listdir(sys.argv[1])) == ["credentials.json", "credentials.lock"]
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_killed_at_any_line_the_old_or_the_new_is_there_whole(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLED_AT_EACH_LINE, str(tmp_path / "howdah")],
        capture_output=True,
        text=True,
        timeout=80,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    outcomes = [line.split()[1:] for line in done.stdout.splitlines()]
    assert len(outcomes) > 40
    turned = outcomes.index(["alice", "bob"])
    assert all(outcome == ["alice"] for outcome in outcomes[:turned])
    assert all(outcome == ["alice", "bob"] for outcome in outcomes[turned:])


WRITES = """
import sys
from howdah.auth import Account, CredentialStore

store = CredentialStore(sys.argv[1])
sys.stdin.readline()
for number in range(int(sys.argv[3])):
    store.save_account(Account(f"{sys.argv[2]}{number}@example.social", "https://example.social", "t" * 500))
    print(number, flush=True)
"""


def writer(store: CredentialStore, name: str, count: int) -> subprocess.Popen[str]:
    """A process that saves one account after the other, as soon as it is told to."""
    return subprocess.Popen(
        [sys.executable, "-c", WRITES, str(store.path.parent), name, str(count)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_killed_at_any_moment_what_was_said_to_be_saved_is_there(store: CredentialStore) -> None:
    saved: set[str] = set()
    for round_ in range(6):
        with writer(store, f"round{round_}-", 100_000) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write("go\n")
            process.stdin.flush()
            said = [process.stdout.readline() for _ in range(random.randint(1, 8))]
            time.sleep(random.uniform(0, 0.01))
            process.send_signal(signal.SIGKILL)
            said += process.stdout.readlines()
        saved |= {f"round{round_}-{number.strip()}@example.social" for number in said if number.endswith("\n")}
        there = {account.handle for account in store.accounts()}
        assert there >= saved | {ALICE.handle}
        assert len(there) <= len(saved) + 1 + round_ + 1, "at most the one that was being written each time"
    assert len(saved) >= 6
    store.save_account(BOB)
    assert leftovers(store) == set()


def test_processes_that_write_at_once_lose_nothing(store: CredentialStore) -> None:
    processes = [writer(store, f"writer{number}-", 25) for number in range(4)]
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    reads = 0
    while any(process.poll() is None for process in processes):
        assert store.accounts()[0] == ALICE, "whoever reads meanwhile sees all of one state"
        reads += 1
    for process in processes:
        process.communicate()
    assert [process.returncode for process in processes] == [0, 0, 0, 0]
    assert reads > 0
    handles = {account.handle for account in store.accounts()}
    assert handles == {ALICE.handle} | {f"writer{w}-{n}@example.social" for w in range(4) for n in range(25)}


def test_threads_that_write_at_once_lose_nothing(store: CredentialStore) -> None:
    def write(name: int) -> None:
        for number in range(10):
            store.save_account(Account(f"t{name}-{number}@example.social", "https://example.social", "token"))

    threads = [threading.Thread(target=write, args=(name,)) for name in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(store.accounts()) == 41


def test_a_writer_that_does_not_end_is_an_error_in_the_end(
    store: CredentialStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(private_file, "LONGEST_WAIT", 0.05)
    with (
        private_file.PrivateFile(store.path).locked(),
        pytest.raises(CredentialsError, match=r"credentials\.lock has been held"),
    ):
        store.save_account(BOB)
    store.save_account(BOB)
    assert store.accounts() == [ALICE, BOB]


@pytest.mark.parametrize(
    "change", [lambda store: store.forget_account(ALICE.handle), lambda store: store.set_default(BOB.handle)]
)
def test_other_changes_are_whole_as_well(
    store: CredentialStore, monkeypatch: pytest.MonkeyPatch, change: Callable[[CredentialStore], None]
) -> None:
    store.save_account(BOB)
    before = json.loads(store.path.read_text())
    with monkeypatch.context() as patch:
        patch.setattr(private_file, "os", Failing("replace", OSError(5, "Input/output error")))
        with pytest.raises(CredentialsError):
            change(store)
    assert json.loads(store.path.read_text()) == before
    change(store)
    assert json.loads(store.path.read_text()) != before
