"""The demo's message channel: a week before the rollout, its first day, and what is planned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sufflor.announcements import actions
from sufflor.announcements.actions import Wording
from sufflor.announcements.models import Group, Language, Notice, Tag, Words
from sufflor.lib.clock import local_date, moment
from sufflor.organization.models import Unit, UnitKind, User, WorkRole

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
    others: tuple[Words, ...] = ()
    # The work role that it concerns; empty is everyone.
    role: str = ""


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
        others=(
            Words(
                Language.NYNORSK,
                "Slik blir dagane når Elements blir innført",
                "På innføringsdagane får alle hjelp i felles spørjetimar, ein om morgonen og ein "
                "på slutten av dagen. Skjema, telefon og e-post er stengde dei dagane.\n\n"
                "Det som ikkje kan vente, har eigne skjema som alltid er opne:\n\n"
                "- opplysningar på avvegar\n- lovpålagde fristar\n- problem med å kome inn\n"
                "- hjelp på ein annan måte",
            ),
            Words(
                Language.ENGLISH,
                "How the days will be when Elements is introduced",
                "On the rollout days everyone gets help in joint question hours, one in the "
                "morning and one at the end of the day. Forms, phone and e-mail are closed on "
                "those days.\n\n"
                "What cannot wait has forms of its own that are always open:\n\n"
                "- personal data gone astray\n- statutory deadlines\n- problems signing in\n"
                "- help in another way",
            ),
        ),
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
        role=WorkRole.MANAGER,
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
        others=(
            Words(
                Language.NYNORSK,
                "I natt vart 1 340 saker flytta. Sjekk «Mine saker»",
                "Sakene som mangla i går, er på plass. Manglar du framleis ei sak, skriv "
                "saksnummeret i spørjetimen, utan namn på personar.",
            ),
            Words(
                Language.ENGLISH,
                "1,340 cases were moved last night. Check “My cases”",
                "The cases that were missing yesterday are in place. If one is still missing, "
                "write its number in the question hour, without names of people.",
            ),
        ),
    ),
)
# Shown by itself when its day comes.
PLANNED = Said(
    -3,
    time(12, 0),
    "Kurs for arkivarer i ny avskriving",
    "To timer i kursbasen, med egne saker. Meld deg på hos Dokumentasjonsforvaltningen.",
    (Tag.ROUTINE,),
    role=WorkRole.RECORDS_OFFICER,
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
    for said in (*CHANNEL, PLANNED):
        _say(said, editor, unit, at)


def _say(said: Said, editor: User, unit: Unit, now: datetime) -> None:
    day = local_date(now) - timedelta(days=said.days_ago)
    shown_at = moment(day, said.clock)
    at = min(shown_at, now)
    notice = actions.post(
        wording=Wording(said.title, said.body, others=said.others),
        unit=unit,
        contact=CONTACT,
        tags=said.tags,
        targets=[Group(work_role=said.role)],
        show_at=shown_at if said.days_ago < 0 else None,
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
