"""The same notice in other languages, and what it said before it was corrected."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from sufflor.announcements.models.languages import Language, Words
from sufflor.announcements.models.notices import LONGEST_BODY, Notice


class Translation(models.Model):
    """A notice in one more language than the one it was written in."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="translations")
    language = models.CharField(max_length=2, choices=Language)
    title = models.CharField(max_length=160)
    body = models.TextField(max_length=LONGEST_BODY)

    class Meta:
        ordering = ("language",)
        constraints = (
            models.UniqueConstraint(
                fields=["notice", "language"], name="a_notice_is_said_once_in_a_language"
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(body=""), name="a_translation_has_title_and_text"
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def words(self) -> Words:
        return Words(Language(self.language), self.title, self.body)


class Correction(models.Model):
    """What a notice said in one language before and after, and why. Rows are only ever added.

    A text that was taken away leaves nothing after it.
    """

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="corrections")
    language = models.CharField(max_length=2, choices=Language, default=Language.BOKMAAL)
    title_before = models.CharField(max_length=160)
    title_after = models.CharField(max_length=160, blank=True)
    body_before = models.TextField()
    body_after = models.TextField(blank=True)
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "id")
        constraints = (
            models.CheckConstraint(condition=~Q(reason=""), name="a_correction_has_a_reason"),
        )

    def __str__(self) -> str:
        return f"{self.notice}: {self.reason}"
