"""What is wrong with the system, how it has come, what was said of it, and whom it concerns."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sufflor.lib.promises import both_or_neither, exactly_one, never_itself
from sufflor.organization.models import CaseArea, Unit, User, WorkRole

TITLE_LENGTH = 160
TEXT_LENGTH = 2000
SENTENCE_LENGTH = 300
VERSION_LENGTH = 40


class State(models.TextChoices):
    """As those who work with the errors know them; readers get the four of `Plain`."""

    CANDIDATE = "candidate", _("Candidate")
    CONFIRMED = "confirmed", _("Confirmed")
    REPORTED = "reported", _("Reported to the vendor")
    PLANNED = "planned", _("Fix planned")
    FIXED = "fixed", _("Fixed")
    VERIFIED = "verified", _("Fix verified")
    CLOSED = "closed", pgettext_lazy("of a case", "Closed")
    WONT_FIX = "wont_fix", _("Will not be fixed")


class Plain(models.TextChoices):
    WORKED_ON = "worked_on", _("We are working on it")
    PLANNED = "planned", _("A fix is planned")
    SOLVED = "solved", _("Fixed")
    STAYS = "stays", _("Will not be fixed")


UNDER_WAY = (State.CONFIRMED, State.REPORTED, State.PLANNED)
SOLVED = (State.FIXED, State.VERIFIED, State.CLOSED)
_PLAIN = {
    State.PLANNED: Plain.PLANNED,
    State.WONT_FIX: Plain.STAYS,
    **dict.fromkeys(SOLVED, Plain.SOLVED),
}


def plain_of(state: str) -> Plain:
    return _PLAIN.get(State(state), Plain.WORKED_ON)


class KnownErrorQuerySet(models.QuerySet["KnownError"]):
    def standing(self) -> KnownErrorQuerySet:
        """Those that were not taken into another."""
        return self.filter(merged_into__isnull=True)

    def public(self) -> KnownErrorQuerySet:
        """What everyone may read: somebody has confirmed that it is an error."""
        return self.standing().filter(confirmed_at__isnull=False)

    def under_way(self) -> KnownErrorQuerySet:
        return self.public().filter(state__in=UNDER_WAY)

    def open(self) -> KnownErrorQuerySet:
        """What something can be tied to: what is under way, and candidates."""
        return self.standing().filter(
            Q(state=State.CANDIDATE) | Q(state__in=UNDER_WAY, confirmed_at__isnull=False)
        )

    def overdue(self, at: datetime) -> KnownErrorQuerySet:
        """News were promised by a time that has passed."""
        return self.under_way().filter(next_update_at__lt=at)


class KnownError(models.Model):
    """`origin` names what it was first told in ("questions.question:12"). Without units it concerns
    all of them. While it is under way, it says when readers next hear of it."""

    title = models.CharField(max_length=TITLE_LENGTH)
    seen = models.TextField(max_length=TEXT_LENGTH)
    workaround = models.TextField(max_length=TEXT_LENGTH, blank=True)
    language = models.CharField(max_length=5, default="nb")
    areas = models.ManyToManyField(CaseArea, related_name="known_errors")
    work_role = models.CharField(max_length=20, choices=WorkRole, default=WorkRole.ANYONE)
    units = models.ManyToManyField(Unit, related_name="known_errors", blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.CANDIDATE)
    version = models.CharField(max_length=VERSION_LENGTH, blank=True)
    next_update_at = models.DateTimeField(null=True, blank=True)
    owner = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="owned_errors"
    )
    origin = models.CharField(max_length=80, blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField()
    # Those whom it concerns and what is tied to it count there as long as this is not undone.
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged_from"
    )

    objects = KnownErrorQuerySet.as_manager()

    class Meta:
        ordering = ("-changed_at", "-pk")
        indexes = (models.Index(fields=["state", "-changed_at"], name="known_errors_by_state"),)
        constraints = (
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(seen=""), name="an_error_says_what_one_sees"
            ),
            models.UniqueConstraint(
                fields=["origin"], condition=~Q(origin=""), name="what_is_told_once_is_one_error"
            ),
            both_or_neither(
                "confirmed_at", "confirmed_by", name="an_error_is_confirmed_by_someone_at_some_time"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=UNDER_WAY)
                | Q(next_update_at__isnull=False, owner__isnull=False, confirmed_at__isnull=False),
                name="what_is_under_way_has_an_owner_and_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.PLANNED) | ~Q(version=""),
                name="a_planned_fix_says_in_which_version",
            ),
            never_itself("merged_into", name="an_error_is_not_taken_into_itself"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.title[:40]}"

    @property
    def number(self) -> str:
        return f"F-{self.pk}"

    @property
    def path(self) -> str:
        """Where everyone reads it, without a language prefix."""
        return f"/kjente-feil/{self.pk}/"

    @property
    def work_path(self) -> str:
        return f"/arbeid/feil/{self.pk}/"

    @property
    def plain(self) -> Plain:
        return plain_of(self.state)

    @property
    def standing(self) -> KnownError:
        """What it was taken into, and what that was taken into; itself where it stands alone."""
        error = self
        while error.merged_into is not None:
            error = error.merged_into
        return error

    @property
    def is_public(self) -> bool:
        return self.confirmed_at is not None and self.merged_into_id is None

    @property
    def is_under_way(self) -> bool:
        return self.state in UNDER_WAY and self.merged_into_id is None

    @property
    def is_open(self) -> bool:
        """Something can still be tied to it."""
        return self.is_under_way or (self.state == State.CANDIDATE and self.merged_into_id is None)

    @property
    def is_solved(self) -> bool:
        return self.is_public and self.state in SOLVED

    @property
    def stamp(self) -> str:
        """Changes with every step, so that two who work with it see each other's."""
        return self.changed_at.isoformat()

    def is_overdue(self, at: datetime) -> bool:
        return self.is_under_way and self.next_update_at is not None and self.next_update_at < at


