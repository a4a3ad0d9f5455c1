"""What an editor fills in: a notice in up to three languages, and what was wrong with one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import ClassVar, TypedDict

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sufflor.announcements.actions import (
    CriticalForHowLong,
    HalfSaid,
    NobodyAnswers,
    NoReason,
    NothingSaid,
    TimeHasPassed,
    Wording,
)
from sufflor.announcements.models import (
    LONGEST_BODY,
    LONGEST_TITLE,
    Group,
    Language,
    Notice,
    Tag,
    Words,
)
from sufflor.backstage.notice_groups import GroupsForm, chosen_groups
from sufflor.design.fields import MomentField
from sufflor.lib.refusals import Refusal
from sufflor.organization.models import Unit, User

LABELS = {
    Language.BOKMAAL: (_("Title in bokmål"), _("Text in bokmål")),
    Language.NYNORSK: (_("Title in nynorsk"), _("Text in nynorsk")),
    Language.ENGLISH: (_("Title in English"), _("Text in English")),
}


Refused = dict[type[Refusal], str]


class Told(TypedDict):
    """What a notice tells, as `actions.post` takes it."""

    wording: Wording
    unit: Unit
    contact: str
    tags: list[Tag]
    targets: list[Group]
    critical_until: datetime | None
    show_at: datetime | None


class WordingForm(forms.Form):
    """A title and a text for each language. Those of the first stand open, the others below."""

    def __init__(
        self, posted: QueryDict | None, *, first: str, initial: dict[str, object] | None = None
    ) -> None:
        super().__init__(posted, initial=initial)
        self.languages = sorted(Language, key=lambda language: language != first)
        words = {}
        for language in self.languages:
            words[f"title_{language}"] = _title_field(language)
            words[f"body_{language}"] = _body_field(language)
        self.fields = words | self.fields

    @property
    def first_words(self) -> list[forms.BoundField]:
        return self._words_in(self.languages[0])

    @property
    def other_words(self) -> list[forms.BoundField]:
        return [field for language in self.languages[1:] for field in self._words_in(language)]

    @property
    def has_other_words(self) -> bool:
        """Whether the other languages have something to show: a text, or a fault."""
        return any(field.value() or field.errors for field in self.other_words)

    def clean(self) -> dict[str, object]:
        """A language is left alone or said whole; at least one is said."""
        begun = list(self._begun())
        if not begun and not self.errors:
            self.add_error(f"title_{self.languages[0]}", str(NothingSaid.reason))
        for words in begun:
            for name in ("title", "body"):
                field = f"{name}_{words.language}"
                if not getattr(words, name) and field not in self.errors:
                    self.add_error(field, str(HalfSaid.reason))
        return self.cleaned_data

    def wording(self) -> Wording:
        """Written in the first language that has words; the rest are the same in others."""
        written, *others = self._begun()
        return Wording(written.title, written.body, written.language, tuple(others))

    def _begun(self) -> Iterator[Words]:
        for language in self.languages:
            title = self.cleaned_data.get(f"title_{language}", "")
            body = self.cleaned_data.get(f"body_{language}", "")
            if title or body:
                yield Words(language, title, body)

    def _words_in(self, language: Language) -> list[forms.BoundField]:
        return [self[f"title_{language}"], self[f"body_{language}"]]


class CorrectionForm(WordingForm):
    REFUSED: ClassVar[Refused] = {NoReason: "reason"}

    reason = forms.CharField(
        label=_("What was wrong"),
        help_text=_(
            "One sentence. It stands with the notice for everyone to read. "
            "Leave it empty when you only add a language."
        ),
        max_length=300,
        required=False,
    )

    def __init__(self, posted: QueryDict | None, *, notice: Notice) -> None:
        super().__init__(posted, first=notice.language, initial=_said(notice))


class CriticalForm(forms.Form):
    REFUSED: ClassVar[Refused] = {CriticalForHowLong: "until"}

    until = MomentField(
        label=_("Critical until"),
        help_text=_("Leave it empty to end it now. The notice stays in the channel."),
        required=False,
    )


class NoticeForm(WordingForm, GroupsForm):
    REFUSED: ClassVar[Refused] = {
        NobodyAnswers: "contact",
        CriticalForHowLong: "critical_until",
        TimeHasPassed: "show_at",
    }

    tags = forms.MultipleChoiceField(
        label=_("About"),
        choices=Tag,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    unit = forms.ModelChoiceField(
        Unit.objects.all(), label=_("Unit that answers for this"), empty_label=_("Choose a unit")
    )
    contact = forms.CharField(
        label=_("Contact"),
        help_text=_("An e-mail address, a phone number or the name of a group."),
        max_length=160,
    )
    show_at = MomentField(
        label=_("Show from"),
        help_text=_(
            "Leave it empty to post at once. Until then it can be changed and called off, and only "
            "those who write here see it."
        ),
        required=False,
    )
    critical_until = MomentField(
        label=_("Critical until"),
        help_text=_(
            "Only for what everyone must know at once: it stands on top of every page until then."
        ),
        required=False,
    )

    def __init__(
        self, posted: QueryDict | None, *, editor: User, notice: Notice | None = None
    ) -> None:
        first = notice.language if notice else get_language() or "nb"
        initial = _told(notice) if notice else _of_editor(editor)
        super().__init__(posted, first=first, initial=initial)
        self.add_groups()

    def told(self) -> Told:
        return Told(
            wording=self.wording(),
            unit=self.cleaned_data["unit"],
            contact=self.cleaned_data["contact"],
            tags=[Tag(tag) for tag in self.cleaned_data["tags"]],
            targets=self.groups(),
            critical_until=self.cleaned_data["critical_until"],
            show_at=self.cleaned_data["show_at"],
        )


def _title_field(language: Language) -> forms.CharField:
    widget = forms.TextInput(attrs={"lang": language})
    return forms.CharField(
        label=LABELS[language][0], max_length=LONGEST_TITLE, required=False, widget=widget
    )


def _body_field(language: Language) -> forms.CharField:
    return forms.CharField(
        label=LABELS[language][1],
        help_text=_("The most important first. An empty line begins a new paragraph, “- ” a list."),
        max_length=LONGEST_BODY,
        required=False,
        widget=forms.Textarea(attrs={"rows": 10, "lang": language}),
    )


def _of_editor(editor: User) -> dict[str, object]:
    return {"unit": editor.unit_id, "contact": editor.email}


def _told(notice: Notice) -> dict[str, object]:
    return {
        **_said(notice),
        **chosen_groups(notice),
        "tags": [each.tag for each in notice.tags.all()],
        "unit": notice.unit_id,
        "contact": notice.contact,
        "show_at": notice.published_at,
        "critical_until": notice.expires_at,
    }


def _said(notice: Notice) -> dict[str, object]:
    return {
        f"{name}_{language}": getattr(words, name)
        for language, words in notice.said.items()
        for name in ("title", "body")
    }
