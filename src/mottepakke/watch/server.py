"""The page on this machine alone: 127.0.0.1, an address nobody can guess, and nothing but what the packs hold."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import PurePosixPath
from threading import BoundedSemaphore, Event, Thread
from typing import ClassVar
from urllib.parse import unquote, urlsplit

from msgspec import Struct, field

from mottepakke.watch.board import Board, Shown

LOCAL = "127.0.0.1"
ALIVE = 15.0
"""Seconds after which a page that waits is told that nothing is new, so that one that has gone is noticed."""
FOLLOWERS = 40
"""Pages that may wait for news at a time."""
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; frame-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
POLICY_OF_FILES = "frame-ancestors 'self'"
"""Browsers' own viewers of PDF are pages too, with scripts."""
Rendered = Callable[[dict[str, Shown], str, str], bytes]
"""The page of one of the meetings, by its key ('' for the first), with links that begin with an address."""
KINDS = {
    ".pdf": "application/pdf",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".html": "text/html; charset=utf-8",
}
"""What browsers may show; anything else they save."""
Asset = Callable[[str], bytes | None]
"""A file that pages need, by name."""


class Server:
    """Serves the meetings of ``board`` until it is stopped.

    The address holds a secret, as other people may be logged in on the same machine.

    Raises:
        OSError: no port is free.
    """

    def __init__(self, board: Board, page: Rendered, asset: Asset, port: int = 0) -> None:
        self._stop = Event()
        secret = secrets.token_urlsafe(16)
        served = _Served(board, page, asset, secret, self._stop)
        self._server = _Threads((LOCAL, port), type("_Handler", (_Handler,), {"served": served}))
        self.port: int = self._server.server_address[1]
        self.address = f"http://{LOCAL}:{self.port}/{secret}/"
        self._served = served

    def to_open(self) -> str:
        """An address for one visit, which leads to the page: a browser's command line can be read by all on the machine."""
        once = secrets.token_urlsafe(16)
        self._served.once.add(once)
        return f"http://{LOCAL}:{self.port}/{once}"

    def start(self) -> None:
        """Answer from now on, on threads of its own."""
        Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()

    def stop(self) -> None:
        """Answer no more."""
        self._stop.set()
        self._server.shutdown()
        self._server.server_close()


class _Served(Struct, frozen=True):
    """What the answers come from."""

    board: Board
    page: Rendered
    asset: Asset
    secret: str
    stopped: Event
    once: set[str] = field(default_factory=set)
    followers: BoundedSemaphore = field(default_factory=partial(BoundedSemaphore, FOLLOWERS))


class _Threads(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that hangs up is no news."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "mottepakke"
    sys_version = ""
    timeout = 60
    served: ClassVar[_Served]

    def do_GET(self) -> None:
        """Answer with a page, a file of a pack, or news."""
        self._answer()

    do_HEAD = do_GET  # noqa: N815 - the name is the library's

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is logged: addresses hold the secret."""

    def _answer(self) -> None:
        port = self.server.server_address[1]  # type: ignore[index]
        if self.headers.get("Host") not in (f"{LOCAL}:{port}", f"localhost:{port}"):
            return self._refuse(HTTPStatus.MISDIRECTED_REQUEST)  # a name that was made to lead here
        first, _, rest = unquote(urlsplit(self.path).path).removeprefix("/").partition("/")
        if first in self.served.once:
            self.served.once.discard(first)
            return self._head(HTTPStatus.FOUND, "text/plain", 0, to=f"/{self.served.secret}/")
        if not secrets.compare_digest(first.encode(), self.served.secret.encode()):
            return self._refuse(HTTPStatus.NOT_FOUND)
        if rest == "nytt":
            return self._news()
        if rest.startswith("fil/"):
            return self._file(rest.removeprefix("fil/"))
        if (data := self.served.asset(rest)) is not None:
            return self._send(data, _kind_of(rest))
        meetings = self.served.board.meetings()
        key = rest.rstrip("/")
        if key and key not in meetings:
            return self._refuse(HTTPStatus.NOT_FOUND)
        return self._send(self.served.page(meetings, key, f"/{first}/"), KINDS[".html"])

    def _file(self, path: str) -> None:
        """A file of a pack; only what the pack is known to hold."""
        committee, _, rest = path.partition("/")
        name, _, file = rest.partition("/")
        shown = self.served.board.meetings().get(f"{committee}/{name}")
        data = _content(shown, file) if shown else None
        if data is None:
            return self._refuse(HTTPStatus.NOT_FOUND)
        kind = _kind_of(file)
        return self._send(data, kind if kind == KINDS[".pdf"] else "application/octet-stream")

    def _news(self) -> None:
        """A line each time something is new (Server-Sent Events, HTML Living Standard 9.2)."""
        if self.command == "HEAD" or not self.served.followers.acquire(blocking=False):
            return self._refuse(HTTPStatus.SERVICE_UNAVAILABLE)
        try:
            self._head(HTTPStatus.OK, "text/event-stream")
            self.close_connection = True
            number = -1
            while not self.served.stopped.is_set():
                newest = self.served.board.after(number, ALIVE if number >= 0 else 0)
                self.wfile.write(f"data: {newest}\n\n".encode() if newest != number else b":\n\n")
                number = newest
        finally:
            self.served.followers.release()

    def _send(self, data: bytes, kind: str) -> None:
        self._head(HTTPStatus.OK, kind, len(data))
        if self.command != "HEAD":
            self.wfile.write(data)

    def _refuse(self, status: HTTPStatus) -> None:
        self._head(status, "text/plain", 0)

    def _head(self, status: HTTPStatus, kind: str, length: int | None = None, to: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if length is not None:
            self.send_header("Content-Length", str(length))
        if to:
            self.send_header("Location", to)
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Security-Policy", POLICY_OF_FILES if kind == KINDS[".pdf"] else POLICY)
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.end_headers()


def _content(shown: Shown, path: str) -> bytes | None:
    for page in shown.pages:
        if page.path == path:
            return page.data
    if shown.folder is None or path not in {item.path for item in shown.artifacts}:
        return None
    try:
        return (shown.folder / path).read_bytes()
    except OSError:
        return None  # it is being exchanged for the next, or somebody has removed it


def _kind_of(path: str) -> str:
    return KINDS.get(PurePosixPath(path).suffix.lower(), "application/octet-stream")
