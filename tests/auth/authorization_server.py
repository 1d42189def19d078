"""A server on loopback to log in at that is as strict as OAuth's RFCs ask, with pages for a person to say yes or no.

Authlib checks the requests: the client and its secret, the redirect URI, the scopes, the code (once, not too late, for
the client and redirect URI that it was made for) and the code verifier. Besides that there is as much of Mastodon's
API as a login touches.
"""

from __future__ import annotations

import json
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from secrets import token_urlsafe
from socketserver import TCPServer
from typing import Any, Self
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

from authlib.oauth2 import AuthorizationServer, OAuth2Error
from authlib.oauth2.rfc6749 import ClientMixin, OAuth2Payload, OAuth2Request, TokenMixin, grants
from authlib.oauth2.rfc6750 import BearerTokenGenerator
from authlib.oauth2.rfc7009 import RevocationEndpoint
from authlib.oauth2.rfc7636 import CodeChallenge

from howdah.testing import make_account

OOB = "urn:ietf:wg:oauth:2.0:oob"
SCOPES = ("profile", "read", "read:accounts", "read:statuses", "write", "write:statuses", "push")
PASSWORD = "correct horse"


@dataclass
class App(ClientMixin):
    """A registered application."""

    client_id: str
    client_secret: str
    name: str
    redirect_uris: list[str]
    scopes: list[str]
    website: str | None

    def get_client_id(self) -> str:
        return self.client_id

    def get_default_redirect_uri(self) -> str:
        return self.redirect_uris[0]

    def get_allowed_scope(self, scope: str) -> str:
        return " ".join(name for name in scope.split() if self.allows(name))

    def allows(self, name: str) -> bool:
        return name in self.scopes or name.partition(":")[0] in self.scopes

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return redirect_uri in self.redirect_uris

    def check_client_secret(self, client_secret: str) -> bool:
        return client_secret == self.client_secret

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return method == "client_secret_post"

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type in ("authorization_code", "client_credentials")


@dataclass
class Code:
    """An authorization code."""

    code: str
    client_id: str
    redirect_uri: str
    scope: str
    user: str
    code_challenge: str | None
    code_challenge_method: str | None
    until: float

    def get_redirect_uri(self) -> str:
        return self.redirect_uri

    def get_scope(self) -> str:
        return self.scope


@dataclass
class Token(TokenMixin):
    """An access token; of an application's own where there is no user."""

    access_token: str
    client_id: str
    scope: str
    user: str | None

    def check_client(self, client: App) -> bool:
        return client.client_id == self.client_id

    def allows(self, *names: str) -> bool:
        return not {*names}.isdisjoint(self.scope.split())


@dataclass
class Answer:
    """What is answered to a request."""

    status: int
    body: Any
    headers: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])


@dataclass
class Asked:
    """A request as it came."""

    method: str
    path: str
    query: str
    form: dict[str, str]
    token: str
    headers: dict[str, str]


class _Payload(OAuth2Payload):
    def __init__(self, pairs: list[tuple[str, str]]) -> None:
        self._pairs = pairs

    @property
    def data(self) -> dict[str, str]:
        return dict(self._pairs)

    @property
    def datalist(self) -> defaultdict[str, list[str]]:
        values: defaultdict[str, list[str]] = defaultdict(list)
        for name, value in self._pairs:
            values[name].append(value)
        return values


class _Request(OAuth2Request):
    def __init__(self, asked: Asked) -> None:
        super().__init__(asked.method, f"http://localhost:1{asked.path}?{asked.query}", headers=asked.headers)
        self.asked = asked
        self.payload = _Payload([*parse_qsl(asked.query), *asked.form.items()])

    @property
    def args(self) -> dict[str, str]:
        return dict(parse_qsl(self.asked.query))

    @property
    def form(self) -> dict[str, str]:
        return self.asked.form


