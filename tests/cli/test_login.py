"""``howdah login``, ``whoami``, ``accounts`` and ``logout`` as a person uses them: in a terminal, with a browser."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from tests.cli.terminal import LONGEST, Terminal, code_on, environment, log_in_by_browser

import howdah
from howdah import Client
from howdah.auth import Account, CredentialStore
from howdah.sandbox import Sandbox

if sys.platform == "win32":
    pytest.skip("Windows has no terminals that pexpect could drive", allow_module_level=True)

pytestmark = pytest.mark.usefixtures("bounded")

HERE = Path(__file__).parent


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "howdah"


@pytest.fixture
def store(folder: Path) -> CredentialStore:
    return CredentialStore(folder)


def run(folder: Path, *arguments: str, said: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    """The command where there is no terminal, as in a script."""
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "howdah", *arguments],
        env=environment(folder, **more),
        input=said,
        capture_output=True,
        encoding="utf-8",
        timeout=LONGEST,
        check=False,
    )


def log_in(folder: Path, sandbox: Sandbox, user: str, *arguments: str) -> Terminal:
    """Log in by pasting the code."""
    with Terminal(folder, "login", sandbox.base_url, "--no-browser", *arguments) as terminal:
        page = log_in_by_browser(terminal.address(), username=user)
        terminal.read_until("Code: ")
        terminal.type(code_on(page))
        assert terminal.ends() == 0, terminal.shown
        return terminal


def stored(folder: Path, sandbox: Sandbox, user: str) -> Account:
    """An account as a login would have stored it, with a token that is good."""
    store = CredentialStore(folder)
    app = Client.create_app(sandbox.base_url, "howdah")
    token = Client.validate_authorization_code(
        sandbox.base_url, f"mockcode_{user}", app.client_id, app.client_secret
    ).access_token
    handle = f"{user}@{sandbox.base_url.removeprefix('http://')}"
    account = Account(
        handle,
        sandbox.base_url,
        token,
        ("read",),
        client_id=app.client_id,
        client_secret=app.client_secret,
    )
    store.save_account(account)
    return account


def unreachable(folder: Path) -> Account:
    """An account that is stored, on a server that is down."""
    address = nowhere()
    account = Account(
        f"alice@{address[7:]}", address, "a-token", ("read",), client_id="an-id", client_secret="a-secret"
    )
    CredentialStore(folder).save_account(account)
    return account


def nowhere() -> str:
    """An address at which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return f"http://127.0.0.1:{listener.getsockname()[1]}"


def assert_one_line(run: subprocess.CompletedProcess[str], code: int, *words: str) -> None:
    assert run.returncode == code, run.stderr
    assert run.stderr.count("\n") == 1, run.stderr
    assert "Traceback" not in run.stderr
    for word in words:
        assert word in run.stderr
    assert run.stdout == ""


