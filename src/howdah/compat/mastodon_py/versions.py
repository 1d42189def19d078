"""Versions of Mastodon as numbers, and what a call needs of them."""

from __future__ import annotations

import re
from typing import Final

from .errors import MastodonIllegalArgumentError, MastodonVersionError

Version = tuple[int, int, int]

SUPPORTED_MASTODON_VERSION: Final = "4.7.3"
"""The newest version of Mastodon whose functions are all here."""
MASTODON_PY_VERSION: Final = "2.3.3"
"""The version of Mastodon.py whose functions are all here."""
MODES: Final = ("created", "changed", "none")

_NUMBERS = re.compile(r"\s*v?(\d+)\.(\d+)(?:\.(\d+))?")


def parse_version(text: str) -> Version:
    """The three numbers of a version, whatever follows them.

    Args:
        text: such as ``4.5.0`` or ``4.2.0rc1+glitch``.

    Raises:
        MastodonVersionError: it is no version.
    """
    found = _NUMBERS.match(text)
    if found is None:
        raise MastodonVersionError("Bad version specified")
    return int(found[1]), int(found[2]), int(found[3] or 0)


def mastodon_version(said: str) -> str:
    """The version of Mastodon that a server means, whatever it says of its own besides.

    Args:
        said: such as ``4.2.0 (compatible; Other 1.0)``, or ``1.1.1+4.2.0`` of a fork.
    """
    own, _, forked_from = said.partition(" ")[0].partition("+")
    found = _NUMBERS.match(forked_from)
    return forked_from if found and int(found[1]) >= 1 else own


def check_mode(mode: str) -> None:
    """Refuse a way of checking versions that there is not.

    Raises:
        MastodonIllegalArgumentError: it is none of the three.
    """
    if mode not in MODES:
        raise MastodonIllegalArgumentError("Invalid version check method.")


def check_version(has: Version, mode: str, added: str, changed: str) -> None:
    """Refuse a call that a server is too old for.

    Args:
        has: the server's version.
        mode: ``created`` or ``changed``.
        added: the version that brought the call.
        changed: the version that changed it last.

    Raises:
        MastodonVersionError: it is too old.
    """
    needed = changed if mode == "changed" else added
    if has < parse_version(needed):
        raise MastodonVersionError(
            f"Version check failed (Need Mastodon instance version {needed} to call this endpoint)"
        )
