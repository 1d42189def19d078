"""Where longwei's front differs from longwei 2.1.5, and why: by method, and by where in the comparison."""

from __future__ import annotations

NO_SUCH_PAGE = "no server has the page that longwei asks for; taken from the account"
FROM_ACCOUNT = {"server.*.sent*": NO_SUCH_PAGE}
PICTURES = {
    **FROM_ACCOUNT,
    "server.*.result*": "no server has the page that longwei asks for; an account tells the addresses of its pictures",
    "sandbox.result": NO_SUCH_PAGE,
}
REMOVED = {"server.*.sent*": "Pleroma has removed the page that longwei sends to; today's takes the file"}

REASONS: dict[str, dict[str, str]] = {
    "determine_instance_type": {
        "server.*.state.ratelimit_remaining": "the front reads the rate limit in every answer, longwei not in this one",
    },
    "edit_status": {
        "server.*.sent": "what is not given stays: Mastodon deletes media and warnings that an edit leaves out",
    },
    "get_account_aliases": FROM_ACCOUNT,
    "get_account_moved_to": FROM_ACCOUNT,
    "get_follow_suggestions": {
        "server.*.sent*": "the newer page is asked first; Mastodon means to remove the older one",
    },
    "get_markers": {
        "server.*.sent*": "servers read timeline[], and answer longwei's timelines[] with nothing",
    },
    "get_notifications": {
        "server.*.sent*": "include_types[] is sent as well, which Pleroma reads instead of types[]",
    },
    "get_profile_avatar": PICTURES,
    "get_profile_header": PICTURES,
    "post_media": {
        "server.*.sent": "the file is held against the server's limits first, which are asked for once",
    },
    "search": {
        "server.Pleroma.sent": "Pleroma has no search of its own, which longwei asks; it is asked as everywhere",
    },
    "update_filter": {
        "server.*.sent": "what is not given stays: servers want phrase and context with every change",
    },
    "update_pleroma_avatar": REMOVED,
    "update_pleroma_background": REMOVED,
    "update_pleroma_banner": REMOVED,
}
