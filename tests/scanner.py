"""A real virus scanner, shared by the tests of a run, and what becomes of one that is unwell."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from sufflor.lib.virus_scanner import VirusScanner, virus_scanner
from tools.door import clamav
from tools.door.steps import IN_CI


@pytest.fixture(scope="session")
def clamd() -> Iterator[VirusScanner]:
    """It starts in a moment, since it knows one virus: `tools.door.clamav.EICAR`."""
    program = clamav.clamd()
    if program is None:
        sentence = "There is no clamd on this machine (apt-get install clamav-daemon)."
        if IN_CI:
            pytest.fail(sentence)
        pytest.skip(sentence)
    with clamav.throwaway_scanner(program) as url:
        scanner = virus_scanner(url)
        assert scanner is not None
        yield scanner


@pytest.fixture
def scanner_that_is_down(tmp_path) -> VirusScanner:
    return VirusScanner(path=str(tmp_path / "nobody"))


@pytest.fixture
def scanner_that_hangs() -> Iterator[VirusScanner]:
    """It takes the call, and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        host, port = server.getsockname()
        yield VirusScanner(host=host, port=port)
