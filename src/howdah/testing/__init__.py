"""Tools for tests of your own program, with no server and no network.

    from howdah.testing import FakeServer, make_status

    def test_bot_likes_greetings():
        fake = FakeServer()
        fake.on("GET", "/api/v1/timelines/home").reply(json=[make_status("hello", id="7")])
        fake.on("POST", "/api/v1/statuses/7/favourite").reply(json=make_status(id="7", favourited=True))
        like_greetings(fake.client())
        assert fake.requests[-1].path == "/api/v1/statuses/7/favourite"

With pytest, the fixture ``howdah_fake`` is a ``FakeServer``. To test against a server that keeps what is posted, see
``howdah.sandbox`` and the fixtures ``howdah_sandbox``, ``howdah_client`` and ``howdah_async_client``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .clock import FakeClock as FakeClock
    from .entities import make_account as make_account
    from .entities import make_media as make_media
    from .entities import make_notification as make_notification
    from .entities import make_status as make_status
    from .fake_server import FakeServer as FakeServer
    from .fake_server import Route as Route
    from .fake_server import UnexpectedRequestError as UnexpectedRequestError
    from .fake_server import answer as answer
    from .requests import FakeRequest as FakeRequest
    from .requests import UploadedFile as UploadedFile
    from .transports import AsyncFakeTransport as AsyncFakeTransport
    from .transports import FakeTransport as FakeTransport

_HOME_OF = {
    "AsyncFakeTransport": ".transports",
    "FakeClock": ".clock",
    "FakeRequest": ".requests",
    "FakeServer": ".fake_server",
    "FakeTransport": ".transports",
    "Route": ".fake_server",
    "UnexpectedRequestError": ".fake_server",
    "UploadedFile": ".requests",
    "answer": ".fake_server",
    "make_account": ".entities",
    "make_media": ".entities",
    "make_notification": ".entities",
    "make_status": ".entities",
}

__all__ = [*_HOME_OF]  # pyright: ignore[reportUnsupportedDunderAll]


# The pytest plugin in this package is imported in every project that has Howdah installed; it must not cost them.
def __getattr__(name: str) -> Any:
    from importlib import import_module

    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(home, __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
