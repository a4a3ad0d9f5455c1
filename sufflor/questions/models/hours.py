"""A question hour: the pattern it is made from, when it is, where, and who answers in it."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sufflor.lib.clock import local_date
from sufflor.lib.promises import both_or_neither, never_itself
from sufflor.organization.models import CaseArea, Offer, User
from sufflor.rollout.models import Rollout


class HourKind(models.TextChoices):
    """Where in the day an hour stands. The value is the last part of its address."""

    OPENING = "oppstart", _("Joint start of the day")
    CLOSING = "avslutning", _("Joint end of the day")
    EXTRA = "ekstra", _("Extra question hour")


class Moderation(models.TextChoices):
    """Whether a question is read by a host before everyone sees it, or after."""

    AFTER = "after", _("Shown at once")
    BEFORE = "before", _("Shown when a host has read it")


class Names(models.TextChoices):
    """Who sees who asked. What is hidden is in no page, stream, feed or search."""

    HOSTS_ONLY = "hosts", _("Only hosts and those who answer")
    UNIT = "unit", _("Everyone sees the unit")
    EVERYONE = "everyone", _("Everyone sees the name")


# What is called off, or only practised, leaves its place in the day to another.
IS_HELD = Q(cancelled_at__isnull=True, rehearsal_of__isnull=True)
STATUS_LENGTH = 4000


class HourTemplate(models.Model):
    """What the hours of one kind are like on every day of a rollout, on the clock in Oslo.

    Changing it changes only hours that are still to come and that nobody has touched.
    """

    rollout = models.ForeignKey(Rollout, models.CASCADE, related_name="hour_templates")
    kind = models.CharField(max_length=12, choices=HourKind)
    own_title = models.CharField(max_length=120, blank=True)
    opens = models.TimeField()
    closes = models.TimeField()
    room = models.CharField(max_length=120, blank=True)
    video_url = models.URLField(max_length=500, blank=True)
    moderation = models.CharField(max_length=8, choices=Moderation, default=Moderation.AFTER)
    names = models.CharField(max_length=10, choices=Names, default=Names.HOSTS_ONLY)

    class Meta:
        ordering = ("opens", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["rollout", "kind"], name="a_rollout_has_one_template_of_a_kind"
            ),
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens")), name="a_template_closes_after_it_opens"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.opens:%H.%M}"


class QuestionHourQuerySet(models.QuerySet["QuestionHour"]):
    def real(self) -> QuestionHourQuerySet:
        """Those that people come to: a rehearsal is for the hosts alone."""
        return self.filter(rehearsal_of__isnull=True)

    def held(self) -> QuestionHourQuerySet:
        """Real ones that are not called off."""
        return self.real().filter(cancelled_at__isnull=True)

    def beside(self, hour: QuestionHour) -> QuestionHourQuerySet:
        """The hours of one rollout that follow each other, this one among them; for a rehearsal
        those that are practised with it."""
        rows = self.filter(rollout=hour.rollout_id)
        if hour.rehearsal_of is None:
            return rows.real()
        return rows.filter(rehearsal_of__date=hour.rehearsal_of.date)


class QuestionHour(models.Model):
    """One meeting where questions are taken together. Mostly made from a rollout's dates."""

    rollout = models.ForeignKey(
        Rollout, models.PROTECT, null=True, blank=True, related_name="question_hours"
    )
    kind = models.CharField(max_length=12, choices=HourKind)
    slug = models.SlugField(max_length=40, unique=True)
    own_title = models.CharField(max_length=120, blank=True)
    date = models.DateField()
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    # Questions and votes are taken from here until `closes_at`.
    collects_from = models.DateTimeField()
    room = models.CharField(max_length=120, blank=True)
    video_url = models.URLField(max_length=500, blank=True)
    moderation = models.CharField(max_length=8, choices=Moderation, default=Moderation.AFTER)
    names = models.CharField(max_length=10, choices=Names, default=Names.HOSTS_ONLY)
    now_answering = models.ForeignKey(
        "questions.Question", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # What is said first in an opening hour: how the rollout stands.
    status_text = models.TextField(blank=True, max_length=STATUS_LENGTH)
    # An hour that somebody has changed by hand follows neither dates nor template any longer.
    changed_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    cancelled_why = models.CharField(max_length=300, blank=True)
    # Brought to its end: every question has an end or an owner, and the minutes are frozen. Without
    # a person it was the clock that did it, after a host had left it open.
    finished_at = models.DateTimeField(null=True, blank=True)
    finished_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    # A copy to practise in, which only those who host and plan can see.
    rehearsal_of = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="rehearsals"
    )

    objects = QuestionHourQuerySet.as_manager()

    class Meta:
        ordering = ("opens_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="hour_closes_after_it_opens"
            ),
            models.CheckConstraint(
                condition=Q(collects_from__lte=F("opens_at")), name="hour_collects_before_it_opens"
            ),
            models.UniqueConstraint(
                fields=["rollout", "date", "kind"],
                condition=~Q(kind=HourKind.EXTRA) & IS_HELD,
                name="one_hour_of_a_kind_per_day_of_a_rollout",
            ),
            models.UniqueConstraint(
                fields=["date", "kind"],
                condition=Q(rollout=None) & ~Q(kind=HourKind.EXTRA) & IS_HELD,
                name="one_hour_of_a_kind_per_day_otherwise",
            ),
            both_or_neither(
                "changed_at", "changed_by", name="an_hour_is_changed_by_someone_at_some_time"
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True, cancelled_by__isnull=True, cancelled_why="")
                | (
                    Q(cancelled_at__isnull=False, cancelled_by__isnull=False) & ~Q(cancelled_why="")
                ),
                name="an_hour_is_cancelled_by_someone_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(finished_by__isnull=True) | Q(finished_at__isnull=False),
                name="an_hour_that_someone_finished_is_finished",
            ),
            never_itself("rehearsal_of", name="an_hour_does_not_rehearse_itself"),
        )

    def __str__(self) -> str:
        return f"{self.title} {self.date}"

    @property
    def title(self) -> str:
        return self.own_title or str(HourKind(self.kind).label)

    @property
    def topic(self) -> str:
        """What open pages follow to learn of questions, votes and answers in this hour."""
        return f"hour-{self.pk}"

    @property
    def path(self) -> str:
        """Its address, without a language prefix."""
        return f"/sporretimer/{self.slug}/"

    def is_open(self, at: datetime) -> bool:
        return self.opens_at <= at < self.closes_at

    def is_over(self, at: datetime) -> bool:
        return at >= self.closes_at

    @property
    def is_rehearsal(self) -> bool:
        return self.rehearsal_of_id is not None

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None

    @property
    def is_finished(self) -> bool:
        return self.finished_at is not None

    def is_today(self, at: datetime) -> bool:
        return self.date == local_date(at)

    def collects(self, at: datetime) -> bool:
        """Whether questions and votes are taken."""
        return self.collects_from <= at < self.closes_at and not self.is_cancelled


