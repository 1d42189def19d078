"""What any fediverse server tells of itself and its accounts, at addresses that all agree on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.errors import NotFoundError
from ..core.flow import Flow
from ..core.operation import Operations, call, get, operation
from ..core.server import EVERY, SNAC

if TYPE_CHECKING:
    from ..models import Nodeinfo, NodeinfoLinks, WellKnownResponse


class WellKnown(Operations):
    """What any fediverse server tells of itself and its accounts."""

    @get("/.well-known/webfinger", auth="none", servers=EVERY - SNAC, unsure=SNAC)
    def get_webfinger(self, resource: str) -> WellKnownResponse:
        """Find where an account of this server is: its ActivityPub ID, its web page.

        Args:
            resource: the account, as ``acct:user@example.social`` or by the URL of its profile.

        Raises:
            NotFoundError: no such account here.
        """
        ...

    @get(
        "/.well-known/host-meta",
        auth="none",
        servers=EVERY - SNAC,
        unsure=SNAC,
        accept="application/xrd+xml",
    )
    def get_host_meta(self) -> str:
        """Fetch the document that says where a server's WebFinger is; XML (XRD, RFC 6415)."""
        ...

    @get("/.well-known/nodeinfo", auth="none", added="3.0.0")
    def get_nodeinfo_links(self) -> NodeinfoLinks:
        """List the versions of the server's NodeInfo, and where they are."""
        ...

    @operation(
        uses=["GET /.well-known/nodeinfo", "GET /nodeinfo/{version}"],
        auth="none",
        added="3.0.0",
    )
    def get_nodeinfo(self, version: str | None = None) -> Flow[Nodeinfo]:
        """Fetch the server's NodeInfo: its software, how many people use it, and whether they may sign up.

        Args:
            version: the version of NodeInfo, such as ``2.0``; the newest that the server has unless given.

        Raises:
            NotFoundError: the server has none, or not in this version.
        """
        from ..models import Nodeinfo

        session = self.session
        offered = yield from WellKnown.get_nodeinfo_links.flow(self)
        links = [link for link in offered.links if {"rel", "href"} <= vars(link).keys()]
        paths = {link.rel.rpartition("/")[2]: session.path_of(link.href) for link in links}
        path = paths.get(version or max(paths, default=""))
        if path is None:
            wanted = f"NodeInfo {version}" if version else "NodeInfo"
            raise NotFoundError(f"{session.host} has no {wanted} (it has {', '.join(sorted(paths)) or 'none'})")
        return (yield from call(session, "GET", path, Nodeinfo))[0]
