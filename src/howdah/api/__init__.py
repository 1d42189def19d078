"""What the servers offer, one file per section of the API's own documentation; declarations only."""

from __future__ import annotations

from .accounts import Accounts
from .announcements import Announcements
from .annual_reports import AnnualReports
from .apps import Apps
from .async_refreshes import AsyncRefreshes
from .bookmarks import Bookmarks
from .collections import AccountCollections
from .confirmation import Confirmation
from .conversations import Conversations
from .custom_emojis import CustomEmojis
from .directory import Directory
from .domain_blocks import DomainBlocks
from .emails import Emails
from .endorsements import Endorsements
from .favourites import Favourites
from .filters import Filters, FiltersV2
from .follow_requests import FollowRequests
from .grouped_notifications import GroupedNotifications
from .health import Health
from .instance import Instance
from .instance_info import InstancePages
from .lists import Lists
from .markers import Markers
from .media import Media
from .notifications import NotificationRequests, Notifications
from .oauth import OAuth
from .oembed import OEmbeds
from .polls import Polls
from .profile import OwnProfile
from .push import Push
from .redrafts import Redrafts
from .relationships import Relationships
from .replies import Replies
from .reports import Reports
from .scheduled_statuses import ScheduledStatuses
from .search import Search
from .statuses import Statuses
from .suggestions import Suggestions
from .tags import Tags
from .threads import Threads
from .timelines import Timelines
from .trends import Trends
from .well_known import WellKnown


class Api(
    AccountCollections,
    Accounts,
    Announcements,
    AnnualReports,
    Apps,
    AsyncRefreshes,
    Bookmarks,
    Confirmation,
    Conversations,
    CustomEmojis,
    Directory,
    DomainBlocks,
    Emails,
    Endorsements,
    Favourites,
    Filters,
    FiltersV2,
    FollowRequests,
    GroupedNotifications,
    Health,
    Instance,
    InstancePages,
    Lists,
    Markers,
    Media,
    NotificationRequests,
    Notifications,
    OAuth,
    OEmbeds,
    OwnProfile,
    Polls,
    Push,
    Redrafts,
    Relationships,
    Replies,
    Reports,
    ScheduledStatuses,
    Search,
    Statuses,
    Suggestions,
    Tags,
    Threads,
    Timelines,
    Trends,
    WellKnown,
):
    """What a person does with an account on any server: every flat section."""
