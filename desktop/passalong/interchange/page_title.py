"""The title of a page, asked for on the network; only where the user turned that on.

Within bounds: http and https, public addresses only (a page must not lead the
program to what stands in the user's own network, redirected or not), five
seconds and a megabyte.  No cookies, no referrer, nothing is run.
"""

import http.client
import ipaddress
import socket
import ssl
import zlib
from collections.abc import Callable
from threading import Timer
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.request import (
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    build_opener,
)

from passalong.errors import Trouble
from passalong.interchange.html_text import title_of
from passalong.interchange.sources import clean, is_page

PATIENCE = 5.0
"""Seconds from the question to the last byte."""

MOST_BYTES = 1024 * 1024

_LONGEST_TITLE = 300
_PIECE = 16 * 1024

IsAllowed = Callable[[str], bool]
"""Whether a numeric address may be connected to."""


def is_public(address: str) -> bool:
    """Return whether a numeric address is one of the open internet."""
    try:
        number = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(number, "ipv4_mapped", None)
    number = mapped or number
    return number.is_global and not number.is_multicast


def fetch(url: str, is_allowed: IsAllowed = is_public, patience: float = PATIENCE) -> str:
    """Return the title of a page; nothing if it has none.

    Raises:
        Trouble: It cannot be had; the page may still be a good one.
    """
    if not is_page(url):
        raise Trouble("This is not the address of a page.", "Type the title yourself.")
    request = Request(  # noqa: S310 - a page, as checked
        url, headers={"User-Agent": "Passalong", "Accept": "text/html", "Accept-Encoding": "gzip"}
    )
    wires = _Wires(is_allowed, patience)
    try:
        with _opener(wires).open(request, timeout=patience) as answer:
            data = _read(answer)
            charset = answer.headers.get_content_charset() or ""
            packed = answer.headers.get("Content-Encoding", "").lower() == "gzip"
    except (OSError, ValueError, http.client.HTTPException) as error:
        if isinstance(error, HTTPError):
            error.close()
        raise Trouble("The page did not tell its title.", "Type one yourself.") from error
    finally:
        wires.end()
    title = title_of(_decoded(_unpacked(data) if packed else data, charset))
    return " ".join(clean(title).split())[:_LONGEST_TITLE]


class _Wires:
    """Makes the connections: to allowed addresses only, cut off when the time is over."""

    def __init__(self, is_allowed: IsAllowed, patience: float) -> None:
        self._is_allowed = is_allowed
        self._open: list[socket.socket] = []
        # A page that sends a byte now and then keeps every single wait short.
        self._timer = Timer(patience, self._cut)
        self._timer.daemon = True
        self._timer.start()

    def connect(
        self, address: tuple[str, int], timeout: float | None = None, _source: object = None
    ) -> socket.socket:
        """Connect to the first allowed address of a host."""
        host, port = address
        for *_, where in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
            if self._is_allowed(str(where[0])):
                made = socket.create_connection((str(where[0]), port), timeout)
                self._open.append(made.dup())  # stays ours when TLS takes the other over
                return made
        raise OSError("no public address")

    def end(self) -> None:
        """Let go of everything."""
        self._timer.cancel()
        for wire in self._open:
            wire.close()

    def _cut(self) -> None:
        for wire in self._open:
            try:
                wire.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue  # it has ended by itself


class _Http(HTTPHandler):
    def __init__(self, wires: _Wires) -> None:
        super().__init__()
        self._wires = wires

    def http_open(self, request: Request) -> http.client.HTTPResponse:
        """Open a page over one of our wires."""
        return self.do_open(self._connection, request)

    def _connection(self, host: str, **named: Any) -> http.client.HTTPConnection:
        made = http.client.HTTPConnection(host, **named)
        made._create_connection = self._wires.connect  # type: ignore[attr-defined] # noqa: SLF001
        return made


class _Https(HTTPSHandler):
    def __init__(self, wires: _Wires) -> None:
        super().__init__()
        self._wires = wires

    def https_open(self, request: Request) -> http.client.HTTPResponse:
        """Open a page over one of our wires, encrypted."""
        return self.do_open(self._connection, request)

    def _connection(self, host: str, **named: Any) -> http.client.HTTPConnection:
        made = http.client.HTTPSConnection(host, context=ssl.create_default_context(), **named)
        made._create_connection = self._wires.connect  # type: ignore[attr-defined] # noqa: SLF001
        return made


class _Redirects(HTTPRedirectHandler):
    max_redirections = 5

    def redirect_request(
        self, request: Request, answer: IO[bytes], code: int, says: str, headers: Any, url: str
    ) -> Request | None:
        """Follow to pages only; every connection is checked anew."""
        if not is_page(url):
            answer.close()
            raise URLError("not a page")
        return super().redirect_request(request, answer, code, says, headers, url)


def _opener(wires: _Wires) -> OpenerDirector:
    return build_opener(ProxyHandler({}), _Http(wires), _Https(wires), _Redirects())


def _read(answer: http.client.HTTPResponse) -> bytes:
    data = b""
    while len(data) < MOST_BYTES and (piece := answer.read1(_PIECE)):
        data += piece
        if b"</title" in data.lower()[-2 * _PIECE :]:
            break
    return data[:MOST_BYTES]


def _unpacked(data: bytes) -> bytes:
    try:
        return zlib.decompressobj(wbits=31).decompress(data, MOST_BYTES)
    except zlib.error:
        return b""


def _decoded(data: bytes, charset: str) -> str:
    if not charset:
        start = data[:2048].lower()
        at = start.find(b"charset=")
        named = start[at + 8 : at + 40].strip(b"\"' ") if at >= 0 else b""
        charset = (
            named.replace(b"'", b'"')
            .split(b'"')[0]
            .split(b">")[0]
            .strip()
            .decode("ascii", "ignore")
        )
    try:
        return data.decode(charset or "utf-8", "replace")
    except LookupError:
        return data.decode("utf-8", "replace")
