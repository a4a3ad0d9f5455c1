"""How a question ends without an answer of its own, and who owes one that is to come."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from sufflor.desk.models import Request
from sufflor.known_errors.models import KnownError
from sufflor.lib.promises import both_or_neither
from sufflor.organization.models import User
from sufflor.questions.models.asked import Question
from sufflor.questions.models.hours import QuestionHour

REASON_LENGTH = 500


class QuestionEdit(models.Model):
    """What a question said before a host mended it. Only those who host read this."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="edits")
    text_before = models.TextField()
    detail_before = models.TextField(blank=True)
    reason = models.CharField(max_length=REASON_LENGTH)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"Edit of #{self.question_id}"


class Merge(models.Model):
    """One question was taken into another. Its voters came along as a set; it can be undone."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="merges")
    into = models.ForeignKey(Question, models.CASCADE, related_name="taken_in")
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["question"],
                condition=Q(undone_at=None),
                name="a_question_is_merged_into_one_other",
            ),
            models.CheckConstraint(
                condition=~Q(question=F("into")), name="nothing_is_merged_into_itself"
            ),
            both_or_neither(
                "undone_at", "undone_by", name="a_merge_is_undone_by_someone_at_some_time"
            ),
        )

    def __str__(self) -> str:
        return f"#{self.question_id} into #{self.into_id}"


class Decline(models.Model):
    """A question that will not be answered here, and the reason that the asker is told."""

    question = models.OneToOneField(
        Question, models.CASCADE, primary_key=True, related_name="decline"
    )
    reason = models.CharField(max_length=REASON_LENGTH)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(reason=""), name="a_decline_has_a_reason"),
        )

    def __str__(self) -> str:
        return f"#{self.pk} declined"


class Move(models.Model):
    """A question that was made a private request, which has its words; here they are gone."""

    question = models.OneToOneField(Question, models.CASCADE, primary_key=True, related_name="move")
    request = models.OneToOneField(Request, models.PROTECT, related_name="moved_question")
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"#{self.pk} moved"


class Raised(models.Model):
    """What a request is about, asked in an hour by a helper in words of their own. Whoever sent
    the request is not named; the answer is told to them there."""

    question = models.OneToOneField(
        Question, models.CASCADE, primary_key=True, related_name="raised"
    )
    request = models.ForeignKey(Request, models.CASCADE, related_name="raised")
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"#{self.pk} for {self.request_id}"


class OwedAnswer(models.Model):
    """Who writes the answer and by when. `spoken_at`: it was answered aloud, which is no end.

    Its row stays when the answer is written: whoever owes nothing any more has an `Answer`.
    """

    question = models.OneToOneField(Question, models.CASCADE, primary_key=True, related_name="owed")
    writer = models.ForeignKey(User, models.PROTECT, related_name="owed_answers")
    due_at = models.DateTimeField()
    spoken_at = models.DateTimeField(null=True, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        indexes = (models.Index(fields=["due_at"], name="questions_owed"),)

    def __str__(self) -> str:
        return f"#{self.pk} owed by {self.writer_id}"


class CarryOver(models.Model):
    """A question that an hour did not get to, and the hour that took it up."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="carried")
    from_hour = models.ForeignKey(QuestionHour, models.CASCADE, related_name="carried_on")
    to_hour = models.ForeignKey(QuestionHour, models.CASCADE, related_name="carried_here")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["question", "from_hour"], name="a_question_leaves_an_hour_once"
            ),
            models.CheckConstraint(
                condition=~Q(from_hour=F("to_hour")), name="a_question_is_carried_to_another_hour"
            ),
        )

    def __str__(self) -> str:
        return f"#{self.question_id} carried to {self.to_hour_id}"


class FromError(models.Model):
    """A question comes from a known error: whoever asked or voted is told when that is solved."""

    question = models.OneToOneField(
        Question, models.CASCADE, primary_key=True, related_name="from_error"
    )
    error = models.ForeignKey(KnownError, models.CASCADE, related_name="question_ties")
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"#{self.question_id} from {self.error_id}"
