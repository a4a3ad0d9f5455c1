"""What is asked in an hour, and who stands behind it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import IsNull
from django.utils.translation import gettext_lazy as _

from sufflor.lib.promises import both_or_neither, never_itself
from sufflor.organization.models import WORK_SYSTEM_LENGTH, CaseArea, HelpKind, User, WorkRole
from sufflor.questions.models.hours import Moderation, QuestionHour

TEXT_LENGTH = 500
DETAIL_LENGTH = 4000
REPORT_LENGTH = 2000
CASE_NUMBER_LENGTH = 30

models.CharField.register_lookup(Length)
models.TextField.register_lookup(Length)

# What a host has not had to read first, or has read.
IS_RELEASED = Q(released_at__isnull=False) | Q(
    hour__moderation=Moderation.AFTER, held_at__isnull=True
)
# False before true: what is pinned comes first, in both stores and in their indexes.
IS_LOOSE = IsNull(F("pinned_at"), True)


class QuestionKind(models.TextChoices):
    QUESTION = "question", _("Question")
    ERROR = "error", _("Error")


class QuestionQuerySet(models.QuerySet["Question"]):
    def public(self) -> QuestionQuerySet:
        """What everyone may read: released, in a real hour, and not put out of the list."""
        return self.listed().filter(hour__rehearsal_of__isnull=True)

    def listed(self) -> QuestionQuerySet:
        """What the list of its own hour shows, also where that hour is only practised."""
        return self.filter(
            IS_RELEASED,
            hidden_at__isnull=True,
            merged_into__isnull=True,
            decline__isnull=True,
            move__isnull=True,
        )

    def worded(self) -> QuestionQuerySet:
        """Questions taken into another whose own wording may stand there, for everyone to read."""
        return self.filter(
            IS_RELEASED,
            hidden_at__isnull=True,
            merged_into__isnull=False,
            move__isnull=True,
        )

    def without_end(self) -> QuestionQuerySet:
        """Neither answered, merged, moved nor declined: somebody still has to end it."""
        return self.filter(
            answer__isnull=True, merged_into__isnull=True, decline__isnull=True, move__isnull=True
        )

    def ranked(self) -> QuestionQuerySet:
        """Pinned first, then most votes; equal votes keep the order in which they were asked."""
        return self.order_by(IS_LOOSE, "-vote_count", "pk")

    def newest(self) -> QuestionQuerySet:
        return self.order_by("-pk")


class Question(models.Model):
    """Asked once, in one hour. `vote_count` always equals the number of its votes."""

    hour = models.ForeignKey(QuestionHour, models.PROTECT, related_name="questions")
    area = models.ForeignKey(CaseArea, models.PROTECT, related_name="questions")
    role = models.CharField(max_length=20, choices=WorkRole, default=WorkRole.ANYONE)
    kind = models.CharField(max_length=10, choices=QuestionKind, default=QuestionKind.QUESTION)
    # Said by those who answer it. Empty until somebody has.
    help_kind = models.CharField(max_length=20, choices=HelpKind, blank=True)
    work_system = models.CharField(max_length=WORK_SYSTEM_LENGTH, blank=True)
    text = models.CharField(max_length=TEXT_LENGTH)
    detail = models.TextField(blank=True)
    # For those who answer: everyone could look up who the case is about.
    case_number = models.CharField(max_length=CASE_NUMBER_LENGTH, blank=True)
    language = models.CharField(max_length=5, default="nb")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="asked_questions"
    )
    asked_at = models.DateTimeField()
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    # The same for a double click and for a retried request, so that both mean one question.
    submission = models.UUIDField()
    vote_count = models.PositiveIntegerField(default=0)
    # Kept back when it was sent, since it may hold a number that identifies a person.
    held_at = models.DateTimeField(null=True, blank=True)
    # Read by a host, where the hour or `held_at` says that it is shown only after that.
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    # Kept on top of the list by a host.
    pinned_at = models.DateTimeField(null=True, blank=True)
    pinned_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    # Mended by a host; what it said before stands in `QuestionEdit`.
    edited_at = models.DateTimeField(null=True, blank=True)
    # Its votes count there; its own wording stays here.
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged_from"
    )

    objects = QuestionQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index("hour", IS_LOOSE, F("vote_count").desc(), "id", name="questions_ranked"),
            # How many somebody has asked in the last minute.
            models.Index(fields=["asked_by", "asked_at"], name="questions_asked"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["asked_by", "submission"], name="one_question_per_submission"
            ),
            models.CheckConstraint(condition=Q(vote_count__gte=0), name="votes_are_never_negative"),
            models.CheckConstraint(condition=~Q(text=""), name="a_question_asks_something"),
            models.CheckConstraint(
                condition=Q(text__length__lte=TEXT_LENGTH, detail__length__lte=DETAIL_LENGTH),
                name="a_question_has_its_length",
            ),
            never_itself("merged_into", name="a_question_is_not_merged_into_itself"),
            both_or_neither(
                "hidden_at", "hidden_by", name="a_question_is_hidden_by_someone_at_some_time"
            ),
            both_or_neither(
                "pinned_at", "pinned_by", name="a_question_is_pinned_by_someone_at_some_time"
            ),
            both_or_neither(
                "released_at", "released_by", name="a_question_is_released_by_someone_at_some_time"
            ),
        )

    def __str__(self) -> str:
        return f"#{self.pk} {self.text[:40]}"

    @property
    def is_answered(self) -> bool:
        return hasattr(self, "answer")

    @property
    def stamp(self) -> str:
        """Changes with every edit, so that a host can say which text they had before them."""
        return (self.edited_at or self.asked_at).isoformat()

    @property
    def path(self) -> str:
        """Where it stands in its hour, without a language prefix."""
        return f"{self.hour.path}#question-{self.pk}"


class Vote(models.Model):
    """One person stands behind one question. Whose it was is forgotten when its time is over."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="votes")
    voter = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="votes"
    )
    at = models.DateTimeField()
    # It came along when another question was taken into this one, and leaves if that is undone.
    merge = models.ForeignKey(
        "questions.Merge", models.SET_NULL, null=True, blank=True, related_name="brought"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["voter", "question"], name="one_vote_per_person"),
        )
        # How many somebody has given in the last minute.
        indexes = (models.Index(fields=["voter", "at"], name="questions_voted"),)

    def __str__(self) -> str:
        return f"{self.voter_id} for #{self.question_id}"


