"""A request: what one person needs help with, who has it now, and how far it has come."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.lookups import IsNull
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sufflor.desk.models.access import Access
from sufflor.forms.models import FormVersion
from sufflor.lib.promises import both_or_neither
from sufflor.lib.text import shortened
from sufflor.organization.models import (
    WORK_SYSTEM_LENGTH,
    CaseArea,
    CaseProcess,
    HelpKind,
    Line,
    Role,
    SupportGroup,
    Unit,
    User,
)
from sufflor.organization.rules import roles_of
from sufflor.search import records

TITLE_LENGTH = 160


class State(models.TextChoices):
    """How far it has come, as helpers say it; the front stage has words of its own."""

    NEW = "new", _("New")
    OPEN = "open", _("Being worked on")
    WAITING_USER = "waiting_user", _("Waiting for the user")
    WAITING_VENDOR = "waiting_vendor", _("Waiting for the vendor")
    WAITING_OTHER = "waiting_other", _("Waiting for something else")
    RESOLVED = "resolved", _("Resolved")
    CLOSED = "closed", pgettext_lazy("of a case", "Closed")
    MERGED = "merged", _("Taken into another")


UNRESOLVED = (
    State.NEW,
    State.OPEN,
    State.WAITING_USER,
    State.WAITING_VENDOR,
    State.WAITING_OTHER,
)
WAITING = (State.WAITING_USER, State.WAITING_VENDOR, State.WAITING_OTHER)


class RequestQuerySet(models.QuerySet["Request"]):
    """Whoever lists requests begins with one of the first two: a request that is not in them is
    not there for that person."""

    def followed_by(self, person: User, at: datetime) -> RequestQuerySet:
        """Front stage: one's own, those that are about oneself, those one takes part in."""
        return self.filter(pk__in=Access.objects.front(person, at).values("request"))

    def worked_by(self, person: User, at: datetime) -> RequestQuerySet:
        """Back stage: those that a helper has, had, or was asked about. What is confidential only
        for those who have that role."""
        return self.filter(Exists(_reasons(person, at)))._readable_by(person)

    def worked_in_turn(self, person: User, at: datetime) -> RequestQuerySet:
        """The same, for a list that takes the first of many: each is asked in turn whether it may
        be seen, until there are enough. Of `worked_by` PostgreSQL believes that hardly any may,
        so it reads them all and sorts them. Where hardly any may, that is quicker."""
        reason = Subquery(_reasons(person, at).values("pk")[:1])
        return self.filter(IsNull(reason, False))._readable_by(person)

    def _readable_by(self, person: User) -> RequestQuerySet:
        return self if Role.CONFIDENTIAL in roles_of(person) else self.filter(is_confidential=False)

    def unresolved(self) -> RequestQuerySet:
        return self.filter(look_at__isnull=False)

    def resolved(self) -> RequestQuerySet:
        return self.filter(look_at__isnull=True)

    def by_due(self) -> RequestQuerySet:
        """What should be looked at first comes first."""
        return self.order_by("look_at", "pk")

    def saying(self, text: str) -> RequestQuerySet:
        """Those with all these words in them, in any form of the word; none for no words."""
        return self.holding(records.phrase_of(text))

    def holding(self, phrase: str) -> RequestQuerySet:
        """The same, of words that the index has read already (`search.records.phrase_of`)."""
        return self.filter(pk__in=records.numbers(phrase)) if phrase else self.none()


def _reasons(person: User, at: datetime) -> models.QuerySet[Access]:
    """Why a helper may see a request, of the query that this stands in."""
    return Access.objects.back(person, at).filter(request=OuterRef("pk"))


