"""Web interfaces: which one to be shown, and what they keep on the server."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ...core.operation import D, Section, delete, get, put
from ...core.server import AKKOMA
from ..references import FrontendRef

if TYPE_CHECKING:
    from ...models import AkkomaDeletion, FrontendProfile, PreferredFrontend


class Frontends(Section[D]):
    """Web interfaces: which one to be shown, and what they keep on the server."""

    @get("/api/v1/akkoma/preferred_frontend/available", auth="none", servers=AKKOMA)
    def get_available_frontends(self) -> list[str]:
        """List the web interfaces that visitors can choose from."""
        ...

    @put("/api/v1/akkoma/preferred_frontend", auth="none", servers=AKKOMA)
    def choose_frontend(self, frontend_name: FrontendRef) -> PreferredFrontend:
        """Choose a web interface.

        The choice is in the answer's cookie, for a browser; ``client.raw`` shows it.

        Args:
            frontend_name: what it is called.
        """
        ...

    @get(
        "/api/v1/akkoma/frontend_settings/{frontend_name}",
        scope="read:accounts",
        servers=AKKOMA,
    )
    def get_frontend_profiles(self, frontend_name: FrontendRef) -> list[FrontendProfile]:
        """List the sets of settings that a web interface keeps with your account, by name and version.

        Args:
            frontend_name: what the interface is called, such as ``pleroma-fe``.
        """
        ...

    @get(
        "/api/v1/akkoma/frontend_settings/{frontend_name}/{profile_name}",
        scope="read:accounts",
        servers=AKKOMA,
    )
    def get_frontend_profile(self, frontend_name: FrontendRef, profile_name: str) -> FrontendProfile:
        """Fetch one set of settings of a web interface.

        Args:
            frontend_name: what the interface is called.
            profile_name: what the set is called.

        Raises:
            NotFoundError: no such set.
        """
        ...

    @put(
        "/api/v1/akkoma/frontend_settings/{frontend_name}/{profile_name}",
        scope="write:accounts",
        servers=AKKOMA,
    )
    def update_frontend_profile(
        self, frontend_name: FrontendRef, profile_name: str, version: int, settings: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Write a set of settings of a web interface, whole; gives the settings.

        Args:
            frontend_name: what the interface is called.
            profile_name: what the set is called; a new name makes a new set.
            version: one more than the set has now, so that nobody's changes are lost; 1 for a new set.
            settings: the settings.

        Raises:
            UnprocessedError: somebody else wrote it meanwhile, or it is too large.
        """
        ...

    @delete(
        "/api/v1/akkoma/frontend_settings/{frontend_name}/{profile_name}",
        scope="write:accounts",
        servers=AKKOMA,
    )
    def delete_frontend_profile(self, frontend_name: FrontendRef, profile_name: str) -> AkkomaDeletion:
        """Delete a set of settings of a web interface.

        Args:
            frontend_name: what the interface is called.
            profile_name: what the set is called.

        Raises:
            NotFoundError: no such set.
        """
        ...
