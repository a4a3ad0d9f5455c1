"""What readers suggest to change in a text that another department keeps."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sufflor.knowledge.models.articles import Article
from sufflor.lib.promises import both_or_neither

SUGGESTION_LENGTH = 2000
REPLY_LENGTH = 1000


class Taken(models.TextChoices):
    """What came of a suggestion."""

    USED = "brukt", _("The text is changed")
    KEPT = "beholdt", _("The text stays as it is")


class SuggestionQuerySet(models.QuerySet["Suggestion"]):
    def waiting(self) -> SuggestionQuerySet:
        return self.filter(answered_at=None)


class Suggestion(models.Model):
    """One reader's words to those who keep a text, which wait until they are answered."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="suggestions")
    text = models.TextField(max_length=SUGGESTION_LENGTH)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="suggested_changes"
    )
    outcome = models.CharField(max_length=10, choices=Taken, blank=True)
    reply = models.TextField(max_length=REPLY_LENGTH, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        ordering = ("at", "pk")
        indexes = (
            models.Index(
                fields=["article"],
                condition=Q(answered_at=None),
                name="suggestions_that_wait",
            ),
        )
        constraints = (
            models.CheckConstraint(condition=~Q(text=""), name="a_suggestion_says_something"),
            both_or_neither(
                "answered_at", "answered_by", name="a_suggestion_is_answered_by_someone_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, outcome="", reply="")
                | Q(answered_at__isnull=False) & ~Q(outcome=""),
                name="what_is_answered_says_what_came_of_it",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=Taken.KEPT) | ~Q(reply=""),
                name="who_leaves_a_text_as_it_is_says_why",
            ),
        )

    def __str__(self) -> str:
        return f"{self.article_id}: {self.text[:40]}"

    @property
    def is_answered(self) -> bool:
        return self.answered_at is not None
