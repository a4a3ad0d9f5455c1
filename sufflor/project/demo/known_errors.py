"""The demo's known errors: one in each state, with those whom they concern and what is tied."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sufflor.desk import actions as desk
from sufflor.desk.models import Request
from sufflor.known_errors import actions
from sufflor.known_errors.actions import Facts
from sufflor.known_errors.models import KnownError, State
from sufflor.organization.models import CaseArea, User, WorkRole

KEEPER = "second_line"


@dataclass(frozen=True)
class Told:
    """A step, so many hours ago; `until` is when, counted from now, there is to be more."""

    hours: float
    state: State
    sentence: str
    until: float = 24
    version: str = ""
    tested: str = ""


@dataclass(frozen=True)
class Said:
    title: str
    seen: str
    workaround: str
    areas: tuple[str, ...]
    people: int
    steps: tuple[Told, ...]
    role: str = WorkRole.ANYONE
    # Words in the title of a request that comes from it.
    request: str = ""


ERRORS = (
    Said(
        "Ekspedering stopper når vedleggene er store",
        "Det står «Ekspederer …» i flere minutter når vedleggene til sammen er over 25 MB. "
        "Mottakeren får ingenting.",
        "Send de største vedleggene i en egen ekspedering, eller del dem opp. Det som står og "
        "venter, blir sendt av seg selv når feilen er rettet: Ikke send det på nytt.",
        ("generell",),
        23,
        (
            Told(20, State.CONFIRMED, "Vi ser feilen hos oss, og har spurt leverandøren.", 6),
            Told(4, State.REPORTED, "Leverandøren har funnet årsaken og lager en retting.", 5),
        ),
        request="Ekspedering stopper",
    ),
    Said(
        "Varsel om godkjenning kommer ikke på e-post",
        "Ledere får dokumenter til godkjenning uten at det kommer en e-post om det.",
        "",
        ("generell", "styring"),
        9,
        (Told(7, State.CONFIRMED, "Vi ser at varsler har stått stille siden i går kveld.", -1),),
        role=WorkRole.MANAGER,
    ),
    Said(
        "Søk på saksnummer med skråstrek gir ingen treff",
        "Søker du på 24/117, får du ingen treff. Uten skråstrek kommer for mange.",
        "Skriv saksnummeret i feltet «Saksnummer» under utvidet søk.",
        ("arkiv",),
        6,
        (
            Told(30, State.CONFIRMED, "Vi ser feilen, og finner ut når den kan rettes.", 12),
            Told(3, State.PLANNED, "Rettes i neste versjon, i helgen.", 60, version="7.4.2"),
        ),
    ),
    Said(
        "Knappen «Godkjenn» mangler for noen ledere",
        "Dokumentet ligger til godkjenning, men bare «Returner» vises.",
        "Gå ut av dokumentet og inn igjen.",
        ("generell",),
        7,
        (
            Told(26, State.CONFIRMED, "Det gjelder ledere med mer enn én rolle.", 12),
            Told(9, State.FIXED, "Rettet i natt. Logg ut og inn igjen."),
            Told(
                2,
                State.VERIFIED,
                "Vi har sjekket med flere ledere at knappen er der.",
                tested="Prøvd med tre ledere som har to roller.",
            ),
        ),
        role=WorkRole.MANAGER,
    ),
    Said(
        "Lister kan ikke skrives ut liggende",
        "Utskrift av restanselisten er alltid stående, og kolonner faller utenfor.",
        "Eksporter listen til regneark og skriv ut derfra.",
        ("arkiv",),
        2,
        (
            Told(28, State.CONFIRMED, "Vi ser feilen.", 12),
            Told(
                5,
                State.WONT_FIX,
                "Leverandøren lager nye lister neste år, og retter ikke de gamle.",
            ),
        ),
    ),
    Said(
        "Skjermingskoden forsvinner når saken kopieres",
        "Den nye saken er åpen, også når den gamle var skjermet.",
        "",
        ("arkiv", "personal"),
        0,
        (),
    ),
)


def fill(*, at: datetime) -> None:
    """Once. Afterwards people put down errors themselves."""
    if KnownError.objects.filter(origin="").exists():
        return
    areas = {area.slug: area for area in CaseArea.objects.all()}
    keeper = User.objects.get(username=KEEPER)
    people = list(User.objects.filter(is_active=True, issuer="").order_by("username")[:40])
    for said in ERRORS:
        first = said.steps[0].hours if said.steps else 2
        error = actions.suggest(
            facts=Facts(
                title=said.title,
                seen=said.seen,
                areas=[areas[slug] for slug in said.areas],
                workaround=said.workaround,
                work_role=said.role,
            ),
            by=keeper,
            at=at - timedelta(hours=first + 1),
        )
        _lived(error, said, keeper, people[: said.people], at)


def _lived(error: KnownError, said: Said, keeper: User, people: list[User], now: datetime) -> None:
    for number, told in enumerate(said.steps):
        _take(error, told, keeper, now)
        if number == 0:
            joined_at = now - timedelta(hours=told.hours) + timedelta(minutes=20)
            actions.bring(error=error, people=people, by=keeper, at=joined_at)
    if said.request:
        request = Request.objects.unresolved().filter(title__startswith=said.request).first()
        if request and request.assignee:
            desk.tie_to_error(request=request, error=error, by=request.assignee, at=now)


def _take(error: KnownError, told: Told, by: User, now: datetime) -> None:
    sentence = told.sentence
    at = now - timedelta(hours=told.hours)
    until = now + timedelta(hours=told.until)
    error.refresh_from_db()
    match told.state:
        case State.CONFIRMED:
            actions.confirm(error=error, sentence=sentence, by=by, next_update_at=until, at=at)
        case State.FIXED:
            desk.solve_error(error=error, sentence=sentence, by=by, at=at)
        case State.VERIFIED:
            actions.verify(error=error, sentence=sentence, by=by, tested=told.tested, at=at)
        case State.WONT_FIX:
            actions.leave_as_it_is(error=error, sentence=sentence, by=by, at=at)
        case _:
            actions.tell(
                error=error,
                sentence=sentence,
                by=by,
                state=told.state,
                version=told.version,
                next_update_at=until,
                at=at,
            )
