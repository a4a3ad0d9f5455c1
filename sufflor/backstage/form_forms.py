"""What editors of forms fill in: the definition as it is written, and what holds for all of it."""

from __future__ import annotations

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sufflor.forms.actions import Facts, NotAForm
from sufflor.forms.models import AsksFor, Form, FormVersion, RecordClass
from sufflor.forms.source import LONGEST, Fault, printed

# These stand where a form's name stands in an address.
TAKEN = {"ny", "medfolgende"}
# More than these at once help nobody.
MOST_FAULTS = 30

BEGINNING = """\
{
  "title": { "nb": "", "nn": "", "en": "" },
  "summary": { "nb": "", "nn": "", "en": "" },
  "receipt": { "nb": "", "nn": "", "en": "" },
  "sections": [
    {
      "fields": [
        {
          "name": "what",
          "type": "text",
          "label": { "nb": "", "nn": "", "en": "" },
          "required": true
        }
      ]
    }
  ]
}
"""


class DefinitionForm(forms.Form):
    definition = forms.CharField(
        label=gettext_lazy("The form, as JSON"),
        help_text=gettext_lazy("When something is wrong, we say where and what."),
        error_messages={"required": gettext_lazy("Write the form.")},
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 28, "spellcheck": "false", "class": "code"}),
    )
    # The version that was on the screen when the writing began.
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    def __init__(self, sent: QueryDict | None, *, version: FormVersion | None) -> None:
        written = printed(version.definition) if version else BEGINNING
        number = version.number if version else 0
        super().__init__(sent, initial={"definition": written, "seen": number})

        self.faults: tuple[Fault, ...] = ()

    def tell(self, refusal: NotAForm) -> None:
        """The sentence beside the field, and above it a list of all that must be mended."""
        self.faults = refusal.faults[:MOST_FAULTS]
        self.add_error("definition", str(refusal))


class FactsForm(forms.Form):
    asks_for = forms.ChoiceField(
        label=gettext_lazy("What people ask for with it"), choices=AsksFor.choices
    )
    record_class = forms.ChoiceField(
        label=gettext_lazy("In the archive"), choices=RecordClass.choices
    )
    is_confidential = forms.BooleanField(
        label=gettext_lazy("Confidential: read only by those who have been given the right to"),
        required=False,
    )
    position = forms.IntegerField(
        label=gettext_lazy("Place in the catalogue"),
        min_value=0,
        max_value=999,
        error_messages={"required": gettext_lazy("Write a number: the smallest comes first.")},
    )

    def __init__(self, sent: QueryDict | None, *, form: Form | None = None) -> None:
        facts = form or Facts()
        super().__init__(sent, initial={name: getattr(facts, name) for name in self.base_fields})

    @property
    def facts(self) -> Facts:
        told = self.cleaned_data
        return Facts(
            asks_for=AsksFor(told["asks_for"]),
            record_class=RecordClass(told["record_class"]),
            is_confidential=told["is_confidential"],
            position=told["position"],
        )


class NewForm(DefinitionForm):
    slug = forms.SlugField(
        label=gettext_lazy("Name in addresses"),
        help_text=gettext_lazy("Small letters, digits and hyphens. It never changes."),
        error_messages={
            "required": gettext_lazy("Write what the form is called in addresses."),
            "invalid": gettext_lazy("Use small letters a to z, digits and hyphens only."),
        },
        max_length=60,
    )
    field_order = ("slug", "definition", "seen")

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"].lower()
        if slug in TAKEN:
            raise forms.ValidationError(_("This name is used for something else. Choose another."))
        return slug
