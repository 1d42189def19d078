"""The pytest plugin, as a bot author meets it: in a little test file of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import howdah

pytestmark = pytest.mark.usefixtures("bounded")

SOURCE = str(Path(howdah.__file__).parents[1])
PLUGIN = "howdah.testing.pytest_plugin"

TESTS = """
import pytest
from howdah import NotFoundError
from howdah.testing import make_notification

def answer_greetings(client):
    for notification in client.get_home_timeline():
        client.favourite(notification.id)

def test_fake(howdah_fake):
    howdah_fake.on("GET", "/api/v1/statuses/1").reply(status=503).reply(status=404)
    with pytest.raises(NotFoundError):
        howdah_fake.client().get_status("1")
    assert len(howdah_fake.sleeps) == 1

@pytest.mark.parametrize("time", [1, 2])
def test_sandbox(howdah_sandbox, howdah_client, time):
    bob = howdah_sandbox.client("bob")
    assert bob.get_public_timeline() == []
    posted = howdah_client.post_status("hello")
    assert posted.account.username == "alice"
    assert bob.get_public_timeline() == [posted]

def test_fault(howdah_sandbox, howdah_client):
    howdah_sandbox.fault(status=503, times=1)
    assert howdah_client.get_home_timeline() == []

def test_no_fault_any_more(howdah_sandbox):
    fault = howdah_sandbox.fault(delay=0.01)
    assert howdah_sandbox.client("carol").get_home_timeline() == []
    assert fault.hits == 1

@pytest.fixture(params=["asyncio", "trio"])
def anyio_backend(request):
    return request.param

@pytest.mark.anyio
async def test_async(howdah_async_client):
    for number in range(3):
        await howdah_async_client.post_status(f"number {number}")
    assert len(await howdah_async_client.get_home_timeline()) == 3
"""


def run(pytester: pytest.Pytester, *args: str) -> pytest.RunResult:
    loaded = howdah_is_installed(pytester)
    return pytester.runpytest_subprocess("-W", "error", *(() if loaded else ("-p", PLUGIN)), *args, timeout=80)


def howdah_is_installed(pytester: pytest.Pytester) -> bool:
    """Whether pytest finds the plugin by itself; given twice, it would complain."""
    return "howdah_fake" in pytester.runpytest_subprocess("--fixtures", timeout=80).stdout.str()


@pytest.fixture(autouse=True)
def path(monkeypatch: pytest.MonkeyPatch) -> None:
    known = os.environ.get("PYTHONPATH")
    monkeypatch.setenv("PYTHONPATH", SOURCE if not known else f"{SOURCE}{os.pathsep}{known}")


def test_a_users_tests(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(TESTS)
    run(pytester).assert_outcomes(passed=7)


def test_a_user_says_who_is_there(pytester: pytest.Pytester) -> None:
    pytester.makeconftest("""
        import pytest
        from howdah.sandbox import Person

        @pytest.fixture(scope="session")
        def howdah_users():
            return [Person("mybot", bot=True), "friend"]
    """)
    pytester.makepyfile("""
        def test_bot(howdah_sandbox, howdah_client):
            assert howdah_sandbox.users == ["mybot", "friend"]
            assert howdah_client.post_status("beep").account.bot
    """)
    run(pytester).assert_outcomes(passed=1)


def test_skips_without_the_extra(pytester: pytest.Pytester) -> None:
    pytester.makeconftest("""
        import howdah.sandbox.local
        howdah.sandbox.local.find_spec = lambda name: None
    """)
    pytester.makepyfile(TESTS)
    result = run(pytester, "-rs")
    result.assert_outcomes(passed=1, skipped=6)
    result.stdout.fnmatch_lines(["SKIPPED*pip install 'howdah[[]sandbox[]]'*"])


def test_is_documented(pytester: pytest.Pytester) -> None:
    shown = run(pytester, "--fixtures").stdout
    for name in ("howdah_fake", "howdah_sandbox", "howdah_client", "howdah_async_client", "howdah_users [[]session*"):
        shown.fnmatch_lines([f"{name}*", "    *[.]"], consecutive=False)


def test_costs_nothing_until_it_is_used() -> None:
    program = f"""
import sys
import pytest
before = set(sys.modules)
import {PLUGIN}
new = {{name.partition(".")[0] for name in set(sys.modules) - before}}
assert new == {{"howdah"}}, new
assert not [name for name in sys.modules if name.startswith(("howdah.core", "howdah.models", "howdah.client"))]
import howdah.testing
assert "FakeServer" in dir(howdah.testing)
fake = howdah.testing.FakeServer()
fake.client()
assert not {{"pydantic", "httpx2", "mastodon_mock", "pyreqwest", "anyio"}} & set(sys.modules), sys.modules
import howdah.sandbox
howdah.sandbox.Sandbox()
assert not {{"pydantic", "httpx2", "mastodon_mock", "uvicorn", "anyio"}} & set(sys.modules)
try:
    howdah.testing.FakeSever
except AttributeError as error:
    assert "FakeSever" in str(error)
else:
    raise AssertionError
"""
    subprocess.run([sys.executable, "-W", "error", "-c", program], check=True, timeout=60)
