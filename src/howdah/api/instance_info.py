"""The instance as a whole, by whichever of its pages the server has; and which software it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from ..core import detection
from ..core.fallback import first_supported
from ..core.flow import Flow
from ..core.operation import Operations, call, get, operation
from ..core.server import Server

if TYPE_CHECKING:
    from ..models import InstanceInfo, InstanceV1


DEFAULT_CHARACTERS = 500
DEFAULT_ATTACHMENTS = 4
"""What Mastodon allows, for servers that do not say."""


class InstancePages(Operations):
    """What the server says of itself."""

    @operation(
        uses=["GET /.well-known/nodeinfo", "GET /api/v2/instance", "GET /api/v1/instance"],
        auth="none",
        added="3.5.0",
    )
    def get_server(self) -> Flow[Server]:
        """Find out which software and version the server is; asked once and remembered as ``client.server``.

        Raises:
            ApiError: the server does not say.
        """
        return (yield from detection.get_server(self.session))

    @operation(uses=["GET /api/v2/instance", "GET /api/v1/instance"], auth="none", added="4.0.0")
    def get_instance_info(self) -> Flow[InstanceInfo]:
        """Fetch what the server says of itself: title, limits, rules, contact.

        A server that has only the older page gets it translated: what that page lacks is missing.
        """
        session = self.session

        def newer() -> Flow[InstanceInfo]:
            from ..models import InstanceInfo

            return (yield from call(session, "GET", "/api/v2/instance", InstanceInfo))[0]

        def older() -> Flow[InstanceInfo]:
            return from_v1((yield from InstancePages.get_instance_v1.flow(self)))

        return (yield from first_supported(session, "instance", newer, older))

    @get("/api/v1/instance", auth="none", added="1.1.0", changed=("4.0.0: deprecated",))
    def get_instance_v1(self) -> InstanceV1:
        """Fetch the older page of what the server says of itself, with its counts; every server has it."""
        ...


def from_v1(page: InstanceV1) -> InstanceInfo:
    """The newer page as far as the older one tells it; Pleroma's and snac's own limits count too."""
    from ..models import InstanceInfo

    configuration = page.configuration.model_dump(by_alias=True, exclude_none=True) if page.configuration else {}
    statuses = cast("dict[str, Any]", configuration.setdefault("statuses", {}))
    statuses.setdefault("max_characters", page.max_toot_chars or DEFAULT_CHARACTERS)
    statuses.setdefault("max_media_attachments", DEFAULT_ATTACHMENTS)
    configuration.setdefault("media_attachments", {})
    urls = page.urls
    if urls is not None and urls.streaming_api:
        configuration.setdefault("urls", {})["streaming"] = urls.streaming_api
    return InstanceInfo.model_validate(
        {
            "domain": page.domain or page.uri.removeprefix("https://").removeprefix("http://").strip("/"),
            "title": page.title,
            "version": page.version,
            "source_url": page.source_url,
            "description": page.short_description or vars(page).get("description"),
            "thumbnail": {"url": page.thumbnail} if page.thumbnail else None,
            "languages": page.languages,
            "configuration": configuration,
            "registrations": None
            if page.registrations is None
            else {"enabled": page.registrations, "approval_required": page.approval_required},
            "contact": {"email": page.email, "account": page.contact_account},
            "rules": page.rules,
        }
    )
