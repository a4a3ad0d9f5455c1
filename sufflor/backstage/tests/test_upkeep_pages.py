"""Innhold: the list of a department, going through a text, the report, and handing over."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from sufflor.knowledge import actions
from sufflor.knowledge.models import Article, Fault, Link, State, Verdict
from sufflor.organization.models import Role, RoleGrant
from tests.articles import published
from tests.cast import DAY, MORNING, person

pytestmark = pytest.mark.usefixtures("nine_in_the_morning")

CONTENT = "/styring/innhold/"


@pytest.fixture
def article(personnel, hilde_host, kari) -> Article:
    article = published(personnel, hilde_host)
    actions.judge(
        article=article, helped=False, why="mangler", words="Satsene i år", by=kari, at=MORNING
    )
    return article


def test_the_list_names_what_is_to_be_done(
    client, article, eva_editor, hr_department, django_assert_max_num_queries
):
    Article.objects.filter(pk=article.pk).update(review_date=DAY - timedelta(days=1))
    link = actions.keep_link(
        link=Link(title="Ferieloven", url="https://lov.example/", owner=hr_department),
        by=eva_editor,
        at=MORNING,
    )
    actions.note_visit(link=link, fault=Fault.GONE, at=MORNING)
    client.force_login(eva_editor)

    with django_assert_max_num_queries(30):
        page = client.get(CONTENT).content.decode()

    for words in ("Registrere ferie", "Satsene i år", "Over fristen", "Ferieloven"):
        assert words in page
    assert f"{CONTENT}{article.pk}/gjennomgang/" in page


def test_a_review_takes_it_off_the_list(client, article, eva_editor):
    client.force_login(eva_editor)

    response = client.post(
        f"{CONTENT}{article.pk}/gjennomgang/",
        {"outcome": "holder", "next_review": "2027-05-01", "note": "Lest.", "caretaker": "eva"},
        follow=True,
    )

    article = Article.objects.get(pk=article.pk)
    assert (article.state, article.caretaker) == (State.VALIDATED, eva_editor)
    assert not Verdict.objects.open().exists()
    assert "Alt er som det skal" in response.content.decode()
    assert "Lest." in client.get(f"{CONTENT}{article.pk}/gjennomgang/").content.decode()


def test_a_day_that_has_been_is_refused_beside_its_field(client, article, eva_editor):
    client.force_login(eva_editor)

    response = client.post(
        f"{CONTENT}{article.pk}/gjennomgang/",
        {"outcome": "holder", "next_review": "2026-10-29", "note": "Lest."},
    )

    assert response.status_code == 422
    assert "next_review" in response.context["form"].errors
    assert "Lest." in response.content.decode()


@pytest.mark.parametrize("deed", ["gjennomgang", "lest"])
def test_another_departments_editor_is_refused(client, article, records_department, deed):
    other = person("tor", "Tor", "Arkiv", records_department)
    RoleGrant.objects.create(person=other, role=Role.EDITOR, granted_at=MORNING)
    client.force_login(other)

    assert client.post(f"{CONTENT}{article.pk}/{deed}/", {"outcome": "holder"}).status_code == 403
    assert Verdict.objects.open().exists()


def test_what_was_read_leaves_the_list_and_the_text_stays(client, article, eva_editor):
    client.force_login(eva_editor)

    client.post(f"{CONTENT}{article.pk}/lest/")

    assert not Verdict.objects.open().exists()
    assert Article.objects.get(pk=article.pk).state == State.UNVALIDATED


def test_a_leader_sees_the_list_and_may_change_nothing(client, article, hr_department):
    client.force_login(person("lena", "Lena", "Leder", hr_department, "leder"))

    page = client.get(CONTENT).content.decode()

    assert "Registrere ferie" in page
    assert f"{CONTENT}{article.pk}/gjennomgang/" not in page


def test_others_do_not_see_it(client, article, kari):
    client.force_login(kari)

    assert client.get(CONTENT).status_code == 403
    assert client.get(f"{CONTENT}rapport.csv").status_code == 403


def test_the_report_is_the_same_as_a_page_and_as_a_file(client, article, eva_editor):
    client.force_login(eva_editor)

    page = client.get(f"{CONTENT}rapport/").content.decode()
    file = client.get(f"{CONTENT}rapport.csv")

    assert "HR-avdelingen" in page
    assert file["Content-Type"].startswith("text/csv")
    heads, row = file.content.decode("utf-8-sig").splitlines()
    assert len(heads.split(";")) == len(row.split(";"))
    assert row.startswith("HR-avdelingen;1;0;1;0;0;0;1;0;0;0;1;1;0")


def test_a_handover_is_shown_before_it_is_done(client, article, eva_editor, hr_department):
    siri = person("siri", "Siri", "Ny", hr_department)
    RoleGrant.objects.create(person=siri, role=Role.EDITOR, granted_at=MORNING)
    actions.take_care_of(article=article, person=eva_editor, by=eva_editor, at=MORNING)
    client.force_login(eva_editor)
    address, words = reverse("content_handover"), {"giver": eva_editor.pk, "taker": "siri"}

    shown = client.get(address, words).content.decode()
    assert "Registrere ferie" in shown
    assert Article.objects.get(pk=article.pk).caretaker == eva_editor

    assert client.post(address, words).status_code == 303
    assert Article.objects.get(pk=article.pk).caretaker == siri


def test_nobody_of_another_department_takes_over(client, article, eva_editor, kari):
    actions.take_care_of(article=article, person=eva_editor, by=eva_editor, at=MORNING)
    client.force_login(eva_editor)

    words = {"giver": eva_editor.pk, "taker": "kari"}
    response = client.post(reverse("content_handover"), words)

    assert response.status_code == 422
    assert "taker" in response.context["form"].errors


def test_the_leader_has_texts_approved_first_and_lets_go_again(
    client, article, lars, hr_department
):
    lars.unit = hr_department
    lars.save()
    client.force_login(lars)
    address = f"{CONTENT}{hr_department.pk}/godkjenning/"

    asked = client.post(address, {"godkjenning": "1"}, follow=True).content.decode()
    waived = client.post(address, follow=True).content.decode()

    assert "La redaktørene publisere selv" in asked
    assert "Be om godkjenning" in waived


def test_an_editor_does_not_decide_that(client, article, eva_editor, hr_department):
    client.force_login(eva_editor)

    page = client.get(CONTENT).content.decode()

    assert "godkjenning" not in page
    address = f"{CONTENT}{hr_department.pk}/godkjenning/"
    assert client.post(address, {"godkjenning": "1"}).status_code == 403


def test_what_a_closed_department_kept_is_shown_before_it_is_handed_over(
    client, article, anne_admin, eva_editor, records_department, django_assert_max_num_queries
):
    client.force_login(anne_admin)
    address, words = reverse("content_closing"), {"giver": "HR", "taker": "DOKU"}

    with django_assert_max_num_queries(30):
        shown = client.get(address, words).content.decode()
    assert "Registrere ferie" in shown
    # New texts about it would still go to the department that is closed.
    assert "Personal" in shown.partition("organisasjonsfilene")[2]
    assert Article.objects.get().owner_unit.code == "HR"

    same = client.post(address, {"giver": "HR", "taker": "HR"})
    assert same.status_code == 422
    assert "taker" in same.context["form"].errors
    assert client.post(address, words).status_code == 303
    assert Article.objects.get().owner_unit == records_department
    assert client.post(address, words).status_code == 422
    client.force_login(eva_editor)
    assert client.get(address).status_code == 403


def test_an_address_that_leads_nowhere_is_refused_beside_its_field(client, article, eva_editor):
    client.force_login(eva_editor)
    words = {"outcome": "erstattet", "replacement": "https://andre.example/", "note": "Dobbelt"}

    response = client.post(f"{CONTENT}{article.pk}/gjennomgang/", words)

    assert response.status_code == 422
    assert "replacement" in response.context["form"].errors
    assert "https://andre.example/" in response.content.decode()
