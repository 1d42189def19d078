"""Logging in step by step, on both client classes: what is sent, what comes of it, and what refusals mean."""

from __future__ import annotations

import inspect
import json
import pickle
import warnings
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import httpx2
import pytest
from anyio import to_thread

from howdah import (
    AsyncClient,
    Client,
    ConfigurationError,
    GrantNotSupportedError,
    InvalidClientError,
    InvalidCodeError,
    NotAServerError,
    PasswordRefusedError,
    RefreshRefusedError,
    ScopeRefusedError,
    ServerError,
    TwoFactorRequiredError,
    UnexpectedAnswerError,
)
from howdah.auth import OOB, make_code_verifier
from howdah.core.static import StaticOperation

pytestmark = pytest.mark.anyio
SERVER = "https://example.social"
APP = {"id": "1", "name": "bot", "client_id": "app-id", "client_secret": "app-s3cret", "redirect_uris": [OOB]}
TOKEN = {"access_token": "t0ken-s3cret", "token_type": "Bearer", "scope": "read", "created_at": 1_700_000_000}
MFA = {"error": "mfa_required", "mfa_token": "mfa-s3cret", "supported_challenge_types": "totp"}
ECHO = "(what was sent)"
SECRETS = ("app-s3cret", "t0ken-s3cret", "mfa-s3cret", "passw0rd", "c0de-s3cret")
Step = Callable[..., Awaitable[Any]]


