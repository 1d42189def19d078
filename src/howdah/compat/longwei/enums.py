"""longwei's enums."""

from __future__ import annotations

from enum import StrEnum


class HttpMethod(StrEnum):
    """The HTTP methods that the API uses."""

    GET = "GET"
    POST = "POST"
    PUT = "PUT"
    DELETE = "DELETE"
    PATCH = "PATCH"


class SearchType(StrEnum):
    """What to search for."""

    ACCOUNTS = "accounts"
    HASHTAGS = "hashtags"
    STATUSES = "statuses"


class Visibility(StrEnum):
    """Who can see a status."""

    PUBLIC = "public"
    UNLISTED = "unlisted"
    PRIVATE = "private"
    DIRECT = "direct"
