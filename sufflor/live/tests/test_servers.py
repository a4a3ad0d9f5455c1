import os
import signal
import socket
import time

import pytest

from sufflor.live.tests.conftest import Serve, Store, read_until
from tests.programs import Program


def test_a_page_hears_of_what_happens_and_old_tickets_are_shown_out(serve: Serve, store: Store):
    server = serve()
    page = server.open(r=store.touch("hour-3", counts={17: 1}))
    opening = read_until(page, b": ok").lower()
    store.touch("hour-3", counts={17: 2}, changed=(22,))

    assert opening.startswith(b"http/1.1 200")
    assert b"content-type: text/event-stream" in opening
    assert b"cache-control: no-cache, no-transform" in opening
    assert b"x-accel-buffering: no" in opening
    assert b'"c":{"17":2},"u":[22]' in read_until(page, b'"u":[22]')

    uninvited = server.open(ticket="6b04be09.e.name." + "0" * 32)
    answer = read_until(uninvited, b"event: bye")
    assert answer.lower().startswith(b"http/1.1 200")
    assert b"retry: " in answer


def test_a_thousand_visits_leave_every_seat_free(serve: Serve):
    server = serve(LIVE_MAX_CLIENTS="20")
    for _ in range(1000):
        page = server.open()
        page.close()
    until = time.monotonic() + 10
    while time.monotonic() < until:
        pages = [server.open() for _ in range(20)]
        welcomes = [b": ok" in read_until(page, b"retry: ") for page in pages]
        for page in pages:
            page.close()
        if all(welcomes):
            break

    assert all(welcomes)
    time.sleep(0.3)
    assert _cpu_share(server.process) < 0.3


def test_sigterm_says_goodbye_and_ends_within_five_seconds(serve: Serve):
    server = serve()
    pages = [server.open() for _ in range(20)]
    for page in pages:
        read_until(page, b": ok")
    began = time.monotonic()
    server.process.send_signal(signal.SIGTERM)
    for page in pages:
        assert b"event: bye" in read_until(page, b"event: bye")
    server.process.wait(6)

    assert time.monotonic() - began < 5


def _cpu_share(process: Program) -> float:
    """A coroutine left behind by a visitor would keep the process busy."""
    before = _ticks(process)
    time.sleep(0.5)
    return (_ticks(process) - before) / os.sysconf("SC_CLK_TCK") / 0.5


def _ticks(process: Program) -> int:
    with open(f"/proc/{process.pid}/stat") as stat:
        fields = stat.read().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


@pytest.mark.parametrize("serve", ["beside the pages"], indirect=True)
def test_a_connection_that_fetched_a_page_may_become_a_stream_in_its_turn(serve: Serve):
    server = serve()
    address = b"HEAD /static/finnes-ikke HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    patient, hasty = (socket.create_connection(("127.0.0.1", server.port), 10) for _ in range(2))

    patient.sendall(address)
    read_until(patient, b"\r\n\r\n")
    server.ask(patient)
    hasty.sendall(address)
    server.ask(hasty)
    said = read_until(hasty, b": ok")

    assert b": ok" in read_until(patient, b": ok")
    assert said.count(b"HTTP/1.1 ") == 2
    assert said.rindex(b"HTTP/1.1 200") > said.index(b"HTTP/1.1 ")


def test_a_page_that_stops_reading_is_let_go(serve: Serve, store: Store):
    server = serve()
    # Long numbers fill a page's connection with few rows.
    last = 10**18 + 1200
    numbers = range(10**18, last + 1)
    revision = store.touch("hour-3", counts=dict.fromkeys(numbers, 1))
    slow = server.open(r=revision)
    quick = server.open(r=revision)
    for count in range(10**9, 10**9 + 12):
        store.touch("hour-3", counts=dict.fromkeys(numbers, count))
        told = f'"{last}":{count}'.encode()
        assert told in read_until(quick, told)
    heard = b""
    slow.settimeout(5)
    while part := slow.recv(65536):
        heard += part

    assert told not in heard