class Request(models.Model):
    """`origin` names what it came from ("questions.question:12"). `due_at` is when the user should
    next hear from us. `revision` grows with every change, so that two helpers see each other's."""

    submission = models.UUIDField(null=True, blank=True)
    reporter = models.ForeignKey(User, models.PROTECT, related_name="requests")
    concerns = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    area = models.ForeignKey(
        CaseArea, models.PROTECT, null=True, blank=True, related_name="requests"
    )
    process = models.ForeignKey(CaseProcess, models.PROTECT, null=True, blank=True)
    help_kind = models.CharField(max_length=20, choices=HelpKind, default=HelpKind.SYSTEM)
    # The specialist system that it has to do with, where there is one, as people call it.
    work_system = models.CharField(max_length=WORK_SYSTEM_LENGTH, blank=True)
    title = models.CharField(max_length=TITLE_LENGTH)
    # As long as it comes: what is moved here brings every wording that it has had.
    text = models.TextField()
    form = models.ForeignKey(
        FormVersion, models.PROTECT, null=True, blank=True, related_name="requests"
    )
    answers = models.JSONField(default=dict, blank=True)
    language = models.CharField(max_length=5, default="nb")
    origin = models.CharField(max_length=80, blank=True)
    why = models.CharField(max_length=500, blank=True)
    is_confidential = models.BooleanField(default=False)

    line = models.PositiveSmallIntegerField(choices=Line)
    group = models.ForeignKey(
        SupportGroup, models.PROTECT, null=True, blank=True, related_name="requests"
    )
    assignee = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="assigned_requests"
    )
    because = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=20, choices=State, default=State.NEW)
    waits_for = models.CharField(max_length=200, blank=True)
    wake_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    resolve_due_at = models.DateTimeField(null=True, blank=True)
    # What the two are made from, so that they can be made anew: since when the clock runs, and how
    # much open time had gone by then. None where nobody knows: then what was promised stands.
    answer_from = models.DateTimeField(null=True, blank=True)
    answer_used = models.DurationField(default=timedelta)
    resolve_from = models.DateTimeField(null=True, blank=True)
    resolve_used = models.DurationField(default=timedelta)
    # That `due_at` is near: told once for each time that is promised.
    warned_at = models.DateTimeField(null=True, blank=True)
    # When somebody should look at it: what is due, else what wakes, else when it last changed. None
    # for what is resolved, so that one index has what is under way, in its order.
    look_at = models.DateTimeField(null=True, blank=True)
    needs_coordinator = models.BooleanField(default=False)

    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    helped = models.BooleanField(null=True, blank=True)
    helped_why = models.CharField(max_length=500, blank=True)
    changed_at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=0)

    objects = RequestQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        indexes = (
            # Only what is under way: a queue costs what lies in it, not what has been there. In the
            # order of `by_due`, so that the first of a queue are found without sorting it.
            models.Index(
                fields=["group", "look_at", "id"],
                condition=Q(look_at__isnull=False),
                name="queue_of_a_group",
            ),
            models.Index(
                fields=["assignee", "look_at", "id"],
                condition=Q(look_at__isnull=False),
                name="queue_of_a_person",
            ),
            models.Index(
                fields=["resolved_at", "id"],
                condition=Q(look_at__isnull=True),
                name="what_is_resolved",
            ),
            models.Index(fields=["look_at"], name="what_is_due"),
            models.Index(fields=["state", "wake_at"], name="what_is_to_be_woken"),
            models.Index(
                fields=["needs_coordinator", "look_at"],
                condition=Q(needs_coordinator=True),
                name="what_has_bounced",
            ),
        )
        constraints = (
            models.CheckConstraint(condition=~Q(text=""), name="a_request_says_something"),
            models.CheckConstraint(condition=~Q(title=""), name="a_request_has_a_title"),
            models.UniqueConstraint(fields=["submission"], name="what_is_sent_twice_is_sent_once"),
            both_or_neither("resolved_at", "resolved_by", name="who_resolves_says_when"),
            models.CheckConstraint(
                condition=Q(state__in=UNRESOLVED, look_at__isnull=False)
                | ~Q(state__in=UNRESOLVED) & Q(look_at__isnull=True),
                name="what_is_under_way_is_looked_at",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=WAITING) | ~Q(waits_for=""),
                name="what_waits_says_for_what",
            ),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        return f"H-{self.pk}"

    @property
    def short_title(self) -> str:
        return shortened(self.title, 80)

    @property
    def path(self) -> str:
        """Where its reporter reads it, without a language prefix."""
        return f"/mine/henvendelser/{self.pk}/"

    @property
    def work_path(self) -> str:
        """Where those who help work on it."""
        return f"/arbeid/henvendelser/{self.pk}/"

    @property
    def is_unresolved(self) -> bool:
        return self.state in UNRESOLVED

    @property
    def is_waiting(self) -> bool:
        return self.state in WAITING

    def is_overdue(self, at: datetime) -> bool:
        return self.is_unresolved and self.due_at is not None and self.due_at < at

    def waited(self, at: datetime) -> float:
        """How many hours it has been open."""
        return (at - self.opened_at).total_seconds() / 3600
