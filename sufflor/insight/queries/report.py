"""What a rollout was like in figures: numbers and keys, which are kept when it is published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncDate

from sufflor.insight.hiding import is_few, told
from sufflor.insight.models import Outcome, Passage, Report
from sufflor.insight.queries.cells import ALL, ASKED, ended
from sufflor.insight.queries.gathered import asked, beginning, end, of_the_house
from sufflor.insight.queries.passages import passages
from sufflor.insight.queries.scopes import Period, Scope
from sufflor.insight.queries.times import until_answered
from sufflor.known_errors.models import KnownError
from sufflor.lib.clock import OSLO, local_date
from sufflor.organization.models import CaseArea, Unit
from sufflor.organization.tree import parents
from sufflor.questions.models import Question, QuestionHour
from sufflor.rollout.plan import PlannedRollout

TOP = 10
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class DayFigures:
    """A day of the rollout, or one between that something came in on; None is hidden."""

    date: str
    is_rollout_day: bool
    requests: int | None
    questions: int | None


@dataclass(frozen=True)
class PartFigures:
    pk: int
    requests: int | None
    questions: int | None


@dataclass(frozen=True)
class VotedQuestion:
    pk: int
    votes: int


@dataclass(frozen=True)
class Figures:
    """`answer_minutes` is the middle one; `same_day` how many were answered on the day they were
    asked. What is unresolved is so when this is reckoned."""

    first: str
    last: str
    reckoned: str
    hours: int = 0
    requests: int | None = 0
    unsolved: int | None = 0
    questions: int | None = 0
    answered: int | None = 0
    unanswered: int | None = 0
    same_day: int | None = 0
    answer_minutes: int | None = None
    days: list[DayFigures] = field(default_factory=list)
    areas: list[PartFigures] = field(default_factory=list)
    units: list[PartFigures] = field(default_factory=list)
    top: list[VotedQuestion] = field(default_factory=list)
    errors: list[int] = field(default_factory=list)

    @classmethod
    def kept_in(cls, report: Report) -> Figures:
        """As they were when it was published."""
        kept = {
            **report.figures,
            "days": [DayFigures(**each) for each in report.figures["days"]],
            "areas": [PartFigures(**each) for each in report.figures["areas"]],
            "units": [PartFigures(**each) for each in report.figures["units"]],
            "top": [VotedQuestion(**each) for each in report.figures["top"]],
        }
        return cls(**kept)

    def as_json(self) -> dict[str, object]:
        return asdict(self)


def figures(rollout: PlannedRollout, at: datetime) -> Figures:
    """About twenty queries."""
    period = period_of(rollout, at)
    cells = of_the_house(period)
    written = until_answered(Scope(period))
    requests, unsolved = cells[ALL], passages(period).filter(outcome=Outcome.OPEN).count()
    shown = told({"unsolved": unsolved, "rest": requests - unsolved})
    questions = {each: cells[ended(each)] for each in ("answered", "waiting")}
    asked_shown = told({**questions, "rest": cells[ASKED] - sum(questions.values())})
    answered = questions["answered"] if "answered" in asked_shown else None
    return Figures(
        period.first.isoformat(),
        period.last.isoformat(),
        at.isoformat(),
        hours=QuestionHour.objects.held().filter(date__range=(period.first, period.last)).count(),
        requests=None if is_few(requests) else requests,
        unsolved=unsolved if "unsolved" in shown else None,
        questions=None if is_few(cells[ASKED]) else cells[ASKED],
        answered=answered,
        unanswered=questions["waiting"] if "waiting" in asked_shown else None,
        same_day=_same_day(period) if answered else None,
        answer_minutes=_minutes(written.middle) if answered else None,
        days=_days(rollout, period),
        areas=_areas(period),
        units=_units(period),
        top=_top(period),
        errors=_errors(period),
    )


def period_of(rollout: PlannedRollout, at: datetime) -> Period:
    """From its first day to its last, or to today while it goes on."""
    last = min(rollout.last_date, local_date(at))
    return Period(f"innforing-{rollout.pk}", rollout.first_date, last, str(rollout.names))


def _same_day(period: Period) -> int | None:
    """Where neither these nor the others are few."""
    rows = asked(period).filter(answer__isnull=False)
    pairs = rows.values_list("asked_at", "answer__written_at")
    same = [local_date(asked_at) == local_date(written_at) for asked_at, written_at in pairs]
    found = told({"same": sum(same), "later": len(same) - sum(same)})
    return sum(same) if "same" in found else None


def _minutes(time: timedelta | None) -> int | None:
    return None if time is None else int(time.total_seconds() // 60)


def _days(rollout: PlannedRollout, period: Period) -> list[DayFigures]:
    requests = Counter(dict(passages(period).order_by().values_list("day").annotate(Count("pk"))))
    on_day = TruncDate("asked_at", tzinfo=OSLO)
    questions = Counter(
        dict(asked(period).order_by().annotate(day=on_day).values_list("day").annotate(Count("pk")))
    )
    days = [
        period.first + number * ONE_DAY for number in range((period.last - period.first).days + 1)
    ]
    requests_told, questions_told = told(requests), told(questions)
    return [
        DayFigures(
            day.isoformat(),
            day in rollout.days,
            _seen(requests, day, requests_told),
            _seen(questions, day, questions_told),
        )
        for day in days
        if day in rollout.days or requests[day] or questions[day]
    ]


def _seen(counts: Mapping[date, int], day: date, shown: frozenset[date]) -> int | None:
    return counts[day] if day in shown or day not in counts else None


def _areas(period: Period) -> list[PartFigures]:
    requests = _beside(passages(period), passages(_months(period)), "area")
    questions = _beside(asked(period), asked(_months(period)), "area")
    order = CaseArea.objects.values_list("pk", flat=True)
    return _parts(list(order), requests, questions)


def _units(period: Period) -> list[PartFigures]:
    """Those right below the top, each with all below it."""
    above = parents()
    top = {pk: _top_of(pk, above) for pk in above}
    requests = _beside(passages(period), passages(_months(period)), "unit", top)
    questions = _beside(asked(period), asked(_months(period)), "asked_by__unit", top)
    order = Unit.objects.filter(parent__isnull=False, parent__parent=None)
    return _parts(list(order.values_list("pk", flat=True)), requests, questions)


def _top_of(unit: int, above: Mapping[int, int | None]) -> int | None:
    """The one right below the top that it belongs to; the top itself belongs to none."""
    seen: set[int] = set()
    while unit not in seen:
        seen.add(unit)
        parent = above.get(unit)
        if parent is None:
            return None
        if above.get(parent) is None:
            return unit
        unit = parent
    return None


def _months(period: Period) -> Period:
    """The whole months that it lies in, which have pages of their own."""
    first = period.first.replace(day=1)
    after = (period.last.replace(day=1) + timedelta(days=31)).replace(day=1)
    return Period("", first, after - ONE_DAY)


def _beside(
    rows: QuerySet[Passage] | QuerySet[Question],
    around: QuerySet[Passage] | QuerySet[Question],
    path: str,
    top: Mapping[int, int | None] | None = None,
) -> dict[int, int | None]:
    """By part, with None for what is hidden: also where the months around hold only a few more."""
    counts, wider = _by(rows, path, top), _by(around, path, top)
    betrayed = [part for part, number in counts.items() if is_few(wider[part] - number)]
    shown = told(counts, never=[None, *betrayed], never_one=bool(betrayed))
    return {
        part: number if part in shown else None
        for part, number in counts.items()
        if part is not None
    }


def _by(
    rows: QuerySet[Passage] | QuerySet[Question],
    path: str,
    top: Mapping[int, int | None] | None,
) -> Counter[int | None]:
    counts: Counter[int | None] = Counter()
    for part, number in rows.order_by().values_list(path).annotate(Count("pk")):
        counts[part if top is None or part is None else top[part]] += number
    return counts


def _parts(
    order: list[int], requests: Mapping[int, int | None], questions: Mapping[int, int | None]
) -> list[PartFigures]:
    return [
        PartFigures(pk, requests.get(pk, 0), questions.get(pk, 0))
        for pk in order
        if requests.get(pk) or questions.get(pk)
    ]


def _top(period: Period) -> list[VotedQuestion]:
    """What most people stood behind, of what everyone may read."""
    rows = asked(period).public().filter(vote_count__gt=0).order_by("-vote_count", "pk")
    return [VotedQuestion(*row) for row in rows.values_list("pk", "vote_count")[:TOP]]


def _errors(period: Period) -> list[int]:
    """Those that were confirmed in it, the oldest first."""
    rows = KnownError.objects.public().filter(confirmed_at__gte=beginning(period))
    rows = rows.filter(confirmed_at__lt=end(period)).order_by("confirmed_at", "pk")
    return list(rows.values_list("pk", flat=True))
