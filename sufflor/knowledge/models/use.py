"""What is made of texts: how often they are read, who leads on to them, and why they were doubted.

None of it says who. Readings are numbers by day.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sufflor.knowledge.models.articles import Article
from sufflor.knowledge.models.words import Because

SAID_LENGTH = 200


class Reading(models.Model):
    """How many times an article was opened on one day."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="readings")
    day = models.DateField()
    times = models.PositiveIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["article", "day"], name="one_number_per_text_and_day"),
            models.CheckConstraint(condition=Q(times__gt=0), name="what_was_read_was_read_once"),
        )
        indexes = (models.Index(fields=["day"], name="knowledge_readings_by_day"),)

    def __str__(self) -> str:
        return f"{self.article_id} {self.day}: {self.times}"


class Reuse(models.Model):
    """How many answers and requests lead on to an article, as counted at night."""

    article = models.OneToOneField(Article, models.CASCADE, related_name="reuse")
    answers = models.PositiveIntegerField()
    requests = models.PositiveIntegerField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(answers__gt=0) | Q(requests__gt=0),
                name="what_nothing_leads_to_has_no_count",
            ),
        )

    def __str__(self) -> str:
        return f"{self.article_id}: {self.answers} + {self.requests}"


class Doubt(models.Model):
    """Something happened elsewhere that an article may no longer fit; `said` names it."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="doubts")
    because = models.CharField(max_length=10, choices=Because)
    said = models.CharField(_("what it was"), max_length=SAID_LENGTH, blank=True)
    at = models.DateTimeField()
    # When those who keep the text were told of it.
    told_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["article", "because", "said"],
                condition=Q(settled_at=None),
                name="what_is_doubted_is_said_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.article_id}: {self.get_because_display()}"
