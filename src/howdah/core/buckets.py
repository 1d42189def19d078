"""Which of a server's rate limits a request counts against, besides the general one; as Mastodon counts."""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

Bucket: TypeAlias = Literal["general", "paging", "media", "delete", "post", "follow", "report"]

_PAGED = re.compile(r"[?&](?:(?:max|min|since)_id|page)=[^&]")
_BUCKETS: tuple[tuple[str, re.Pattern[str], Bucket], ...] = (
    ("POST", re.compile(r"/api/v\d+/media"), "media"),
    ("DELETE", re.compile(r"/api/v1/statuses/[^/]+"), "delete"),
    ("POST", re.compile(r"/api/v1/statuses/[^/]+/unreblog"), "delete"),
    ("POST", re.compile(r"/api/v1/statuses(/[^/]+/reblog)?"), "post"),
    ("PUT", re.compile(r"/api/v1/statuses/[^/]+"), "post"),
    ("POST", re.compile(r"/api/v1/(accounts|tags)/[^/]+/follow"), "follow"),
    ("POST", re.compile(r"/api/v1/reports"), "report"),
)


def bucket_of(method: str, path: str) -> Bucket:
    """The bucket that a request counts against besides ``general``, by what Mastodon counts."""
    bare = path.partition("?")[0]
    for verb, paths, bucket in _BUCKETS:
        if verb == method and paths.fullmatch(bare):
            return bucket
    return "general"


def is_paged(url: str) -> bool:
    """Whether a request asks for a certain page; Mastodon has a limit of its own for those."""
    return ("_id=" in url or "page=" in url) and _PAGED.search(url) is not None
