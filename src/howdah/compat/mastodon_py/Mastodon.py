"""Where older programs import the class and the errors from: ``from mastodon.Mastodon import MastodonError``."""

from .client import Mastodon
from .errors import *  # noqa: F403
from .types_base import AttribAccessDict, AttribAccessList, MaybeSnowflakeIdType

__all__ = ["AttribAccessDict", "AttribAccessList", "Mastodon", "MaybeSnowflakeIdType"]
