"""Text as people write and read it, made from what servers send."""

from __future__ import annotations

from .plain import plain_text as plain_text

__all__ = ["plain_text"]
