"""Puts Howdah's plugin in the place of platypush's own: importing this, in a script of yours, is all there is to do."""

from __future__ import annotations

import sys

from . import plugin

BUNDLED = "platypush.plugins.mastodon"

sys.modules[BUNDLED] = plugin
