"""Client applications."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from .entity import Entity, Id, OptionalTime


class Application(Entity):
    """A program that uses the API."""

    id: Id | None = None
    """The application; not sent with a status."""
    name: str
    """What it is called."""
    website: str | None = None
    """Its web page."""
    scopes: list[str] = []
    """What it may ask for; Mastodon 4.3 and GoToSocial."""
    redirect_uris: list[str] = []
    """Where a login may return to; Mastodon 4.3 and GoToSocial."""
    redirect_uri: str | None = None
    """The same in one string, one a line; superseded by ``redirect_uris`` in Mastodon 4.3."""
    vapid_key: str | None = None
    """The server's public key for Web Push; since Mastodon 4.3 better had from the instance."""


class CredentialApplication(Application):
    """An application just registered, with what it needs to log in."""

    secretive: ClassVar[bool] = True

    client_id: str
    """Its public name in OAuth."""
    client_secret: str = Field(repr=False)
    """Its password in OAuth."""
    client_secret_expires_at: int | None = None
    """When the secret expires, in seconds since 1970; 0 if never. Mastodon 4.4."""
    created_at: OptionalTime = None
    """When it was registered; GoToSocial."""
