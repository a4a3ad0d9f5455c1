"""Requests by the thousand, written straight into the tables, as the desk would leave them."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sufflor.organization.models import SupportGroup, User

GROUPS = 60
OWN_GROUPS = 3
ASKERS = 2_000
# So many of them send forms, and so many requests are handed on.
SENDERS, HANDED = 40, 30
AT_A_TIME = 5_000
SEED = 20261029
LONG = 20
# Each stands in one of so many requests.
WORDS = {"rare": ("kvikksølv", 2_000), "middling": ("fakturering", 50), "common": ("vedlegg", 4)}
SENTENCES = (
    "Jeg får ikke ferdigstilt journalposten når mottakeren mangler.",
    "Hvor finner jeg saken igjen etter at den ble flyttet fra det gamle systemet?",
    "Lederen min ser ikke dokumentet til godkjenning.",
    "Hvordan skjermer jeg et navn i tittelen uten å skjerme hele posten?",
    "Listen over restanser er tom, men jeg vet at noe venter på svar.",
)


def fill(size: int) -> dict[str, object]:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection, transaction
    from django.utils import timezone

    from benchmarks.filling import sessions_of
    from benchmarks.measuring import progress
    from sufflor.desk.models import Request
    from sufflor.organization.models import Line, Membership, Role, RoleGrant, SupportGroup, User
    from sufflor.rollout.actions import call_off
    from sufflor.rollout.models import Rollout

    call_command("migrate", verbosity=0)
    call_command("demo", stdout=sys.stderr)
    now = timezone.now()
    unit = User.objects.get(username="first_line").unit
    groups = SupportGroup.objects.bulk_create(
        SupportGroup(code=f"gruppe-{n}", name=f"Gruppe {n}", line=Line.SECOND, unit=unit)
        for n in range(GROUPS)
    )
    helper = User.objects.create(username="bench-helper", first_name="Nina", last_name="Moe")
    others = User.objects.bulk_create(User(username=f"helper-{n}") for n in range(GROUPS))
    Membership.objects.bulk_create(
        [
            *(Membership(group=group, person=helper) for group in groups[:OWN_GROUPS]),
            *(Membership(group=g, person=p) for g, p in zip(groups, others, strict=True)),
        ]
    )
    RoleGrant.objects.create(person=helper, role=Role.HOST, granted_at=now)
    askers = User.objects.bulk_create(
        User(username=f"asker-{n}", first_name="Kari", last_name=f"Nr {n}", unit=unit)
        for n in range(ASKERS)
    )
    # Forms are received on ordinary days alone.
    planner = User.objects.filter(grants__role=Role.ADMINISTRATOR)[0]
    for rollout in Rollout.objects.filter(called_off_at=None):
        call_off(rollout=rollout, reason="Nothing is rolled out here.", by=planner, at=now)
    chance = random.Random(SEED)
    last = Request.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    for start in range(0, size, AT_A_TIME):
        with transaction.atomic():
            _some(
                range(start, min(start + AT_A_TIME, size)),
                last,
                groups,
                others,
                askers,
                chance,
                now,
            )
        progress(f"{min(start + AT_A_TIME, size)} of {size} requests")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence('desk_request', 'id'), max(id))"
                " FROM desk_request"
            )
            cursor.execute("ANALYZE")
    else:
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    mine = Request.objects.filter(group=groups[0]).unresolved().order_by("pk")
    long_request = mine.values_list("pk", flat=True)[0]
    _lengthen(long_request, helper, now)
    return {
        "helper": sessions_of([helper])[0],
        "askers": sessions_of(askers[:SENDERS]),
        "groups": [group.pk for group in groups[:OWN_GROUPS]],
        "at_hand": list(mine.values_list("pk", flat=True)[1 : HANDED + 1]),
        "long_request": f"/arbeid/henvendelser/{long_request}/",
        "words": {kind: word for kind, (word, _one_in) in WORDS.items()},
    }


def _some(
    numbers: range,
    last: int,
    groups: list[SupportGroup],
    others: list[User],
    askers: list[User],
    chance: random.Random,
    now: datetime,
) -> None:
    """One in ten is still under way, as at a desk that keeps up."""
    from sufflor.desk.models import (
        Access,
        Direction,
        Level,
        Message,
        Movement,
        Note,
        Request,
        Source,
        State,
    )
    from sufflor.organization.models import HelpKind, Line
    from sufflor.search import records

    requests, access, messages, notes, movements = [], [], [], [], []
    for number in numbers:
        pk = last + 1 + number
        at = now - timedelta(minutes=5 * (numbers.stop - number) + 10)
        group, asker = groups[number % GROUPS], chance.choice(askers)
        by, is_open = others[number % GROUPS], number % 10 == 0
        text = " ".join([chance.choice(SENTENCES), *_words(number)])
        requests.append(
            Request(
                pk=pk,
                reporter=asker,
                unit=asker.unit,
                title=text[:120],
                text=text,
                help_kind=HelpKind.SYSTEM,
                line=Line.SECOND,
                group=group,
                state=State.OPEN if is_open else State.RESOLVED,
                due_at=at + timedelta(hours=8) if is_open else None,
                look_at=at + timedelta(hours=8) if is_open else None,
                opened_at=at,
                opened_by=asker,
                changed_at=at,
                answered_at=at,
                resolved_at=None if is_open else at,
                resolved_by=None if is_open else by,
            )
        )
        access += [
            Access(
                request_id=pk,
                person=asker,
                level=Level.CONTRIBUTE,
                source=Source.REPORTER,
                given_at=at,
            ),
            Access(request_id=pk, group=group, level=Level.WORK, source=Source.GROUP, given_at=at),
        ]
        messages += [
            Message(
                request_id=pk,
                text=chance.choice(SENTENCES),
                is_from_helper=helper,
                at=at,
                sent_at=at,
                by=by if helper else asker,
            )
            for helper in (True, False, True)
        ]
        notes.append(Note(request_id=pk, text="Sett på loggen.", at=at, by=by))
        movements.append(
            Movement(
                request_id=pk, direction=Direction.IN, to_line=Line.SECOND, to_group=group, at=at
            )
        )
        records.put(pk, f"H-{pk}\n{text}")
    for rows in (requests, access, messages, notes, movements):
        type(rows[0]).objects.bulk_create(rows, batch_size=500)


def _words(number: int) -> Iterator[str]:
    yield from (word for word, one_in in WORDS.values() if number % one_in == 0)


def _lengthen(pk: int, helper: User, now: datetime) -> None:
    from sufflor.desk.models import Message, Request

    there = Request.objects.get(pk=pk).messages.count()
    Message.objects.bulk_create(
        Message(
            request_id=pk,
            text=SENTENCES[n % len(SENTENCES)],
            is_from_helper=n % 2 == 0,
            at=now - timedelta(minutes=LONG - n),
            sent_at=now - timedelta(minutes=LONG - n),
            by=helper,
        )
        for n in range(LONG - there)
    )
