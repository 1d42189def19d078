"""Where Howdah's front differs from Mastodon.py on purpose, and why."""

from __future__ import annotations

from .side_by_side.reasons import Reason

REASONS: list[Reason] = [
    Reason(
        "the first and last item of a page lead to the pages beside it, as Mastodon.py's own guide has it",
        where=r"\] _pagination_(next|prev)\[0\] \(type\)$",
        values="^NoneType None != PaginationInfo",
    ),
    Reason(
        "Mastodon.py forgets how many were asked for, and with them the next page",
        step=r"admin_domain_blocks\(limit=1\)",
        where="_pagination_next",
    ),
    Reason(
        "IDs in what is kept of a request are plain numbers",
        where=r"_pagination_prev\[0\]\.since_id \(type\)",
        values="^MaybeSnowflakeIdType .* != int",
    ),
    Reason("an address asks for the same in another order", step="auth_request_url"),
    Reason(
        "what the server still does for an answer is kept as Howdah has it; get_async_refresh_info reads both",
        step=r"account_followers\(1\)|_async_refresh",
        values="!= PendingRefresh",
    ),
    Reason("a list where none is expected is made as any other", step=r"someone\.status\(4\)"),
    Reason("an item of a page leads to the page beside it", step=r"fetch_next\(#\d+\[1\]\)"),
    Reason(
        "what a page keeps of its request is opaque, and spelt as Howdah sends it",
        where=r"_pagination_(next|prev)(\[0\])?(\.(?!max_id|min_id|since_id)| \(fields\))",
    ),
    Reason(
        "lists of what is not declared are named after what is in them, for to_json",
        where=r"_mastopy_type(\[0\])?( \(length\))?$",
    ),
    Reason(
        "one item stands for a list of one; Mastodon.py sends the names of its fields",
        step=r"\.(accounts|statuses)\(#\d+\)",
        where="length",
    ),
    Reason(
        "Mastodon.py loses what the server says of an error where a list was expected",
        where=r"raised with\[3\]",
        values=r"^(NoneType None|str 'Endpoint not found\.') != str",
    ),
    Reason(
        "a file's type is told by its content", step=r"media_post\(b'|media_post\(#", values="^Raised Raised.*mime type"
    ),
    Reason("a file is held against the server's limits before it is sent", step=r"media_post\('.*note\.txt'\)"),
    Reason("a deleted status has its source, as Mastodon.py's documentation promises", step=r"\.source\)$"),
    Reason(
        "what is deprecated warns",
        where="^ warned",
        values=r"^0 list \[\] != 1 list \[\('MastodonDeprecationWarning', '\w+ is deprecated; use ",
    ),
    Reason("Mastodon.py sends an account's text for its ID", step=r"grouped_notifications\(exclude_types"),
    Reason("Mastodon.py leaves these as plain dicts in a plain list", step=r"admin_accounts(_v1)?\("),
    Reason("an empty title is refused without asking the server", step=r"list_create\(''\)"),
    Reason("a date as text is sent as it is", step="'no date'"),
    Reason("it says which ways of logging in the server has", step=r"log_in\('alice"),
    Reason("it says why the server refuses the code", step=r"log_in\(code='a wrong one'"),
    Reason("the application's name in its file becomes the User-Agent, as documented", step=r"from_file\.user_agent"),
    Reason("calls are held against what they need, not against the fields of what they give", step=r"old\.me\("),
    Reason("an answer that is no JSON is not repeated in an error, for logs", step=r"someone\.status\([23]\)"),
    Reason("the policy is sent where Mastodon reads it", step="push_subscription_set", where="policy"),
    Reason("the policy is sent where Mastodon reads it", step=r"#\d+ alice\.push_subscription\(\)", where="policy"),
    Reason("there is a time from the start, as older versions had", step="ratelimit_reset", values="^NoneType None !="),
    Reason("a time that cannot be read limits nothing", step=r"limited_3\.filters"),
    Reason("a server that does not say is not healthy", step="stream_healthy"),
    Reason("terms of a date are where Mastodon has them", step=r"instance_terms_of_service\(date"),
    Reason("without filters, everything is left", step=r"filters_apply\(.*, \[\], 'home'\)"),
    Reason(
        "a notification without a status passes every filter; Mastodon.py fails",
        step="filters_apply",
        values="TypeError",
    ),
    Reason("a user's information may come over HTTP where the program has asked for HTTP", step="oauth_userinfo"),
    Reason("what is wrong with a push message is said", step="decrypt_push.b'nonsense'"),
]
"""In what comes back."""

