"""Who may do what with what is written, and how a text's standing may change."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from wagtail.models import WorkflowPage

from sufflor.knowledge.models import Article, Section, State, approves, managed_areas
from sufflor.knowledge.models.approving import SECTION_PATH
from sufflor.knowledge.models.sections import nearest_section
from sufflor.lib.clock import local_date
from sufflor.organization.models import Role, User
from sufflor.organization.rules import (
    Someone,
    has_role,
    is_manager,
    may_administer,
    units_managed_by,
)

TRANSITIONS: dict[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.UNVALIDATED}),
    State.UNVALIDATED: frozenset({State.VALIDATED, State.OUTDATED, State.DRAFT}),
    State.VALIDATED: frozenset({State.VALIDATED, State.OUTDATED, State.DRAFT}),
    State.OUTDATED: frozenset({State.VALIDATED, State.UNVALIDATED, State.DRAFT}),
}


def may_become(article: Article, state: State) -> bool:
    return state in TRANSITIONS[State(article.state)]


def may_edit_all(person: Someone) -> bool:
    return may_administer(person)


def may_edit(person: Someone) -> bool:
    return has_role(person, Role.EDITOR)


def may_edit_for(person: Someone, unit_pk: int | None) -> bool:
    """Editors write for the department they belong to; administrators for all."""
    if may_edit_all(person):
        return True
    if not isinstance(person, User) or not may_edit(person):
        return False
    section = section_of(person)
    return section is not None and section.unit_id == unit_pk


def asks_approval(section: Section) -> bool:
    """Whether what this department writes is approved before anyone reads it."""
    return bool(WorkflowPage.objects.filter(page=section.pk).exists())


def approvals_asked() -> QuerySet[WorkflowPage]:
    """One for each department that asks for it."""
    found: QuerySet[WorkflowPage] = WorkflowPage.objects.order_by()
    return found


def may_set_approval(person: Someone, unit_pk: int) -> bool:
    """Whoever leads the department says whether its texts are approved first."""
    return may_administer(person) or unit_pk in units_managed_by(person)


def may_approve(person: User, article: Article, at: datetime) -> bool:
    return approves(person, article, local_date(at))


def must_be_approved(article: Article, by: User, at: datetime) -> bool:
    """By somebody else, before anyone reads it."""
    section = Section.objects.get(path=article.path[:SECTION_PATH])
    return asks_approval(section) and not may_approve(by, article, at)


def may_approve_some(person: Someone, at: datetime) -> bool:
    """Nobody does while no department asks for it."""
    if not isinstance(person, User) or not approvals_asked().exists():
        return False
    return may_administer(person) or managed_areas(person, local_date(at)).exists()


def may_teach_search(person: Someone) -> bool:
    """The words of the search are everyone's, so any editor may mend them."""
    return may_edit(person) or may_edit_all(person)


def may_take_in(person: Someone) -> bool:
    """Texts from elsewhere come as drafts, so whoever may write may bring them."""
    return may_edit(person) or may_edit_all(person)


def may_see_upkeep(person: Someone) -> bool:
    """How well a department keeps its texts: its editors, and whoever leads it."""
    return may_edit(person) or is_manager(person)


def may_withdraw(person: Someone, article: Article) -> bool:
    """Its department, and the one who wrote it."""
    return may_edit_for(person, article.owner_unit_id) or article.owner_id == person.pk


def section_of(person: User) -> Section | None:
    """The section of the person's unit, or of the nearest unit above it that has one."""
    return nearest_section(person.unit)
