"""The form for a question: courtesy for the writer; the rules themselves stand in the deed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from uuid import uuid4

from django import forms
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from sufflor.design.fields import Line, Prose
from sufflor.lib.kept import Kept
from sufflor.lib.text import one_line
from sufflor.organization.models import CaseArea, User, WorkRole
from sufflor.organization.queries import colleague
from sufflor.questions.actions import FoundNumber, Report
from sufflor.questions.models import (
    CASE_NUMBER_LENGTH,
    DETAIL_LENGTH,
    REPORT_LENGTH,
    TEXT_LENGTH,
    QuestionKind,
    Scope,
)

Choices = list[tuple[str, str]]

TOO_LONG = _("This has %(show_value)d characters. At most %(limit_value)d fit.")
REPORT = ("wanted", "steps", "happened", "message")
# What is kept for somebody who was signed out while writing, and how much of it.
KEPT_FIELDS = {
    "kind": 20,
    "text": 2 * TEXT_LENGTH,
    "detail": 2 * DETAIL_LENGTH,
    "case_number": 2 * CASE_NUMBER_LENGTH,
    **dict.fromkeys(REPORT, 2 * REPORT_LENGTH),
    "scope": 20,
    "area": 40,
    "role": 20,
    "on_behalf": 254,
}

_areas: Kept[tuple[tuple[str, str, str, str], ...]] = Kept(size=1)


def _told(rows: int) -> Prose:
    return Prose(limit=REPORT_LENGTH, empty="", too_long=TOO_LONG, rows=rows)


class AskForm(forms.Form):
    hour = forms.SlugField(widget=forms.HiddenInput)
    submission = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(choices=QuestionKind.choices, required=False, widget=forms.RadioSelect)
    text = Line(
        limit=TEXT_LENGTH,
        empty=_("Write what you wonder about."),
        too_long=_(
            "The question has %(show_value)d characters. At most %(limit_value)d fit:"
            " move some of it down to “Say more”."
        ),
        rows=3,
    )
    wanted, steps, happened, message = _told(2), _told(3), _told(2), _told(2)
    scope = forms.ChoiceField(choices=Scope.choices, required=False, widget=forms.RadioSelect)
    detail = Prose(limit=DETAIL_LENGTH, empty="", too_long=TOO_LONG, rows=4)
    case_number = forms.CharField(required=False, max_length=CASE_NUMBER_LENGTH)
    area = forms.ChoiceField(error_messages={"required": _("Choose what it is about.")})
    role = forms.ChoiceField(choices=WorkRole.choices, required=False)
    on_behalf = forms.CharField(required=False, max_length=254)
    may_hold_number = forms.BooleanField(required=False)

    text.label = _("Your question")
    wanted.label = _("What I wanted to do")
    steps.label = _("What I did, step by step")
    happened.label = _("What happened")
    message.label = _("What the screen said")
    message.help_text = _("Word for word, if you have it.")
    scope.label = _("Whom it hits")
    detail.label = _("Say more")
    detail.help_text = _("What you did, what happened, and what you expected.")
    case_number.label = _("Case number, for those who answer alone")
    area.label = _("It is about")
    role.label = _("I ask as")
    on_behalf.label = _("Username or e-mail address of your colleague")
    on_behalf.help_text = _("Your colleague is told of the answer, as you are.")
    may_hold_number.label = _("Send it all the same: this is no national identity number")

    def __init__(self, *args: object, areas: Choices, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they came
        self.area_choices = areas
        self.numbers: tuple[FoundNumber, ...] = ()
        choices: Choices = [("", gettext("Choose an area")), *areas]
        self.fields["area"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField, above

    @property
    def is_error(self) -> bool:
        return bool(self["kind"].value() == QuestionKind.ERROR)

    @property
    def is_long(self) -> bool:
        """Whether what is folded away stands open."""
        both = (self["detail"], self["case_number"])
        return any(field.value() or field.errors for field in both)

    @property
    def is_for_another(self) -> bool:
        return bool(self["on_behalf"].value() or self["on_behalf"].errors)

    @property
    def report(self) -> Report | None:
        """What is told of an error; fields that were filled in and then left say nothing."""
        if self.cleaned_data["kind"] != QuestionKind.ERROR:
            return None
        told = {name: self.cleaned_data[name] for name in REPORT}
        return Report(**told, scope=self.cleaned_data["scope"] or Scope.UNKNOWN)

    def clean_kind(self) -> str:
        return self.cleaned_data["kind"] or QuestionKind.QUESTION

    def clean_on_behalf(self) -> User | None:
        name = one_line(self.cleaned_data["on_behalf"])
        person = colleague(name)
        if name and person is None:
            raise forms.ValidationError(
                gettext("We find no colleague by this. Check the username or the address.")
            )
        return person

    def clean(self) -> dict[str, object]:
        """What stands in fields that the writer has left, and cannot see, is no fault."""
        if self.cleaned_data.get("kind") != QuestionKind.ERROR:
            for name in (*REPORT, "scope"):
                self.errors.pop(name, None)
        return self.cleaned_data

    def warn(self, numbers: tuple[FoundNumber, ...]) -> None:
        """The same form once more, with what looks like a national identity number in it."""
        self.numbers = numbers

    def kept(self) -> dict[str, str]:
        """What was written, for the writer's own session."""
        return {
            name: str(self[name].value() or "")[:length] for name, length in KEPT_FIELDS.items()
        }


@dataclass(frozen=True)
class Asking:
    """The form as a page shows it. `form` is there when it was sent and must be mended."""

    submission: str
    fields: SafeString
    form: AskForm | None = None
    is_restored: bool = False


def anew(slug: str, topic: str, language: str, areas: Choices, **initial: str) -> Asking:
    """An empty form looks the same for everyone with the same role: it is drawn once."""
    submission = str(uuid4())
    if initial.keys() <= {"role"}:
        fields = _blank(slug, topic, language, initial.get("role", ""), tuple(areas))
    else:
        fields = _draw(_form(areas, initial), slug, topic)
    return Asking(submission, fields)


def mended(form: AskForm, slug: str, topic: str) -> Asking:
    return Asking(str(form["submission"].value()), _draw(form, slug, topic), form)


def _form(areas: Choices, initial: Mapping[str, str]) -> AskForm:
    chosen = {"kind": QuestionKind.QUESTION, "scope": Scope.UNKNOWN, **initial}
    return AskForm(initial=chosen, areas=areas)


@lru_cache(maxsize=256)
def _blank(
    slug: str, topic: str, language: str, role: str, areas: tuple[tuple[str, str], ...]
) -> SafeString:
    with override(language):
        return _draw(_form(list(areas), {"role": role}), slug, topic)


def _draw(form: AskForm, slug: str, topic: str) -> SafeString:
    form.fields["text"].widget.attrs |= {
        "hx-get": reverse("similar_questions", args=[slug]),
        "hx-trigger": "input changed delay:300ms",
        "hx-target": "#similar",
        "hx-select": "#similar-found",
        "hx-swap": "innerHTML",
        "hx-sync": "replace",
    }
    return render_to_string("frontstage/hour_ask_fields.html", {"form": form, "topic": topic})


def area_choices(revision: int, language: str) -> Choices:
    """The areas to choose among, kept under the revision of the organisation."""
    rows = _areas.get("all", revision, _read_areas)
    column = {"nn": 2, "en": 3}.get(language, 1)
    return [(row[0], row[column] or row[1]) for row in rows]


def _read_areas() -> tuple[tuple[str, str, str, str], ...]:
    return tuple(CaseArea.objects.values_list("slug", "name", "name_nn", "name_en"))
