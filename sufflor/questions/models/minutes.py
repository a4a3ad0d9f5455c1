"""The agenda of an hour as it was when the hour ended: its minutes, which people may mend."""

from __future__ import annotations

from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from sufflor.known_errors.models import VERSION_LENGTH, KnownError, Plain, plain_of
from sufflor.known_errors.models import State as ErrorState
from sufflor.lib.promises import both_or_neither
from sufflor.organization.models import User
from sufflor.questions.models.asked import Question
from sufflor.questions.models.hours import QuestionHour

MINUTES_LENGTH = 8000


def stamp_of(text: str) -> str:
    """Changes with the text, so that whoever mends it can say which words they had before them."""
    return salted_hmac("sufflor.minutes", text, algorithm="sha256").hexdigest()[:16]


class Section(models.TextChoices):
    """What an hour goes through. Opening: the first four. Closing: status and the last three."""

    STATUS = "status", _("Status of the rollout")
    SOLUTIONS = "solutions", _("Solutions since last time")
    QUESTIONS = "questions", _("New questions")
    ERRORS = "errors", _("New errors")
    ANSWERS = "answers", _("Answers to the questions of the day")
    KNOWN_ERRORS = "known_errors", _("Errors we are working on")
    CARRIED = "carried", _("Taken on to the next hour")


class Outcome(models.TextChoices):
    """What had become of a question when the hour ended."""

    ANSWERED = "answered", _("Answered")
    OWED = "owed", _("Answer in writing to come")
    CARRIED = "carried", _("Taken on to the next hour")
    MERGED = "merged", _("Taken into another question")
    DECLINED = "declined", _("Not answered here")
    MOVED = "moved", _("Became a private request")


class Minutes(models.Model):
    """Made when the hour is finished, published on its page at once, and open to mending."""

    hour = models.OneToOneField(
        QuestionHour, models.CASCADE, primary_key=True, related_name="minutes"
    )
    text = models.TextField(blank=True, max_length=MINUTES_LENGTH)
    frozen_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)
    edited_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name_plural = "minutes"
        constraints = (
            both_or_neither(
                "edited_at", "edited_by", name="minutes_are_edited_by_someone_at_some_time"
            ),
        )

    def __str__(self) -> str:
        return f"Minutes of {self.hour_id}"

    @property
    def stamp(self) -> str:
        return stamp_of(self.text)


class MinutesItem(models.Model):
    """One question in the minutes. Its words are read from the question, so that what is taken
    away from the public there is gone here too; `text` is what the minutes say of it."""

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="items")
    section = models.CharField(max_length=12, choices=Section)
    position = models.PositiveSmallIntegerField()
    question = models.ForeignKey(Question, models.CASCADE, related_name="minuted")
    outcome = models.CharField(max_length=10, choices=Outcome)
    text = models.TextField(blank=True, max_length=MINUTES_LENGTH)

    class Meta:
        ordering = ("section", "position")
        constraints = (
            models.UniqueConstraint(
                fields=["minutes", "section", "question"],
                name="a_question_is_minuted_once_in_a_section",
            ),
        )

    def __str__(self) -> str:
        return f"{self.section} #{self.question_id}"

    @property
    def stamp(self) -> str:
        return stamp_of(self.text)


class MinutesError(models.Model):
    """A known error in the minutes. Its words are read from the error; how it stood when the hour
    ended is kept."""

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="errors")
    section = models.CharField(max_length=12, choices=Section)
    position = models.PositiveSmallIntegerField()
    error = models.ForeignKey(KnownError, models.CASCADE, related_name="+")
    state = models.CharField(max_length=10, choices=ErrorState)
    version = models.CharField(max_length=VERSION_LENGTH, blank=True)
    next_update_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("section", "position")
        constraints = (
            models.UniqueConstraint(
                fields=["minutes", "section", "error"],
                name="an_error_is_minuted_once_in_a_section",
            ),
        )

    def __str__(self) -> str:
        return f"{self.section} F-{self.error_id}: {self.state}"

    @property
    def plain(self) -> Plain:
        """How it stood, in the words of readers."""
        return plain_of(self.state)


class MinutesEdit(models.Model):
    """What the minutes said before somebody mended them: `item` is empty for the text on top."""

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="edits")
    item = models.ForeignKey(
        MinutesItem, models.CASCADE, null=True, blank=True, related_name="edits"
    )
    text_before = models.TextField(blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"Edit of the minutes of {self.minutes_id}"
