"""One request's way through the lines in numbers, when they were counted, and what was reported."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sufflor.desk.models import Request
from sufflor.lib.promises import both_or_neither
from sufflor.organization.models import CaseArea, HelpKind, Line, Unit, User
from sufflor.rollout.models import Rollout

TITLE_LENGTH = 160
TEXT_LENGTH = 8000


class Entrance(models.TextChoices):
    """By which way a request came."""

    FORM = "form", _("Form")
    HOUR = "hour", _("Question hour")
    OTHER = "other", _("E-mail and others")


class Outcome(models.TextChoices):
    OPEN = "open", _("Under way")
    SOLVED = "solved", _("Solved")
    MERGED = "merged", _("Taken into another")


class Passage(models.Model):
    """A request as it is counted: made anew when the request has another `revision`.

    `stations` has a bit for each line that was further from the user than all before it; that is
    how far it had to go. Times are whole seconds by the clock on the wall; those at a line are of
    all stays there that have ended.
    """

    request = models.OneToOneField(
        Request, models.CASCADE, primary_key=True, related_name="passage"
    )
    revision = models.PositiveIntegerField()
    day = models.DateField()
    area = models.ForeignKey(CaseArea, models.CASCADE, null=True, related_name="+")
    unit = models.ForeignKey(Unit, models.CASCADE, null=True, related_name="+")
    entrance = models.CharField(max_length=5, choices=Entrance)
    help_kind = models.CharField(max_length=20, choices=HelpKind, default=HelpKind.SYSTEM)
    stations = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=6, choices=Outcome)
    solved_at_line = models.PositiveSmallIntegerField(choices=Line, null=True)
    ups = models.PositiveSmallIntegerField(default=0)
    downs = models.PositiveSmallIntegerField(default=0)
    bounces = models.PositiveSmallIntegerField(default=0)
    answer_seconds = models.PositiveIntegerField(null=True)
    at_adviser = models.PositiveIntegerField(null=True)
    at_first = models.PositiveIntegerField(null=True)
    at_second = models.PositiveIntegerField(null=True)
    at_vendor = models.PositiveIntegerField(null=True)

    class Meta:
        indexes = (models.Index(fields=["day"], name="passages_by_day"),)
        constraints = (
            models.CheckConstraint(condition=Q(stations__gt=0), name="a_request_is_at_some_line"),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.SOLVED, solved_at_line__isnull=False)
                | ~Q(outcome=Outcome.SOLVED) & Q(solved_at_line__isnull=True),
                name="what_is_solved_was_solved_at_a_line",
            ),
        )

    def __str__(self) -> str:
        return f"H-{self.request_id}: {self.outcome}"


# Where the time at each line stands.
AT_LINE = {
    Line.ADVISER: "at_adviser",
    Line.FIRST: "at_first",
    Line.SECOND: "at_second",
    Line.VENDOR: "at_vendor",
}


class Counting(models.Model):
    """When everything that had changed was last counted. One row, whose `revision` grows when
    something had."""

    at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"counted {self.at:%Y-%m-%d %H:%M}"


class Reckoned(models.Model):
    """What is read of the requests of one period, reckoned ahead of whoever reads it: of the whole
    house, or by `part`. `made_of` is another as soon as a request of the period is."""

    first = models.DateField()
    last = models.DateField()
    part = models.CharField(max_length=4, blank=True)
    made_of = models.CharField(max_length=80)
    values = models.JSONField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["first", "last", "part"], name="a_period_is_reckoned_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.first} to {self.last} {self.part}"


class Report(models.Model):
    """What a rollout was like: figures that write themselves, with words around them.

    While it is a draft the figures are reckoned each time; publishing keeps them as they are then.
    They hold numbers and keys alone: names, titles and questions are read when it is shown, so what
    is taken from the public is gone here too.
    """

    rollout = models.OneToOneField(Rollout, models.CASCADE, primary_key=True, related_name="report")
    title = models.CharField(max_length=TITLE_LENGTH)
    before = models.TextField(max_length=TEXT_LENGTH, blank=True)
    after = models.TextField(max_length=TEXT_LENGTH, blank=True)
    language = models.CharField(max_length=5, default="nb")
    figures = models.JSONField(default=dict, blank=True)
    edited_at = models.DateTimeField()
    edited_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("-published_at",)
        constraints = (
            models.CheckConstraint(condition=~Q(title=""), name="a_report_has_a_title"),
            both_or_neither(
                "published_at", "published_by", name="a_report_is_published_by_someone_at_some_time"
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def stamp(self) -> str:
        """Changes with every edit, so that two who write see each other's."""
        return self.edited_at.isoformat()

    @property
    def path(self) -> str:
        """Where everyone reads it, without a language prefix."""
        return f"/rapporter/{self.pk}/"
