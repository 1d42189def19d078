"""Fronts for programs written for longwei, Mastodon.py and platypush: change one import."""
