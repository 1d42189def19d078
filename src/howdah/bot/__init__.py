"""Bots: handlers for what happens to an account, run for months."""
