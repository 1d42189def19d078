"""oEmbed: how to show a status in another page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.operation import Operations, get
from ..core.server import MASTODON, SNAC

if TYPE_CHECKING:
    from ..models import OEmbed


class OEmbeds(Operations):
    """How to show a status in another page."""

    @get("/api/oembed", auth="none", added="1.0.0", servers=MASTODON, unsure=SNAC)
    def get_oembed(self, url: str, maxwidth: int | None = None, maxheight: int | None = None) -> OEmbed:
        """Fetch what another page needs to show a public status.

        Args:
            url: the address of the status on this server.
            maxwidth: how wide it may be, in pixels; 400 by default.
            maxheight: how high it may be, in pixels.

        Raises:
            NotFoundError: no such status, or it is not public.
        """
        ...
