"""Entities as HTML for notebooks: no script, nothing loaded from elsewhere unless that is wanted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from ..text.plain import plain_text
from ..text.safe import clean_html

if TYPE_CHECKING:
    from ..models import Account, MediaAttachment, Poll, Status

CARD: Final = (
    "border:1px solid rgba(128,128,128,.4);border-radius:8px;padding:.6em .9em;margin:.4em 0;max-width:40em;"
    "overflow-wrap:anywhere;overflow:hidden;position:relative;contain:content"
)
QUIET: Final = "opacity:.7;font-size:.9em"
AVATAR: Final = "width:2.5em;height:2.5em;border-radius:6px;float:left;margin-right:.6em;object-fit:cover"
PICTURE: Final = "max-width:100%;max-height:20em;border-radius:6px;display:block;margin:.3em 0"
BAR: Final = "height:.4em;border-radius:.2em;background:currentColor;opacity:.45"
MOST_SHOWN: Final = 40
"""Items of a page that are shown; a notebook keeps all that is shown in its file."""


class _Shown:
    """What is shown beyond text."""

    remote_images = False


def show_remote_images(show: bool = True) -> None:
    """Have notebooks show avatars and pictures, which are loaded from the servers that have them.

    Those servers learn from it that, when and from where their pictures are looked at; so they are left out at first.

    Args:
        show: whether to show them from now on.
    """
    _Shown.remote_images = show


def status_html(status: Status) -> str:
    """A status as a card; a boost shows what it boosts, and by whom."""
    shown = _get(status, "reblog") or status
    parts: list[str] = []
    if shown is not status:
        parts.append(f'<div style="{QUIET}">{_handle(_get(status, "account"))} boosted</div>')
    account = _get(shown, "account")
    moment = _link(_get(shown, "url"), _moment(_get(shown, "created_at")))
    parts.append(f'<div>{_person(account)} <span style="{QUIET}">{moment}{_details(shown)}</span></div>')
    body = "".join(_body(shown))
    warning = _get(shown, "spoiler_text")
    parts.append(f"<details><summary>{escape(warning)}</summary>{body}</details>" if warning else body)
    counts = [
        f"{number} {one if number == 1 else many}"
        for number, one, many in (
            (_get(shown, "replies_count"), "reply", "replies"),
            (_get(shown, "reblogs_count"), "boost", "boosts"),
            (_get(shown, "favourites_count"), "favourite", "favourites"),
        )
        if number
    ]
    if counts:
        parts.append(f'<div style="{QUIET}">{escape(" · ".join(counts))}</div>')
    return _card(parts)


def account_html(account: Account) -> str:
    """An account as a card."""
    counts = " · ".join(
        f"{_get(account, field) or 0} {noun}"
        for field, noun in (
            ("statuses_count", "statuses"),
            ("followers_count", "followers"),
            ("following_count", "followed"),
        )
    )
    parts = [
        f"<div>{_person(account)}</div>",
        f'<div style="clear:both">{_html(_get(account, "note"))}</div>',
        *(
            f"<div><b>{escape(_text(_get(field, 'name')))}</b>: {_html(_get(field, 'value'))}</div>"
            for field in _get(account, "fields") or ()
        ),
        f'<div style="{QUIET}">{escape(counts)}</div>',
    ]
    return _card(parts)


def items_html(items: Iterable[Any], more: bool) -> str:
    """The items of a page, one below the other.

    Args:
        items: the items.
        more: whether there is another page.
    """
    every = list(items)
    parts = [
        item._repr_html_() if hasattr(item, "_repr_html_") else f"<pre>{escape(repr(item))}</pre>"
        for item in every[:MOST_SHOWN]
    ]
    hidden = len(every) - len(parts)
    told = f"{len(every)} items"
    told += f", {hidden} of them not shown" if hidden else ""
    told += "; there is another page" if more else ""
    return "".join([*parts, f'<div style="{QUIET}">{told}</div>'])


def _card(parts: Iterable[str]) -> str:
    return f'<div class="howdah" style="{CARD}">{"".join(parts)}</div>'


def _body(status: Status) -> Iterator[str]:
    yield f'<div style="clear:both">{_html(_get(status, "content"))}</div>'
    poll = _get(status, "poll")
    if poll is not None:
        yield _poll(poll)
    for media in _get(status, "media_attachments") or ():
        yield _media(media)
    quote = _get(_get(status, "quote"), "quoted_status")
    if quote is not None:
        text = plain_text(_text(_get(quote, "content")))
        yield f"<blockquote>{_handle(_get(quote, 'account'))}: {escape(text)}</blockquote>"


def _poll(poll: Poll) -> str:
    votes = max(1, _get(poll, "voters_count") or _get(poll, "votes_count") or 0)
    rows = "".join(
        f"<div>{escape(_text(_get(option, 'title')))} ({_get(option, 'votes_count') or 0})"
        f'<div style="{BAR};width:{min(100, 100 * (_get(option, "votes_count") or 0) // votes)}%"></div></div>'
        for option in _get(poll, "options") or ()
    )
    return f"<div>{rows}</div>"


def _media(media: MediaAttachment) -> str:
    described, url = _text(_get(media, "description")), _get(media, "url")
    kind = _text(_get(media, "type"))
    if _Shown.remote_images and kind == "image" and (shown := _address(_get(media, "preview_url") or url)):
        return _image(shown, described, PICTURE)
    return f'<div style="{QUIET}">▣ {_link(url, kind or "file")}: {escape(described) or "(not described)"}</div>'


def _person(account: Account | None) -> str:
    name = _text(_get(account, "display_name")) or _text(_get(account, "username"))
    avatar = _address(_get(account, "avatar_static") or _get(account, "avatar")) if _Shown.remote_images else ""
    picture = _image(avatar, "", AVATAR) if avatar else ""
    return f"{picture}<b><bdi>{escape(name)}</bdi></b> {_handle(account)}"


def _image(address: str, described: str, style: str) -> str:
    return (
        f'<img src="{address}" alt="{escape(described)}" style="{style}" loading="lazy" referrerpolicy="no-referrer">'
    )


def _handle(account: Account | None) -> str:
    return _link(_get(account, "url"), f"@{_text(_get(account, 'acct'))}")


def _details(status: Status) -> str:
    details = [_text(_get(status, "visibility"))] if _get(status, "visibility") != "public" else []
    details += ["edited"] if _get(status, "edited_at") else []
    return "".join(f" · {escape(detail)}" for detail in details)


def _moment(moment: datetime | None) -> str:
    return "" if moment is None else f"{moment:%Y-%m-%d %H:%M} UTC"


def _html(html: str | None) -> str:
    """HTML of strangers made safe; as plain text where what makes it safe is not installed."""
    try:
        return clean_html(html or "", images=False)
    except ImportError:
        return f'<div style="white-space:pre-wrap">{escape(plain_text(html or ""))}</div>'


def _link(url: str | None, text: str) -> str:
    address = _address(url)
    shown = f"<bdi>{escape(text)}</bdi>"
    return f'<a href="{address}" rel="nofollow noopener noreferrer" target="_blank">{shown}</a>' if address else shown


def _address(url: str | None) -> str:
    """An address of the web, ready to stand in an attribute; nothing if it is none."""
    try:
        parts = urlsplit(_text(url))
    except ValueError:
        return ""
    return escape(_text(url)) if parts.scheme in ("https", "http") and parts.netloc else ""


def _text(value: Any) -> str:
    return "" if value is None else str(getattr(value, "value", value))


def _get(entity: Any, field: str) -> Any:
    """A field, or ``None`` where there is none that could be read."""
    return getattr(entity, field, None)
