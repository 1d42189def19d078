"""The server, its announcements, and its moderators."""

from __future__ import annotations

from .calling import Front, calls
from .conventions import takes_positions
from .models import Account, Activity, Announcement, DomainBlock, Emoji, InstanceInfo, Report, Rule


class Instance(Front):
    """The server, its announcements, and its moderators."""

    @calls()
    async def get_instance_info(self) -> InstanceInfo:
        """What the server says of itself; translated from the older page where there is only that."""
        ...

    @calls()
    async def get_instance_peers(self) -> list[str]:
        """List the servers that this one knows."""
        ...

    @calls()
    async def get_instance_activity(self) -> list[Activity]:
        """What happened on the server in the last weeks."""
        ...

    @calls()
    async def get_instance_rules(self) -> list[Rule]:
        """List the server's rules."""
        ...

    @calls()
    async def get_instance_domain_blocks(self) -> list[DomainBlock]:
        """List the servers that this one blocks."""
        ...

    @calls()
    async def get_custom_emojis(self) -> list[Emoji]:
        """List the server's custom emojis."""
        ...

    @calls()
    async def get_directory(
        self, limit: int | None = None, offset: int | None = None, order: str | None = None, local: bool | None = None
    ) -> list[Account]:
        """A page of accounts that want to be found."""
        ...

    @calls()
    async def get_announcements(self) -> list[Announcement]:
        """List the announcements of those who run the server."""
        ...

    @calls()
    async def dismiss_announcement(self, announcement_id: str) -> None:
        """Mark an announcement as read."""
        ...

    @calls()
    async def add_announcement_reaction(self, announcement_id: str, name: str) -> None:
        """React to an announcement with an emoji."""
        ...

    @calls()
    async def remove_announcement_reaction(self, announcement_id: str, name: str) -> None:
        """Take a reaction to an announcement back."""
        ...

    @calls()
    async def get_reports(self) -> list[Report]:
        """List your reports to the moderators (GoToSocial)."""
        ...

    @takes_positions
    @calls()
    async def create_report(
        self,
        account_id: str,
        *,
        status_ids: list[str] | None = None,
        comment: str | None = None,
        forward: bool | None = None,
        category: str | None = None,
        rule_ids: list[str] | None = None,
    ) -> Report:
        """Report an account to the moderators."""
        ...
