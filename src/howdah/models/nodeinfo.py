"""What any fediverse server tells about itself and its accounts under well-known addresses."""

from __future__ import annotations

from typing import Any, ClassVar

from pydantic import AliasChoices, ConfigDict, Field

from .entity import Entity


class NodeinfoLink(Entity):
    """Where one version of the NodeInfo document is."""

    rel: str
    """The version, as a URI."""
    href: str
    """The URL of the document."""
    type: str | None = None
    """The MIME type of the document, where a server says it."""


class NodeinfoLinks(Entity):
    """Where a server's NodeInfo documents are."""

    links: list[NodeinfoLink] = []
    """One for each version."""


class NodeinfoSoftware(Entity):
    """The program that a server runs."""

    name: str
    """The name, in lower case."""
    version: str
    """The version, in whatever form the program likes."""
    repository: str | None = None
    """The URL of the source code. NodeInfo 2.1."""
    homepage: str | None = None
    """The URL of the program's page. NodeInfo 2.1."""


class NodeinfoServices(Entity):
    """Other services that a server exchanges posts with."""

    inbound: list[str] = []
    """Services it can fetch from."""
    outbound: list[str] = []
    """Services it can publish to."""


class NodeinfoUsers(Entity):
    """How many people use a server."""

    model_config = ConfigDict(populate_by_name=True)

    total: int | None = None
    """Everybody registered."""
    active_month: int | None = Field(default=None, alias="activeMonth")
    """Active in the last 30 days."""
    active_half_year: int | None = Field(
        default=None,
        alias="activeHalfYear",
        validation_alias=AliasChoices("activeHalfyear", "activeHalfYear"),
    )
    """Active in the last 180 days; sent as ``activeHalfyear``, by GoToSocial as ``activeHalfYear``."""


class NodeinfoUsage(Entity):
    """How much a server is used."""

    model_config = ConfigDict(populate_by_name=True)

    users: NodeinfoUsers | None = None
    """The people."""
    local_posts: int | None = Field(default=None, alias="localPosts")
    """Posts written here."""
    local_comments: int | None = Field(default=None, alias="localComments")
    """Answers written here."""


class Nodeinfo(Entity):
    """A server's description of itself, after the NodeInfo protocol."""

    model_config = ConfigDict(populate_by_name=True)

    version: str
    """The version of NodeInfo."""
    software: NodeinfoSoftware
    """The program that runs here."""
    protocols: list[str] = []
    """The protocols spoken, as ``activitypub``."""
    services: NodeinfoServices | None = None
    """Other services it is tied to."""
    open_registrations: bool | None = Field(default=None, alias="openRegistrations")
    """Whether anybody may sign up."""
    usage: NodeinfoUsage | None = None
    """Figures on its use."""
    metadata: dict[str, Any] = {}
    """Whatever else the program tells."""


class WellKnownLink(Entity):
    """A link in a WebFinger answer."""

    rel: str
    """What it leads to, as ``self``."""
    type: str | None = None
    """The MIME type of what is there."""
    href: str | None = None
    """The URL."""
    template: str | None = None
    """A URL with a place to fill, where there is no ``href``."""


class WellKnownResponse(Entity):
    """A WebFinger answer: where the account behind a handle is."""

    identity: ClassVar[str | None] = "subject"

    subject: str | None = None
    """The handle, as ``acct:name@domain``."""
    aliases: list[str] = []
    """Other addresses of the account."""
    links: list[WellKnownLink] = []
    """Where to find it."""
