"""longwei's constants."""

from __future__ import annotations

from typing import Final

REDIRECT_URI: Final = "urn:ietf:wg:oauth:2.0:oob"

STATUS_ACCEPTED: Final = 202
STATUS_BAD_REQUEST: Final = 400
STATUS_UNAUTHORIZED: Final = 401
STATUS_FORBIDDEN: Final = 403
STATUS_NOT_FOUND: Final = 404
STATUS_CONFLICT: Final = 409
STATUS_GONE: Final = 410
STATUS_UNPROCESSABLE_ENTITY: Final = 422
STATUS_TOO_MANY_REQUESTS: Final = 429
STATUS_INTERNAL_SERVER_ERROR: Final = 500

RESPONSE_TEXT_MAX_LENGTH: Final = 500
"""Characters of an answer that an error keeps."""

INSTANCE_TYPE_MASTODON: Final = "Mastodon"
INSTANCE_TYPE_PLEROMA: Final = "Pleroma"
INSTANCE_TYPE_SNAC: Final = "snac"

MAX_ATTACHMENTS_MASTODON: Final = 4
MAX_ATTACHMENTS_PLEROMA: Final = 10
MAX_ATTACHMENTS_SNAC: Final = 8

MEDIA_POLL_INTERVAL: Final = 1.0
"""Seconds; longwei's. Howdah asks sooner at first, and then less and less often."""
MEDIA_POLL_TIMEOUT: Final = 30.0
"""Seconds that ``post_media`` waits for the server to process a file."""

MAX_REASONABLE_STATUS_LEN: Final = 100_000
"""Characters; a server that claims to take more is not believed."""
MAX_REASONABLE_ATTACHMENTS: Final = 100
MAX_REASONABLE_ATT_SIZE: Final = 100_000_000
"""Bytes."""
MAX_REASONABLE_MIME_TYPES: Final = 200
"""Types of which note is taken."""
