"""A history to count: the desk's many requests handed about, and six rollout days of questions."""

from __future__ import annotations

import random
import time
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from sufflor.organization.models import CaseArea, Unit

SEED = 20261029
QUESTIONS_A_DAY, VOTES = 240, 40
DAYS = 6
JOINED = 500
CASES, WAITING = 120, 15
HOUR = timedelta(hours=1)


def fill(size: int) -> dict[str, object]:
    """The desk's own filling, and what happened to it; django is set up by that."""
    from benchmarks import desk_filling

    desk_filling.fill(size)
    from django.db import connection
    from django.db.models import F
    from django.utils import timezone

    from benchmarks.filling import sessions_of
    from benchmarks.measuring import progress
    from sufflor.desk.models import Request
    from sufflor.insight.actions import count
    from sufflor.organization.models import CaseArea, Unit, User

    now = timezone.now()
    _spread(CaseArea.objects.order_by("pk"), "area")
    _spread(Unit.objects.filter(parent__isnull=False).order_by("pk"), "unit")
    _handed_about()
    _rollout(now)
    _at_the_vendor(now)
    # Those of the demo are counted, and were handed about in bulk since.
    Request.objects.filter(passage__isnull=False).update(revision=F("revision") + 1)
    began = time.perf_counter()
    progress("counting")
    count(at=now)
    counted = time.perf_counter() - began
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    month = f"{now - timedelta(days=now.day + 2):%Y-%m}"
    area, unit = CaseArea.objects.order_by("pk")[0], _faculty()
    return {
        "session": sessions_of([User.objects.get(username="bench-helper")])[0],
        "pages": {
            "insight, 30 days": "/innsikt/",
            "insight, 12 months": "/innsikt/?periode=12m",
            "insight, a month": f"/innsikt/?periode={month}",
            "insight, an area": f"/innsikt/?periode={month}&for=omrade-{area.slug}",
            "insight, a unit": f"/innsikt/?periode={month}&for=enhet-{unit}",
            "status page": "/kjente-feil/",
            "vendor board": "/arbeid/leverandor/",
        },
        "error": _error(now),
        "counted_seconds": counted,
    }


def differing_now() -> dict[str, int]:
    import django

    django.setup()
    from django.utils import timezone

    from benchmarks.insight_by_hand import differing

    return {"figures": differing(timezone.now())}


def count_again() -> dict[str, float]:
    """Somebody has done something with a request, and the worker's clock strikes."""
    import django

    django.setup()
    from django.db.models import F
    from django.utils import timezone

    from sufflor.desk.models import Request
    from sufflor.insight.actions import count

    newest = Request.objects.order_by("-opened_at").values_list("pk", flat=True)[0]
    Request.objects.filter(pk=newest).update(revision=F("revision") + 1)
    began = time.process_time()
    count(at=timezone.now())
    return {"cpu_ms": (time.process_time() - began) * 1000}


def tell(error: int) -> dict[str, object]:
    """One approval, and the worker's part, until everyone's letter waits to be sent."""
    import django

    django.setup()
    from django.utils import timezone

    from sufflor.desk.actions import solve_error
    from sufflor.known_errors.models import KnownError
    from sufflor.messaging.couriers import courier
    from sufflor.messaging.models import Delivery
    from sufflor.messaging.worker import Worker
    from sufflor.search.thesaurus import everyday

    # A process that has served for a while has read its words.
    everyday()
    found = KnownError.objects.get(pk=error)
    worker = Worker(courier(None, None))
    while worker.tell_next():
        pass
    before = Delivery.objects.count()
    began = time.perf_counter()
    solve_error(error=found, sentence="Rettet i natt.", by=found.owner, at=timezone.now())
    approved = time.perf_counter()
    while worker.tell_next():
        pass
    written = time.perf_counter()
    return {
        "letters": Delivery.objects.count() - before,
        "approved_ms": (approved - began) * 1000,
        "written_ms": (written - approved) * 1000,
    }


def _spread(parts: QuerySet[CaseArea] | QuerySet[Unit], name: str) -> None:
    """Requests over areas or units, some many and some few."""
    from django.db.models import F

    from sufflor.desk.models import Request

    found = list(parts)
    for number, part in enumerate(found):
        rows = Request.objects.annotate(rest=F("pk") % len(found)).filter(rest=number)
        rows.update(**{name: part})


def _handed_about() -> None:
    """Half began at the first line, a tenth came back; each took its own time."""
    from django.db.models import F

    from sufflor.desk.models import Direction, Movement, Request
    from sufflor.organization.models import Line, SupportGroup

    first = SupportGroup.objects.filter(line=Line.FIRST)[0]
    for number in range(8):
        rows = Request.objects.annotate(rest=F("pk") % 8).filter(rest=number)
        took = (1 + 3 * number) * HOUR
        rows.filter(resolved_at__isnull=False).update(resolved_at=F("opened_at") + took)
        rows.update(answered_at=F("opened_at") + (20 + 30 * number) * timedelta(minutes=1))
    half = Movement.objects.annotate(rest=F("request") % 2).filter(rest=0)
    half.update(direction=Direction.UP, at=F("at") + HOUR)
    at_first = [
        Movement(
            request_id=request,
            direction=Direction.IN,
            to_line=Line.FIRST,
            to_group=first,
            at=at - HOUR,
            left_at=at,
        )
        for request, at in half.values_list("request", "at")
    ]
    Movement.objects.bulk_create(at_first, batch_size=500)
    tenth = Movement.objects.annotate(rest=F("request") % 10).filter(rest=0, direction=Direction.UP)
    back = [
        Movement(
            request_id=request,
            direction=Direction.RETURN,
            to_line=Line.FIRST,
            to_group=first,
            at=at + HOUR / 2,
        )
        for request, at in tenth.values_list("request", "at")
    ]
    tenth.update(left_at=F("at") + HOUR / 2)
    Movement.objects.bulk_create(back, batch_size=500)


