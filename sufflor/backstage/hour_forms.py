"""What a host fills in for one question: the answer, its writer, a reason, or where it goes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sufflor.backstage.help_kinds import explained, work_system_field
from sufflor.design.fields import DayField, Line, MomentField, Prose
from sufflor.lib.refusals import Sentence
from sufflor.organization.models import CaseArea, HelpKind, User, WorkRole
from sufflor.questions import rules
from sufflor.questions.models import (
    ANSWER_LENGTH,
    DETAIL_LENGTH,
    REASON_LENGTH,
    TEXT_LENGTH,
    Answer,
    Question,
)
from sufflor.questions.queries import Writers

VERSION_LENGTH = 40
TOO_LONG = _("This has %(show_value)d characters. At most %(limit_value)d fit.")

Choices = Sequence[object]


class Deed(StrEnum):
    """What is done with a question by filling in a form. The value stands in the address."""

    ANSWER = "svar"
    EDIT_ANSWER = "svarendring"
    SPOKEN = "muntlig"
    OWNER = "eier"
    MERGE = "sammenslaing"
    EDIT = "endring"
    DECLINE = "avslag"
    MOVE = "flytting"
    SORT = "hjelpetype"


def _reason(empty: Sentence, rows: int = 3) -> Line:
    return Line(limit=REASON_LENGTH, empty=empty, too_long=TOO_LONG, rows=rows)


class SortForm(forms.Form):
    """What kind of help it asks for; nobody has to say it."""

    help_kind = forms.ChoiceField(
        label=_("Kind of help"), choices=[], required=False, widget=forms.RadioSelect
    )
    work_system = work_system_field()

    def __init__(self, posted: QueryDict | None, *, question: Question) -> None:
        said = {"help_kind": question.help_kind, "work_system": question.work_system}
        super().__init__(posted, initial=said)
        field = self.fields["help_kind"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # said above
        field.choices = [("", _("Not said yet")), *explained()]


class AnswerForm(forms.Form):
    text = Prose(
        limit=ANSWER_LENGTH,
        empty=_("Write an answer of at most 8,000 characters."),
        too_long=TOO_LONG,
        rows=6,
    )
    version = Line(limit=VERSION_LENGTH, empty="", too_long=TOO_LONG, rows=1)
    review_date = DayField(
        label=_("Read it again by"),
        help_text=_("If it may be outdated after some time."),
        required=False,
    )

    text.label = _("The answer")
    text.help_text = _(
        "Everyone reads it. Blank lines part paragraphs; lines that begin with “- ” or “1. ” "
        "make lists."
    )
    version.label = _("Applies to version")
    version.help_text = _("If it is true of one version only.")
    version.widget = forms.TextInput()


class FirstAnswerForm(AnswerForm):
    """Whoever answers knows by then what kind of help it was."""

    help_kind = forms.ChoiceField(
        label=_("Kind of help"),
        choices=[("", _("Not said yet")), *HelpKind.choices],
        required=False,
    )
    work_system = work_system_field()

    def __init__(self, posted: QueryDict | None, *, question: Question) -> None:
        said = {"help_kind": question.help_kind, "work_system": question.work_system}
        super().__init__(posted, initial=said)


class AnswerEditForm(AnswerForm):
    """`seen` is the stamp of the answer that the writer had before them."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)


class OwnerForm(forms.Form):
    """Who writes the answer and by when."""

    writer = forms.ChoiceField(
        label=_("Who writes the answer"),
        error_messages={"required": _("Choose who writes the answer.")},
    )
    due_at = MomentField(
        label=_("By when"),
        help_text=_("The host is told when the time has passed."),
        error_messages={"required": _("Say by when the answer is to be there.")},
    )

    def __init__(
        self, posted: QueryDict | None, *, choices: Choices, initial: dict[str, object]
    ) -> None:
        super().__init__(posted, initial=initial)
        self.fields["writer"].choices = choices  # type: ignore[attr-defined]  # a choice field

    def clean_writer(self) -> User:
        return User.objects.get(pk=self.cleaned_data["writer"])


class DeclineForm(forms.Form):
    reason = _reason(_("Write a reason of at most 500 characters."))

    reason.label = _("Why it is not answered here")
    reason.help_text = _("Whoever asked and voted reads this. Say where to go instead.")


class MoveForm(forms.Form):
    why = _reason(_("Write why it is moved, in at most 500 characters."))

    why.label = _("Why it is moved")
    why.help_text = _("Whoever asked reads this, and so do those who help.")


class MergeForm(forms.Form):
    into = forms.ChoiceField(
        label=_("Take it into"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the question that stands for both.")},
    )

    def __init__(self, posted: QueryDict | None = None, *, others: Iterable[Question]) -> None:
        super().__init__(posted)
        choices = [(str(other.pk), other.text) for other in others]
        self.fields["into"].choices = choices  # type: ignore[attr-defined]  # a choice field

    def clean_into(self) -> Question:
        return Question.objects.get(pk=self.cleaned_data["into"])


class EditForm(forms.Form):
    text = Line(
        limit=TEXT_LENGTH,
        empty=_("Write what the question asks."),
        too_long=TOO_LONG,
        rows=3,
    )
    detail = Prose(limit=DETAIL_LENGTH, empty="", too_long=TOO_LONG, rows=4)
    area = forms.ModelChoiceField(
        CaseArea.objects.all(), label=_("It is about"), empty_label=_("Choose a case area")
    )
    role = forms.ChoiceField(label=_("Asked as"), choices=WorkRole)
    reason = _reason(_("Write why it is changed, in at most 500 characters."), rows=2)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    text.label = _("The question")
    detail.label = _("More about it")
    reason.label = _("Why it is changed")
    reason.help_text = _("Hosts see what it said before and why it was changed.")


def answer_form(posted: QueryDict | None, answer: Answer) -> AnswerEditForm:
    said = {
        "text": answer.text,
        "version": answer.version,
        "review_date": answer.review_date,
        "seen": answer.stamp,
    }
    return AnswerEditForm(posted, initial=said)


def owner_form(
    posted: QueryDict | None, *, question: Question, writers: Writers, by: User, at: datetime
) -> OwnerForm:
    """Hosts choose among all who may write it; others can only take it on themselves."""
    owed = getattr(question, "owed", None)
    likely = writers.likely(question.area_id) or by
    choices = writer_choices(writers, question.area_id)
    return OwnerForm(
        posted,
        choices=choices if rules.may_host(by) else [(by.pk, by.full_name)],
        initial={
            "writer": owed.writer_id if owed else likely.pk,
            "due_at": owed.due_at if owed else rules.due_by_default(question.hour, at),
        },
    )


def writer_choices(writers: Writers, area: int) -> Choices:
    """In two groups: those who are there for this hour, and everybody else who may write it."""
    groups = (
        (gettext("On duty in this hour"), writers.on_duty_for(area)),
        (gettext("Others who answer in the area"), writers.others_for(area)),
    )
    return [
        (label, [(person.pk, person.full_name) for person in people])
        for label, people in groups
        if people
    ]


def edit_form(posted: QueryDict | None, question: Question) -> EditForm:
    said = {
        "text": question.text,
        "detail": question.detail,
        "area": question.area_id,
        "role": question.role,
        "seen": question.stamp,
    }
    return EditForm(posted, initial=said)
