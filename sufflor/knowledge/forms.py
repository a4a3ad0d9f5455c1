"""What an editor fills in beside the facts of the page, and what is asked of it before readers."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page

from sufflor.knowledge import soundness
from sufflor.knowledge.models.words import Kind
from sufflor.lib.clock import local_date
from sufflor.lib.text import clean

IS_REVIEWED = "is_reviewed"
# The editor's buttons that lead to readers, at once or when somebody has approved.
TO_READERS = frozenset({"action-publish", "action-submit", "action-restart-workflow"})


class ArticleForm(WagtailAdminPageForm):
    """Publishing with the box ticked is also the department's review; see `wagtail_hooks`."""

    is_reviewed = forms.BooleanField(
        label=_("The department has reviewed the text"),
        help_text=_("Takes effect when you publish. Say below when it is to be reviewed again."),
        required=False,
    )

    def clean(self) -> dict[str, object]:
        """Said here, since publishing itself no longer asks."""
        cleaned: dict[str, object] = super().clean()
        for name, said in cleaned.items():
            # What is pasted may bring what nobody sees, and no feed can carry.
            if isinstance(said, str):
                cleaned[name] = clean(said)
        day = cleaned.get("review_date")
        is_reviewed = cleaned.get(IS_REVIEWED)
        if is_reviewed and isinstance(day, date) and day <= local_date(timezone.now()):
            self.add_error("review_date", _("The next review has to be on a day to come."))
        self._be_a_translation(cleaned)
        if cleaned.get("kind") == Kind.TEXT and self._steps:
            cleaned["kind"] = Kind.GUIDE
        if self._is_for_readers:
            self._be_sound(cleaned)
        return cleaned

    @property
    def _is_for_readers(self) -> bool:
        """Anything can be saved; what others are to read has to be for all of them."""
        is_approved = (
            "action-workflow-action" in self.data
            and self.data.get("workflow-action-name") == "approve"
        )
        return is_approved or not TO_READERS.isdisjoint(self.data)

    @property
    def _steps(self) -> list[soundness.Step]:
        """As they are to be, without those that are on their way out."""
        steps = self.formsets.get("steps")
        if steps is None or not steps.is_valid():
            return []
        return [
            form.instance
            for form in steps.forms
            if form.has_changed() or form.instance.pk
            if not form.cleaned_data.get("DELETE")
        ]

    def _be_sound(self, cleaned: dict[str, object]) -> None:
        for fault in soundness.faults(str(cleaned.get("body") or "")):
            self.add_error("body", fault)
        for fault in soundness.of_steps(self._steps):
            self.add_error(None, fault)
        for fault in soundness.of_video(
            is_video=cleaned.get("kind") == Kind.VIDEO,
            is_captioned=bool(cleaned.get("is_captioned")),
            transcript=str(cleaned.get("transcript") or ""),
        ):
            self.add_error("transcript", fault)

    def _be_a_translation(self, cleaned: dict[str, object]) -> None:
        original, language = cleaned.get("original"), str(cleaned.get("language") or "")
        if isinstance(original, Page):
            fault = self.instance.why_no_translation(original.specific, language)
            if fault:
                self.add_error("original", fault)
