"""An editor sends a text for approval, and its process manager approves it."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from wagtail.models import TaskState

from sufflor.knowledge import actions
from sufflor.knowledge.models import Article, Section
from sufflor.organization.models import Charge
from sufflor.project.tests.test_cms import fields
from tests.cast import MORNING


@pytest.fixture
def section(hr_department, anne_admin, kari, personnel) -> Section:
    """Of a department that asks for approval; Kari manages what it writes about."""
    section = actions.open_section(unit=hr_department, by=anne_admin, at=MORNING)
    actions.ask_for_approval(section=section, by=anne_admin, at=MORNING)
    Charge.objects.create(person=kari, area=personnel, kind="manager", from_date=date(2020, 1, 1))
    return section


@pytest.fixture
def eva(eva_editor) -> Client:
    client = Client()
    client.force_login(eva_editor)
    return client


@pytest.fixture
def kari_in(kari) -> Client:
    client = Client()
    client.force_login(kari)
    return client


@pytest.fixture
def sent(eva, section, personnel) -> Article:
    return send(eva, section, personnel)


def send(client: Client, section: Section, area, **changed: object) -> Article:
    address = f"/admin/cms/pages/add/knowledge/article/{section.pk}/"
    response = client.post(address, fields(area, **{"action-submit": "1", **changed}))
    assert response.status_code == 302, response.context["form"].errors
    return Article.objects.latest("pk")


def approve(client: Client, article: Article, state: TaskState | None = None) -> None:
    state = state or article.current_workflow_task_state
    client.post(f"/admin/cms/pages/workflow/action/{article.pk}/approve/{state.pk}/")


def test_an_editor_cannot_publish_past_the_process_manager(eva, section, personnel):
    article = send(eva, section, personnel, **{"action-publish": "1"})

    assert not article.live
    assert article.workflow_in_progress


def test_what_is_sent_is_read_once_it_is_approved(sent, kari_in, eva):
    approve(eva, sent)
    assert not Article.objects.get().live
    assert sent.title in kari_in.get("/admin/cms/").content.decode()

    approve(kari_in, sent)

    assert Article.objects.get().live


def test_what_waits_is_changed_by_whoever_approves_it_alone(sent, eva, kari_in, personnel):
    address = f"/admin/cms/pages/{sent.pk}/edit/"

    eva.post(address, fields(personnel, title="Endret av Eva"))
    assert Article.objects.get().get_latest_revision_as_object().title == sent.title
    kari_in.post(address, fields(personnel, title="Endret av Kari"))

    assert Article.objects.get().get_latest_revision_as_object().title == "Endret av Kari"


def test_a_text_that_shuts_readers_out_is_saved_and_not_sent(eva, section, personnel):
    body = (
        '{"blocks": [{"key": "a", "text": "Rett p\\u00e5", "type": "header-three", "depth": 0,'
        ' "inlineStyleRanges": [], "entityRanges": []}], "entityMap": {}}'
    )
    address = f"/admin/cms/pages/add/knowledge/article/{section.pk}/"

    refused = eva.post(address, fields(personnel, body=body, **{"action-submit": "1"}))

    assert "Rett på" in str(refused.context["form"].errors["body"])
    assert eva.post(address, fields(personnel, body=body)).status_code == 302


def test_the_approval_of_one_area_reaches_no_text_of_another(
    sent, kari_in, eva, section, archive, hiring
):
    other = send(eva, section, archive, title="Journal")
    state = other.current_workflow_task_state

    approve(kari_in, other)
    # By the address of a text that Kari may approve.
    approve(kari_in, sent, state)

    assert not Article.objects.get(pk=other.pk).live


def test_a_process_manager_sees_no_more_of_the_editor_than_what_waits(sent, kari_in, section):
    assert kari_in.get(f"/admin/cms/pages/{section.pk}/edit/").status_code == 302
    assert kari_in.get("/admin/cms/users/").status_code == 302
    assert kari_in.get(f"/admin/cms/pages/{sent.pk}/edit/").status_code == 200
    approve(kari_in, sent)
    assert Article.objects.get().live

    assert kari_in.get(f"/admin/cms/pages/{sent.pk}/edit/").status_code == 302


def test_a_translation_of_itself_is_refused_in_the_editor(sent, kari_in, personnel):
    address = f"/admin/cms/pages/{sent.pk}/edit/"

    refused = kari_in.post(address, fields(personnel, original=sent.pk))

    assert refused.context["form"].errors["original"]


def test_whoever_approves_finds_the_way_there(sent, kari_in, section, anne_admin):
    assert '<a href="/styring/"' in kari_in.get("/").content.decode()
    assert "/admin/cms/" in kari_in.get("/styring/").content.decode()

    actions.waive_approval(section=section, by=anne_admin, at=MORNING)

    assert '<a href="/styring/"' not in kari_in.get("/").content.decode()
