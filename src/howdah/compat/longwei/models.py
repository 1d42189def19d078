"""longwei's models: their names and fields, with times as the text that the server sent.

They are read as leniently as Howdah's own: a field that cannot be read is ``None``, and its value is kept in ``drift``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ConfigDict

from ...models.entity import Entity, Id


class LongweiModel(Entity):
    """What longwei's models are to their users: plain pydantic models, equal where their fields are."""

    model_config = ConfigDict(coerce_numbers_to_str=True)

    __eq__ = BaseModel.__eq__
    __hash__ = None  # type: ignore[assignment]
    __str__ = BaseModel.__str__

    def __repr_args__(self) -> Iterator[tuple[str | None, Any]]:
        """All fields, as they are."""
        yield from BaseModel.__repr_args__(self)


class Emoji(LongweiModel):
    """A custom emoji."""

    shortcode: str | None = None
    url: str | None = None
    static_url: str | None = None
    visible_in_picker: bool | None = None


class Field(LongweiModel):
    """A row of a profile."""

    name: str | None = None
    value: str | None = None
    verified_at: str | None = None


class Account(LongweiModel):
    """An account."""

    id: Id | None = None
    username: str | None = None
    acct: str | None = None
    display_name: str | None = None
    note: str | None = None
    url: str | None = None
    avatar: str | None = None
    avatar_static: str | None = None
    header: str | None = None
    header_static: str | None = None
    locked: bool | None = None
    bot: bool | None = None
    created_at: str | None = None
    followers_count: int | None = None
    following_count: int | None = None
    statuses_count: int | None = None
    last_status_at: str | None = None
    emojis: list[Emoji] | None = None
    fields: list[Field] | None = None


class Mention(LongweiModel):
    """Someone who is mentioned in a status."""

    id: Id | None = None
    username: str | None = None
    acct: str | None = None
    url: str | None = None


class Tag(LongweiModel):
    """A hashtag."""

    name: str | None = None
    url: str | None = None


class FeaturedTag(LongweiModel):
    """A hashtag that an account shows on its profile."""

    id: Id | None = None
    name: str | None = None
    url: str | None = None
    statuses_count: int | None = None
    last_status_at: str | None = None


class Application(LongweiModel):
    """The application that a status was posted with."""

    name: str | None = None
    website: str | None = None


class MediaAttachment(LongweiModel):
    """A file that a status shows."""

    id: Id | None = None
    type: str | None = None
    url: str | None = None
    preview_url: str | None = None
    remote_url: str | None = None
    description: str | None = None
    blurhash: str | None = None


class Card(LongweiModel):
    """What is known of a page that is linked to."""

    url: str | None = None
    title: str | None = None
    description: str | None = None
    type: str | None = None
    author_name: str | None = None
    author_url: str | None = None
    provider_name: str | None = None
    provider_url: str | None = None
    html: str | None = None
    width: int | None = None
    height: int | None = None
    image: str | None = None


class PollOption(LongweiModel):
    """One of the answers of a poll."""

    title: str | None = None
    votes_count: int | None = None


class Poll(LongweiModel):
    """A poll."""

    id: Id | None = None
    expires_at: str | None = None
    expired: bool | None = None
    multiple: bool | None = None
    votes_count: int | None = None
    voters_count: int | None = None
    options: list[PollOption] = []
    voted: bool | None = None


class Status(LongweiModel):
    """A status."""

    id: Id | None = None
    created_at: str | None = None
    in_reply_to_id: Id | None = None
    in_reply_to_account_id: Id | None = None
    sensitive: bool | None = None
    spoiler_text: str | None = None
    visibility: str | None = None
    language: str | None = None
    uri: str | None = None
    url: str | None = None
    replies_count: int | None = None
    reblogs_count: int | None = None
    favourites_count: int | None = None
    favourited: bool | None = None
    reblogged: bool | None = None
    muted: bool | None = None
    bookmarked: bool | None = None
    pinned: bool | None = None
    text: str | None = None
    content: str | None = None
    reblog: Status | None = None
    application: Application | None = None
    account: Account | None = None
    media_attachments: list[MediaAttachment] | None = None
    mentions: list[Mention] | None = None
    tags: list[Tag] | None = None
    emojis: list[Emoji] | None = None
    card: Card | None = None
    poll: Poll | None = None


class Context(LongweiModel):
    """The thread around a status."""

    ancestors: list[Status] = []
    descendants: list[Status] = []


class StatusEdit(LongweiModel):
    """A status as it was after one of its edits."""

    content: str | None = None
    spoiler_text: str | None = None
    sensitive: bool | None = None
    created_at: str | None = None
    account: Account | None = None
    media_attachments: list[MediaAttachment] = []
    emojis: list[Emoji] = []
    poll: Poll | None = None


class StatusSource(LongweiModel):
    """What a status was written as."""

    id: Id | None = None
    text: str | None = None
    spoiler_text: str | None = None


class Translation(LongweiModel):
    """A status in another language."""

    content: str | None = None
    spoiler_text: str | None = None
    poll: Poll | None = None
    media_attachments: list[MediaAttachment] = []
    detected_source_language: str | None = None
    provider: str | None = None


class SearchResults(LongweiModel):
    """What a search found."""

    accounts: list[Account] = []
    statuses: list[Status] = []
    hashtags: list[Tag] = []


class EmojiReaction(LongweiModel):
    """An emoji with which people reacted to a status (Pleroma, Akkoma)."""

    name: str | None = None
    count: int | None = None
    me: bool | None = None
    accounts: list[Account] | None = None


class ChatMessage(LongweiModel):
    """A message of a chat (Pleroma, Akkoma)."""

    id: Id | None = None
    content: str | None = None
    chat_id: Id | None = None
    account_id: Id | None = None
    created_at: str | None = None
    emojis: list[Emoji] | None = None
    attachment: MediaAttachment | None = None


