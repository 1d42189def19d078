"""Logging in, and what is kept of it: applications, accounts and their tokens."""

from __future__ import annotations
