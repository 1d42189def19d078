"""What stands for an ID: text, numbers, moments, and whatever has an ID in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from .errors import MastodonIllegalArgumentError
from .types_base import id_of_moment

SEVERAL = (list, tuple, set, frozenset)
"""What is a list of values; anything else is one value, also where a list is meant."""


def unpack_id(value: Any, field: str = "id") -> Any:
    """The ID that a value stands for.

    Args:
        value: an ID, a ``datetime`` for the ID that a status of then would have, or a dict with an ID.
        field: where the dict has it.

    Raises:
        MastodonIllegalArgumentError: it is a dict without one.
    """
    if isinstance(value, Mapping):
        found: Any = cast("Mapping[str, Any]", value).get(field)
        if found is None:
            raise MastodonIllegalArgumentError(f"the dict that stands for an ID has no {field!r}")
        value = found
    if isinstance(value, datetime):
        return id_of_moment(value)
    return str(value) if isinstance(value, int) else value


def unpack_hashtag(value: Any) -> str:
    """The name of a hashtag.

    Args:
        value: the name, without the ``#``, or a hashtag.

    Raises:
        MastodonIllegalArgumentError: it begins with ``#``.
    """
    name = str(unpack_id(value, "name"))
    if name.startswith("#"):
        raise MastodonIllegalArgumentError("Hashtag parameter should omit leading #")
    return name
