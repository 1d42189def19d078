"""Applications, logins and sign-ups through the front for Mastodon.py: the same calls, files and errors."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from tests.auth.authorization_server import Answer, Asked, StrictServer
from tests.compat.libraries import LIBRARIES, library, parameters, plain

from howdah.sandbox import Sandbox

pytestmark = [
    pytest.mark.usefixtures("bounded"),
    # Mastodon.py leaves its connections to the garbage collector.
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"),
]
ALL = "read write follow push"
VERSION = {"uri": "x", "version": "4.6.0", "domain": "x", "api_versions": {"mastodon": 7}}


class Server(StrictServer):
    """The strict server, with what else Mastodon.py asks for, and answers as a test wants them.

    Attributes:
        answers: what is answered to requests, by method and path, instead of the truth.
    """

    def __init__(self) -> None:
        super().__init__()
        self.metadata = None
        self.answers: dict[str, Any] = {}

    def answer(self, asked: Asked) -> Answer:
        told = self.answers.get(f"{asked.method} {asked.path}")
        if told is not None:
            self.asked.append(asked)
            return Answer(*told)
        if asked.path.rstrip("/") in ("/api/v1/instance", "/api/v2/instance"):
            return Answer(200, VERSION)
        return super().answer(asked)

    def gives(self, scope: str | None = ALL, token: str = "the-token", path: str = "/oauth/token", **more: Any) -> None:
        """Answer with a token."""
        said = {"access_token": token, "token_type": "Bearer", "created_at": 1, **more}
        self.answers[f"POST {path}"] = (200, said if scope is None else {**said, "scope": scope})

    def refuses(self, status: int, said: Any, path: str = "/oauth/token") -> None:
        """Answer with an error."""
        self.answers[f"POST {path}"] = (status, said)

    def forms(self, path: str = "/oauth/token") -> list[dict[str, str]]:
        """What was posted to a path."""
        return [asked.form for asked in self.posted(path)]


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        yield server


@pytest.fixture(params=LIBRARIES)
def module(request: pytest.FixtureRequest) -> Any:
    """Either library, for what is the same in both."""
    return library(request.param)


@pytest.fixture
def front() -> Any:
    return library("Howdah")


def application(module: Any, server: Server, **settings: Any) -> Any:
    return module.Mastodon(
        client_id="the-id", client_secret="the-secret", api_base_url=server.base_url, request_timeout=10, **settings
    )


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


private = pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")


@pytest.mark.parametrize("redirect_uris", [None, "http://a.example", ["http://a.example", "http://b.example"]])
def test_applications(module: Any, server: Server, tmp_path: Path, redirect_uris: Any) -> None:
    path = tmp_path / "app.secret"
    client_id, client_secret = module.Mastodon.create_app(
        "my app",
        scopes=["read", "push"],
        redirect_uris=redirect_uris,
        website="https://app.example",
        to_file=path,
        api_base_url=f"{server.base_url}/",
    )
    app = server.apps[client_id]
    assert (app.client_secret, app.name, app.website) == (client_secret, "my app", "https://app.example")
    assert app.scopes == ["read", "push"]
    uris = ["urn:ietf:wg:oauth:2.0:oob"] if redirect_uris is None else redirect_uris
    assert app.redirect_uris == ([uris] if isinstance(uris, str) else uris)
    assert path.read_text() == f"{client_id}\n{client_secret}\n{server.base_url}\nmy app\n"


def test_applications_that_are_refused(module: Any, server: Server, tmp_path: Path) -> None:
    with pytest.raises(module.MastodonIllegalArgumentError, match=r"API base URL is required\."):
        module.Mastodon.create_app("my app")


def test_a_refused_application_is_an_error_and_no_file(front: Any, server: Server, tmp_path: Path) -> None:
    # Mastodon.py raises a KeyError, and leaves an empty file.
    path = tmp_path / "app.secret"
    with pytest.raises(front.MastodonAPIError, match="Scopes doesn't match") as caught:
        front.Mastodon.create_app("my app", scopes=["elephants"], to_file=path, api_base_url=server.base_url)
    assert caught.value.args[:3] == ("Mastodon API returned error", 422, "Unprocessable Entity")
    assert not path.exists()


def test_servers_that_are_not_there(module: Any) -> None:
    with pytest.raises(module.MastodonNetworkError):
        module.Mastodon.create_app("my app", api_base_url="http://127.0.0.1:9")


@private
def test_files_are_for_their_owner_only(front: Any, server: Server, tmp_path: Path) -> None:
    server.gives()
    app, user = tmp_path / "app.secret", tmp_path / "user.secret"
    user.write_text("old")
    user.chmod(0o644)
    server.answers["POST /api/v1/apps"] = (200, {"client_id": "a", "client_secret": "b", "name": "x"})
    front.Mastodon.create_app("my app", to_file=str(app), api_base_url=server.base_url)
    application(front, server).log_in(code="x", to_file=str(user))
    assert mode(app) == mode(user) == 0o600
    assert not [path for path in tmp_path.iterdir() if path.name not in ("app.secret", "user.secret")]


def test_files_that_cannot_be_written(front: Any, server: Server, tmp_path: Path) -> None:
    server.gives()
    with pytest.raises(OSError, match="cannot be written") as caught:
        application(front, server).log_in(code="x", to_file=tmp_path / "nowhere" / "user.secret")
    assert isinstance(caught.value, front.MastodonError)


WAYS: dict[str, tuple[dict[str, Any], dict[str, str]]] = {
    "code": (
        {"code": "the-code", "redirect_uri": "http://a.example"},
        {"grant_type": "authorization_code", "code": "the-code", "redirect_uri": "http://a.example"},
    ),
    "password": (
        {"username": "alice", "password": "hush"},
        {"grant_type": "password", "username": "alice", "password": "hush"},
    ),
    "refresh": ({"refresh_token": "the-old-one"}, {"grant_type": "refresh_token", "refresh_token": "the-old-one"}),
}


@pytest.mark.parametrize("way", WAYS)
def test_logging_in(module: Any, server: Server, tmp_path: Path, way: str) -> None:
    given, expected = WAYS[way]
    server.gives("read write")
    mastodon, path = application(module, server), tmp_path / "user.secret"
    assert mastodon.log_in(**given, scopes=["read", "write"], to_file=path) == "the-token"
    assert mastodon.access_token == "the-token"
    client = {"client_id": "the-id", "client_secret": "the-secret", "scope": "read write"}
    usual = {"redirect_uri": "urn:ietf:wg:oauth:2.0:oob"}
    assert server.forms() == [{**usual, **expected, **client}]
    text = f"the-token\n{server.base_url}\nthe-id\nthe-secret\n"
    assert path.read_text() == text
    assert mastodon.persistable_login_credentials() == text
    server.answers["GET /api/v1/apps/verify_credentials"] = (200, {"name": "my app", "website": None})
    again = module.Mastodon(access_token=str(path))
    assert again.app_verify_credentials().name == "my app"
    assert server.asked[-1].token == "the-token"
    assert (again.client_id, again.client_secret) == ("the-id", "the-secret")


def test_the_whole_way_with_a_strict_server(module: Any, server: Server, tmp_path: Path) -> None:
    app, user = tmp_path / "app.secret", tmp_path / "user.secret"
    client_id, _ = module.Mastodon.create_app("my app", ["read"], to_file=app, api_base_url=server.base_url)
    mastodon = module.Mastodon(client_id=app)
    code = server.code_for(server.apps[client_id], "urn:ietf:wg:oauth:2.0:oob")
    token = mastodon.log_in(code=code, scopes=["read"], to_file=user)
    assert server.tokens[token].user == "alice"
    assert module.Mastodon(client_id=str(app), access_token=str(user)).app_verify_credentials().name == "my app"
    with pytest.raises(module.MastodonIllegalArgumentError, match="Invalid access token or redirect_uris"):
        module.Mastodon(client_id=app).log_in(code=code, scopes=["read"])
    mastodon.revoke_access_token()
    assert token not in server.tokens
    assert mastodon.access_token is None


@pytest.mark.filterwarnings("ignore::UserWarning")  # Mastodon.py wonders about the sandbox's version
def test_the_whole_way_in_the_sandbox(howdah_sandbox: Sandbox, tmp_path: Path) -> None:
    outcomes = []
    for name in LIBRARIES:
        module, folder = library(name), tmp_path / name
        folder.mkdir()
        app, user = folder / "app.secret", folder / "user.secret"
        module.Mastodon.create_app("my bot", api_base_url=howdah_sandbox.base_url, to_file=app)
        mastodon = module.Mastodon(client_id=app)
        assert mastodon.log_in(code="mockcode_bob", to_file=user, allow_http=True) == mastodon.access_token
        again = module.Mastodon(access_token=user)
        assert user.read_text() == mastodon.persistable_login_credentials() == again.persistable_login_credentials()
        me, its_app = again.account_verify_credentials(), again.app_verify_credentials()
        mastodon.revoke_access_token(allow_http=True)
        outcomes.append(
            (me.username, its_app.name, len(app.read_text().split("\n")), len(user.read_text().split("\n")))
        )
    assert outcomes[0] == outcomes[1]
    assert outcomes[1][0] == "bob"


@pytest.mark.parametrize(
    ("granted", "asked", "enough"),
    [
        ("read", ALL, False),
        ("read write follow push admin:read", ALL, True),
        ("read:accounts read", "read read:accounts read:lists", True),
        ("write follow read push", "read:follows", True),
        ("follow", "read:blocks write:mutes", True),
        ("read:accounts", "read", False),
        ("read write", "follow", False),
        ("admin:read", "admin:read:accounts", True),
        ("read", "", True),
    ],
)
def test_scopes_are_compared(
    module: Any, server: Server, tmp_path: Path, granted: str, asked: str, enough: bool
) -> None:
    server.gives(granted)
    mastodon, path = application(module, server), tmp_path / "user.secret"
    if enough:
        assert mastodon.log_in(code="x", scopes=asked.split(), to_file=path) == "the-token"
    else:
        expected = f'do not contain all of the requested scopes "{asked}"'
        with pytest.raises(module.MastodonAPIError, match=expected):
            mastodon.log_in(code="x", scopes=asked.split(), to_file=path)
    assert path.exists() is enough
    assert mastodon.access_token == "the-token"


BEGINNINGS = {
    "code": "Invalid access token or redirect_uris",
    "password": "Invalid user name, password, or redirect_uris",
    "refresh": "Invalid request",
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("status", "said"),
    [
        (400, {"error": "invalid_grant", "error_description": "Bad code"}),
        (400, {"error": "unsupported_grant_type"}),
        (401, {"error": "invalid_client"}),
        (500, {"error": "invalid_cosmos"}),
    ],
)
def test_logins_that_are_refused(module: Any, server: Server, way: str, status: int, said: dict[str, str]) -> None:
    server.refuses(status, said)
    mastodon = application(module, server)
    with pytest.raises(module.MastodonIllegalArgumentError) as caught:
        mastodon.log_in(**WAYS[way][0])
    text = str(caught.value)
    assert text.startswith(f"{BEGINNINGS[way]}: ")
    assert said["error"] in text
    assert not any(secret in text for secret in ("the-secret", "the-code", "hush", "the-old-one"))
    assert mastodon.access_token is None


def test_answers_that_are_no_token(module: Any, server: Server) -> None:
    server.refuses(200, {})
    with pytest.raises(module.MastodonIllegalArgumentError, match="Invalid access token or redirect_uris"):
        application(module, server).log_in(code="x")


def test_a_server_that_does_not_say_what_it_grants(front: Any, server: Server) -> None:
    server.gives(scope=None)  # a KeyError with Mastodon.py
    assert application(front, server).log_in(code="x") == "the-token"


@pytest.mark.parametrize("given", [{}, {"username": "alice"}, {"password": "hush"}])
def test_nothing_to_log_in_with(module: Any, server: Server, given: dict[str, str]) -> None:
    with pytest.raises(module.MastodonIllegalArgumentError, match="username and password or code are required"):
        application(module, server).log_in(**given)
    assert server.forms() == []


CREDENTIALS: dict[str, Callable[[Any], object]] = {
    "persist": lambda mastodon: mastodon.persistable_login_credentials(),
    "revoke": lambda mastodon: mastodon.revoke_access_token(),
}


@pytest.mark.parametrize("what", CREDENTIALS)
def test_credentials_that_are_not_there(module: Any, server: Server, what: str) -> None:
    with pytest.raises(module.MastodonIllegalArgumentError, match=f"Not logged in, do not have a token to {what}"):
        CREDENTIALS[what](application(module, server))
    token_only = module.Mastodon(access_token="x", api_base_url=server.base_url)
    with pytest.raises(module.MastodonIllegalArgumentError, match=f"is required to {what} tokens"):
        CREDENTIALS[what](token_only)


def test_a_token_that_is_not_revoked_is_kept(module: Any, server: Server) -> None:
    mastodon = application(module, server, access_token="the-token")
    server.answers["POST /oauth/revoke"] = (403, {"error": "unauthorized_client"})
    with pytest.raises(module.MastodonAPIError) as caught:
        mastodon.revoke_access_token()
    assert caught.value.args == ("Mastodon API returned error", 403, "Forbidden", "unauthorized_client")
    assert mastodon.access_token == "the-token"
    server.answers["POST /oauth/revoke"] = (200, {})
    mastodon.revoke_access_token()
    assert server.forms("/oauth/revoke")[-1] == {
        "client_id": "the-id",
        "client_secret": "the-secret",
        "token": "the-token",
    }
    assert mastodon.access_token is None


def asked_for(url: str) -> dict[str, str]:
    """What a page's address asks for, but for what only says that nothing is asked."""
    query = {name: value for name, (value,) in parse_qs(urlsplit(url).query).items()}
    return {name: value for name, value in query.items() if value not in ("None", "False")}


