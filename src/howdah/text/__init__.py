"""Text as people write and read it: made from what servers send, and measured before it is sent."""

from __future__ import annotations

from .graphemes import count_graphemes as count_graphemes
from .graphemes import graphemes as graphemes
from .length import status_length as status_length
from .markdown import links as links
from .markdown import markdown as markdown
from .plain import plain_text as plain_text
from .splitting import split_text as split_text

__all__ = ["count_graphemes", "graphemes", "links", "markdown", "plain_text", "split_text", "status_length"]
