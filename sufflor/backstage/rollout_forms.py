"""What a planner fills in: a rollout with its dates and policies, and a door moved by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from sufflor.design.fields import DatesField, MomentField, shown_dates
from sufflor.lib.refusals import Refusal
from sufflor.rollout.actions import NameTaken, NoName, Wording
from sufflor.rollout.models import DoorState, Rollout, WayIn
from sufflor.rollout.rules import BadDates, WayPolicy

BY = "by:"
TEXT = {"rows": 4}
LONG = 4_000


class RolloutForm(forms.Form):
    """One select per way in, named after its slug; those that always stay open have none."""

    name = forms.CharField(label=_("Name"), max_length=160)
    dates = DatesField(
        label=_("Rollout days"),
        help_text=_("One date on each line, as 29.10.2026 or 2026-10-29. Days may lie apart."),
        widget=forms.Textarea(attrs={"rows": 7}),
    )
    system = forms.CharField(label=_("New system"), max_length=80, required=False)
    replaces = forms.CharField(label=_("Takes the place of"), max_length=80, required=False)
    known = forms.CharField(
        label=_("What we know about the time afterwards"),
        help_text=_("Shown from the day after the last rollout day."),
        max_length=LONG,
        required=False,
        widget=forms.Textarea(attrs=TEXT),
    )
    awaiting = forms.CharField(
        label=_("What awaits clarification"),
        max_length=LONG,
        required=False,
        widget=forms.Textarea(attrs=TEXT),
    )
    name_nn = forms.CharField(label=_("Name in nynorsk"), max_length=160, required=False)
    known_nn = forms.CharField(
        label=_("What we know, in nynorsk"),
        max_length=LONG,
        required=False,
        widget=forms.Textarea(attrs=TEXT),
    )
    awaiting_nn = forms.CharField(
        label=_("What awaits clarification, in nynorsk"),
        max_length=LONG,
        required=False,
        widget=forms.Textarea(attrs=TEXT),
    )
    name_en = forms.CharField(label=_("Name in English"), max_length=160, required=False)
    known_en = forms.CharField(
        label=_("What we know, in English"),
        max_length=LONG,
        required=False,
        widget=forms.Textarea(attrs=TEXT),
    )
    awaiting_en = forms.CharField(
        label=_("What awaits clarification, in English"),
        max_length=LONG,
        required=False,
        widget=forms.Textarea(attrs=TEXT),
    )

    WORDING = tuple(Wording.__dataclass_fields__)
    # Which field it is about, when the subject refuses.
    REFUSED: ClassVar[Mapping[type[Refusal], str]] = {
        BadDates: "dates",
        NameTaken: "name",
        NoName: "name",
    }

    def __init__(
        self,
        posted: QueryDict | None = None,
        *,
        ways: Iterable[WayIn],
        rollout: Rollout | None = None,
    ) -> None:
        self.ways = [way for way in ways if not way.urgency]
        initial = _initial(rollout) if rollout else {}
        super().__init__(posted, initial=initial)
        for way in self.ways:
            self.fields[f"way-{way.slug}"] = forms.ChoiceField(
                label=way.local_name, choices=_choices(way, self.ways)
            )

    def way_fields(self) -> list[forms.BoundField]:
        return [self[f"way-{way.slug}"] for way in self.ways]

    def wording(self) -> Wording:
        return Wording(**{name: self.cleaned_data[name] for name in self.WORDING})

    def policies(self) -> list[WayPolicy]:
        by_slug = {way.slug: way for way in self.ways}
        return [_policy(way, self.cleaned_data[f"way-{way.slug}"], by_slug) for way in self.ways]


class OverrideForm(forms.Form):
    way_in = forms.ModelChoiceField(
        WayIn.objects.all(), label=_("Way in"), empty_label=_("Choose a way in")
    )
    state = forms.ChoiceField(
        label=_("Do what"),
        choices=[(DoorState.OPEN, _("Open it")), (DoorState.CLOSED, _("Close it"))],
    )
    until = MomentField(
        label=_("Until"),
        help_text=_("Leave it empty to let it hold until somebody undoes it."),
        required=False,
    )
    reason = forms.CharField(
        label=_("Why"), help_text=_("One sentence. Everyone can read it."), max_length=300
    )


def _initial(rollout: Rollout) -> dict[str, object]:
    initial: dict[str, object] = {name: getattr(rollout, name) for name in RolloutForm.WORDING}
    initial["dates"] = shown_dates([day.date for day in rollout.days.all()])
    for policy in rollout.policies.select_related("way_in", "replaced_by"):
        chosen = f"{BY}{policy.replaced_by.slug}" if policy.replaced_by else policy.state
        initial[f"way-{policy.way_in.slug}"] = chosen
    return initial


def _choices(way: WayIn, ways: list[WayIn]) -> list[tuple[str, object]]:
    replacements: list[tuple[str, object]] = [
        (f"{BY}{other.slug}", _("Replaced by: %(way)s") % {"way": other.local_name})
        for other in ways
        if other != way
    ]
    return [(DoorState.OPEN, _("Open")), (DoorState.CLOSED, _("Closed")), *replacements]


def _policy(way: WayIn, chosen: str, by_slug: dict[str, WayIn]) -> WayPolicy:
    if chosen.startswith(BY):
        return WayPolicy(way, DoorState.REPLACED, by_slug[chosen.removeprefix(BY)])
    return WayPolicy(way, DoorState(chosen))
