"""Web Push: notifications that the server sends to where you want them, without being asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from ..core.operation import Operations, Wire, delete, get, post, put
from ..core.server import EVERY, SNAC

if TYPE_CHECKING:
    from ..models import PushPolicy, WebPushSubscription


class Push(Operations):
    """Web Push: a token has one subscription at most."""

    @post(
        "/api/v1/push/subscription",
        scope="push",
        added="2.4.0",
        servers=EVERY - SNAC,
        unsure=SNAC,
        changed=(
            "3.3.0: status",
            "3.4.0: policy",
            "3.5.0: update, admin_sign_up",
            "4.0.0: admin_report",
            "4.3.0: an address or key that cannot be used is refused",
            "4.4.0: standard",
            "4.5.0: quote, quoted_update",
        ),
        repeat="always",
    )
    def create_push_subscription(
        self,
        endpoint: Annotated[str, Wire("subscription[endpoint]")],
        p256dh: Annotated[str, Wire("subscription[keys][p256dh]")],
        auth: Annotated[str, Wire("subscription[keys][auth]")],
        *,
        standard: Annotated[bool | None, Wire("subscription[standard]")] = None,
        policy: Annotated[PushPolicy | str | None, Wire("data[policy]")] = None,
        mention: Annotated[bool | None, Wire("data[alerts][mention]")] = None,
        status: Annotated[bool | None, Wire("data[alerts][status]")] = None,
        reblog: Annotated[bool | None, Wire("data[alerts][reblog]")] = None,
        follow: Annotated[bool | None, Wire("data[alerts][follow]")] = None,
        follow_request: Annotated[bool | None, Wire("data[alerts][follow_request]")] = None,
        favourite: Annotated[bool | None, Wire("data[alerts][favourite]")] = None,
        poll: Annotated[bool | None, Wire("data[alerts][poll]")] = None,
        update: Annotated[bool | None, Wire("data[alerts][update]")] = None,
        quote: Annotated[bool | None, Wire("data[alerts][quote]")] = None,
        quoted_update: Annotated[bool | None, Wire("data[alerts][quoted_update]")] = None,
        admin_sign_up: Annotated[bool | None, Wire("data[alerts][admin.sign_up]")] = None,
        admin_report: Annotated[bool | None, Wire("data[alerts][admin.report]")] = None,
        pending_favourite: Annotated[bool | None, Wire("data[alerts][pending.favourite]")] = None,
        pending_reply: Annotated[bool | None, Wire("data[alerts][pending.reply]")] = None,
        pending_reblog: Annotated[bool | None, Wire("data[alerts][pending.reblog]")] = None,
        pleroma_chat_mention: Annotated[bool | None, Wire("data[alerts][pleroma:chat_mention]")] = None,
        pleroma_emoji_reaction: Annotated[bool | None, Wire("data[alerts][pleroma:emoji_reaction]")] = None,
    ) -> WebPushSubscription:
        """Have notifications pushed, instead of to wherever they were pushed for this token before.

        The kinds that are ``True`` are pushed; the arguments say when.

        Args:
            endpoint: the URL to push to.
            p256dh: the public key of the receiver (P-256, uncompressed), in URL-safe base64.
            auth: 16 random bytes that the receiver knows, in URL-safe base64. ``**keys.shared`` of a
                ``howdah.push.PushKeys`` gives both.
            standard: encrypt by the final standard (RFC 8291), not by its draft (Mastodon 4.4).
            policy: whose doings are pushed: ``all``, ``followed``, ``follower`` or ``none`` (Mastodon, GoToSocial).
            mention: someone mentions you.
            status: someone posts whose statuses you asked to be notified of.
            reblog: someone boosts you.
            follow: someone follows you.
            follow_request: someone asks to follow you.
            favourite: someone favourites you.
            poll: a poll ends that you made or voted in.
            update: a status is edited that you had to do with (Mastodon 3.5).
            quote: someone quotes you (Mastodon 4.5).
            quoted_update: a status is edited that you quoted (Mastodon 4.5).
            admin_sign_up: someone signs up, for those who moderate.
            admin_report: someone reports something, for those who moderate.
            pending_favourite: a favourite waits for your approval (GoToSocial).
            pending_reply: a reply waits for your approval (GoToSocial).
            pending_reblog: a boost waits for your approval (GoToSocial).
            pleroma_chat_mention: someone writes in a chat (Pleroma).
            pleroma_emoji_reaction: someone reacts with an emoji (Pleroma, Akkoma).

        Raises:
            ForbiddenError: the token lacks the scope.
            UnprocessedError: the URL or a key cannot be used.
        """
        ...

    @get("/api/v1/push/subscription", scope="push", added="2.4.0", servers=EVERY - SNAC)
    def get_push_subscription(self) -> WebPushSubscription:
        """Fetch what is pushed for this token, and where to.

        Raises:
            NotFoundError: nothing is pushed for it.
        """
        ...

    @put(
        "/api/v1/push/subscription",
        scope="push",
        added="2.4.0",
        servers=EVERY - SNAC,
        unsure=SNAC,
        changed=("3.3.0: status", "3.4.0: policy", "3.5.0: update, admin_sign_up", "4.0.0: admin_report"),
    )
    def update_push_subscription(
        self,
        *,
        policy: Annotated[PushPolicy | str | None, Wire("data[policy]", also="policy")] = None,
        mention: Annotated[bool | None, Wire("data[alerts][mention]")] = None,
        status: Annotated[bool | None, Wire("data[alerts][status]")] = None,
        reblog: Annotated[bool | None, Wire("data[alerts][reblog]")] = None,
        follow: Annotated[bool | None, Wire("data[alerts][follow]")] = None,
        follow_request: Annotated[bool | None, Wire("data[alerts][follow_request]")] = None,
        favourite: Annotated[bool | None, Wire("data[alerts][favourite]")] = None,
        poll: Annotated[bool | None, Wire("data[alerts][poll]")] = None,
        update: Annotated[bool | None, Wire("data[alerts][update]")] = None,
        quote: Annotated[bool | None, Wire("data[alerts][quote]")] = None,
        quoted_update: Annotated[bool | None, Wire("data[alerts][quoted_update]")] = None,
        admin_sign_up: Annotated[bool | None, Wire("data[alerts][admin.sign_up]")] = None,
        admin_report: Annotated[bool | None, Wire("data[alerts][admin.report]")] = None,
        pending_favourite: Annotated[bool | None, Wire("data[alerts][pending.favourite]")] = None,
        pending_reply: Annotated[bool | None, Wire("data[alerts][pending.reply]")] = None,
        pending_reblog: Annotated[bool | None, Wire("data[alerts][pending.reblog]")] = None,
        pleroma_chat_mention: Annotated[bool | None, Wire("data[alerts][pleroma:chat_mention]")] = None,
        pleroma_emoji_reaction: Annotated[bool | None, Wire("data[alerts][pleroma:emoji_reaction]")] = None,
    ) -> WebPushSubscription:
        """Change which notifications are pushed, all at once: what is not given is pushed no more.

        The kinds that are ``True`` are pushed; the arguments say when.

        Args:
            policy: whose doings are pushed: ``all``, ``followed``, ``follower`` or ``none`` (Mastodon, GoToSocial).
            mention: someone mentions you.
            status: someone posts whose statuses you asked to be notified of.
            reblog: someone boosts you.
            follow: someone follows you.
            follow_request: someone asks to follow you.
            favourite: someone favourites you.
            poll: a poll ends that you made or voted in.
            update: a status is edited that you had to do with (Mastodon 3.5).
            quote: someone quotes you (Mastodon 4.5).
            quoted_update: a status is edited that you quoted (Mastodon 4.5).
            admin_sign_up: someone signs up, for those who moderate.
            admin_report: someone reports something, for those who moderate.
            pending_favourite: a favourite waits for your approval (GoToSocial).
            pending_reply: a reply waits for your approval (GoToSocial).
            pending_reblog: a boost waits for your approval (GoToSocial).
            pleroma_chat_mention: someone writes in a chat (Pleroma).
            pleroma_emoji_reaction: someone reacts with an emoji (Pleroma, Akkoma).

        Raises:
            NotFoundError: nothing is pushed for this token so far.
        """
        ...

    @delete("/api/v1/push/subscription", scope="push", added="2.4.0", servers=EVERY - SNAC, unsure=SNAC)
    def delete_push_subscription(self) -> None:
        """Have nothing pushed for this token any more; no error if nothing was."""
        ...
