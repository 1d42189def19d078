"""How a client is set up, beyond its server and token; each setting is explained by ``Client``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypedDict

from .core.limits import Limiter, RateLimitPolicy
from .core.retry import Retry
from .core.session import RequestHook, ResponseHook
from .transports import Verify


class ClientSettings(TypedDict, total=False):
    """The settings that ``Client`` and ``AsyncClient`` take by name."""

    client: Any
    timeout: float | None
    rate_limit: RateLimitPolicy | Limiter
    retry: Retry | None
    strict: bool
    transport: str
    user_agent: str | None
    language: str | None
    proxy: str | None
    verify: Verify
    allow_http: bool
    on_request: Sequence[RequestHook]
    on_response: Sequence[ResponseHook]
