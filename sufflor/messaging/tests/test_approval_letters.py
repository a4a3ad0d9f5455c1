"""Who approves a text hears that it waits, and who sent it hears what came of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from wagtail.models import Comment

from sufflor.knowledge import actions as knowledge
from sufflor.knowledge.models import Article
from sufflor.messaging.models import Delivery, State
from sufflor.messaging.tests.conftest import with_address
from sufflor.organization.models import Charge
from sufflor.project import settings
from sufflor.project.tests.test_cms import fields
from tests.cast import MORNING

LATER = MORNING + timedelta(minutes=11)


@pytest.fixture
def section(clock, hr_department, anne_admin):
    """Of a department that asks for approval."""
    section = knowledge.open_section(unit=hr_department, by=anne_admin, at=MORNING)
    knowledge.ask_for_approval(section=section, by=anne_admin, at=MORNING)
    return section


@pytest.fixture
def kari_in(kari, personnel, section) -> Client:
    """She manages what the department writes about."""
    Charge.objects.create(person=kari, area=personnel, kind="manager", from_date=date(2020, 1, 1))
    return signed_in(kari)


@pytest.fixture
def eva(eva_editor) -> Client:
    return signed_in(with_address(eva_editor))


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def send(client: Client, section, area, title: str) -> Article:
    sent = fields(area, title=title, **{"action-submit": "1"})
    client.post(f"/admin/cms/pages/add/knowledge/article/{section.pk}/", sent)
    return Article.objects.latest("pk")


def decide(client: Client, article: Article, deed: str, comment: str = "") -> None:
    state = article.current_workflow_task_state
    address = f"/admin/cms/pages/workflow/action/{article.pk}/{deed}/{state.pk}/"
    assert client.post(address, {"comment": comment}).status_code < 400


def text_of(taken) -> str:
    return " ".join(taken.mail.get_body(("plain",)).get_content().split())


def test_who_approves_hears_of_all_that_waits_in_one_letter(
    clock, section, kari_in, eva, personnel, work, sink
):
    send(eva, section, personnel, "Ferie")
    send(eva, section, personnel, "Permisjon")
    clock(LATER)

    work()

    (taken,) = sink.taken
    assert taken.mail["To"] == "Kari Moen <kari@nidelva.example>"
    assert "2 tekster venter" in taken.mail["Subject"]
    assert "Ferie – Eva Strand" in text_of(taken)
    assert "/admin/cms/" in text_of(taken)


def test_where_nobody_manages_it_administrators_hear_of_it(
    clock, section, eva, anne_admin, personnel, work, sink
):
    with_address(anne_admin)
    send(eva, section, personnel, "Ferie")
    clock(LATER)

    work()

    assert [taken.mail["To"].addresses[0].username for taken in sink.taken] == ["anne"]


def test_what_was_approved_meanwhile_is_not_asked_for(
    clock, section, kari_in, eva, personnel, work, sink
):
    article = send(eva, section, personnel, "Ferie")
    decide(kari_in, article, "approve")
    clock(LATER)

    work()

    assert Delivery.objects.get(kind="to_approve").state == State.DROPPED
    (taken,) = sink.taken
    assert taken.mail["Subject"] == "Godkjent: Ferie"
    assert taken.mail["To"] == "Eva Strand <eva@nidelva.example>"
    assert "/tema/personal/ferie/" in text_of(taken)


def test_what_is_sent_back_says_what_is_to_be_changed_and_where(
    clock, section, kari, kari_in, eva, personnel, work, sink
):
    article = send(eva, section, personnel, "Ferie")
    Comment.objects.create(page=article, user=kari, text="Hvilken sats?", contentpath="title")
    decide(kari_in, article, "reject", "Skriv hvem som er stedfortreder.")

    work()

    (taken,) = sink.taken
    assert "Kari Moen" in text_of(taken)
    assert "Skriv hvem som er stedfortreder." in text_of(taken)
    assert "1 kommentar står ved teksten." in text_of(taken)
    assert f"/admin/cms/pages/{article.pk}/edit/" in text_of(taken)


def test_the_editor_sends_no_mail_of_its_own():
    """It would, to a server that nobody has named, while somebody waits for the page."""
    assert settings.EMAIL_BACKEND == "django.core.mail.backends.dummy.EmailBackend"
