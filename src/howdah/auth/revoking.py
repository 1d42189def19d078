"""Having the server void what acts for an account."""

from __future__ import annotations

from ..core.errors import ApiError
from ..core.flow import Flow
from ..core.session import Session
from ..core.token_requests import REVOCATION_ENDPOINT, revoke_tokens
from .accounts import Account
from .endpoints import find_endpoints


def revoke_account(session: Session, account: Account) -> Flow[None]:
    """Have the server void an account's tokens, where it says that this is to be done.

    Raises:
        ForeignEndpointError: the server names an address that is not its own.
        ApiError: the server refused or failed.
        NetworkError: no answer came.
    """
    tokens = (account.access_token, account.refresh_token)
    session.hide(account.client_secret, *tokens)
    try:
        endpoint = (yield from find_endpoints(session)).revocation
    except ApiError:
        endpoint = REVOCATION_ENDPOINT
    yield from revoke_tokens(session, account.client_id, account.client_secret, tokens, endpoint)
