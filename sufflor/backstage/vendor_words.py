"""How what is missing in a case for a vendor is called on its card."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from sufflor.vendor.models import Check

WORDS = {
    "found_in": _("the version"),
    "steps": _("how to repeat it"),
    "expected": _("what should happen"),
    "actual": _("what happens"),
    Check.SEARCHED.value: _("a search for the same"),
    Check.REPEATED.value: _("that somebody has repeated it"),
    Check.CLEAN.value: _("that it is clean of people"),
}


def lacking(names: Iterable[str]) -> list[str]:
    return [str(WORDS[name]) for name in names]
