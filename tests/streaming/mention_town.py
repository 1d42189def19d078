"""A server that mentions people, in a process of its own: ``python -m tests.streaming.mention_town PORT STATE``.

What happens there is written to a file before anybody is told, so it outlives ``kill -9``.
"""

from __future__ import annotations

import json
import sys
import threading
from pathlib import Path
from typing import Any

from tests.streaming.server import Asked, StreamServer

from howdah.testing import make_account, make_status


class Town:
    """Mentions, and answers to them; an answer that comes twice with one key counts once."""

    def __init__(self, port: int, state: Path) -> None:
        self.state = state
        self.server = StreamServer(port=port)
        self.server.on_post = self.post
        known = json.loads(state.read_text()) if state.exists() else {"mentions": [], "answers": {}}
        self.server.notifications = known["mentions"]
        self.server.step_over(len(self.server.notifications) + 1)
        self.answers: dict[str, dict[str, Any]] = known["answers"]

    def post(self, asked: Asked, form: dict[str, str]) -> Any:
        if asked.path == "/test/mention":
            self.server.mention(make_status(f"<p>@bot {form['text']}</p>", account=make_account("bob")), self.save)
            return {}
        if asked.path == "/test/answers":
            return self.answers
        key = asked.headers.get("idempotency-key", f"without {len(self.answers)}")
        again = key in self.answers
        self.answers.setdefault(key, {**form, "times": 0})["times"] += 1
        self.save()
        return make_status(id=str(900 + list(self.answers).index(key)), favourited=again)

    def save(self) -> None:
        new = self.state.with_suffix(".new")
        new.write_text(json.dumps({"mentions": self.server.notifications, "answers": self.answers}))
        new.replace(self.state)


if __name__ == "__main__":
    with Town(int(sys.argv[1]), Path(sys.argv[2])).server:
        print("ready", flush=True)  # noqa: T201
        threading.Event().wait()
