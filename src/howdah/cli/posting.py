"""``howdah post``, ``reply`` and ``upload``: what people write."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypedDict, TypeVar

import typer

from ..core.errors import ApiError, ConfigurationError, NetworkError, OutcomeUnknownError
from .ending import say
from .naming import named_status
from .progress import progress_of, waiting
from .times import duration, moment, typed
from .verb import each, given_text, verb

if TYPE_CHECKING:
    from ..client import Client
    from ..core.drafts import ThreadPart
    from ..models import MediaAttachment, ScheduledStatus, Status

Posted = TypeVar("Posted")

VISIBILITIES = ("public", "unlisted", "private", "direct")
FURTHER_VISIBILITIES = ("mutuals_only", "local")
"""Those that only some servers have, as is a Pleroma list's: ``list:`` and its ID."""


def visibility_of(text: str) -> str:
    """Who may see a status. Servers that do not know a word may take it for public, so that misspelt ones end here.

    Raises:
        BadParameter: there is no such visibility.
    """
    if text not in (*VISIBILITIES, *FURTHER_VISIBILITIES) and not re.fullmatch(r"list:\w+", text):
        raise typer.BadParameter(f"{text!r} is none of {', '.join(VISIBILITIES)}")
    return text


POLL_LENGTH = timedelta(days=1)
_CUT = re.compile(r"^\s*---\s*$", re.MULTILINE)
"""What stands between the parts of a thread."""

TextArgument = Annotated[
    str | None, typer.Argument(metavar="TEXT", help="What it says; - for standard input, as is nothing with a pipe.")
]
MediaOption = Annotated[
    list[Path] | None, typer.Option("--media", "-m", metavar="PATH", help="Attach this file; can be given again.")
]
DescribeOption = Annotated[
    list[str] | None,
    typer.Option("--describe", "-d", metavar="TEXT", help="What a file shows; one for each, in the same order."),
]
VisibilityOption = Annotated[
    str | None,
    typer.Option(
        "--visibility",
        "-v",
        parser=visibility_of,
        metavar="WHO",
        autocompletion=lambda: VISIBILITIES,
        help="Who may see it: public, unlisted, private or direct; else as the account is set.",
    ),
]
WarningOption = Annotated[str | None, typer.Option("--cw", metavar="TEXT", help="A content warning to put before it.")]
SensitiveOption = Annotated[
    bool | None, typer.Option("--sensitive/--not-sensitive", help="Whether its media are hidden until asked for.")
]
LanguageOption = Annotated[
    str | None, typer.Option("--language", "-l", metavar="CODE", help="Its language, such as de (ISO 639-1).")
]
MetadataOption = Annotated[
    bool | None,
    typer.Option(
        "--keep-metadata/--strip-metadata",
        help="Whether pictures go out with what cameras write into them, such as where they were taken; they do not, "
        "where the extra media is installed.",
    ),
]
KeyOption = Annotated[
    str | None,
    typer.Option(
        "--idempotency-key",
        metavar="KEY",
        help="What makes it the same post if it is sent again, on servers that know of it; such as a feed item's ID.",
    ),
]
TypeOption = Annotated[
    str | None, typer.Option("--content-type", metavar="TYPE", help="How to read the text, such as text/markdown.")
]


class Body(TypedDict, total=False):
    """What a status is made of besides its text, as ``post_status`` takes it."""

    media: list[Path] | None
    descriptions: list[str] | None
    visibility: str | None
    spoiler_text: str | None
    sensitive: bool | None
    language: str | None
    content_type: str | None
    poll_options: list[str] | None
    poll_expires_in: timedelta | None
    poll_multiple: bool | None
    poll_hide_totals: bool | None
    in_reply_to_id: Status | str | None
    quoted_status_id: Status | str | None
    quote_approval_policy: str | None
    local_only: bool | None