class Far:
    """A server that answers what it is told, and remembers what it was sent."""

    def __init__(self) -> None:
        self.answers: dict[str, list[tuple[int, Any]]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.headers: list[Mapping[str, str]] = []

    def on(self, path: str, *answers: tuple[int, Any] | dict[str, Any]) -> None:
        self.answers[path] = [answer if isinstance(answer, tuple) else (200, answer) for answer in answers]

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.asked.append((request.url.path, dict(parse_qsl(request.content.decode()))))
        self.headers.append(request.headers)
        answers = self.answers.get(request.url.path) or [(404, {"error": "Not found"})]
        status, body = answers.pop(0) if len(answers) > 1 else answers[0]
        if isinstance(body, str):
            return httpx2.Response(status, text=body)
        return httpx2.Response(status, json=body)

    @property
    def form(self) -> dict[str, str]:
        return self.asked[-1][1]


@pytest.fixture
def far() -> Far:
    return Far()


@pytest.fixture(params=["sync", "async"])
def step(request: pytest.FixtureRequest, far: Far) -> Step:
    """A step of logging in, by name, on either class."""
    transport = httpx2.MockTransport(far)

    async def blocking(name: str, *args: Any, **kwargs: Any) -> Any:
        with httpx2.Client(transport=transport) as sender:
            call = partial(getattr(Client, name), SERVER, *args, client=sender, **kwargs)
            return await to_thread.run_sync(call)

    async def awaited(name: str, *args: Any, **kwargs: Any) -> Any:
        async with httpx2.AsyncClient(transport=transport) as sender:
            return await getattr(AsyncClient, name)(SERVER, *args, client=sender, **kwargs)

    return blocking if request.param == "sync" else awaited


async def test_an_application_is_registered(far: Far, step: Step) -> None:
    far.on("/api/v1/apps", APP)
    uris = ["http://127.0.0.1:5000/", "myapp://login", OOB]
    app = await step("create_app", "bot/1.0", "https://bot.example", redirect_uris=uris, scopes=["read", "push"])
    assert (app.client_id, app.client_secret) == ("app-id", "app-s3cret")
    assert "app-s3cret" not in repr(app)
    assert far.form == {
        "client_name": "bot/1.0",
        "website": "https://bot.example",
        "redirect_uris": "\n".join(uris),
        "scopes": "read push",
    }
    assert far.headers[-1]["user-agent"].startswith("bot/1.0 ")
    assert "authorization" not in far.headers[-1]


async def test_an_application_asks_for_little_by_default(far: Far, step: Step) -> None:
    far.on("/api/v1/apps", APP)
    await step("create_app")
    assert far.form == {"client_name": "howdah", "redirect_uris": OOB, "scopes": "read"}


async def test_the_page_has_everything_in_its_address(far: Far, step: Step) -> None:
    url = await step(
        "generate_authorization_url",
        "app-id",
        redirect_uri="http://127.0.0.1:5000/?a=b",
        scopes="read write:statuses",
        state="a&b c",
        force_login=True,
        language="pt-BR",
        code_verifier="dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
    )
    assert url.startswith(f"{SERVER}/oauth/authorize?")
    assert {name: values for name, (values,) in parse_qs(urlsplit(url).query).items()} == {
        "response_type": "code",
        "client_id": "app-id",
        "redirect_uri": "http://127.0.0.1:5000/?a=b",
        "scope": "read write:statuses",
        "state": "a&b c",
        "force_login": "true",
        "lang": "pt-BR",
        "code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
        "code_challenge_method": "S256",
    }
    assert far.asked == []


async def test_the_plainest_address(step: Step) -> None:
    url = await step("generate_authorization_url", "app-id")
    assert parse_qs(urlsplit(url).query) == {
        "response_type": ["code"],
        "client_id": ["app-id"],
        "redirect_uri": [OOB],
        "scope": ["read"],
    }


async def test_a_code_becomes_a_token(far: Far, step: Step) -> None:
    far.on("/oauth/token", {**TOKEN, "refresh_token": "refresh-s3cret", "expires_in": 3600})
    verifier = make_code_verifier()
    token = await step("validate_authorization_code", " c0de\n", "app-id", "app-s3cret", code_verifier=verifier)
    assert (token.access_token, token.refresh_token, token.expires_in) == ("t0ken-s3cret", "refresh-s3cret", 3600)
    assert "s3cret" not in repr(token)
    assert far.form == {
        "grant_type": "authorization_code",
        "client_id": "app-id",
        "client_secret": "app-s3cret",
        "code": "c0de",
        "redirect_uri": OOB,
        "code_verifier": verifier,
    }
    assert "authorization" not in far.headers[-1], "GoToSocial answers 400 to client credentials in a header"


async def test_an_application_gets_a_token_of_its_own(far: Far, step: Step) -> None:
    far.on("/oauth/token", TOKEN)
    await step("get_app_token", "app-id", "app-s3cret", scopes="read write:accounts")
    assert far.form["grant_type"] == "client_credentials"
    assert far.form["scope"] == "read write:accounts"


async def test_a_token_is_refreshed(far: Far, step: Step) -> None:
    far.on("/oauth/token", TOKEN)
    await step("refresh_auth_token", "refresh-s3cret", "app-id", "app-s3cret")
    assert far.form == {
        "grant_type": "refresh_token",
        "refresh_token": "refresh-s3cret",
        "client_id": "app-id",
        "client_secret": "app-s3cret",
    }


async def test_a_password_becomes_a_token(far: Far, step: Step) -> None:
    far.on("/api/v1/apps", APP)
    far.on("/oauth/token", TOKEN)
    token = await step("get_auth_token", "alice", "passw0rd", "bot/1.0", "https://bot.example", scopes="read write")
    assert token.access_token == "t0ken-s3cret"
    assert [path for path, _ in far.asked] == ["/api/v1/apps", "/oauth/token"]
    assert far.form["username"] == "alice"
    assert far.form["scope"] == "read write"


async def test_a_password_with_an_application_that_is_there(far: Far, step: Step) -> None:
    far.on("/oauth/token", TOKEN)
    await step("get_auth_token", "alice", "passw0rd", client_id="app-id", client_secret="app-s3cret")
    assert [path for path, _ in far.asked] == ["/oauth/token"]
    with pytest.raises(ConfigurationError, match="belong together"):
        await step("get_auth_token", "alice", "passw0rd", client_id="app-id")


@pytest.mark.parametrize("code", ["123456", " 123456 ", lambda: "123456"])
async def test_a_second_factor_is_given(far: Far, step: Step, code: Any) -> None:
    far.on("/oauth/token", (403, MFA))
    far.on("/oauth/mfa/challenge", TOKEN)
    app = {"client_id": "app-id", "client_secret": "app-s3cret"}
    token = await step("get_auth_token", "alice", "passw0rd", mfa_code=code, **app)
    assert token.access_token == "t0ken-s3cret"
    assert far.form == {"mfa_token": "mfa-s3cret", "challenge_type": "totp", "code": "123456", **app}


async def test_a_second_factor_is_asked_for_only_when_it_is_wanted(far: Far, step: Step) -> None:
    far.on("/oauth/token", TOKEN)

    def never() -> str:
        raise AssertionError("nobody wants it")

    await step("get_auth_token", "alice", "passw0rd", client_id="i", client_secret="s", mfa_code=never)


@pytest.mark.parametrize(("code", "match"), [(None, "mfa_code"), ("000000", "does not take the code")])
async def test_a_missing_or_wrong_second_factor(far: Far, step: Step, code: str | None, match: str) -> None:
    far.on("/oauth/token", (403, MFA))
    far.on("/oauth/mfa/challenge", (400, {"error": "Invalid code"}))
    with pytest.raises(TwoFactorRequiredError, match=match) as raised:
        await step("get_auth_token", "alice", "passw0rd", client_id="app-id", client_secret="app-s3cret", mfa_code=code)
    assert_nothing_shown(raised.value)


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("validate_authorization_code", ("c0de-s3cret", "app-id", "app-s3cret")),
        ("get_auth_token", ("alice", "passw0rd")),
        ("get_app_token", ("app-id", "app-s3cret")),
        ("refresh_auth_token", ("t0ken-s3cret", "app-id", "app-s3cret")),
    ],
)
@pytest.mark.parametrize(
    ("status", "said", "kinds"),
    [
        (401, {"error": "invalid_client", "error_description": "Client authentication failed"}, [InvalidClientError]),
        (401, "", [InvalidClientError]),
        (400, {"error": "unsupported_grant_type"}, [GrantNotSupportedError]),
        (400, {"error": "unauthorized_client"}, [GrantNotSupportedError]),
        (400, {"error": "invalid_scope", "error_description": "not these"}, [ScopeRefusedError]),
        (
            400,
            {"error": "invalid_grant", "error_description": ECHO},
            [InvalidCodeError, PasswordRefusedError, InvalidClientError, RefreshRefusedError],
        ),
        (
            400,
            {"error": "Invalid credentials"},
            [InvalidCodeError, PasswordRefusedError, InvalidClientError, RefreshRefusedError],
        ),
        (404, "<h1>nothing here</h1>", [NotAServerError]),
        (500, {"error": ECHO}, [ServerError]),
        (200, "<html>t0ken-s3cret</html>", [UnexpectedAnswerError]),
        (200, '{"access_token": "t0ken-s3cret', [UnexpectedAnswerError]),
        (200, {"token": "t0ken-s3cret"}, [UnexpectedAnswerError]),
    ],
)
async def test_refusals_say_what_is_wrong_and_nothing_else(
    far: Far, step: Step, name: str, args: tuple[str, ...], status: int, said: Any, kinds: list[type[Exception]]
) -> None:
    far.on("/api/v1/apps", APP)
    far.on("/oauth/token", (status, said))
    with pytest.raises(Exception) as raised:
        await step(name, *args)
    order = ["validate_authorization_code", "get_auth_token", "get_app_token", "refresh_auth_token"]
    assert type(raised.value) is (kinds[0] if len(kinds) == 1 else kinds[order.index(name)])
    assert_nothing_shown(raised.value)


