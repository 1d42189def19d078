"""Howdah: one typed client for every server that speaks the Mastodon client API.

    from howdah import Client

    with Client("example.social", token) as client:
        client.post_status("Hello from up here")

Everything below is loaded when first used, so importing this package costs little.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .version import __version__ as __version__

if TYPE_CHECKING:
    from . import models as models
    from .api.confirmation import ConfirmedPost as ConfirmedPost
    from .api.polls import make_poll as make_poll
    from .catalogue import OperationInfo as OperationInfo
    from .catalogue import operations as operations
    from .client import AsyncClient as AsyncClient
    from .client import Client as Client
    from .core.drafts import Draft as Draft
    from .core.drafts import PollFields as PollFields
    from .core.drafts import ThreadPart as ThreadPart
    from .core.encoding import NULL as NULL
    from .core.errors import ActivityPubError as ActivityPubError
    from .core.errors import ApiError as ApiError
    from .core.errors import ClientError as ClientError
    from .core.errors import ConfigurationError as ConfigurationError
    from .core.errors import ConflictError as ConflictError
    from .core.errors import CredentialsError as CredentialsError
    from .core.errors import ExposedCredentialsError as ExposedCredentialsError
    from .core.errors import FileTooLargeError as FileTooLargeError
    from .core.errors import ForbiddenError as ForbiddenError
    from .core.errors import GoneError as GoneError
    from .core.errors import LossyEditError as LossyEditError
    from .core.errors import MediaError as MediaError
    from .core.errors import MediaGoneError as MediaGoneError
    from .core.errors import MediaNotReadyError as MediaNotReadyError
    from .core.errors import MediaProcessingError as MediaProcessingError
    from .core.errors import MissingExtraError as MissingExtraError
    from .core.errors import NetworkError as NetworkError
    from .core.errors import NotFoundError as NotFoundError
    from .core.errors import NotSupportedError as NotSupportedError
    from .core.errors import OutcomeUnknownError as OutcomeUnknownError
    from .core.errors import PostedAtOnceError as PostedAtOnceError
    from .core.errors import RatelimitError as RatelimitError
    from .core.errors import RedirectRefusedError as RedirectRefusedError
    from .core.errors import RedraftError as RedraftError
    from .core.errors import RequestTimeoutError as RequestTimeoutError
    from .core.errors import SchemaDriftError as SchemaDriftError
    from .core.errors import SchemaDriftWarning as SchemaDriftWarning
    from .core.errors import ServerError as ServerError
    from .core.errors import ThreadError as ThreadError
    from .core.errors import TooManyFilesError as TooManyFilesError
    from .core.errors import UnauthorizedError as UnauthorizedError
    from .core.errors import UnexpectedAnswerError as UnexpectedAnswerError
    from .core.errors import UnknownAccountError as UnknownAccountError
    from .core.errors import UnprocessedError as UnprocessedError
    from .core.errors import UnrepeatableFileError as UnrepeatableFileError
    from .core.errors import UnsupportedFileTypeError as UnsupportedFileTypeError
    from .core.identifiers import datetime_to_id as datetime_to_id
    from .core.identifiers import id_to_datetime as id_to_datetime
    from .core.limits import Limiter as Limiter
    from .core.limits import RateWait as RateWait
    from .core.oauth_errors import AccessDeniedError as AccessDeniedError
    from .core.oauth_errors import AppTokenError as AppTokenError
    from .core.oauth_errors import AuthorizationError as AuthorizationError
    from .core.oauth_errors import ExpiredCodeError as ExpiredCodeError
    from .core.oauth_errors import ForeignEndpointError as ForeignEndpointError
    from .core.oauth_errors import GrantNotSupportedError as GrantNotSupportedError
    from .core.oauth_errors import InvalidClientError as InvalidClientError
    from .core.oauth_errors import InvalidCodeError as InvalidCodeError
    from .core.oauth_errors import LoginTimeoutError as LoginTimeoutError
    from .core.oauth_errors import NotAServerError as NotAServerError
    from .core.oauth_errors import PasswordRefusedError as PasswordRefusedError
    from .core.oauth_errors import RefreshRefusedError as RefreshRefusedError
    from .core.oauth_errors import ScopeRefusedError as ScopeRefusedError
    from .core.oauth_errors import StateMismatchError as StateMismatchError
    from .core.oauth_errors import TwoFactorRequiredError as TwoFactorRequiredError
    from .core.paging import AsyncPage as AsyncPage
    from .core.paging import AsyncWalk as AsyncWalk
    from .core.paging import Page as Page
    from .core.paging import Walk as Walk
    from .core.problems import Problem as Problem
    from .core.problems import ProblemCode as ProblemCode
    from .core.rate_headers import RateLimit as RateLimit
    from .core.response import Response as Response
    from .core.retry import NO_RETRY as NO_RETRY
    from .core.retry import Attempt as Attempt
    from .core.retry import Retry as Retry
    from .core.server import Server as Server
    from .core.wire import Reply as Reply
    from .core.wire import Request as Request
    from .filtering import filter_results as filter_results
    from .filtering import filters_apply as filters_apply
    from .models.enums import Visibility as Visibility
    from .pictures import blurhash_components as blurhash_components
    from .pictures import blurhash_png as blurhash_png
    from .pictures import decode_blurhash as decode_blurhash
    from .sanitising import safe_html as safe_html
    from .streaming.events import AnnouncementDeleteEvent as AnnouncementDeleteEvent
    from .streaming.events import AnnouncementEvent as AnnouncementEvent
    from .streaming.events import AnnouncementReactionEvent as AnnouncementReactionEvent
    from .streaming.events import Connected as Connected
    from .streaming.events import ConversationEvent as ConversationEvent
    from .streaming.events import DeleteEvent as DeleteEvent
    from .streaming.events import Disconnected as Disconnected
    from .streaming.events import EncryptedMessageEvent as EncryptedMessageEvent
    from .streaming.events import FiltersChangedEvent as FiltersChangedEvent
    from .streaming.events import Gap as Gap
    from .streaming.events import NotificationEvent as NotificationEvent
    from .streaming.events import NotificationsMergedEvent as NotificationsMergedEvent
    from .streaming.events import StatusUpdateEvent as StatusUpdateEvent
    from .streaming.events import StreamEvent as StreamEvent
    from .streaming.events import UnknownEvent as UnknownEvent
    from .streaming.events import UpdateEvent as UpdateEvent
    from .streaming.listener import CallbackStreamListener as CallbackStreamListener
    from .streaming.listener import StreamHandle as StreamHandle
    from .streaming.listener import StreamListener as StreamListener
    from .streaming.settings import Reconnect as Reconnect
    from .streaming.stream import AsyncStream as AsyncStream
    from .streaming.stream import Stream as Stream
    from .text import plain_text as plain_text
    from .text import split_text as split_text
    from .text import status_length as status_length

_HOMES = {
    ".api.confirmation": ("ConfirmedPost",),
    ".api.polls": ("make_poll",),
    ".catalogue": ("OperationInfo", "operations"),
    ".client": ("AsyncClient", "Client"),
    ".core.drafts": ("Draft", "PollFields", "ThreadPart"),
    ".core.encoding": ("NULL",),
    ".core.errors": (
        "ActivityPubError",
        "ApiError",
        "ClientError",
        "ConfigurationError",
        "ConflictError",
        "FileTooLargeError",
        "CredentialsError",
        "ExposedCredentialsError",
        "ForbiddenError",
        "GoneError",
        "LossyEditError",
        "MediaError",
        "MediaGoneError",
        "MediaNotReadyError",
        "MediaProcessingError",
        "MissingExtraError",
        "NetworkError",
        "NotFoundError",
        "NotSupportedError",
        "OutcomeUnknownError",
        "PostedAtOnceError",
        "RatelimitError",
        "RedirectRefusedError",
        "RedraftError",
        "RequestTimeoutError",
        "SchemaDriftError",
        "SchemaDriftWarning",
        "ServerError",
        "ThreadError",
        "TooManyFilesError",
        "UnauthorizedError",
        "UnexpectedAnswerError",
        "UnknownAccountError",
        "UnprocessedError",
        "UnrepeatableFileError",
        "UnsupportedFileTypeError",
    ),
    ".core.identifiers": ("datetime_to_id", "id_to_datetime"),
    ".core.limits": ("Limiter", "RateWait"),
    ".core.rate_headers": ("RateLimit",),
    ".core.oauth_errors": (
        "AccessDeniedError",
        "AppTokenError",
        "AuthorizationError",
        "ExpiredCodeError",
        "ForeignEndpointError",
        "GrantNotSupportedError",
        "InvalidClientError",
        "InvalidCodeError",
        "LoginTimeoutError",
        "NotAServerError",
        "PasswordRefusedError",
        "RefreshRefusedError",
        "ScopeRefusedError",
        "StateMismatchError",
        "TwoFactorRequiredError",
    ),
    ".core.paging": ("AsyncPage", "AsyncWalk", "Page", "Walk"),
    ".core.problems": ("Problem", "ProblemCode"),
    ".core.response": ("Response",),
    ".core.retry": ("NO_RETRY", "Attempt", "Retry"),
    ".core.server": ("Server",),
    ".core.wire": ("Reply", "Request"),
    ".filtering": ("filter_results", "filters_apply"),
    ".models.enums": ("Visibility",),
    ".pictures": ("blurhash_components", "blurhash_png", "decode_blurhash"),
    ".sanitising": ("safe_html",),
    ".streaming.events": (
        "AnnouncementDeleteEvent",
        "AnnouncementEvent",
        "AnnouncementReactionEvent",
        "Connected",
        "ConversationEvent",
        "DeleteEvent",
        "Disconnected",
        "EncryptedMessageEvent",
        "FiltersChangedEvent",
        "Gap",
        "NotificationEvent",
        "NotificationsMergedEvent",
        "StatusUpdateEvent",
        "StreamEvent",
        "UnknownEvent",
        "UpdateEvent",
    ),
    ".streaming.listener": ("CallbackStreamListener", "StreamHandle", "StreamListener"),
    ".streaming.settings": ("Reconnect",),
    ".streaming.stream": ("AsyncStream", "Stream"),
    ".text": ("plain_text", "split_text", "status_length"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [*_HOME_OF, "__version__", "models"]  # pyright: ignore[reportUnsupportedDunderAll]


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name == "models":
        return import_module(".models", __name__)
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(home, __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