def test_the_page_to_log_in_at(module: Any, server: Server, tmp_path: Path) -> None:
    mastodon = application(module, server)
    url = mastodon.auth_request_url()
    assert url.startswith(f"{server.base_url}/oauth/authorize?")
    oob = "urn:ietf:wg:oauth:2.0:oob"
    expected = {"client_id": "the-id", "response_type": "code", "redirect_uri": oob, "scope": ALL}
    assert asked_for(url) == expected
    file = tmp_path / "app.secret"
    file.write_text(f"another-id\nsecret\n{server.base_url}\nits name\n")
    asked = len(server.asked)
    url = mastodon.auth_request_url(
        file, "http://a.example/x y", ["read", "push"], True, "state", "de", skip_server_info=True
    )
    assert asked_for(url) == {
        "client_id": "another-id",
        "response_type": "code",
        "redirect_uri": "http://a.example/x y",
        "scope": "read push",
        "force_login": url.partition("force_login=")[2].partition("&")[0],
        "state": "state",
        "lang": "de",
    }
    assert asked_for(url)["force_login"].lower() == "true"
    assert len(server.asked) == asked


def test_the_page_of_no_application(front: Any, server: Server) -> None:
    mastodon = front.Mastodon(api_base_url=server.base_url)  # Mastodon.py asks for client_id=None
    with pytest.raises(front.MastodonIllegalArgumentError, match="no client ID"):
        mastodon.auth_request_url(skip_server_info=True)


