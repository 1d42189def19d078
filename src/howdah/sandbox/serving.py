"""The sandbox's server, as it runs in a process of its own; the one module that knows ``mastodon_mock``.

It is told what to serve in one line of JSON on standard input, answers with the port, and then obeys a command a
line. When standard input ends, because the sandbox was stopped or its process is no more, it ends too.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import socket
import sys
import tempfile
import threading
from typing import Any, cast

from .hostility import App, Hostility, Message


def make_app(settings: dict[str, Any], port: int) -> App:
    """The application that answers when all is well."""
    from mastodon_mock.app import create_app
    from mastodon_mock.config import MastodonMockConfig

    # Links to itself must lead back here, so that pages, media and NodeInfo can be followed.
    own = {"domain": f"127.0.0.1:{port}", "url_scheme": "http", "title": "Howdah's sandbox"}
    people = [{**person, "access_token": settings["tokens"][person["username"]]} for person in settings["people"]]
    follows = [{"follower": follower, "following": following} for follower, following in settings["follows"]]
    config = MastodonMockConfig.model_validate({**own, "seed": {"accounts": people, "follows": follows}})
    return cast(App, create_app(config))


def serve() -> None:
    """Serve until standard input ends."""
    # What libraries print must not come between the sandbox and its answers.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    settings = json.loads(sys.stdin.readline())
    tempfile.tempdir = settings["directory"]
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]

    import uvicorn

    def find_connection(scope: Message) -> asyncio.Transport | None:
        connections: Any = server.server_state.connections
        client = tuple(scope["client"])
        return next((each.transport for each in connections if each.client and tuple(each.client) == client), None)

    hostility = Hostility(make_app(settings, port), find_connection)
    server = uvicorn.Server(
        uvicorn.Config(cast(Any, hostility), log_config=None, access_log=False, server_header=False)
    )

    def say(answer: Any) -> None:
        answers.write(json.dumps(answer) + "\n")
        answers.flush()

    def obey() -> None:
        try:
            for line in sys.stdin:
                say({"answer": hostility.obey(json.loads(line))})
        finally:
            # Leaving at once is safe: everything that was written lies in the directory that goes with it.
            shutil.rmtree(settings["directory"], ignore_errors=True)
            os._exit(0)

    threading.Thread(target=obey, daemon=True).start()
    # The socket listens already: whoever connects now is answered as soon as the loop runs.
    say({"answer": port})
    server.run(sockets=[listener])
