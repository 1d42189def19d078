"""Statuses, and what belongs to them."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, cast

from pydantic import model_validator

from .account import Account
from .application import Application
from .card import Card
from .collection import Collection
from .emoji import Emoji
from .emoji_reaction import EmojiReaction
from .entity import OPEN, Entity, Html, Id, OptionalTime, Time
from .enums import ApprovalGroup, CurrentUserApproval, QuoteState, Visibility
from .filter import FilterResult
from .interaction_policy import InteractionPolicy
from .media import MediaAttachment
from .nulls import NONE_AS_EMPTY
from .pending_refresh import PendingRefresh
from .poll import Poll, PollOption
from .tag import StatusTag


class Mention(Entity):
    """Someone whom a status mentions."""

    identity: ClassVar[str | None] = "url"

    id: Id
    """The account; snac sends the position in the list instead."""
    username: str
    """The name without server."""
    acct: str
    """The name, with ``@server`` unless it is this server."""
    url: str
    """The profile's web page."""


class ShallowQuote(Entity):
    """A quote that names the quoted status but does not include it; Mastodon 4.4."""

    identity: ClassVar[str | None] = None

    state: Annotated[QuoteState | str, OPEN]
    """How things stand with the quote."""
    quoted_status_id: Id | None = None
    """The quoted status, unless it is withheld."""


class Quote(ShallowQuote):
    """A quote and the quoted status; one within a quoted status has its ID alone. Mastodon 4.4."""

    quoted_status: Status | None = None
    """The quoted status, unless it is withheld."""

    @model_validator(mode="before")
    @classmethod
    def _wrap_status(cls, value: Any) -> Any:
        """Akkoma sends the quoted status itself."""
        if not isinstance(value, dict):
            return value
        sent = cast("dict[str, Any]", value)
        if "state" in sent or "account" not in sent:
            return sent
        return {"state": QuoteState.ACCEPTED, "quoted_status": sent, "quoted_status_id": sent.get("id")}


class QuoteApproval(Entity):
    """Who may quote a status; Mastodon 4.5."""

    automatic: list[Annotated[ApprovalGroup | str, OPEN]] = []
    """Who may without asking."""
    manual: list[Annotated[ApprovalGroup | str, OPEN]] = []
    """Who may after asking."""
    current_user: Annotated[CurrentUserApproval | str | None, OPEN] = None
    """What goes for you."""


class PleromaStatus(Entity):
    """What Pleroma and Akkoma tell about a status beyond Mastodon's fields."""

    content: Annotated[dict[str, str], NONE_AS_EMPTY] = {}
    """The text by MIME type, ``text/plain`` at least."""
    spoiler_text: Annotated[dict[str, str], NONE_AS_EMPTY] = {}
    """The content warning by MIME type."""
    conversation_id: Id | None = None
    """The thread it belongs to."""
    direct_conversation_id: Id | None = None
    """The conversation it belongs to, if it is a direct one and you asked for it."""
    emoji_reactions: Annotated[list[EmojiReaction], NONE_AS_EMPTY] = []
    """Reactions with emoji."""
    expires_at: OptionalTime = None
    """When it will be deleted, if it will."""
    in_reply_to_account_acct: str | None = None
    """The name of the account it answers."""
    local: bool | None = None
    """Posted on this server."""
    thread_muted: bool | None = None
    """You muted its thread."""
    parent_visible: bool | None = None
    """You may see the status it answers."""
    quote: Status | None = None
    """The quoted status; newer Pleroma."""
    quote_id: Id | None = None
    """The quoted status, also when it is not shown; newer Pleroma."""
    quote_url: str | None = None
    """The quoted status's ActivityPub ID; newer Pleroma."""
    quote_visible: bool | None = None
    """You may see the quoted status; newer Pleroma."""
    quotes_count: int | None = None
    """How often it was quoted; newer Pleroma."""
    pinned_at: OptionalTime = None
    """When it was pinned to the profile, if it is."""


