"""What is filled in about a known error: what it is, what is told of it, what it is the same as."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sufflor.design.fields import MomentField
from sufflor.known_errors.actions import Facts
from sufflor.known_errors.models import (
    SENTENCE_LENGTH,
    TEXT_LENGTH,
    TITLE_LENGTH,
    UNDER_WAY,
    VERSION_LENGTH,
    KnownError,
    State,
)
from sufflor.lib.refusals import Sentence
from sufflor.organization.models import CaseArea, Unit, WorkRole

LANGUAGES = (("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English"))


def sentence_field(label: Sentence) -> forms.CharField:
    return forms.CharField(
        label=label,  # type: ignore[arg-type]  # the stubs have their own name for a lazy text
        help_text=_("One sentence that everyone can read. Leave out names."),
        max_length=SENTENCE_LENGTH,
    )


class FactsForm(forms.Form):
    title = forms.CharField(
        label=_("The error in one line"),
        help_text=_("What people would say: “Attachments fall out when a letter is sent”."),
        max_length=TITLE_LENGTH,
    )
    seen = forms.CharField(
        label=_("What people see"), max_length=TEXT_LENGTH, widget=forms.Textarea(attrs={"rows": 5})
    )
    workaround = forms.CharField(
        label=_("What they can do meanwhile"),
        help_text=_("Leave it empty when there is nothing yet. The page says so."),
        max_length=TEXT_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    areas = forms.ModelMultipleChoiceField(
        CaseArea.objects.all(), label=_("Case areas"), widget=forms.CheckboxSelectMultiple
    )
    work_role = forms.ChoiceField(label=_("Whom it concerns"), choices=WorkRole)
    units = forms.ModelMultipleChoiceField(
        # Faculties and departments; what is smaller is a matter of one request.
        Unit.objects.filter(parent__isnull=False, parent__parent__isnull=True),
        label=_("Only at these units"),
        help_text=_("Choose none when it is so everywhere."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    language = forms.ChoiceField(label=_("Written in"), choices=LANGUAGES)

    def __init__(self, sent: QueryDict | None, *, error: KnownError | None = None) -> None:
        super().__init__(sent, initial=_told(error) if error else {"language": get_language()})

    def facts(self) -> Facts:
        said = self.cleaned_data
        return Facts(
            title=said["title"],
            seen=said["seen"],
            areas=list(said["areas"]),
            workaround=said["workaround"],
            work_role=said["work_role"],
            units=list(said["units"]),
            language=said["language"],
        )


class DescribeForm(FactsForm):
    """Other words, and a sentence on what is new in them."""

    sentence = sentence_field(_("What is new"))
    seen_stamp = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, sent: QueryDict | None, *, error: KnownError) -> None:
        super().__init__(sent, error=error)
        self.initial["seen_stamp"] = error.stamp


class SentenceForm(forms.Form):
    sentence = sentence_field(_("What we tell everyone"))


class ConfirmForm(SentenceForm):
    next_update_at = MomentField(
        label=_("More by"),
        help_text=_("Stands on the page. When the time has passed, the page says that too."),
    )


class NewsForm(ConfirmForm):
    state = forms.ChoiceField(
        label=_("How it stands"), choices=[(each.value, each.label) for each in UNDER_WAY]
    )
    version = forms.CharField(
        label=_("In which version it will be fixed"), max_length=VERSION_LENGTH, required=False
    )
    field_order = ("state", "version", "sentence", "next_update_at")

    def clean_state(self) -> State:
        return State(self.cleaned_data["state"])


class VerifyForm(SentenceForm):
    tested = forms.CharField(
        label=_("How it was tested"),
        help_text=_(
            "Only those who help read this. It can be empty when two of those whom it concerned "
            "have said that it works now."
        ),
        max_length=SENTENCE_LENGTH,
        required=False,
    )
    field_order = ("tested", "sentence")


class ErrorChoiceForm(forms.Form):
    """One of several errors, for what is tied to it or taken into it."""

    error = forms.ChoiceField(
        label=_("Which error is it?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose the error."),
            "invalid_choice": _("Choose one of the errors that are open."),
        },
    )

    def __init__(self, sent: QueryDict | None, *, errors: Iterable[KnownError]) -> None:
        super().__init__(sent)
        self._known = {str(each.pk): each for each in errors}
        field = self.fields["error"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # said above
        field.choices = [
            (pk, f"{each.number} {each.title} ({each.get_state_display()})")
            for pk, each in self._known.items()
        ]

    def clean_error(self) -> KnownError:
        return self._known[self.cleaned_data["error"]]


class TieForm(ErrorChoiceForm):
    asks_more = forms.BooleanField(
        label=_("It asks for something more than this"),
        help_text=_("Then it stays open, with a note, when the error is fixed."),
        required=False,
    )


def _told(error: KnownError) -> dict[str, object]:
    return {
        "title": error.title,
        "seen": error.seen,
        "workaround": error.workaround,
        "areas": [area.pk for area in error.areas.all()],
        "work_role": error.work_role,
        "units": [unit.pk for unit in error.units.all()],
        "language": error.language,
    }
