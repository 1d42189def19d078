"""The files that Mastodon.py writes, in each of its layouts; and those that it writes today."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from howdah import AsyncClient, Client
from howdah.auth import read_client_secret, read_user_secret
from howdah.core.errors import ConfigurationError, CredentialsError
from howdah.sandbox import Sandbox

SERVER = "https://example.social"
CLIENT_FILES = {
    "1.0": "the-id\nthe-secret\n",
    "1.5": f"the-id\nthe-secret\n{SERVER}\n",
    "1.8": f"the-id\nthe-secret\n{SERVER}\nmy bot\n",
}
USER_FILES = {
    "1.0": "the-token\n",
    "1.5": f"the-token\n{SERVER}\n",
    "1.8": f"the-token\n{SERVER}\nthe-id\nthe-secret\n",
}


def file(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text)
    return path


@pytest.mark.parametrize("layout", CLIENT_FILES)
@pytest.mark.parametrize("instance", [None, "example.social"])
def test_client_files(tmp_path: Path, layout: str, instance: str | None) -> None:
    path = file(tmp_path, "client.secret", CLIENT_FILES[layout])
    if layout == "1.0" and instance is None:
        with pytest.raises(ConfigurationError, match="too old to name its server"):
            read_client_secret(path)
        return
    app = read_client_secret(path, instance=instance)
    assert (app.instance, app.client_id, app.client_secret) == (SERVER, "the-id", "the-secret")
    assert app.name == ("my bot" if layout == "1.8" else "")


@pytest.mark.parametrize("user_layout", USER_FILES)
@pytest.mark.parametrize("client_layout", [None, *CLIENT_FILES])
@pytest.mark.parametrize("instance", [None, "example.social"])
def test_user_files(tmp_path: Path, user_layout: str, client_layout: str | None, instance: str | None) -> None:
    user = file(tmp_path, "user.secret", USER_FILES[user_layout])
    client = client_layout and file(tmp_path, "client.secret", CLIENT_FILES[client_layout])
    if user_layout == "1.0" and client_layout in (None, "1.0") and instance is None:
        with pytest.raises(ConfigurationError, match="too old to name its server"):
            read_user_secret(user, client)
        return
    secret = read_user_secret(user, client, instance=instance)
    assert (secret.instance, secret.access_token) == (SERVER, "the-token")
    known = user_layout == "1.8" or client_layout is not None
    assert (secret.client_id, secret.client_secret) == (("the-id", "the-secret") if known else (None, None))


@pytest.mark.parametrize(
    "text",
    [
        "the-token\r\nhttps://example.social/\r\n",
        "the-token\nexample.social",
        "  the-token  \n https://EXAMPLE.social \n\n\n",
    ],
)
def test_files_that_an_editor_has_touched(tmp_path: Path, text: str) -> None:
    path = tmp_path / "user.secret"
    path.write_bytes(text.encode())
    secret = read_user_secret(str(path))
    assert (secret.instance, secret.access_token) == (SERVER, "the-token")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "empty"),
        ("\n \n", "empty"),
        (CLIENT_FILES["1.0"], "second line is no server"),
        (CLIENT_FILES["1.8"], "second line is no server"),
        ("the-token\nhttps://the-secret@x.example/\n", "server's address .* is none"),
        ("the-token\nhttps://the-secret one.example\n", "server's address .* is none"),
        ("the-token\nhttps://other.example\n", "different servers"),
    ],
)
def test_what_is_no_user_file_is_not_repeated(tmp_path: Path, text: str, why: str) -> None:
    path = file(tmp_path, "user.secret", text)
    with pytest.raises(CredentialsError, match=why) as caught:
        read_user_secret(path, instance=SERVER)
    shown = f"{caught.value!r} {caught.value.__cause__!r}"
    assert not any(word in shown for word in ("the-token", "the-secret", "the-id"))


@pytest.mark.parametrize("text", ["only-one-line\n", USER_FILES["1.5"], USER_FILES["1.8"]])
def test_what_is_no_client_file(tmp_path: Path, text: str) -> None:
    with pytest.raises(CredentialsError, match="no client file") as caught:
        read_client_secret(file(tmp_path, "client.secret", text), instance=SERVER)
    assert "the-token" not in str(caught.value)


def test_files_of_different_servers(tmp_path: Path) -> None:
    user = file(tmp_path, "user.secret", USER_FILES["1.8"])
    client = file(tmp_path, "client.secret", "the-id\nthe-secret\nhttps://other.example\n")
    with pytest.raises(CredentialsError, match=r"different servers are named: https://ex.* and https://other\.example"):
        read_user_secret(user, client)


@pytest.mark.parametrize("given", ["a-token-in-place-of-a-file", b"\xff\xfe\x00"])
def test_what_cannot_be_read_is_not_repeated(tmp_path: Path, given: str | bytes) -> None:
    path = tmp_path / "binary"
    if isinstance(given, bytes):
        path.write_bytes(given)
    with pytest.raises(CredentialsError, match=r"user file of Mastodon\.py's cannot be read") as caught:
        read_user_secret(path if isinstance(given, bytes) else given)
    assert "a-token" not in f"{caught.value!r}"


@pytest.mark.parametrize("kind", [Client, AsyncClient])
def test_either_client_is_made_from_them(tmp_path: Path, kind: type[Client | AsyncClient]) -> None:
    user = file(tmp_path, "user.secret", USER_FILES["1.0"])
    client = file(tmp_path, "client.secret", CLIENT_FILES["1.8"])
    made = kind.from_secret_file(user, client, timeout=3.0, strict=True)
    assert (made.instance, made.session.token, made.session.timeout) == (SERVER, "the-token", 3.0)
    assert type(made) is kind
    with pytest.raises(ConfigurationError, match="different servers"):
        kind.from_secret_file(user, client, instance="other.example")


def test_plain_http_is_refused_as_ever(tmp_path: Path) -> None:
    user = file(tmp_path, "user.secret", "the-token\nhttp://example.social\n")
    with pytest.raises(ConfigurationError, match="plain HTTP"):
        Client.from_secret_file(user)
    assert Client.from_secret_file(user, allow_http=True).instance == "http://example.social"


WRITTEN_BY_MASTODON_PY = """
import sys
from mastodon import Mastodon

