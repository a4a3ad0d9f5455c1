"""Who may see a request, and why: rows, joined by every list, count, search and export."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sufflor.lib.promises import exactly_one
from sufflor.organization.models import SupportGroup, User
from sufflor.organization.rules import groups_of


class Level(models.IntegerChoices):
    """Each holds those before it."""

    READ = 1, _("Read")
    CONTRIBUTE = 2, _("Write on it")
    WORK = 3, _("Work on it")


class Source(models.TextChoices):
    """What gives the access. The first three are the front stage, the others the back stage."""

    REPORTER = "reporter", _("Sent it")
    CONCERNED = "concerned", _("It is about them")
    PARTICIPANT = "participant", _("Takes part")
    GROUP = "group", _("Their group has it")
    ASSIGNEE = "assignee", _("Has it")
    EARLIER_LINE = "earlier_line", _("Had it before")
    MENTION = "mention", _("Was mentioned")
    CONSULTED = "consulted", _("Was asked for advice")
    CLEARED = "cleared", _("Reads what is confidential")
    COORDINATOR = "coordinator", _("Looks at what has bounced")


FRONT = (Source.REPORTER, Source.CONCERNED, Source.PARTICIPANT)
BACK = (
    Source.GROUP,
    Source.ASSIGNEE,
    Source.EARLIER_LINE,
    Source.MENTION,
    Source.CONSULTED,
    Source.CLEARED,
    Source.COORDINATOR,
)


class AccessQuerySet(models.QuerySet["Access"]):
    def valid(self, at: datetime) -> AccessQuerySet:
        return self.filter(Q(until=None) | Q(until__gt=at))

    def front(self, person: User, at: datetime) -> AccessQuerySet:
        return self.valid(at).filter(person=person, source__in=FRONT)

    def back(
        self, person: User, at: datetime, sources: Collection[Source] = BACK
    ) -> AccessQuerySet:
        """`sources` are some of those of the back stage."""
        mine = Q(person=person) | Q(group__in=groups_of(person))
        return self.valid(at).filter(mine, source__in=[one for one in BACK if one in sources])


class Access(models.Model):
    """One reason why one person or one group may see one request, until it ends."""

    request = models.ForeignKey("desk.Request", models.CASCADE, related_name="access")
    # Found by what they may see: an index of their own is one more to write with each deed.
    person = models.ForeignKey(
        User, models.CASCADE, null=True, blank=True, related_name="+", db_index=False
    )
    group = models.ForeignKey(
        SupportGroup, models.CASCADE, null=True, blank=True, related_name="+", db_index=False
    )
    level = models.PositiveSmallIntegerField(choices=Level)
    source = models.CharField(max_length=20, choices=Source)
    given_at = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    # Of those who follow a request: every answer, or only when it is resolved.
    wants_all = models.BooleanField(default=True)

    objects = AccessQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(fields=["person", "source", "request"], name="what_a_person_may_see"),
            models.Index(fields=["group", "source", "request"], name="what_a_group_may_see"),
        )
        constraints = (
            exactly_one("group", "person", name="access_is_for_one_person_or_one_group"),
            models.UniqueConstraint(
                fields=["request", "person", "source"],
                condition=Q(person__isnull=False),
                name="a_person_has_each_reason_once",
            ),
            models.UniqueConstraint(
                fields=["request", "group", "source"],
                condition=Q(group__isnull=False),
                name="a_group_has_each_reason_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person or self.group}: {self.source} on {self.request_id}"
