"""The pages on which somebody is away: what they have is seen, and goes to others by one press."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from sufflor.desk import actions
from sufflor.desk.actions import Wish
from sufflor.desk.models import Access, Level, Request, Source
from sufflor.organization import actions as organization
from sufflor.organization.models import Absence, Membership, WorkRole
from tests.cast import DAY, MORNING, person

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("nine_in_the_morning")]

AWAY = "borte til 5. nov"
LIST = "/arbeid/henvendelser/"


@pytest.fixture
def mona(liv_first_line, records_department):
    """Helps in the first line as well."""
    mona = person("mona", "Mona", "Sand", records_department)
    Membership.objects.create(group=liv_first_line.support_groups.get(), person=mona)
    return mona


@pytest.fixture
def taken(kari, liv_first_line) -> Request:
    """Liv has it."""
    wish = Wish(title="Skjerming", text="Hvordan skjermer jeg?")
    sent = actions.submit(wish=wish, submission=uuid4(), by=kari, at=MORNING)
    return actions.take(request=sent, by=liv_first_line, at=MORNING)


def away(someone, by=None):
    until = DAY + timedelta(days=7)
    done = {"by": by or someone, "at": MORNING}
    return organization.note_absence(person=someone, from_date=DAY, to_date=until, **done)


def text(response) -> str:
    return response.content.decode()


def test_the_list_and_the_request_say_until_when_the_one_who_has_it_is_away(
    client, taken, liv_first_line, mona
):
    client.force_login(mona)
    page = f"{LIST}{taken.pk}/"
    assert AWAY not in text(client.get(LIST))
    assert "Ta over" not in text(client.get(page))

    absence = away(liv_first_line)

    assert AWAY in text(client.get(LIST))
    for address in (page, f"{page}enkel/"):
        assert "Liv Dahl har den, og er borte til 5. november" in text(client.get(address))
    client.force_login(liv_first_line)
    assert AWAY not in text(client.get(LIST))
    organization.cancel_absence(absence=absence, by=liv_first_line, at=MORNING)
    client.force_login(mona)
    assert AWAY not in text(client.get(LIST))


def test_what_no_group_has_is_offered_to_those_who_may_and_to_nobody_else(
    client, taken, liv_first_line, mona
):
    Request.objects.filter(pk=taken.pk).update(group=None)
    hers = Access.objects.filter(request=taken, source=Source.GROUP)
    hers.update(group=None, person=mona, source=Source.COORDINATOR, level=Level.CONTRIBUTE)
    away(liv_first_line)
    client.force_login(mona)
    page = f"{LIST}{taken.pk}/"
    assert "Ta over" not in text(client.get(page))
    Access.objects.filter(request=taken, person=mona).update(level=Level.WORK)

    for address in (page, f"{page}enkel/"):
        assert "Ta over" in text(client.get(address))
        assert "Gi den tilbake til gruppen" not in text(client.get(address))
    client.post(f"{page}tildeling/")

    taken.refresh_from_db()
    assert taken.assignee == mona


@pytest.mark.parametrize("where", [{}, {"fra": "liste"}])
def test_one_press_takes_it_over_and_leads_back_to_where_it_was(
    client, taken, liv_first_line, mona, where
):
    away(liv_first_line)
    client.force_login(mona)

    answer = client.post(f"{LIST}{taken.pk}/tildeling/?ko=hos-oss", where)

    taken.refresh_from_db()
    assert taken.assignee == mona
    back = LIST if where else f"{LIST}{taken.pk}/"
    assert answer["Location"].startswith(f"{back}?ko=hos-oss")


def test_one_press_gives_it_back_to_the_group(client, taken, liv_first_line, mona):
    away(liv_first_line)
    client.force_login(mona)

    client.post(f"{LIST}{taken.pk}/tildeling/angre/", {"fra": "liste"})

    taken.refresh_from_db()
    assert taken.assignee is None
    assert f"{taken.number} ligger hos gruppen igjen." in text(client.get(LIST))


def test_whoever_notes_that_they_are_away_is_shown_what_they_have_and_gives_it_back(
    client, taken, liv_first_line
):
    client.force_login(liv_first_line)
    assert "på hånd" not in text(client.get("/mine/fravar/"))
    days = {"from_date": DAY.isoformat(), "to_date": DAY.isoformat()}

    page = text(client.post("/mine/fravar/", days, follow=True))

    assert "Du har 1 henvendelse på hånd" in page
    assert taken.title in page
    assert taken.group.name in page
    give_up = reverse("absence_give_up", args=[liv_first_line.pk])
    page = text(client.post(give_up, {"valgt": [taken.pk]}, follow=True))
    assert "1 henvendelse er gitt tilbake." in page
    assert "på hånd" not in page
    assert "Velg" in text(client.post(give_up, {"valgt": ["x"]}, follow=True))


def test_a_manager_notes_it_for_somebody_who_is_ill_and_reads_numbers_alone(
    client, taken, liv_first_line, records_department
):
    dag = person("dag", "Dag", "Leder", records_department, WorkRole.MANAGER)
    client.force_login(dag)
    address = "/mine/fravar/?hvem=liv"
    days = {"from_date": DAY.isoformat(), "to_date": DAY.isoformat()}

    page = text(client.post(address, days, follow=True))

    assert Absence.objects.get().person == liv_first_line
    assert "Liv Dahl har 1 henvendelse på hånd" in page
    assert taken.number in page
    assert taken.title not in page
    client.post(reverse("absence_give_up", args=[liv_first_line.pk]), {"valgt": [taken.pk]})
    taken.refresh_from_db()
    assert taken.assignee is None


def test_nobody_else_notes_it_sees_it_or_gives_anything_back(client, taken, liv_first_line, mona):
    absence = away(liv_first_line)
    client.force_login(mona)

    assert client.get("/mine/fravar/?hvem=liv").status_code == 403
    days = {"from_date": DAY.isoformat(), "to_date": DAY.isoformat()}
    assert client.post("/mine/fravar/?hvem=liv", days).status_code == 403
    assert client.post(reverse("absence_cancel", args=[absence.pk])).status_code == 404
    give_up = reverse("absence_give_up", args=[liv_first_line.pk])
    assert client.post(give_up, {"valgt": [taken.pk]}).status_code == 404
    taken.refresh_from_db()
    assert taken.assignee == liv_first_line
    assert "Når andre er borte" not in text(client.get("/mine/fravar/"))


def test_somebody_we_do_not_know_is_said_to_be_unknown(client, anne_admin):
    client.force_login(anne_admin)

    page = text(client.get("/mine/fravar/?hvem=ingen"))

    assert "Vi finner ingen kollega" in page
