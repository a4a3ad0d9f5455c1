"""What the world of tests/world.py holds for planners: rollouts, hours, duties, and their forms."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from sufflor.backstage.hour_plan_forms import stamp
from sufflor.organization.models import CaseArea, Role, RoleGrant, Unit, User
from sufflor.questions import actions as questions
from sufflor.questions.actions import TemplateWish
from sufflor.questions.models import DutyKind, HourKind, QuestionHour
from sufflor.questions.queries import template
from sufflor.rollout import actions as rollouts
from sufflor.rollout.actions import Wording
from sufflor.rollout.models import Course, Rollout
from tests.cast import DAY, MORNING, person

Thing = Mapping[str, object]
NEXT = DAY + timedelta(days=1)


def colleague(unit: Unit) -> User:
    """Another host, to share duties with."""
    ida = person("ida", "Ida", "Programleder", unit)
    RoleGrant.objects.create(person=ida, role=Role.HOST, granted_at=MORNING)
    return ida


def planned_things(plan: Rollout, jo: User, ida: User, area: CaseArea) -> dict[str, Thing]:
    """A rollout that was moved by hand for a moment, one that is called off, and some duties."""
    later = _another("Fase to", 40, jo)
    moved = rollouts.change_mode(
        rollout=later,
        course=Course.ROLLOUT,
        until=MORNING - timedelta(minutes=1),
        reason="Prøve",
        seen=0,
        by=jo,
        at=MORNING - timedelta(minutes=5),
    )
    off = _another("Fase tre", 60, jo)
    questions.call_off_rollout(rollout=off, reason="Utsatt", by=jo, at=MORNING)
    item = rollouts.add_item(rollout=plan, text="Bestille kaffe", by=jo, at=MORNING)
    hour = QuestionHour.objects.get(slug=f"{NEXT}-avslutning")
    opening = QuestionHour.objects.get(slug=f"{NEXT}-oppstart")

    def duty(where: QuestionHour, kind: DutyKind, on: CaseArea | None = None):
        return questions.give_duty(hour=where, person=jo, kind=kind, area=on, by=jo, at=MORNING)

    swap = questions.ask_to_swap(
        duty=duty(opening, DutyKind.ANSWERER, area), to_person=ida, by=jo, at=MORNING
    )
    return {
        "later_rollout": {"pk": later.pk},
        "mode": {"pk": plan.pk, "course": "normal"},
        "mode_change": {"pk": moved.pk},
        "called_off": {"pk": off.pk},
        "item": {"pk": item.pk},
        "day": {"pk": plan.pk, "day": NEXT.isoformat()},
        "planned_hour": {"slug": hour.slug},
        "template": {"pk": plan.pk, "kind": HourKind.OPENING.value},
        "duty": {"pk": duty(opening, DutyKind.HOST).pk},
        "swap": {"pk": swap.pk},
    }


def planned_forms(plan: Rollout, ida: User) -> dict[str, dict[str, object]]:
    place = {"title": "Morgenmøte", "room": "R7", "video_url": "https://video.example/r7"}
    ways = {"moderation": "after", "names": "hosts"}
    way = {"name": "Vakttelefon", "kind": "phone", "contact": "73 00 00 11", "position": "5"}
    at_two = {"opens_at": f"{NEXT}T14:00", "closes_at": f"{NEXT}T14:30"}
    daily = {"opens": "08:00", "closes": "08:30", **place, **ways}
    return {
        "mode_change": {"deed": "do", "reason": "Elements er nede.", "seen": "0"},
        "rollout_call_off": {"deed": "do", "reason": "Leverandøren er ikke klar."},
        "checklist_add": {"text": "Skilt til rommet"},
        "way_new": way,
        "way_change": {**way, "name": "Telefon på dagtid"},
        "hour_plan": {**at_two, **place, **ways},
        "hour_add": {**place, "opens_at": f"{NEXT}T12:00", "closes_at": f"{NEXT}T12:30"},
        "hour_cancel": {"reason": "Programlederen er syk."},
        "hour_say_status": {"text": "Alt går som det skal."},
        "template_change": {**daily, "deed": "save", "looked": _looked(plan, place)},
        "duty_give": {"vakt": "host", "person": ida.pk},
        "swap_ask": {"person": ida.pk},
        "swap_answer": {"svar": "nei"},
        "rehearsal": {"day": NEXT.isoformat()},
        "rehearsal_end": {"deed": "done"},
    }


def _looked(plan: Rollout, place: Mapping[str, str]) -> str:
    there = template(plan, HourKind.OPENING)
    assert there is not None
    opens, closes = there.opens.replace(hour=8, minute=0), there.closes.replace(hour=8, minute=30)
    return stamp(
        TemplateWish(opens=opens, closes=closes, moderation="after", names="hosts", **place)
    )


def _another(name: str, ahead: int, by: User) -> Rollout:
    return questions.plan_rollout(
        wording=Wording(name), dates=[DAY + timedelta(days=ahead)], policies=[], by=by, at=MORNING
    )
