"""What is used of platypush, which has no types of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...core.errors import MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Callable
    from logging import Logger
    from typing import Any, Generic, ParamSpec, TypeVar

    P = ParamSpec("P")
    T = TypeVar("T")

    class Response(Generic[T]):
        """What an action has put out, or why it failed."""

        output: T
        errors: list[str]

    def action(method: Callable[P, T]) -> Callable[P, Response[T]]:
        """Offer a method as an action; platypush wraps what it returns or raises into its own response."""
        ...

    class Event:
        """Something that happened, for platypush's bus."""

        args: dict[str, Any]

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...

    class Bus:
        """What platypush's messages go over."""

        redis: Any
        redis_queue: str

        def post(self, msg: Event) -> None:
            """Send a message."""

    def get_bus() -> Bus:
        """The application's bus."""
        ...

    class RunnablePlugin:
        """A plugin with a thread of its own."""

        logger: Logger

        def __init__(self, **kwargs: Any) -> None: ...

        def should_stop(self) -> bool:
            """Whether it is to end."""
            ...

        def wait_stop(self, timeout: float | None = None) -> bool:
            """Wait until it is to end."""
            ...

        def start(self) -> None:
            """Start the thread."""

        def stop(self) -> None:
            """End the thread."""

    class Config:
        """platypush's configuration."""

        @classmethod
        def get_workdir(cls) -> str:
            """The folder that plugins keep things in."""
            ...

else:
    try:
        from platypush.config import Config
        from platypush.context import get_bus
        from platypush.message.event import Event
        from platypush.message.response import Response
        from platypush.plugins import RunnablePlugin, action
    except ImportError as error:
        raise MissingExtraError("howdah.compat.platypush runs inside platypush and", "platypush") from error

__all__ = ["Config", "Event", "Response", "RunnablePlugin", "action", "get_bus"]
