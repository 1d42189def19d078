"""Confirming the e-mail address of a new account."""

from __future__ import annotations

from ..core.operation import Operations, get, post
from ..core.server import MASTODON, SNAC


class Emails(Operations):
    """Confirming the e-mail address of an account that your application signed up."""

    @post("/api/v1/emails/confirmations", scope="write:accounts", added="3.4.0", servers=MASTODON, unsure=SNAC)
    def resend_confirmation_email(self, email: str | None = None) -> None:
        """Send the e-mail again that confirms the account's address, or change the address first.

        Args:
            email: another address to use instead.

        Raises:
            ForbiddenError: another application signed the account up, or the address is confirmed already.
            UnprocessedError: the other address cannot be used.
        """
        ...

    @get("/api/v1/emails/check_confirmation", scope="read:accounts", added="4.2.0", servers=MASTODON, unsure=SNAC)
    def check_email_confirmation(self) -> bool:
        """Find out whether the account's address is confirmed."""
        ...