server, client_file, user_file = sys.argv[1:]
Mastodon.create_app("my bot", api_base_url=server, to_file=client_file)
mastodon = Mastodon(client_id=client_file, version_check_mode="none")
mastodon.log_in(code="mockcode_bob", to_file=user_file, allow_http=True)
"""


def test_those_that_mastodon_py_writes_today(howdah_sandbox: Sandbox, tmp_path: Path) -> None:
    client_file, user_file = tmp_path / "client.secret", tmp_path / "user.secret"
    # Mastodon.py's own warnings are not ours to mend.
    command = [sys.executable, "-W", "ignore", "-c", WRITTEN_BY_MASTODON_PY, howdah_sandbox.base_url]
    done = subprocess.run(
        [*command, str(client_file), str(user_file)], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    assert read_client_secret(client_file).name == "my bot"
    secret = read_user_secret(user_file)
    assert secret.client_id == read_client_secret(client_file).client_id
    with Client.from_secret_file(user_file) as client:
        assert client.verify_credentials().username == "bob"


def test_a_mark_that_editors_put_first_is_no_part_of_the_token(tmp_path: Path) -> None:
    path = tmp_path / "user.secret"
    path.write_bytes(b"\xef\xbb\xbf" + USER_FILES["1.8"].encode())
    assert read_user_secret(path).access_token == "the-token"


def test_a_server_may_be_named_by_host_and_port_alone(tmp_path: Path) -> None:
    path = tmp_path / "user.secret"
    path.write_text("token\nlocalhost:3000\n")
    assert read_user_secret(path).instance == "https://localhost:3000"
