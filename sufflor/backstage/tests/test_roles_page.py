"""Administrators give and take roles on a page."""

from __future__ import annotations

import pytest
from django.urls import reverse

from sufflor.organization.models import GivenRole, Role, RoleGrant
from sufflor.organization.rules import has_role
from tests.cast import MORNING

ADDRESS = "/styring/roller/"


@pytest.fixture
def anne(client, anne_admin):
    client.force_login(anne_admin)
    return client


def test_a_role_is_given_by_name_and_taken_away(anne, kari, django_assert_max_num_queries):
    sent = {"person": kari.username, "role": "planner"}
    said = anne.post(ADDRESS, sent, follow=True).content.decode()
    assert "Kari Moen har rollen nå" in said
    assert has_role(kari, Role.PLANNER)
    with django_assert_max_num_queries(12):
        anne.get(ADDRESS)

    grant = RoleGrant.objects.get(person=kari)
    said = anne.post(reverse("role_end", args=[grant.pk]), follow=True).content.decode()

    assert "Kari Moen har ikke rollen lenger" in said
    assert not RoleGrant.objects.filter(person=kari).exists()


def test_whom_nobody_knows_is_told_by_the_field_and_what_was_typed_stays(anne):
    answer = anne.post(ADDRESS, {"person": "Ukjent Person", "role": "host"})

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"person"}
    assert 'value="Ukjent Person"' in answer.content.decode()


def test_what_the_directory_gave_is_taken_there(anne, kari):
    grant = RoleGrant.objects.create(person=kari, role=Role.HOST, granted_at=MORNING)
    GivenRole.objects.create(grant=grant)

    page = anne.get(ADDRESS).content.decode()

    assert "gjennom en gruppe i katalogen" in page
    assert reverse("role_end", args=[grant.pk]) not in page


def test_the_last_who_can_sign_in_stays_administrator(anne, anne_admin, kari):
    other = RoleGrant.objects.create(person=kari, role=Role.ADMINISTRATOR, granted_at=MORNING)
    type(kari).objects.filter(pk=kari.pk).update(is_active=False)
    grant = RoleGrant.objects.get(person=anne_admin, role=Role.ADMINISTRATOR)

    refused = anne.post(reverse("role_end", args=[grant.pk]))

    assert refused.status_code == 409
    assert RoleGrant.objects.filter(pk=grant.pk).exists()
    anne.post(reverse("role_end", args=[other.pk]))
    assert not RoleGrant.objects.filter(pk=other.pk).exists()