@verb("post", writes=True)
def post(
    client: Client,
    text: TextArgument = None,
    media: MediaOption = None,
    describe: DescribeOption = None,
    keep_metadata: MetadataOption = None,
    visibility: VisibilityOption = None,
    cw: WarningOption = None,
    sensitive: SensitiveOption = None,
    language: LanguageOption = None,
    poll: Annotated[
        list[str] | None, typer.Option("--poll", metavar="ANSWER", help="An answer of a poll; given twice or more.")
    ] = None,
    poll_ends: Annotated[
        timedelta | None,
        typer.Option(
            parser=typed(duration),
            metavar="LENGTH",
            help="How long the poll is open: 30m, 12h, 7d; a day if not given.",
        ),
    ] = None,
    poll_multiple: Annotated[bool, typer.Option("--poll-multiple", help="More than one answer may be chosen.")] = False,
    poll_hide_totals: Annotated[
        bool, typer.Option("--poll-hide-totals", help="Results are hidden until the poll ends.")
    ] = False,
    schedule: Annotated[
        datetime | None,
        typer.Option(
            parser=typed(moment),
            metavar="TIME",
            help="Post it then: '2027-01-31 18:00' on the clock here, or how long from now, such as 2h.",
        ),
    ] = None,
    reply_to: Annotated[
        str | None,
        typer.Option(metavar="STATUS", help="Answer this status, and mention nobody by itself; see also howdah reply."),
    ] = None,
    quote: Annotated[str | None, typer.Option(metavar="STATUS", help="Quote this status.")] = None,
    quote_policy: Annotated[
        str | None, typer.Option(metavar="WHO", help="Who may quote it: public, followers or nobody.")
    ] = None,
    local_only: Annotated[bool, typer.Option("--local-only", help="Keep it on this server (GoToSocial).")] = False,
    content_type: TypeOption = None,
    idempotency_key: KeyOption = None,
    thread: Annotated[
        bool,
        typer.Option(
            "--thread",
            help="Post it as a thread: a new part begins after a line that is just ---, and where a part is too long.",
        ),
    ] = False,
    number: Annotated[bool, typer.Option("--number", help="End each part of a thread with its number.")] = False,
) -> Status | ScheduledStatus | Generator[Status]:
    """Post a status, or several as a thread."""
    client = client.with_options(keep_metadata=keep_metadata)
    if not thread and number:
        raise ConfigurationError("--number is for the parts of a --thread")
    body = Body(
        media=media,
        descriptions=_descriptions(media, describe),
        visibility=visibility,
        spoiler_text=cw,
        sensitive=sensitive,
        language=language,
        content_type=content_type,
        poll_options=poll,
        poll_expires_in=poll_ends or (POLL_LENGTH if poll else None),
        poll_multiple=poll_multiple or None,
        poll_hide_totals=poll_hide_totals or None,
        quote_approval_policy=quote_policy,
        local_only=local_only or None,
    )
    said = given_text(text, wanted=not media) or ""
    if not said.strip() and not media:
        raise ConfigurationError("there is nothing to post: the text is empty")
    if reply_to is not None:
        body["in_reply_to_id"] = named_status(client, reply_to)
    if quote is not None:
        body["quoted_status_id"] = named_status(client, quote)
    if thread:
        if poll or quote is not None or schedule is not None:
            raise ConfigurationError("a --thread has no --poll, --quote or --schedule")
        return _post_thread(client, said, body, number=number, idempotency_key=idempotency_key)
    if schedule is None:
        return _surely(client, lambda: client.post_status(said, **body, idempotency_key=idempotency_key))
    if idempotency_key is not None:
        raise ConfigurationError("no server looks at the idempotency key of a status that is to be posted later")
    return _surely(client, lambda: client.schedule_status(said, schedule, **body))


def _surely(client: Client, post: Callable[[], Posted]) -> Posted:
    """Post; where the answer is lost, look whether it is there.

    Raises:
        OutcomeUnknownError: nobody can know.
        NetworkError: it is not there.
    """
    try:
        with waiting("Posting"):
            return post()
    except OutcomeUnknownError as error:
        if error.post is None:
            raise  # it was an upload's
        say("the answer was lost; looking whether it is there", "dim")
        try:
            with waiting("Looking"):
                confirmed = client.confirm_post(error)
        except (ApiError, NetworkError) as failure:
            say(f"it cannot be looked for: {failure}", "dim")
            raise error from failure
        found: Any = confirmed.status or confirmed.scheduled
        if found is None:
            raise NetworkError(f"{error}; it is not there, so it can be posted again") from error
        return found  # type: ignore[no-any-return]


