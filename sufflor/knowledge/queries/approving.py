"""Texts on their way to readers: who approves one, what waits for a person, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from wagtail.models import Page, TaskState

from sufflor.knowledge.models import Approval
from sufflor.knowledge.models.approving import areas_of
from sufflor.organization.models import Charge, Role, User
from sufflor.organization.models.charges import ChargeKind


@dataclass(frozen=True)
class Waiting:
    """A text that readers get when somebody approves it."""

    page: Page
    sent_by: User | None


@dataclass(frozen=True)
class Decided:
    """What came of sending a text: approved, or sent back with what is to be changed."""

    page: Page
    is_approved: bool
    decided_by: User | None
    comment: str
    # Beside the text, which nobody has dealt with.
    remarks: int


def approvers_of(page: Page, day: date) -> frozenset[int]:
    """Whoever manages what it is about; where nobody does, administrators, so that nothing waits
    for nobody."""
    charges = Charge.objects.valid_on(day).filter(
        kind=ChargeKind.MANAGER, area__in=areas_of(page), person__is_active=True
    )
    found = frozenset(charges.values_list("person", flat=True))
    return found or _administrators()


def waiting_for(person: User, day: date) -> list[Waiting]:
    """What this person is asked to approve now, the one that has waited longest first."""
    found = []
    for state in _states().filter(status=TaskState.STATUS_IN_PROGRESS).order_by("started_at", "pk"):
        page = _page(state)
        if page is not None and person.pk in approvers_of(page, day):
            found.append(Waiting(_as_written(page), state.workflow_state.requested_by))
    return found


def sender_of(state_pk: int) -> int | None:
    """Who sent a text for the approval that was decided on."""
    found = _states().filter(pk=state_pk).first()
    return found.workflow_state.requested_by_id if found else None


def outcome_of(state_pk: int) -> Decided | None:
    """None once the text is gone, or has been sent again."""
    state = _states().filter(pk=state_pk).exclude(status=TaskState.STATUS_IN_PROGRESS).first()
    page = _page(state) if state else None
    if state is None or page is None or page.workflow_in_progress:
        return None
    return Decided(
        page=_as_written(page),
        is_approved=state.status == TaskState.STATUS_APPROVED,
        decided_by=state.finished_by,
        comment=state.comment,
        remarks=page.wagtail_admin_comments.filter(resolved_at=None).count(),
    )


def _states() -> QuerySet[TaskState]:
    approvals: QuerySet[TaskState] = TaskState.objects.filter(
        task__in=Approval.objects.values("pk")
    )
    return approvals.select_related("workflow_state__requested_by", "finished_by")


def _page(state: TaskState) -> Page | None:
    page = state.workflow_state.content_object
    return page.specific if isinstance(page, Page) else None


def _as_written(page: Page) -> Page:
    """By the title that its draft has."""
    draft: Page = page.get_latest_revision_as_object()
    return draft


def _administrators() -> frozenset[int]:
    people = User.objects.filter(is_active=True, grants__role=Role.ADMINISTRATOR)
    return frozenset(people.values_list("pk", flat=True))
