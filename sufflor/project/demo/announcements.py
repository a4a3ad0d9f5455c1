"""The demo's message channel: a week before the rollout, and its first day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sufflor.announcements import actions
from sufflor.announcements.actions import Wording
from sufflor.announcements.models import Notice, Tag
from sufflor.lib.clock import local_date, moment
from sufflor.organization.models import Unit, UnitKind, User

RECORDS = "DOKU"
CONTACT = "Innføringsprosjektet, elements@nidelva.example"


@dataclass(frozen=True)
class Said:
    """A notice, so many days ago at a time of day; a few are corrected or pinned later."""

    days_ago: int
    clock: time
    title: str
    body: str
    tags: tuple[Tag, ...]
    is_pinned: bool = False
    corrected: str = ""
    reason: str = ""


CHANNEL = (
    Said(
        9,
        time(12, 0),
        "Slik blir dagene når Elements innføres",
        "På innføringsdagene får alle hjelp i felles spørretimer, en om morgenen og en på slutten "
        "av dagen. Skjema, telefon og e-post er stengt de dagene.\n\n"
        "Det som ikke kan vente, har egne skjema som alltid er åpne:\n\n"
        "- opplysninger på avveie\n- lovpålagte frister\n- problemer med å komme inn\n"
        "- hjelp på en annen måte",
        (Tag.QUESTION_HOUR, Tag.ROUTINE),
        is_pinned=True,
    ),
    Said(
        7,
        time(9, 15),
        "Gjør ferdig det du kan i ePhorte denne uken",
        "Saker som er avsluttet før flyttingen, blir med over slik de er. Dokumenter som står som "
        "reserverte eller under arbeid, må du ferdigstille eller slette selv.\n\n"
        "Spør prosessrådgiveren din om du er usikker på hva som står åpent.",
        (Tag.ROUTINE,),
    ),
    Said(
        5,
        time(14, 30),
        "Tilgangene i Elements er bestilt for alle enheter",
        "Du får de samme rollene som du hadde i ePhorte. Leder kontrollerer listen for sin enhet "
        "og melder fra om feil innen fredag.",
        (Tag.NEW_SOLUTION, Tag.ROUTINE),
    ),
    Said(
        3,
        time(10, 0),
        "ePhorte stenges for nye saker i kveld kl. 20.00",
        "Fra kl. 20.00 kan du lese, men ikke skrive i ePhorte. Det som er påbegynt og ikke lagret "
        "da, blir borte.",
        (Tag.DISRUPTION,),
        corrected="Fra kl. 18.00 kan du lese, men ikke skrive i ePhorte. Det som er påbegynt og "
        "ikke lagret da, blir borte.",
        reason="Vi skrev 20.00. Riktig klokkeslett er 18.00, fordi flyttingen tar lengre tid.",
    ),
    Said(
        2,
        time(16, 45),
        "Opplæringsfilmene er lagt ut",
        "Sju filmer på tre til seks minutter viser det du gjør oftest: opprette sak, skrive "
        "dokument, godkjenne, ekspedere, skjerme, søke og fordele.",
        (Tag.NEW_SOLUTION,),
    ),
    Said(
        1,
        time(7, 40),
        "Elements er åpent. Første spørretime begynner kl. 08.30",
        "Still spørsmålet ditt allerede nå, eller stem på det andre har spurt om. Alle får "
        "skriftlig svar, også de som ikke kan være med.",
        (Tag.QUESTION_HOUR, Tag.NEW_SOLUTION),
    ),
    Said(
        1,
        time(15, 40),
        "Svarene fra første dag er lagt ut",
        "Alle spørsmål fra begge spørretimene er besvart. Svarene ligger under "
        "saksområdet de gjelder, og du finner dem i søket.",
        (Tag.QUESTION_HOUR,),
    ),
    Said(
        0,
        time(0, 50),
        "I natt ble 1 340 saker flyttet. Sjekk «Mine saker»",
        "Sakene som manglet i går, er på plass. Mangler du fortsatt en sak, skriv saksnummeret i "
        "spørretimen, uten navn på personer.",
        (Tag.DISRUPTION,),
    ),
)


def fill(*, at: datetime) -> None:
    if Notice.objects.exists():
        return
    editor = User.objects.get(username="editor")
    unit = (
        Unit.objects.filter(code=RECORDS).first()
        or Unit.objects.filter(kind=UnitKind.DEPARTMENT).first()
    )
    if unit is None:
        raise LookupError("The demo's units come before its notices.")
    for said in CHANNEL:
        _say(said, editor, unit, at)


def _say(said: Said, editor: User, unit: Unit, now: datetime) -> None:
    day = local_date(now) - timedelta(days=said.days_ago)
    at = min(moment(day, said.clock), now)
    notice = actions.post(
        wording=Wording(said.title, said.body),
        unit=unit,
        contact=CONTACT,
        tags=said.tags,
        by=editor,
        at=at,
    )
    if said.is_pinned:
        actions.pin(notice=notice, by=editor, at=at)
    if said.corrected:
        title = said.title.replace("20.00", "18.00")
        actions.correct(
            notice=notice,
            wording=Wording(title, said.corrected),
            reason=said.reason,
            by=editor,
            at=at + timedelta(minutes=25),
        )