class TestLogin:
    def test_from_nothing_to_a_token_and_back(
        self, howdah_sandbox: Sandbox, folder: Path, store: CredentialStore
    ) -> None:
        handle = f"alice@{howdah_sandbox.base_url.removeprefix('http://')}"
        terminal = log_in(folder, howdah_sandbox, "alice")
        assert f"Logged in as {handle}, with read." in terminal.shown
        account = store.account()
        assert account.access_token not in terminal.shown
        assert account.client_secret not in terminal.shown

        with Terminal(folder, "whoami") as whoami:
            assert whoami.ends() == 0
            assert whoami.shown == f"alice (@alice) on {howdah_sandbox.base_url}\r\n"
        with Terminal(folder, "accounts") as accounts:
            assert accounts.ends() == 0
            assert accounts.shown == f"{handle} (default): read\r\n"
        with Terminal(folder, "logout") as logout:
            assert logout.ends() == 0
            assert logout.shown == f"Logged out of {handle}.\r\n"
        assert store.accounts() == []
        with Client(howdah_sandbox.base_url, account.access_token) as client, pytest.raises(howdah.UnauthorizedError):
            client.verify_credentials()
        with Terminal(folder, "whoami") as nobody:
            assert nobody.ends() == 2
            assert "no account is stored here; 'howdah login SERVER' logs in" in " ".join(nobody.shown.split())

    def test_a_browser_brings_the_code(self, howdah_sandbox: Sandbox, folder: Path, tmp_path: Path) -> None:
        seen = tmp_path / "page"
        browsing = {
            "BROWSER": f"{sys.executable} {HERE / 'browser.py'} %s &",
            "BROWSED_BY": "carol",
            "BROWSED_TO": str(seen),
        }
        with Terminal(folder, "login", howdah_sandbox.base_url, "--scopes", "read write", **browsing) as terminal:
            assert terminal.ends() == 0, terminal.shown
        handle = f"carol@{howdah_sandbox.base_url.removeprefix('http://')}"
        assert f"Logged in as {handle}, with read write." in " ".join(terminal.shown.split())
        until = time.monotonic() + LONGEST
        while not seen.exists() and time.monotonic() < until:
            time.sleep(0.01)
        where, _, page = seen.read_text(encoding="utf-8").partition("\n")
        assert where.startswith("200 http://127.0.0.1:")
        assert handle in page
        assert CredentialStore(folder).account().access_token not in where + page

    def test_the_whole_address_may_be_pasted(self, howdah_sandbox: Sandbox, folder: Path) -> None:
        with Terminal(folder, "login", howdah_sandbox.base_url, "--no-browser") as terminal:
            state = re.search(r"state=([^&]+)", terminal.address())
            assert state is not None
            terminal.read_until("Code: ")
            terminal.type(f"https://app.example/?code=mockcode_bob&state={state[1]}")
            assert terminal.ends() == 0, terminal.shown

    def test_the_app_is_registered_once_and_several_accounts_are_kept(
        self, howdah_sandbox: Sandbox, folder: Path, store: CredentialStore
    ) -> None:
        log_in(folder, howdah_sandbox, "alice")
        app = store.app(howdah_sandbox.base_url)
        assert app is not None
        again = log_in(folder, howdah_sandbox, "bob")
        assert store.app(howdah_sandbox.base_url) == app
        alice, bob = store.known_accounts()
        assert (alice.default, bob.default) == (True, False)
        assert f"howdah accounts --default {bob.handle}" in " ".join(again.shown.split())
        assert run(folder, "whoami").stdout.startswith("alice (@alice)")
        assert run(folder, "whoami", "--account", bob.handle).stdout.startswith("bob (@bob)")
        assert run(folder, "whoami", HOWDAH_ACCOUNT=bob.handle).stdout.startswith("bob (@bob)")
        chosen = run(folder, "accounts", "--default", bob.handle)
        assert chosen.stdout == f"{alice.handle}: read\n{bob.handle} (default): read\n"
        assert run(folder, "whoami").stdout.startswith("bob (@bob)")
        told = run(folder, "logout", alice.handle, "--json")
        assert json.loads(told.stdout) == {"handle": alice.handle, "revoked": True}
        assert [account.handle for account in store.accounts()] == [bob.handle]

    @pytest.mark.parametrize("code", ["wrong", "mockcode_nobody", "", "two words", "\x07"])
    def test_a_wrong_code_is_one_line(self, howdah_sandbox: Sandbox, folder: Path, code: str) -> None:
        done = run(folder, "login", howdah_sandbox.base_url, "--no-browser", said=f"{code}\n")
        assert done.returncode == 1
        assert "Traceback" not in done.stderr
        last = done.stderr.splitlines()[-1].removeprefix("Code: ")
        assert last.startswith("howdah login: ")
        assert CredentialStore(folder).accounts() == []

    def test_no_code_at_all(self, howdah_sandbox: Sandbox, folder: Path) -> None:
        done = run(folder, "login", howdah_sandbox.base_url, "--no-browser")
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.endswith("howdah login: no code was given\n")

    def test_ctrl_c_and_ctrl_d(self, howdah_sandbox: Sandbox, folder: Path) -> None:
        for press, code in ((Terminal.interrupt, 130), (Terminal.end_input, 2)):
            with Terminal(folder, "login", howdah_sandbox.base_url, "--no-browser") as terminal:
                terminal.read_until("Code: ")
                press(terminal)
                assert terminal.ends() == code
                assert "Traceback" not in terminal.shown
        assert CredentialStore(folder).accounts() == []

    def test_json_is_all_that_stands_on_standard_output(self, howdah_sandbox: Sandbox, folder: Path) -> None:
        done = run(folder, "login", howdah_sandbox.base_url, "--no-browser", "--json", said="mockcode_alice\n")
        assert done.returncode == 0, done.stderr
        host = howdah_sandbox.base_url.removeprefix("http://")
        assert json.loads(done.stdout) == {
            "handle": f"alice@{host}",
            "instance": howdah_sandbox.base_url,
            "scopes": ["read"],
            "in_keyring": False,
            "default": True,
        }