class Chat(LongweiModel):
    """A chat with someone (Pleroma, Akkoma)."""

    id: Id | None = None
    account: Account | None = None
    unread: int | None = None
    last_message: ChatMessage | None = None


class Conversation(LongweiModel):
    """A conversation in direct messages."""

    id: Id | None = None
    unread: bool | None = None
    accounts: list[Account] = []
    last_status: Status | None = None


class Marker(LongweiModel):
    """How far a timeline was read."""

    last_read_id: Id | None = None
    version: int | None = None
    updated_at: str | None = None


class Relationship(LongweiModel):
    """How you and an account stand to each other."""

    id: Id | None = None
    following: bool | None = None
    showing_reblogs: bool | None = None
    notifying: bool | None = None
    followed_by: bool | None = None
    blocking: bool | None = None
    blocked_by: bool | None = None
    muting: bool | None = None
    muting_notifications: bool | None = None
    requested: bool | None = None
    requested_by: bool | None = None
    domain_blocking: bool | None = None
    endorsed: bool | None = None
    note: str | None = None


class FamiliarFollowers(LongweiModel):
    """Those whom you follow and who follow an account."""

    id: Id | None = None
    accounts: list[Account] = []


class Filter(LongweiModel):
    """A filter of version 1."""

    id: Id | None = None
    phrase: str | None = None
    context: list[str] | None = None
    expires_at: str | None = None
    irreversible: bool | None = None
    whole_word: bool | None = None


class FilterKeyword(LongweiModel):
    """A keyword of a filter of version 2."""

    id: Id | None = None
    keyword: str | None = None
    whole_word: bool | None = None


class FilterStatus(LongweiModel):
    """A status of a filter of version 2."""

    id: Id | None = None
    status_id: Id | None = None


class FilterV2(LongweiModel):
    """A filter of version 2."""

    id: Id | None = None
    title: str | None = None
    context: list[str] | None = None
    expires_at: str | None = None
    filter_action: str | None = None
    keywords: list[FilterKeyword] = []
    statuses: list[FilterStatus] = []


class Report(LongweiModel):
    """A report to the moderators."""

    id: Id | None = None
    action_taken: bool | None = None
    action_taken_at: str | None = None
    category: str | None = None
    comment: str | None = None
    forwarded: bool | None = None
    created_at: str | None = None
    status_ids: list[str] | None = None
    rule_ids: list[str] | None = None
    target_account: Account | None = None


class ScheduledStatusParams(LongweiModel):
    """What a scheduled status will be posted with."""

    text: str | None = None
    visibility: str | None = None
    sensitive: bool | None = None
    spoiler_text: str | None = None
    in_reply_to_id: Id | None = None
    media_ids: list[str] | None = None
    application_id: int | None = None
    idempotency: str | None = None
    with_rate_limit: bool | None = None


class ScheduledStatus(LongweiModel):
    """A status that will be posted later."""

    id: Id | None = None
    scheduled_at: str | None = None
    params: ScheduledStatusParams | None = None
    media_attachments: list[MediaAttachment] = []


class Notification(LongweiModel):
    """Something that happened to you."""

    id: Id | None = None
    type: str | None = None
    created_at: str | None = None
    account: Account | None = None
    status: Status | None = None
    report: Report | None = None


class NotificationGroup(LongweiModel):
    """Notifications of one kind, as one (Mastodon 4.3)."""

    group_key: str | None = None
    notifications_count: int | None = None
    type: str | None = None
    most_recent_notification_id: Id | None = None
    page_min_id: Id | None = None
    page_max_id: Id | None = None
    latest_page_notification_at: str | None = None
    sample_account_ids: list[str] = []


class GroupedNotificationsResults(LongweiModel):
    """Groups of notifications, with the accounts and statuses that they name."""

    accounts: list[Account] = []
    statuses: list[Status] = []
    notification_groups: list[NotificationGroup] = []


class UserList(LongweiModel):
    """A list of accounts that you follow."""

    id: Id | None = None
    title: str | None = None
    replies_policy: str | None = None
    exclusive: bool | None = None


class InstanceInfo(LongweiModel):
    """What a server says of itself."""

    domain: str | None = None
    title: str | None = None
    version: str | None = None
    source_url: str | None = None
    description: str | None = None
    usage: dict[str, Any] | None = None
    thumbnail: dict[str, Any] | None = None
    languages: list[str] | None = None
    contact: dict[str, Any] | None = None
    rules: list[dict[str, Any]] | None = None


class Rule(LongweiModel):
    """One of a server's rules."""

    id: Id | None = None
    text: str | None = None
    hint: str | None = None


class DomainBlock(LongweiModel):
    """A server that this one blocks."""

    domain: str | None = None
    digest: str | None = None
    severity: str | None = None
    comment: str | None = None


class Activity(LongweiModel):
    """What happened on a server in a week; its numbers are text."""

    week: str | None = None
    statuses: str | None = None
    logins: str | None = None


class AnnouncementReaction(LongweiModel):
    """An emoji with which people reacted to an announcement."""

    name: str | None = None
    count: int | None = None
    me: bool | None = None
    url: str | None = None
    static_url: str | None = None


class Announcement(LongweiModel):
    """An announcement by those who run the server."""

    id: Id | None = None
    content: str | None = None
    starts_at: str | None = None
    ends_at: str | None = None
    all_day: bool | None = None
    published_at: str | None = None
    updated_at: str | None = None
    read: bool | None = None
    mentions: list[Account] | None = None
    statuses: list[Status] | None = None
    tags: list[Tag] | None = None
    emojis: list[Emoji] | None = None
    reactions: list[AnnouncementReaction] | None = None
