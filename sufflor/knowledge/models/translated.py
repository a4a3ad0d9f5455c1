"""A text that stands in several languages, as siblings around the one that was written first."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sufflor.knowledge.models.reading import Sibling
from sufflor.knowledge.models.served import Served


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

    def as_sibling(self) -> Sibling:
        return Sibling(
            language=self.language,
            language_name=self.get_language_display(),
            title=self.title,
            url=self.get_absolute_url(),
            is_original=self.original_id is None,
        )
