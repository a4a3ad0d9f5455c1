"""What can be found: one document per thing, with who may find it. Its tokens live in the store."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.IntegerChoices):
    """Who may find a document. Each level sees all that the levels before it see."""

    PUBLIC = 0, _("Everyone")
    SIGNED_IN = 1, _("Everyone who is signed in")
    BACKSTAGE = 2, _("Helpers")


class Document(models.Model):
    """The text that search shows and the vector that it ranks by.

    `ref` is text ("knowledge.article:12"), so that this room need not know what it points to.
    """

    ref = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=30)
    url = models.CharField(max_length=500)
    title = models.CharField(max_length=300)
    summary = models.TextField(blank=True)
    body = models.TextField(blank=True)
    # What people call it, one expression a line: found by, never shown.
    words = models.TextField(blank=True)
    language = models.CharField(max_length=5)
    area = models.CharField(max_length=60, blank=True)
    role = models.CharField(max_length=60, blank=True)
    audience = models.PositiveSmallIntegerField(choices=Audience)
    validated = models.BooleanField(default=True)
    updated_at = models.DateTimeField()
    # Token -> how much the document is about it, as JSON; the fingerprint names its content, so
    # that a process may keep the decoded vector for as long as it likes.
    vector = models.TextField()
    fingerprint = models.CharField(max_length=32)

    class Meta:
        indexes = [models.Index(fields=["audience", "kind"], name="search_visible")]

    def __str__(self) -> str:
        return f"{self.ref} {self.title}"