class Step(models.Model):
    """One change, with the sentence that readers get about it; append-only."""

    error = models.ForeignKey(KnownError, models.CASCADE, related_name="steps")
    state_before = models.CharField(max_length=10, choices=State)
    state = models.CharField(max_length=10, choices=State)
    sentence = models.CharField(max_length=SENTENCE_LENGTH)
    # What one could do meanwhile, before and after.
    workaround_before = models.TextField(blank=True)
    workaround = models.TextField(blank=True)
    # Why we believe that it works: only those who help read how it was tested.
    tested = models.CharField(max_length=SENTENCE_LENGTH, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-at", "-pk")
        constraints = (
            models.CheckConstraint(condition=~Q(sentence=""), name="a_step_tells_something"),
        )

    def __str__(self) -> str:
        return f"{self.error_id}: {self.state_before} > {self.state}"

    @property
    def plain(self) -> Plain:
        return plain_of(self.state)

    @property
    def is_first(self) -> bool:
        """With this one everyone came to know of it."""
        return self.state == State.CONFIRMED and self.at == self.error.confirmed_at

    @property
    def is_told(self) -> bool:
        """What happened to a candidate is for those who work with it."""
        return self.state != State.CANDIDATE

    @property
    def has_new_workaround(self) -> bool:
        return bool(self.workaround) and self.workaround != self.workaround_before


class Concern(models.Model):
    """“Gjelder meg også”: one person, once. Who has left stays left until they say so again."""

    error = models.ForeignKey(KnownError, models.CASCADE, related_name="concerns")
    person = models.ForeignKey(User, models.CASCADE, null=True, related_name="known_errors")
    # Of one who is forgotten: still one, and nobody (`lib.stand_ins`).
    stand_in = models.BigIntegerField(null=True)
    # Where they worked then: what is counted does not move when people do.
    unit = models.ForeignKey(Unit, models.SET_NULL, null=True, blank=True, related_name="+")
    sentence = models.CharField(max_length=SENTENCE_LENGTH, blank=True)
    at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)
    # They have tried after the fix, and it works for them.
    works_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["error", "person"], name="an_error_concerns_a_person_once"
            ),
            models.UniqueConstraint(
                fields=["error", "stand_in"], name="a_stand_in_is_in_an_error_once"
            ),
            exactly_one("person", "stand_in", name="an_error_concerns_a_person_or_a_stand_in"),
        )

    def __str__(self) -> str:
        return f"{self.person_id} in {self.error_id}"
