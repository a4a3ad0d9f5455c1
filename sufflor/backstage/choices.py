"""Units and areas to choose from in the filters of the back stage."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sufflor.events.http import ORGANIZATION, revisions
from sufflor.lib.kept import Kept
from sufflor.organization import queries
from sufflor.organization.http import Request
from sufflor.organization.models import CaseArea, Unit

INDENT = "\u2003"

_directories: Kept[queries.Directory] = Kept(size=3)


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    is_chosen: bool


def directory(request: Request) -> queries.Directory:
    """Read once per change of the organisation."""
    revision = revisions(request)[ORGANIZATION]
    return _directories.get(get_language(), revision, queries.directory)


def unit_options(known: queries.Directory, chosen: Unit | None) -> list[Option]:
    own = chosen.pk if chosen else None
    return [
        Option("", _("All units"), own is None),
        *(Option(one.code, INDENT * one.depth + one.name, one.pk == own) for one in known.units),
    ]


def area_options(known: queries.Directory, chosen: CaseArea | None) -> list[Option]:
    own = chosen.pk if chosen else None
    return [
        Option("", _("All case areas"), own is None),
        *(Option(one.slug, one.name, one.pk == own) for one in known.areas),
    ]
