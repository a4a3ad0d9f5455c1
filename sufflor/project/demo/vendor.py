"""The demo's vendor: two systems with versions, and eight cases over all columns of the board."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sufflor.desk.models import Request
from sufflor.knowledge.models import Function
from sufflor.known_errors.models import KnownError
from sufflor.lib.clock import local_date
from sufflor.organization.models import User
from sufflor.questions.models import Question
from sufflor.vendor import actions, queries
from sufflor.vendor.actions import Facts, Heard, Plan, Release, Terms, Ties, Wanted
from sufflor.vendor.models import (
    Channel,
    Check,
    Kind,
    Severity,
    System,
    Vendor,
    VendorCase,
    Version,
)

CONTACT, PROPOSER, AGREES = "vendor_contact", "second_line", "admin"
ALL_CHECKED = tuple(each.value for each in Check)
TERMS = Terms(
    name="Arkivlaget AS",
    email="saker@arkivlaget.example",
    weekdays=range(5),
    opens=time(8),
    closes=time(16),
    promised={
        Severity.CRITICAL: (2, 16),
        Severity.SERIOUS: (8, 80),
        Severity.ORDINARY: (24, 320),
        Severity.SMALL: (40, 960),
    },
)
MAIN, OTHER = "Elements", "Elements Innsyn"


@dataclass(frozen=True)
class Case:
    """`error`, `request` and `question` are words in what it comes from. `steps` of its way were
    taken so many days ago."""

    title: str
    days: float
    actual: str
    severity: Severity = Severity.ORDINARY
    kind: Kind = Kind.ERROR
    system: str = MAIN
    steps: str = ""
    expected: str = ""
    checked: tuple[str, ...] = ALL_CHECKED
    function: str = ""
    error: str = ""
    request: str = ""
    question: str = ""
    number: str = ""
    answer: str = ""
    next_action: str = ""
    # Counted in hours from now, where its owner has set it.
    due: float | None = None
    note: str = ""
    reported: float | None = None
    confirmed: float | None = None
    fixed: float | None = None
    version: str = ""
    testing: float | None = None
    verified: float | None = None
    closed: float | None = None


CASES = (
    Case(
        "Tom liste for ledere med mer enn én rolle",
        0.4,
        "Listen «Til godkjenning» er tom til lederen bytter rolle og tilbake.",
        Severity.SERIOUS,
        checked=("searched",),
        error="Godkjenn",
        function=Function.APPROVE,
    ),
    Case(
        "Skjermingskoden forsvinner når saken kopieres",
        1.2,
        "Den nye saken er åpen, også når den gamle var skjermet.",
        Severity.CRITICAL,
        steps="1. Skjerm en sak.\n2. Velg Kopier sak.\n3. Se på den nye saken.",
        expected="Den nye saken er skjermet som den gamle.",
        error="Skjermingskoden",
        function=Function.SHIELD,
    ),
    Case(
        "Varsel om godkjenning kommer ikke på e-post",
        2.3,
        "Varslene blir liggende i køen. Ingen e-post går ut.",
        Severity.CRITICAL,
        steps="1. Send et dokument til godkjenning.\n2. Vent i fem minutter.",
        expected="Lederen får en e-post.",
        error="Varsel om godkjenning",
        number="LEV-88412",
        next_action="Ring vakten hos leverandøren",
        reported=2.1,
        function=Function.APPROVE,
    ),
    Case(
        "Søket i innsyn viser avsendere som er skjermet",
        5,
        "Navnet på avsenderen står i trefflisten, men ikke i journalposten.",
        Severity.SERIOUS,
        system=OTHER,
        steps="1. Søk på en skjermet avsender.\n2. Se i trefflisten.",
        expected="Avsenderen er skjermet begge steder.",
        number="LEV-88390",
        answer="Vi har tatt saken inn, og kommer tilbake når vi har sett på den.",
        next_action="Spør om når de har gjenskapt den",
        due=70,
        note="Sendt dem skjermbilder uten navn.",
        reported=4.8,
        function=Function.FIND,
    ),
    Case(
        "Ekspedering stopper når vedleggene er over 20 MB",
        6,
        "Det står «Ekspederer …», og mottakeren får ingenting.",
        Severity.CRITICAL,
        steps="1. Legg ved filer på til sammen 25 MB.\n2. Ekspeder.",
        expected="Brevet blir sendt.",
        error="Ekspedering stopper",
        request="Ekspedering stopper",
        number="LEV-88377",
        answer="Vi ser feilen hos oss også. Det er en grense i utsendingen.",
        next_action="Få vite hvilken versjon rettelsen kommer i",
        due=18,
        note="De regner med å ha svaret i dag.",
        reported=5.8,
        confirmed=3,
        function=Function.WRITE,
    ),
    Case(
        "Søk på saksnummer med skråstrek gir ingen treff",
        9,
        "Søker du på 24/117, får du ingen treff.",
        steps="1. Skriv 24/117 i søkefeltet.",
        expected="Saken er det øverste treffet.",
        error="skråstrek",
        number="LEV-88102",
        next_action="Sett versjonen i test på mandag",
        due=90,
        reported=8.5,
        confirmed=6,
        fixed=1.4,
        version="7.4.2",
        function=Function.FIND,
    ),
    Case(
        "Dobbelt varsel når et notat blir returnert",
        12,
        "Saksbehandleren får to like varsler.",
        Severity.SMALL,
        steps="1. Send et notat til godkjenning.\n2. La lederen returnere det.",
        expected="Ett varsel.",
        number="LEV-87960",
        reported=11,
        confirmed=9,
        fixed=3,
        version="7.4.2",
        testing=0.6,
        function=Function.APPROVE,
    ),
    Case(
        "Kopi av journalposter til flere saker på en gang",
        20,
        "I dag må hver journalpost kopieres for seg, og en personalmappe har hundrevis.",
        Severity.SMALL,
        kind=Kind.CHANGE,
        expected="Velg mange, og kopier dem til en annen sak.",
        number="LEV-87511",
        reported=19,
        confirmed=17,
        fixed=8,
        version="7.4.1",
        testing=6,
        verified=5,
        closed=4,
        function=Function.REGISTER,
    ),
)


def fill(*, at: datetime) -> None:
    """Once. Afterwards the vendor contacts work with them themselves."""
    if Vendor.objects.exists():
        return
    people = {name: User.objects.get(username=name) for name in (CONTACT, PROPOSER, AGREES)}
    began = at - timedelta(days=40)
    admin = people[AGREES]
    vendor = actions.register(terms=TERMS, by=admin, at=began)
    systems = {
        name: actions.add_system(vendor=vendor, name=name, by=admin, at=began)
        for name in (MAIN, OTHER)
    }
    versions = _versions(systems, people[CONTACT], at)
    for said in CASES:
        _live(said, systems[said.system], versions, people, at)
    actions.hold_meeting(vendor=vendor, by=people[CONTACT], at=at - timedelta(days=4))


def _versions(systems: dict[str, System], by: User, at: datetime) -> dict[str, Version]:
    began = at - timedelta(days=30)
    found = {}
    for name, system, days, functions in (
        ("7.4.1", MAIN, -30, [Function.SHIELD]),
        ("7.4.2", MAIN, 3, [Function.FIND, Function.APPROVE]),
        ("3.2", OTHER, 24, [Function.FIND]),
    ):
        release = Release(
            system=systems[system],
            name=name,
            expected_on=local_date(at + timedelta(days=days)),
            functions=[each.value for each in functions],
            notes="Rettelser og mindre forbedringer.",
        )
        found[name] = actions.plan_version(release=release, by=by, at=began)
    actions.put_in_use(version=found["7.4.1"], by=by, at=at - timedelta(days=10))
    return found


def _live(
    said: Case,
    system: System,
    versions: dict[str, Version],
    people: dict[str, User],
    now: datetime,
) -> None:
    """What was done with it, in order, each deed so many days ago."""

    def ago(days: float) -> datetime:
        return now - timedelta(days=days)

    contact = people[CONTACT]
    proposer = people[PROPOSER if said.checked != ALL_CHECKED else CONTACT]
    case = actions.propose(
        facts=_facts(said, system), ties=_ties(said), by=proposer, at=ago(said.days)
    )
    if said.reported is not None:
        _send(case, contact, ago(said.reported))
        _hear(case, said, contact, ago(said.reported - 0.2))
    if said.confirmed is not None:
        actions.confirm(case=case, by=contact, at=ago(said.confirmed))
    if said.fixed is not None:
        version = versions[said.version]
        actions.announce_fix(case=case, version=version, by=contact, at=ago(said.fixed))
    if said.testing is not None:
        actions.start_test(case=case, by=contact, at=ago(said.testing))
    if said.verified is not None:
        tested = "Prøvd i testmiljøet med tolv poster."
        actions.verify(case=case, tested=tested, by=contact, at=ago(said.verified))
    if said.closed is not None:
        sentence = "Rettelsen er i bruk."
        actions.release(case=case, sentence=sentence, by=contact, at=ago(said.closed))
    _plan(case, said, contact, now)


def _facts(said: Case, system: System) -> Facts:
    return Facts(
        title=said.title,
        system=system,
        kind=said.kind,
        severity=said.severity,
        function=said.function,
        found_in="7.4.1" if said.kind == Kind.ERROR and said.steps else "",
        steps=said.steps,
        expected=said.expected,
        actual=said.actual,
        checked=said.checked,
    )


def _ties(said: Case) -> Ties:
    """What is not there any more is left out."""
    errors = KnownError.objects.standing().filter(title__icontains=said.error)
    requests = Request.objects.unresolved().filter(title__startswith=said.request)
    questions = Question.objects.public().filter(text__icontains=said.question)
    return Ties(
        requests=requests[:1] if said.request else (),
        errors=errors[:1] if said.error else (),
        questions=questions[:1] if said.question else (),
    )


def _send(case: VendorCase, by: User, at: datetime) -> None:
    """As text, so that the demo mails nobody."""
    wanted = Wanted(channel=Channel.TEXT)
    seen = queries.bundle(queries.with_rows().get(pk=case.pk), wanted.parts).digest
    actions.send(case=case, wanted=wanted, seen=seen, by=by, at=at)


def _hear(case: VendorCase, said: Case, by: User, at: datetime) -> None:
    text = said.answer or f"Saken er registrert hos oss som {said.number}."
    heard = Heard(text=text, channel=Channel.HAND, number=said.number)
    actions.hear(case=case, heard=heard, by=by, at=at)


def _plan(case: VendorCase, said: Case, by: User, now: datetime) -> None:
    """As it stands today."""
    if said.note:
        actions.note(case=case, text=said.note, by=by, at=now - timedelta(hours=5))
    if not said.next_action:
        return
    stands = queries.with_rows().get(pk=case.pk)
    plan = Plan(
        owner=by,
        next_action=said.next_action,
        due_at=now + timedelta(hours=said.due) if said.due else stands.due_at,
        vendor_number=stands.vendor_number,
        severity=Severity(stands.severity),
    )
    at = stands.touched_at if not said.note else now - timedelta(hours=5)
    actions.plan(case=case, wanted=plan, by=by, at=at)
