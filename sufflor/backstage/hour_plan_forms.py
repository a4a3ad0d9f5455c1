"""What a planner fills in about question hours: one of them, or the pattern of every day."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.http import QueryDict
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from sufflor.design.fields import ClockField, MomentField
from sufflor.lib.refusals import Refusal
from sufflor.questions import actions
from sufflor.questions.actions import HourWish, TemplateWish
from sufflor.questions.actions.changing import WHY_LENGTH
from sufflor.questions.actions.wishes import LINK_LENGTH, NAME_LENGTH
from sufflor.questions.models import STATUS_LENGTH, HourTemplate, Moderation, Names, QuestionHour

Refused = Mapping[type[Refusal], str]


class PlaceForm(forms.Form):
    """Where an hour is held, and how it is called when it has a name of its own."""

    title = forms.CharField(
        label=_("Title"),
        help_text=_("Left empty, it is called after its kind."),
        max_length=NAME_LENGTH,
        required=False,
    )
    room = forms.CharField(label=_("Room"), max_length=NAME_LENGTH, required=False)
    video_url = forms.CharField(
        label=_("Video link"),
        help_text=_("Shown to those who have signed in."),
        max_length=LINK_LENGTH,
        required=False,
        widget=forms.URLInput,
    )


class WaysForm(PlaceForm):
    """And how it works: who reads a question first, and who sees who asked."""

    moderation = forms.ChoiceField(
        label=_("Questions are"), choices=Moderation, widget=forms.RadioSelect
    )
    names = forms.ChoiceField(label=_("Who asked"), choices=Names, widget=forms.RadioSelect)

    PLACE = ("title", "room", "video_url", "moderation", "names")

    def place(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in self.PLACE}


class TemplateForm(WaysForm):
    """`looked` says which wish the planner has seen the consequences of."""

    opens = ClockField(label=_("Begins"))
    closes = ClockField(label=_("Ends"))
    looked = forms.CharField(required=False, widget=forms.HiddenInput)

    field_order = ("opens", "closes", *WaysForm.PLACE, "looked")
    REFUSED: Refused = {
        actions.ClosesBeforeItOpens: "closes",
        actions.TemplatesOverlap: "opens",
        actions.NotALink: "video_url",
    }

    def __init__(self, sent: QueryDict | None, *, template: HourTemplate) -> None:
        wish = TemplateWish.of(template)
        initial = {name: getattr(wish, name) for name in ("opens", "closes", *self.PLACE)}
        super().__init__(sent, initial=initial)

    def wish(self) -> TemplateWish:
        opens, closes = self.cleaned_data["opens"], self.cleaned_data["closes"]
        return TemplateWish(opens=opens, closes=closes, **self.place())


def stamp(wish: TemplateWish) -> str:
    """The same for the same wish, so that what is saved is what was looked at."""
    return salted_hmac("sufflor.template", repr(wish), algorithm="sha256").hexdigest()[:16]


class HourForm(WaysForm):
    opens_at = MomentField(label=_("Begins"))
    closes_at = MomentField(label=_("Ends"))

    field_order = ("opens_at", "closes_at", *WaysForm.PLACE)
    REFUSED: Refused = {
        actions.ClosesBeforeItOpens: "closes_at",
        actions.InThePast: "opens_at",
        actions.TimeTaken: "opens_at",
        actions.DayHasOne: "opens_at",
        actions.AskedInTrust: "names",
        actions.NotALink: "video_url",
    }

    def __init__(self, sent: QueryDict | None, *, hour: QuestionHour) -> None:
        wish = HourWish.of(hour)
        initial = {name: getattr(wish, name) for name in ("opens_at", "closes_at", *self.PLACE)}
        super().__init__(sent, initial=initial)

    def wish(self) -> HourWish:
        opens_at, closes_at = self.cleaned_data["opens_at"], self.cleaned_data["closes_at"]
        return HourWish(opens_at=opens_at, closes_at=closes_at, **self.place())


class ExtraHourForm(PlaceForm):
    opens_at = MomentField(label=_("Begins"))
    closes_at = MomentField(label=_("Ends"))

    field_order = ("opens_at", "closes_at", "title", "room", "video_url")
    REFUSED: Refused = {
        actions.ClosesBeforeItOpens: "closes_at",
        actions.InThePast: "opens_at",
        actions.TimeTaken: "opens_at",
        actions.NotALink: "video_url",
    }


class CancelForm(forms.Form):
    reason = forms.CharField(
        label=_("Why"),
        help_text=_("One sentence. Everyone who comes to the hour's page reads it."),
        max_length=WHY_LENGTH,
    )


class HourStatusForm(forms.Form):
    """How the rollout stands: said first in the hour. It may be empty."""

    text = forms.CharField(
        label=_("Status of the rollout"),
        help_text=_("The first thing on the agenda, until a later hour says something else."),
        max_length=STATUS_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
