"""Howdah's plugin in the place of platypush's own."""

from __future__ import annotations

import sys

BUNDLED = "platypush.plugins.mastodon"


def replace_bundled() -> None:
    """Let platypush take Howdah's plugin for its own; a script of platypush's is the place to call it.

    Nothing that is installed is changed: without the call it is as it was.

    Raises:
        MissingExtraError: platypush is not installed here.
    """
    from . import plugin

    sys.modules[BUNDLED] = plugin
