"""What comes back from the server's page, as plain data: a code, or a reason why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from secrets import compare_digest
from urllib.parse import parse_qsl, urlsplit

from ..core.oauth_errors import (
    AccessDeniedError,
    AuthorizationError,
    InvalidClientError,
    InvalidCodeError,
    ScopeRefusedError,
    StateMismatchError,
)

_KINDS: Mapping[str, tuple[type[AuthorizationError], str]] = {
    "access_denied": (AccessDeniedError, "you said no"),
    "invalid_scope": (ScopeRefusedError, "the server does not grant these scopes"),
    "invalid_client": (InvalidClientError, "the server does not know the application"),
    "unauthorized_client": (InvalidClientError, "the server does not let the application do this"),
}


def read_query(query: str) -> dict[str, str]:
    """The parameters of a query, by name; of those that come twice, none."""
    pairs = parse_qsl(query, keep_blank_values=True)
    names = [name for name, _ in pairs]
    return {name: value for name, value in pairs if names.count(name) == 1}


def code_in(answer: Mapping[str, str], state: str) -> str:
    """The code in what a browser brought back.

    Args:
        answer: the query's parameters.
        state: what was sent along and must have come back.

    Raises:
        StateMismatchError: it is the answer to something else.
        AccessDeniedError: the person said no.
        ScopeRefusedError: the server does not grant the scopes.
        AuthorizationError: the server says that something else is wrong, or there is no code.
    """
    # First of all: whoever cannot tell the state is not heard, whatever they say.
    if not compare_digest(answer.get("state", "").encode(), state.encode()):
        raise StateMismatchError("what came back belongs to no login that was begun here, so nothing was done with it")
    if (error := answer.get("error")) is not None:
        kind, what = _KINDS.get(error, (AuthorizationError, f"the server refused: {error!r:.60}"))
        raise kind(what, error=error[:60], description=answer.get("error_description", "")[:300] or None)
    code = answer.get("code", "")
    if not code:
        raise AuthorizationError("the server sent back neither a code nor a reason")
    return code


def code_pasted(text: str, state: str) -> str:
    """The code in what a person pasted: the code itself, or the whole address with it.

    Raises:
        InvalidCodeError: there is nothing, or something that cannot be a code.
        AuthorizationError: it is an address, and what it says is no success.
    """
    text = text.strip()
    if "://" in text:
        try:
            query = urlsplit(text).query
        except ValueError:
            raise InvalidCodeError("that is no address; copy all of it, or the code alone") from None
        return code_in(read_query(query), state)
    if not text or not text.isprintable() or " " in text:
        raise InvalidCodeError("that is no code; copy all of what the server's page shows, and nothing else")
    return text
