"""Those who keep texts, links and cases for a vendor, or owe an answer, are told what is due."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from sufflor.events.models import reference
from sufflor.knowledge import actions as knowledge
from sufflor.knowledge.models import Link
from sufflor.knowledge.queries import carers, step_of
from sufflor.lib.clock import local_date
from sufflor.messaging.actions.expanding import deliver
from sufflor.messaging.told import Told
from sufflor.questions.queries import owed_answers
from sufflor.vendor.models import VendorCase
from sufflor.vendor.queries import to_remind_of


@transaction.atomic
def remind_of_reviews(*, planned_at: datetime, at: datetime) -> int:
    """How many texts it is of. That they were told of is marked with it, so it is once."""
    near = knowledge.remind_of_reviews(at=at)
    everyone, day = carers(), local_date(at)
    people: set[int] = set()
    for article in near:
        step = step_of(article.review_date, day) if article.review_date else None
        people |= everyone.of(article, step) if step is not None else set()
    _mail(people, "review", planned_at, at)
    return len(near)


@transaction.atomic
def tell_of_dead_links(*, planned_at: datetime, at: datetime) -> int:
    """Of the links that died since the day before."""
    died = Link.objects.filter(dead_since__gt=planned_at - timedelta(days=1), dead_since__lte=at)
    everyone = carers()
    people = {person for link in died for person in everyone.of_unit(link.owner_id)}
    _mail(people, "dead_links", planned_at, at)
    return len(died)


@transaction.atomic
def remind_of_cases(*, at: datetime) -> int:
    """Whoever has a case for a vendor is told before it is due, and when it is late; each once."""
    near = list(to_remind_of(at))
    deliver(told=(_due(case, at) for case in near if case.due_at), at=at)
    return len(near)


@transaction.atomic
def remind_of_answer(*, number: int, at: datetime) -> None:
    """The one who writes it and the one who gave it to them, once for each time that it was due."""
    owed = owed_answers().filter(pk=number, due_at__lte=at).first()
    if owed is not None:
        name = f"owed_late:{owed.pk}:{owed.due_at:%Y%m%d%H%M}"
        told = [
            Told(person, "owed_late", reference(owed), f"{name}:{person}", at)
            for person in sorted({owed.writer_id, owed.by_id or owed.writer_id})
        ]
        deliver(told=told, at=at)


def _due(case: VendorCase, at: datetime) -> Told:
    when = "late" if case.is_overdue(at) else "soon"
    key = f"vendor_due:{case.pk}:{case.due_at:%Y%m%d%H%M}:{when}:{case.owner_id}"
    return Told(case.owner_id or 0, "vendor_due", reference(case), key, at)


def _mail(people: Iterable[int], kind: str, planned_at: datetime, at: datetime) -> None:
    day = f"{local_date(planned_at):%Y%m%d}"
    told = [
        Told(person, kind, f"organization.user:{person}", f"{kind}:{day}:{person}", at)
        for person in sorted(people)
    ]
    deliver(told=told, at=at)
