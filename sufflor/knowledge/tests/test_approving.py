"""A department has its texts approved by the process manager before anyone reads them."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import Permission
from wagtail.models import TaskState

from sufflor.events.models import Event
from sufflor.knowledge import actions, rules
from sufflor.knowledge.models import Article, Section
from sufflor.lib.refusals import NotAllowed
from sufflor.organization.models import Charge
from tests.articles import drafted
from tests.cast import MORNING


@pytest.fixture
def draft(personnel, eva_editor) -> Article:
    return drafted(personnel, eva_editor, title="Ferie")


@pytest.fixture
def section(draft) -> Section:
    return Section.objects.get()


@pytest.fixture
def kari_manages(kari, personnel) -> None:
    Charge.objects.create(person=kari, area=personnel, kind="manager", from_date=date(2020, 1, 1))


def publishes(section: Section) -> bool:
    right = Permission.objects.get(codename="publish_page")
    return section.editors.page_permissions.filter(permission=right).exists()


def test_editors_publish_themselves_until_approval_is_asked_for(section, anne_admin):
    assert publishes(section)

    for _ in range(2):
        actions.ask_for_approval(section=section, by=anne_admin, at=MORNING)

    assert not publishes(section)
    assert rules.asks_approval(section)
    assert Event.objects.filter(verb="section.approval_asked").count() == 1


def test_the_leader_of_the_department_decides_and_its_editors_do_not(
    section, lars, eva_editor, hr_department
):
    with pytest.raises(NotAllowed):
        actions.ask_for_approval(section=section, by=eva_editor, at=MORNING)
    lars.unit = hr_department
    lars.save()

    actions.ask_for_approval(section=section, by=lars, at=MORNING)

    assert rules.asks_approval(section)


def test_an_article_that_waits_for_nobody_is_not_published_past_them(
    section, draft, eva_editor, anne_admin
):
    actions.ask_for_approval(section=section, by=anne_admin, at=MORNING)

    with pytest.raises(actions.NotApproved):
        actions.publish_article(article=draft, by=eva_editor, at=MORNING)

    assert not Article.objects.get().live


@pytest.mark.usefixtures("kari_manages")
def test_whoever_may_approve_a_text_may_publish_it(section, draft, kari, anne_admin):
    actions.ask_for_approval(section=section, by=anne_admin, at=MORNING)

    assert actions.publish_article(article=draft, by=kari, at=MORNING).live


@pytest.mark.usefixtures("kari_manages")
def test_process_managers_are_let_in_while_somebody_asks_for_them(section, kari, anne_admin):
    assert not actions.admit(person=kari, by=kari, at=MORNING)

    actions.ask_for_approval(section=section, by=anne_admin, at=MORNING)
    assert actions.admit(person=kari, by=kari, at=MORNING)

    actions.waive_approval(section=section, by=anne_admin, at=MORNING)
    assert not actions.admit(person=kari, by=kari, at=MORNING)
    assert not kari.groups.exists()


def test_waiving_gives_the_right_back_and_lets_go_of_what_waits(
    section, draft, eva_editor, anne_admin
):
    actions.ask_for_approval(section=section, by=anne_admin, at=MORNING)
    draft.get_workflow().start(draft, eva_editor)

    for _ in range(2):
        actions.waive_approval(section=section, by=anne_admin, at=MORNING)

    assert publishes(section)
    assert TaskState.objects.get().status == TaskState.STATUS_CANCELLED
    assert Event.objects.filter(verb="section.approval_waived").count() == 1
    assert actions.publish_article(article=draft, by=eva_editor, at=MORNING).live
