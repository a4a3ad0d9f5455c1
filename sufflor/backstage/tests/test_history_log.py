"""History as administrators see it and take it out."""

from __future__ import annotations

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from sufflor.events import actions as events
from sufflor.events.models import Event
from sufflor.organization import actions
from sufflor.organization.models import Role
from tests.cast import MORNING

PAGE, FILE = "/styring/historikk/", "/styring/historikk.csv"


@pytest.fixture
def admin(client, anne_admin):
    client.force_login(anne_admin)
    return client


@pytest.fixture
def deeds(anne_admin, kari, lars):
    """Two roles that Anne gives on two days, and something that the clock does."""
    actions.grant_role(person=kari, role=Role.HOST, by=anne_admin, at=MORNING)
    next_day = MORNING + timedelta(days=1)
    actions.grant_role(person=lars, role=Role.HOST, by=anne_admin, at=next_day)
    events.record("request.woken", about=kari, by=None, at=next_day)


def verbs(answer) -> list[str]:
    """Of the rows that are shown, the newest first."""
    shown = [row.event.verb for row in answer.context["rows"]]
    assert answer.content.decode().count('<tr><th scope="row">') == len(shown)
    return shown


@pytest.mark.usefixtures("deeds")
def test_every_deed_has_a_line_with_who_and_when(admin, django_assert_max_num_queries):
    admin.get(PAGE)

    with django_assert_max_num_queries(7):
        answer = admin.get(PAGE)

    page = answer.content.decode()
    assert verbs(answer) == ["request.woken", "role.granted", "role.granted"]
    assert "<td>anne</td>" in page
    assert "<td>klokken</td>" in page


@pytest.mark.usefixtures("deeds")
@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ({"hva": "role"}, 2),
        ({"hva": "role.granted"}, 2),
        ({"hva": "rol"}, 0),
        ({"hvem": "anne"}, 2),
        ({"hvem": "finnes-ikke"}, 0),
        ({"til": "29.10.2026"}, 1),
        ({"fra": "2026-10-30"}, 2),
        ({"fra": "30.10.2026", "hva": "role"}, 1),
    ],
)
def test_it_is_narrowed_by_what_whom_and_when(admin, asked, count):
    assert len(verbs(admin.get(PAGE, asked))) == count
    lines = admin.get(FILE, asked).content.decode().strip().splitlines()
    assert len(lines) == count + 1


def test_what_happened_to_one_thing_is_found(admin, deeds, kari):
    answer = admin.get(PAGE, {"om": f"organization.user:{kari.pk}"})

    assert verbs(answer) == ["request.woken", "role.granted"]


def test_pages_follow_each_other_without_a_gap(admin, kari):
    for number in range(120):
        events.record("request.woken", about=kari, by=None, at=MORNING, turn=number)
    seen, address = [], PAGE
    while address:
        page = admin.get(address)
        seen += [row.event.pk for row in page.context["rows"]]
        address = f"{PAGE}?{page.context['older']}" if page.context["older"] else ""

    assert seen == sorted(Event.objects.values_list("pk", flat=True), reverse=True)


@pytest.mark.usefixtures("deeds")
def test_that_it_was_taken_out_is_history_too(admin, anne_admin):
    admin.get(FILE)

    last = Event.objects.last()
    assert (last.verb, last.details) == ("history.taken_out", {"count": 3})


def test_no_cell_is_a_formula(admin, kari):
    events.record("request.woken", about=kari, by=None, at=MORNING, why="=1+1")
    Event.objects.update(about="=cmd()")

    assert ";'=cmd()" in admin.get(FILE).content.decode()


@pytest.mark.parametrize("asked", [{"fra": "i går"}, {"for_": "9" * 30}, {"for_": "-1"}])
def test_what_cannot_be_read_is_told_of(admin, asked):
    assert admin.get(PAGE, asked).status_code == 200


@pytest.mark.usefixtures("deeds")
def test_others_see_nothing_of_it(client, hilde_host):
    client.force_login(hilde_host)

    assert client.get(PAGE).status_code == 403
    assert client.get(FILE).status_code == 403


@pytest.mark.usefixtures("deeds")
def test_all_of_it_or_what_is_new_is_taken_out_at_the_terminal():
    def lines(**options: int) -> list[dict[str, object]]:
        out = StringIO()
        call_command("export_history", stdout=out, **options)
        return [json.loads(line) for line in out.getvalue().splitlines()]

    everything = lines()

    assert [one["verb"] for one in everything] == ["role.granted", "role.granted", "request.woken"]
    assert lines(after=everything[1]["number"]) == everything[2:]
