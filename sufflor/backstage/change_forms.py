"""What is filled in about a wish: what it is, what is told of it, what it is the same as."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from sufflor.backstage.error_forms import LANGUAGES
from sufflor.change_requests.actions import Facts
from sufflor.change_requests.models import (
    REASON_LENGTH,
    SENTENCE_LENGTH,
    TEXT_LENGTH,
    TITLE_LENGTH,
    VERSION_LENGTH,
    WANTED,
    ChangeRequest,
    HowMany,
    HowOften,
    State,
)
from sufflor.lib.refusals import Sentence
from sufflor.organization.models import CaseArea
from sufflor.vendor.models import System

NOT_SAID = [("", _("Nobody has said"))]
FACTS = ("title", "need", "benefit", "workaround", "how_many", "how_often", "area", "language")
VERDICTS = ((State.ACCEPTED.value, _("Yes, we want it done")), (State.DECLINED.value, _("No")))


def _text(label: Sentence, limit: int = TEXT_LENGTH, *, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,  # type: ignore[arg-type]  # the stubs have their own name for a lazy text
        max_length=limit,
        required=required,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


def _told(label: Sentence) -> forms.CharField:
    field = _text(label, REASON_LENGTH)
    field.help_text = _("Everyone can read it. Leave out names.")
    return field


def _version(*, label: Sentence) -> forms.CharField:
    return forms.CharField(
        label=label,  # type: ignore[arg-type]  # as above
        max_length=VERSION_LENGTH,
        required=False,
    )


class DescribeForm(forms.Form):
    title = forms.CharField(label=_("The wish in one line"), max_length=TITLE_LENGTH)
    need = _text(_("What is needed, in the words of those who need it"))
    benefit = _text(_("What gets better"), required=False)
    workaround = _text(_("How people do it now"), required=False)
    how_many = forms.ChoiceField(
        label=_("How many it concerns"), choices=[*NOT_SAID, *HowMany.choices], required=False
    )
    how_often = forms.ChoiceField(
        label=_("How often it is needed"), choices=[*NOT_SAID, *HowOften.choices], required=False
    )
    area = forms.ModelChoiceField(
        CaseArea.objects.all(),
        label=_("Case area"),
        help_text=_("Whoever owns it decides."),
        empty_label=_("All of them"),
        required=False,
    )
    language = forms.ChoiceField(label=_("Written in"), choices=LANGUAGES)
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, sent: QueryDict | None, change: ChangeRequest) -> None:
        said = {name: getattr(change, name) for name in FACTS}
        super().__init__(sent, initial={**said, "seen": change.stamp})

    def facts(self) -> Facts:
        return Facts(**{name: self.cleaned_data[name] for name in FACTS})


class TakeUpForm(forms.Form):
    text = _told(_("What we tell those who asked"))
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, sent: QueryDict | None, change: ChangeRequest) -> None:
        super().__init__(sent, initial={"seen": change.stamp})


class DecideForm(forms.Form):
    verdict = forms.ChoiceField(
        label=_("What do you say?"),
        choices=VERDICTS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say yes or no.")},
    )
    reason = _told(_("Why"))
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, sent: QueryDict | None, change: ChangeRequest) -> None:
        super().__init__(sent, initial={"seen": change.stamp})
        if not change.is_undecided or change.state == State.PROPOSED:
            verdict = self.fields["verdict"]
            assert isinstance(verdict, forms.ChoiceField)  # noqa: S101  # said above
            verdict.choices = VERDICTS[1:]

    def clean_verdict(self) -> State:
        return State(self.cleaned_data["verdict"])


class NewsForm(forms.Form):
    state = forms.ChoiceField(
        label=_("How it stands"), choices=[(each.value, each.label) for each in WANTED]
    )
    version = _version(label=_("In which version it will come"))
    text = _told(_("What we tell everyone"))

    def __init__(self, sent: QueryDict | None, change: ChangeRequest) -> None:
        super().__init__(sent, initial={"state": change.state, "version": change.version})

    def clean_state(self) -> State:
        return State(self.cleaned_data["state"])


class DeliverForm(forms.Form):
    text = _told(_("What it is, and how one finds it"))
    version = _version(label=_("In which version it came"))

    def __init__(self, sent: QueryDict | None, change: ChangeRequest) -> None:
        super().__init__(sent, initial={"version": change.version})


class VerifyForm(forms.Form):
    tested = forms.CharField(
        label=_("How it was tested"),
        help_text=_(
            "Only those who help read this. It can be empty when two of those who asked have said "
            "that it is what they needed."
        ),
        max_length=SENTENCE_LENGTH,
        required=False,
    )
    text = _told(_("What we tell everyone"))

    def __init__(self, sent: QueryDict | None, _change: ChangeRequest) -> None:
        super().__init__(sent)


class TakeBackForm(forms.Form):
    text = _told(_("What has happened, and what comes next"))

    def __init__(self, sent: QueryDict | None, _change: ChangeRequest) -> None:
        super().__init__(sent)


class ChangesField(forms.ModelMultipleChoiceField[ChangeRequest]):
    """Each under its whole title."""

    def label_from_instance(self, obj: ChangeRequest) -> str:
        return f"{obj.number} {obj.title}"


class SendForm(forms.Form):
    """Those that go to the vendor together."""

    changes = ChangesField(
        ChangeRequest.objects.none(),
        label=_("Which ones?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one wish.")},
    )
    text = _told(_("What we tell everyone"))
    system = forms.ModelChoiceField(
        System.objects.none(),
        label=_("Make one case of them, for"),
        help_text=_("It is written in the words of the wishes. Follow it among vendor cases."),
        empty_label=_("No case: they are sent already"),
        required=False,
    )

    def __init__(
        self,
        sent: QueryDict | None,
        *,
        among: Iterable[ChangeRequest],
        systems: Collection[System] | None,
    ) -> None:
        """`systems` is None for those who put no cases down."""
        super().__init__(sent)
        if systems is None:
            del self.fields["system"]
        else:
            keys = [each.pk for each in systems]
            self.fields["system"].queryset = System.objects.filter(pk__in=keys)  # type: ignore[attr-defined]  # said above
        changes = self.fields["changes"]
        assert isinstance(changes, ChangesField)  # noqa: S101  # said above
        keys = [each.pk for each in among]
        # What was sent in the meantime is still there for whoever pressed twice.
        changes.queryset = ChangeRequest.objects.filter(pk__in=keys)


class SameForm(forms.Form):
    into = forms.ChoiceField(
        label=_("Which wish is it?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose the wish."),
            "invalid_choice": _("Choose one of the wishes that stand."),
        },
    )

    def __init__(self, sent: QueryDict | None, *, among: Iterable[ChangeRequest]) -> None:
        super().__init__(sent)
        self._known = {str(each.pk): each for each in among}
        field = self.fields["into"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # said above
        field.choices = [
            (pk, f"{each.number} {each.title} ({each.get_state_display()})")
            for pk, each in self._known.items()
        ]

    def clean_into(self) -> ChangeRequest:
        return self._known[self.cleaned_data["into"]]