class TestRefusals:
    def test_a_server_that_is_down(self, folder: Path) -> None:
        assert_one_line(run(folder, "login", nowhere(), "--no-browser"), 3, "howdah login: ", "refused")

    def test_what_is_no_such_server(self, folder: Path, web_server: str) -> None:
        assert_one_line(run(folder, "login", web_server, "--no-browser"), 1, "howdah login: ")
        assert CredentialStore(folder).accounts() == []

    @pytest.mark.parametrize("address", ["not a server", "http://example.social", "ftp://example.social", "a/b?c"])
    def test_what_is_no_address(self, folder: Path, address: str) -> None:
        assert_one_line(run(folder, "login", address, "--no-browser"), 2, "howdah login: ")

    def test_scopes_that_are_none(self, folder: Path, howdah_sandbox: Sandbox) -> None:
        done = run(folder, "login", howdah_sandbox.base_url, "--no-browser", "--scopes", " ")
        assert done.returncode == 2
        assert "Traceback" not in done.stderr

    @pytest.mark.parametrize(
        "arguments", [["login"], ["login", "a.example", "b.example"], ["whoami", "--no-such"], ["nothing"]]
    )
    def test_wrong_usage(self, folder: Path, arguments: list[str]) -> None:
        done = run(folder, *arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert "Usage" in done.stderr

    def test_credentials_that_are_open_to_others(self, folder: Path, howdah_sandbox: Sandbox) -> None:
        stored(folder, howdah_sandbox, "alice")
        path = CredentialStore(folder).path
        path.chmod(0o644)
        for arguments in (["accounts"], ["whoami"], ["logout"], ["login", howdah_sandbox.base_url, "--no-browser"]):
            assert_one_line(run(folder, *arguments), 2, f"howdah {arguments[0]}: ", f"chmod 600 {path}")

    @pytest.mark.parametrize("arguments", [["accounts"], ["whoami"], ["logout"], ["login", "example.social"]])
    def test_a_missing_extra(self, folder: Path, arguments: list[str]) -> None:
        blocked = "import sys; sys.modules['platformdirs'] = None"
        code = f"{blocked}; sys.argv[0] = 'howdah'; from howdah.cli import main; main()"
        surroundings = environment(folder)
        del surroundings["HOWDAH_CONFIG_DIR"]
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", code, *arguments],
            env=surroundings,
            capture_output=True,
            text=True,
            timeout=LONGEST,
            check=False,
        )
        assert_one_line(done, 2, "pip install 'howdah[auth]'")


