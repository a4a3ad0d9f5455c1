"""What an editor fills in beside the facts of the page."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from sufflor.lib.clock import local_date

IS_REVIEWED = "is_reviewed"


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
        day = cleaned.get("review_date")
        is_reviewed = cleaned.get(IS_REVIEWED)
        if is_reviewed and isinstance(day, date) and day <= local_date(timezone.now()):
            self.add_error("review_date", _("The next review has to be on a day to come."))
        return cleaned
