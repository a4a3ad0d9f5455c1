"""What is filled in about cases for a vendor: what they are, what comes next, how they move."""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from sufflor.design.fields import MomentField, Prose
from sufflor.knowledge.models import Function
from sufflor.lib.refusals import Sentence
from sufflor.organization.models import User
from sufflor.vendor import actions, queries
from sufflor.vendor.actions import Facts, Plan
from sufflor.vendor.models import (
    ENTRY_LENGTH,
    LONG_TEXT,
    NUMBER_LENGTH,
    TITLE_LENGTH,
    WORDS_LENGTH,
    Check,
    Kind,
    Severity,
    System,
    VendorCase,
)

TOO_LONG = actions.TooLong.reason


def long_text(label: Sentence, help_text: Sentence = "", rows: int = 4) -> Prose:
    field = Prose(limit=LONG_TEXT, too_long=TOO_LONG, empty="", rows=rows)
    field.label, field.help_text = label, help_text  # type: ignore[assignment]  # lazy texts
    return field


class ContactField(forms.ModelChoiceField[User]):
    def label_from_instance(self, person: User) -> str:
        return person.full_name


class SystemField(forms.ModelChoiceField[System]):
    def label_from_instance(self, system: System) -> str:
        return f"{system.name} ({system.vendor.name})"


class CaseForm(forms.Form):
    """The template that lets somebody else see the same."""

    kind = forms.ChoiceField(label=gettext_lazy("What it is"), choices=Kind)
    system = SystemField(
        System.objects.select_related("vendor"),
        label=gettext_lazy("Which system"),
        empty_label=None,
    )
    title = forms.CharField(label=gettext_lazy("In one line"), max_length=TITLE_LENGTH)
    severity = forms.ChoiceField(
        label=gettext_lazy("Severity"),
        help_text=gettext_lazy("As the agreement counts: what is due follows from it."),
        choices=Severity,
    )
    function = forms.ChoiceField(
        label=gettext_lazy("What one does when it happens"),
        choices=[("", gettext_lazy("Nothing in particular")), *Function.choices],
        required=False,
    )
    found_in = forms.CharField(label=gettext_lazy("Seen in version"), max_length=40, required=False)
    steps = long_text(
        gettext_lazy("How to repeat it"),
        gettext_lazy("Step by step, so that a stranger can do it."),
    )
    expected = long_text(gettext_lazy("What should happen"), rows=3)
    actual = long_text(gettext_lazy("What happens"), rows=3)
    log = long_text(
        gettext_lazy("The log"),
        gettext_lazy("Take out everything about people before you paste it here."),
        rows=6,
    )
    checked = forms.MultipleChoiceField(
        label=gettext_lazy("Checklist"),
        help_text=gettext_lazy("All of it must be seen to before anything is sent."),
        choices=Check,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    seen_stamp = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        sent: QueryDict | None,
        *,
        case: VendorCase | None = None,
        initial: dict[str, object] | None = None,
    ) -> None:
        super().__init__(sent, initial=_told(case) if case else initial)

    def facts(self) -> Facts:
        said = self.cleaned_data
        names = ("title", "system", "function", "found_in", "steps", "expected", "actual", "log")
        return Facts(
            **{name: said[name] for name in names},
            kind=Kind(said["kind"]),
            severity=Severity(said["severity"]),
            checked=said["checked"],
        )


class PlanForm(forms.Form):
    owner = ContactField(User.objects.none(), label=gettext_lazy("Who has it"), empty_label=None)
    severity = forms.ChoiceField(label=gettext_lazy("Severity"), choices=Severity)
    vendor_number = forms.CharField(
        label=gettext_lazy("The vendor's number"), max_length=NUMBER_LENGTH, required=False
    )
    next_action = forms.CharField(
        label=gettext_lazy("What comes next"), max_length=WORDS_LENGTH, required=False
    )
    due_at = MomentField(
        label=gettext_lazy("Due"),
        help_text=gettext_lazy("By the agreement, until you set it yourself."),
        required=False,
    )

    def __init__(self, sent: QueryDict | None, *, case: VendorCase) -> None:
        names = ("owner", "severity", "vendor_number", "next_action", "due_at")
        super().__init__(sent, initial={name: getattr(case, name) for name in names})
        field = self.fields["owner"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  # said above
        field.queryset = queries.contacts(case)

    def plan(self, case: VendorCase) -> Plan:
        """The browser sends minutes: a time that was left as it is stays as exact as it was."""
        said = self.cleaned_data
        due: datetime | None = said["due_at"]
        if due and case.due_at and due == case.due_at.replace(second=0, microsecond=0):
            due = case.due_at
        return Plan(
            owner=said["owner"],
            next_action=said["next_action"],
            due_at=due,
            vendor_number=said["vendor_number"],
            severity=Severity(said["severity"]),
        )


class NoteForm(forms.Form):
    text = Prose(
        limit=ENTRY_LENGTH,
        too_long=actions.TooMuchWritten.reason,
        empty=actions.TooMuchWritten.reason,
        rows=3,
    )
    text.label = gettext_lazy("Note among us")


class AnswerForm(forms.Form):
    text = Prose(
        limit=ENTRY_LENGTH,
        too_long=actions.TooMuchWritten.reason,
        empty=actions.TooMuchWritten.reason,
        rows=6,
    )
    text.label = gettext_lazy("What the vendor says")
    number = forms.CharField(
        label=gettext_lazy("The vendor's number"), max_length=NUMBER_LENGTH, required=False
    )
    is_closed = forms.BooleanField(
        label=gettext_lazy("They call the case closed"),
        help_text=gettext_lazy(
            "Here it stays open until we say so; the board shows the difference."
        ),
        required=False,
    )


def _told(case: VendorCase) -> dict[str, object]:
    names = (
        *("kind", "system", "title", "severity", "function", "found_in"),
        *("steps", "expected", "actual", "log", "checked"),
    )
    return {**{name: getattr(case, name) for name in names}, "seen_stamp": case.stamp}