class TestWhoami:
    def test_json(self, folder: Path, howdah_sandbox: Sandbox) -> None:
        stored(folder, howdah_sandbox, "bob")
        done = run(folder, "whoami", "--json")
        assert (done.returncode, done.stderr) == (0, "")
        told = json.loads(done.stdout)
        assert told["instance"] == howdah_sandbox.base_url
        assert told["account"]["username"] == "bob"

    def test_the_environment_may_say_who(self, folder: Path, howdah_sandbox: Sandbox) -> None:
        account = stored(folder, howdah_sandbox, "alice")
        token = {"HOWDAH_SERVER": howdah_sandbox.base_url, "HOWDAH_TOKEN": howdah_sandbox.token_of("carol")}
        assert run(folder, "whoami", **token).stdout.startswith("carol (@carol)")
        assert run(folder, "whoami", "--account", account.handle, **token).stdout.startswith("alice (@alice)")
        assert run(folder, "whoami", HOWDAH_ACCOUNT=account.handle, **token).stdout.startswith("alice (@alice)")

    def test_a_token_that_is_no_longer_good(self, folder: Path, howdah_sandbox: Sandbox) -> None:
        account = stored(folder, howdah_sandbox, "alice")
        with Client(account.instance) as client:
            client.revoke_token(account.client_id, account.client_secret, account.access_token)
        done = run(folder, "whoami")
        assert_one_line(done, 1, "howdah whoami: ", "401")
        assert account.access_token not in done.stderr

    def test_an_unknown_account_names_the_known(self, folder: Path, howdah_sandbox: Sandbox) -> None:
        account = stored(folder, howdah_sandbox, "alice")
        for arguments in (["whoami", "--account", "bob@x.example"], ["logout", "bob@x.example"]):
            assert_one_line(run(folder, *arguments), 2, "'bob@x.example'", account.handle)
        assert_one_line(run(folder, "accounts", "--default", "bob@x.example"), 2, "'bob@x.example'", account.handle)

    def test_a_server_that_is_down(self, folder: Path) -> None:
        account = unreachable(folder)
        done = run(folder, "whoami")
        assert_one_line(done, 3, "howdah whoami: ", "refused")
        assert account.access_token not in done.stderr

    def test_what_a_server_sends_oddly_is_no_noise(self, folder: Path, howdah_sandbox: Sandbox) -> None:
        stored(folder, howdah_sandbox, "alice")
        odd = {"id": 1, "username": "alice", "acct": "alice", "display_name": "Alice", "bot": "perhaps"}
        with howdah_sandbox.fault("/api/v1/accounts/verify_credentials", body=odd):
            done = run(folder, "whoami")
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout == f"Alice (@alice) on {howdah_sandbox.base_url}\n"

    @pytest.mark.parametrize("body", [[], {"id": "1"}, "<h1>It works!</h1>"])
    def test_nonsense_is_one_line(self, folder: Path, howdah_sandbox: Sandbox, body: Any) -> None:
        stored(folder, howdah_sandbox, "alice")
        with howdah_sandbox.fault("/api/v1/accounts/verify_credentials", body=body):
            assert_one_line(run(folder, "whoami"), 1, "howdah whoami: ")

    def test_a_name_that_turns_the_line_around_does_not(self, folder: Path, howdah_sandbox: Sandbox) -> None:
        stored(folder, howdah_sandbox, "alice")
        howdah_sandbox.client("alice").update_credentials(display_name="\u202egnp.exe\u2066")
        assert run(folder, "whoami").stdout.startswith("\ufffdgnp.exe\ufffd (@alice)")

    def test_a_name_that_commands_the_terminal_does_not(self, folder: Path, howdah_sandbox: Sandbox) -> None:
        account = stored(folder, howdah_sandbox, "alice")
        howdah_sandbox.client("alice").update_credentials(display_name="\x1b[2Jgone [bold]x[/]\nsecond line")
        with Terminal(folder, "whoami") as terminal:
            assert terminal.ends() == 0
        assert "\x1b" not in terminal.shown
        assert "[bold]x[/]" in terminal.shown
        assert terminal.shown.count("\r\n") == 1
        assert account.access_token not in terminal.shown


class TestAccounts:
    def test_none(self, folder: Path) -> None:
        done = run(folder, "accounts")
        assert (done.returncode, done.stdout) == (0, "")
        assert "howdah login SERVER" in done.stderr
        done = run(folder, "accounts", "--json")
        assert (done.returncode, done.stdout, done.stderr) == (0, "[]\n", "")
        assert not folder.exists()

    def test_json(self, folder: Path, howdah_sandbox: Sandbox) -> None:
        account = stored(folder, howdah_sandbox, "alice")
        done = run(folder, "accounts", "--json")
        assert json.loads(done.stdout) == [
            {
                "handle": account.handle,
                "instance": account.instance,
                "scopes": ["read"],
                "expires_at": None,
                "in_keyring": False,
                "default": True,
                "problem": None,
            }
        ]
        assert account.access_token not in done.stdout

    def test_no_color(self, folder: Path, howdah_sandbox: Sandbox) -> None:
        stored(folder, howdah_sandbox, "alice")
        for arguments in (["accounts"], ["whoami"], ["whoami", "--account", "x@y"], ["login", "--help"]):
            with Terminal(folder, *arguments, NO_COLOR="1") as terminal:
                terminal.ends()
            assert not re.search(r"\x1b\[[0-9;]*3[0-9]", terminal.shown)


class TestLogout:
    def test_a_server_that_is_down_is_said_and_the_account_forgotten(self, folder: Path) -> None:
        account = unreachable(folder)
        done = run(folder, "logout")
        assert (done.returncode, done.stdout) == (3, f"Forgot {account.handle}.\n")
        assert done.stderr.startswith("howdah logout: the token is not revoked and may still be good")
        assert done.stderr.count("\n") == 1
        assert account.access_token not in done.stderr
        assert account.client_secret not in done.stderr
        assert CredentialStore(folder).accounts() == []

    def test_a_refusal_is_said_and_the_account_forgotten(self, folder: Path, howdah_sandbox: Sandbox) -> None:
        account = stored(folder, howdah_sandbox, "alice")
        body = {"error": "unauthorized_client", "error_description": account.access_token}
        with howdah_sandbox.fault("/oauth/revoke", status=403, body=body):
            done = run(folder, "logout", account.handle)
        assert (done.returncode, done.stdout) == (1, f"Forgot {account.handle}.\n")
        assert "403" in done.stderr
        assert account.access_token not in done.stderr
        assert CredentialStore(folder).accounts() == []

    def test_the_default_that_leaves_is_followed_by_nobody(self, folder: Path, howdah_sandbox: Sandbox) -> None:
        accounts = [stored(folder, howdah_sandbox, user) for user in ("alice", "bob", "carol")]
        assert run(folder, "logout").returncode == 0
        assert_one_line(run(folder, "logout"), 2, accounts[1].handle, accounts[2].handle, "none is the default")
        assert len(CredentialStore(folder).accounts()) == 2


