"""What people at Nidelva ask in the question hours, how many stand behind it, and the answers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from sufflor.questions.actions import Report
from sufflor.questions.models import Scope


class When(Enum):
    """When a question got its answer: in its own hour, in the next one, or the evening after."""

    IN_THE_HOUR = "in the hour"
    IN_THE_NEXT = "in the next"
    IN_THE_EVENING = "in the evening"


@dataclass(frozen=True)
class Said:
    """A question; with an answer where it has one, and a title where that became an article.

    Others are errors with a report, alike to another question (`into` is what that says), declined
    with a reason, or answered aloud, so that somebody owes the text.
    """

    area: str
    role: str
    votes: int
    text: str
    answer: str = ""
    title: str = ""
    detail: str = ""
    when: When = When.IN_THE_HOUR
    report: Report | None = None
    into: str = ""
    declined: str = ""
    was_spoken: bool = False


EVERYONE, CASE_HANDLER, MANAGER, ARCHIVIST = "alle", "saksbehandler", "leder", "arkivar"

# How the rollout stands, as it is said at the beginning of the first two opening hours.
STATUS = (
    "Flyttingen fra ePhorte gikk som planlagt. 41 200 saker er på plass i Elements, og de siste"
    " 1 340 flyttes i natt.\n\nAlle enheter er inne. Den tomme listen etter bytte av rolle er meldt"
    " til leverandøren.",
    "I natt ble de siste 1 340 sakene flyttet. Alle saker er nå i Elements.\n\nFeilen med tom liste"
    " etter bytte av rolle er ikke rettet. Logg ut og inn igjen så lenge.",
)
# What was added to yesterday's first minutes after the hour.
MENDED = "Møtet ble tekstet. 312 fulgte med på video, og 40 var i auditoriet."

NEXT = (
    Said(
        "generell",
        CASE_HANDLER,
        52,
        "Får vi beskjed når en sak blir fordelt til oss, eller må vi se etter selv?",
    ),
    Said("generell", MANAGER, 43, "Kan stedfortreder godkjenne i Elements mens jeg er på jobb?"),
    Said(
        "system",
        EVERYONE,
        38,
        "Hvorfor blir jeg logget ut etter en halvtime?",
        report=Report(
            wanted="Skrive et notat uten å bli avbrutt.",
            steps="Åpnet et notat og skrev i en halvtime uten å lagre.",
            happened="Jeg ble logget ut, og det jeg hadde skrevet, var borte.",
            message="Økten er utløpt",
            scope=Scope.SEVERAL,
        ),
    ),
    Said("arkiv", CASE_HANDLER, 35, "Hvordan flytter jeg et dokument til riktig sak?"),
    Said("personal", CASE_HANDLER, 30, "Hvem ser en sak om sykefravær som jeg oppretter?"),
    Said(
        "generell",
        CASE_HANDLER,
        29,
        "Kan jeg få tilbake et utkast som jeg slettet ved et uhell?",
    ),
    Said("utdanning", CASE_HANDLER, 26, "Skal søknader om permisjon fra studenter i Elements?"),
    Said("okonomi", CASE_HANDLER, 25, "Hvordan knytter jeg en faktura til avtalesaken?"),
    Said("arkiv", CASE_HANDLER, 22, "Hva skriver jeg i tittelen når navnet skal skjermes?"),
    Said("generell", CASE_HANDLER, 20, "Finnes det hurtigtaster for å lage et nytt notat?"),
    Said("styring", CASE_HANDLER, 18, "Hvordan sorterer jeg sakslisten til et utvalgsmøte?"),
    Said("personal", MANAGER, 17, "Kan jeg se alle sakene til mine ansatte på ett sted?"),
    Said("forskning", CASE_HANDLER, 16, "Hvor registrerer jeg en samarbeidsavtale med utlandet?"),
    Said("system", EVERYONE, 14, "Kan jeg bruke Elements hjemmefra uten VPN?"),
    Said("arkiv", ARCHIVIST, 13, "Når kjøres den offentlige journalen første gang?"),
    Said("generell", CASE_HANDLER, 12, "Kan jeg lage min egen mal for et standardsvar?"),
    Said("utdanning", MANAGER, 11, "Hvem får klagesakene når eksamenskontoret er stengt?"),
    Said("hms", EVERYONE, 9, "Hvor ligger rutinen for å varsle om kritikkverdige forhold?"),
    Said("okonomi", CASE_HANDLER, 8, "Hvordan avslutter jeg en anskaffelse som ble avlyst?"),
    Said("generell", CASE_HANDLER, 7, "Kan to stykker skrive i det samme dokumentet samtidig?"),
    Said("brukerstotte", EVERYONE, 6, "Hvor lenge fortsetter spørretimene?"),
    Said("personal", CASE_HANDLER, 5, "Hvordan avslutter jeg en tilsettingssak uten tilsetting?"),
    Said("arkiv", CASE_HANDLER, 4, "Må jeg registrere SMS-er fra en student?"),
    Said("styring", CASE_HANDLER, 3, "Kan jeg kopiere fjorårets møteplan?"),
    Said("system", EVERYONE, 2, "Finnes Elements på engelsk?"),
)

PRIVATE = Said(
    "personal",
    CASE_HANDLER,
    1,
    "Hvem skal lese sykmeldingen til Per Persen på instituttet vårt?",
    "Sykmeldinger leses bare av nærmeste leder og HR. Send den fra HR-portalen, så får de den.\n\n"
    "Du skal ikke legge den i en sak selv.",
    detail="Den kom i posten i dag, og gjelder en skulder.",
)
WHY_PRIVATE = "Spørsmålet forteller om helsen til en navngitt kollega."
