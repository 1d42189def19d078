"""Saying what kind of file an upload is, for operations that are otherwise plain requests."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar, cast

from ..core.encoding import file_part
from ..core.flow import Flow
from ..core.operation import Operation, Operations

P = ParamSpec("P")
T = TypeVar("T")

SUFFIX = "_mime_type"


def with_mime_types(operation: Operation[P, T]) -> Operation[P, T]:
    """Let ``<file>_mime_type`` say the MIME type of each file parameter; it is not sent as a parameter itself."""
    send = cast("Callable[..., Flow[T]]", operation.flow)

    def flow(owner: Operations, *args: Any, **kwargs: Any) -> Flow[T]:
        values = operation.plan.bind(args, kwargs)
        for name in [name for name in values if name.endswith(SUFFIX)]:
            mime_type, file = values.pop(name), name.removesuffix(SUFFIX)
            if mime_type is not None and values.get(file) is not None:
                values[file] = file_part(values[file], mime_type)
        return (yield from send(owner, **values))

    return Operation(operation.declared, operation.declaration, flow)
