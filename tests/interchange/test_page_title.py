"""Asking a page for its title: what is answered, and what is never asked.

Pages are served on loopback, which the program itself would refuse.
"""

import gzip
import socket
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from passalong.errors import Trouble
from passalong.interchange import page_title

GREEK = "<meta charset='iso-8859-7'><title>\u0391\u03b2\u03b3</title>"


class Pages(BaseHTTPRequestHandler):
    asked: list[str] = []

    def do_GET(self):
        self.asked.append(self.path)
        if self.path == "/slow":
            self.send_response(200)
            self.end_headers()
            try:
                for _ in range(100):
                    self.wfile.write(b" ")
                    self.wfile.flush()
                    time.sleep(0.05)
            except OSError:
                return
            return
        if self.path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", self.path[4:])
            self.end_headers()
            return
        body = {
            "/": b"<html><title>Query &amp; planner</title>",
            "/greek": GREEK.encode("iso-8859-7"),
            "/packed": gzip.compress(b"<title>Packed</title>"),
            "/large": b" " * (page_title.MOST_BYTES + 10) + b"<title>too late</title>",
            "/bare": b"no marks at all",
        }.get(self.path, b"")
        self.send_response(200 if body else 404)
        if self.path == "/packed":
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            return  # nobody listens to the end of a large page

    def log_message(self, *_args):
        pass


@pytest.fixture
def site() -> Iterator[str]:
    Pages.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def anywhere(_address: str) -> bool:
    return True


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/", "Query & planner"),
        ("/greek", "\u0391\u03b2\u03b3"),
        ("/packed", "Packed"),
        ("/to//", "Query & planner"),
        ("/bare", ""),
        ("/large", ""),
    ],
)
def test_the_title_is_read(site, path, title):
    assert page_title.fetch(site + path, anywhere) == title


@pytest.mark.parametrize("path", ["/none", "/to/file:///etc/passwd", "/to/ftp://127.0.0.1/"])
def test_no_title_is_told_with_advice(site, path):
    with pytest.raises(Trouble) as trouble:
        page_title.fetch(site + path, anywhere)

    assert trouble.value.advice


def test_the_user_s_own_network_is_never_asked(site):
    with pytest.raises(Trouble):
        page_title.fetch(site)

    assert Pages.asked == []


def test_a_redirection_into_the_own_network_is_not_followed(site, monkeypatch):
    inside = "http://inside.example/secret"
    real = socket.getaddrinfo

    def resolve(host, port, *args, **named):
        where = {"inside.example": "10.0.0.7"}.get(host, host)
        return real(where, port, *args, **named)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    with pytest.raises(Trouble):
        page_title.fetch(f"{site}/to/{inside}", lambda address: address == "127.0.0.1")

    assert Pages.asked == [f"/to/{inside}"]


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"),
        *("::1", "fe80::1%eth0", "fd00::1", "::ffff:127.0.0.1", "224.0.0.1", "no number"),
    ],
)
def test_private_addresses_are_not_public(address):
    assert not page_title.is_public(address)


def test_public_addresses_are():
    assert page_title.is_public("93.184.216.34")
    assert page_title.is_public("2606:2800:220:1::1")


def test_a_page_that_trickles_is_cut_off_in_time(site):
    started = time.monotonic()

    try:
        title = page_title.fetch(site + "/slow", anywhere, patience=0.4)
    except Trouble:
        title = ""

    assert title == ""
    assert time.monotonic() - started < 3
