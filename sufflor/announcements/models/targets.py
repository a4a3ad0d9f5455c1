"""Whom a notice concerns. Everyone may read it; these are shown it first, and told of it."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sufflor.announcements.models.notices import Notice
from sufflor.organization.models import CaseArea, Unit, WorkRole

# The role "everyone" is no group: it is the same as naming no role.
ROLES = {
    WorkRole.CASE_HANDLER: _("Case handlers"),
    WorkRole.MANAGER: _("Managers"),
    WorkRole.RECORDS_OFFICER: _("Records officers"),
}


@dataclass(frozen=True)
class Group:
    """People at a unit and below it, in a role, with an area; what is left out does not matter."""

    unit: Unit | None = None
    work_role: str = ""
    area: CaseArea | None = None

    @property
    def is_everyone(self) -> bool:
        return not (self.unit or self.work_role or self.area)


class Target(models.Model):
    """One group that a notice concerns. A notice without any concerns everyone."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="targets")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    work_role = models.CharField(max_length=20, blank=True, choices=list(ROLES.items()))
    area = models.ForeignKey(CaseArea, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(unit__isnull=False) | ~Q(work_role="") | Q(area__isnull=False),
                name="a_target_is_not_everyone",
            ),
        )

    def __str__(self) -> str:
        """Managers · Faculty of Engineering · Personnel, in the language of the page."""
        role = str(ROLES[WorkRole(self.work_role)]) if self.work_role else ""
        unit = self.unit.local_name if self.unit else ""
        area = self.area.local_name if self.area else ""
        return " · ".join(part for part in (role, unit, area) if part)


class FollowedArea(models.Model):
    """A case area that a person works with, by their own word, where who-is-who does not say so."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="followed_areas"
    )
    area = models.ForeignKey(CaseArea, models.CASCADE, related_name="followers")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["person", "area"], name="an_area_is_followed_once"),
        )

    def __str__(self) -> str:
        return f"{self.person} follows {self.area}"
