"""A private request: what one person wrote, read by that person and by those who help."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q

from sufflor.lib.text import shortened
from sufflor.organization.models import CaseArea, Line, User

REPLY_LENGTH = 8000
TITLE_LENGTH = 160


class RequestQuerySet(models.QuerySet["Request"]):
    def visible_to(self, person: User) -> RequestQuerySet:
        """One's own, and for the first line and the specialists of its area."""
        helped = _helped_by(person)
        return self.filter(Q(reporter=person) | helped) if helped else self.all()

    def helped_by(self, person: User) -> RequestQuerySet:
        """Those that somebody replies to: all for the first line, else those in the own areas."""
        return self.filter(_helped_by(person))


def _helped_by(person: User) -> Q:
    groups = person.support_groups.all()
    if groups.filter(line=Line.FIRST).exists():
        return Q()
    return Q(area__in=groups.filter(line=Line.SECOND).values("area"))


class Request(models.Model):
    """The beginning of the desk: a question that was moved out of the public, and its reply.

    `origin` names what it came from ("questions.question:12"), so that history can be followed.
    """

    reporter = models.ForeignKey(User, models.PROTECT, related_name="requests")
    area = models.ForeignKey(CaseArea, models.PROTECT, related_name="requests")
    # As long as it comes: what is moved here brings every wording that it has had.
    text = models.TextField()
    origin = models.CharField(max_length=80, blank=True)
    why = models.CharField(max_length=500, blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = RequestQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(condition=~Q(text=""), name="a_request_says_something"),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        return f"H-{self.pk}"

    @property
    def title(self) -> str:
        """Its first line, for lists."""
        return shortened(self.text.partition("\n")[0], TITLE_LENGTH)

    @property
    def path(self) -> str:
        """Where its reporter reads it, without a language prefix."""
        return f"/mine/henvendelser/{self.pk}/"

    @property
    def is_answered(self) -> bool:
        return hasattr(self, "reply")

    def waited(self, at: datetime) -> float:
        """How many hours it has been open."""
        return (at - self.opened_at).total_seconds() / 3600


class Reply(models.Model):
    """Its existence makes a request answered."""

    request = models.OneToOneField(Request, models.CASCADE, primary_key=True, related_name="reply")
    text = models.TextField(max_length=REPLY_LENGTH)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(text=""), name="a_reply_says_something"),
        )

    def __str__(self) -> str:
        return f"Reply to {self.request_id}"
