"""fedinesia, which deletes old statuses with longwei 1.x, runs on the front: unmodified but for its imports."""

from __future__ import annotations

import json
from pathlib import Path

from tests.compat.programs import FEDINESIA, outcome, prepare
from tests.compat.tls import TlsProxy

from howdah.sandbox import Sandbox

START = "from fedinesia.amnesia import start; start()"


def test_it_deletes_what_is_old_and_keeps_what_is_pinned(tmp_path: Path) -> None:
    prepare(FEDINESIA, tmp_path)
    config, audit = tmp_path / "config.json", tmp_path / "audit.txt"
    with Sandbox() as sandbox, TlsProxy(sandbox.base_url, tmp_path) as proxy:
        alice = sandbox.client("alice")
        old = [alice.post_status(f"old {number}") for number in range(3)]
        pinned = alice.post_status("to be kept")
        alice.pin_status(pinned)
        config.write_text(
            json.dumps(
                {
                    "bot": {"delete_after": 0, "skip_deleting_pinned": True},
                    "mastodon": {"instance": proxy.url, "access_token": sandbox.token_of("alice")},
                }
            ),
            encoding="utf-8",
        )
        options = ("-c", str(config), "-a", str(audit))
        code, said = outcome(FEDINESIA, tmp_path, "-c", START, *options, SSL_CERT_FILE=str(proxy.authority))
        left = [status.id for status in alice.get_account_statuses(alice.verify_credentials()).all()]
    assert code == 0, said
    assert left == [pinned.id]
    entries = audit.read_text(encoding="utf-8").splitlines()
    assert len(entries) == 3
    assert all(any(status.url and status.url in entry for entry in entries) for status in old)
    assert "All old statuses deleted! Total of 3" in said


def test_what_goes_wrong_reaches_it_as_longweis_error(tmp_path: Path) -> None:
    prepare(FEDINESIA, tmp_path)
    config = tmp_path / "config.json"
    with Sandbox() as sandbox, TlsProxy(sandbox.base_url, tmp_path) as proxy:
        config.write_text(
            json.dumps({"bot": {"delete_after": 0}, "mastodon": {"instance": proxy.url, "access_token": "wrong"}}),
            encoding="utf-8",
        )
        code, said = outcome(FEDINESIA, tmp_path, "-c", START, "-c", str(config), SSL_CERT_FILE=str(proxy.authority))
    assert code == 1, said
    assert "UnauthorizedError: 401 Unauthorized at https://localhost" in said
