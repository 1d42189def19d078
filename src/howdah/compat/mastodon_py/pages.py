"""Where the pages next to a page are: read from an answer, kept with the page, found again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast
from urllib.parse import parse_qsl, urlsplit

from ...core.paging import parse_links
from .errors import MastodonIllegalArgumentError
from .types_base import AttribAccessDict, NonPaginatableList, PaginatableList, PaginationInfo

if TYPE_CHECKING:
    from ...core.response import Response
    from ...core.session import Session

POSITIONS = {"next": ("max_id", "offset"), "prev": ("min_id", "since_id", "offset")}
"""Which parameters of a link say where a page begins."""


def note_pages(session: Session, page: PaginatableList[Any], answer: Response[Any]) -> None:
    """Keep with a page, and with its first and last items, where the pages next to it are."""
    links = parse_links(answer.headers.get("link", ""))
    if not links:
        return
    parts = urlsplit(answer.url)
    own_path = urlsplit(session.base_url).path
    asked = {name: _number(value) for name, value in parse_qsl(parts.query, keep_blank_values=True)}
    base = {
        **{name: value for name, value in asked.items() if not name.endswith("[]")},
        **_lists(parts.query),
        "_pagination_method": answer.method,
        "_pagination_endpoint": parts.path.removeprefix(own_path),
        "_mastopy_type": page._mastopy_type,  # pyright: ignore[reportPrivateUsage]
    }
    page._pagination_next = _beside(session, base, "next", links.get("next"))  # pyright: ignore[reportPrivateUsage]
    page._pagination_prev = _beside(session, base, "prev", links.get("prev"))  # pyright: ignore[reportPrivateUsage]
    if page and isinstance(page[0], AttribAccessDict):
        page[-1]._pagination_next, page[0]._pagination_prev = page._pagination_next, page._pagination_prev  # pyright: ignore[reportPrivateUsage]


def _beside(session: Session, base: dict[str, Any], relation: str, link: str | None) -> PaginationInfo | None:
    """Where the page is that a link leads to; ``None`` if it does not lead to one on this server."""
    within = session.path_of(link) if link is not None else None
    if within is None:
        return None
    said = dict(parse_qsl(urlsplit(within).query, keep_blank_values=True))
    position = {name: _number(said[name]) for name in POSITIONS[relation] if name in said}
    if not position:
        return None
    kept = {name: value for name, value in base.items() if name not in ("max_id", "min_id", "since_id", "offset")}
    return PaginationInfo({**kept, **position})


def _number(value: str) -> int | str:
    return int(value) if value.isdecimal() else value


def _lists(query: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in parse_qsl(query, keep_blank_values=True):
        if name.endswith("[]"):
            found.setdefault(name, []).append(value)
    return found


def beside(page: Any, direction: str) -> dict[str, Any] | None:
    """What leads from a page, one of its items, or what is kept of it, to the page next to it; ``None`` at the end.

    Args:
        page: a page, its first or last item, or the dict that says where the page is.
        direction: ``_pagination_next`` or ``_pagination_prev``.

    Raises:
        MastodonIllegalArgumentError: it is none of these.
    """
    if isinstance(page, dict) and "_pagination_endpoint" in page:
        return cast("dict[str, Any]", page)
    if isinstance(page, (PaginatableList, AttribAccessDict)):
        return getattr(page, direction)  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
    if isinstance(page, list) and not isinstance(page, NonPaginatableList) and page:
        items = cast("list[Any]", page)
        item = items[-1] if direction == "_pagination_next" else items[0]
        if isinstance(item, AttribAccessDict):
            return cast("dict[str, Any] | None", getattr(item, direction))
    raise MastodonIllegalArgumentError("The passed object is not paginatable")


def request_of(info: dict[str, Any]) -> tuple[str, str, dict[str, Any], str]:
    """The request for a page: its method, path, parameters, and the name of what it gives."""
    asked = {
        name.removesuffix("[]"): value for name, value in info.items() if not name.startswith("_") and value is not None
    }
    kind = info.get("_mastopy_type") or "PaginatableList"
    return info.get("_pagination_method") or "GET", info["_pagination_endpoint"], asked, kind
