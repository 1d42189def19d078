"""Keep all of one's own statuses as JSON, a line each, oldest first; run again, it adds what is new.

HOWDAH_INSTANCE=example.social HOWDAH_TOKEN=... python archive.py statuses.jsonl
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from howdah import Client

target = Path(sys.argv[1])
lines = target.read_text(encoding="utf-8").splitlines() if target.exists() else []
newest = json.loads(lines[-1])["id"] if lines else "0"

with (
    Client(os.environ["HOWDAH_INSTANCE"], os.environ["HOWDAH_TOKEN"]) as client,
    target.open("a", encoding="utf-8") as file,
):
    me = client.verify_credentials()
    # min_id leads forwards in time and leaves no gap: after an interruption, the last line says where to go on.
    for status in client.get_account_statuses.walk(me, min_id=newest, exclude_reblogs=True, limit=40):
        file.write(status.model_dump_json(exclude_none=True) + "\n")
        print(status.created_at, status.plain_text[:60])
