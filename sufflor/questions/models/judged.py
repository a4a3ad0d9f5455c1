"""Whether a written answer helped those who read it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from sufflor.knowledge.models.upkeep import Opinion
from sufflor.questions.models.answered import Answer


class JudgementQuerySet(models.QuerySet["Judgement"]):
    def open(self) -> JudgementQuerySet:
        """That it did not help, and nobody who answers has dealt with it."""
        return self.filter(helped=False, settled_at=None)


class Judgement(Opinion):
    """Whether a written answer helped one reader."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="judgements")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="judgements"
    )

    objects = JudgementQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["answer", "person"],
                condition=Q(person__isnull=False),
                name="one_judgement_per_person",
            ),
            models.UniqueConstraint(
                fields=["answer", "guest"], condition=~Q(guest=""), name="one_judgement_per_guest"
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False, guest="") | (Q(person=None) & ~Q(guest="")),
                name="a_judgement_is_a_persons_or_a_guests",
            ),
            models.CheckConstraint(
                condition=Q(helped=False) | Q(why="", words=""),
                name="an_answer_that_helped_needs_no_reason",
            ),
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_by=None)
                | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="a_settled_judgement_has_both_a_person_and_a_moment",
            ),
        )
        indexes = (
            models.Index(
                fields=["answer"],
                condition=Q(helped=False, settled_at=None),
                name="questions_judgements_open",
            ),
        )

    def __str__(self) -> str:
        return f"{self.answer_id}: {'+' if self.helped else '-'}"
