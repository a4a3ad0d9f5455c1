"""What an editor fills in beside the facts of the page."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

IS_REVIEWED = "is_reviewed"


class ArticleForm(WagtailAdminPageForm):
    """Publishing with the box ticked is also the department's review; see `wagtail_hooks`."""

    is_reviewed = forms.BooleanField(
        label=_("The department has reviewed the text"),
        help_text=_("Takes effect when you publish. Say below when it is to be reviewed again."),
        required=False,
    )
