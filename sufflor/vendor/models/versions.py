"""Versions of a system: what is new in them, and whether they are in use."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sufflor.announcements.models import Notice
from sufflor.knowledge.models import Function
from sufflor.lib.promises import both_or_neither
from sufflor.organization.models import User
from sufflor.vendor.models.vendors import System

VERSION_LENGTH = 40
NOTES_LENGTH = 8000


class VersionQuerySet(models.QuerySet["Version"]):
    def standing(self) -> VersionQuerySet:
        """Those that the vendor has not taken back."""
        return self.filter(withdrawn_at=None)


class Version(models.Model):
    """`functions` are what one does in the work that goes another way from this version on. One
    that the vendor takes back stays as a row: fixes were promised in it."""

    system = models.ForeignKey(System, models.PROTECT, related_name="versions")
    name = models.CharField(max_length=VERSION_LENGTH)
    expected_on = models.DateField(null=True, blank=True)
    functions = models.JSONField(default=list, blank=True)
    notes = models.TextField(max_length=NOTES_LENGTH, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    notice = models.ForeignKey(Notice, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ("system", "-pk")
        constraints = (
            models.UniqueConstraint(fields=["system", "name"], name="a_version_is_named_once"),
            models.CheckConstraint(condition=~Q(name=""), name="a_version_has_a_name"),
            both_or_neither(
                "released_at", "released_by", name="a_version_is_released_by_someone_at_some_time"
            ),
            both_or_neither(
                "withdrawn_at",
                "withdrawn_by",
                name="a_version_is_withdrawn_by_someone_at_some_time",
            ),
        )

    def __str__(self) -> str:
        return f"{self.system} {self.name}"

    @property
    def work_path(self) -> str:
        return f"/arbeid/leverandor/versjoner/{self.pk}/"

    @property
    def is_released(self) -> bool:
        return self.released_at is not None and self.withdrawn_at is None

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    @property
    def function_names(self) -> list[str]:
        return [str(each.label) for each in Function if each.value in self.functions]