class TestWhoIsMeant:
    """One rule for all commands: named, HOWDAH_ACCOUNT, HOWDAH_SERVER with HOWDAH_TOKEN, the default."""

    def test_an_empty_variable_counts_as_unset(self, folder: Path, howdah_sandbox: Sandbox) -> None:
        stored(folder, howdah_sandbox, "alice")
        token = {"HOWDAH_SERVER": howdah_sandbox.base_url, "HOWDAH_TOKEN": howdah_sandbox.token_of("carol")}
        assert run(folder, "whoami", HOWDAH_ACCOUNT="").stdout.startswith("alice (@alice)")
        assert run(folder, "whoami", HOWDAH_ACCOUNT=" ", **token).stdout.startswith("carol (@carol)")
        unset = {"HOWDAH_SERVER": "", "HOWDAH_TOKEN": ""}
        assert run(folder, "whoami", **unset).stdout.startswith("alice (@alice)")
        assert run(folder, "logout", HOWDAH_ACCOUNT="", **unset).returncode == 0

    @pytest.mark.parametrize(
        ("said", "missing"), [("HOWDAH_TOKEN", "HOWDAH_SERVER"), ("HOWDAH_SERVER", "HOWDAH_TOKEN")]
    )
    def test_half_of_it_is_a_mistake(self, folder: Path, howdah_sandbox: Sandbox, said: str, missing: str) -> None:
        stored(folder, howdah_sandbox, "alice")
        half = {said: "127.0.0.1:9"}
        assert_one_line(run(folder, "whoami", **half), 2, f"{missing} must be set")
        assert_one_line(run(folder, "logout", **half), 2, "HOWDAH_TOKEN")
        assert len(CredentialStore(folder).accounts()) == 1
        assert run(folder, "whoami", HOWDAH_ACCOUNT=CredentialStore(folder).chosen(), **half).returncode == 0

    def test_a_token_in_the_environment_logs_nobody_else_out(self, folder: Path, howdah_sandbox: Sandbox) -> None:
        account = stored(folder, howdah_sandbox, "alice")
        token = {"HOWDAH_SERVER": howdah_sandbox.base_url, "HOWDAH_TOKEN": howdah_sandbox.token_of("carol")}
        assert_one_line(run(folder, "logout", **token), 2, "name the account")
        assert CredentialStore(folder).accounts() == [account]
        assert run(folder, "logout", account.handle, **token).returncode == 0

    def test_nobody_follows_the_default_unasked(self, folder: Path, howdah_sandbox: Sandbox) -> None:
        alice, bob = (stored(folder, howdah_sandbox, user) for user in ("alice", "bob"))
        said = run(folder, "logout").stdout
        assert said.splitlines()[0] == f"Logged out of {alice.handle}."
        assert "howdah accounts --default" in said
        assert_one_line(run(folder, "whoami"), 2, f"howdah accounts --default {bob.handle}")
        assert_one_line(run(folder, "logout"), 2, bob.handle)
        assert run(folder, "accounts", "--default", bob.handle).returncode == 0
        assert run(folder, "whoami").stdout.startswith("bob (@bob)")


