"""longwei's methods are all there, with the names and the order of their parameters."""

from __future__ import annotations

import inspect
import json
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Any

import pytest

from howdah import AsyncClient, Client

SIGNATURES = Path(__file__).parents[3] / "shared" / "api" / "longwei_signatures.json"

pytestmark = pytest.mark.skipif(not SIGNATURES.is_file(), reason="longwei's signatures are not here")

SECTIONS = {
    "accounts": """
        verify_credentials get_account get_account_statuses get_account_followers get_account_following
        get_account_featured_tags get_account_lists search_accounts lookup_account get_account_moved_to
        get_account_aliases
    """,
    "announcements": """
        get_announcements dismiss_announcement add_announcement_reaction remove_announcement_reaction
    """,
    "authorization": "create_app get_auth_token generate_authorization_url validate_authorization_code",
    "bookmarks": "get_bookmarks",
    "conversations": "get_conversations delete_conversation read_conversation",
    "custom_emojis": "get_custom_emojis",
    "directory": "get_directory",
    "favourites": "get_favourites",
    "filters": """
        get_filters get_filter create_filter update_filter delete_filter get_filters_v2 get_filter_v2 create_filter_v2
        update_filter_v2 delete_filter_v2 get_filter_keywords add_filter_keyword get_filter_statuses add_filter_status
    """,
    "follow_requests": "get_follow_requests authorize_follow_request reject_follow_request",
    "grouped_notifications": "get_notifications_v2 get_notification_group_accounts",
    "instance": "get_instance_peers get_instance_activity get_instance_rules get_instance_domain_blocks",
    "lists": """
        get_lists get_list create_list update_list delete_list get_list_accounts add_list_accounts delete_list_accounts
    """,
    "markers": "get_markers save_markers",
    "notifications": "get_notifications get_notification clear_notifications dismiss_notification",
    "profile": """
        update_credentials get_profile_avatar get_profile_header delete_profile_avatar delete_profile_header
    """,
    "relationships": """
        get_relationships get_familiar_followers follow_account unfollow_account block_account unblock_account
        mute_account unmute_account add_account_note get_blocks get_mutes
    """,
    "reports": "get_reports create_report",
    "suggestions": "get_follow_suggestions delete_follow_suggestion",
    "trends": "get_trending_hashtags get_trending_statuses get_trending_links get_trending_accounts",
}
METHODS = [(section, name) for section, names in SECTIONS.items() for name in names.split()]

each_method = pytest.mark.parametrize(("section", "name"), METHODS, ids=[name for _, name in METHODS])


@cache
def longwei() -> dict[str, dict[str, Any]]:
    methods: dict[str, dict[str, Any]] = json.loads(SIGNATURES.read_text("utf-8"))["methods"]
    return methods


@each_method
@pytest.mark.parametrize("client", [Client, AsyncClient])
def test_method_is_called_as_longwei_calls_it(client: type[Any], section: str, name: str) -> None:
    operation = getattr(client("example.social"), name)
    assert operation.__module__ == f"howdah.api.{section}"
    ours = list(inspect.signature(operation).parameters.values())
    theirs = longwei()[name]["parameters"]
    positional = [parameter for parameter in ours if parameter.kind is parameter.POSITIONAL_OR_KEYWORD]
    wanted = [parameter["name"] for parameter in theirs if parameter["kind"] == "positional_or_keyword"]
    assert [parameter.name for parameter in positional] == wanted
    named = [parameter.name for parameter in ours if parameter.kind is parameter.KEYWORD_ONLY]
    only_named = [parameter["name"] for parameter in theirs if parameter["kind"] == "keyword_only"]
    assert named[: len(only_named)] == only_named


@each_method
def test_what_longwei_leaves_out_can_be_left_out(section: str, name: str) -> None:
    ours = inspect.signature(getattr(Client("example.social"), name)).parameters
    required = {parameter["name"] for parameter in longwei()[name]["parameters"] if "default" not in parameter}
    named = [parameter for parameter in ours.values() if parameter.kind is not parameter.VAR_KEYWORD]
    assert {parameter.name for parameter in named if parameter.default is parameter.empty} <= required


OTHERWISE = {
    "__init__": "Client takes the instance and the token as longwei does, and options of its own",
    "create": "a client is made without asking the server",
    "determine_instance_type": "get_server says which software it is",
}
"""What is not called as longwei calls it, and why."""

LEFT_OUT = {
    "delete_status": {"delete_only_one": "longwei's pause between two deletions"},
    "post_status": {"scheduled_at": "schedule_status has it, and gives a ScheduledStatus"},
}
"""Parameters that are not taken, and why."""


def in_pleroma(name: str) -> str:
    """What is called the same in ``client.pleroma``, without the server's name."""
    return f"pleroma.{name.replace('_pleroma_', '_')}" if "_pleroma_" in name else name


@pytest.mark.parametrize("client", [Client, AsyncClient])
def test_every_method_of_longwei_is_there(client: type[Any]) -> None:
    ours = client("example.social")
    for name in longwei().keys() - OTHERWISE.keys():
        bound = attrgetter(in_pleroma(name))(ours)
        signature = inspect.signature(bound).parameters.values()
        taken = [parameter.name for parameter in signature if parameter.kind is parameter.POSITIONAL_OR_KEYWORD]
        theirs = longwei()[name]["parameters"]
        wanted = [one["name"] for one in theirs if one["kind"] == "positional_or_keyword"]
        left_out = LEFT_OUT.get(name, {})
        assert left_out.keys() <= set(wanted) | {one["name"] for one in theirs}, name
        assert taken[: len(wanted)] == [one for one in wanted if one not in left_out], name
        named = {one["name"] for one in theirs if one["kind"] == "keyword_only"} - left_out.keys()
        assert named <= {parameter.name for parameter in signature}, name
        required = {
            parameter.name
            for parameter in signature
            if parameter.default is parameter.empty and parameter.kind is not parameter.VAR_KEYWORD
        }
        assert required <= {one["name"] for one in theirs if "default" not in one}, name
