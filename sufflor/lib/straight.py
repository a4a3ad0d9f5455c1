"""Connections to an address that was looked up and looked at first: a name may change its mind."""

from __future__ import annotations

import socket
import ssl
from http.client import HTTPConnection, HTTPSConnection
from ipaddress import ip_address
from urllib.parse import SplitResult, quote

SAFE = "/%?&=+;,:@!$'()*~-._"


def addresses_of(place: SplitResult) -> list[str]:
    """Where a name leads now."""
    found = socket.getaddrinfo(place.hostname, port_of(place), type=socket.SOCK_STREAM)
    return [str(each[4][0]) for each in found]


def is_outside(address: str) -> bool:
    """Neither this machine nor an inner net."""
    return ip_address(address).is_global


def is_this_machine(address: str) -> bool:
    return ip_address(address).is_loopback


def port_of(place: SplitResult) -> int:
    return place.port or (443 if place.scheme == "https" else 80)


def path_of(place: SplitResult) -> str:
    path = quote(place.path or "/", safe=SAFE)
    return f"{path}?{quote(place.query, safe=SAFE)}" if place.query else path


def connection(place: SplitResult, address: str, patience: float) -> HTTPConnection:
    """To that address, under the name of the place, also where it is sealed."""
    kind = _StraightSecure if place.scheme == "https" else _Straight
    return kind(place.hostname or "", port_of(place), address, patience)


class _Straight(HTTPConnection):
    def __init__(self, host: str, port: int, address: str, patience: float) -> None:
        super().__init__(host, port, timeout=patience)
        self._address = address

    def connect(self) -> None:
        self.sock = socket.create_connection((self._address, self.port), self.timeout)


class _StraightSecure(HTTPSConnection):
    def __init__(self, host: str, port: int, address: str, patience: float) -> None:
        self._rules = ssl.create_default_context()
        super().__init__(host, port, timeout=patience, context=self._rules)
        self._address = address

    def connect(self) -> None:
        plain = socket.create_connection((self._address, self.port), self.timeout)
        self.sock = self._rules.wrap_socket(plain, server_hostname=self.host)
