"""The demo from beginning to end."""

from __future__ import annotations

from dataclasses import dataclass, field
from time import perf_counter

from ..client import Client
from ..core.retry import Retry
from ..sandbox import Sandbox
from .diary import Diary
from .reading import Seen, look_around
from .scenario import PEOPLE, Posted, act


@dataclass
class Ride:
    """What is to be done, and what came of it.

    Attributes:
        server: a real server's address, as asked for; without one, the sandbox is started.
        token: the token to look around there with, if there is one.
        address: where it went.
        diary: what was called.
        posted: what was posted; nothing on a real server.
        seen: what was read.
        seconds: how long it took, with the start of the sandbox.
    """

    server: str | None = None
    token: str | None = field(default=None, repr=False)
    address: str | None = None
    diary: Diary = field(default_factory=Diary)
    posted: Posted | None = None
    seen: Seen | None = None
    seconds: float = 0.0

    def go(self) -> None:
        """Do it.

        Raises:
            ActivityPubError: what went wrong; what was done until then is kept.
        """
        began = perf_counter()
        try:
            if self.server is None:
                self._play()
            else:
                self._visit(self.server)
        finally:
            self.seconds = perf_counter() - began

    def _play(self) -> None:
        """Three people on a server of their own; then alice looks at what has happened."""
        diary = self.diary
        with Sandbox(PEOPLE) as sandbox:
            self.address = sandbox.base_url
            self.posted = act(sandbox, diary)
            alice = sandbox.client("alice", on_request=[diary.asked], on_response=[diary.answered])
            middle = self.posted.thread[1]
            self.seen = look_around(alice, diary, "alice", per_page=4, most_pages=5, query="carol", thread=middle)

    def _visit(self, server: str) -> None:
        """Only look, and do not insist."""
        diary = self.diary
        with Client(
            server,
            self.token,
            retry=Retry(attempts=2),
            rate_limit="raise",
            timeout=15,
            on_request=[diary.asked],
            on_response=[diary.answered],
        ) as client:
            self.address = client.instance
            self.seen = look_around(client, diary, per_page=5, most_pages=3)
