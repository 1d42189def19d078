"""What can be said for one call, or a view of a client, otherwise than for the client."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypedDict

from .errors import ConfigurationError
from .limits import Limiter, RateLimitPolicy
from .retry import Retry
from .session import Session


class CallOptions(TypedDict, total=False):
    """How calls are made; what is left out stays as it is.

    Attributes:
        retry: what is tried again, and for how long; ``NO_RETRY`` for nothing.
        timeout: seconds to wait for a connection, for each read and each write; ``None`` waits for ever.
        rate_limit: what to do when a limit is reached, or a ``Limiter`` of its own.
        keep_metadata: whether pictures (uploads, avatars) go out with what they tell beyond what they show, such as
            where they were taken; ``None`` takes it out where the extra ``media`` is installed, ``False`` always.
    """

    retry: Retry
    timeout: float | None
    rate_limit: RateLimitPolicy | Limiter
    keep_metadata: bool | None


def checked_retry(retry: Any) -> Retry:
    """A ``Retry``.

    Raises:
        ConfigurationError: it is none.
    """
    if not isinstance(retry, Retry):
        raise ConfigurationError(f"retry must be a Retry, such as NO_RETRY, not {retry!r:.60}")
    return retry


def checked_timeout(timeout: Any) -> float | None:
    """Seconds, or ``None``.

    Raises:
        ConfigurationError: it is no time to wait.
    """
    if timeout is None or (isinstance(timeout, (int, float)) and not isinstance(timeout, bool) and timeout > 0):
        return timeout
    raise ConfigurationError(f"timeout must be seconds, more than 0, or None, not {timeout!r:.60}")


def with_options(session: Session, options: Mapping[str, Any]) -> Session:
    """A session that differs in how calls are made, and shares all that is found out.

    Raises:
        ConfigurationError: an option is none of these, or has no such value.
    """
    unknown = options.keys() - CallOptions.__annotations__.keys()
    if unknown:
        raise ConfigurationError(
            f"{min(unknown)} is no option of a call; these are: {', '.join(CallOptions.__annotations__)}"
        )
    changed: dict[str, Any] = {}
    if "retry" in options:
        changed["retry"] = checked_retry(options["retry"])
    if "timeout" in options:
        changed["timeout"] = checked_timeout(options["timeout"])
    if "rate_limit" in options:
        limit = options["rate_limit"]
        changed["limiter"] = limit if isinstance(limit, Limiter) else session.limiter.with_policy(limit)
    if "keep_metadata" in options:
        changed["keep_metadata"] = options["keep_metadata"]
    return replace(session, **changed)
