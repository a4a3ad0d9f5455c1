"""A department asks that a process manager approves its texts before anyone reads them."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import Permission
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import (
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowState,
    WorkflowTask,
)

from sufflor.events import actions as events
from sufflor.events.http import ORGANIZATION
from sufflor.knowledge import rules, soundness
from sufflor.knowledge.actions.deeds import Deed
from sufflor.knowledge.models import Approval, Article, Section
from sufflor.lib.refusals import Refusal, require
from sufflor.organization.models import User

NAME = "Godkjenning av prosessleder"


class NotApproved(Refusal):
    reason = _("The department asks that its texts are approved first.")
    way_out = _("Open the draft in the editor and send it for approval.")


@transaction.atomic
def ask_for_approval(*, section: Section, by: User, at: datetime) -> None:
    """From now on editors send texts for approval. Asking twice changes nothing."""
    require(rules.may_set_approval(by, section.unit_id))
    _, is_new = WorkflowPage.objects.get_or_create(
        page=Page.objects.get(pk=section.pk), defaults={"workflow": _workflow()}
    )
    if is_new:
        section.editors.page_permissions.filter(permission=_right(), page=section).delete()
        events.record("section.approval_asked", about=section, by=by, at=at)
        # Managers have something to do back stage from now on.
        events.touch(ORGANIZATION)


@transaction.atomic
def waive_approval(*, section: Section, by: User, at: datetime) -> None:
    """Editors publish themselves again, also what waits. Waiving twice changes nothing."""
    require(rules.may_set_approval(by, section.unit_id))
    count, _of_each = WorkflowPage.objects.filter(page=section.pk).delete()
    if not count:
        return
    GroupPagePermission.objects.get_or_create(
        group=section.editors, page=Page.objects.get(pk=section.pk), permission=_right()
    )
    keys = section.get_descendants().values_list("pk", flat=True)
    with Deed(by=by, at=at):
        for state in WorkflowState.objects.active().filter(object_id__in=[str(pk) for pk in keys]):
            state.cancel(user=by)
    events.record("section.approval_waived", about=section, by=by, at=at)
    events.touch(ORGANIZATION)


@transaction.atomic
def text_was_sent(*, page: Page, by: User | None, at: datetime) -> None:
    """It waits for whoever approves it, who is told."""
    events.record("text.sent_for_approval", about=page, by=by, at=at)


@transaction.atomic
def text_was_decided_on(
    *, page: Page, state: int, is_approved: bool, by: User | None, at: datetime
) -> None:
    """Whoever sent it is told; what is to be changed stands where the editor keeps it, and not in
    history."""
    verb = "text.approved" if is_approved else "text.sent_back"
    events.record(verb, about=page, by=by, at=at, state=state)


@transaction.atomic
def send_for_approval(*, article: Article, by: User, at: datetime) -> None:
    """As an editor does it; what waits already goes on waiting."""
    article = Article.objects.select_for_update().get(pk=article.pk)
    if article.workflow_in_progress:
        return
    soundness.require_sound(article.get_latest_revision_as_object())
    with Deed(by=by, at=at):
        _workflow().start(article, by)


def require_approved(article: Article, by: User, at: datetime) -> None:
    """Whoever may approve it does so by publishing it."""
    if rules.must_be_approved(article, by, at):
        raise NotApproved


def _workflow() -> Workflow:
    """One for all departments: who approves follows from the text."""
    workflow: Workflow = Workflow.objects.get_or_create(name=NAME)[0]
    if not workflow.workflow_tasks.exists():
        task = Approval.objects.create(name=NAME)
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return workflow


def _right() -> Permission:
    return Permission.objects.get(codename="publish_page", content_type__app_label="wagtailcore")