class StrictServer:
    """A server with alice and bob on it, whose password is ``PASSWORD``; runs while in a ``with`` block.

    Attributes:
        apps: what is registered, by client ID.
        codes: the codes that were not used yet.
        tokens: the tokens that are good.
        asked: every request.
        metadata: what to say of itself besides the truth; ``None`` says nothing.
        life: seconds for which a code is good.
        grants: what to grant of the scopes that are asked for; all of them by default.
        software: what to say that it is.
        usernames: what to say that people are called, where that is not the truth.
    """

    def __init__(self) -> None:
        self.apps: dict[str, App] = {}
        self.codes: dict[str, Code] = {}
        self.tokens: dict[str, Token] = {}
        self.asked: list[Asked] = []
        self.metadata: dict[str, Any] | None = {}
        self.life = 60.0
        self.grants: tuple[str, ...] | None = None
        self.software = "mastodon"
        self.usernames: dict[str, str] = {}
        self.failing: dict[str, Answer] = {}
        self.oauth = _OAuth(self)

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def posted(self, path: str) -> list[Asked]:
        """The requests that were posted to a path."""
        return [asked for asked in self.asked if (asked.method, asked.path) == ("POST", path)]

    def code_for(self, app: App, redirect_uri: str, user: str = "alice", scope: str = "read") -> str:
        """A good code, as if a person had said yes."""
        code = token_urlsafe(24)
        until = time.monotonic() + self.life
        self.codes[code] = Code(code, app.client_id, redirect_uri, scope, user, None, None, until)
        return code

    def register(self, name: str = "other", redirect_uri: str = OOB, scopes: str = "read") -> App:
        """Another application."""
        app = App(token_urlsafe(12), token_urlsafe(24), name, [redirect_uri], scopes.split(), None)
        self.apps[app.client_id] = app
        return app

    def __enter__(self) -> Self:
        self._server = _Http(self)
        self.port: int = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def answer(self, asked: Asked) -> Answer:
        """Answer a request."""
        self.asked.append(asked)
        if asked.path in self.failing:
            return self.failing[asked.path]
        known = {
            "GET /.well-known/oauth-authorization-server": self._metadata,
            "GET /.well-known/nodeinfo": self._nodeinfo_links,
            "GET /nodeinfo/2.0": self._nodeinfo,
            "POST /api/v1/apps": self._register,
            "GET /api/v1/apps/verify_credentials": self._whose_app,
            "GET /api/v1/accounts/verify_credentials": self._who,
            "GET /oauth/authorize": self._consent,
            "POST /oauth/authorize": self._decide,
            "POST /oauth/token": self._token,
            "POST /oauth/revoke": self._revoke,
        }
        handler = known.get(f"{asked.method} {asked.path}")
        return Answer(404, {"error": "Record not found"}) if handler is None else handler(asked)

    def _metadata(self, _: Asked) -> Answer:
        if self.metadata is None:
            return Answer(404, {"error": "Record not found"})
        base = self.base_url
        return Answer(
            200,
            {
                "issuer": f"{base}/",
                "authorization_endpoint": f"{base}/oauth/authorize",
                "token_endpoint": f"{base}/oauth/token",
                "revocation_endpoint": f"{base}/oauth/revoke",
                "scopes_supported": SCOPES,
                "code_challenge_methods_supported": ["S256"],
                **self.metadata,
            },
        )

    def _nodeinfo_links(self, _: Asked) -> Answer:
        rel = "http://nodeinfo.diaspora.software/ns/schema/2.0"
        return Answer(200, {"links": [{"rel": rel, "href": f"{self.base_url}/nodeinfo/2.0"}]})

    def _nodeinfo(self, _: Asked) -> Answer:
        return Answer(200, {"software": {"name": self.software, "version": "4.6.0"}})

    def _register(self, asked: Asked) -> Answer:
        uris, scopes = asked.form.get("redirect_uris", "").split("\n"), asked.form.get("scopes", "read").split()
        if not asked.form.get("client_name") or not all(urlsplit(uri).scheme for uri in uris):
            return Answer(422, {"error": "Validation failed: Redirect URI must be an absolute URI."})
        if not set(scopes) <= set(SCOPES):
            return Answer(422, {"error": "Validation failed: Scopes doesn't match configured on the server."})
        app = self.register(asked.form["client_name"])
        app.redirect_uris, app.scopes, app.website = uris, scopes, asked.form.get("website")
        said = {"id": "1", "name": app.name, "website": app.website, "scopes": scopes, "redirect_uris": uris}
        return Answer(200, {**said, "client_id": app.client_id, "client_secret": app.client_secret})

    def _whose_app(self, asked: Asked) -> Answer:
        token = self.tokens.get(asked.token)
        if token is None:
            return Answer(401, {"error": "The access token is invalid"})
        return Answer(200, {"id": "1", "name": self.apps[token.client_id].name, "scopes": token.scope.split()})

    def _who(self, asked: Asked) -> Answer:
        token = self.tokens.get(asked.token)
        if token is None:
            return Answer(401, {"error": "The access token is invalid"})
        if token.user is None:
            return Answer(422, {"error": "This method requires an authenticated user"})
        if not token.allows("read", "read:accounts", "profile"):
            return Answer(403, {"error": "This action is outside the authorized scopes"})
        name = self.usernames.get(token.user, token.user)
        source = {"privacy": "public", "sensitive": False, "note": "", "fields": [], "follow_requests_count": 0}
        return Answer(200, {**make_account(token.user), "username": name, "acct": name, "source": source})

    def _consent(self, asked: Asked, error: str = "") -> Answer:
        request = _Request(asked)
        try:
            grant = self.oauth.get_consent_grant(request)
        except OAuth2Error as refused:
            if getattr(refused, "redirect_uri", None):
                return self.oauth.handle_error_response(request, refused)
            return Answer(400, f"<!doctype html><title>Refused</title><h1>{escape(str(refused.error))}</h1>")
        form = f"""<!doctype html><html lang="en"><title>Log in</title><h1>{escape(self.host)}</h1>
<p>{escape(grant.client.name)} would like to: {escape(request.payload.scope or "")}</p><p id="wrong">{error}</p>
<form method="post" action="/oauth/authorize?{escape(asked.query)}">
<input name="username"><input name="password" type="password">
<button name="decision" value="allow">Allow</button><button name="decision" value="deny">Deny</button></form>"""
        return Answer(200, form)

    def _decide(self, asked: Asked) -> Answer:
        user = asked.form.get("username")
        if asked.form.get("decision") == "allow" and (user not in ("alice", "bob") or not self._right(asked)):
            return self._consent(asked, "That is not your password.")
        request = _Request(asked)
        try:
            grant = self.oauth.get_consent_grant(request)
        except OAuth2Error:
            return self._consent(asked)
        allowed = asked.form.get("decision") == "allow"
        answer: Answer = self.oauth.create_authorization_response(request, user if allowed else None, grant)
        location = dict(answer.headers).get("Location", "")
        if location.startswith(OOB):
            code = parse_qs(urlsplit(location).query).get("code", ["none"])[0]
            return Answer(200, f"<!doctype html><title>Your code</title><code id=code>{escape(code)}</code>")
        return answer

    def _right(self, asked: Asked) -> bool:
        return asked.form.get("password") == PASSWORD

    def _token(self, asked: Asked) -> Answer:
        answer: Answer = self.oauth.create_token_response(_Request(asked))
        return answer

    def _revoke(self, asked: Asked) -> Answer:
        answer: Answer = self.oauth.create_endpoint_response("revocation", _Request(asked))
        return answer