class Scope(models.TextChoices):
    """Whom an error hits, as far as the one who reports it knows."""

    ONLY_ME = "me", _("Only me")
    SEVERAL = "several", _("Several of us")
    UNKNOWN = "unknown", _("I do not know")


class ErrorReport(models.Model):
    """What a question of the kind ERROR tells beyond its own words."""

    question = models.OneToOneField(
        Question, models.CASCADE, primary_key=True, related_name="error_report"
    )
    wanted = models.TextField(blank=True, max_length=REPORT_LENGTH)
    steps = models.TextField(blank=True, max_length=REPORT_LENGTH)
    happened = models.TextField(blank=True, max_length=REPORT_LENGTH)
    message = models.TextField(blank=True, max_length=REPORT_LENGTH)
    scope = models.CharField(max_length=8, choices=Scope, default=Scope.UNKNOWN)

    def __str__(self) -> str:
        return f"Error report of #{self.pk}"

    def told(self) -> list[tuple[str, str]]:
        """What was filled in, each under its question, in the order of the form."""
        fields = [
            (_("What I wanted to do"), self.wanted),
            (_("What I did, step by step"), self.steps),
            (_("What happened"), self.happened),
            (_("What the screen said"), self.message),
            (_("Whom it hits"), Scope(self.scope).label if self.scope != Scope.UNKNOWN else ""),
        ]
        return [(str(label), str(told)) for label, told in fields if told]
