"""What only Pleroma and Akkoma have: ``client.pleroma``."""

from __future__ import annotations

from ...core.operation import D
from .accounts import Accounts
from .admin_announcements import AdminAnnouncements
from .admin_chats import AdminChats
from .admin_config import AdminConfig
from .admin_credentials import AdminCredentials
from .admin_emoji_packs import AdminEmojiPacks
from .admin_frontends import AdminFrontends
from .admin_instances import AdminInstances
from .admin_invites import AdminInvites
from .admin_media_proxy import AdminMediaProxy
from .admin_oauth_apps import AdminOAuthApps
from .admin_permissions import AdminPermissions
from .admin_relays import AdminRelays
from .admin_reports import AdminReports
from .admin_rules import AdminRules
from .admin_statuses import AdminStatuses
from .admin_users import AdminUsers
from .backups import Backups
from .bookmark_folders import BookmarkFolders
from .chats import Chats
from .conversations import Conversations
from .credentials import Credentials
from .emoji_packs import EmojiPackPages
from .imports import Imports
from .mascots import Mascots
from .notifications import Notifications
from .profile_images import ProfileImages
from .reactions import Reactions
from .reports import Reports
from .scrobbles import Scrobbles
from .server_pages import ServerPages
from .settings import Settings
from .statuses import Statuses
from .two_factor import TwoFactor


class Pleroma(
    Accounts[D],
    AdminAnnouncements[D],
    AdminChats[D],
    AdminConfig[D],
    AdminCredentials[D],
    AdminEmojiPacks[D],
    AdminFrontends[D],
    AdminInstances[D],
    AdminInvites[D],
    AdminMediaProxy[D],
    AdminOAuthApps[D],
    AdminPermissions[D],
    AdminRelays[D],
    AdminReports[D],
    AdminRules[D],
    AdminStatuses[D],
    AdminUsers[D],
    Backups[D],
    BookmarkFolders[D],
    Chats[D],
    Conversations[D],
    Credentials[D],
    EmojiPackPages[D],
    Imports[D],
    Mascots[D],
    Notifications[D],
    ProfileImages[D],
    Reactions[D],
    Reports[D],
    Scrobbles[D],
    ServerPages[D],
    Settings[D],
    Statuses[D],
    TwoFactor[D],
):
    """What only Pleroma and Akkoma have, their administration included: ``client.pleroma``.

    Most of it is on both; what each operation's documentation says of servers tells. Akkoma's own is ``client.akkoma``.
    """
