"""A front for programs written for longwei, 1.x or 2.x: ``from howdah.compat.longwei import APClient``.

Names, arguments, models and errors are longwei's; the work is done by ``howdah.AsyncClient``, which a client keeps as
``howdah``.
"""

from __future__ import annotations

import logging
from datetime import UTC as UTC
from datetime import datetime as datetime
from typing import TYPE_CHECKING, Any

from . import constants as constants
from . import enums as enums
from . import exceptions as exceptions
from . import models as models
from . import types as types
from . import utils as utils
from .client import APClient as APClient
from .constants import INSTANCE_TYPE_MASTODON as INSTANCE_TYPE_MASTODON
from .constants import INSTANCE_TYPE_PLEROMA as INSTANCE_TYPE_PLEROMA
from .constants import INSTANCE_TYPE_SNAC as INSTANCE_TYPE_SNAC
from .constants import MAX_ATTACHMENTS_MASTODON as MAX_ATTACHMENTS_MASTODON
from .constants import MAX_ATTACHMENTS_SNAC as MAX_ATTACHMENTS_SNAC
from .enums import HttpMethod as HttpMethod
from .enums import SearchType as SearchType
from .enums import Visibility as Visibility
from .exceptions import ActivityPubError as ActivityPubError
from .exceptions import ApiError as ApiError
from .exceptions import ClientError as ClientError
from .exceptions import ConflictError as ConflictError
from .exceptions import ForbiddenError as ForbiddenError
from .exceptions import GoneError as GoneError
from .exceptions import NetworkError as NetworkError
from .exceptions import NotFoundError as NotFoundError
from .exceptions import RatelimitError as RatelimitError
from .exceptions import ServerError as ServerError
from .exceptions import UnauthorizedError as UnauthorizedError
from .exceptions import UnprocessedError as UnprocessedError
from .models import Account as Account
from .models import Activity as Activity
from .models import Announcement as Announcement
from .models import AnnouncementReaction as AnnouncementReaction
from .models import Card as Card
from .models import Chat as Chat
from .models import ChatMessage as ChatMessage
from .models import Context as Context
from .models import Conversation as Conversation
from .models import DomainBlock as DomainBlock
from .models import Emoji as Emoji
from .models import EmojiReaction as EmojiReaction
from .models import FamiliarFollowers as FamiliarFollowers
from .models import FeaturedTag as FeaturedTag
from .models import Filter as Filter
from .models import FilterKeyword as FilterKeyword
from .models import FilterStatus as FilterStatus
from .models import FilterV2 as FilterV2
from .models import GroupedNotificationsResults as GroupedNotificationsResults
from .models import InstanceInfo as InstanceInfo
from .models import Marker as Marker
from .models import Notification as Notification
from .models import NotificationGroup as NotificationGroup
from .models import Poll as Poll
from .models import PollOption as PollOption
from .models import Relationship as Relationship
from .models import Report as Report
from .models import Rule as Rule
from .models import ScheduledStatus as ScheduledStatus
from .models import SearchResults as SearchResults
from .models import Status as Status
from .models import StatusEdit as StatusEdit
from .models import StatusSource as StatusSource
from .models import Tag as Tag
from .models import Translation as Translation
from .models import UserList as UserList
from .types import APClientClass as APClientClass
from .version import USER_AGENT as USER_AGENT
from .version import __display_name__ as __display_name__
from .version import __version__ as __version__

if TYPE_CHECKING:
    from httpx2 import AsyncClient as AsyncClient

logger = logging.getLogger("howdah")

__all__ = [
    "INSTANCE_TYPE_MASTODON",
    "INSTANCE_TYPE_PLEROMA",
    "INSTANCE_TYPE_SNAC",
    "MAX_ATTACHMENTS_SNAC",
    "USER_AGENT",
    "APClient",
    "APClientClass",
    "Account",
    "Activity",
    "ActivityPubError",
    "Announcement",
    "AnnouncementReaction",
    "ApiError",
    "Card",
    "Chat",
    "ChatMessage",
    "ClientError",
    "ConflictError",
    "Context",
    "Conversation",
    "DomainBlock",
    "Emoji",
    "EmojiReaction",
    "FamiliarFollowers",
    "FeaturedTag",
    "Filter",
    "FilterKeyword",
    "FilterStatus",
    "FilterV2",
    "ForbiddenError",
    "GoneError",
    "GroupedNotificationsResults",
    "HttpMethod",
    "InstanceInfo",
    "Marker",
    "NetworkError",
    "NotFoundError",
    "Notification",
    "NotificationGroup",
    "Poll",
    "PollOption",
    "RatelimitError",
    "Relationship",
    "Report",
    "Rule",
    "ScheduledStatus",
    "SearchResults",
    "SearchType",
    "ServerError",
    "Status",
    "StatusEdit",
    "StatusSource",
    "Tag",
    "Translation",
    "UnauthorizedError",
    "UnprocessedError",
    "UserList",
    "Visibility",
    "__display_name__",
    "__version__",
]


def __getattr__(name: str) -> Any:
    if name != "AsyncClient":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from httpx2 import AsyncClient

    return AsyncClient
