"""What was answered or solved too late: what lacks a reason, and how often which one is given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from sufflor.desk.models import Delay, DelayReason, Promised, Request
from sufflor.organization.models import User
from sufflor.organization.rules import groups_of, may_administer

COUNTED_FOR = timedelta(days=90)
SHOWN = 50


@dataclass(frozen=True)
class Tally:
    """One reason, and how many first answers and solutions it made late."""

    reason: str
    answers: int
    solutions: int


@dataclass(frozen=True)
class Delays:
    """`unexplained` are the newest of those that one may see; the counts tell of no request."""

    unexplained: tuple[Delay, ...]
    tallies: tuple[Tally, ...]
    explained: int
    count: int


def delays(person: User, at: datetime) -> Delays:
    """Of one's own groups and one's own; administrators count the whole house. Two queries."""
    recent = Delay.objects.filter(met_at__gt=at - COUNTED_FOR)
    theirs = recent if may_administer(person) else recent.filter(_own(person))
    tallies = _tallies(theirs)
    lacking = theirs.filter(reason="", request__in=Request.objects.worked_by(person, at))
    shown = lacking.select_related("request", "group", "met_by")[:SHOWN]
    explained = sum(one.answers + one.solutions for one in tallies if one.reason)
    count = sum(one.answers + one.solutions for one in tallies)
    return Delays(tuple(shown), tallies, explained, count)


def delays_of(request: Request) -> list[Delay]:
    """The first answer before the solution."""
    rows = Delay.objects.filter(request=request).select_related("explained_by")
    return list(rows.order_by("promised"))


def lacks_reason() -> Exists:
    """Annotated on a request that is shown: whether something was late and nobody has said why."""
    return Exists(Delay.objects.filter(request=OuterRef("pk"), reason=""))


def _own(person: User) -> Q:
    return Q(group__in=groups_of(person)) | Q(met_by=person)


def _tallies(rows: QuerySet[Delay]) -> tuple[Tally, ...]:
    """The commonest first, and what nobody has explained last."""
    counted = dict.fromkeys((*DelayReason.values, ""), (0, 0))
    of_answers = Count("pk", filter=Q(promised=Promised.ANSWER))
    of_solutions = Count("pk", filter=Q(promised=Promised.SOLUTION))
    grouped = (
        rows.order_by()
        .values_list("reason")
        .annotate(of_answers=of_answers, of_solutions=of_solutions)
    )
    counted |= {reason: (answers, solutions) for reason, answers, solutions in grouped}
    found = (Tally(reason, *numbers) for reason, numbers in counted.items() if any(numbers))
    return tuple(sorted(found, key=lambda one: (not one.reason, -one.answers - one.solutions)))