class _CodeGrant(grants.AuthorizationCodeGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = ("client_secret_post",)

    def save_authorization_code(self, code: str, request: _Request) -> None:
        here: StrictServer = self.server.here
        asked = request.payload.data
        granted = request.scope if here.grants is None else " ".join(here.grants)
        here.codes[code] = Code(
            code,
            request.client.client_id,
            asked["redirect_uri"],
            granted,
            request.user,
            asked.get("code_challenge"),
            asked.get("code_challenge_method"),
            time.monotonic() + here.life,
        )

    def query_authorization_code(self, code: str, client: App) -> Code | None:
        found: Code | None = self.server.here.codes.get(code)
        good = found is not None and found.client_id == client.client_id and time.monotonic() < found.until
        return found if good else None

    def delete_authorization_code(self, authorization_code: Code) -> None:
        del self.server.here.codes[authorization_code.code]

    def authenticate_user(self, authorization_code: Code) -> str:
        return authorization_code.user


class _AppGrant(grants.ClientCredentialsGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = ("client_secret_post",)


class _Revocation(RevocationEndpoint):
    CLIENT_AUTH_METHODS = ("client_secret_post",)

    def query_token(self, token_string: str, token_type_hint: str | None) -> Token | None:
        found: Token | None = self.server.here.tokens.get(token_string)
        return found

    def revoke_token(self, token: Token, request: Any) -> None:
        del self.server.here.tokens[token.access_token]


class _OAuth(AuthorizationServer):
    def __init__(self, here: StrictServer) -> None:
        super().__init__(scopes_supported=SCOPES)
        self.here = here
        self.register_token_generator(
            "default", BearerTokenGenerator(lambda *_, **__: token_urlsafe(24), None, lambda *_, **__: 0)
        )
        self.register_grant(_CodeGrant, [CodeChallenge(required=True)])
        self.register_grant(_AppGrant)
        self.register_endpoint(_Revocation)

    def query_client(self, client_id: str) -> App | None:
        return self.here.apps.get(client_id)

    def save_token(self, token: dict[str, Any], request: _Request) -> None:
        made = Token(token["access_token"], request.client.client_id, token.get("scope", ""), request.user)
        self.here.tokens[made.access_token] = made

    def create_oauth2_request(self, request: Any) -> _Request:
        return request

    def handle_response(self, status: int, body: Any, headers: list[tuple[str, str]]) -> Answer:
        return Answer(status, body, headers)

    def send_signal(self, name: str, *args: Any, **kwargs: Any) -> None:
        pass


class _Http(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, here: StrictServer) -> None:
        self.here = here
        super().__init__(("127.0.0.1", 0), _Visit)

    def server_bind(self) -> None:
        TCPServer.server_bind(self)

    def handle_error(self, request: Any, client_address: Any) -> None:
        pass


class _Visit(BaseHTTPRequestHandler):
    timeout = 10

    def do_GET(self) -> None:
        self._serve("")

    def do_POST(self) -> None:
        self._serve(self.rfile.read(int(self.headers.get("content-length", 0))).decode())

    do_HEAD = do_GET
    do_PUT = do_DELETE = do_POST

    def _serve(self, body: str) -> None:
        target = urlsplit(self.path)
        token = self.headers.get("authorization", "").removeprefix("Bearer ")
        asked = Asked(self.command, target.path, target.query, dict(parse_qsl(body)), token, dict(self.headers.items()))
        here: StrictServer = self.server.here  # type: ignore[attr-defined]
        answer = here.answer(asked)
        content = answer.body if isinstance(answer.body, str) else json.dumps(answer.body)
        headers = {"content-type": "text/html" if isinstance(answer.body, str) else "application/json"}
        headers |= {name.lower(): value for name, value in answer.headers}
        self.send_response(answer.status)
        for name, value in {**headers, "content-length": str(len(content.encode())), "connection": "close"}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content.encode())

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        pass


def with_query(url: str, **changes: str) -> str:
    """A URL with other values in its query."""
    parts = urlsplit(url)
    return parts._replace(query=urlencode({**dict(parse_qsl(parts.query)), **changes})).geturl()
