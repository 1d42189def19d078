"""Which software and version answers, and what it supports."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

MASTODON: Final = frozenset({"mastodon"})
GOTOSOCIAL: Final = frozenset({"gotosocial"})
PLEROMA: Final = frozenset({"pleroma"})
AKKOMA: Final = frozenset({"akkoma"})
SNAC: Final = frozenset({"snac"})
EVERY: Final = MASTODON | GOTOSOCIAL | PLEROMA | AKKOMA | SNAC
"""The servers whose support of each operation is known."""

NAMES = {
    "mastodon": "Mastodon",
    "gotosocial": "GoToSocial",
    "pleroma": "Pleroma",
    "akkoma": "Akkoma",
    "snac": "snac",
}

_FORKS = {"glitch-soc": "mastodon", "hometown": "mastodon", "ecko": "mastodon", "fedibird": "mastodon"}
KEEPS_IDEMPOTENCY_KEYS: Final = MASTODON | PLEROMA | AKKOMA
TWO_VISIBILITIES: Final = SNAC
"""What is unlisted is shown as public there, and what is direct as private."""


@dataclass(slots=True, frozen=True)
class Server:
    """The software behind an address.

    Attributes:
        software: its name in lower case, such as ``mastodon`` or ``gotosocial``.
        version: its version as it says it.
    """

    software: str
    version: str

    @property
    def family(self) -> str:
        """The software that it is, or is a fork of."""
        return _FORKS.get(self.software, self.software)

    @property
    def release(self) -> tuple[int, ...]:
        """The version's leading numbers, for comparing; empty where there are none."""
        found = re.match(r"\D{0,2}(\d+(?:\.\d+)*)", self.version)
        return tuple(int(part) for part in found[1].split(".")[:4]) if found else ()

    @property
    def keeps_idempotency_keys(self) -> bool:
        """Whether repeating a post with its ``Idempotency-Key`` is known not to post twice."""
        return self.family in KEEPS_IDEMPOTENCY_KEYS

    def supports(self, servers: frozenset[str], added: str) -> bool | None:
        """Whether it has what the named servers have, Mastodon since a version; ``None`` where that is not known."""
        if self.family not in EVERY:
            return None
        if self.family not in servers:
            return False
        since = tuple(int(part) for part in added.split(".")) if added else ()
        if self.family != "mastodon" or not self.release:
            return True
        return self.release >= since

    def __str__(self) -> str:
        return f"{NAMES.get(self.software, self.software)} {self.version}"


def named(servers: frozenset[str]) -> str:
    """Server names in a sentence, in a steady order."""
    return ", ".join(NAMES[name] for name in NAMES if name in servers)


def from_headers(headers: Mapping[str, str]) -> Server | None:
    """The server that says in every answer what it is, as snac does; ``None`` for all others."""
    software, _, version = headers.get("x-creator", "").partition("/")
    return Server(software, version) if software in NAMES else None


def from_instance(version: str, source_url: str = "") -> Server:
    """The server behind an instance's ``version`` and ``source_url`` fields, where there is no NodeInfo.

    Others than Mastodon write ``2.7.2 (compatible; Pleroma 2.5.0)`` or ``4.0.0 (not true; really snac/2.75)``.
    """
    stated = re.search(r"(?:compatible;|really) ([A-Za-z][\w-]*)[ /]([^\s)]+)", version)
    if stated:
        return Server(stated[1].lower(), stated[2])
    hinted = next((name for name in NAMES if name in source_url.lower()), "unknown")
    return Server(hinted, version)