def test_what_is_not_asked_for_is_not_in_the_address(front: Any, server: Server) -> None:
    assert "None" not in application(front, server).auth_request_url()


def elsewhere(server: Server, base: str | None = None) -> None:
    """Have the server name other endpoints than the usual ones."""
    base = server.base_url if base is None else base
    names = ("authorization", "token", "revocation")
    server.metadata = {f"{name}_endpoint": f"{base}/elsewhere/{name}" for name in names}
    server.metadata["userinfo_endpoint"] = f"{base}/elsewhere/userinfo"
    server.metadata["grant_types_supported"] = ["authorization_code", "client_credentials"]


def test_endpoints_that_the_server_names(module: Any, server: Server) -> None:
    elsewhere(server)
    server.gives(path="/elsewhere/token")
    server.answers["POST /elsewhere/revocation"] = (200, {})
    mastodon = application(module, server)
    assert mastodon.auth_request_url(allow_http=True).startswith(f"{server.base_url}/elsewhere/authorization?")
    assert mastodon.log_in(code="x", allow_http=True) == "the-token"
    mastodon.revoke_access_token(allow_http=True)
    assert server.forms("/elsewhere/revocation")[0]["token"] == "the-token"


def test_endpoints_without_tls(module: Any, server: Server) -> None:
    elsewhere(server)
    with pytest.raises(module.MastodonIllegalArgumentError, match="OAuth URLs must use with https"):
        application(module, server).auth_request_url()
    with pytest.raises(module.MastodonIllegalArgumentError, match="OAuth URLs must use with https"):
        application(module, server).log_in(code="x")
    assert server.forms() == []


