"""One step before readers: a process manager approves what a department wrote, where it asks so."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page, Task, TaskState

from sufflor.knowledge import soundness
from sufflor.knowledge.models.articles import Article
from sufflor.knowledge.models.sections import Section
from sufflor.lib.clock import local_date
from sufflor.lib.refusals import require
from sufflor.organization.models import CaseArea, Charge, Role, User
from sufflor.organization.models.charges import ChargeKind
from sufflor.organization.rules import has_role

# Two levels of the tree, four letters each: what a section's path is long.
SECTION_PATH = 8


def managed_areas(person: User, day: date) -> QuerySet[CaseArea]:
    """Those in which this person manages the whole, or one of the processes."""
    charges = Charge.objects.valid_on(day).filter(person=person, kind=ChargeKind.MANAGER)
    return CaseArea.objects.filter(pk__in=charges.values("area"))


def approves(person: User, page: Page, day: date) -> bool:
    """An article by who manages its area; another page by who manages one of its department's.
    Administrators can always step in."""
    if not person.is_active:
        return False
    if has_role(person, Role.ADMINISTRATOR):
        return True
    return managed_areas(person, day).filter(pk__in=areas_of(page)).exists()


def areas_of(page: Page) -> QuerySet[CaseArea]:
    """Whose managers approve a page."""
    page = page.specific
    if isinstance(page, Article):
        return CaseArea.objects.filter(pk=page.area_id)
    sections = Section.objects.filter(path=page.path[:SECTION_PATH])
    return CaseArea.objects.filter(owner__in=sections.values("unit"))


class Approval(Task):
    """Wagtail asks here who may approve; its own tasks know groups, and not who is in charge."""

    class Meta:
        verbose_name = gettext_lazy("approval by the process manager")
        verbose_name_plural = gettext_lazy("approvals by the process manager")

    def user_can_access_editor(self, obj: Page, user: User) -> bool:
        return approves(user, obj, _today())

    def locked_for_user(self, obj: Page, user: User) -> bool:
        return not approves(user, obj, _today())

    def get_actions(self, obj: Page, user: User) -> list[tuple[str, str, bool]]:
        if not approves(user, obj, _today()):
            return []
        return [("reject", _("Ask for changes"), True), ("approve", _("Approve"), False)]

    def on_action(
        self, task_state: TaskState, user: User, action_name: str, **kwargs: object
    ) -> None:
        """Wagtail asks about the page in the address, which need not be the one that waits."""
        page = task_state.workflow_state.content_object
        require(approves(user, page, _today()))
        draft = page.get_latest_revision_as_object()
        if action_name == "approve" and isinstance(draft, Article):
            soundness.require_sound(draft)
        super().on_action(task_state, user, action_name, **kwargs)

    def get_task_states_user_can_moderate(
        self, user: User, **kwargs: object
    ) -> QuerySet[TaskState]:
        waiting = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        found = [
            state.pk
            for state in waiting.select_related("workflow_state")
            if approves(user, state.workflow_state.content_object, _today())
        ]
        states: QuerySet[TaskState] = waiting.filter(pk__in=found)
        return states

    @classmethod
    def get_description(cls) -> str:
        return _("Whoever manages the case area approves the text")


def _today() -> date:
    return local_date(timezone.now())
