"""Who is who: people, units, case areas and processes, support groups and process advisers."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Line(models.IntegerChoices):
    """Lines of support, nearest the user first. The order is the order of escalation."""

    ADVISER = 1, _("Process adviser")
    FIRST = 2, _("First line")
    SECOND = 3, _("Second line")
    VENDOR = 4, _("Vendor contact")


class UnitKind(models.TextChoices):
    INSTITUTION = "institution", _("Institution")
    FACULTY = "faculty", _("Faculty")
    INSTITUTE = "institute", _("Institute")
    DEPARTMENT = "department", _("Department")
    SECTION = "section", _("Section")


class WorkRole(models.TextChoices):
    """What a person mainly does in case handling; material and questions are marked with it."""

    ANYONE = "alle", _("Everyone")
    CASE_HANDLER = "saksbehandler", _("Case handler")
    MANAGER = "leder", _("Manager")
    RECORDS_OFFICER = "arkivar", _("Records officer")


class Role(models.TextChoices):
    """What a person may do in Sufflør beyond asking and reading."""

    HOST = "host", _("Question hour host")
    EDITOR = "editor", _("Editor")
    PLANNER = "planner", _("Rollout planner")
    ADMINISTRATOR = "administrator", _("Administrator")


class InThreeLanguages(models.Model):
    """A name that institutions give, in bokmål always, in nynorsk and English where they have it."""

    name = models.CharField(max_length=160)
    name_nn = models.CharField(max_length=160, blank=True)
    name_en = models.CharField(max_length=160, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.local_name

    @property
    def local_name(self) -> str:
        """The name in the language of the page, in bokmål where it has no other."""
        names = {"nn": self.name_nn, "en": self.name_en}
        return names.get(get_language() or "nb", "") or self.name


class Unit(InThreeLanguages):
    """A node in the tree of faculties, institutes, departments and sections."""

    code = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=12, choices=UnitKind)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )

    class Meta:
        ordering = ("name",)
        constraints = (
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="a_unit_is_not_its_own_parent",
            ),
        )


class CaseArea(InThreeLanguages):
    """A professional field of cases, owned by a department: personnel, studies, finance …"""

    code = models.CharField(max_length=20, unique=True)
    slug = models.SlugField(max_length=40, unique=True)
    summary = models.CharField(max_length=200, blank=True)
    summary_nn = models.CharField(max_length=200, blank=True)
    summary_en = models.CharField(max_length=200, blank=True)
    icon = models.CharField(max_length=40, default="folder")
    owner = models.ForeignKey(Unit, models.PROTECT, related_name="owned_areas")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "code")

    @property
    def local_summary(self) -> str:
        texts = {"nn": self.summary_nn, "en": self.summary_en}
        return texts.get(get_language() or "nb", "") or self.summary


class CaseProcess(InThreeLanguages):
    """A process inside an area, in two levels or more: A.a, A.a.01."""

    code = models.CharField(max_length=20, unique=True)
    area = models.ForeignKey(CaseArea, models.PROTECT, related_name="processes")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    keywords = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("code",)


class User(AbstractUser):
    """A person. An external identity is (issuer, subject); names and addresses may change."""

    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="people")
    work_role = models.CharField(max_length=20, choices=WorkRole, default=WorkRole.CASE_HANDLER)
    issuer = models.CharField(max_length=200, blank=True)
    subject = models.CharField(max_length=200, blank=True)

    class Meta(AbstractUser.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["issuer", "subject"],
                condition=~Q(subject=""),
                name="one_person_per_external_identity",
            )
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        return self.get_full_name() or self.username


class RoleGrant(models.Model):
    """One right that one person has, from whom and since when."""

    person = models.ForeignKey(User, models.CASCADE, related_name="grants")
    role = models.CharField(max_length=20, choices=Role)
    granted_at = models.DateTimeField()
    granted_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["person", "role"], name="a_role_is_granted_once"),
        )

    def __str__(self) -> str:
        return f"{self.person}: {self.get_role_display()}"


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
                fields=["person", "unit", "area", "process", "from_date"],
                nulls_distinct=False,
                name="an_appointment_is_made_once",
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
        )

    def __str__(self) -> str:
        return f"{self.person} away {self.from_date} to {self.to_date}"
