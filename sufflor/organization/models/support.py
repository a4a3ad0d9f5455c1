"""Who helps: groups at their lines, appointed process advisers, and when they are away."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sufflor.organization.models.people import User
from sufflor.organization.models.units import CaseArea, CaseProcess, InThreeLanguages, Unit


class Line(models.IntegerChoices):
    """Lines of support, nearest the user first. The order is the order of escalation."""

    ADVISER = 1, _("Process adviser")
    FIRST = 2, _("First line")
    SECOND = 3, _("Second line")
    VENDOR = 4, _("Vendor contact")


class HelpKind(models.TextChoices):
    """What a person needs help with; says who takes over when the first line hands up. Requests,
    questions and texts are told apart by it, so that what becomes of one of them keeps it."""

    PRACTICAL = "practical", _("Practical")
    SYSTEM = "system", _("The system")
    PROFESSIONAL = "professional", _("Professional practice")
    SPECIALIST = "specialist", _("A specialist system")
    BOTH = "both", _("Both the system and professional practice")


# The specialist system that something has to do with, as people call it.
WORK_SYSTEM_LENGTH = 60


class SupportGroup(InThreeLanguages):
    """People who answer at one line, for one area or for everything."""

    code = models.SlugField(max_length=40, unique=True)
    line = models.PositiveSmallIntegerField(choices=Line)
    area = models.ForeignKey(CaseArea, models.PROTECT, null=True, blank=True, related_name="groups")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="support_groups")
    members = models.ManyToManyField(User, through="Membership", related_name="support_groups")

    class Meta:
        ordering = ("line", "name")


class Membership(models.Model):
    group = models.ForeignKey(SupportGroup, models.CASCADE)
    person = models.ForeignKey(User, models.CASCADE)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["group", "person"], name="a_person_is_in_a_group_once"),
        )

    def __str__(self) -> str:
        return f"{self.person} in {self.group}"


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def valid_on(self, day: date) -> AppointmentQuerySet:
        return self.filter(Q(from_date__lte=day), Q(to_date__isnull=True) | Q(to_date__gte=day))


class Appointment(models.Model):
    """A process adviser: this person helps this unit with this area (or one process of it)."""

    person = models.ForeignKey(User, models.PROTECT, related_name="appointments")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="appointments")
    area = models.ForeignKey(CaseArea, models.PROTECT, related_name="appointments")
    process = models.ForeignKey(
        CaseProcess, models.PROTECT, null=True, blank=True, related_name="appointments"
    )
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)
    deputy = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="deputy_appointments"
    )
    # How many open requests the person can have in hand; without a number, any.
    capacity = models.PositiveSmallIntegerField(null=True, blank=True)
    competence_text = models.CharField(max_length=300, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        ordering = ("unit__code", "area__code", "person__last_name")
        constraints = (
            models.CheckConstraint(
                condition=Q(to_date__isnull=True) | Q(to_date__gte=F("from_date")),
                name="an_appointment_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(deputy__isnull=True) | ~Q(deputy=F("person")),
                name="nobody_is_their_own_deputy",
            ),
            models.UniqueConstraint(
                fields=["person", "unit", "area", "from_date"],
                condition=Q(process__isnull=True),
                name="an_appointment_for_an_area_is_made_once",
            ),
            models.UniqueConstraint(
                fields=["person", "unit", "process", "from_date"],
                condition=Q(process__isnull=False),
                name="an_appointment_for_a_process_is_made_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person}: {self.area} at {self.unit}"


class Absence(models.Model):
    """A helper is away from one day to another, both included."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="absences")
    from_date = models.DateField()
    to_date = models.DateField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(to_date__gte=F("from_date")), name="an_absence_ends_after_it_begins"
            ),
            models.UniqueConstraint(fields=["person", "from_date"], name="an_absence_begins_once"),
        )

    def __str__(self) -> str:
        return f"{self.person} away {self.from_date} to {self.to_date}"
