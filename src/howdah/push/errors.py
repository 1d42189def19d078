"""Why a push message is refused; no error holds a key, a token, or what a message says."""

from __future__ import annotations

from ..core.errors import ActivityPubError


class PushError(ActivityPubError):
    """A push message is refused.

    Attributes:
        status: the HTTP status to answer it with.
    """

    def __init__(self, message: str, *, status: int = 400) -> None:
        super().__init__(message)
        self.status = status


class PushDecryptionError(PushError):
    """The message is not for these keys, was changed on the way, is cut short, or holds no notification."""


class PushSignatureError(PushError):
    """The message is not signed by the server, or not for this receiver, or not now (VAPID, RFC 8292)."""


class PushReplayError(PushError):
    """The message has been taken before."""

    def __init__(self, message: str, *, status: int = 200) -> None:
        super().__init__(message, status=status)
