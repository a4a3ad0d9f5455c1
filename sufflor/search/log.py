"""What is searched for and what comes of it, without a word of who.

A page only notes it in memory, so it costs the reader nothing; a thread of the process writes it
down a moment later. What a process has not written when it dies is lost, and does no harm.
"""

from __future__ import annotations

import hashlib
import logging
import secrets
from collections import deque
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

from django.db import DatabaseError, models, transaction
from django.db.models import F, Sum

from sufflor.lib import personal_numbers
from sufflor.lib.clock import local_date
from sufflor.lib.counting import FEWEST_COUNTED
from sufflor.lib.meanwhile import every
from sufflor.search.analysis import normal
from sufflor.search.expansion import every_word
from sufflor.search.models import EXPRESSION_LENGTH, KEY_LENGTH, Document, Searched, VisitSalt
from sufflor.search.own_words import key_of

MOST_WAITING = 5_000
MOST_A_DAY = 20_000
SECONDS_BETWEEN = 2
# A number of a case, a phone or a person: words about a subject have not so many digits.
MOST_DIGITS = 5
# What few have searched for is shown to nobody, and is not kept for long.
FEW_KEPT_FOR = timedelta(days=30)
KEPT_FOR = timedelta(days=180)

logger = logging.getLogger(__name__)


class What(Enum):
    ASKED = "somebody searched"
    CHOSE = "somebody went on to a hit"
    FOLLOWED = "somebody asked or sent a request in the same visit"


@dataclass(frozen=True, slots=True)
class Note:
    """`visit` is the key of a session, or empty; it never leaves the memory of the process."""

    what: What
    visit: str
    at: datetime
    text: str = ""
    hits: int = 0
    path: str = ""


_waiting: deque[Note] = deque(maxlen=MOST_WAITING)


def note(one: Note) -> None:
    _waiting.append(one)


def write() -> None:
    """Write down what waits. A note that cannot be written is lost alone."""
    for one in _taken():
        try:
            with transaction.atomic():
                _write(one)
        except DatabaseError:
            logger.warning("A search was not written down", exc_info=True)


def write_meanwhile() -> None:
    """In a thread beside the pages, for as long as the process lives."""
    every(SECONDS_BETWEEN, write, name="search-log", waits=lambda: bool(_waiting))


def tidy(at: datetime) -> None:
    """Every night: visits of days that are over become nothing, and old searches go."""
    today = local_date(at)
    _end_days_before(today)
    Searched.objects.filter(day__lt=today - KEPT_FOR).delete()
    # By day and key, so that what many search for now and then keeps its past.
    per_key = Searched.objects.filter(key=models.OuterRef("key")).order_by().values("key")
    times = per_key.annotate(sum=Sum("times")).values("sum")
    few = Searched.objects.filter(day__lt=today - FEW_KEPT_FOR)
    few.alias(all_times=models.Subquery(times)).filter(all_times__lt=FEWEST_COUNTED).delete()


@transaction.atomic
def forget(*, keys: Collection[int], at: datetime) -> int:
    """What was searched for on days long gone."""
    return Searched.objects.filter(pk__in=keys).delete()[0]


def written_as(text: str) -> str:
    """What was searched for, as it may be written down; empty when it may not."""
    if personal_numbers.found(text) or "@" in text:
        return ""
    if sum(map(str.isdigit, text)) > MOST_DIGITS:
        return ""
    said = " ".join(map(normal, every_word(text)))
    return said if len(said) <= EXPRESSION_LENGTH and 0 < len(key_of(said)) <= KEY_LENGTH else ""


def _taken() -> Iterator[Note]:
    while True:
        try:
            yield _waiting.popleft()
        except IndexError:
            return


def _write(one: Note) -> None:
    visit = _hashed(one.visit, local_date(one.at))
    if one.what is What.FOLLOWED:
        _followed(visit, local_date(one.at))
    elif text := written_as(one.text):
        row = Searched(day=local_date(one.at), key=key_of(text), text=text, visit=visit)
        if one.what is What.CHOSE:
            _chose(row, one.path)
        else:
            _asked(row, one.hits)


def _asked(asked: Searched, hits: int) -> None:
    """Once a visit and day; those who are not signed in are counted together."""
    if not asked.visit:
        rows = _same(asked)
        if rows.update(times=F("times") + 1, hits=hits):
            return
    elif _same(asked).update(hits=hits):
        return
    if Searched.objects.filter(day=asked.day).count() < MOST_A_DAY:
        asked.hits = hits
        asked.save(force_insert=True)


def _chose(asked: Searched, path: str) -> None:
    """Only what can be found is a hit: other pages are left by their own links."""
    at_path = models.Q(url=path) | models.Q(url__startswith=f"{path}#")
    if Document.objects.filter(at_path).exists():
        _same(asked).filter(chosen__lt=F("times")).update(chosen=F("chosen") + 1)


def _followed(visit: str, day: date) -> None:
    if visit:
        rows = Searched.objects.filter(visit=visit, day=day, followed__lt=F("times"))
        rows.update(followed=F("followed") + 1)


def _same(asked: Searched) -> models.QuerySet[Searched]:
    return Searched.objects.filter(day=asked.day, key=asked.key, visit=asked.visit)


def _hashed(visit: str, day: date) -> str:
    """What tells the visits of a day apart. Of a day that is over, nothing."""
    if not visit:
        return ""
    salt = VisitSalt.objects.filter(day=day).values_list("salt", flat=True).first()
    if salt is None:
        if VisitSalt.objects.filter(day__gt=day).exists():
            return ""
        _end_days_before(day)
        new = VisitSalt(day=day, salt=secrets.token_hex(32))
        VisitSalt.objects.bulk_create([new], ignore_conflicts=True)
        salt = VisitSalt.objects.values_list("salt", flat=True).get(day=day)
    return hashlib.blake2b(visit.encode(), key=bytes.fromhex(salt), digest_size=16).hexdigest()


def _end_days_before(day: date) -> None:
    VisitSalt.objects.filter(day__lt=day).delete()
    over = Searched.objects.filter(day__lt=day).exclude(visit="").exclude(visit=None)
    over.update(visit=None)
