"""Requests of which Pleroma wants another form than the rest of the API."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar, cast

from ...core.encoding import idempotency_key_of
from ...core.flow import Flow
from ...core.operation import Operation, Operations

P = ParamSpec("P")
T = TypeVar("T")


def with_key(operation: Operation[P, T]) -> Operation[P, T]:
    """Give each call an ``idempotency_key`` of its own, so that it can be sent again after an answer was lost."""
    send = cast("Callable[..., Flow[T]]", operation.flow)

    def flow(owner: Operations, *args: Any, **kwargs: Any) -> Flow[T]:
        values = operation.plan.bind(args, kwargs)
        values["idempotency_key"] = idempotency_key_of(values.get("idempotency_key"))
        return (yield from send(owner, **values))

    return Operation(operation.declared, operation.declaration, flow)
