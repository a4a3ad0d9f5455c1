"""The demo's wishes: a dozen in all states, with those who stand behind them and who decides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sufflor.change_requests import actions, rules
from sufflor.change_requests.actions import Facts
from sufflor.change_requests.models import ChangeRequest, HowMany, HowOften, State
from sufflor.desk import actions as desk
from sufflor.desk.models import Request
from sufflor.lib.clock import local_date
from sufflor.organization import actions as organization
from sufflor.organization.models import CaseArea, ChargeKind, User

KEEPER, ADMIN = "second_line", "admin"
# Who owns the processes of an area, and says yes or no.
OWNERS = {"arkiv": "host", "generell": "host", "personal": "second_line"}


@dataclass(frozen=True)
class Told:
    """A step, so many days ago."""

    days: float
    state: State
    text: str
    version: str = ""
    tested: str = ""


@dataclass(frozen=True)
class Said:
    """Without an area it is about all of them; `people` wish for the same."""

    title: str
    need: str
    area: str
    people: int
    steps: tuple[Told, ...] = ()
    benefit: str = ""
    workaround: str = ""
    how_many: str = HowMany.MANY
    how_often: str = HowOften.DAILY
    # Words in the title of a request that asks for it.
    request: str = ""


LOOKED = "Vi har sett på ønsket og hører gjerne fra flere som trenger det samme."
BUNDLE = "Sendt til leverandøren sammen med de andre ønskene fra høsten."
WISHES = (
    Said(
        "Vise saksansvarlig i restanselisten",
        "Jeg fordeler arbeidet hver morgen, og må åpne hver sak for å se hvem som har den.",
        "arkiv",
        27,
        (
            Told(40, State.ASSESSED, LOOKED),
            Told(
                31, State.ACCEPTED, "Fordelingen tar en halvtime hver dag ved de største enhetene."
            ),
            Told(24, State.SENT, BUNDLE),
            Told(6, State.PLANNED, "Leverandøren tar det med i neste versjon.", version="7.5"),
        ),
        benefit="En halvtime spart hver dag ved hver enhet, og færre saker som blir liggende.",
        workaround="Vi fører et regneark ved siden av.",
        request="Ønsker å vise saksansvarlig",
    ),
    Said(
        "Sende flere vedlegg på én gang",
        "Når en søknad har tjue vedlegg, må jeg laste opp ett og ett.",
        "generell",
        34,
        (
            Told(75, State.ASSESSED, LOOKED),
            Told(
                66, State.ACCEPTED, "Mange taper mye tid på dette, og det er lett å hoppe over ett."
            ),
            Told(60, State.SENT, BUNDLE),
            Told(12, State.DELIVERED, "Dra alle vedleggene inn i vinduet samtidig.", version="7.4"),
            Told(
                8,
                State.VERIFIED,
                "Vi har prøvd med femti vedlegg, og alle kom med i riktig rekkefølge.",
                tested="Prøvd i testmiljøet og av to saksbehandlere.",
            ),
        ),
        benefit="Ingen vedlegg blir glemt.",
    ),
    Said(
        "Huske hvilke kolonner jeg har valgt",
        "Hver gang jeg logger inn, må jeg velge de samme kolonnene på nytt.",
        "generell",
        19,
        (
            Told(58, State.ASSESSED, LOOKED),
            Told(50, State.ACCEPTED, "Lite arbeid for leverandøren, og mange klikk spart."),
            Told(49, State.SENT, BUNDLE),
            Told(12, State.DELIVERED, "Valget ditt blir husket fra gang til gang.", version="7.4"),
        ),
    ),
    Said(
        "Større felt for dokumenttittel",
        "Titlene våre er lange, og jeg ser bare de første ordene mens jeg skriver.",
        "arkiv",
        11,
        (
            Told(90, State.ASSESSED, LOOKED),
            Told(
                84, State.ACCEPTED, "Feil i titler er dyre å rette når dokumentet er journalført."
            ),
            Told(30, State.DELIVERED, "Feltet vokser nå med teksten.", version="7.3"),
        ),
        how_many=HowMany.UNIT,
    ),
    Said(
        "Godkjenne flere dokumenter samtidig",
        "Før møtene har jeg tretti dokumenter til godkjenning, og må åpne dem én for én.",
        "generell",
        16,
        (
            Told(28, State.ASSESSED, LOOKED),
            Told(
                20,
                State.DECLINED,
                "En godkjenning er en vurdering av hvert dokument, og må leses før den gis. Vi ser "
                "heller på hvordan det kan gå raskere å bla fra det ene til det neste.",
            ),
        ),
        how_many=HowMany.FEW,
        how_often=HowOften.WEEKLY,
    ),
    Said(
        "Varsel når en sak får nytt dokument",
        "Jeg er saksansvarlig, og oppdager svar fra søkeren først når jeg åpner saken.",
        "generell",
        23,
        (
            Told(22, State.ASSESSED, LOOKED),
            Told(15, State.ACCEPTED, "Vi svarer for sent fordi ingen ser at det har kommet noe."),
        ),
        workaround="Jeg går gjennom alle sakene mine hver morgen.",
    ),
    Said(
        "Hurtigtast for å registrere inngående post",
        "Vi registrerer hundrevis om dagen, og hånden går til musen hver gang.",
        "arkiv",
        8,
        (
            Told(19, State.ASSESSED, LOOKED),
            Told(11, State.ACCEPTED, "Det sparer hendene til dem som registrerer hele dagen."),
        ),
        how_many=HowMany.UNIT,
    ),
    Said(
        "Maler for ansettelsessaker",
        "Hver ansettelse har de samme ti dokumentene, og jeg lager dem fra bunnen av.",
        "personal",
        13,
        (Told(9, State.ASSESSED, LOOKED),),
        benefit="Like saker blir like, og nye saksbehandlere kommer fortere i gang.",
        how_often=HowOften.WEEKLY,
    ),
    Said(
        "Se hvem som har lest et dokument",
        "Jeg må vite om alle i utvalget har lest sakspapirene før møtet.",
        "arkiv",
        6,
        (Told(5, State.ASSESSED, LOOKED),),
        how_often=HowOften.MONTHLY,
    ),
    Said(
        "Mørk bakgrunn",
        "Jeg sitter foran skjermen hele dagen og blir sliten i øynene.",
        "",
        3,
        (
            Told(35, State.ASSESSED, LOOKED),
            Told(
                26, State.DECLINED, "Leverandøren bygger om skjermbildene neste år, og tar det da."
            ),
        ),
        how_many=HowMany.ONE,
    ),
    Said(
        "Hente adressen fra folkeregisteret",
        "Søkere flytter, og brevene våre kommer i retur.",
        "generell",
        0,
        how_often=HowOften.WEEKLY,
    ),
    Said(
        "Skrive ut restanselisten liggende",
        "Kolonnene lengst til høyre faller utenfor arket.",
        "arkiv",
        0,
        how_many=HowMany.FEW,
        how_often=HowOften.MONTHLY,
    ),
)


def fill(*, at: datetime) -> None:
    """Once. Afterwards people wish for things themselves."""
    if ChangeRequest.objects.exists():
        return
    areas = {area.slug: area for area in CaseArea.objects.all()}
    _put_in_charge(areas, at)
    people = list(User.objects.filter(is_active=True, issuer="").order_by("username")[:60])
    for number, said in enumerate(WISHES):
        first = said.steps[0].days if said.steps else 1 + number % 3
        by = people[number % len(people)]
        change = actions.propose(
            facts=Facts(
                title=said.title,
                need=said.need,
                benefit=said.benefit,
                workaround=said.workaround,
                how_many=said.how_many,
                how_often=said.how_often,
                area=areas.get(said.area),
            ),
            submission=UUID(int=number + 1),
            by=by,
            at=at - timedelta(days=first + 2),
        )
        _lived(change, said, people[number : number + said.people], at)


def _put_in_charge(areas: dict[str, CaseArea], at: datetime) -> None:
    for slug, owner in OWNERS.items():
        organization.give_charge(
            person=User.objects.get(username=owner),
            area=areas[slug],
            process=None,
            kind=ChargeKind.OWNER,
            from_date=local_date(at - timedelta(days=365)),
            to_date=None,
            by=User.objects.get(username=ADMIN),
            at=at,
        )


def _lived(change: ChangeRequest, said: Said, people: list[User], now: datetime) -> None:
    keeper = User.objects.get(username=KEEPER)
    for number, told in enumerate(said.steps):
        _take(change, told, keeper, now - timedelta(days=told.days))
        if number == 0:
            joined_at = now - timedelta(days=told.days) + timedelta(hours=3)
            actions.bring(change=change, people=people, by=keeper, at=joined_at)
    if said.request:
        request = Request.objects.unresolved().filter(title__startswith=said.request).first()
        if request and request.assignee:
            desk.tie_to_change(
                request=request, change=change, asks_more=True, by=request.assignee, at=now
            )


def _take(change: ChangeRequest, told: Told, keeper: User, at: datetime) -> None:
    change = ChangeRequest.objects.get(pk=change.pk)
    match told.state:
        case State.ASSESSED:
            actions.take_up(change=change, seen=change.stamp, text=told.text, by=keeper, at=at)
        case State.ACCEPTED | State.DECLINED:
            actions.decide(
                change=change,
                verdict=told.state,
                reason=told.text,
                seen=change.stamp,
                by=_decider(change, at),
                at=at,
            )
        case State.SENT:
            actions.send(changes=[change], text=told.text, by=keeper, at=at)
        case State.DELIVERED:
            actions.deliver(change=change, version=told.version, text=told.text, by=keeper, at=at)
        case State.VERIFIED:
            actions.verify(change=change, tested=told.tested, text=told.text, by=keeper, at=at)
        case _:
            actions.tell(
                change=change,
                state=told.state,
                version=told.version,
                text=told.text,
                by=keeper,
                at=at,
            )


def _decider(change: ChangeRequest, at: datetime) -> User:
    owners = User.objects.filter(pk__in=rules.owners_of(change, at))
    return owners.first() or User.objects.get(username=ADMIN)