class TestDamage:
    def test_of_one_account_is_told_and_can_be_dropped(self, folder: Path, howdah_sandbox: Sandbox) -> None:
        alice, bob = (stored(folder, howdah_sandbox, user) for user in ("alice", "bob"))
        path = CredentialStore(folder).path
        document = json.loads(path.read_bytes())
        document["accounts"][alice.handle] = {"handle": alice.handle, "access_token": 7}
        path.write_text(json.dumps(document))
        done = run(folder, "accounts")
        assert (done.returncode, done.stdout) == (0, f"{bob.handle}: read\n")
        assert "damaged" in done.stderr
        assert f"howdah logout {alice.handle}" in done.stderr
        problems = [each["problem"] for each in json.loads(run(folder, "accounts", "--json").stdout)]
        assert "damaged" in problems[0]
        assert problems[1] is None
        log_in(folder, howdah_sandbox, "carol")
        dropped = run(folder, "logout", alice.handle)
        assert (dropped.returncode, dropped.stdout.splitlines()[0]) == (2, f"Forgot {alice.handle}.")
        assert run(folder, "accounts").stderr == ""

    def test_what_cannot_be_written_is_not_voided(self, folder: Path, howdah_sandbox: Sandbox) -> None:
        account = stored(folder, howdah_sandbox, "alice")
        (folder / "credentials.json.new").mkdir()
        assert_one_line(run(folder, "logout"), 2, "cannot be written")
        assert run(folder, "whoami").stdout.startswith("alice (@alice)"), "it is as good as before"
        assert CredentialStore(folder).accounts() == [account]
        assert_one_line(run(folder, "login", howdah_sandbox.base_url, "--no-browser"), 2, "cannot be written")


def piped(folder: Path, command: str) -> subprocess.CompletedProcess[str]:
    """The command as a shell has it, with its redirections."""
    return subprocess.run(
        f'"$HOWDAH" -W error -m howdah {command}',
        shell=True,
        env=environment(folder, HOWDAH="") | {"HOWDAH": sys.executable},
        capture_output=True,
        encoding="utf-8",
        timeout=LONGEST,
        check=False,
    )


class TestRedirections:
    def test_of_no_input(self, folder: Path, howdah_sandbox: Sandbox) -> None:
        done = piped(folder, f"login {howdah_sandbox.base_url} --no-browser <&-")
        assert done.returncode == 2
        assert "no code was given" in done.stderr
        assert "Traceback" not in done.stderr

    def test_of_no_errors(self, folder: Path, howdah_sandbox: Sandbox) -> None:
        done = piped(folder, f"login {howdah_sandbox.base_url} --no-browser 2>&- <<<''".replace("<<<''", "</dev/null"))
        assert (done.returncode, done.stdout, done.stderr) == (2, "", "")
        stored(folder, howdah_sandbox, "alice")
        assert piped(folder, "whoami 2>&-").stdout.startswith("alice (@alice)")

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full disk here")
    @pytest.mark.parametrize("more", ["", "--json"])
    def test_to_a_full_disk(self, folder: Path, howdah_sandbox: Sandbox, more: str) -> None:
        done = piped(folder, f"login {howdah_sandbox.base_url} --no-browser {more} >/dev/full <<E\nmockcode_alice\nE\n")
        assert done.returncode == 2
        assert "Traceback" not in done.stderr
        assert done.stderr.splitlines()[-1].endswith("No space left on device")
        assert len(CredentialStore(folder).accounts()) == 1
        for command in ("whoami", "accounts"):
            done = piped(folder, f"{command} {more} >/dev/full")
            assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr

    @pytest.mark.parametrize("pasted", ["http://[::1/?code=1", "https://x]/?code=1"])
    def test_what_is_pasted_may_be_anything(self, folder: Path, howdah_sandbox: Sandbox, pasted: str) -> None:
        done = run(folder, "login", howdah_sandbox.base_url, "--no-browser", said=f"{pasted}\n")
        assert done.returncode == 1
        assert "Traceback" not in done.stderr


class TestHelp:
    @pytest.mark.parametrize("command", ["login", "logout", "accounts", "whoami"])
    def test_tells_of_the_exit_codes(self, folder: Path, command: str) -> None:
        done = run(folder, command, "--help")
        said = " ".join(done.stdout.split())
        assert done.returncode == 0
        assert "Exit codes: 0 all is well; 1 the server" in said
        assert "3 the server could not be reached; 4 an answer was lost" in said

    def test_every_option_is_explained(self, folder: Path) -> None:
        said = " ".join(run(folder, "login", "--help", TERMINAL_WIDTH="300").stdout.split())
        assert "By default read, which changes nothing." in said


@pytest.fixture
def web_server() -> Iterator[str]:
    """Something that answers, and is no such server."""

    class Page(BaseHTTPRequestHandler):
        def answer(self) -> None:
            self.rfile.read(int(self.headers.get("content-length") or 0))
            body = b"<h1>It works!</h1>"
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = answer

        def log_message(self, *_: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Page)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()
