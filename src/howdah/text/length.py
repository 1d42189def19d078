"""How long a status is, as Mastodon counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from .graphemes import count_graphemes
from .typed import Link, TypedMention, find_typed

URL_LENGTH = 23
"""Characters that a link counts for, where the server does not say otherwise."""
_SPACES = "\t\n\v\f\r \0"


class StatusLimits(Protocol):
    """What a server allows in statuses; ``howdah.models.InstanceStatuses`` is one."""

    @property
    def characters_reserved_per_url(self) -> int | None:
        """Characters that a link counts for."""
        ...


class Limits(Protocol):
    """What a server allows."""

    @property
    def statuses(self) -> StatusLimits:
        """What it allows in statuses."""
        ...


class LimitedInstance(Protocol):
    """A server that says what it allows; ``howdah.models.InstanceInfo`` and ``InstanceV1`` are."""

    @property
    def configuration(self) -> Limits | None:
        """What it allows."""
        ...


def status_length(text: str, spoiler: str | None = None, instance: LimitedInstance | None = None) -> int:
    """Count the characters of a status as Mastodon does, before it is posted.

    An emoji or a letter with its accents is one character. A link counts for 23, however long it is, a mention without
    its server, and the content warning as it is. Spaces around the text do not count. Servers other than Mastodon may
    count otherwise.

    Args:
        text: what is to be posted, as it is typed.
        spoiler: its content warning.
        instance: the server (from ``get_instance_info`` or ``get_instance_v1``), if it has links count for something
            else.
    """
    text, spoiler = text.strip(_SPACES), (spoiler or "").strip(_SPACES)
    if not text.strip():
        text, spoiler = spoiler, ""  # Mastodon makes a warning without a text the text
    return count_graphemes(spoiler + countable(text, url_length(instance)))


def url_length(instance: LimitedInstance | None) -> int:
    """How many characters a link counts for on a server."""
    configuration = getattr(instance, "configuration", None)
    reserved: int | None = getattr(getattr(configuration, "statuses", None), "characters_reserved_per_url", None)
    return URL_LENGTH if reserved is None else reserved


def countable(text: str, per_link: int) -> str:
    """A text with its links replaced by what they count for, and mentions without their servers."""
    return countable_slice(text, find_typed(text), 0, len(text), per_link)


def countable_slice(text: str, typed: Sequence[Link | TypedMention], start: int, end: int, per_link: int) -> str:
    """A piece of a text in that form.

    Args:
        text: the whole text.
        typed: its links and mentions, at least those from the piece on.
        start: where the piece begins.
        end: where it ends, in none of them.
        per_link: characters that a link counts for.
    """
    parts: list[str] = []
    for item in typed:
        if item.start >= end:
            break
        parts.append(text[start : item.start])
        parts.append("x" * per_link if isinstance(item, Link) else text[item.start : item.local_end])
        start = item.end
    return "".join([*parts, text[start:end]])
