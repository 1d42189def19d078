"""What the servers offer, one file per section of the API's own documentation; declarations only."""

from __future__ import annotations

from .instance_info import InstancePages
from .media import Media
from .polls import Polls
from .scheduled_statuses import ScheduledStatuses
from .search import Search
from .statuses import Statuses
from .timelines import Timelines


class Api(
    InstancePages,
    Media,
    Polls,
    ScheduledStatuses,
    Search,
    Statuses,
    Timelines,
):
    """What a person does with an account on any server: every flat section."""
