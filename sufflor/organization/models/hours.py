"""When a line is open, when it is not, and how soon it promises to answer."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.dates import WEEKDAYS

from sufflor.organization.models.support import Line, SupportGroup

FOR_THE_HOUSE = Q(group__isnull=True)
FOR_A_GROUP = Q(group__isnull=False)


class Weekday(models.IntegerChoices):
    """Numbered as Python does, and called as Django calls them."""

    MONDAY = 0, WEEKDAYS[0]
    TUESDAY = 1, WEEKDAYS[1]
    WEDNESDAY = 2, WEEKDAYS[2]
    THURSDAY = 3, WEEKDAYS[3]
    FRIDAY = 4, WEEKDAYS[4]
    SATURDAY = 5, WEEKDAYS[5]
    SUNDAY = 6, WEEKDAYS[6]


class OpeningPeriod(models.Model):
    """Open on a weekday between two times; without a group, so is the whole house.

    Those with the same group, first and last day make up a season. The season that began last
    holds, and a group that has one of its own follows that.
    """

    group = models.ForeignKey(
        SupportGroup, models.CASCADE, null=True, blank=True, related_name="opening_periods"
    )
    weekday = models.PositiveSmallIntegerField(choices=Weekday)
    opens = models.TimeField()
    closes = models.TimeField()
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("from_date", "weekday", "opens")
        constraints = (
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens")), name="a_period_closes_after_it_opens"
            ),
            models.CheckConstraint(
                condition=Q(to_date__isnull=True) | Q(to_date__gte=F("from_date")),
                name="a_season_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(weekday__lte=Weekday.SUNDAY), name="a_week_has_seven_days"
            ),
            models.UniqueConstraint(
                fields=["group", "from_date", "weekday", "opens"],
                condition=FOR_A_GROUP,
                name="a_group_opens_once_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["from_date", "weekday", "opens"],
                condition=FOR_THE_HOUSE,
                name="the_house_opens_once_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens:%H:%M}–{self.closes:%H:%M}"


class ClosedDay(models.Model):
    """A day on which a group, or without one the whole house, is closed beside public holidays."""

    group = models.ForeignKey(
        SupportGroup, models.CASCADE, null=True, blank=True, related_name="closed_days"
    )
    date = models.DateField()
    reason = models.CharField(max_length=120)

    class Meta:
        ordering = ("date",)
        constraints = (
            models.UniqueConstraint(
                fields=["group", "date"],
                condition=FOR_A_GROUP,
                name="a_group_closes_once_on_a_day",
            ),
            models.UniqueConstraint(
                fields=["date"], condition=FOR_THE_HOUSE, name="the_house_closes_once_on_a_day"
            ),
        )

    def __str__(self) -> str:
        return f"{self.date}: {self.reason}"


class ServicePromise(models.Model):
    """How many open hours go at most before the first answer, and before it is solved.

    A group's own goes before that of its line.
    """

    line = models.PositiveSmallIntegerField(choices=Line)
    group = models.OneToOneField(
        SupportGroup, models.CASCADE, null=True, blank=True, related_name="promise"
    )
    first_answer_hours = models.PositiveSmallIntegerField()
    resolve_hours = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("line",)
        constraints = (
            models.UniqueConstraint(
                fields=["line"], condition=FOR_THE_HOUSE, name="a_line_promises_once"
            ),
            models.CheckConstraint(
                condition=Q(first_answer_hours__gte=1), name="an_answer_takes_an_hour_or_more"
            ),
            models.CheckConstraint(
                condition=Q(resolve_hours__gte=F("first_answer_hours")),
                name="nothing_is_solved_before_it_is_answered",
            ),
        )

    def __str__(self) -> str:
        whom = self.group.local_name if self.group else self.get_line_display()
        return f"{whom}: {self.first_answer_hours} h, {self.resolve_hours} h"
