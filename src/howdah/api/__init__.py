"""What the servers offer, one file per section of the API's own documentation; declarations only."""

from __future__ import annotations

from .accounts import Accounts
from .announcements import Announcements
from .bookmarks import Bookmarks
from .conversations import Conversations
from .custom_emojis import CustomEmojis
from .directory import Directory
from .domain_blocks import DomainBlocks
from .endorsements import Endorsements
from .favourites import Favourites
from .filters import Filters, FiltersV2
from .follow_requests import FollowRequests
from .grouped_notifications import GroupedNotifications
from .instance import Instance
from .instance_info import InstancePages
from .lists import Lists
from .markers import Markers
from .media import Media
from .notifications import NotificationRequests, Notifications
from .polls import Polls
from .profile import OwnProfile
from .relationships import Relationships
from .reports import Reports
from .scheduled_statuses import ScheduledStatuses
from .search import Search
from .statuses import Statuses
from .suggestions import Suggestions
from .tags import Tags
from .timelines import Timelines
from .trends import Trends


class Api(
    Accounts,
    Announcements,
    Bookmarks,
    Conversations,
    CustomEmojis,
    Directory,
    DomainBlocks,
    Endorsements,
    Favourites,
    Filters,
    FiltersV2,
    FollowRequests,
    GroupedNotifications,
    Instance,
    InstancePages,
    Lists,
    Markers,
    Media,
    NotificationRequests,
    Notifications,
    OwnProfile,
    Polls,
    Relationships,
    Reports,
    ScheduledStatuses,
    Search,
    Statuses,
    Suggestions,
    Tags,
    Timelines,
    Trends,
):
    """What a person does with an account on any server: every flat section."""
