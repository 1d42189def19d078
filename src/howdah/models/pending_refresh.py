"""Work that a server goes on with after it has answered: what an answer says of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

HEADER = "mastodon-async-refresh"
LONGEST_HEADER = 2000
DEFAULT_RETRY = 5.0
_PAIR = re.compile(r"""([a-z_*-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,;"]+))""")


@dataclass(slots=True, frozen=True)
class PendingRefresh:
    """Something that the server still does in the background, and that the answer will have more for; Mastodon 4.4.

    Attributes:
        id: what ``get_async_refresh`` is asked about it by.
        retry: seconds after which asking makes sense.
        result_count: how many results there were so far, where they are counted.
        path: what to ask for again once it is done, as a path on the server.
    """

    id: str
    retry: float = DEFAULT_RETRY
    result_count: int | None = None
    path: str = ""


def read_refresh(headers: Mapping[str, str], path: str = "") -> PendingRefresh | None:
    """What a response's headers say of work that goes on, or ``None``.

    Args:
        headers: the response's headers.
        path: what was asked for.
    """
    said = headers.get(HEADER, "")[:LONGEST_HEADER]
    values = {name: quoted or plain for name, quoted, plain in _PAIR.findall(said)}
    identifier = values.get("id")
    if not identifier:
        return None
    count = _number(values.get("result_count"))
    retry = _number(values.get("retry"))
    return PendingRefresh(
        identifier, DEFAULT_RETRY if retry is None else retry, None if count is None else int(count), path
    )


def _number(text: str | None) -> float | None:
    return float(text) if text and re.fullmatch(r"\d{1,9}(\.\d{1,9})?", text) else None
