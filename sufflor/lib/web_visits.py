"""Looking whether a page elsewhere is there: politely, with limits, and reading nothing."""

from __future__ import annotations

import socket
import ssl
from dataclasses import dataclass
from enum import Enum
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from ipaddress import ip_address
from threading import Thread
from urllib.parse import SplitResult, quote, urljoin, urlsplit

# Seconds for one answer, and for all of a visit.
PATIENCE = 5
LONGEST = 30
MOST_STEPS = 5
# Answers that say "not like this", so that the page is asked for as a browser would.
ASK_AGAIN = frozenset({400, 403, 404, 405, 406, 429, 500, 501, 503})
SAFE = "/%?&=+;,:@!$'()*~-._"


class Met(Enum):
    """What was found at an address."""

    PAGE = "page"
    GONE = "gone"
    NOWHERE = "nowhere"
    SILENT = "silent"
    BROKEN = "broken"
    CLOSED = "closed"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True)
class Visitor:
    """`name` is how we present ourselves; `may_go_inside` also visits addresses of inner nets."""

    name: str
    may_go_inside: bool = False

    def visit(self, url: str) -> Met:
        """Where the address leads, through a few redirects. Nothing that is met raises, and what
        drips or hangs is left behind after a while, also a slow look-up of its name."""
        found: list[Met] = []
        visit = Thread(target=lambda: found.append(self._met_at(url)), daemon=True)
        visit.start()
        visit.join(LONGEST)
        return found[0] if found else Met.SILENT

    def _met_at(self, url: str) -> Met:
        try:
            return self._follow(url)
        except socket.gaierror:
            return Met.NOWHERE
        except UnicodeError:
            return Met.NOWHERE
        except (OSError, HTTPException):
            return Met.SILENT
        except ValueError:
            return Met.BROKEN

    def _follow(self, url: str) -> Met:
        for _step in range(MOST_STEPS):
            place = urlsplit(url)
            if place.scheme not in {"http", "https"} or not place.hostname:
                return Met.BROKEN
            address = self._allowed_address(place.hostname, _port(place))
            if not address:
                return Met.FORBIDDEN
            status, leads_to = self._ask(place, address)
            if not leads_to:
                return _met(status)
            url = urljoin(url, leads_to)
        return Met.BROKEN

    def _allowed_address(self, host: str, port: int) -> str:
        """The address that is gone to is the one that was looked at: a name may change its mind."""
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        addresses = [str(each[4][0]) for each in found]
        if self.may_go_inside:
            return addresses[0]
        return next((each for each in addresses if ip_address(each).is_global), "")

    def _ask(self, place: SplitResult, address: str) -> tuple[int, str]:
        status, leads_to = self._once("HEAD", place, address)
        if status in ASK_AGAIN:
            status, leads_to = self._once("GET", place, address)
        return status, leads_to

    def _once(self, method: str, place: SplitResult, address: str) -> tuple[int, str]:
        connection = _connection(place, address)
        try:
            path = quote(place.path or "/", safe=SAFE)
            query = f"?{quote(place.query, safe=SAFE)}" if place.query else ""
            connection.request(method, f"{path}{query}", headers={"User-Agent": self.name})
            answer = connection.getresponse()
            return answer.status, _leads_to(answer)
        finally:
            connection.close()


class _Straight(HTTPConnection):
    """To an address that has been looked up already, under the name of the place."""

    def __init__(self, host: str, port: int, address: str) -> None:
        super().__init__(host, port, timeout=PATIENCE)
        self._address = address

    def connect(self) -> None:
        self.sock = socket.create_connection((self._address, self.port), self.timeout)


class _StraightSecure(HTTPSConnection):
    def __init__(self, host: str, port: int, address: str) -> None:
        self._rules = ssl.create_default_context()
        super().__init__(host, port, timeout=PATIENCE, context=self._rules)
        self._address = address

    def connect(self) -> None:
        plain = socket.create_connection((self._address, self.port), self.timeout)
        self.sock = self._rules.wrap_socket(plain, server_hostname=self.host)


def _connection(place: SplitResult, address: str) -> HTTPConnection:
    kind = _StraightSecure if place.scheme == "https" else _Straight
    return kind(place.hostname or "", _port(place), address)


def _port(place: SplitResult) -> int:
    return place.port or (443 if place.scheme == "https" else 80)


def _leads_to(answer: HTTPResponse) -> str:
    return answer.headers.get("Location", "") if 300 <= answer.status < 400 else ""


def _met(status: int) -> Met:
    if status < 400:
        return Met.PAGE
    if status in {404, 410}:
        return Met.GONE
    return Met.CLOSED if status in {401, 403, 429} else Met.BROKEN
