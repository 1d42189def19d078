"""The instance: its rules, its texts, and whom it knows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ..core.flow import Flow
from ..core.operation import Operations, get, operation
from ..core.server import AKKOMA, EVERY, MASTODON, PLEROMA, SNAC

if TYPE_CHECKING:
    from ..models import (
        Activity,
        DomainBlock,
        ExtendedDescription,
        PrivacyPolicy,
        Rule,
        SupportedLocale,
        TermsOfService,
    )


class Instance(Operations):
    """What the server tells of itself and of others."""

    @get(
        "/api/v1/instance/peers",
        auth="optional",
        added="2.1.2",
        changed=("3.0.0: a user's token where federation is limited",),
    )
    def get_instance_peers(self, *, filter: str | None = None, flat: bool | None = None) -> list[str]:  # noqa: A002
        """List the domains that the server knows; thousands on a large one.

        Args:
            filter: ``open``, ``allowed``, ``blocked``, or several with commas between; with it, ``flat`` must be true
                (GoToSocial).
            flat: give plain names, as without ``filter`` (GoToSocial).

        Raises:
            UnauthorizedError: the server does not tell, or only its own people.
        """
        ...

    @get(
        "/api/v1/instance/activity",
        auth="optional",
        added="2.1.2",
        servers=MASTODON,
        changed=("3.0.0: a user's token where federation is limited",),
    )
    def get_instance_activity(self) -> list[Activity]:
        """List how busy the server was in each of the last twelve weeks, this one first.

        Raises:
            UnauthorizedError: only the server's own people may see it.
            NotFoundError: the server does not tell.
        """
        ...

    @get("/api/v1/instance/rules", auth="none", added="3.4.0", servers=EVERY - AKKOMA - SNAC)
    def get_instance_rules(self) -> list[Rule]:
        """List the server's rules."""
        ...

    @get("/api/v1/instance/domain_blocks", auth="optional", added="4.0.0", servers=EVERY - AKKOMA - SNAC)
    def get_instance_domain_blocks(self) -> list[DomainBlock]:
        """List the domains that the server limits or blocks, as far as it shows them; names may be obscured.

        Raises:
            UnauthorizedError: only the server's own people may see it.
            NotFoundError: the server does not tell.
        """
        ...

    @get("/api/v1/instance/extended_description", auth="none", added="4.0.0", servers=MASTODON)
    def get_instance_extended_description(self) -> ExtendedDescription:
        """Fetch what the server says of itself at length."""
        ...

    @get("/api/v1/instance/privacy_policy", auth="none", added="4.0.0", servers=MASTODON, unsure=SNAC)
    def get_instance_privacy_policy(self) -> PrivacyPolicy:
        """Fetch the server's privacy policy."""
        ...

    @operation(
        uses=["GET /api/v1/instance/terms_of_service", "GET /api/v1/instance/terms_of_service/{date}"],
        auth="none",
        added="4.4.0",
        servers=MASTODON,
        unsure=SNAC,
    )
    def get_instance_terms_of_service(self, date: date | str | None = None) -> Flow[TermsOfService]:
        """Fetch the server's terms of service.

        Args:
            date: the day from which the terms wanted are in force; by default those in force now.

        Raises:
            NotFoundError: the server has none, or none from that day.
        """
        if date is None:
            return (yield from _get_terms.flow(self))
        return (yield from _get_terms_of.flow(self, date))

    @get(
        "/api/v1/instance/translation_languages",
        auth="none",
        added="4.2.0",
        servers=MASTODON | PLEROMA | AKKOMA,
    )
    def get_instance_translation_languages(self) -> dict[str, list[str]]:
        """Fetch the languages that the server can translate from, each with those it can translate to.

        Languages are ISO 639-1 codes; ``und`` stands for text in an unknown language.
        """
        ...

    @get("/api/v1/instance/languages", auth="none", added="4.2.0", servers=MASTODON, unsure=SNAC)
    def get_instance_languages(self) -> list[SupportedLocale]:
        """List the languages that the server knows, with their names."""
        ...


@get("/api/v1/instance/terms_of_service", auth="none", added="4.4.0", servers=MASTODON, unsure=SNAC)
def _get_terms(self: Operations) -> TermsOfService: ...


@get("/api/v1/instance/terms_of_service/{date}", auth="none", added="4.4.0", servers=MASTODON, unsure=SNAC)
def _get_terms_of(self: Operations, date: date | str) -> TermsOfService: ...
