"""Setting opening hours, closed days and promises, and reading them."""

from datetime import date, time

import pytest

from sufflor.backstage.opening_forms import PeriodsField
from sufflor.organization.models import (
    ClosedDay,
    OpeningPeriod,
    ServicePromise,
    SupportGroup,
    WorkRole,
)
from sufflor.organization.queries import calendar_of
from tests.cast import MORNING

pytestmark = pytest.mark.once


HOURS = "/styring/apningstider/"
GROUP = f"{HOURS}forstelinjen/"
HOUSE = f"{HOURS}hele-huset/"
WEEK = {f"day_{day}": "08.00–11.30, 12.00–15.30" for day in range(5)}


@pytest.fixture
def manager(liv_first_line):
    """Of the first line, and in it."""
    liv_first_line.work_role = WorkRole.MANAGER
    liv_first_line.save()
    return liv_first_line


def text(response):
    return response.content.decode()


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("08.00–11.30, 12.00–15.30", [(8, 0, 11, 30), (12, 0, 15, 30)]),
        ("8-16", [(8, 0, 16, 0)]),
        ("08:00 - 11:30 og 12:00 - 15:30", [(8, 0, 11, 30), (12, 0, 15, 30)]),
        ("kl", None),
        ("25-26", None),
        ("08.00", None),
        ("", []),
        (" , ", []),
    ],
)
def test_a_day_is_written_as_people_write_it(written, read):
    form = _day_form(written)

    assert form.is_valid() == (read is not None)
    if read is not None:
        assert form.cleaned_data["day"] == [(time(*each[:2]), time(*each[2:])) for each in read]


def _day_form(written):
    from django import forms

    class DayForm(forms.Form):
        day = PeriodsField(label="Mandag")

    return DayForm({"day": written})


def test_a_manager_sets_the_hours_of_their_group(at_the_desk, manager):
    client = at_the_desk(manager)

    response = client.post(f"{GROUP}tider/", {"from_date": "2026-01-01", **WEEK})

    assert response.status_code == 303
    group = SupportGroup.objects.get()
    assert calendar_of(group).is_open(MORNING)
    page = text(client.get(GROUP))
    assert "08.00–11.30, 12.00–15.30" in page
    assert "stengt" in page
    form = text(client.get(f"{GROUP}tider/?fra=2026-01-01"))
    assert 'value="2026-01-01"' in form
    assert "Endre åpningstidene" in form
    assert client.post(f"{GROUP}tider/fjerning/", {"from_date": "2026-01-01"}).status_code == 303
    assert not OpeningPeriod.objects.exists()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"day_0": "ettermiddag"}, "Skriv det som 08.00–15.45"),
        ({"day_0": "15-8"}, "Noe stenger før det åpner"),
        ({"day_0": "8-12, 11-15"}, "overlapper"),
        ({f"day_{day}": "" for day in range(5)}, "ingen åpningstider"),
        ({"to_date": "2025-01-01"}, "Den siste dagen er før den første"),
    ],
)
def test_hours_that_cannot_be_are_told_and_kept_as_typed(at_the_desk, manager, changes, said):
    typed = {"from_date": "2026-01-01", **WEEK, "day_3": "09.15–10.45"} | changes
    typed |= {"day_3": ""} if said == "ingen åpningstider" else {}

    response = at_the_desk(manager).post(f"{GROUP}tider/", typed)

    assert response.status_code == 422
    assert said in text(response)
    assert "09.15–10.45" in text(response) or said == "ingen åpningstider"
    assert not OpeningPeriod.objects.exists()


def test_days_are_closed_and_opened_again(at_the_desk, manager):
    client = at_the_desk(manager)
    days = {"from_date": "2026-12-22", "to_date": "2026-12-23", "reason": "Flytting"}

    assert client.post(f"{GROUP}stengt/", days).status_code == 303
    assert client.post(f"{GROUP}stengt/", {"from_date": "2026-11-11", "reason": "Kurs"})

    page = text(client.get(GROUP))
    assert "22. desember 2026 – 23. desember 2026" in page
    assert ClosedDay.objects.get(reason="Kurs").date == date(2026, 11, 11)
    assert client.post(f"{GROUP}stengt/fjerning/", days).status_code == 303
    assert ClosedDay.objects.count() == 1


def test_a_promise_is_made_and_taken_away(at_the_desk, manager):
    client = at_the_desk(manager)
    hours = {"first_answer_hours": "2", "resolve_hours": "8"}

    assert client.post(f"{GROUP}lofte/2/", hours).status_code == 303
    too_soon = client.post(f"{GROUP}lofte/2/", {"first_answer_hours": "9", "resolve_hours": "8"})

    assert too_soon.status_code == 422
    assert "Første svar innen 2 åpne timer" in text(client.get(GROUP))
    assert client.post(f"{GROUP}lofte/2/fjerning/").status_code == 303
    assert not ServicePromise.objects.exists()


def test_only_administrators_set_the_hours_of_the_house(at_the_desk, manager, anne_admin):
    season = {"from_date": "2026-01-01", **WEEK}

    assert at_the_desk(manager).get(HOUSE).status_code == 200
    assert at_the_desk(manager).post(f"{HOUSE}tider/", season).status_code == 403
    assert "Nye tider" not in text(at_the_desk(manager).get(HOUSE))
    assert at_the_desk(anne_admin).post(f"{HOUSE}tider/", season).status_code == 303
    assert calendar_of(None).is_open(MORNING)


def test_what_does_not_exist_is_not_found(at_the_desk, anne_admin):
    client = at_the_desk(anne_admin)

    assert client.get(f"{HOURS}ingen-gruppe/").status_code == 404
    assert client.get(f"{HOUSE}lofte/9/").status_code == 404
    assert client.post(f"{HOUSE}tider/fjerning/", {"from_date": "i går"}).status_code == 404


def test_the_overview_tells_who_is_open_with_a_ceiling_of_queries(
    at_the_desk, anne_admin, manager, per_second_line, django_assert_max_num_queries
):
    client = at_the_desk(anne_admin)
    client.post(f"{HOUSE}tider/", {"from_date": "2026-01-01", **WEEK})
    client.post(f"{GROUP}tider/", {"from_date": "2026-01-01", "day_4": "10-12"})

    client.get(HOURS)

    with django_assert_max_num_queries(9):
        page = text(client.get(HOURS))

    assert "30. okt 10.00" in page
    assert "følger huset" in page
