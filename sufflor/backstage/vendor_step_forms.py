"""What is asked when a case for a vendor moves, and when something of it leaves the house."""

from __future__ import annotations

from collections.abc import Collection

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sufflor.design.fields import MomentField
from sufflor.known_errors.models import SENTENCE_LENGTH
from sufflor.lib.refusals import Sentence
from sufflor.vendor import actions, queries
from sufflor.vendor.actions import News
from sufflor.vendor.models import (
    LONG_TEXT,
    WORDS_LENGTH,
    Channel,
    Outcome,
    VendorCase,
    Version,
)
from sufflor.vendor.queries import Part

NO_WORDS = actions.NothingWritten.reason


class VersionField(forms.ModelChoiceField[Version]):
    def label_from_instance(self, version: Version) -> str:
        return version.name


class NewsForm(forms.Form):
    """A sentence on the errors behind a case, where there are any that everyone can read of."""

    sentence = forms.CharField(
        label=gettext_lazy("What we tell everyone about the known errors"),
        help_text=gettext_lazy("One sentence that everyone can read. Leave out names."),
        max_length=SENTENCE_LENGTH,
    )
    next_update_at = MomentField(label=gettext_lazy("More by"))

    def __init__(self, sent: QueryDict | None, *, errors: Collection[object], must: bool) -> None:
        super().__init__(sent)
        for name in ("sentence", "next_update_at"):
            if not errors:
                del self.fields[name]
            else:
                self.fields[name].required = must

    def news(self) -> News | None:
        sentence = self.cleaned_data.get("sentence")
        return News(sentence, self.cleaned_data.get("next_update_at")) if sentence else None


class FixForm(NewsForm):
    version = VersionField(
        Version.objects.none(),
        label=gettext_lazy("In which version"),
        error_messages={"required": gettext_lazy("Choose the version, or put it down first.")},
    )
    field_order = ("version", "sentence", "next_update_at")

    def __init__(self, sent: QueryDict | None, *, case: VendorCase) -> None:
        super().__init__(sent, errors=queries.errors_under_way(case), must=True)
        field = self.fields["version"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  # said above
        field.queryset = Version.objects.standing().filter(system=case.system)


class WhyField(forms.CharField):
    def __init__(self, label: Sentence) -> None:
        super().__init__(
            label=label,  # type: ignore[arg-type]  # the stubs have their own name for a lazy text
            max_length=WORDS_LENGTH,
            error_messages={"required": NO_WORDS},
        )


class TestedForm(forms.Form):
    tested = WhyField(gettext_lazy("How it was tried here"))


class TakeBackForm(NewsForm):
    why = WhyField(gettext_lazy("What is wrong with the fix"))
    field_order = ("why", "sentence", "next_update_at")

    def __init__(self, sent: QueryDict | None, *, case: VendorCase) -> None:
        super().__init__(sent, errors=queries.errors_told_of(case), must=True)


class CloseForm(forms.Form):
    outcome = forms.ChoiceField(
        label=gettext_lazy("Why it ends"),
        choices=[(each.value, each.label) for each in Outcome if each != Outcome.RELEASED],
        widget=forms.RadioSelect,
    )
    why = WhyField(gettext_lazy("A few words for those who look for it later"))

    def clean_outcome(self) -> Outcome:
        return Outcome(self.cleaned_data["outcome"])


class ReopenForm(forms.Form):
    why = WhyField(gettext_lazy("Why it is taken up again"))


class ReleaseForm(forms.Form):
    sentence = WhyField(gettext_lazy("What we tell everyone"))


class SendForm(NewsForm):
    parts = forms.MultipleChoiceField(
        label=gettext_lazy("What is sent"),
        help_text=gettext_lazy("Nothing else of the case ever leaves."),
        choices=Part,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    words = forms.CharField(
        label=gettext_lazy("Words of your own, before the rest"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONG_TEXT,
        required=False,
    )
    channel = forms.ChoiceField(
        label=gettext_lazy("How"),
        choices=[(each.value, each.label) for each in Channel if each != Channel.HAND],
        widget=forms.RadioSelect,
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    field_order = ("parts", "words", "channel", "sentence", "next_update_at", "seen")

    def __init__(
        self, sent: QueryDict | None, *, errors: Collection[object], initial: dict[str, object]
    ) -> None:
        super().__init__(sent, errors=errors, must=False)
        self.initial = initial

    def clean(self) -> dict[str, object]:
        said = super().clean() or self.cleaned_data
        if said.get("sentence") and not said.get("next_update_at"):
            self.add_error("next_update_at", _("Say when people will next hear of it."))
        return said
