"""What was asked for and solved in the weeks before the rollout, so that there is something to
count; and the counting, as the worker does it every ten minutes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from itertools import cycle
from uuid import UUID

from django.db import transaction

from sufflor.desk.models import Access, Direction, Level, Message, Movement, Request, Source, State
from sufflor.forms.models import FormVersion
from sufflor.insight import actions
from sufflor.knowledge.models import Article, Verdict
from sufflor.lib.clock import local_date, moment
from sufflor.organization.models import CaseArea, Line, SupportGroup, User
from sufflor.organization.queries import next_working_day
from sufflor.search import records

NUMBER = 260
FORM = "hjelp-til-bruk-av-elements"
FIRST_DAY, LAST_DAY = 85, 8
VERDICTS = 85
SAID: tuple[tuple[str, str, str], ...] = (
    ("personal", "Hvor lagrer vi arbeidsavtalen?", "I personalmappen, under «Ansettelse»."),
    ("personal", "Hvordan lukker jeg en personalmappe?", "Velg «Avslutt» i menyen for mappen."),
    ("studie", "Hvem ser klagen på eksamen?", "De som behandler klager ved fakultetet ditt."),
    ("okonomi", "Skal fakturaen journalføres?", "Nei, den ligger i økonomisystemet."),
    ("arkiv", "Hvordan finner jeg en gammel sak?", "Søk på saksnummeret fra det gamle systemet."),
    ("arkiv", "Kan jeg endre tittelen på en sak?", "Ja, til den er avsluttet."),
    (
        "generell",
        "Hvordan sender jeg et brev til flere?",
        "Legg til alle mottakerne før du sender.",
    ),
    ("generell", "Hvor ser jeg restansene mine?", "De ligger i «Mine restanser» til venstre."),
)
IN, UP, DOWN, BACK = Direction.IN, Direction.UP, Direction.DOWN, Direction.RETURN
# The line, by which way it came there, and how many hours it was there.
Stop = tuple[Line, Direction, float]
WAYS: tuple[tuple[Stop, ...], ...] = (
    ((Line.ADVISER, IN, 3),),
    ((Line.ADVISER, IN, 1.5),),
    ((Line.FIRST, IN, 2),),
    ((Line.ADVISER, IN, 5), (Line.FIRST, UP, 7)),
    ((Line.FIRST, IN, 1),),
    ((Line.FIRST, IN, 4), (Line.SECOND, UP, 20)),
    ((Line.ADVISER, IN, 2),),
    ((Line.FIRST, IN, 3), (Line.SECOND, UP, 26), (Line.FIRST, BACK, 2)),
    ((Line.ADVISER, IN, 4), (Line.FIRST, UP, 6), (Line.SECOND, UP, 30)),
    ((Line.FIRST, IN, 5), (Line.ADVISER, DOWN, 3)),
    ((Line.FIRST, IN, 2), (Line.SECOND, UP, 9), (Line.VENDOR, UP, 90)),
)


def fill(*, at: datetime) -> None:
    """Once; the counting finds what has changed each time."""
    if not Request.objects.filter(submission=_submission(0)).exists():
        _requests(at)
        _verdicts(at)
    actions.count(at=at)


@transaction.atomic
def _requests(now: datetime) -> None:
    people = User.objects.filter(is_active=True, issuer="", unit__isnull=False)
    askers = cycle(people.select_related("unit").order_by("username"))
    areas = {area.slug: area for area in CaseArea.objects.all()}
    groups = {line: SupportGroup.objects.filter(line=line).order_by("pk").first() for line in Line}
    helper = User.objects.get(username="first_line")
    form = FormVersion.objects.filter(published_at__isnull=False, form__slug=FORM).last()
    said, ways = cycle(SAID), cycle(WAYS)
    for number, began in enumerate(_moments(now)):
        area, text, answer = next(said)
        stops = next(ways)
        ended = began + timedelta(hours=sum(hours for _line, _way, hours in stops))
        asker = next(askers)
        request = Request.objects.create(
            submission=_submission(number),
            reporter=asker,
            unit=asker.unit,
            area=areas.get(area),
            title=text,
            text=text,
            form=None if number % 4 == 3 else form,
            line=stops[-1][0],
            group=groups[stops[-1][0]],
            state=State.CLOSED,
            opened_at=began,
            opened_by=asker,
            changed_at=ended,
            answered_at=began + timedelta(hours=stops[0][2]),
            resolved_at=ended,
            resolved_by=helper,
            helped=True,
        )
        Access.objects.create(
            request=request,
            person=asker,
            level=Level.CONTRIBUTE,
            source=Source.REPORTER,
            given_at=began,
        )
        Message.objects.create(
            request=request,
            text=answer,
            is_from_helper=True,
            resolves=True,
            at=ended,
            sent_at=ended,
            by=helper,
        )
        _went(request, stops, groups, helper)
        records.put(request.pk, f"{request.number}\n{text}\n{answer}")


def _went(
    request: Request,
    stops: tuple[Stop, ...],
    groups: dict[Line, SupportGroup | None],
    helper: User,
) -> None:
    at = request.opened_at
    for number, (line, way, hours) in enumerate(stops):
        until = at + timedelta(hours=hours)
        Movement.objects.create(
            request=request,
            direction=way,
            to_line=line,
            to_group=groups[line],
            # An adviser has no group.
            to_person=None if groups[line] else helper,
            at=at,
            left_at=until if number + 1 < len(stops) else None,
        )
        at = until


def _verdicts(now: datetime) -> None:
    """What did not help is dealt with already."""
    articles = list(Article.objects.filter(live=True).order_by("pk"))
    people = list(User.objects.filter(is_active=True, issuer="").order_by("username"))
    editor = User.objects.get(username="editor")
    moments = list(_moments(now))[:: NUMBER // VERDICTS]
    for number, at in zip(range(VERDICTS), moments, strict=False):
        helped = number % 4 != 3
        Verdict.objects.get_or_create(
            article=articles[number % len(articles)],
            person=people[number % len(people)],
            defaults={
                "helped": helped,
                "at": at,
                "settled_at": None if helped else now,
                "settled_by": None if helped else editor,
            },
        )


def _moments(now: datetime) -> Iterator[datetime]:
    """Spread over the working days of the weeks before, between eight and four."""
    first, days = local_date(now) - timedelta(days=FIRST_DAY), FIRST_DAY - LAST_DAY
    for number in range(NUMBER):
        day = next_working_day(first + timedelta(days=number * days // NUMBER))
        yield moment(day, time(8 + number % 8, number * 7 % 60))


def _submission(number: int) -> UUID:
    return UUID(int=5000 + number)