class Status(Entity):
    """A status: what someone posted or boosted."""

    id: Id
    """The status, as this server numbers it."""
    uri: str
    """Its ActivityPub ID."""
    created_at: Time
    """When it was posted."""
    account: Account
    """Who posted it."""
    content: Html = ""
    """What it says; HTML. Empty in a boost on some servers, and where Mastodon sends ``text`` instead."""
    visibility: Annotated[Visibility | str, OPEN]
    """Who may see it."""
    sensitive: bool
    """Its media should be hidden until asked for."""
    spoiler_text: str
    """The content warning or subject; plain text, empty if there is none."""
    media_attachments: list[MediaAttachment] = []
    """Attached files."""
    application: Application | None = None
    """The program it was posted with, if its author shows that."""
    mentions: list[Mention] = []
    """Whom it mentions."""
    tags: list[StatusTag] = []
    """Its hashtags."""
    emojis: list[Emoji] = []
    """Custom emoji used in it."""
    reblogs_count: int
    """How often it was boosted."""
    favourites_count: int
    """How often it was favourited."""
    replies_count: int
    """How often it was answered."""
    quotes_count: int | None = None
    """How often it was quoted; Mastodon 4.5."""
    url: str | None = None
    """Its web page."""
    in_reply_to_id: Id | None = None
    """The status it answers."""
    in_reply_to_account_id: Id | None = None
    """The account it answers."""
    reblog: Status | None = None
    """The status that it boosts."""
    poll: Poll | None = None
    """The attached poll."""
    card: Card | None = None
    """A preview of the first link."""
    language: str | None = None
    """Its language (ISO 639-1)."""
    text: str | None = None
    """What was typed; sent for a deleted status, so that it can be redrafted, and by some servers for your own."""
    edited_at: OptionalTime = None
    """When it was last edited, if it was; Mastodon 3.5."""
    quote: Quote | None = None
    """The quote, with the quoted status; Mastodon 4.4 and Akkoma."""
    quote_id: Id | None = None
    """The quoted status; Akkoma, Hollo and kin."""
    quote_approval: QuoteApproval | None = None
    """Who may quote it; Mastodon 4.5."""
    favourited: bool | None = None
    """You favourited it; ``None`` if you are not logged in, as with the next four."""
    reblogged: bool | None = None
    """You boosted it."""
    muted: bool | None = None
    """You muted its thread."""
    bookmarked: bool | None = None
    """You bookmarked it."""
    pinned: bool | None = None
    """You pinned it to your profile; sent for your own only."""
    filtered: Annotated[list[FilterResult], NONE_AS_EMPTY] = []
    """Your filters that match it."""
    tagged_collections: list[Collection] = []
    """Collections that it links to; Mastodon 4.6."""
    content_type: str | None = None
    """MIME type of what was typed; GoToSocial."""
    interaction_policy: InteractionPolicy | None = None
    """Who may favourite, answer and boost it; GoToSocial."""
    local_only: bool | None = None
    """Does not leave this server; GoToSocial."""
    emoji_reactions: Annotated[list[EmojiReaction], NONE_AS_EMPTY] = []
    """Reactions with emoji; Hollo and kin, for Pleroma and Akkoma see ``pleroma``."""
    pleroma: PleromaStatus | None = None
    """What Pleroma and Akkoma add."""

    def _key(self) -> Any:
        """A boost is not the status that it boosts, though snac gives both one ID."""
        key = super()._key()
        return None if key is None else (key, self.__dict__.get("reblog") is not None)

    def _repr_html_(self) -> str:
        """A card for notebooks: sanitised, without scripts, and without remote images unless they are wanted."""
        from ..display.html import status_html

        return status_html(self)

    @property
    def plain_text(self) -> str:
        """What it says as plain text, as its author would have typed it."""
        from ..text import plain_text

        return plain_text(self.content, self.mentions)

    @property
    def markdown(self) -> str:
        """What it says as Markdown."""
        from ..text import markdown

        return markdown(self.content, self.mentions)

    @property
    def links(self) -> list[str]:
        """Where the links in its text lead, each once, without those to mentioned people and hashtags."""
        from ..text import links

        return links(self.content, self.mentions)

    @property
    def mentioned(self) -> list[str]:
        """Whom it mentions, as ``@user``, or ``@user@host`` if they are of another server."""
        return list(dict.fromkeys(f"@{mention.acct}" for mention in self.mentions if getattr(mention, "acct", "")))

    @property
    def hashtags(self) -> list[str]:
        """Its hashtags without the sign, each once."""
        return list(dict.fromkeys(tag.name for tag in self.tags if getattr(tag, "name", "")))


class Context(Entity):
    """The thread around a status."""

    ancestors: list[Status] = []
    """What it answers, oldest first."""
    descendants: list[Status] = []
    """What answers it."""

    @property
    def refresh(self) -> PendingRefresh | None:
        """What the server still does to find more of it; ``None`` if this is all."""
        private: dict[str, Any] | None = self.__pydantic_private__
        return private.get("refresh") if private else None

    def note_refresh(self, refresh: PendingRefresh | None) -> None:
        """Keep what the answer said of that; the operation does."""
        private = self.__pydantic_private__ or {"drift": dict[str, Any]()}
        object.__setattr__(self, "__pydantic_private__", {**private, "refresh": refresh})


class StatusEditPoll(Entity):
    """The poll of a status as it once was."""

    options: list[PollOption] = []
    """The answers to choose from."""


class StatusEdit(Entity):
    """A status as it once was."""

    content: Html
    """What it said; HTML."""
    spoiler_text: Html
    """The content warning; HTML, empty if there was none."""
    sensitive: bool
    """Its media were to be hidden until asked for."""
    created_at: Time
    """When this version was made."""
    account: Account
    """Who posted it."""
    poll: StatusEditPoll | None = None
    """The attached poll."""
    media_attachments: list[MediaAttachment] = []
    """Attached files."""
    emojis: list[Emoji] = []
    """Custom emoji used in it."""
    quote: Quote | None = None
    """The quoted status; Mastodon 4.4."""


class StatusSource(Entity):
    """A status as its author typed it."""

    id: Id
    """The status."""
    text: str
    """What was typed."""
    spoiler_text: str
    """The content warning as typed."""
    content_type: str | None = None
    """MIME type of the text; GoToSocial, Pleroma and Akkoma."""
