"""The example, as a person runs it: it subscribes, takes pushes, and can be restarted."""

from __future__ import annotations

import json
import os
import socket
import stat
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from py_vapid import Vapid02
from pywebpush import webpush
from tests.hostile import HostileServer, Peer, Received, json_answer, wait_for
from tests.push.pushing import NOTIFICATION, b64, point_of

EXAMPLE = Path(__file__).parents[2] / "examples" / "push_receiver.py"


@pytest.mark.usefixtures("bounded")
def test_it_prints_what_is_pushed_and_keeps_its_keys(tmp_path: Path) -> None:
    signer = Vapid02()
    signer.generate_keys()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    url = f"http://127.0.0.1:{port}/push"
    keys: list[dict[str, str]] = []

    def subscribe(request: Received, peer: Peer) -> None:
        form = parse_qs(request.body.decode())
        json_answer({"id": "1", "endpoint": url, "server_key": b64(point_of(signer.private_key))})(request, peer)
        keys.append({name: form[f"subscription[keys][{name}]"][0] for name in ("p256dh", "auth")})

    def listening() -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", port)) == 0

    environment = {**os.environ, "ACCESS_TOKEN": "token-of-the-bot", "PORT": str(port)}
    with HostileServer() as server:
        server.on("/api/v1/push/subscription", subscribe)
        for times in (1, 2):
            command = [sys.executable, "-W", "error", str(EXAMPLE), server.url, url]
            with subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True) as bot:
                try:
                    assert wait_for(lambda: len(keys) == times and listening(), within=30)  # noqa: B023
                    webpush(
                        {"endpoint": url, "keys": dict(keys[-1])},
                        json.dumps(NOTIFICATION),
                        vapid_private_key=signer,
                        vapid_claims={"sub": "mailto:admin@social.example"},
                        timeout=10,
                    )
                    assert bot.stdout is not None
                    assert bot.stdout.readline() == f"{NOTIFICATION['title']}: {NOTIFICATION['body']}\n"
                finally:
                    bot.kill()
    assert keys[0] == keys[1]
    if sys.platform != "win32":
        assert stat.S_IMODE((tmp_path / "push-keys.json").stat().st_mode) == 0o600
