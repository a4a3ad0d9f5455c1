"""What an article is put together of beside its own text: numbered steps, and texts it shares."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import RichTextField
from wagtail.images.models import Image
from wagtail.models import Orderable
from wagtail.snippets.models import register_snippet

from sufflor.knowledge import soundness
from sufflor.knowledge.forms import OwnedForm
from sufflor.knowledge.models.articles import Article
from sufflor.knowledge.models.words import Language, Place
from sufflor.organization.models import Unit

# No headings: a step has one already, and a shared text stands under whichever comes before it.
FEATURES = ("bold", "italic", "ol", "ul", "link")


@register_snippet
class SharedText(models.Model):
    """What several articles say alike, kept true in one place. It holds no shared text itself, so
    no text can come to hold itself."""

    title = models.CharField(
        _("title"), max_length=120, help_text=_("For editors alone: readers see the text.")
    )
    body = RichTextField(_("text"), features=list(FEATURES))
    language = models.CharField(
        _("language"), max_length=5, choices=Language, default=Language.BOKMAL
    )
    owner = models.ForeignKey(
        Unit, models.PROTECT, related_name="shared_texts", verbose_name=_("owner")
    )

    objects: ClassVar[models.Manager[SharedText]] = models.Manager()
    base_form_class = OwnedForm
    panels: ClassVar[list[object]] = [
        FieldPanel(name) for name in ("title", "body", "language", "owner")
    ]

    class Meta:
        verbose_name = _("shared text")
        verbose_name_plural = _("shared texts")
        ordering = ("title",)

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """It reaches readers the moment it is saved."""
        super().clean()
        found = soundness.faults(self.body)
        if found:
            raise ValidationError({"body": found})


class SharedUse(Orderable):
    """Where in an article a shared text stands."""

    page = ParentalKey(Article, on_delete=models.CASCADE, related_name="shared_uses")
    text = models.ForeignKey(
        SharedText, models.CASCADE, related_name="uses", verbose_name=_("shared text")
    )
    place = models.CharField(_("place"), max_length=5, choices=Place, default=Place.BELOW)

    # Wagtail has no types, so the one who reads types must be told of the manager here.
    _default_manager: ClassVar[models.Manager[SharedUse]]
    panels: ClassVar[list[object]] = [FieldRowPanel([FieldPanel("text"), FieldPanel("place")])]

    class Meta(Orderable.Meta):
        verbose_name = _("shared text")

    def __str__(self) -> str:
        return str(self.text)


class GuideStep(Orderable):
    """One thing to do in a guide. Its number is its place among the others."""

    page = ParentalKey(Article, on_delete=models.CASCADE, related_name="steps")
    title = models.CharField(
        _("what to do"), max_length=120, help_text=_("Short: “Choose the case type”.")
    )
    body = RichTextField(_("text"), features=list(FEATURES), blank=True)
    picture = models.ForeignKey(
        Image, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )
    picture_text = models.CharField(
        _("what the picture shows"),
        max_length=255,
        blank=True,
        help_text=_("For those who do not see it."),
    )
    shared = models.ForeignKey(
        SharedText,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="steps",
        verbose_name=_("shared text"),
        help_text=_("Stands below the step's own text."),
    )

    _default_manager: ClassVar[models.Manager[GuideStep]]
    panels: ClassVar[list[object]] = [
        FieldPanel("title"),
        FieldPanel("body"),
        FieldPanel("picture"),
        FieldPanel("picture_text"),
        FieldPanel("shared"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("step")

    def __str__(self) -> str:
        return self.title
