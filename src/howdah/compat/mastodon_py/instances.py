"""Servers: what they say of themselves, their announcements and directory."""

from __future__ import annotations

from datetime import date as Day  # noqa: N812
from typing import Any

from .calling import Calls, calls
from .errors import MastodonAPIError, MastodonIllegalArgumentError, MastodonNotFoundError, MastodonVersionError
from .refusals import refusals
from .return_types import (
    Account,
    Activity,
    Announcement,
    CustomEmoji,
    DomainBlock,
    ExtendedDescription,
    Instance,
    InstanceV2,
    Nodeinfo,
    Rule,
    SupportedLocale,
    TermsOfService,
)
from .types_base import AttribAccessDict, IdType, NonPaginatableList, PaginatableList


class Instances(Calls):
    """Servers: what they say of themselves, their announcements and directory."""

    @calls("dismiss_announcement", "3.1.0", "3.1.0", id="announcement_id")
    def announcement_dismiss(self, id: Announcement | IdType) -> None:
        """Mark an announcement as read."""
        ...

    @calls("add_announcement_reaction", "3.1.0", "3.1.0", id="announcement_id", reaction="name")
    def announcement_reaction_create(self, id: Announcement | IdType, reaction: str) -> None:
        """React to an announcement with an emoji."""
        ...

    @calls("remove_announcement_reaction", "3.1.0", "3.1.0", id="announcement_id", reaction="name")
    def announcement_reaction_delete(self, id: Announcement | IdType, reaction: str) -> None:
        """Take a reaction to an announcement back."""
        ...

    @calls("get_announcements", "3.1.0", "3.1.0")
    def announcements(self) -> NonPaginatableList[Announcement]:
        """Fetch the announcements that are current."""
        ...

    @calls("get_custom_emojis", "2.1.0", "2.1.0")
    def custom_emojis(self) -> NonPaginatableList[CustomEmoji]:
        """Fetch the server's own emojis."""
        ...

    @calls("get_directory", "3.0.0", "3.0.0")
    def directory(
        self, offset: int | None = None, limit: int | None = None, order: str | None = None, local: bool | None = None
    ) -> PaginatableList[Account]:
        """Fetch a page of the accounts that want to be found; ``order`` is ``active`` or ``new``."""
        ...

    @calls("get_instance_activity", "2.1.2", "2.1.2")
    def instance_activity(self) -> NonPaginatableList[Activity]:
        """Fetch how much has happened in each of the last weeks."""
        ...

    @calls("get_instance_domain_blocks", "4.0.0", "4.0.0")
    def instance_domain_blocks(self) -> NonPaginatableList[DomainBlock]:
        """Fetch the domains that the server blocks, if it says."""
        ...

    @calls("get_instance_extended_description", "4.0.0", "4.0.0")
    def instance_extended_description(self) -> ExtendedDescription:
        """Fetch the server's longer description of itself."""
        ...

    @calls("get_instance_languages", "4.2.0", "4.2.0")
    def instance_languages(self) -> NonPaginatableList[SupportedLocale]:
        """Fetch the languages that can be chosen."""
        ...

    @calls("get_instance_peers", "2.1.2", "2.1.2")
    def instance_peers(self) -> NonPaginatableList[str]:
        """Fetch the domains that the server knows."""
        ...

    @calls("get_instance_rules", "3.4.0", "3.4.0")
    def instance_rules(self) -> NonPaginatableList[Rule]:
        """Fetch the server's rules."""
        ...

    @calls("get_instance_translation_languages", "0.0.0", "0.0.0")
    def instance_translation_languages(self) -> dict[str, list[str]]:
        """Fetch from which languages into which the server translates."""
        ...

    @calls("get_instance_v1", "1.1.0", "2.3.0")
    def instance_v1(self) -> Instance:
        """Fetch what the server says of itself, in the first form."""
        ...

    def instance(self) -> InstanceV2 | Instance:
        """Fetch what the server says of itself, in the newest form that it has."""
        try:
            return self.instance_v2()
        except (MastodonNotFoundError, MastodonVersionError):
            return self.instance_v1()

    def instance_v2(self) -> InstanceV2:
        """Fetch what the server says of itself, in the second form."""
        found: InstanceV2 = self._request("GET", "/api/v2/instance", InstanceV2, added="4.0.0")
        return found

    def instance_health(self) -> bool:
        """Tell whether the server is well."""
        self._check_version("3.0.0", "3.0.0")
        try:
            return self._body("/health").strip() == b"OK"
        except MastodonAPIError:
            return False

    def instance_nodeinfo(self, schema: str = "http://nodeinfo.diaspora.software/ns/schema/2.0") -> Nodeinfo:
        """Fetch what the server says of itself as nodeinfo.

        Args:
            schema: the form of it.

        Raises:
            MastodonIllegalArgumentError: the server does not have it in that form.
        """
        self._check_version("2.9.1", "2.9.1")
        links: list[Any] = self._request("GET", "/.well-known/nodeinfo", AttribAccessDict).links
        found = next((link.href for link in links if link.rel == schema), None)
        if found is None:
            raise MastodonIllegalArgumentError("Requested nodeinfo schema is not available.")
        with refusals():
            path = self._client.session.path_of(found) or found
        nodeinfo: Nodeinfo = self._request("GET", path, Nodeinfo)
        return nodeinfo

    def instance_terms_of_service(self, date: Day | None = None) -> TermsOfService:
        """Fetch the server's terms of service.

        Args:
            date: since when those that are meant were in force; by default, those that are now.

        Raises:
            MastodonIllegalArgumentError: it is no date.
        """
        if date is not None and not isinstance(date, Day):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise MastodonIllegalArgumentError("Date parameter should be a datetime.date object")
        self._check_version("4.4.0", "4.4.0")
        return self._operate(
            "get_instance_terms_of_service", TermsOfService, {"date": date and date.strftime("%Y-%m-%d")}
        )