def assert_nothing_shown(error: Exception) -> None:
    shown = f"{error!r} {error} {vars(error)} {pickle.dumps(error)!r}"
    assert [secret for secret in SECRETS if secret in shown] == []


async def test_a_token_in_an_odd_answer_is_not_warned_about_in_full(far: Far, step: Step) -> None:
    far.on("/oauth/token", {**TOKEN, "expires_in": {"t0ken-s3cret": 1}})
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        token = await step("get_app_token", "app-id", "app-s3cret")
    assert token.access_token == "t0ken-s3cret"
    assert [str(each.message) for each in warned if "t0ken-s3cret" in str(each.message)] == []


# On the class and on a client

STATIC = sorted(name for name in dir(Client) if isinstance(inspect.getattr_static(Client, name), StaticOperation))


def test_what_is_static() -> None:
    assert STATIC == [
        "create_app",
        "generate_authorization_url",
        "get_app_token",
        "get_auth_token",
        "refresh_auth_token",
        "validate_authorization_code",
    ]


@pytest.mark.parametrize("name", STATIC)
@pytest.mark.parametrize("kind", [Client, AsyncClient])
def test_it_looks_like_the_function_that_it_is(kind: Any, name: str) -> None:
    for call in (getattr(kind, name), getattr(kind(SERVER), name)):
        assert call.__name__ == name
        assert call.__qualname__ == f"{kind.__name__}.{name}"
        assert "Args:" in call.__doc__
        assert next(iter(inspect.signature(call).parameters)) == "instance_url"
        assert "Flow" not in str(inspect.signature(call).return_annotation)
        assert inspect.iscoroutinefunction(call) is (kind is AsyncClient)


