"""What a helper fills in on a request. The deeds say how long each may be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from sufflor.backstage.people_fields import PersonField
from sufflor.desk import actions
from sufflor.desk.models import HandoverReason, State
from sufflor.desk.models.movements import NOTE_LENGTH
from sufflor.desk.models.requests import WAITING
from sufflor.desk.queries import Choice
from sufflor.desk.rules import PLACEHOLDERS
from sufflor.lib.clock import OSLO
from sufflor.organization.models import User

WAITS_LENGTH = 200
# Whoever is chosen is shown at once; without a script a button asks for it.
SHOWS_WHO = {
    "hx-post": "",
    "hx-trigger": "change",
    "hx-vals": '{"vis": "1"}',
    "hx-target": "#preview",
    "hx-select": "#preview",
    "hx-swap": "outerHTML ignoreTitle:true",
}


class SeenForm(forms.Form):
    """`seen` is the revision of the request that the helper had before them."""

    seen = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def clean_seen(self) -> int | None:
        seen: int | None = self.cleaned_data.get("seen")
        return seen


class ReplyForm(SeenForm):
    text = forms.CharField(
        label=gettext_lazy("Your reply"),
        error_messages={"required": actions.NothingWritten.reason},
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class NoteForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Internal note"),
        help_text=gettext_lazy(
            "Only those who help can read it. "
            "Whoever you mention sees the request, and gets a mail."
        ),
        error_messages={"required": actions.NothingWritten.reason},
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class WaitForm(forms.Form):
    state = forms.TypedChoiceField(
        label=gettext_lazy("It waits for"),
        choices=[(state.value, state.label) for state in WAITING],
        coerce=State,
    )
    waits_for = forms.CharField(
        label=gettext_lazy("What exactly"),
        max_length=WAITS_LENGTH,
        error_messages={"required": actions.WaitsForNothing.reason},
    )
    wake_at = forms.DateTimeField(
        label=gettext_lazy("Look at it again"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={
            "required": actions.WaitsForNothing.reason,
            "invalid": gettext_lazy("Write a date and a time."),
        },
    )


class NoteOnTheWay(SeenForm):
    """The prompts that go along with a request, for the next helper alone. On the way down there
    is one more: `lesson`."""

    reason = forms.ModelChoiceField(
        HandoverReason.objects.filter(is_active=True),
        label=gettext_lazy("Why"),
        empty_label=gettext_lazy("Choose a reason"),
        required=False,
    )
    asked = forms.CharField(
        label=gettext_lazy("What is asked"),
        max_length=NOTE_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    tried = forms.CharField(
        label=gettext_lazy("What has been tried"),
        max_length=NOTE_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    remains = forms.CharField(
        label=gettext_lazy("What remains"),
        max_length=NOTE_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    error_text = forms.CharField(
        label=gettext_lazy("The exact error text"),
        max_length=NOTE_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    lesson = forms.CharField(
        label=gettext_lazy("What can be learnt from it"),
        help_text=gettext_lazy("How they can solve it themselves the next time."),
        max_length=NOTE_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def note(self) -> actions.HandoverNote:
        said = self.cleaned_data
        return actions.HandoverNote(
            said["asked"], said["tried"], said["remains"], said["error_text"], said["lesson"]
        )


class ReturnForm(forms.Form):
    why = forms.CharField(
        label=gettext_lazy("Why you send it back"),
        help_text=gettext_lazy("One sentence to the next helper. The user does not see it."),
        max_length=NOTE_LENGTH,
        error_messages={"required": gettext_lazy("Write one sentence to the next helper.")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class HandoverForm(NoteOnTheWay):
    """`person` is stronger than `to`: whoever names somebody means just them."""

    to = forms.ChoiceField(
        label=gettext_lazy("To"), required=False, widget=forms.Select(attrs=SHOWS_WHO)
    )
    person = PersonField(
        label=gettext_lazy("A person there"),
        help_text=gettext_lazy("Name or username, when it should be one person alone."),
        required=False,
    )

    field_order = ("to", "person", "reason", "asked", "tried", "remains", "error_text", "lesson")

    def __init__(
        self,
        sent: QueryDict | None,
        *,
        places: Sequence[Choice],
        suggested: Choice | None,
        initial: Mapping[str, object],
    ) -> None:
        super().__init__(sent, initial=dict(initial))
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # said above
        # Read when the form is shown, or what was sent is looked for among them.
        field.choices = lambda: _listed(places, suggested)


class HandManyForm(NoteOnTheWay):
    """Many at once go to a group, with the same words to whoever takes them there."""

    to = forms.ChoiceField(
        label=gettext_lazy("To"),
        error_messages={"required": gettext_lazy("Choose who gets it.")},
    )

    field_order = ("to", "reason", "asked", "tried", "remains", "error_text", "lesson")

    def __init__(self, sent: QueryDict | None, *, places: Sequence[Choice]) -> None:
        super().__init__(sent)
        self.places = places
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # said above
        field.choices = lambda: _listed(places, None)


class ResolveManyForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("What you answer all of them"),
        error_messages={"required": actions.NothingWritten.reason},
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(self, sent: QueryDict | None, *, by: User) -> None:
        super().__init__(sent)
        self.by = by
        known = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
        help_text = _("These are filled in for each of them: %(known)s.")
        self.fields["text"].help_text = help_text % {"known": known}


def local_input(value: object) -> str:
    """A moment as the browser's own field for it wants it."""
    return value.astimezone(OSLO).strftime("%Y-%m-%dT%H:%M") if hasattr(value, "astimezone") else ""


def _listed(
    places: Sequence[Choice], suggested: Choice | None
) -> list[tuple[str, str | list[tuple[str, str]]]]:
    """By line, nearest the user first; what is proposed stands on top."""
    listed: list[tuple[str, str | list[tuple[str, str]]]] = [("", _("Choose who gets it"))]
    if suggested and suggested.person:
        listed.append((str(_("Proposed")), [(suggested.key, suggested.name)]))
    language = get_language() or "nb"
    for line, there in groupby(places, key=lambda one: one.line):
        listed.append((str(line.label), [(one.key, one.named(language)) for one in there]))
    return listed
