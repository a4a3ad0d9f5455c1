"""Keeping answers ready, for oneself, for a group, or for all who help in an area."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sufflor.desk import rules
from sufflor.desk.actions.states import written
from sufflor.desk.models import ENTRY_LENGTH, AnswerTemplate
from sufflor.desk.models.templates import NAME_LENGTH
from sufflor.events import actions as events
from sufflor.lib.refusals import Refusal, require
from sufflor.lib.text import clean, one_line, shortened
from sufflor.organization.models import CaseArea, SupportGroup, User

_BRACES = re.compile(r"\{([^{}\n]*)\}")


class UnknownPlaceholder(Refusal):
    reason = gettext_lazy("There is something in braces that is not known.")
    status = 422

    @classmethod
    def named(cls, name: str) -> UnknownPlaceholder:
        known = ", ".join(f"{{{each}}}" for each in rules.PLACEHOLDERS)
        said = _("“{%(name)s}” is not known. These can be filled in: %(known)s.")
        return cls(said % {"name": name, "known": known})


class TemplateWithoutName(Refusal):
    reason = gettext_lazy("Give it a name, so that it is found again.")
    status = 422


@dataclass(frozen=True)
class TemplateWords:
    name: str
    text: str
    text_nn: str = ""
    text_en: str = ""

    def checked(self) -> TemplateWords:
        name = shortened(self.name, NAME_LENGTH)
        if not name:
            raise TemplateWithoutName
        others = [clean(text)[:ENTRY_LENGTH] for text in (self.text_nn, self.text_en)]
        words = TemplateWords(one_line(name), written(self.text), *others)
        for text in (words.text, words.text_nn, words.text_en):
            require_known(text)
        return words


def require_known(text: str) -> None:
    """What stands in braces is something that can be filled in."""
    for found in _BRACES.findall(text):
        if found not in rules.PLACEHOLDERS:
            raise UnknownPlaceholder.named(found)


@transaction.atomic
def keep_template(
    *, words: TemplateWords, owner: User | SupportGroup | CaseArea, by: User, at: datetime
) -> AnswerTemplate:
    """Ready for those whom it is for, from now on."""
    require(rules.may_keep(by, owner, at))
    words = words.checked()
    kept = AnswerTemplate.objects.create(
        name=words.name,
        text=words.text,
        text_nn=words.text_nn,
        text_en=words.text_en,
        person=owner if isinstance(owner, User) else None,
        group=owner if isinstance(owner, SupportGroup) else None,
        area=owner if isinstance(owner, CaseArea) else None,
        changed_at=at,
        changed_by=by,
    )
    events.record("template.kept", about=kept, by=by, at=at)
    return kept


@transaction.atomic
def change_template(
    *, template: AnswerTemplate, words: TemplateWords, by: User, at: datetime
) -> AnswerTemplate:
    """What is sent already stays as it was."""
    template = AnswerTemplate.objects.select_for_update(no_key=True).get(pk=template.pk)
    require(rules.may_keep(by, template.owner, at))
    words = words.checked()
    template.name, template.text = words.name, words.text
    template.text_nn, template.text_en = words.text_nn, words.text_en
    template.changed_at, template.changed_by = at, by
    template.save()
    events.record("template.changed", about=template, by=by, at=at)
    return template


@transaction.atomic
def drop_template(*, template: AnswerTemplate, by: User, at: datetime) -> None:
    """No longer ready for anybody. Dropping twice is dropping once."""
    there = AnswerTemplate.objects.filter(pk=template.pk).first()
    if there is None:
        return
    require(rules.may_keep(by, there.owner, at))
    events.record("template.dropped", about=there, by=by, at=at, name=there.name)
    there.delete()
