"""What keeps a text true: its reviews, what readers say of it, and what its owners were told."""

from __future__ import annotations

from typing import Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sufflor.knowledge.models.articles import Article
from sufflor.knowledge.models.words import Outcome, Step, WhyNot
from sufflor.lib.promises import both_or_neither

NOTE_LENGTH = 500
WORDS_LENGTH = 300
GUEST_LENGTH = 40

T = TypeVar("T", bound="Opinion")


class Review(models.Model):
    """A department went through a text: what it found, and when it looks again."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="reviews")
    outcome = models.CharField(max_length=10, choices=Outcome)
    note = models.CharField(max_length=NOTE_LENGTH, blank=True)
    next_date = models.DateField(null=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(outcome=Outcome.HOLDS) | Q(next_date__isnull=True),
                name="an_outdated_text_waits_for_no_review",
            ),
        )

    def __str__(self) -> str:
        return f"{self.article_id}: {self.get_outcome_display()}"


class OpinionQuerySet(models.QuerySet[T]):
    def open(self) -> Self:
        """That it did not help, and those who keep the text have not dealt with it yet."""
        return self.filter(helped=False, settled_at=None)


class Opinion(models.Model):
    """What one reader says of a text. Guests are told apart by a number that leads nowhere. What it
    is of, and the `person`, are fields of each kind."""

    guest = models.CharField(max_length=GUEST_LENGTH, blank=True)
    helped = models.BooleanField()
    why = models.CharField(_("why not"), max_length=10, choices=WhyNot, blank=True)
    words = models.CharField(max_length=WORDS_LENGTH, blank=True)
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        abstract = True
        constraints = (
            models.CheckConstraint(
                condition=Q(person__isnull=False, guest="") | (Q(person=None) & ~Q(guest="")),
                name="a_%(class)s_is_a_persons_or_a_guests",
            ),
            both_or_neither(
                "settled_at",
                "settled_by",
                name="a_settled_%(class)s_has_both_a_person_and_a_moment",
            ),
        )


class Verdict(Opinion):
    """Whether an article helped one reader."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="verdicts")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="verdicts"
    )

    objects = OpinionQuerySet["Verdict"].as_manager()

    class Meta:
        constraints = (
            *Opinion.Meta.constraints,
            models.UniqueConstraint(
                fields=["article", "person"],
                condition=Q(person__isnull=False),
                name="one_verdict_per_person",
            ),
            models.UniqueConstraint(
                fields=["article", "guest"], condition=~Q(guest=""), name="one_verdict_per_guest"
            ),
            models.CheckConstraint(
                condition=Q(helped=False) | Q(why="", words=""),
                name="what_helped_needs_no_reason",
            ),
        )
        indexes = (
            models.Index(
                fields=["article"],
                condition=Q(helped=False, settled_at=None),
                name="knowledge_verdicts_open",
            ),
        )

    def __str__(self) -> str:
        return f"{self.article_id}: {'+' if self.helped else '-'}"


class Reminder(models.Model):
    """That those who keep a text were told of one step towards one review of it."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="reminders")
    review_date = models.DateField()
    step = models.SmallIntegerField(choices=Step)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["article", "review_date", "step"], name="each_step_is_told_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.article_id} {self.review_date} {self.get_step_display()}"