def _at_the_vendor(now: datetime) -> None:
    """As many cases as a busy vendor has, each with the requests that wait for it."""
    from sufflor.desk.models import Request
    from sufflor.organization.models import Line, User
    from sufflor.vendor.models import RequestTie, Severity, State, System, VendorCase

    owner = User.objects.filter(support_groups__line=Line.VENDOR)[0]
    system = System.objects.order_by("pk")[0]
    severities, states = list(Severity), [State.REPORTED, State.CONFIRMED]
    cases = VendorCase.objects.bulk_create(
        VendorCase(
            system=system,
            title=f"Ekspedering stopper på trinn {number}",
            severity=severities[number % len(severities)],
            state=states[number % len(states)],
            state_since=now - number * HOUR,
            owner=owner,
            proposed_at=now - number * HOUR,
            proposed_by=owner,
            opened_at=now - number * HOUR,
            opened_by=owner,
            reported_at=now - number * HOUR,
            touched_at=now - number * HOUR,
        )
        for number in range(CASES)
    )
    waiting = Request.objects.unresolved().order_by("pk").values_list("pk", flat=True)
    keys = list(waiting[: CASES * WAITING])
    RequestTie.objects.bulk_create(
        RequestTie(case=case, request_id=key, at=now, by=owner)
        for number, case in enumerate(cases)
        for key in keys[number * WAITING : (number + 1) * WAITING]
    )


def _rollout(now: datetime) -> None:
    """Six days in the weeks before, each with a hundred and twenty questions in both its hours."""
    from sufflor.lib.clock import local_date
    from sufflor.organization.models import CaseArea, Role, User
    from sufflor.questions.actions import plan_rollout
    from sufflor.questions.models import Answer, Question, QuestionHour
    from sufflor.rollout.actions import Wording

    planner = User.objects.filter(grants__role=Role.ADMINISTRATOR)[0]
    days = _working_days(local_date(now) - timedelta(days=12))
    plan_rollout(
        wording=Wording(name="Benken"),
        dates=days,
        policies=[],
        by=planner,
        at=now - timedelta(days=40),
    )
    areas, askers = list(CaseArea.objects.all()), list(User.objects.filter(unit__isnull=False))
    chance = random.Random(SEED)
    questions, answers = [], []
    last = Question.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    for hour in QuestionHour.objects.held().filter(date__in=days):
        for number in range(QUESTIONS_A_DAY // 2):
            pk = last + 1 + len(questions)
            asked_at = hour.opens_at - timedelta(minutes=number)
            questions.append(
                Question(
                    pk=pk,
                    hour=hour,
                    area=chance.choice(areas),
                    text=f"Hvordan gjør jeg dette, {number}?",
                    asked_by=chance.choice(askers),
                    asked_at=asked_at,
                    submission=UUID(int=pk),
                )
            )
            if number % 10:
                written_at = hour.opens_at + timedelta(minutes=number)
                answers.append(
                    Answer(question_id=pk, text="Slik.", written_by=planner, written_at=written_at)
                )
    Question.objects.bulk_create(questions, batch_size=500)
    Answer.objects.bulk_create(answers, batch_size=500)


def _working_days(first: date) -> list[date]:
    days, day = [], first
    while len(days) < DAYS:
        if day.weekday() < 5:
            days.append(day)
        day += timedelta(days=1)
    return days


def _faculty() -> str:
    """A unit with others below it, which many are at."""
    from sufflor.organization.models import Unit

    return Unit.objects.filter(children__isnull=False, parent__isnull=False)[0].code


def _error(now: datetime) -> int:
    """One that five hundred people said concerns them too."""
    from sufflor.known_errors import actions
    from sufflor.known_errors.actions import Facts
    from sufflor.organization.models import CaseArea, User

    keeper = User.objects.get(username="second_line")
    facts = Facts(
        "Vedlegg faller ut av brevet", "Det kommer tomt fram.", [CaseArea.objects.all()[0]]
    )
    error = actions.suggest(facts=facts, by=keeper, at=now)
    actions.confirm(
        error=error,
        sentence="Vi ser den.",
        next_update_at=now + timedelta(days=1),
        by=keeper,
        at=now,
    )
    people = User.objects.filter(username__startswith="asker-").order_by("pk")[:JOINED]
    User.objects.filter(pk__in=[each.pk for each in people]).update(email="noen@example.org")
    actions.bring(error=error, people=list(people), by=keeper, at=now)
    return error.pk
