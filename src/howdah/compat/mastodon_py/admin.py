"""What moderators and administrators do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from .calling import Calls, calls
from .errors import MastodonIllegalArgumentError
from .identities import unpack_id
from .return_types import (
    Account,
    AdminAccount,
    AdminCanonicalEmailBlock,
    AdminDimension,
    AdminDomainAllow,
    AdminDomainBlock,
    AdminEmailDomainBlock,
    AdminIpBlock,
    AdminMeasure,
    AdminReport,
    AdminRetention,
    PreviewCard,
    Status,
    Tag,
)
from .types_base import AttribAccessDict, IdType, NonPaginatableList, PaginatableList

STATUSES = ("active", "pending", "disabled", "silenced", "suspended")
"""What an account's standing can be, in version 1."""
STATUSES_V2 = ("active", "pending", "disabled", "silenced", "suspended")
"""What an account's standing can be, in version 2."""
FREQUENCIES = ("day", "month")
"""How long one group of those who signed up together lasts."""


BY_TAG = ("tag_accounts", "tag_uses", "tag_servers", "tag_languages")
"""Keys of statistics on a hashtag."""


class Administration(Calls):
    """What moderators and administrators do."""

    @calls("admin.get_account", "2.9.1", "2.9.1", id="account_id")
    def admin_account(self, id: Account | AdminAccount | IdType) -> AdminAccount:
        """Fetch an account, as moderators see it."""
        ...

    @calls("admin.approve_account", "2.9.1", "2.9.1", id="account_id")
    def admin_account_approve(self, id: Account | AdminAccount | IdType) -> AdminAccount:
        """Let somebody in who has asked to."""
        ...

    @calls("admin.delete_account", "3.3.0", "3.3.0", id="account_id")
    def admin_account_delete(self, id: Account | AdminAccount | IdType) -> AdminAccount:
        """Delete a suspended account's data for good."""
        ...

    @calls("admin.enable_account", "2.9.1", "2.9.1", id="account_id")
    def admin_account_enable(self, id: Account | AdminAccount | IdType) -> AdminAccount:
        """Let a disabled account log in again."""
        ...

    @calls("admin.reject_account", "2.9.1", "2.9.1", id="account_id")
    def admin_account_reject(self, id: Account | AdminAccount | IdType) -> AdminAccount:
        """Turn somebody away who has asked to be let in."""
        ...

    @calls("admin.unsensitize_account", "3.3.0", "3.3.0", id="account_id")
    def admin_account_unsensitive(self, id: Account | AdminAccount | IdType) -> AdminAccount:
        """Take an account's files for sensitive no more."""
        ...

    @calls("admin.unsilence_account", "2.9.1", "2.9.1", id="account_id")
    def admin_account_unsilence(self, id: Account | AdminAccount | IdType) -> AdminAccount:
        """Limit an account no more."""
        ...

    @calls("admin.unsuspend_account", "2.9.1", "2.9.1", id="account_id")
    def admin_account_unsuspend(self, id: Account | AdminAccount | IdType) -> AdminAccount:
        """Suspend an account no more."""
        ...

    @calls("admin.approve_trending_link", "4.2.0", "4.2.0", id="link_id")
    def admin_approve_trending_link(self, id: PreviewCard | IdType) -> PreviewCard:
        """Let a link trend."""
        ...

    @calls("admin.approve_trending_status", "4.2.0", "4.2.0", id="status_id")
    def admin_approve_trending_status(self, id: Status | IdType) -> Status:
        """Let a status trend."""
        ...

    @calls("admin.approve_trending_hashtag", "4.2.0", "4.2.0", id="tag_id")
    def admin_approve_trending_tag(self, id: Tag | IdType) -> Tag:
        """Let a hashtag trend."""
        ...

    @calls("admin.get_canonical_email_block", "4.0.0", "4.0.0", id="block_id")
    def admin_canonical_email_block(self, id: IdType) -> AdminCanonicalEmailBlock:
        """Fetch a block of an email address."""
        ...

    @calls("admin.get_canonical_email_blocks", "4.0.0", "4.0.0")
    def admin_canonical_email_blocks(
        self,
        max_id: IdType | None = None,
        min_id: IdType | None = None,
        since_id: IdType | None = None,
        limit: int | None = None,
    ) -> PaginatableList[AdminCanonicalEmailBlock]:
        """Fetch a page of the blocked email addresses."""
        ...

    @calls("admin.create_domain_allow", "4.0.0", "4.0.0")
    def admin_create_domain_allow(self, domain: str) -> AdminDomainAllow:
        """Allow a domain, where only allowed ones federate."""
        ...

    @calls("admin.create_domain_block", "4.0.0", "4.0.0")
    def admin_create_domain_block(
        self,
        domain: str,
        severity: str | None = None,
        reject_media: bool | None = None,
        reject_reports: bool | None = None,
        private_comment: str | None = None,
        public_comment: str | None = None,
        obfuscate: bool | None = None,
    ) -> AdminDomainBlock:
        """Block a domain: ``silence``, ``suspend`` or ``noop``."""
        ...

    @calls("admin.create_email_domain_block", "4.0.0", "4.0.0")
    def admin_create_email_domain_block(self, domain: str) -> AdminEmailDomainBlock:
        """Take no more sign-ups with email addresses of a domain."""
        ...

    @calls("admin.create_ip_block", "4.0.0", "4.0.0")
    def admin_create_ip_block(
        self, ip: str, severity: str, comment: str | None = None, expires_in: int | None = None
    ) -> AdminIpBlock:
        """Block an address or a range of them; ``expires_in`` is in seconds."""
        ...

    @calls("admin.delete_canonical_email_block", "4.0.0", "4.0.0", id="block_id")
    def admin_delete_canonical_email_block(self, id: IdType) -> AdminCanonicalEmailBlock:
        """Unblock an email address."""
        ...

    @calls("admin.delete_domain_allow", "4.0.0", "4.0.0", id="allow_id")
    def admin_delete_domain_allow(self, id: AdminDomainAllow | IdType) -> None:
        """Allow a domain no more."""
        ...

    @calls("admin.delete_domain_block", "4.0.0", "4.0.0", id="block_id")
    def admin_delete_domain_block(self, id: AdminDomainBlock | IdType) -> None:
        """Unblock a domain."""
        ...

    @calls("admin.delete_email_domain_block", "4.0.0", "4.0.0", id="block_id")
    def admin_delete_email_domain_block(self, id: IdType) -> None:
        """Take sign-ups with email addresses of a domain again."""
        ...

    @calls("admin.delete_ip_block", "4.0.0", "4.0.0", id="block_id")
    def admin_delete_ip_block(self, id: AdminIpBlock | IdType) -> None:
        """Unblock an address."""
        ...

    @calls("admin.get_domain_allow", "4.0.0", "4.0.0", id="allow_id")
    def admin_domain_allow(self, id: AdminDomainAllow | IdType) -> AdminDomainAllow:
        """Fetch an allowed domain."""
        ...

    @calls("admin.get_domain_allows", "4.0.0", "4.0.0")
    def admin_domain_allows(
        self,
        max_id: IdType | None = None,
        min_id: IdType | None = None,
        since_id: IdType | None = None,
        limit: int | None = None,
    ) -> PaginatableList[AdminDomainAllow]:
        """Fetch a page of the allowed domains."""
        ...

    @calls("admin.get_email_domain_block", "4.1.0", "4.1.0", id="block_id")
    def admin_email_domain_block(self, id: IdType) -> AdminEmailDomainBlock:
        """Fetch a domain whose email addresses are blocked."""
        ...

    @calls("admin.get_email_domain_blocks", "4.0.0", "4.0.0")
    def admin_email_domain_blocks(
        self,
        max_id: IdType | None = None,
        min_id: IdType | None = None,
        since_id: IdType | None = None,
        limit: int | None = None,
    ) -> PaginatableList[AdminEmailDomainBlock]:
        """Fetch a page of the domains whose email addresses are blocked."""
        ...

    @calls("admin.get_ip_block", "4.0.0", "4.0.0", id="block_id")
    def admin_ip_block(self, id: AdminIpBlock | IdType) -> AdminIpBlock:
        """Fetch a blocked address."""
        ...

    @calls("admin.get_ip_blocks", "4.0.0", "4.0.0")
    def admin_ip_blocks(
        self,
        max_id: IdType | None = None,
        min_id: IdType | None = None,
        since_id: IdType | None = None,
        limit: int | None = None,
    ) -> PaginatableList[AdminIpBlock]:
        """Fetch a page of the blocked addresses."""
        ...

    @calls("admin.reject_trending_link", "4.2.0", "4.2.0", id="link_id")
    def admin_reject_trending_link(self, id: PreviewCard | IdType) -> PreviewCard:
        """Keep a link from trending."""
        ...

    @calls("admin.reject_trending_status", "4.2.0", "4.2.0", id="status_id")
    def admin_reject_trending_status(self, id: Status | IdType) -> Status:
        """Keep a status from trending."""
        ...

    @calls("admin.reject_trending_hashtag", "4.2.0", "4.2.0", id="tag_id")
    def admin_reject_trending_tag(self, id: Tag | IdType) -> Tag:
        """Keep a hashtag from trending."""
        ...

    @calls("admin.get_report", "2.9.1", "2.9.1", id="report_id")
    def admin_report(self, id: AdminReport | IdType) -> AdminReport:
        """Fetch a report."""
        ...

    @calls("admin.assign_report_to_self", "2.9.1", "2.9.1", id="report_id")
    def admin_report_assign(self, id: AdminReport | IdType) -> AdminReport:
        """Take a report on."""
        ...

    @calls("admin.reopen_report", "2.9.1", "2.9.1", id="report_id")
    def admin_report_reopen(self, id: AdminReport | IdType) -> AdminReport:
        """Open a report again."""
        ...

    @calls("admin.resolve_report", "2.9.1", "2.9.1", id="report_id")
    def admin_report_resolve(self, id: AdminReport | IdType) -> AdminReport:
        """Close a report."""
        ...

    @calls("admin.unassign_report", "2.9.1", "2.9.1", id="report_id")
    def admin_report_unassign(self, id: AdminReport | IdType) -> AdminReport:
        """Hand a report back."""
        ...

    @calls("admin.get_reports", "2.9.1", "4.6.0")
    def admin_reports(
        self,
        resolved: bool | None = False,
        account_id: Account | AdminAccount | IdType | None = None,
        target_account_id: Account | AdminAccount | IdType | None = None,
        max_id: IdType | None = None,
        min_id: IdType | None = None,
        since_id: IdType | None = None,
        limit: int | None = None,
        unresolved: bool | None = None,
    ) -> PaginatableList[AdminReport]:
        """Fetch a page of reports."""
        ...

    @calls("admin.test_canonical_email_block", "4.0.0", "4.0.0")
    def admin_test_canonical_email_block(self, email: str) -> NonPaginatableList[AdminCanonicalEmailBlock]:
        """Tell which blocks an email address is under."""
        ...

    @calls("admin.get_trending_links", "3.5.0", "3.5.0")
    def admin_trending_links(self) -> NonPaginatableList[PreviewCard]:
        """Fetch the links that trend, or would."""
        ...

    @calls("admin.get_trending_statuses", "3.5.0", "3.5.0")
    def admin_trending_statuses(self) -> NonPaginatableList[Status]:
        """Fetch the statuses that trend, or would."""
        ...

    @calls("admin.get_trending_hashtags", "3.5.0", "3.5.0")
    def admin_trending_tags(self, limit: int | None = None) -> NonPaginatableList[Tag]:
        """Fetch the hashtags that trend, or would."""
        ...

    @calls("admin.update_domain_block", "4.0.0", "4.0.0", id="block_id")
    def admin_update_domain_block(
        self,
        id: AdminDomainBlock | IdType,
        severity: str | None = None,
        reject_media: bool | None = None,
        reject_reports: bool | None = None,
        private_comment: str | None = None,
        public_comment: str | None = None,
        obfuscate: bool | None = None,
    ) -> AdminDomainBlock:
        """Change a block of a domain."""
        ...

    @calls("admin.update_ip_block", "4.0.0", "4.0.0", id="block_id")
    def admin_update_ip_block(
        self,
        id: AdminIpBlock | IdType,
        ip: str | None = None,
        severity: str | None = None,
        comment: str | None = None,
        expires_in: int | None = None,
    ) -> AdminIpBlock:
        """Change a block of an address."""
        ...

    def admin_account_moderate(
        self,
        id: Account | AdminAccount | IdType,
        action: str | None = None,
        report_id: AdminReport | str | int | None = None,
        warning_preset_id: int | str | None = None,
        text: str | None = None,
        send_email_notification: bool | None = True,
    ) -> None:
        """Do something about an account.

        Args:
            id: the account.
            action: ``none`` to warn only, ``disable``, ``sensitive``, ``silence`` or ``suspend``.
            report_id: the report that is settled by that.
            warning_preset_id: a prepared text.
            text: what is said to the account's owner.
            send_email_notification: whether the owner is told by email.
        """
        values: dict[str, Any] = {
            "account_id": unpack_id(id),
            "action": action or "none",
            "report_id": unpack_id(report_id),
            "warning_preset_id": unpack_id(warning_preset_id),
            "text": text,
            "send_email_notification": send_email_notification or None,
        }
        self._check_version("2.9.1", "2.9.1")
        self._operate("admin.moderate_account", AttribAccessDict, values)

    def admin_accounts_v1(
        self,
        remote: bool = False,
        by_domain: str | None = None,
        status: str = "active",
        username: str | None = None,
        display_name: str | None = None,
        email: str | None = None,
        ip: str | None = None,
        staff_only: bool = False,
        max_id: IdType | None = None,
        min_id: IdType | None = None,
        since_id: IdType | None = None,
        limit: int | None = None,
    ) -> AdminAccount:
        """Fetch a page of accounts, as moderators see them, from the older endpoint.

        Args:
            remote: those of other servers.
            by_domain: those of one server.
            status: ``active``, ``pending``, ``disabled``, ``silenced`` or ``suspended``.
            username: only those with this name.
            display_name: only those that show this name.
            email: only those with this email address.
            ip: only those that were used from this address.
            staff_only: only moderators and administrators.
            max_id: only what is older than this.
            min_id: the page just after this.
            since_id: only what is newer than this; the newest first.
            limit: how many.

        Raises:
            MastodonIllegalArgumentError: no account can have such a status.
        """
        if status not in STATUSES:
            raise MastodonIllegalArgumentError("Invalid moderation status requested.")
        values: dict[str, Any] = {
            "remote": remote or None,
            "by_domain": by_domain,
            status: True,
            "username": username,
            "display_name": display_name,
            "email": email,
            "ip": ip,
            "staff": staff_only or None,
            "max_id": unpack_id(max_id),
            "min_id": unpack_id(min_id),
            "since_id": unpack_id(since_id),
            "limit": limit,
        }
        self._check_version("2.9.1", "4.0.0")
        return self._operate("admin.get_accounts_v1", AdminAccount, values)

    def admin_accounts(
        self,
        remote: bool = False,
        by_domain: str | None = None,
        status: str = "active",
        username: str | None = None,
        display_name: str | None = None,
        email: str | None = None,
        ip: str | None = None,
        staff_only: bool = False,
        max_id: IdType | None = None,
        min_id: IdType | None = None,
        since_id: IdType | None = None,
        limit: int | None = None,
    ) -> list[AdminAccount]:
        """Fetch a page of accounts; as ``admin_accounts_v1``."""
        found: Any = self.admin_accounts_v1(
            remote, by_domain, status, username, display_name, email, ip, staff_only, max_id, min_id, since_id, limit
        )
        return cast("list[AdminAccount]", found)

    @calls("admin.get_accounts", "2.9.1", "4.0.0")
    def _accounts_v2(
        self,
        origin: str | None = None,
        by_domain: str | None = None,
        status: str | None = None,
        username: str | None = None,
        display_name: str | None = None,
        email: str | None = None,
        ip: str | None = None,
        permissions: str | None = None,
        invited_by: Account | IdType | None = None,
        role_ids: list[IdType] | None = None,
        max_id: IdType | None = None,
        min_id: IdType | None = None,
        since_id: IdType | None = None,
        limit: int | None = None,
    ) -> list[AdminAccount]:
        """Fetch a page of accounts."""
        ...

    def admin_accounts_v2(
        self,
        origin: str | None = None,
        by_domain: str | None = None,
        status: str | None = None,
        username: str | None = None,
        display_name: str | None = None,
        email: str | None = None,
        ip: str | None = None,
        permissions: str | None = None,
        invited_by: Account | IdType = None,  # type: ignore[assignment]  # pyright: ignore[reportArgumentType]
        role_ids: list[IdType] | None = None,
        max_id: IdType | None = None,
        min_id: IdType | None = None,
        since_id: IdType | None = None,
        limit: int | None = None,
    ) -> list[AdminAccount]:
        """Fetch a page of accounts, as moderators see them.

        Args:
            origin: ``local`` or ``remote``.
            by_domain: those of one server.
            status: ``active``, ``pending``, ``disabled``, ``silenced`` or ``suspended``.
            username: only those with this name.
            display_name: only those that show this name.
            email: only those with this email address.
            ip: only those that were used from this address.
            permissions: ``staff`` for moderators and administrators only.
            invited_by: only those that this account has invited.
            role_ids: only those with one of these roles.
            max_id: only what is older than this.
            min_id: the page just after this.
            since_id: only what is newer than this; the newest first.
            limit: how many.

        Raises:
            MastodonIllegalArgumentError: one of the first three has no such value.
        """
        if permissions not in (None, "staff"):
            raise MastodonIllegalArgumentError("Permissions must be staff if passed")
        if origin not in (None, "local", "remote"):
            raise MastodonIllegalArgumentError("Origin must be local or remote")
        if status is not None and status not in STATUSES_V2:
            raise MastodonIllegalArgumentError("Status must be local or active, pending, disabled, silenced, suspended")
        return self._accounts_v2(
            origin,
            by_domain,
            status,
            username,
            display_name,
            email,
            ip,
            permissions,
            invited_by,
            role_ids,
            max_id,
            min_id,
            since_id,
            limit,
        )

    @calls("admin.get_domain_blocks", "4.0.0", "4.0.0")
    def _domain_blocks(
        self,
        max_id: IdType | None = None,
        min_id: IdType | None = None,
        since_id: IdType | None = None,
        limit: int | None = None,
    ) -> PaginatableList[AdminDomainBlock]:
        """Fetch a page of the blocked domains."""
        ...

    @calls("admin.get_domain_block", "4.0.0", "4.0.0", id="block_id")
    def _domain_block(self, id: IdType) -> AdminDomainBlock:
        """Fetch a blocked domain."""
        ...

    def admin_domain_blocks(
        self,
        id: IdType | None = None,
        max_id: IdType | None = None,
        min_id: IdType | None = None,
        since_id: IdType | None = None,
        limit: int | None = None,
    ) -> AdminDomainBlock | PaginatableList[AdminDomainBlock]:
        """Fetch a page of the blocked domains, or one of them.

        Args:
            id: the block to fetch, alone.
            max_id: only what is older than this.
            min_id: the page just after this.
            since_id: only what is newer than this; the newest first.
            limit: how many.
        """
        if id is not None:
            return self._domain_block(id)
        return self._domain_blocks(max_id, min_id, since_id, limit)

    def admin_create_canonical_email_block(
        self, email: str | None = None, canonical_email_hash: str | None = None
    ) -> AdminCanonicalEmailBlock:
        """Block an email address, in all its spellings.

        Args:
            email: the address.
            canonical_email_hash: or its SHA-256, in hexadecimal.

        Raises:
            MastodonIllegalArgumentError: neither is given.
        """
        if email is None and canonical_email_hash is None:
            raise MastodonIllegalArgumentError("Either 'email' or 'canonical_email_hash' must be provided.")
        values: dict[str, Any] = {"email": email, "canonical_email_hash": canonical_email_hash}
        self._check_version("4.0.0", "4.0.0")
        return self._operate("admin.create_canonical_email_block", AdminCanonicalEmailBlock, values)

    def admin_measures(
        self,
        start_at: datetime,
        end_at: datetime,
        active_users: bool = False,
        new_users: bool = False,
        interactions: bool = False,
        opened_reports: bool = False,
        resolved_reports: bool = False,
        tag_accounts: Tag | IdType | None = None,
        tag_uses: Tag | IdType | None = None,
        tag_servers: Tag | IdType | None = None,
        instance_accounts: str | None = None,
        instance_media_attachments: str | None = None,
        instance_reports: str | None = None,
        instance_statuses: str | None = None,
        instance_follows: str | None = None,
        instance_followers: str | None = None,
    ) -> NonPaginatableList[AdminMeasure]:
        """Fetch numbers for each day of a time; what is asked for is named, or given a hashtag or domain.

        Args:
            start_at: the first day.
            end_at: the last day.
            active_users: how many used the server.
            new_users: how many signed up.
            interactions: how often statuses were answered, favourited or reblogged.
            opened_reports: how many reports came in.
            resolved_reports: how many reports were closed.
            tag_accounts: how many accounts used this hashtag.
            tag_uses: how many statuses have this hashtag.
            tag_servers: how many servers used this hashtag.
            instance_accounts: how many accounts of this domain are known.
            instance_media_attachments: how large this domain's files are.
            instance_reports: how many reports are about this domain.
            instance_statuses: how many statuses of this domain are known.
            instance_follows: how many of this domain are followed from here.
            instance_followers: how many here are followed from this domain.

        Raises:
            MastodonIllegalArgumentError: nothing is asked for.
        """
        flags = {
            "active_users": active_users,
            "new_users": new_users,
            "interactions": interactions,
            "opened_reports": opened_reports,
            "resolved_reports": resolved_reports,
        }
        subjects = {
            "tag_accounts": tag_accounts,
            "tag_uses": tag_uses,
            "tag_servers": tag_servers,
            "instance_accounts": instance_accounts,
            "instance_media_attachments": instance_media_attachments,
            "instance_reports": instance_reports,
            "instance_statuses": instance_statuses,
            "instance_follows": instance_follows,
            "instance_followers": instance_followers,
        }
        values = statistics(flags, subjects)
        if not values["keys"]:
            raise MastodonIllegalArgumentError("Must request at least one metric.")
        self._check_version("3.5.0", "3.5.0")
        values |= {"start_at": start_at, "end_at": end_at}
        return self._operate("admin.get_measures", NonPaginatableList[AdminMeasure], values)

    def admin_dimensions(
        self,
        start_at: datetime,
        end_at: datetime,
        limit: int | None = None,
        languages: bool = False,
        sources: bool = False,
        servers: bool = False,
        space_usage: bool = False,
        software_versions: bool = False,
        tag_servers: Tag | IdType | None = None,
        tag_languages: Tag | IdType | None = None,
        instance_accounts: str | None = None,
        instance_languages: str | None = None,
    ) -> NonPaginatableList[AdminDimension]:
        """Fetch what a time was made of; what is asked for is named, or given a hashtag or domain.

        Args:
            start_at: the first day.
            end_at: the last day.
            limit: how many of the most frequent.
            languages: which languages active users speak.
            sources: which applications people signed up with.
            servers: which servers most statuses came from.
            space_usage: how much space is used.
            software_versions: which software the server runs on.
            tag_servers: which servers used this hashtag most.
            tag_languages: which languages this hashtag was used in.
            instance_accounts: which accounts of this domain are followed most.
            instance_languages: which languages this domain's statuses are in.

        Raises:
            MastodonIllegalArgumentError: nothing is asked for.
        """
        flags = {
            "languages": languages,
            "sources": sources,
            "servers": servers,
            "space_usage": space_usage,
            "software_versions": software_versions,
        }
        subjects = {
            "tag_servers": tag_servers,
            "tag_languages": tag_languages,
            "instance_accounts": instance_accounts,
            "instance_languages": instance_languages,
        }
        values = statistics(flags, subjects)
        if not values["keys"]:
            raise MastodonIllegalArgumentError("Must request at least one dimension.")
        self._check_version("3.5.0", "3.5.0")
        values |= {"start_at": start_at, "end_at": end_at, "limit": limit}
        return self._operate("admin.get_dimensions", NonPaginatableList[AdminDimension], values)

    def admin_retention(
        self, start_at: datetime, end_at: datetime, frequency: str = "day"
    ) -> NonPaginatableList[AdminRetention]:
        """Fetch how many of those who signed up came back.

        Args:
            start_at: the first day.
            end_at: the last day.
            frequency: ``day`` or ``month``, for how long those who signed up together did so.

        Raises:
            MastodonIllegalArgumentError: the frequency is neither.
        """
        if frequency not in FREQUENCIES:
            raise MastodonIllegalArgumentError("Frequency must be day or month")
        values: dict[str, Any] = {"start_at": start_at, "end_at": end_at, "frequency": frequency}
        self._check_version("3.5.0", "3.5.0")
        return self._operate("admin.get_retention", NonPaginatableList[AdminRetention], values)


def statistics(flags: Mapping[str, bool], subjects: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments of a question for statistics.

    Args:
        flags: what is asked for, or not.
        subjects: the hashtag or domain that is asked about, or ``None``.
    """
    about = {name: unpack_id(subject) for name, subject in subjects.items() if subject is not None}
    named = {f"{name}_{'id' if name in BY_TAG else 'domain'}": subject for name, subject in about.items()}
    return {"keys": [*(name for name, asked in flags.items() if asked), *about], **named}
