"""Where on a server people log in: what it says itself (RFC 8414), or else where every server has it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from ..api.authorization import AUTHORIZATION_ENDPOINT
from ..core.call import build_request, exchange
from ..core.errors import ApiError, RedirectRefusedError
from ..core.flow import Flow
from ..core.oauth_errors import ForeignEndpointError
from ..core.session import Session
from ..core.shapes import is_json_array, is_json_object
from ..core.token_requests import REVOCATION_ENDPOINT, TOKEN_ENDPOINT

METADATA = "/.well-known/oauth-authorization-server"


@dataclass(slots=True, frozen=True)
class Endpoints:
    """Paths on the server.

    Attributes:
        authorization: the page on which a person logs in.
        token: where a code becomes a token.
        revocation: where a token is given up.
        pkce: send a code challenge; servers that know of none ignore it.
        scopes: what can be asked for, as far as the server says.
    """

    authorization: str = AUTHORIZATION_ENDPOINT
    token: str = TOKEN_ENDPOINT
    revocation: str = REVOCATION_ENDPOINT
    pkce: bool = True
    scopes: frozenset[str] = frozenset()


def find_endpoints(session: Session) -> Flow[Endpoints]:
    """Where the server has what is needed to log in. GoToSocial, Pleroma, Akkoma and snac do not say.

    Raises:
        ForeignEndpointError: it names an address that is not its own.
        RedirectRefusedError: the server is at another address.
        NetworkError: no answer came.
    """
    try:
        reply = yield from exchange(session, build_request(session, "GET", METADATA))
        said = json.loads(reply.body)
    except RedirectRefusedError:
        raise
    except ApiError as error:
        if error.status >= 500 or error.status == 429:
            raise
        return Endpoints()
    except (ValueError, RecursionError):
        return Endpoints()
    if not is_json_object(said):
        return Endpoints()
    if "issuer" in said:
        _own_path(session, said, "issuer", "/")
    scopes = said.get("scopes_supported")
    methods = said.get("code_challenge_methods_supported")
    return Endpoints(
        authorization=_own_path(session, said, "authorization_endpoint", AUTHORIZATION_ENDPOINT),
        token=_own_path(session, said, "token_endpoint", TOKEN_ENDPOINT),
        revocation=_own_path(session, said, "revocation_endpoint", REVOCATION_ENDPOINT),
        pkce=not is_json_array(methods) or "S256" in methods,
        scopes=frozenset(str(scope) for scope in scopes) if is_json_array(scopes) else frozenset(),
    )


def _own_path(session: Session, said: dict[str, Any], name: str, usual: str) -> str:
    """The path that the server names, which must be on the server itself."""
    named = said.get(name)
    if named is None:
        return usual
    path = session.path_of(named) if isinstance(named, str) else None
    if path is None:
        raise ForeignEndpointError(
            f"{session.host} names {named!r:.100} as its {name}, which is not its own; "
            "if the server has moved, use its new address"
        )
    return path
