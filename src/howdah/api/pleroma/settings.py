"""What applications keep on the server, and which web interface you are shown."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ...core.call import build_request, decode, exchange
from ...core.detection import explain_missing
from ...core.encoding import json_value, segment
from ...core.errors import ApiError
from ...core.flow import Flow
from ...core.operation import D, Section, get, operation, put
from ...core.server import PLEROMA
from ..references import FrontendRef
from .servers import PLEROMAS

if TYPE_CHECKING:
    from ...models import PreferredFrontend


class Settings(Section[D]):
    """What applications keep on the server, and which web interface you are shown."""

    @get("/api/v1/pleroma/settings/{app}", scope="read:accounts", servers=PLEROMA)
    def get_settings(self, app: str) -> dict[str, Any]:
        """Fetch what an application keeps with your account (newer Pleroma); an empty mapping if nothing.

        Args:
            app: the application's name for it, such as ``pleroma-fe``.
        """
        ...

    @operation(uses=["PATCH /api/v1/pleroma/settings/{app}"], scope="write:accounts", servers=PLEROMA)
    def update_settings(self, app: str, settings: Mapping[str, Any]) -> Flow[dict[str, Any]]:
        """Change what an application keeps with your account (newer Pleroma); gives all of it as it is then.

        Args:
            app: the application's name for it, such as ``pleroma-fe``.
            settings: what to change, also deep within; ``None`` removes something.
        """
        session = self.session
        path = f"/api/v1/pleroma/settings/{segment(app, 'app')}"
        body = json.dumps(json_value(settings, "settings")).encode()
        request = build_request(session, "PATCH", path, body, "application/json")
        try:
            reply = yield from exchange(session, request, repeat="always")
        except ApiError as error:
            raise (yield from explain_missing(session, PLEROMA, "", error)) from None
        changed: dict[str, Any] = decode(session, dict[str, Any], request, reply)
        return changed

    @get("/api/pleroma/frontend_configurations", auth="none", servers=PLEROMAS)
    def get_frontend_configurations(self) -> dict[str, Any]:
        """Fetch how the server wants its web interfaces to look, by interface."""
        ...

    @get("/api/v1/pleroma/preferred_frontend/available", auth="none", servers=PLEROMA)
    def get_available_frontends(self) -> list[str]:
        """List the web interfaces that visitors can choose from (newer Pleroma); ``client.akkoma`` has Akkoma's."""
        ...

    @put("/api/v1/pleroma/preferred_frontend", auth="none", servers=PLEROMA)
    def choose_frontend(self, frontend_name: FrontendRef) -> PreferredFrontend:
        """Choose a web interface (newer Pleroma).

        The choice is in the answer's cookie, for a browser; ``client.raw`` shows it.

        Args:
            frontend_name: what it is called.
        """
        ...