def test_a_password_is_not_sent_where_it_is_no_way_in(module: Any, server: Server) -> None:
    elsewhere(server)
    with pytest.raises(module.MastodonIllegalArgumentError, match=r"not supported|no longer supported"):
        application(module, server).log_in("alice", "hush", allow_http=True)
    assert not [asked for asked in server.asked if asked.method == "POST"]


def test_secrets_go_to_the_server_alone(front: Any, server: Server) -> None:
    elsewhere(server, "http://127.0.0.2:1")
    mastodon = application(front, server, access_token="the-token")
    for call in (
        mastodon.auth_request_url,
        lambda **how: mastodon.log_in(code="x", **how),
        mastodon.revoke_access_token,
    ):
        with pytest.raises(front.MastodonIllegalArgumentError, match="which is not its own"):
            call(allow_http=True)


@pytest.mark.parametrize("answer", [(404, {"error": "Record not found"}), (200, "<html>"), (410, {"error": "gone"})])
def test_servers_that_say_nothing_of_their_oauth(module: Any, server: Server, answer: tuple[int, Any]) -> None:
    server.answers["GET /.well-known/oauth-authorization-server"] = answer
    server.gives()
    mastodon = application(module, server)
    assert mastodon.oauth_authorization_server_info() == {}
    assert mastodon.log_in(code="x") == "the-token"


