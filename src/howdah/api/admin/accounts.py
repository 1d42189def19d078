"""Accounts as a moderator sees them, and what a moderator can do to them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Concatenate, ParamSpec, TypeVar
from urllib.parse import parse_qsl, urlsplit

from ...core.encoding import urlencode
from ...core.fallback import first_supported
from ...core.flow import Flow
from ...core.operation import D, Declaration, Listing, Section, Wire, delete, get, listing, post
from ...core.paging import Turn
from ...core.server import GOTOSOCIAL, MASTODON, PLEROMA, SNAC
from ...core.session import Session
from ...core.wire import Request
from ..references import AdminAccountRef, AdminReportRef

if TYPE_CHECKING:
    from ...models import AccountWarningAction, AdminAccount

P = ParamSpec("P")
T = TypeVar("T")

STAFFED = MASTODON | GOTOSOCIAL | PLEROMA

NEWER = "/api/v2/admin/accounts"
OLDER = "/api/v1/admin/accounts"
ACCOUNTS = Declaration(
    "GET",
    NEWER,
    scope="admin:read:accounts",
    added="2.9.1",
    servers=STAFFED,
    changed=("3.5.0: moved from /api/v1/admin/accounts", "4.0.0: role_ids"),
    by="link",
    uses=(f"GET {NEWER}", f"GET {OLDER}"),
)
OLDER_LACKS = frozenset({"role_ids[]", "invited_by"})
"""Without these an older server would list accounts that were not asked for, so it is not asked."""


class _Accounts(Listing[P, T]):
    """A listing by the endpoint of today, or by that of old where a server has only that."""

    def _turn(self, session: Session, request: Request) -> Flow[Turn[T]]:
        older = older_address(request.url)
        if older is None:
            return (yield from super()._turn(session, request))
        newer_turn, older_turn = super()._turn(session, request), super()._turn(session, replace(request, url=older))
        return (yield from first_supported(session, "admin accounts", lambda: newer_turn, lambda: older_turn))


def older_address(url: str) -> str | None:
    """The address of old for what an address of today asks for; ``None`` where it cannot be asked there."""
    asked = parse_qsl(urlsplit(url).query, keep_blank_values=True)
    if any(name in OLDER_LACKS for name, _ in asked):
        return None
    told = [(value, "true") if name in ("origin", "status", "permissions") else (name, value) for name, value in asked]
    address = url.partition("?")[0].replace(NEWER, OLDER, 1)
    return f"{address}?{urlencode(told)}" if told else address


def _accounts(declared: Callable[Concatenate[Accounts[D], P], list[T]]) -> Listing[P, T]:
    return _Accounts(declared, ACCOUNTS)


class Accounts(Section[D]):
    """Accounts as a moderator sees them."""

    @_accounts
    def get_accounts(
        self,
        *,
        origin: str | None = None,
        status: str | None = None,
        permissions: str | None = None,
        role_ids: Sequence[str] | None = None,
        invited_by: AdminAccountRef | None = None,
        username: str | None = None,
        display_name: str | None = None,
        by_domain: str | None = None,
        email: str | None = None,
        ip: str | None = None,
        max_id: AdminAccountRef | None = None,
        since_id: AdminAccountRef | None = None,
        min_id: AdminAccountRef | None = None,
        limit: int | None = None,
        offset: int | None = None,
    ) -> list[AdminAccount]:
        """List accounts by criteria, newest first.

        The endpoint of today is asked first. Before Mastodon 3.5 there is only that of ``get_accounts_v1``, which is
        asked then; it lists active local accounts unless told otherwise.

        Args:
            origin: ``local`` or ``remote``.
            status: ``active``, ``pending``, ``disabled``, ``silenced`` or ``suspended``.
            permissions: ``staff`` for accounts with a role that may moderate.
            role_ids: only accounts with one of these roles.
            invited_by: only accounts invited by this account.
            username: search in user names.
            display_name: search in display names.
            by_domain: only accounts from this domain.
            email: only the account with this e-mail address.
            ip: only accounts seen at this IP address.
            max_id: only accounts older than this ID.
            since_id: only accounts newer than this ID, newest first.
            min_id: only accounts right after this ID.
            limit: accounts per page, at most 200; 100 by default.
            offset: leave out this many (Pleroma).

        Raises:
            ForbiddenError: your role does not allow it, or the token lacks the scope.
        """
        ...

    @listing(
        "/api/v1/admin/accounts",
        scope="admin:read:accounts",
        added="2.9.1",
        servers=STAFFED,
        changed=("3.3.0: sensitized", "4.0.0: custom roles"),
    )
    def get_accounts_v1(
        self,
        *,
        local: bool | None = None,
        remote: bool | None = None,
        active: bool | None = None,
        pending: bool | None = None,
        disabled: bool | None = None,
        silenced: bool | None = None,
        suspended: bool | None = None,
        sensitized: bool | None = None,
        username: str | None = None,
        display_name: str | None = None,
        by_domain: str | None = None,
        email: str | None = None,
        ip: str | None = None,
        staff: bool | None = None,
        max_id: AdminAccountRef | None = None,
        since_id: AdminAccountRef | None = None,
        min_id: AdminAccountRef | None = None,
        limit: int | None = None,
        offset: int | None = None,
    ) -> list[AdminAccount]:
        """List accounts by the older endpoint's criteria: active local ones unless told otherwise.

        A criterion that can be true or not says something only if it is ``True``; leave it out rather than give
        ``False``.

        Args:
            local: only accounts of this server.
            remote: only accounts of other servers.
            active: only accounts that no moderator acted against.
            pending: only sign-ups that wait for approval.
            disabled: only accounts whose login is barred.
            silenced: only limited accounts.
            suspended: only suspended accounts.
            sensitized: only accounts whose media are all marked as sensitive.
            username: search in user names.
            display_name: search in display names.
            by_domain: only accounts from this domain.
            email: only the account with this e-mail address.
            ip: only accounts seen at this IP address.
            staff: only accounts with a role that may moderate.
            max_id: only accounts older than this ID.
            since_id: only accounts newer than this ID, newest first (Mastodon, Pleroma).
            min_id: only accounts right after this ID.
            limit: accounts per page, at most 200; 100 by default.
            offset: leave out this many (Pleroma).

        Raises:
            ForbiddenError: your role does not allow it, or the token lacks the scope.
        """
        ...

    @get(
        "/api/v1/admin/accounts/{account_id}",
        scope="admin:read:accounts",
        added="2.9.1",
        servers=STAFFED,
        unsure=SNAC,
    )
    def get_account(self, account_id: AdminAccountRef) -> AdminAccount:
        """Fetch one account as a moderator sees it.

        Args:
            account_id: the account, or its ID.

        Raises:
            ForbiddenError: your role does not allow it, or the token lacks the scope.
            NotFoundError: no such account.
        """
        ...

    @post(
        "/api/v1/admin/accounts/{account_id}/approve",
        scope="admin:write:accounts",
        added="2.9.1",
        servers=STAFFED,
        unsure=SNAC,
    )
    def approve_account(self, account_id: AdminAccountRef) -> AdminAccount:
        """Let someone in who signed up and waits for approval.

        Args:
            account_id: the account, or its ID.

        Raises:
            ForbiddenError: the account does not wait for approval, your role does not allow it, or the token lacks the
                scope.
            NotFoundError: no such account.
        """
        ...

    @post(
        "/api/v1/admin/accounts/{account_id}/reject",
        scope="admin:write:accounts",
        added="2.9.1",
        servers=STAFFED,
        unsure=SNAC,
    )
    def reject_account(
        self,
        account_id: AdminAccountRef,
        *,
        private_comment: str | None = None,
        message: str | None = None,
        send_email: bool | None = None,
    ) -> None:
        """Turn away someone who signed up and waits for approval; the account is deleted for good.

        Args:
            account_id: the account, or its ID.
            private_comment: why, for other moderators (GoToSocial).
            message: what the e-mail says (GoToSocial).
            send_email: tell the person by e-mail (GoToSocial).

        Raises:
            ForbiddenError: the account does not wait for approval, your role does not allow it, or the token lacks the
                scope.
            NotFoundError: no such account.
        """
        ...

    @delete(
        "/api/v1/admin/accounts/{account_id}",
        scope="admin:write:accounts",
        added="3.3.0",
        servers=MASTODON | PLEROMA,
        unsure=SNAC,
    )
    def delete_account(self, account_id: AdminAccountRef) -> None:
        """Delete all the data of a suspended account for good.

        Args:
            account_id: the account, or its ID.

        Raises:
            ForbiddenError: the account is not suspended, your role does not allow it, or the token lacks the scope.
            NotFoundError: no such account.
        """
        ...

    @post(
        "/api/v1/admin/accounts/{account_id}/action",
        scope="admin:write:accounts",
        added="2.9.1",
        servers=STAFFED,
        unsure=SNAC,
        changed=("3.3.0: sensitive",),
    )
    def moderate_account(
        self,
        account_id: AdminAccountRef,
        action: Annotated[AccountWarningAction | str, Wire("type")],
        *,
        report_id: AdminReportRef | None = None,
        warning_preset_id: str | None = None,
        text: str | None = None,
        send_email_notification: bool | None = None,
    ) -> None:
        """Act against an account; reports about it are settled by that on Mastodon.

        Args:
            account_id: the account, or its ID.
            action: ``none`` (a warning), ``disable`` (bar the login), ``sensitive`` (mark its media), ``silence``
                (limit it) or ``suspend``; GoToSocial knows ``suspend`` only.
            report_id: the report that this is about, or its ID (Mastodon, Pleroma).
            warning_preset_id: ID of a prepared warning to send (Mastodon).
            text: what to tell the person besides (Mastodon), or why it was done (GoToSocial).
            send_email_notification: tell the person by e-mail (Mastodon).

        Raises:
            ForbiddenError: your role does not allow it, or the token lacks the scope.
            NotFoundError: no such account or report.
            UnprocessedError: there is no such action, or none for accounts of other servers.
        """
        ...

    @post(
        "/api/v1/admin/accounts/{account_id}/enable",
        scope="admin:write:accounts",
        added="2.9.1",
        servers=MASTODON | PLEROMA,
        unsure=SNAC,
        repeat="always",
    )
    def enable_account(self, account_id: AdminAccountRef) -> AdminAccount:
        """Let someone log in again.

        Args:
            account_id: the account, or its ID; of this server.

        Raises:
            ForbiddenError: it is another server's, your role does not allow it, or the token lacks the scope.
            NotFoundError: no such account.
        """
        ...

    @post(
        "/api/v1/admin/accounts/{account_id}/unsilence",
        scope="admin:write:accounts",
        added="2.9.1",
        servers=MASTODON,
        unsure=SNAC,
        repeat="always",
    )
    def unsilence_account(self, account_id: AdminAccountRef) -> AdminAccount:
        """Limit an account no longer.

        Args:
            account_id: the account, or its ID.

        Raises:
            ForbiddenError: your role does not allow it, or the token lacks the scope.
            NotFoundError: no such account.
        """
        ...

    @post(
        "/api/v1/admin/accounts/{account_id}/unsuspend",
        scope="admin:write:accounts",
        added="2.9.1",
        servers=MASTODON,
        unsure=SNAC,
    )
    def unsuspend_account(self, account_id: AdminAccountRef) -> AdminAccount:
        """Suspend an account no longer.

        Args:
            account_id: the account, or its ID.

        Raises:
            ForbiddenError: it is not this server that suspended it, your role does not allow it, or the token lacks the
                scope.
            NotFoundError: no such account.
        """
        ...

    @post(
        "/api/v1/admin/accounts/{account_id}/unsensitive",
        scope="admin:write:accounts",
        added="3.3.0",
        servers=MASTODON,
        unsure=SNAC,
        repeat="always",
    )
    def unsensitize_account(self, account_id: AdminAccountRef) -> AdminAccount:
        """Mark an account's media as sensitive no longer.

        Args:
            account_id: the account, or its ID.

        Raises:
            ForbiddenError: your role does not allow it, or the token lacks the scope.
            NotFoundError: no such account.
        """
        ...
