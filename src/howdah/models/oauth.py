"""What OAuth tells about a server, a user and a token."""

from __future__ import annotations

from typing import ClassVar

from .application import Application
from .entity import Entity, Id, OptionalTime


class OAuthUserInfo(Entity):
    """Who signed in, in OpenID Connect's terms; Mastodon 4.4."""

    identity: ClassVar[str | None] = "sub"

    iss: str
    """The server that says so."""
    sub: str
    """The account's URI."""
    name: str | None = None
    """The display name."""
    preferred_username: str | None = None
    """The username without the domain."""
    profile: str | None = None
    """The account's web page."""
    picture: str | None = None
    """The URL of the avatar."""


class OAuthServerMetadata(Entity):
    """What a server's OAuth can do and where, after RFC 8414; Mastodon 4.3."""

    identity: ClassVar[str | None] = "issuer"

    issuer: str | None = None
    """The server."""
    service_documentation: str | None = None
    """A page for developers."""
    authorization_endpoint: str | None = None
    """Where the user is sent to sign in."""
    token_endpoint: str | None = None
    """Where a code becomes a token."""
    app_registration_endpoint: str | None = None
    """Where an application is registered, in Mastodon's own manner."""
    revocation_endpoint: str | None = None
    """Where a token is given up."""
    userinfo_endpoint: str | None = None
    """Where ``OAuthUserInfo`` is had; Mastodon 4.4."""
    scopes_supported: list[str] = []
    """The scopes that can be asked for."""
    response_types_supported: list[str] = []
    """What the authorization page can answer."""
    response_modes_supported: list[str] = []
    """How the authorization page can answer."""
    code_challenge_methods_supported: list[str] = []
    """The methods of PKCE, as ``S256``."""
    grant_types_supported: list[str] = []
    """The ways to get a token."""
    token_endpoint_auth_methods_supported: list[str] = []
    """How an application shows who it is."""


class TokenInfo(Entity):
    """An access token of the user's, without the token itself; GoToSocial only."""

    id: Id
    """What it is revoked by."""
    created_at: OptionalTime = None
    """When it was made."""
    last_used: OptionalTime = None
    """When it was last used, within an hour; ``None`` if never or not known."""
    scope: str | None = None
    """What it allows, parted by spaces."""
    application: Application | None = None
    """The application it was made for."""