def test_what_a_server_says_of_its_oauth(server: Server) -> None:
    elsewhere(server)
    said = [plain(application(library(name), server).oauth_authorization_server_info()) for name in LIBRARIES]
    assert said[0] == said[1]
    assert said[0]["token_endpoint"] == f"{server.base_url}/elsewhere/token"


def test_who_signed_in(server: Server) -> None:
    server.answers["GET /oauth/userinfo"] = (200, {"iss": "x", "sub": "y", "name": "A", "preferred_username": "a"})
    said = [application(library(name), server, access_token="t").oauth_userinfo() for name in LIBRARIES]
    assert plain(said[0]) == plain(said[1])
    assert said[1].preferred_username == "a"
    assert type(said[1]).__name__ == "OAuthUserInfo"


SIGN_UP = {"username": "carol", "password": "hush", "email": "carol@c.example", "agreement": True}


def test_signing_up(module: Any, server: Server, tmp_path: Path) -> None:
    server.gives(token="app-token")
    server.gives(token="user-token", path="/api/v1/accounts")
    mastodon, path = application(module, server), tmp_path / "user.secret"
    token = mastodon.create_account(
        **SIGN_UP, reason="why not", locale="de", to_file=path, date_of_birth=datetime(2000, 1, 2, tzinfo=UTC)
    )
    assert token == mastodon.access_token == "user-token"
    assert server.forms()[0]["grant_type"] == "client_credentials"
    assert server.forms()[0]["scope"] == ALL
    asked = server.posted("/api/v1/accounts")[0]
    assert asked.token == "app-token"
    sent = {name: asked.form[name] for name in ("username", "password", "email", "reason", "locale", "date_of_birth")}
    expected = {name: SIGN_UP[name] for name in ("username", "password", "email")}
    assert sent == {**expected, "reason": "why not", "locale": "de", "date_of_birth": "2000-01-02"}
    assert asked.form["agreement"] in ("1", "true")
    assert path.read_text() == f"user-token\n{server.base_url}\n"


DETAILS = {"username": [{"error": "ERR_TAKEN", "description": "is taken"}]}


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (422, {"error": "Validation failed: Username is taken", "details": DETAILS}),
        (403, {"error": "This action is not allowed"}),
    ],
)
def test_sign_ups_that_are_refused(server: Server, tmp_path: Path, status: int, said: dict[str, Any]) -> None:
    server.gives()
    server.refuses(status, said, "/api/v1/accounts")
    detailed = []
    for name in LIBRARIES:
        module = library(name)
        mastodon = application(module, server)
        with pytest.raises(module.MastodonIllegalArgumentError) as caught:
            mastodon.create_account(**SIGN_UP, to_file=tmp_path / "user.secret")
        assert str(caught.value) == f"Invalid request: {said['error']}"
        token, error = mastodon.create_account(**SIGN_UP, return_detailed_error=True)
        assert token is None
        assert mastodon.access_token is None
        detailed.append((type(error).__name__, plain(error)))
    assert detailed[0] == detailed[1]
    assert detailed[1][1]["error"] == said["error"]
    assert not (tmp_path / "user.secret").exists()


