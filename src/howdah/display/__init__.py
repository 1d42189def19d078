"""Entities as people see them: in notebooks, and in terminals."""

from __future__ import annotations

from .html import show_remote_images as show_remote_images

__all__ = ["show_remote_images"]
