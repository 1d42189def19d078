"""Where the pages next to a page are: read from an answer, kept with the page, found again."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast
from urllib.parse import parse_qsl, urlsplit

from ...core.paging import parse_links
from .errors import MastodonIllegalArgumentError
from .return_types import Collections, GroupedNotificationsResults, SearchV2
from .types_base import AttribAccessDict, NonPaginatableList, PaginatableList, PaginationInfo, list_of

if TYPE_CHECKING:
    from ...core.response import Response
    from ...core.session import Session

PAGED = (PaginatableList, NonPaginatableList, GroupedNotificationsResults, Collections, SearchV2)
"""What comes in pages."""
POSITIONS = {"next": ("max_id", "offset"), "prev": ("min_id", "since_id", "offset")}
"""Which parameters of a link say where a page begins."""
LEFT = {"next": frozenset({"min_id", "since_id"}), "prev": frozenset({"max_id"})}
"""Which parameters of the call do not go for the page next to it."""


def with_pages(session: Session, result: Any, answer: Response[Any], by_offset: bool = False) -> Any:
    """A result with where the pages next to it are, which its first and last items know as well.

    Args:
        session: whose server it is; links that lead elsewhere are not followed.
        result: a list, which becomes a page, or an entity with lists in it.
        answer: the answer that it came with.
        by_offset: the listing is paged by numbers, whether the answer says so or not.
    """
    linked = "link" in answer.headers
    if not isinstance(result, PAGED):
        return result  # pyright: ignore[reportUnknownVariableType]
    asked = urlsplit(answer.url).query
    field = _field_of(result, asked)
    by_offset = by_offset or isinstance(result, (Collections, SearchV2))
    if not (linked or by_offset) or (field is None and isinstance(result, SearchV2)):
        return result  # pyright: ignore[reportUnknownVariableType]
    found = cast(Any, result)
    if isinstance(result, NonPaginatableList):
        found = list_of(PaginatableList, result._mastopy_type, result)  # pyright: ignore[reportUnknownArgumentType]
    links = parse_links(answer.headers.get("link", ""))
    parts = urlsplit(answer.url)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    base: dict[str, Any] = {name: _number(value) for name, value in pairs if not name.endswith("[]")}
    for name, value in pairs:
        if name.endswith("[]"):
            base.setdefault(name, []).append(value)
    base["_pagination_method"] = answer.method
    base["_pagination_endpoint"] = parts.path.removeprefix(urlsplit(session.base_url).path)
    base["_mastopy_type"] = found._mastopy_type
    if by_offset:
        base["_pagination_offset"] = True
        base |= {"_pagination_offset_field": field, "_pagination_lang": None}
    if linked:
        following = _beside(session, base, "next", links.get("next"))
        previous = _beside(session, base, "prev", links.get("prev"))
    else:
        following, previous = _by_offset(base, len(found if field is None else found[field]))
    found._pagination_next, found._pagination_prev = following, previous
    if isinstance(found, PaginatableList) and found and isinstance(found[0], AttribAccessDict):
        found[-1]._pagination_next, found[0]._pagination_prev = following, previous
    return cast(Any, found)


def _field_of(result: Any, query: str) -> str | None:
    """Which field of an entity the items are in that are paged; ``None`` where they are a list themselves."""
    if isinstance(result, SearchV2):
        return dict(parse_qsl(query)).get("type")
    return "collections" if isinstance(result, Collections) else None


def _by_offset(base: dict[str, Any], count: int) -> tuple[PaginationInfo | None, PaginationInfo | None]:
    """Where the pages next to one are that is paged by numbers."""
    offset: int = base.get("offset", 0)
    length: int = base.get("limit", count)
    onward = {**base, "offset": offset + count, "_pagination_offset_previous": offset}
    following = PaginationInfo(onward) if count else None
    previous = PaginationInfo({**base, "offset": max(0, offset - length)}) if offset else None
    return following, previous


def _beside(session: Session, base: dict[str, Any], relation: str, link: str | None) -> PaginationInfo | None:
    """Where the page is that a link leads to; ``None`` if it does not lead to one on this server."""
    within = session.path_of(link) if link is not None else None
    if within is None:
        return None
    said = dict(parse_qsl(urlsplit(within).query, keep_blank_values=True))
    position = {name: _number(said[name]) for name in POSITIONS[relation] if name in said}
    if not position:
        return None
    kept = {name: value for name, value in base.items() if name not in LEFT[relation]}
    return PaginationInfo({**kept, **position})


def _number(value: str) -> int | str:
    return int(value) if value.isdecimal() else value


def beside(page: Any, direction: str) -> dict[str, Any] | None:
    """What leads from a page, one of its items, or what is kept of it, to the page next to it; ``None`` at the end.

    Args:
        page: a page, its first or last item, or the dict that says where the page is; ``None`` where there was none.
        direction: ``_pagination_next`` or ``_pagination_prev``.

    Raises:
        MastodonIllegalArgumentError: it is none of these.
    """
    if page is None:
        return None
    if isinstance(page, dict) and "_pagination_endpoint" in page:
        return cast("dict[str, Any]", page)
    if isinstance(page, (PaginatableList, AttribAccessDict)):
        found: dict[str, Any] | None = getattr(page, direction)  # pyright: ignore[reportUnknownArgumentType]
        return found
    if isinstance(page, list) and not isinstance(page, NonPaginatableList) and page:
        items: list[Any] = page  # pyright: ignore[reportUnknownVariableType]
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
