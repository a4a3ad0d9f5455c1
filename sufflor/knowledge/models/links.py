"""Managed links: pages elsewhere that a department keeps true; listed here, never copied."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet

from sufflor.knowledge.models.reading import Card
from sufflor.knowledge.models.words import Fault, Language
from sufflor.organization.models import Unit


@register_snippet
class Link(models.Model):
    title = models.CharField(_("title"), max_length=160)
    url = models.URLField(
        _("address"), max_length=500, validators=[URLValidator(schemes=["http", "https"])]
    )
    summary = models.CharField(_("summary"), max_length=300, blank=True)
    language = models.CharField(
        _("language"), max_length=5, choices=Language, default=Language.BOKMAL
    )
    owner = models.ForeignKey(Unit, models.PROTECT, related_name="links", verbose_name=_("owner"))

    # What the nightly check found; never edited by hand.
    checked_at = models.DateTimeField(null=True, editable=False)
    failures = models.PositiveSmallIntegerField(default=0, editable=False)
    fault = models.CharField(max_length=12, choices=Fault, blank=True, editable=False)
    dead_since = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[models.Manager[Link]] = models.Manager()
    panels: ClassVar[list[object]] = [
        FieldPanel(name) for name in ("title", "url", "summary", "language", "owner")
    ]

    class Meta:
        verbose_name = _("managed link")
        verbose_name_plural = _("managed links")
        ordering = ("title",)
        constraints = (
            models.CheckConstraint(
                condition=Q(dead_since__isnull=True) | ~Q(fault=""),
                name="a_dead_link_says_what_was_met",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def as_card(self) -> Card:
        return Card(
            title=self.title,
            url=self.url,
            summary=self.summary,
            language=self.language,
            keeper=self.owner.local_name,
            is_elsewhere=True,
            dead_since=self.dead_since,
        )
