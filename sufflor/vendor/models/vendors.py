"""Those who make the systems: what they make, when they are there, and what they have promised."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sufflor.organization.models import User, Weekday

NAME_LENGTH = 80


class Severity(models.TextChoices):
    """The letters that agreements use; the first is the worst."""

    CRITICAL = "a", _("A: work has stopped")
    SERIOUS = "b", _("B: serious")
    ORDINARY = "c", _("C: ordinary")
    SMALL = "d", _("D: small")

    @property
    def letter(self) -> str:
        return self.value.upper()


class Vendor(models.Model):
    """`account` is the system account that mail goes to and comes from, and that holds keys to the
    API: nobody signs in with it. What is sent is written in `language`."""

    name = models.CharField(max_length=NAME_LENGTH, unique=True)
    account = models.OneToOneField(User, models.PROTECT, related_name="vendor")
    language = models.CharField(max_length=5, choices=settings.LANGUAGES, default="nb")

    class Meta:
        ordering = ("name",)
        constraints = (models.CheckConstraint(condition=~Q(name=""), name="a_vendor_has_a_name"),)

    def __str__(self) -> str:
        return self.name


class VendorHours(models.Model):
    """On this weekday the vendor counts the hours between these times on the clock in Oslo."""

    vendor = models.ForeignKey(Vendor, models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField(choices=Weekday)
    opens = models.TimeField()
    closes = models.TimeField()

    class Meta:
        ordering = ("weekday", "opens")
        constraints = (
            models.UniqueConstraint(
                fields=["vendor", "weekday"], name="a_vendor_opens_once_on_a_weekday"
            ),
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens")), name="a_vendor_closes_after_it_opens"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens:%H:%M}–{self.closes:%H:%M}"


class VendorClosure(models.Model):
    """A day on which the vendor counts no hours, beside public holidays."""

    vendor = models.ForeignKey(Vendor, models.CASCADE, related_name="closures")
    date = models.DateField()

    class Meta:
        ordering = ("date",)
        constraints = (
            models.UniqueConstraint(
                fields=["vendor", "date"], name="a_vendor_closes_once_on_a_day"
            ),
        )

    def __str__(self) -> str:
        return f"{self.vendor} {self.date}"


class Agreement(models.Model):
    """How many of the vendor's own hours go at most before the first answer, and before a fix."""

    vendor = models.ForeignKey(Vendor, models.CASCADE, related_name="agreements")
    severity = models.CharField(max_length=1, choices=Severity)
    answer_hours = models.PositiveSmallIntegerField()
    fix_hours = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("severity",)
        constraints = (
            models.UniqueConstraint(
                fields=["vendor", "severity"], name="a_vendor_promises_once_for_a_severity"
            ),
            models.CheckConstraint(
                condition=Q(answer_hours__gte=1, fix_hours__gte=F("answer_hours")),
                name="a_vendor_answers_before_it_fixes",
            ),
        )

    def __str__(self) -> str:
        return f"{self.severity}: {self.answer_hours} h, {self.fix_hours} h"


class System(models.Model):
    """Something that a vendor makes."""

    vendor = models.ForeignKey(Vendor, models.PROTECT, related_name="systems")
    name = models.CharField(max_length=NAME_LENGTH)

    class Meta:
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(fields=["vendor", "name"], name="a_vendor_names_a_system_once"),
            models.CheckConstraint(condition=~Q(name=""), name="a_system_has_a_name"),
        )

    def __str__(self) -> str:
        return self.name
