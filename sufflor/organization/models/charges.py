"""Who answers for how cases are handled: the owner and the manager of an area or a process."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sufflor.organization.models.people import User
from sufflor.organization.models.units import CaseArea, CaseProcess


class ChargeKind(models.TextChoices):
    """The owner decides on the process, the manager looks after it from day to day."""

    OWNER = "owner", _("Process owner")
    MANAGER = "manager", _("Process manager")


class ChargeQuerySet(models.QuerySet["Charge"]):
    def valid_on(self, day: date) -> ChargeQuerySet:
        return self.filter(Q(from_date__lte=day), Q(to_date__isnull=True) | Q(to_date__gte=day))


class Charge(models.Model):
    """Holds for an area, or for a process and all below it that says nothing else."""

    person = models.ForeignKey(User, models.PROTECT, related_name="charges")
    area = models.ForeignKey(CaseArea, models.PROTECT, related_name="charges")
    process = models.ForeignKey(
        CaseProcess, models.PROTECT, null=True, blank=True, related_name="charges"
    )
    kind = models.CharField(max_length=10, choices=ChargeKind)
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)

    objects = ChargeQuerySet.as_manager()

    class Meta:
        ordering = ("area__code", "process__code", "-kind", "from_date", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(to_date__isnull=True) | Q(to_date__gte=F("from_date")),
                name="a_charge_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["person", "area", "kind", "from_date"],
                condition=Q(process__isnull=True),
                name="a_charge_of_an_area_is_given_once",
            ),
            models.UniqueConstraint(
                fields=["person", "process", "kind", "from_date"],
                condition=Q(process__isnull=False),
                name="a_charge_of_a_process_is_given_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display()}, {self.process or self.area}"

    @property
    def code(self) -> str:
        """Of the node that it is given at."""
        return self.process.code if self.process else self.area.code
