"""The one written answer to a question, what it said before, and the article it became."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from sufflor.knowledge.models import Article
from sufflor.lib.addresses import slug_of
from sufflor.lib.promises import both_or_neither
from sufflor.organization.models import Unit, User
from sufflor.questions.models.asked import Question

ANSWER_LENGTH = 8000
SLUG_LENGTH = 60
VERSION_LENGTH = 40


class Answer(models.Model):
    """Its existence makes a question answered. It has its question's number."""

    question = models.OneToOneField(
        Question, models.PROTECT, primary_key=True, related_name="answer"
    )
    text = models.TextField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="written_answers"
    )
    # The unit that stands for the answer, as it was when the answer was written.
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="answers")
    written_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)
    edited_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    # Which version of the work system it is true of, and when somebody should read it again.
    version = models.CharField(max_length=VERSION_LENGTH, blank=True)
    review_date = models.DateField(null=True, blank=True)
    # The article knows nothing of the answer; the answer points to its article.
    article = models.OneToOneField(
        Article, models.SET_NULL, null=True, blank=True, related_name="answer"
    )
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        indexes = (models.Index(fields=["-written_at"], name="questions_answered"),)
        constraints = (
            models.CheckConstraint(condition=~Q(text=""), name="an_answer_says_something"),
            models.CheckConstraint(
                condition=Q(text__length__lte=ANSWER_LENGTH), name="an_answer_has_its_length"
            ),
            both_or_neither(
                "edited_at", "edited_by", name="an_answer_is_edited_by_someone_at_some_time"
            ),
            both_or_neither(
                "published_at",
                "published_by",
                name="an_answer_is_published_by_someone_at_some_time",
            ),
        )

    def __str__(self) -> str:
        return f"Answer to #{self.pk}"

    @property
    def slug(self) -> str:
        """The question in the answer's address; only the number before it decides."""
        return slug_of(self.question.text)[:SLUG_LENGTH].strip("-") or "svar"

    @property
    def path(self) -> str:
        """Its address, without a language prefix."""
        return f"/svar/{self.pk}-{self.slug}/"

    @property
    def stamp(self) -> str:
        """Changes with every edit, so that a writer can say which text they had before them."""
        return (self.edited_at or self.written_at).isoformat()


class AnswerEdit(models.Model):
    """What an answer said before it was changed, and who changed it when."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="edits")
    text_before = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"Edit of {self.answer_id} at {self.at:%Y-%m-%d %H:%M}"
