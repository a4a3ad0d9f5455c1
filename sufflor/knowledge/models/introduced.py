"""What theme pages and learning paths share: a title and an introduction in three languages."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from sufflor.knowledge.models.served import Served
from sufflor.knowledge.models.translated import in_page_language


class Introduced(Served):
    title_nn = models.CharField(_("title in nynorsk"), max_length=160, blank=True)
    title_en = models.CharField(_("title in English"), max_length=160, blank=True)
    intro = models.TextField(_("introduction"), max_length=600, blank=True)
    intro_nn = models.TextField(_("introduction in nynorsk"), max_length=600, blank=True)
    intro_en = models.TextField(_("introduction in English"), max_length=600, blank=True)

    words_panels: ClassVar[list[object]] = [
        MultiFieldPanel(
            [FieldPanel("title"), FieldPanel("title_nn"), FieldPanel("title_en")],
            heading=_("Title"),
        ),
        MultiFieldPanel(
            [FieldPanel("intro"), FieldPanel("intro_nn"), FieldPanel("intro_en")],
            heading=_("Introduction"),
        ),
    ]

    class Meta:
        abstract = True

    @property
    def local_title(self) -> str:
        return in_page_language(self.title, self.title_nn, self.title_en)

    @property
    def local_intro(self) -> str:
        return in_page_language(self.intro, self.intro_nn, self.intro_en)
