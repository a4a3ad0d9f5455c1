"""Looking whether a page elsewhere is there: politely, with limits, and reading nothing."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from enum import Enum
from http.client import HTTPException, HTTPResponse
from threading import Thread
from urllib.parse import SplitResult, urljoin, urlsplit

from sufflor.lib import straight

# Seconds for one answer, and for all of a visit.
PATIENCE = 5
LONGEST = 30
MOST_STEPS = 5
# Answers that say "not like this", so that the page is asked for as a browser would.
ASK_AGAIN = frozenset({400, 403, 404, 405, 406, 429, 500, 501, 503})


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
            address = self._allowed_address(place)
            if not address:
                return Met.FORBIDDEN
            status, leads_to = self._ask(place, address)
            if not leads_to:
                return _met(status)
            url = urljoin(url, leads_to)
        return Met.BROKEN

    def _allowed_address(self, place: SplitResult) -> str:
        """The address that is gone to is the one that was looked at."""
        addresses = straight.addresses_of(place)
        if self.may_go_inside:
            return addresses[0]
        return next((each for each in addresses if straight.is_outside(each)), "")

    def _ask(self, place: SplitResult, address: str) -> tuple[int, str]:
        status, leads_to = self._once("HEAD", place, address)
        if status in ASK_AGAIN:
            status, leads_to = self._once("GET", place, address)
        return status, leads_to

    def _once(self, method: str, place: SplitResult, address: str) -> tuple[int, str]:
        connection = straight.connection(place, address, PATIENCE)
        try:
            headers = {"User-Agent": self.name}
            connection.request(method, straight.path_of(place), headers=headers)
            answer = connection.getresponse()
            return answer.status, _leads_to(answer)
        finally:
            connection.close()


def _leads_to(answer: HTTPResponse) -> str:
    return answer.headers.get("Location", "") if 300 <= answer.status < 400 else ""


def _met(status: int) -> Met:
    if status < 400:
        return Met.PAGE
    if status in {404, 410}:
        return Met.GONE
    return Met.CLOSED if status in {401, 403, 429} else Met.BROKEN