class DutyKind(models.TextChoices):
    HOST = "host", _("Host")
    ANSWERER = "answerer", _("Answers for an area")


class Duty(models.Model):
    """Who has the word in an hour: its host, and those who answer for an area."""

    hour = models.ForeignKey(QuestionHour, models.CASCADE, related_name="duties")
    person = models.ForeignKey(User, models.CASCADE, related_name="duties")
    kind = models.CharField(max_length=10, choices=DutyKind)
    area = models.ForeignKey(CaseArea, models.PROTECT, null=True, blank=True, related_name="duties")
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("kind", "area__position", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["hour", "person"],
                condition=Q(area__isnull=True),
                name="a_person_hosts_an_hour_once",
            ),
            models.UniqueConstraint(
                fields=["hour", "person", "area"],
                condition=Q(area__isnull=False),
                name="a_person_answers_for_an_area_in_an_hour_once",
            ),
            models.CheckConstraint(
                condition=Q(kind=DutyKind.HOST, area__isnull=True)
                | Q(kind=DutyKind.ANSWERER, area__isnull=False),
                name="an_answerer_has_an_area_and_a_host_has_all",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} in {self.hour}"


class Swap(Offer):
    """Somebody asks another to take over a duty; it moves when the other says yes."""

    duty = models.ForeignKey(Duty, models.CASCADE, related_name="swaps")
    to_person = models.ForeignKey(User, models.CASCADE, related_name="asked_swaps")

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["duty"], condition=Q(answered_at=None), name="one_open_swap_per_duty"
            ),
            both_or_neither("answered_at", "is_accepted", name="a_swap_is_answered_with_yes_or_no"),
        )

    def __str__(self) -> str:
        return f"{self.duty} to {self.to_person}"
