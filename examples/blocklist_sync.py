"""Block the domains of a list for one's own server, without making any block milder; with --really, for real.

    HOWDAH_INSTANCE=example.social HOWDAH_TOKEN=... python blocklist_sync.py LIST [--really]

LIST is a file (Mastodon's CSV, or JSON), or another server that shows what it blocks, such as https://mastodon.example.
The token needs the scopes admin:read:domain_blocks and admin:write:domain_blocks.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from howdah import Blocklist, Client, read_blocklist


def wanted(source: str) -> Blocklist:
    """The list, from a file or a server."""
    if "://" not in source:
        return read_blocklist(Path(source))
    with Client(source) as other:
        return Blocklist.of(other.get_instance_domain_blocks())


with Client(os.environ["HOWDAH_INSTANCE"], os.environ["HOWDAH_TOKEN"]) as client:
    plan = client.admin.plan_domain_blocks(wanted(sys.argv[1]))
    for change in plan.changes:
        print(change.kind, change.block.domain, change.block.severity, change.block.public_comment)
    for domain, why in plan.left_out.items():
        print("leave", domain, f"({why})")
    report = client.admin.apply_domain_blocks(plan, dry_run="--really" not in sys.argv)
would = "would be " if report.dry_run else ""
print(f"{len(report.done)} {would}changed, {len(report.failed)} failed, {plan.same} as wanted")
