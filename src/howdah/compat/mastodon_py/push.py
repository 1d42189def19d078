"""Web Push."""

from __future__ import annotations

from typing import Any

from .calling import Calls, calls
from .conversion import converter, entity_converter
from .errors import MastodonIllegalArgumentError
from .return_types import PushNotification, WebPushSubscription
from .types_base import WebpushCryptoParamsPrivkey, WebpushCryptoParamsPubkey

POLICIES = ("all", "none", "follower", "followed")


class Push(Calls):
    """Web Push; the functions for keys and messages need the extra ``push``."""

    @calls("get_push_subscription", "2.4.0", "4.4.0")
    def push_subscription(self) -> WebPushSubscription:
        """Fetch what is pushed for this token, and where to."""
        ...

    def push_subscription_set(
        self,
        endpoint: str,
        encrypt_params: WebpushCryptoParamsPubkey,
        follow_events: bool | None = None,
        favourite_events: bool | None = None,
        reblog_events: bool | None = None,
        mention_events: bool | None = None,
        poll_events: bool | None = None,
        follow_request_events: bool | None = None,
        status_events: bool | None = None,
        policy: str = "all",
        update_events: bool | None = None,
        admin_sign_up_events: bool | None = None,
        admin_report_events: bool | None = None,
        quote_events: bool | None = None,
        quoted_update_events: bool | None = None,
        standard: bool | None = None,
    ) -> WebPushSubscription:
        """Have notifications pushed, instead of to wherever they were pushed for this token before.

        Args:
            endpoint: the URL to push to.
            encrypt_params: the second of the dicts that ``push_subscription_generate_keys`` gave.
            follow_events: someone follows you.
            favourite_events: someone favourites you.
            reblog_events: someone boosts you.
            mention_events: someone mentions you.
            poll_events: a poll ends that you voted in.
            follow_request_events: someone asks to follow you.
            status_events: someone posts whose statuses you asked to be notified of.
            policy: whose doings are pushed: ``all``, ``none``, ``follower`` or ``followed``.
            update_events: a status is edited that you boosted.
            admin_sign_up_events: someone signs up, for those who moderate.
            admin_report_events: someone reports something, for those who moderate.
            quote_events: someone quotes you.
            quoted_update_events: a status is edited that you quoted.
            standard: encrypt by the final standard, not by its draft (Mastodon 4.4).

        Raises:
            MastodonIllegalArgumentError: there is no such policy.
            MastodonAPIError: the URL or a key cannot be used.
        """
        if policy not in POLICIES:
            raise MastodonIllegalArgumentError("Valid values for policy are 'all', 'none', 'follower' or 'followed'.")
        from ...client import Client
        from ...push.base64url import encode

        self._check_version("2.4.0", "4.4.0")
        asked: dict[str, Any] = {
            "endpoint": endpoint,
            "p256dh": encode(encrypt_params["pubkey"]),
            "auth": encode(encrypt_params["auth"]),
            "follow": follow_events,
            "favourite": favourite_events,
            "reblog": reblog_events,
            "mention": mention_events,
            "poll": poll_events,
            "follow_request": follow_request_events,
            "status": status_events,
            "policy": policy,
            "update": update_events,
            "admin_sign_up": admin_sign_up_events,
            "admin_report": admin_report_events,
            "quote": quote_events,
            "quoted_update": quoted_update_events,
            "standard": standard,
        }
        result: WebPushSubscription = self._perform(
            Client.create_push_subscription, converter(WebPushSubscription), asked
        )
        return result

    @calls(
        "update_push_subscription",
        "2.4.0",
        "4.4.0",
        follow_events="follow",
        favourite_events="favourite",
        reblog_events="reblog",
        mention_events="mention",
        poll_events="poll",
        follow_request_events="follow_request",
        status_events="status",
        update_events="update",
        admin_sign_up_events="admin_sign_up",
        admin_report_events="admin_report",
        quote_events="quote",
        quoted_update_events="quoted_update",
    )
    def push_subscription_update(
        self,
        follow_events: bool | None = None,
        favourite_events: bool | None = None,
        reblog_events: bool | None = None,
        mention_events: bool | None = None,
        poll_events: bool | None = None,
        follow_request_events: bool | None = None,
        status_events: bool | None = None,
        policy: str | None = "all",
        update_events: bool | None = None,
        admin_sign_up_events: bool | None = None,
        admin_report_events: bool | None = None,
        quote_events: bool | None = None,
        quoted_update_events: bool | None = None,
    ) -> WebPushSubscription:
        """Change which notifications are pushed, all at once; the arguments are those of ``push_subscription_set``."""
        ...

    @calls("delete_push_subscription", "2.4.0", "2.4.0")
    def push_subscription_delete(self) -> None:
        """Have nothing pushed for this token any more."""
        ...

    def push_subscription_generate_keys(self) -> tuple[WebpushCryptoParamsPrivkey, WebpushCryptoParamsPubkey]:
        """Make keys for a subscription.

        Returns:
            What is kept, for ``push_subscription_decrypt_push``, and what the server is told, by
            ``push_subscription_set``; both are secret.

        Raises:
            MissingExtraError: the extra ``push`` is not installed.
        """
        from ...push import PushKeys

        kept, told = PushKeys.generate().to_mastodon_py()
        return dict(kept), dict(told)

    def push_subscription_decrypt_push(
        self,
        data: bytes,
        decrypt_params: WebpushCryptoParamsPrivkey,
        encryption_header: str | None,
        crypto_key_header: str | None,
    ) -> PushNotification:
        """Open a push message.

        Args:
            data: the request's body.
            decrypt_params: the first of the dicts that ``push_subscription_generate_keys`` gave.
            encryption_header: the request's ``Encryption`` header; nothing where the message is encrypted by the final
                standard, which has none.
            crypto_key_header: its ``Crypto-Key`` header, likewise.

        Raises:
            MastodonIllegalArgumentError: the message is not for these keys, was changed on the way, or holds no
                notification.
            MissingExtraError: the extra ``push`` is not installed.
        """
        import json

        from ...core.errors import ConfigurationError
        from ...push import PushDecryptionError, PushKeys, decrypt_message

        headers = {"Content-Encoding": "aesgcm" if encryption_header else "aes128gcm"}
        if encryption_header:
            headers |= {"Encryption": encryption_header, "Crypto-Key": crypto_key_header or ""}
        try:
            document = json.loads(decrypt_message(headers, data, PushKeys.from_mastodon_py(decrypt_params)))
        except (PushDecryptionError, ConfigurationError) as error:
            raise MastodonIllegalArgumentError(str(error)) from error
        except (ValueError, RecursionError):
            document = None
        if not isinstance(document, dict):
            raise MastodonIllegalArgumentError("the message was opened, but holds no notification")
        notification: PushNotification = entity_converter(PushNotification)(document)
        return notification
