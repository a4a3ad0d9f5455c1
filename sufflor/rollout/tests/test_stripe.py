"""What the stripe on every page says in each kind of day, in three languages."""

from datetime import datetime

import pytest
from django.utils import translation

from sufflor.rollout.doors import Plan
from sufflor.rollout.models import Course
from sufflor.rollout.plan import PlannedModeChange
from sufflor.rollout.stripe import stripe
from sufflor.rollout.tests.test_doors import ELEMENTS, PLAN, oslo


def moved(course: Course, at: datetime, to_at: datetime | None = None) -> Plan:
    change = PlannedModeChange(1, course, "Elements er nede", "Anne Vik", at, to_at)
    return PLAN.with_mode_change(ELEMENTS.pk, change)


def words(plan: Plan, at: datetime, language: str = "en") -> str:
    with translation.override(language):
        said = stripe(plan.doors(at))
    return f"{said.strong} {said.text}" if said else ""


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (oslo(9, 1), ""),
        (oslo(10, 1), "begins 29 October"),
        (oslo(10, 30), "Closed today: forms and phone."),
        (oslo(11, 2), "The next rollout day is 4 November."),
        (oslo(11, 7), "is over."),
        (oslo(12, 7), ""),
    ],
)
def test_every_kind_of_day(at: datetime, said: str) -> None:
    assert said in words(PLAN, at)


def test_normal_operation_by_hand_says_why_and_until_when() -> None:
    plan = moved(Course.NORMAL, oslo(10, 30, 9), oslo(10, 30, 12))

    said = words(plan, oslo(10, 30, 10))

    assert "normal operation for now. Elements er nede. Everything is open as usual until" in said
    assert "Closed" not in said


def test_rollout_mode_by_hand_says_what_is_closed() -> None:
    said = words(moved(Course.ROLLOUT, oslo(11, 3)), oslo(11, 3))

    assert "rollout mode for now. Elements er nede. Closed today: forms and phone." in said


def test_a_rollout_that_is_called_off_says_why() -> None:
    plan = PLAN.called_off(ELEMENTS.pk, "Utsatt til våren!", oslo(10, 30))

    assert "is called off. Utsatt til våren! Everything is open as usual." in words(
        plan, oslo(10, 30)
    )


@pytest.mark.parametrize("language", ["nb", "nn"])
@pytest.mark.parametrize("course", [Course.NORMAL, Course.ROLLOUT])
def test_it_speaks_norwegian(course: Course, language: str) -> None:
    at = oslo(10, 30) if course == Course.NORMAL else oslo(11, 3)

    said = words(moved(course, at), at, language)

    assert said
    assert not {"the", "and", "open", "closed"} & set(said.lower().split())
