"""A Mastodon plugin for platypush: the bundled one's actions, put right, and what happens as events.

platypush uses it in place of its own once a script of yours says so::

    from howdah.compat.platypush import replace_bundled

    replace_bundled()

It runs inside platypush, which must be installed beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .replacing import replace_bundled as replace_bundled

if TYPE_CHECKING:
    from .plugin import MastodonPlugin as MastodonPlugin

__all__ = ["MastodonPlugin", "replace_bundled"]


def __getattr__(name: str) -> Any:
    if name == "MastodonPlugin":
        from .plugin import MastodonPlugin

        return MastodonPlugin
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
