"""What people know, how well, and the guidance they give that no request tells of."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sufflor.organization.models.people import User
from sufflor.organization.models.units import CaseArea, CaseProcess, Unit

# Longer is not guidance in passing.
MOST_MINUTES = 480


class CompetenceLevel(models.IntegerChoices):
    """How well somebody knows a process."""

    BASIC = 1, _("Basic")
    GOOD = 2, _("Good")
    SPECIALIST = 3, _("Specialist")


class Competence(models.Model):
    """A person knows an area, or one process of it, perhaps in one specialist system."""

    person = models.ForeignKey(User, models.CASCADE, related_name="competences")
    area = models.ForeignKey(CaseArea, models.PROTECT, related_name="competences")
    process = models.ForeignKey(
        CaseProcess, models.PROTECT, null=True, blank=True, related_name="competences"
    )
    system = models.CharField(max_length=60, blank=True)
    level = models.PositiveSmallIntegerField(choices=CompetenceLevel)

    class Meta:
        ordering = ("area__code", "process__code", "-level", "person__last_name")
        constraints = (
            models.CheckConstraint(
                condition=Q(
                    level__gte=CompetenceLevel.BASIC, level__lte=CompetenceLevel.SPECIALIST
                ),
                name="there_are_three_levels_of_competence",
            ),
            models.UniqueConstraint(
                fields=["person", "area", "system"],
                condition=Q(process__isnull=True),
                name="a_person_knows_an_area_once",
            ),
            models.UniqueConstraint(
                fields=["person", "process", "system"],
                condition=Q(process__isnull=False),
                name="a_person_knows_a_process_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person}: {self.process or self.area} ({self.get_level_display()})"


class Guidance(models.Model):
    """Somebody helped a colleague in passing. Counts the work; says nothing of who was helped."""

    person = models.ForeignKey(User, models.CASCADE, related_name="guidance_given")
    area = models.ForeignKey(CaseArea, models.PROTECT, related_name="guidance_given")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="guidance_given")
    at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    # The form that it was sent with, so that two presses are one.
    submission = models.UUIDField(unique=True)

    class Meta:
        ordering = ("-at",)
        indexes = (models.Index(fields=["person", "-at"], name="guidance_by_person"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=MOST_MINUTES),
                name="guidance_takes_from_a_minute_to_a_day",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person}: {self.minutes} min ({self.area})"
