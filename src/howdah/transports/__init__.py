"""How requests travel: httpx2 by default, pyreqwest for bulk work; each blocking and async."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from ssl import SSLContext
from typing import Any, TypeAlias

from ..core.errors import ConfigurationError
from ..core.flow import AsyncTransport, Transport
from ..core.session import MAX_BODY

Verify: TypeAlias = bool | str | Path | SSLContext


@dataclass(slots=True, frozen=True)
class TransportOptions:
    """How a transport connects.

    Attributes:
        timeout: seconds to wait for a connection, for each read and each write; ``None`` for ever.
        proxy: a proxy's URL; ``None`` uses what the environment names (``HTTPS_PROXY`` and kin).
        verify: ``True`` for the system's certificate authorities, a file or folder of others, or an ``SSLContext``;
            ``False`` trusts anyone, and is for experiments only.
        max_body: bytes of a decompressed response beyond which reading stops.
        direct: leave the environment's proxy aside; for servers on this machine, which no proxy can reach.
    """

    timeout: float | None = 30.0
    proxy: str | None = field(default=None, repr=False)
    verify: Verify = True
    max_body: int = MAX_BODY
    direct: bool = False


def make_transport(name: str, options: TransportOptions, client: Any = None) -> Transport:
    """A blocking transport by name.

    Raises:
        ConfigurationError: there is none of that name.
        MissingExtraError: what it needs is not installed.
    """
    if client is not None or name == "httpx":
        from .httpx import HttpxTransport

        return HttpxTransport(options, client)
    if name == "reqwest":
        from .reqwest import ReqwestTransport

        return ReqwestTransport(options)
    raise ConfigurationError(f"there is no transport {name!r}; use 'httpx' or 'reqwest'")


def make_async_transport(name: str, options: TransportOptions, client: Any = None) -> AsyncTransport:
    """An async transport by name.

    Raises:
        ConfigurationError: there is none of that name.
        MissingExtraError: what it needs is not installed.
    """
    if client is not None or name == "httpx":
        from .httpx import AsyncHttpxTransport

        return AsyncHttpxTransport(options, client)
    if name == "reqwest":
        from .reqwest import AsyncReqwestTransport

        return AsyncReqwestTransport(options)
    raise ConfigurationError(f"there is no transport {name!r}; use 'httpx' or 'reqwest'")
