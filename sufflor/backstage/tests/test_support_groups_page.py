"""Administrators bring people into support groups on a page, and take them out."""

from __future__ import annotations

import pytest
from django.urls import reverse

from sufflor.desk import actions
from sufflor.desk.models import Request
from sufflor.events.models import Event
from sufflor.organization.models import Membership, SupportGroup, User
from tests.cast import MORNING, person
from tests.requests import submitted

GROUPS = "/styring/grupper/"
ADDRESS = f"{GROUPS}forstelinjen/"


@pytest.fixture
def anne(client, anne_admin, liv_first_line):
    client.force_login(anne_admin)
    return client


@pytest.fixture
def in_hand(liv_first_line, kari):
    """Two, which Liv has taken."""
    found = [submitted(by=kari, text=text) for text in ("Hva heter koden?", "Hvor er knappen?")]
    for request in found:
        actions.take(request=request, by=liv_first_line, at=MORNING)
    return found


@pytest.fixture
def mona(liv_first_line, records_department):
    mona = person("mona", "Mona", "Sand", records_department)
    Membership.objects.create(group=liv_first_line.support_groups.get(), person=mona)
    return mona


def member(of):
    return reverse("group_member", args=["forstelinjen", of.pk])


def take_out(client, whom):
    return client.post(reverse("group_member_end", args=["forstelinjen", whom.pk]), follow=True)


def test_somebody_is_brought_in_by_name_and_pressing_twice_is_once(anne, lars):
    for _ in range(2):
        said = anne.post(ADDRESS, {"person": "Lars Holm"}, follow=True).content.decode()
        assert "Lars Holm hjelper i Førstelinjen nå" in said

    assert Membership.objects.filter(person=lars).count() == 1
    assert Event.objects.filter(verb="group.joined").count() == 1


@pytest.mark.parametrize(
    ("called", "said"), [("Ukjent Person", "Vi finner ingen"), ("lars", "Kontoen er stengt")]
)
def test_whom_nobody_knows_and_who_has_left_is_told_by_the_field(anne, lars, called, said):
    User.objects.filter(pk=lars.pk).update(is_active=False)

    answer = anne.post(ADDRESS, {"person": called})

    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert f'value="{called}"' in page


def test_lists_cost_the_same_however_many_there_are(
    anne, in_hand, mona, records_department, django_assert_max_num_queries
):
    for number in range(5):
        SupportGroup.objects.create(
            code=f"g{number}", name=f"G{number}", line=2, unit=records_department
        )
        someone = person(f"p{number}", "Per", f"Nr{number}", records_department)
        Membership.objects.create(
            group=SupportGroup.objects.get(code="forstelinjen"), person=someone
        )

    with django_assert_max_num_queries(12):
        page = anne.get(GROUPS).content.decode()
    assert "ingen" in page
    with django_assert_max_num_queries(13):
        assert "2 henvendelser på hånd" in anne.get(ADDRESS).content.decode()
    with django_assert_max_num_queries(20):
        anne.get(member(mona))


def test_whoever_is_taken_out_is_seen_with_what_they_have_which_lies_there_again(
    anne, in_hand, liv_first_line, mona
):
    page = anne.get(member(liv_first_line)).content.decode()
    for request in in_hand:
        assert request.number in page
        assert request.title not in page
    assert "2 henvendelser går tilbake til gruppen" in page

    said = take_out(anne, liv_first_line).content.decode()
    assert "Liv Dahl hjelper ikke lenger i Førstelinjen" in said
    assert "2 henvendelser ligger hos gruppen igjen" in said
    assert not Request.objects.filter(assignee__isnull=False).exists()
    # By a colleague at the same time, or by a second press.
    again = take_out(anne, liv_first_line)
    assert again.status_code == 200
    assert "ligger hos gruppen igjen" not in again.content.decode()
    assert Event.objects.filter(verb="group.left").count() == 1
    assert anne.get(member(liv_first_line)).status_code == 303


def test_the_last_who_can_answer_stays_and_is_shown_why(anne, in_hand, liv_first_line):
    page = anne.get(member(liv_first_line)).content.decode()
    assert reverse("group_member_end", args=["forstelinjen", liv_first_line.pk]) not in page
    assert "Ingen andre svarer i gruppen" in page

    assert take_out(anne, liv_first_line).status_code == 409

    assert Membership.objects.filter(person=liv_first_line).exists()


def test_what_somebody_else_has_in_hand_there_is_counted(anne, in_hand, kari, mona):
    Request.objects.filter(pk=in_hand[0].pk).update(assignee=kari)

    page = anne.get(ADDRESS).content.decode()

    assert "2 henvendelser er i arbeid her. Andre enn de som hjelper her, har 1 av dem" in page


def test_a_closed_account_is_shown_as_that(anne, in_hand, liv_first_line):
    User.objects.filter(pk=liv_first_line.pk).update(is_active=False)

    assert "kontoen er stengt" in anne.get(ADDRESS).content.decode()
    assert "Ingen svarer på det som ligger her" in anne.get(ADDRESS).content.decode()
