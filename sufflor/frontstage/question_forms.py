"""The form for a question: courtesy for the writer; the rules themselves stand in the deed."""

from __future__ import annotations

from functools import lru_cache
from uuid import uuid4

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from sufflor.design.fields import Line, Prose
from sufflor.lib.kept import Kept
from sufflor.organization.models import CaseArea, WorkRole
from sufflor.questions.models import DETAIL_LENGTH, TEXT_LENGTH

Choices = list[tuple[str, str]]

_areas: Kept[tuple[tuple[str, str, str, str], ...]] = Kept(size=1)


class AskForm(forms.Form):
    hour = forms.SlugField(widget=forms.HiddenInput)
    submission = forms.UUIDField(widget=forms.HiddenInput)
    text = Line(
        limit=TEXT_LENGTH,
        empty=_("Write what you wonder about."),
        too_long=_(
            "The question has %(show_value)d characters. At most %(limit_value)d fit:"
            " move some of it down to “Say more”."
        ),
        rows=3,
    )
    detail = Prose(
        limit=DETAIL_LENGTH,
        empty="",
        too_long=_("This has %(show_value)d characters. At most %(limit_value)d fit."),
        rows=4,
    )
    area = forms.ChoiceField(error_messages={"required": _("Choose what it is about.")})
    role = forms.ChoiceField(choices=WorkRole.choices, required=False)

    text.label = _("Your question")
    detail.label = _("Say more")
    detail.help_text = _("What you did, what happened, and what you expected.")
    area.label = _("It is about")
    role.label = _("I ask as")

    def __init__(self, *args: object, areas: Choices, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they came
        self.area_choices = areas
        choices: Choices = [("", gettext("Choose an area")), *areas]
        self.fields["area"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField, above

    @property
    def is_long(self) -> bool:
        """Whether the second field stands open."""
        return bool(self["detail"].value() or self["detail"].errors)


def fields_html(form: AskForm, topic: str, language: str) -> SafeString:
    """The form's fields. An empty form looks the same for everyone with the same role."""
    if form.is_bound or form.initial.get("text") or form.initial.get("is_restored"):
        return _draw(form, topic)
    role = str(form.initial.get("role", ""))
    return _blank(topic, language, role, tuple(form.area_choices))


@lru_cache(maxsize=256)
def _blank(topic: str, language: str, role: str, areas: tuple[tuple[str, str], ...]) -> SafeString:
    with override(language):
        return _draw(AskForm(initial={"role": role}, areas=list(areas)), topic)


def _draw(form: AskForm, topic: str) -> SafeString:
    return render_to_string("frontstage/hour_ask_fields.html", {"form": form, "topic": topic})


def new_submission() -> str:
    return str(uuid4())


def area_choices(revision: int, language: str) -> Choices:
    """The areas to choose among, kept under the revision of the organisation."""
    rows = _areas.get("all", revision, _read_areas)
    column = {"nn": 2, "en": 3}.get(language, 1)
    return [(row[0], row[column] or row[1]) for row in rows]


def _read_areas() -> tuple[tuple[str, str, str, str], ...]:
    return tuple(CaseArea.objects.values_list("slug", "name", "name_nn", "name_en"))