def _post_thread(
    client: Client, text: str, body: Body, *, number: bool, idempotency_key: str | None
) -> Generator[Status]:
    """Post a text in parts; files go with the first.

    Raises:
        ThreadError: a part could not be posted; those before it are given first.
    """
    from ..core.errors import ThreadError
    from ..text.splitting import split_text

    pieces = _CUT.split(text)
    if number and len(pieces) > 1:
        raise ConfigurationError("--number is for a text that is split where it is too long, not at lines of ---")
    instance = client.get_instance_info()
    warning = body.get("spoiler_text")
    parts = [
        part for piece in pieces for part in split_text(piece, spoiler=warning, instance=instance, numbering=number)
    ]
    first: ThreadPart = {
        "status": parts[0] if parts else "",
        "media": body.get("media"),
        "descriptions": body.get("descriptions"),
    }
    try:
        with waiting("Posting"):
            posted = client.post_thread(
                [first, *parts[1:]],
                visibility=body.get("visibility"),
                spoiler_text=warning,
                sensitive=body.get("sensitive"),
                language=body.get("language"),
                in_reply_to_id=body.get("in_reply_to_id"),
                quote_approval_policy=body.get("quote_approval_policy"),
                content_type=body.get("content_type"),
                local_only=body.get("local_only"),
                idempotency_key=idempotency_key,
            )
    except ThreadError as error:
        yield from error.posted
        raise
    yield from posted


@verb("reply", writes=True)
def reply(
    client: Client,
    status: Annotated[str, typer.Argument(metavar="STATUS", help="What is answered: a URL or ID.")],
    text: TextArgument = None,
    untag: Annotated[
        bool, typer.Option("--untag", help="Mention its author alone, not all who are in the thread.")
    ] = False,
    media: MediaOption = None,
    describe: DescribeOption = None,
    keep_metadata: MetadataOption = None,
    visibility: VisibilityOption = None,
    cw: Annotated[
        str | None, typer.Option("--cw", metavar="TEXT", help="Another content warning than it has; '' for none.")
    ] = None,
    sensitive: SensitiveOption = None,
    language: LanguageOption = None,
    content_type: TypeOption = None,
    idempotency_key: KeyOption = None,
) -> Status:
    """Answer a status, and mention everyone in its thread; never more visible than what is answered."""
    said = given_text(text, wanted=not media) or ""
    if not said.strip() and not media:
        raise ConfigurationError("there is nothing to post: the text is empty")
    answered = named_status(client, status)
    return _surely(
        client,
        lambda: client.with_options(keep_metadata=keep_metadata).reply_to(
            answered,
            said,
            untag=untag,
            visibility=visibility,
            spoiler_text=cw,
            sensitive=sensitive,
            language=language,
            media=media,
            descriptions=_descriptions(media, describe),
            content_type=content_type,
            idempotency_key=idempotency_key,
        ),
    )


@verb("upload", writes=True)
def upload(
    client: Client,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help="The files.")],
    describe: DescribeOption = None,
    keep_metadata: MetadataOption = None,
    focus: Annotated[
        str | None,
        typer.Option(
            metavar="X,Y", help="The point to keep when a picture is cut: 0,0 is its middle, -1,1 the upper left."
        ),
    ] = None,
) -> Generator[object]:
    """Upload files, for a status that is posted later; prints their IDs."""
    described = dict(zip(map(str, paths), _descriptions(paths, describe) or (), strict=False))
    point = None if focus is None else _point(focus)

    def send(path: str) -> MediaAttachment:
        with progress_of(Path(path).name) as tell:
            return client.post_media(
                Path(path),
                description=described.get(path),
                focus=point,
                keep_metadata=keep_metadata,
                on_progress=tell,
            )

    return each("howdah upload", [str(path) for path in paths], send)


def _descriptions(files: list[Path] | None, described: list[str] | None) -> list[str] | None:
    """Descriptions for files.

    Raises:
        ConfigurationError: there is not one for each file.
    """
    if described and len(described) != len(files or ()):
        raise ConfigurationError(f"{len(files or ())} files have {len(described)} descriptions: give one for each")
    return described


def _point(text: str) -> tuple[float, float]:
    """A point of a picture.

    Raises:
        ConfigurationError: it is none.
    """
    try:
        x, y = map(float, text.split(","))
    except ValueError:
        raise ConfigurationError(f"{text!r} is no point such as 0.5,-0.2") from None
    return x, y
