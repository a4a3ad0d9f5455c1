"""How long what is over is kept: by the class of the form, but never what somebody holds."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sufflor.forms.models import Form, RecordClass
from sufflor.lib.promises import both_or_neither
from sufflor.organization.models import CaseArea, HelpKind, Line, User

WHY_LENGTH = 300
# A reply opens what was resolved within a month; nothing is deleted that can still be opened.
FEWEST_DAYS, MOST_DAYS = 31, 36_500


class RetentionRule(models.Model):
    """Requests of one class are deleted so many days after they are over. What a rule says of one
    form goes before what is said of all. What no rule is about is kept."""

    record_class = models.CharField(max_length=20, choices=RecordClass)
    form = models.ForeignKey(Form, models.CASCADE, null=True, blank=True, related_name="retention")
    days = models.PositiveIntegerField()
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("record_class", "form__position", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["record_class"],
                condition=Q(form__isnull=True),
                name="one_rule_for_each_class",
            ),
            models.UniqueConstraint(
                fields=["record_class", "form"],
                condition=Q(form__isnull=False),
                name="one_rule_for_each_class_and_form",
            ),
            models.CheckConstraint(
                condition=Q(days__gte=FEWEST_DAYS, days__lte=MOST_DAYS),
                name="what_can_be_opened_again_is_kept",
            ),
        )

    def __str__(self) -> str:
        return f"{self.record_class}: {self.days} days"

    @property
    def kept_for(self) -> timedelta:
        return timedelta(days=self.days)


class Holding(models.Model):
    """Somebody needs something to stay, and says why. The row stays when it is lifted."""

    why = models.CharField(max_length=WHY_LENGTH)
    placed_at = models.DateTimeField()
    placed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True
        ordering = ("-placed_at", "-pk")


def promises_of_a_hold(
    thing: str, *, called: str
) -> tuple[models.UniqueConstraint | models.CheckConstraint, ...]:
    """What is promised of every holding: of which field, and what its promises call it."""
    return (
        models.UniqueConstraint(
            fields=[thing], condition=Q(lifted_at=None), name=f"a_{thing}_is_held_once"
        ),
        models.CheckConstraint(condition=~Q(why=""), name=f"{called}_says_why"),
        both_or_neither(
            "lifted_at", "lifted_by", name=f"{called}_is_lifted_by_someone_at_some_time"
        ),
    )


class LegalHold(Holding):
    """One request that stays, whatever the rules say."""

    request = models.ForeignKey("desk.Request", models.CASCADE, related_name="holds")

    class Meta(Holding.Meta):
        constraints = promises_of_a_hold("request", called="a_hold")

    def __str__(self) -> str:
        return f"{self.request_id} held since {self.placed_at:%Y-%m-%d}"


class Deletion(models.Model):
    """That a request was here, for the log and for the counts: what it was of, and nothing of who
    sent it or what stood in it."""

    number = models.BigIntegerField(unique=True)
    record_class = models.CharField(max_length=20, choices=RecordClass)
    form = models.CharField(max_length=60, blank=True)
    area = models.ForeignKey(CaseArea, models.SET_NULL, null=True, related_name="+")
    line = models.PositiveSmallIntegerField(choices=Line)
    help_kind = models.CharField(max_length=20, choices=HelpKind)
    opened_on = models.DateField()
    ended_on = models.DateField()
    handovers = models.PositiveSmallIntegerField(default=0)
    files = models.PositiveSmallIntegerField(default=0)
    helped = models.BooleanField(null=True)
    was_archived = models.BooleanField()
    days_kept = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"H-{self.number}"


class Kept(models.TextChoices):
    """Why something that is old enough is not deleted all the same."""

    HELD = "held", _("Somebody holds it")
    ARCHIVE = "archive", _("Its package has not been fetched for the archive")
    QUESTION = "question", _("A question in a question hour ended as this request")
