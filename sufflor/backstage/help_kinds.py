"""The kinds of help in words, so that two helpers choose alike, for requests and for questions."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sufflor.lib.refusals import Sentence
from sufflor.organization.models import WORK_SYSTEM_LENGTH, HelpKind

MEANS: Mapping[HelpKind, Sentence] = {
    HelpKind.PRACTICAL: _("how and where it is done, access, what to press"),
    HelpKind.SYSTEM: _("the system does not do as it should, or cannot do it"),
    HelpKind.PROFESSIONAL: _("what is right by the rules and by good case handling"),
    HelpKind.SPECIALIST: _("what is peculiar to a system beside the case system"),
    HelpKind.BOTH: _("the one cannot be answered without the other"),
}


def explained() -> list[tuple[str, str | Promise]]:
    return [(kind.value, f"{kind.label}: {MEANS[kind]}") for kind in HelpKind]


def work_system_field() -> forms.CharField:
    return forms.CharField(
        label=_("Specialist system"),
        help_text=_(
            "The one that it has to do with, where there is one: for wages, students, rooms."
        ),
        max_length=WORK_SYSTEM_LENGTH,
        required=False,
    )
