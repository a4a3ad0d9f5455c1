"""What users read of how a request stands, where the institution says it in words of its own."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sufflor.desk.models.requests import State
from sufflor.organization.models import Line, User

SENTENCE_LENGTH = 200


class Language(models.TextChoices):
    NB = "nb", _("Bokmål")
    NN = "nn", _("Nynorsk")
    EN = "en", _("English")


class StatusSentence(models.Model):
    """For one state, at one line where the line matters, in one language. Without a row the
    built-in words hold (`wording`). A new request without a line is one that nobody has yet.

    `when` names a time in {tid}, `else_when` is said where none is promised."""

    state = models.CharField(max_length=20, choices=State)
    line = models.PositiveSmallIntegerField(choices=Line, null=True)
    language = models.CharField(max_length=2, choices=Language)
    happening = models.CharField(max_length=SENTENCE_LENGTH)
    your_part = models.CharField(max_length=SENTENCE_LENGTH)
    when = models.CharField(max_length=SENTENCE_LENGTH)
    else_when = models.CharField(max_length=SENTENCE_LENGTH)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["state", "line", "language"],
                condition=Q(line__isnull=False),
                name="a_state_at_a_line_is_said_once_in_each_language",
            ),
            models.UniqueConstraint(
                fields=["state", "language"],
                condition=Q(line__isnull=True),
                name="a_state_is_said_once_in_each_language",
            ),
            models.CheckConstraint(
                condition=~Q(happening="") & ~Q(your_part="") & ~Q(when="") & ~Q(else_when=""),
                name="a_status_says_all_of_it",
            ),
        )

    def __str__(self) -> str:
        return f"{self.state} {self.line or ''} {self.language}"

    @property
    def stamp(self) -> str:
        """Which of the wordings one has seen."""
        return self.changed_at.isoformat()