WIRE_REASONS: list[Reason] = [
    Reason(
        "who asks is said, with Howdah's name after the program's",
        where=r"headers\.user-agent$",
        values=r"^str '(.+)' != str '\1 howdah/[\w.]+",
    ),
    Reason(
        "the application's name in its file becomes the User-Agent, as documented",
        where=r"headers\.user-agent$",
        values=r"^str 'mastodonpy' != str '[^']+ howdah/[\w.]+",
    ),
    Reason(
        "each new post has a key, so that it can be tried again safely",
        where=r"headers \(fields\)$",
        values=r"^\[\] != \['idempotency-key'\]",
    ),
    Reason(
        "a file is held against the server's limits, which are asked for once",
        step="media|avatar|header",
        where=r"requests \(more\)",
        values=r"GET /(api/v2/instance|nodeinfo|\.well-known/nodeinfo)",
    ),
    Reason(
        "where something is missing, it is found out which server it is",
        where=r"requests \(more\)",
        values=r"GET /(nodeinfo|\.well-known/nodeinfo)",
    ),
    Reason("a server's health is asked for without a token", step="stream_healthy", where="headers"),
    Reason(
        "streams come over a WebSocket where the server has them, and catch up over REST",
        step="python.call.<function hear",
    ),
    Reason(
        "what a server says of itself is asked for when it is needed",
        where=r"requests \((missing|more)\)",
        values=r"GET /api/v[12]/instance( !=|$)",
    ),
    Reason(
        "the application speaks for itself, without a token that it holds for somebody",
        step="revoke_access_token|create_account",
        where="headers",
    ),
    Reason(
        "one item is sent as a list of one",
        step="account_relationships",
        where=r"query",
        values=r"\['id'\] != \['id\[\]'\]",
    ),
    Reason("Pleroma's name for types goes along", step="mentions_only|types=", where="query", values="include_types"),
    Reason("Akkoma's name for IDs goes along", step=r"\.statuses\(", where="query"),
    Reason("one item stands for a list of one", step=r"\.(accounts|statuses)\(#\d+\)"),
    Reason("a read has its parameters in the query", step="account_familiar_followers"),
    Reason(
        "Mastodon.py sends variables of its own along",
        where=r"requests\[\d\]\.body \(fields\)",
        values=r"^\['(filter_id|id|oauth_info|valid_policies\[\])'\] != \[\]|return_detailed_error",
    ),
    Reason("a file's type is told by its content", step=r"media_post\(b'|media_post\(#"),
    Reason("a file is held against the server's limits before it is sent", step=r"note\.txt"),
    Reason(
        "Mastodon.py sends an account's text for its ID",
        step=r"grouped_notifications\(exclude_types|search_v2.*account_id=",
    ),
    Reason("Mastodon.py writes the list's brackets twice", step="_notification_requests", values=r"id\[\]\[\]"),
    Reason("the policy is sent where Mastodon reads it", step="push_subscription_(set|update)", where="fields"),
    Reason("keys are written as RFC 8291 has them, without padding", where=r"keys\]\[(auth|p256dh)\]"),
    Reason("terms of a date are where Mastodon has them", step=r"instance_terms_of_service\(date"),
    Reason("a user's information may come over HTTP where the program has asked for HTTP", step="oauth_userinfo"),
    Reason("after a 401, it is found out whose the token is", step=r"(again|wrong)\.me\("),
    Reason("what is missing is said before the server is asked", step=r"log_in\(\)"),
    Reason("what Mastodon calls pinning accounts today is endorsing", step=r"account_(un)?pin\("),
    Reason("Mastodon.py forgets to send it", step=r"delete_media=True|admin_domain_blocks\(limit", where="query"),
    Reason("what is asked for is said, be it the default or not", step="resolve=False", where="query"),
    Reason("a reaction is one part of the path, whatever is in it", step="announcement_reaction_create.12345"),
    Reason("an item of a page leads to the page beside it", step=r"fetch_next\(#\d+\[1\]\)"),
    Reason("an empty title is refused without asking the server", step=r"list_create\(''\)"),
    Reason("a date as text is sent as it is", step="'no date'"),
    Reason("a read is tried again where a gateway has failed", step=r"status\(1?50[234]\)", where="requests .length"),
]
"""In what is sent."""

RECORDED_REASONS: list[Reason] = [
    *(
        reason
        for reason in REASONS
        if reason.why.startswith(("the first and last item", "what a page keeps", "Mastodon.py loses"))
        and not reason.step
    ),
    Reason("lists are named after what is in them, for to_json", where=r"_mastopy_type(\[0\])?( \(length\))?$"),
    Reason("Mastodon.py leaves these as plain dicts in a plain list", step=r"admin_accounts(_v1)?$", where=r"\(type\)"),
    Reason(
        "a position is kept as it is meant, not as it is written in a link",
        step="gotosocial",
        where="_pagination_(next|prev)",
        values="%2F",
    ),
    Reason(
        "Mastodon.py takes other servers for an old Mastodon",
        step=r"^(gotosocial|hollo).* (trending_tags|trends|media_post|reports)$",
    ),
    Reason(
        "what is missing is sought in its older form",
        step=r"^(gotosocial.* grouped_notifications|hollo.* create_filter_v2)$",
        where="raised",
    ),
    Reason(
        "what a server says of an error is text, whatever shape it comes in",
        step="^hollo",
        where=r"raised with\[3\] \(type\)",
        values="^AttribAccessDict .*ZodError.* != str",
    ),
    Reason("a filter with a title is one of version 2", where=r"filtered\[0\]\.filter \(type\)"),
    Reason("a slash at the end of a path says nothing", where="warned", values="deprecated"),
]
"""In what is made of recorded answers; the same for each server, where it applies."""
