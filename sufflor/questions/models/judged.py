"""Whether a written answer helped those who read it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from sufflor.knowledge.models.upkeep import Opinion, OpinionQuerySet
from sufflor.questions.models.answered import Answer


class Judgement(Opinion):
    """Whether a written answer helped one reader."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="judgements")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="judgements"
    )

    objects = OpinionQuerySet["Judgement"].as_manager()

    class Meta:
        constraints = (
            *Opinion.Meta.constraints,
            models.UniqueConstraint(
                fields=["answer", "person"],
                condition=Q(person__isnull=False),
                name="one_judgement_per_person",
            ),
            models.UniqueConstraint(
                fields=["answer", "guest"], condition=~Q(guest=""), name="one_judgement_per_guest"
            ),
            models.CheckConstraint(
                condition=Q(helped=False) | Q(why="", words=""),
                name="an_answer_that_helped_needs_no_reason",
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
