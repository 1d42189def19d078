"""A server before another one, that notes each request."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx2

CONNECTIONS_OWN = {"host", "connection", "content-length", "transfer-encoding"}


class RecordingProxy:
    """Passes everything on, and remembers it.

    Args:
        behind: the address of the server behind it.
    """

    def __init__(self, behind: str) -> None:
        self.asked: list[tuple[str, str]] = []
        self.bodies: list[bytes] = []
        self._client = httpx2.Client(base_url=behind, trust_env=False)
        proxy = self

        class Handler(BaseHTTPRequestHandler):
            def pass_on(self) -> None:
                proxy.asked.append((self.command, self.path))
                body = self._body()
                proxy.bodies.append(body)
                kept = {name: value for name, value in self.headers.items() if name.lower() not in CONNECTIONS_OWN}
                reply = proxy._client.request(self.command, self.path, content=body, headers=kept)
                self.send_response(reply.status_code)
                for name in ("content-type", "link"):
                    if name in reply.headers:
                        self.send_header(name, reply.headers[name])
                self.send_header("content-length", str(len(reply.content)))
                self.end_headers()
                self.wfile.write(reply.content)

            def _body(self) -> bytes:
                if "chunked" not in self.headers.get("transfer-encoding", ""):
                    return self.rfile.read(int(self.headers.get("content-length") or 0))
                body = b""
                while length := int(self.rfile.readline(), 16):
                    body += self.rfile.read(length)
                    self.rfile.readline()
                self.rfile.readline()
                return body

            do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = pass_on

            def log_message(self, *_: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self.address = f"http://127.0.0.1:{self._server.server_port}"

    @property
    def written(self) -> list[tuple[str, str]]:
        """What was asked that is no read."""
        return [one for one in self.asked if one[0] not in ("GET", "HEAD")]

    def __enter__(self) -> RecordingProxy:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
        self._client.close()
