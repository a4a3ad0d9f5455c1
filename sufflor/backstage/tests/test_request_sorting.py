"""The page where a helper says what a request is about."""

from __future__ import annotations

import pytest

from sufflor.desk.models import Request
from sufflor.knowledge import actions as knowledge
from sufflor.knowledge.models import Article
from tests.cast import MORNING
from tests.requests import submitted


@pytest.fixture
def unsorted(kari, liv_first_line) -> Request:
    return submitted(kari, "Hvor mange feriedager har en ny ansatt igjen?", title="Ferie")


@pytest.fixture
def liv(client, liv_first_line):
    client.force_login(liv_first_line)
    return client


def address(request: Request) -> str:
    return f"/arbeid/henvendelser/{request.pk}/omrade/"


def test_the_request_leads_there_while_nobody_knows(liv, unsorted):
    page = liv.get(f"/arbeid/henvendelser/{unsorted.pk}/").content.decode()

    assert "Ikke kjent ennå" in page
    assert page.count(address(unsorted)) == 2


def test_the_kinds_are_explained_and_a_specialist_system_is_named(liv, unsorted):
    page = liv.get(address(unsorted)).content.decode()
    assert "særegent for et annet system" in page

    form = {"area": "", "process": "", "help_kind": "specialist", "work_system": "Lønn"}
    answer = liv.post(address(unsorted), form, follow=True)

    found = Request.objects.get()
    assert (found.help_kind, found.work_system) == ("specialist", "Lønn")
    assert "<dd>Lønn</dd>" in answer.content.decode()


def test_what_is_proposed_is_chosen_beforehand_and_saved_with_one_press(
    liv, unsorted, personnel, anne_admin
):
    title = "Feriedager for nye ansatte"
    knowledge.import_article(
        article=Article(title=title, area=personnel),
        body="Regn ut feriedager.",
        next_review=None,
        by=anne_admin,
        at=MORNING,
    )

    page = liv.get(address(unsorted)).content.decode()

    assert "Det ligner på" in page
    assert title in page
    assert f'value="{personnel.pk}" selected' in page
    form = {"area": personnel.pk, "process": "", "help_kind": "system"}
    answer = liv.post(address(unsorted), form, follow=True)
    assert "Nå står det hva henvendelsen handler om" in answer.content.decode()
    assert Request.objects.get().area == personnel


def test_a_process_of_another_area_is_told_of_beside_it(liv, unsorted, archive, hiring):
    form = {"area": archive.pk, "process": hiring.pk, "help_kind": "system"}

    answer = liv.post(address(unsorted), form)

    assert answer.status_code == 422
    assert "hører til et annet saksområde" in answer.content.decode()


def test_the_page_costs_few_queries(liv, unsorted, hiring, django_assert_max_num_queries):
    liv.get(address(unsorted))

    with django_assert_max_num_queries(14):
        liv.get(address(unsorted))
