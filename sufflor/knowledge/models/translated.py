"""A text that stands in several languages, as siblings around the one that was written first."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from sufflor.knowledge.models.reading import Sibling
from sufflor.knowledge.models.served import Served


def in_page_language(bokmal: str, nynorsk: str, english: str) -> str:
    """What is written in three fields of one page, rather than in three pages."""
    return {"nn": nynorsk, "en": english}.get(get_language() or "nb", "") or bokmal


class Translated(Served):
    language: str
    original_id: int | None
    original = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="translations",
        verbose_name=gettext_lazy("is a translation of"),
        help_text=gettext_lazy("Readers are led to the one in their own language."),
    )

    class Meta:
        abstract = True

    def why_no_translation(self, original: Translated, language: str) -> str:
        """Translations stand around one text, so that no chain of them ends where it began."""
        others = original.translations.exclude(pk=self.pk)
        if original.pk == self.pk or original.original_id is not None:
            return _("Choose the text that was written first, not a translation.")
        if self.pk and self.translations.exists():
            return _("Other texts are translations of this one, so it is none itself.")
        if language == original.language or others.filter(language=language).exists():
            return _("There is one in this language already.")
        return ""

    def in_page_language(self) -> Self:
        """Its translation into the language of the page, where there is one; else itself."""
        wanted = get_language()
        same = (one for one in self.translations.all() if one.live and one.language == wanted)
        return next(same, self)

    def as_sibling(self) -> Sibling:
        return Sibling(
            language=self.language,
            language_name=self.get_language_display(),
            title=self.title,
            url=self.get_absolute_url(),
            is_original=self.original_id is None,
        )
