"""Delete one's own statuses that are older than some days, unless people like them; with --really, for real.

HOWDAH_INSTANCE=example.social HOWDAH_TOKEN=... python delete_old.py 90 [--really]
"""

from __future__ import annotations

import os
import sys
from datetime import timedelta

from howdah import CleanUpStep, Client, DeletionRule


def tell(step: CleanUpStep) -> None:
    """Say what became of a status."""
    if step.outcome != "kept":
        print(step.outcome, step.status.created_at.date(), step.status.plain_text[:60], step.reason or "")


rule = DeletionRule(timedelta(days=float(sys.argv[1])), fewer_favourites_than=10, keep_media=True)
with Client(os.environ["HOWDAH_INSTANCE"], os.environ["HOWDAH_TOKEN"]) as client:
    done = client.delete_old_statuses(rule, dry_run="--really" not in sys.argv, on_progress=tell)
print(f"{len(done.deleted)} {'would be ' if done.dry_run else ''}deleted, {done.kept.total()} kept: {dict(done.kept)}")