@pytest.mark.parametrize("name", STATIC)
def test_wrong_arguments_are_refused(name: str) -> None:
    with pytest.raises(TypeError):
        getattr(Client, name)()
    needed = [
        each for each in inspect.signature(getattr(Client, name)).parameters.values() if each.default is each.empty
    ]
    args = ["x" for each in needed if each.kind is not each.VAR_KEYWORD]
    with pytest.raises(TypeError, match="bogus"):
        getattr(Client, name)(*args, bogus=1)


def test_a_client_lends_nothing_to_it() -> None:
    sent: list[httpx2.Request] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        sent.append(request)
        return httpx2.Response(200, json=APP)

    with (
        httpx2.Client(transport=httpx2.MockTransport(answer)) as sender,
        Client("other.example", "own-t0ken") as client,
    ):
        client.create_app("example.social", client=sender)
        assert not sender.is_closed
    assert sent[0].url.host == "example.social"
    assert "authorization" not in sent[0].headers


def test_a_class_of_ones_own_has_it_too() -> None:
    class Bot(Client):
        def __init__(self, config: dict[str, str]) -> None:
            super().__init__(config["server"], config["token"])

    assert Bot.generate_authorization_url("example.social", "app-id").startswith("https://example.social/oauth/")
    bot = Bot({"server": "example.social", "token": "x"})
    assert bot.generate_authorization_url("other.example", "app-id").startswith("https://other.example/oauth/")
    bot.close()


def test_plain_http_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="plain HTTP"):
        Client.get_auth_token("http://example.social", "alice", "passw0rd")


def test_a_client_gives_its_own_token_up() -> None:
    sent: list[dict[str, str]] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        sent.append(dict(parse_qsl(request.content.decode())))
        return httpx2.Response(200, text=json.dumps({}))

    with httpx2.Client(transport=httpx2.MockTransport(answer)) as sender:
        Client(SERVER, "own-t0ken", client=sender).revoke_access_token("app-id", "app-s3cret")
        with pytest.raises(ConfigurationError, match="no token"):
            Client(SERVER, client=sender).revoke_access_token("app-id", "app-s3cret")
    assert sent == [{"client_id": "app-id", "client_secret": "app-s3cret", "token": "own-t0ken"}]
