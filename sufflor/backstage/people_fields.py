"""A colleague in a form, by what they are called; and an area or one of its processes."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sufflor.lib.refusals import Sentence
from sufflor.organization.models import CaseArea, CaseProcess, User
from sufflor.organization.queries import colleague_by_any_name, is_closed

LONGEST_NAME = 254


class PersonField(forms.CharField):
    """By user name, e-mail address or full name; nobody where it may be left empty."""

    default_error_messages = {
        "unknown": _("We find no colleague by this. Check the username or the address."),
        "closed": _("The account is closed: this person works here no longer."),
    }

    def __init__(
        self,
        *,
        label: Sentence,
        help_text: Sentence = "",
        required: bool = True,
        says_closed: bool = False,
    ) -> None:
        super().__init__(required=required, max_length=LONGEST_NAME)
        # For those who see closed accounts anyway.
        self.says_closed = says_closed
        # The stubs know only their own name for a lazy text.
        self.label, self.help_text = label, help_text  # type: ignore[assignment]

    def prepare_value(self, value: object) -> object:
        return value.username if isinstance(value, User) else value

    def clean(self, value: object) -> User | None:
        called = super().clean(value)
        if not called:
            return None
        person = colleague_by_any_name(called)
        if person is None:
            code = "closed" if self.says_closed and is_closed(called) else "unknown"
            raise ValidationError(self.error_messages[code], code=code)
        return person


@dataclass(frozen=True)
class Subject:
    """A whole area, or one process of it."""

    area: CaseArea
    process: CaseProcess | None


class SubjectField(forms.ChoiceField):
    """One list of areas with their processes below them: B, B.a, B.a.01."""

    def __init__(self, *, label: Sentence, help_text: Sentence = "") -> None:
        self._subjects = _subjects()
        choices = [("", "–"), *((code, _shown(code, one)) for code, one in self._subjects.items())]
        super().__init__(choices=choices)
        self.label, self.help_text = label, help_text  # type: ignore[assignment]

    def clean(self, value: object) -> Subject:
        return self._subjects[super().clean(value)]


def _subjects() -> dict[str, Subject]:
    """Two queries."""
    found: dict[str, Subject] = {}
    processes = list(CaseProcess.objects.all())
    for area in CaseArea.objects.all():
        found[area.code] = Subject(area, None)
        own = (process for process in processes if process.area_id == area.pk)
        found |= {process.code: Subject(area, process) for process in own}
    return found


def _shown(code: str, subject: Subject) -> str:
    indent = "\u2003" * code.count(".")
    return f"{indent}{code} {(subject.process or subject.area).local_name}"
