"""What the world of tests/world.py holds of the register: appointments, hours, and their forms."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time, timedelta
from uuid import UUID

from sufflor.organization import actions
from sufflor.organization.actions import Shift
from sufflor.organization.models import (
    CaseArea,
    ChargeKind,
    CompetenceLevel,
    Line,
    Membership,
    Role,
    SupportGroup,
    Unit,
    User,
)
from tests.cast import DAY, MORNING, person

Thing = Mapping[str, object]
PRESSED = UUID("5f5b7a60-2f0f-4c39-9d6d-0b1e2c3d4e5f")
PRESSED_BEFORE = UUID("5f5b7a60-2f0f-4c39-9d6d-0b1e2c3d4e60")


def registered_things(jo: User, ida: User, unit: Unit, area: CaseArea) -> dict[str, Thing]:
    """Jo is appointed, knows something, is away next week and has helped somebody."""
    done = {"by": jo, "at": MORNING}
    group = SupportGroup.objects.get(code="alle")
    appointment = actions.appoint(
        person=jo, unit=unit, area=area, from_date=DAY - timedelta(days=30), deputy=ida, **done
    )
    competence = actions.rate_competence(person=jo, area=area, level=CompetenceLevel.GOOD, **done)
    week = DAY + timedelta(days=7)
    absence = actions.note_absence(person=jo, from_date=week, to_date=week, **done)
    guidance = actions.tally_guidance(
        area=area, unit=unit, minutes=5, submission=PRESSED_BEFORE, **done
    )
    actions.set_opening_hours(
        group=group, week=[Shift(0, time(8), time(15))], from_date=DAY, to_date=None, **done
    )
    actions.close_days(group=group, from_date=week, to_date=week, reason="Kurs", **done)
    actions.promise_answer(
        line=Line.FIRST, group=group, first_answer_hours=2, resolve_hours=8, **done
    )
    morning = {"starts_at": MORNING, "ends_at": MORNING + timedelta(hours=3)}
    watch = actions.give_watch(group=group, person=jo, **morning, **done)
    next_day = {name: at + timedelta(days=1) for name, at in morning.items()}
    offered = actions.give_watch(group=group, person=jo, **next_day, **done)
    mia = _colleague(unit, group)
    swap = actions.ask_to_swap_watch(watch=offered, to_person=mia, **done)
    granted = actions.grant_role(person=jo, role=Role.EDITOR, **done)
    charge = actions.give_charge(
        person=jo,
        area=area,
        process=None,
        kind=ChargeKind.OWNER,
        from_date=DAY,
        to_date=None,
        **done,
    )
    return {
        "charge": {"pk": charge.pk},
        "role_grant": {"pk": granted.pk},
        "watch": {"pk": watch.pk},
        "watch_swap": {"pk": swap.pk},
        "appointment": {"pk": appointment.pk},
        "competence": {"pk": competence.pk},
        "absence": {"pk": absence.pk},
        "helper": {"pk": jo.pk},
        "guidance": {"pk": guidance.pk},
        "unit": {"code": unit.code},
        "group": {"whose": group.code},
        "group_member": {"whose": group.code, "person": mia.pk},
        "promise": {"whose": group.code, "line": Line.FIRST.value},
    }


def _colleague(unit: Unit, group: SupportGroup) -> User:
    """Somebody else in the same group."""
    someone = person("mia", "Mia", "Moe", unit)
    Membership.objects.create(group=group, person=someone)
    return someone


def registered_forms(ida: User, unit: Unit, area: CaseArea) -> dict[str, dict[str, object]]:
    said = {"capacity": "8", "competence_text": "Permisjon", "to_date": "2027-06-30"}
    week = DAY + timedelta(days=7)
    return {
        "appointment_new": {
            **said,
            "person": ida.username,
            "unit": unit.pk,
            "subject": area.code,
            "from_date": DAY.isoformat(),
        },
        "appointment_change": {**said, "deputy": ida.username},
        "competences": {
            "person": ida.username,
            "subject": area.code,
            "level": "3",
            "system": "Lønn",
        },
        "absences": {"from_date": DAY.isoformat(), "to_date": week.isoformat()},
        "guidance": {
            "area": area.pk,
            "unit": unit.pk,
            "minutes": "15",
            "submission": str(PRESSED),
        },
        "roles": {"person": ida.username, "role": "host"},
        "support_group": {"person": ida.username},
        "charges": {
            "person": ida.username,
            "kind": "manager",
            "from_date": DAY.isoformat(),
        },
        "watches_fill": {
            "from_date": DAY.isoformat(),
            "to_date": week.isoformat(),
            "clocks": "08.00–11.30",
            "who_0_0": User.objects.get(username="mia").pk,
            "gjor": "lagre",
        },
        "watch_give": {
            "person": User.objects.get(username="mia").pk,
            "day": week.isoformat(),
            "starts": "08:00",
            "ends": "12:00",
        },
        "watch_swap_ask": {"person": User.objects.get(username="mia").pk},
        "watch_swap_answer": {"svar": "nei"},
        "season_set": {
            "from_date": DAY.isoformat(),
            "day_0": "08.00–11.30, 12.00–15.30",
            "day_4": "9-14",
        },
        "season_drop": {"from_date": DAY.isoformat()},
        "closed_set": {"from_date": "2026-12-24", "to_date": "2026-12-31", "reason": "Jul"},
        "closed_lift": {"from_date": week.isoformat(), "to_date": week.isoformat()},
        "promise_set": {"first_answer_hours": "4", "resolve_hours": "16"},
    }
