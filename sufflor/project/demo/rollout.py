"""The demo's rollout: six days around today, of which today is the second.

Yesterday, today, tomorrow and the day after; then a day between, a rollout day, a day between and
the last rollout day. Weekdays play no part, so the demo is the same whenever it is filled.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from sufflor.lib.clock import local_date, moment
from sufflor.organization.models import User
from sufflor.questions import actions as questions
from sufflor.rollout import actions
from sufflor.rollout.actions import Wording
from sufflor.rollout.models import DoorState, Rollout, Urgency, WayIn, WayKind
from sufflor.rollout.rules import WayPolicy

DAYS = (-1, 0, 1, 2, 4, 6)
DESK = "https://hjelp.nidelva.example/skjema/"
HOUR = "sporretime"
REPLACED = ("hjelp-til-bruk-av-elements", "endringsonske")
CLOSED = ("brukertilgang", "telefon", "e-post")

WAYS = (
    (HOUR, WayKind.QUESTION_HOUR, "", "Spørretimen", "Spørjetimen", "The question hour"),
    (
        "hjelp-til-bruk-av-elements",
        WayKind.FORM,
        "",
        "Hjelp til bruk av Elements",
        "Hjelp til bruk av Elements",
        "Help with using Elements",
    ),
    ("brukertilgang", WayKind.FORM, "", "Brukertilgang", "Brukartilgang", "User access"),
    ("endringsonske", WayKind.FORM, "", "Endringsønske", "Endringsønske", "Change request"),
    (
        "telefon",
        WayKind.PHONE,
        "",
        "Telefon til brukerstøtten",
        "Telefon til brukarstøtta",
        "Phone",
    ),
    ("e-post", WayKind.EMAIL, "", "E-post til brukerstøtten", "E-post til brukarstøtta", "E-mail"),
    (
        "opplysninger-pa-avveie",
        WayKind.FORM,
        Urgency.PRIVACY,
        "Opplysninger på avveie",
        "Opplysningar på avvegar",
        "Privacy incident",
    ),
    (
        "innlogging-feiler",
        WayKind.FORM,
        Urgency.SIGN_IN,
        "Jeg kommer ikke inn",
        "Eg kjem ikkje inn",
        "I cannot sign in",
    ),
    (
        "frist",
        WayKind.FORM,
        Urgency.DEADLINE,
        "Lovpålagt frist som går ut",
        "Lovpålagd frist som går ut",
        "Statutory deadline",
    ),
    (
        "tilgjengelighet",
        WayKind.FORM,
        Urgency.ACCESSIBILITY,
        "Jeg trenger hjelp på en annen måte",
        "Eg treng hjelp på ein annan måte",
        "I need help in another way",
    ),
)
CONTACTS = {"telefon": "73 00 00 10", "e-post": "saksbehandling@nidelva.example"}

WORDING = Wording(
    name="Innføring av Elements",
    name_nn="Innføring av Elements",
    name_en="The rollout of Elements",
    system="Elements",
    replaces="ePhorte",
    known=(
        "ePhorte er stengt for nye saker, men kan leses ut året.\n\n"
        "Skjema, telefon og e-post til brukerstøtten er åpne som før innføringen.\n\n"
        "Alle svar fra spørretimene ligger under saksområdet de gjelder."
    ),
    known_nn=(
        "ePhorte er stengt for nye saker, men kan lesast ut året.\n\n"
        "Skjema, telefon og e-post til brukarstøtta er opne som før innføringa.\n\n"
        "Alle svar frå spørjetimane ligg under saksområdet dei gjeld."
    ),
    known_en=(
        "ePhorte is closed for new cases, but can be read for the rest of the year.\n\n"
        "Forms, phone and e-mail to user support are open as before the rollout.\n\n"
        "Every answer from the question hours is filed under its case area."
    ),
    awaiting=(
        "Hvor lenge prosessrådgiverne har ekstra tid til kollegaveiledning, er ikke avgjort.\n\n"
        "Om spørretimene fortsetter én gang i uken, avgjøres av styringsgruppen."
    ),
    awaiting_nn=(
        "Kor lenge prosessrådgjevarane har ekstra tid til kollegarettleiing, er ikkje avgjort.\n\n"
        "Om spørjetimane held fram éin gong i veka, blir avgjort av styringsgruppa."
    ),
    awaiting_en=(
        "It is not settled how long the process advisers have extra time for their colleagues.\n\n"
        "The steering group decides whether the question hours go on once a week."
    ),
)


def fill(*, at: datetime) -> None:
    if Rollout.objects.exists():
        return
    planner = User.objects.get(username="admin")
    today = local_date(at)
    planned_at = moment(today - timedelta(days=9), time(10, 0))
    ways = {
        way.slug: actions.offer_way_in(way_in=way, by=planner, at=planned_at) for way in _ways()
    }
    questions.plan_rollout(
        wording=WORDING,
        dates=[today + timedelta(days=days) for days in DAYS],
        policies=_policies(ways),
        by=planner,
        at=planned_at,
    )
    _one_door_moved_by_hand(ways["brukertilgang"], planner, at)


def laid_around() -> date | None:
    """The day that was today when the demo was filled. Its days stay where they are after that."""
    planned = Rollout.objects.order_by("pk").first()
    days = list(planned.days.values_list("date", flat=True)) if planned else []
    return days[1] if len(days) == len(DAYS) else None


def _ways() -> list[WayIn]:
    return [
        WayIn(
            slug=slug,
            kind=kind,
            urgency=urgency,
            name=name,
            name_nn=name_nn,
            name_en=name_en,
            contact=CONTACTS.get(slug, ""),
            url=f"{DESK}{slug}" if kind == WayKind.FORM else "",
            position=position,
        )
        for position, (slug, kind, urgency, name, name_nn, name_en) in enumerate(WAYS)
    ]


def _policies(ways: dict[str, WayIn]) -> list[WayPolicy]:
    return [
        WayPolicy(ways[HOUR], DoorState.OPEN),
        *(WayPolicy(ways[slug], DoorState.REPLACED, ways[HOUR]) for slug in REPLACED),
        *(WayPolicy(ways[slug], DoorState.CLOSED) for slug in CLOSED),
    ]


def _one_door_moved_by_hand(way_in: WayIn, planner: User, at: datetime) -> None:
    """Yesterday morning, and undone before lunch: so that the log has something to tell."""
    yesterday = local_date(at) - timedelta(days=1)
    moved = actions.override(
        way_in=way_in,
        state=DoorState.OPEN,
        until=None,
        reason="Tolv nyansatte begynner i dag og må få tilgang",
        by=planner,
        at=moment(yesterday, time(10, 15)),
    )
    actions.undo_override(override=moved, by=planner, at=moment(yesterday, time(11, 40)))
