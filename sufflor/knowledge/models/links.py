"""Managed links: pages elsewhere that a department keeps true; listed here, never copied."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.snippets.models import register_snippet

from sufflor.knowledge.forms import LinkForm
from sufflor.knowledge.models.reading import Card
from sufflor.knowledge.models.words import Fault, Function, Kind, Language, Level
from sufflor.organization.models import CaseArea, CaseProcess, Unit, WorkRole


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
    area = models.ForeignKey(
        CaseArea,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="links",
        verbose_name=_("case area"),
        help_text=_("Listed on the page of the area, and found by those who narrow to it."),
    )
    process = models.ForeignKey(
        CaseProcess,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="links",
        verbose_name=_("case process"),
    )
    role = models.CharField(
        _("written for"), max_length=20, choices=WorkRole, default=WorkRole.ANYONE
    )
    function = models.CharField(_("function"), max_length=12, choices=Function, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.TEXT)
    level = models.CharField(_("level"), max_length=8, choices=Level, blank=True)
    minutes = models.PositiveSmallIntegerField(
        _("how many minutes it takes"), null=True, blank=True
    )

    # What the nightly check found; never edited by hand.
    checked_at = models.DateTimeField(null=True, editable=False)
    failures = models.PositiveSmallIntegerField(default=0, editable=False)
    fault = models.CharField(max_length=12, choices=Fault, blank=True, editable=False)
    dead_since = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[models.Manager[Link]] = models.Manager()
    base_form_class = LinkForm
    panels: ClassVar[list[object]] = [
        *(FieldPanel(name) for name in ("title", "url", "summary", "language", "owner")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("area"), FieldPanel("process")]),
                FieldRowPanel([FieldPanel("role"), FieldPanel("function")]),
                FieldRowPanel([FieldPanel("kind"), FieldPanel("level")]),
                FieldPanel("minutes"),
            ],
            heading=_("Where and for whom"),
        ),
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

    def clean(self) -> None:
        super().clean()
        if self.process and self.process.area_id != self.area_id:
            said = gettext("This process is of another case area than the one that was chosen.")
            raise ValidationError({"process": said})

    def as_card(self) -> Card:
        return Card(
            title=self.title,
            url=self.url,
            summary=self.summary,
            language=self.language,
            keeper=self.owner.local_name,
            is_elsewhere=True,
            role=self.role,
            role_name=self.get_role_display(),
            kind_name="" if self.kind == Kind.TEXT else self.get_kind_display(),
            function=self.function,
            minutes=self.minutes,
            dead_since=self.dead_since,
        )