def test_sign_ups_with_details_that_succeed(server: Server) -> None:
    server.gives()
    server.gives(token="user-token", path="/api/v1/accounts")
    results = [
        application(library(name), server).create_account(**SIGN_UP, return_detailed_error=True) for name in LIBRARIES
    ]
    assert plain(results[0]) == plain(results[1]) == ["user-token", {"error": None, "details": None}]


def test_sign_ups_that_make_no_sense(module: Any, server: Server) -> None:
    with pytest.raises(module.MastodonIllegalArgumentError, match="date_of_birth must be a datetime object"):
        application(module, server).create_account(**SIGN_UP, date_of_birth="2000-01-02")
    server.refuses(401, {"error": "invalid_client"})
    with pytest.raises(module.MastodonIllegalArgumentError, match="Invalid request during oauth phase"):
        application(module, server).create_account(**SIGN_UP)
    server.gives("read")
    server.gives("read", path="/api/v1/accounts")
    with pytest.raises(module.MastodonAPIError, match="do not contain all of the requested scopes"):
        application(module, server).create_account(**SIGN_UP)


def test_another_confirmation(module: Any, server: Server) -> None:
    server.answers["POST /api/v1/emails/confirmations"] = (200, {})
    mastodon = application(module, server, access_token="t")
    assert mastodon.email_resend_confirmation() is None
    server.answers["POST /api/v1/emails/confirmations"] = (404, {"error": "Record not found"})
    with pytest.raises(module.MastodonNotFoundError):
        mastodon.email_resend_confirmation()


def test_the_application_s_name_says_who_is_calling(front: Any, server: Server, tmp_path: Path) -> None:
    server.answers["GET /api/v1/apps/verify_credentials"] = (200, {"name": "my app"})
    for name, user_agent, expected in (
        ("my app/1.0", None, "my app/1.0 "),
        ("my app/1.0", "other/2", "other/2 "),
        ("käfer", None, "mastodonpy "),  # no header can hold that
    ):
        path = tmp_path / "app.secret"
        path.write_text(f"an-id\na-secret\n{server.base_url}\n{name}\n")
        given = {} if user_agent is None else {"user_agent": user_agent}
        front.Mastodon(client_id=path, access_token="t", **given).app_verify_credentials()
        assert server.asked[-1].headers["user-agent"].startswith(expected)


def test_old_files_belong_together(module: Any, server: Server, tmp_path: Path) -> None:
    app, user = tmp_path / "app.secret", tmp_path / "user.secret"
    app.write_text("an-id\na-secret\n")
    user.write_text(f"a-token\n{server.base_url}\n")
    with pytest.raises(module.MastodonIllegalArgumentError, match="API base URL is required"):
        module.Mastodon(client_id=app)
    mastodon = module.Mastodon(client_id=str(app), access_token=str(user))
    assert (mastodon.client_id, mastodon.access_token) == ("an-id", "a-token")
    assert mastodon.api_base_url == server.base_url


METHODS = (
    "create_app",
    "auth_request_url",
    "oauth_authorization_server_info",
    "oauth_userinfo",
    "log_in",
    "persistable_login_credentials",
    "revoke_access_token",
    "app_verify_credentials",
    "create_account",
    "email_resend_confirmation",
    "push_subscription",
    "push_subscription_set",
    "push_subscription_update",
    "push_subscription_delete",
    "push_subscription_generate_keys",
    "push_subscription_decrypt_push",
    "stream_user",
    "stream_user_notifications",
    "stream_public",
    "stream_local",
    "stream_hashtag",
    "stream_list",
    "stream_direct",
    "stream_open_websocket",
    "stream_healthy",
    "get_status_length",
    "filters_apply",
    "decode_blurhash",
)


@pytest.mark.parametrize("name", METHODS)
def test_signatures(name: str) -> None:
    theirs, ours = (getattr(library(each).Mastodon, name) for each in LIBRARIES)
    assert parameters(ours) == parameters(theirs)
    assert ours.__doc__
