"""One thing that the vendor is asked to mend or change: how to see it, and how far it is."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sufflor.change_requests.models import ChangeRequest
from sufflor.desk.models import Request
from sufflor.knowledge.models import Function
from sufflor.known_errors.models import KnownError
from sufflor.lib.promises import both_or_neither
from sufflor.organization.models import User
from sufflor.questions.models import Question
from sufflor.vendor.models.ties import RequestTie
from sufflor.vendor.models.vendors import Severity, System
from sufflor.vendor.models.versions import Version

TITLE_LENGTH = 160
NUMBER_LENGTH = 60
WORDS_LENGTH = 300
LONG_TEXT = 8000


class Kind(models.TextChoices):
    ERROR = "error", _("An error")
    CHANGE = "change", _("A change")


class State(models.TextChoices):
    """From a proposal of the second line until it is in use, or is not to be."""

    PROPOSED = "proposed", _("Proposed")
    READY = "ready", _("Ready to be reported")
    REPORTED = "reported", _("Reported")
    CONFIRMED = "confirmed", _("Confirmed by the vendor")
    FIX_READY = "fix_ready", _("Fix ready")
    TESTING = "testing", _("Tested here")
    VERIFIED = "verified", _("Tested, and holds")
    CLOSED = "closed", _("Closed case")


class Outcome(models.TextChoices):
    """Why it is closed."""

    RELEASED = "released", _("The fix is in use")
    NOT_FIXED = "not_fixed", _("The vendor will not fix it")
    WORKS = "works", _("It works as it is meant to")
    ELSEWHERE = "elsewhere", _("It is another case, or nothing for the vendor")


class Check(models.TextChoices):
    """What somebody must have seen to before anything is sent."""

    SEARCHED = "searched", _("I have looked for the same among open cases and known errors.")
    REPEATED = (
        "repeated",
        _("Somebody else has seen it too, or it was repeated in a test."),
    )
    CLEAN = "clean", _("Texts and log hold no names, numbers or anything else about people.")


AT_THE_VENDOR = (State.REPORTED, State.CONFIRMED)
UNDER_WAY = tuple(state for state in State if state != State.CLOSED)


class VendorCaseQuerySet(models.QuerySet["VendorCase"]):
    def under_way(self) -> VendorCaseQuerySet:
        return self.filter(state__in=UNDER_WAY)

    def overdue(self, at: datetime) -> VendorCaseQuerySet:
        return self.under_way().filter(due_at__lt=at)


class VendorCase(models.Model):
    """`due_at` follows from the agreement while it is with the vendor, or was set by its owner.
    `touched_at` is when somebody last did something with it; `vendor_closed_at` that the vendor
    calls it closed while we do not."""

    kind = models.CharField(max_length=6, choices=Kind, default=Kind.ERROR)
    system = models.ForeignKey(System, models.PROTECT, related_name="cases")
    title = models.CharField(max_length=TITLE_LENGTH)
    severity = models.CharField(max_length=1, choices=Severity, default=Severity.ORDINARY)
    function = models.CharField(max_length=12, choices=Function, blank=True)
    found_in = models.CharField(max_length=40, blank=True)
    steps = models.TextField(max_length=LONG_TEXT, blank=True)
    expected = models.TextField(max_length=LONG_TEXT, blank=True)
    actual = models.TextField(max_length=LONG_TEXT, blank=True)
    log = models.TextField(max_length=LONG_TEXT, blank=True)
    checked = models.JSONField(default=list, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.PROPOSED)
    state_since = models.DateTimeField()
    vendor_number = models.CharField(max_length=NUMBER_LENGTH, blank=True)
    owner = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="vendor_cases"
    )
    next_action = models.CharField(max_length=WORDS_LENGTH, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    fixed_in = models.ForeignKey(
        Version, models.PROTECT, null=True, blank=True, related_name="fixes"
    )
    # How the fix was tried at ours.
    tested = models.CharField(max_length=WORDS_LENGTH, blank=True)
    outcome = models.CharField(max_length=9, choices=Outcome, blank=True)
    requests = models.ManyToManyField(
        Request, through=RequestTie, related_name="vendor_cases", blank=True
    )
    errors = models.ManyToManyField(KnownError, related_name="vendor_cases", blank=True)
    questions = models.ManyToManyField(Question, related_name="vendor_cases", blank=True)
    changes = models.ManyToManyField(ChangeRequest, related_name="vendor_cases", blank=True)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    reported_at = models.DateTimeField(null=True, blank=True)
    vendor_closed_at = models.DateTimeField(null=True, blank=True)
    touched_at = models.DateTimeField()

    objects = VendorCaseQuerySet.as_manager()

    class Meta:
        ordering = ("severity", "state_since", "pk")
        indexes = (models.Index(fields=["state", "state_since"], name="vendor_cases_by_state"),)
        constraints = (
            models.CheckConstraint(condition=~Q(title=""), name="a_vendor_case_has_a_title"),
            both_or_neither(
                "opened_at", "opened_by", name="a_vendor_case_is_opened_by_someone_at_some_time"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[State.PROPOSED, State.CLOSED])
                | Q(opened_at__isnull=False, owner__isnull=False),
                name="a_case_that_is_worked_on_has_an_owner",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[*AT_THE_VENDOR, State.FIX_READY, State.TESTING])
                | Q(reported_at__isnull=False),
                name="what_the_vendor_works_on_was_reported",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.FIX_READY, State.TESTING, State.VERIFIED])
                | Q(fixed_in__isnull=False),
                name="a_fix_is_in_a_version",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.VERIFIED) | ~Q(tested=""),
                name="a_verified_fix_says_how_it_was_tried",
            ),
            models.CheckConstraint(
                condition=Q(state=State.CLOSED) & ~Q(outcome="")
                | ~Q(state=State.CLOSED) & Q(outcome=""),
                name="a_closed_case_says_why",
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.title[:40]}"

    @property
    def number(self) -> str:
        return f"L-{self.pk}"

    @property
    def work_path(self) -> str:
        return f"/arbeid/leverandor/{self.pk}/"

    @property
    def is_under_way(self) -> bool:
        return self.state != State.CLOSED

    @property
    def is_with_the_vendor(self) -> bool:
        return self.state in AT_THE_VENDOR

    @property
    def letter(self) -> str:
        return Severity(self.severity).letter

    @property
    def stamp(self) -> str:
        """Changes with every deed, so that two who work with it see each other's."""
        return self.touched_at.isoformat()

    def is_overdue(self, at: datetime) -> bool:
        return self.is_under_way and self.due_at is not None and self.due_at < at
