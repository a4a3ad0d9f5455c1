"""Asking clamd, a real one; and what is said of one that is away, hangs, or will not look."""

from __future__ import annotations

import io
import socket
import threading
import time
import zipfile
from contextlib import contextmanager, suppress

import pytest

from sufflor.lib.virus_scanner import NotLooked, ScannerAway, VirusScanner, virus_scanner
from tools.door.clamav import EICAR, FOUND

VIRUS = EICAR.encode()


def zipped(content):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("brev.txt", content)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("url", "scanner"),
    [
        ("", None),
        ("unix:///run/clamav/clamd.ctl", VirusScanner(path="/run/clamav/clamd.ctl")),
        ("tcp://clamd.example.no", VirusScanner(host="clamd.example.no", port=3310)),
        ("tcp://[::1]:3311", VirusScanner(host="::1", port=3311)),
    ],
)
def test_one_address_says_where_it_is(url, scanner):
    assert virus_scanner(url) == scanner


@pytest.mark.parametrize("url", ["clamd.ctl", "unix://clamd.ctl", "unix:", "tcp://", "http://x"])
def test_what_is_no_scanner_is_refused(url):
    with pytest.raises(ValueError, match="unix:///path"):
        virus_scanner(url)


@pytest.mark.parametrize("content", [VIRUS, zipped(VIRUS), zipped(zipped(VIRUS))])
def test_a_virus_is_found_also_inside_zips(clamd, content):
    assert FOUND in clamd.scan(io.BytesIO(content))


@pytest.mark.parametrize("content", [b"Hei", b"", zipped(b"Hei"), bytes(3_000_000)])
def test_what_is_clean_is_said_to_be(clamd, content):
    assert clamd.scan(io.BytesIO(content)) == ""


def test_a_scanner_that_is_well_answers_a_ping(clamd):
    clamd.ping()


def test_what_is_larger_than_it_takes_is_not_looked_at(clamd):
    with pytest.raises(NotLooked) as said:
        clamd.scan(io.BytesIO(bytes(31 * 1024 * 1024)))

    assert not isinstance(said.value, ScannerAway)


def test_a_scanner_that_is_down_is_away(scanner_that_is_down):
    for ask in (scanner_that_is_down.ping, lambda: scanner_that_is_down.scan(io.BytesIO(VIRUS))):
        with pytest.raises(ScannerAway):
            ask()


@pytest.mark.parametrize("content", [VIRUS, bytes(20_000_000)])
def test_a_scanner_that_hangs_is_away_when_patience_ends(scanner_that_hangs, content):
    began = time.monotonic()

    with pytest.raises(ScannerAway):
        scanner_that_hangs.ping(patience=0.1)
    with pytest.raises(ScannerAway):
        scanner_that_hangs.scan(io.BytesIO(content), patience=0.1)

    assert time.monotonic() - began < 2


@pytest.mark.parametrize("said", [b"", b"stream: what\0", b"\xff\xfe\0", b"x" * 10_000])
def test_an_answer_that_is_none_is_never_taken_for_clean(said):
    with saying(said) as scanner, pytest.raises(NotLooked):
        scanner.scan(io.BytesIO(b"Hei"), patience=2)


def test_one_that_trickles_has_no_more_time_than_others():
    """Each letter comes in time; all of them together do not."""
    with saying(b"s" * 100, pause=0.05) as scanner, pytest.raises(ScannerAway):
        scanner.scan(io.BytesIO(b"Hei"), patience=0.3)


@contextmanager
def saying(said, pause=0.0):
    """A scanner that hears whatever it is told, and says this: at once, or letter by letter."""
    step = 1 if pause else len(said) or 1

    def answer():
        line, _address = server.accept()
        with line, suppress(OSError):
            line.recv(1_000)
            for place in range(0, len(said), step):
                line.sendall(said[place : place + step])
                time.sleep(pause)

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=answer)
        thread.start()
        host, port = server.getsockname()
        yield VirusScanner(host=host, port=port)
        thread.join()
