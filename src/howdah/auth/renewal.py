"""Tokens that expire, renewed while they are used: by one of all calls, threads, tasks and processes at a time."""

from __future__ import annotations

import logging
import threading
from dataclasses import replace
from typing import TYPE_CHECKING

from ..core.errors import ApiError, CredentialsError, MissingExtraError, NetworkError, UnknownAccountError
from ..core.flow import Flow, Sleep, do
from ..core.oauth_errors import AuthorizationError, RefreshRefusedError
from ..core.session import Session
from ..core.token_requests import request_token
from ..core.wire import Request
from .accounts import Account, expiry
from .revoking import revoke_account

if TYPE_CHECKING:
    from .credentials import CredentialStore

logger = logging.getLogger("howdah")

EARLY = 60.0
"""Seconds before its end at which a token is renewed."""
BEAT = 0.05
"""Seconds between two looks whether another call, or another process, has the new token."""
PATIENCE = 40
"""Looks after which a refusal is taken to be meant for us, and not for having come second."""


class Renewal:
    """What a client with an account whose token expires does before each call.

    Args:
        session: the client's.
        account: whose token it has; with a refresh token, and a time at which the token expires.
        store: where the new one is kept.
    """

    def __init__(self, session: Session, account: Account, store: CredentialStore) -> None:
        self._session = session
        self._account = account
        self._store = store
        self._tokens = {account.access_token}
        self._busy = threading.Lock()
        session.hide(account.refresh_token, account.client_secret)

    def __call__(self, request: Request) -> Flow[None]:
        """Give a request that carries the account's token one that has not expired.

        Raises:
            UnknownAccountError: the account was logged out of meanwhile.
            RefreshRefusedError: the server gives no new token; the person has to log in again.
            NetworkError: no answer came.
        """
        if request.headers.get("authorization", "").removeprefix("Bearer ") not in self._tokens:
            return
        while self._due(self._account):
            if not self._busy.acquire(blocking=False):
                yield Sleep(BEAT)
                continue
            try:
                yield from self._renew()
                break
            finally:
                self._busy.release()
        request.headers["authorization"] = f"Bearer {self._session.token}"

    def _due(self, account: Account) -> bool:
        return account.expires_at is not None and account.expires_at.timestamp() - EARLY <= self._now()

    def _now(self) -> float:
        return self._session.clock.time()

    def _renew(self) -> Flow[None]:
        if (yield from self._take_from_store()):
            return
        account = self._account
        asking = replace(self._session, token=None, renew=None)
        fields = {
            "client_id": account.client_id,
            "client_secret": account.client_secret,
            "refresh_token": account.refresh_token,
        }
        try:
            token = yield from request_token(asking, "refresh_token", fields)
        except RefreshRefusedError:
            # A refresh token works once. Another process may have been quicker, and is about to store what it got.
            for _ in range(PATIENCE):
                if (yield from self._take_from_store()):
                    return
                yield Sleep(BEAT)
            raise
        renewed = replace(
            account,
            access_token=token.access_token,
            refresh_token=token.refresh_token or account.refresh_token,
            expires_at=expiry(self._now(), token.expires_in),
            scopes=tuple(token.scope.split()) if token.scope else account.scopes,
        )
        self._session.hide(renewed.access_token, renewed.refresh_token)
        try:
            yield from do(lambda: self._store.update_account(renewed))
        except UnknownAccountError:
            yield from _give_up(asking, renewed)
            raise _logged_out(account) from None
        except (CredentialsError, MissingExtraError) as error:
            logger.warning("%s: the new token could not be stored, the old one is void: %s", account.handle, error)
        self._take(renewed)

    def _take_from_store(self) -> Flow[bool]:
        """Take what another process has stored, if it did."""
        account = self._account
        try:
            stored = yield from do(lambda: self._store.account(account.handle))
        except UnknownAccountError:
            raise _logged_out(account) from None
        except (CredentialsError, MissingExtraError):
            return False
        if stored.access_token == self._account.access_token or self._due(stored):
            return False
        self._take(stored)
        return True

    def _take(self, account: Account) -> None:
        self._session.hide(self._account.access_token, account.refresh_token)
        self._tokens.add(account.access_token)
        self._session.token = account.access_token
        self._account = account


def _logged_out(account: Account) -> UnknownAccountError:
    return UnknownAccountError(f"{account.handle} was logged out of meanwhile; log in again to go on")


def _give_up(asking: Session, renewed: Account) -> Flow[None]:
    """Have the new token voided as well; whoever logged out could not know of it."""
    try:
        yield from revoke_account(asking, renewed)
    except (ApiError, AuthorizationError, NetworkError) as error:
        logger.warning("%s: a token could not be revoked after logging out: %s", renewed.handle, error)
