"""Who helps: nearest help for a unit and an area, how help is laid out, and what we promise."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sufflor.design.figures import Kind, Step
from sufflor.events.http import ORGANIZATION, revisions
from sufflor.frontstage.catalogue import offers
from sufflor.lib.kept import Kept
from sufflor.organization import queries
from sufflor.organization.http import Request
from sufflor.organization.models import CaseArea, Unit, User
from sufflor.search.searches import visit_hours

INDENT = "\u2003"

_directories: Kept[queries.Directory] = Kept(size=3)

# The front stage has the user's words for the levels; the back stage calls them lines.
LABELS = {
    queries.Level.SELF_HELP: gettext_lazy("Yourself"),
    queries.Level.COLLEAGUE: gettext_lazy("Colleague near you"),
    queries.Level.FIRST: gettext_lazy("User support"),
    queries.Level.SECOND: gettext_lazy("Specialists"),
    queries.Level.VENDOR: gettext_lazy("Vendor"),
}
WHAT = {
    queries.Level.SELF_HELP: gettext_lazy(
        "Guides, films and answers from the question hours. Most people find what they need here."
    ),
    queries.Level.COLLEAGUE: gettext_lazy(
        "Process advisers know both the area and your unit. Ask them about how the work is done."
    ),
    queries.Level.FIRST: gettext_lazy(
        "The first to take what nobody near you can answer. They find the right specialist for you."
    ),
    queries.Level.SECOND: gettext_lazy(
        "People in the departments that own the case areas. They decide what is correct practice."
    ),
    queries.Level.VENDOR: gettext_lazy(
        "When the system itself must be mended or changed, our vendor contacts take it there."
    ),
}
KINDS: dict[queries.Level, Kind] = {
    queries.Level.SELF_HELP: "self",
    queries.Level.COLLEAGUE: "near",
    queries.Level.VENDOR: "vendor",
}


@dataclass(frozen=True)
class Choice:
    """What the reader has chosen, and whether they chose something that we do not have."""

    unit: Unit | None
    area: CaseArea | None
    is_unknown: bool = False


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class LevelOnPage:
    label: str
    what: str
    count: str
    line: queries.LineOfHelp


def directory(request: Request) -> queries.Directory:
    """Units and areas to choose from, read once per change of the organisation."""
    revision = revisions(request)[ORGANIZATION]
    return _directories.get(get_language(), revision, queries.directory)


def chosen(request: Request, known: queries.Directory) -> Choice:
    """From the address; a person who has signed in and not chosen begins at their own unit."""
    code, slug = request.GET.get("enhet"), request.GET.get("omrade")
    unit_pk = next((unit.pk for unit in known.units if unit.code == code), None)
    area_pk = next((area.pk for area in known.areas if area.slug == slug), None)
    unit = Unit.objects.get(pk=unit_pk) if unit_pk else None
    if code is None and isinstance(request.user, User):
        unit = request.user.unit
    return Choice(
        unit=unit,
        area=CaseArea.objects.get(pk=area_pk) if area_pk else None,
        is_unknown=bool((code and not unit_pk) or (slug and not area_pk)),
    )


def unit_options(known: queries.Directory, unit: Unit | None) -> list[Option]:
    own = unit.pk if unit else None
    return [
        Option("", _("Choose unit"), own is None),
        *(
            Option(one.code, INDENT * max(one.depth - 1, 0) + one.name, one.pk == own)
            for one in known.units
        ),
    ]


def area_options(known: queries.Directory, area: CaseArea | None) -> list[Option]:
    own = area.pk if area else None
    return [
        Option("", _("All case areas"), own is None),
        *(Option(one.slug, one.name, one.pk == own) for one in known.areas),
    ]


@require_safe
def nearest_help(request: Request) -> HttpResponse:
    known = directory(request)
    choice = chosen(request, known)
    context = {
        "choice": choice,
        "units": unit_options(known, choice.unit),
        "areas": area_options(known, choice.area),
        "help": queries.nearest_help(unit=choice.unit, area=choice.area, at=request.at),
        "steps": figure(queries.lines(at=request.at)),
        "offers": offers(request),
        # Whoever has asked for a unit or an area has come for those who help.
        "has_asked": choice.area is not None or "enhet" in request.GET,
        # Addresses are for colleagues, not for those who gather them.
        "may_write": request.user.is_authenticated,
    }
    return render(request, "frontstage/nearest_help.html", context)


@require_safe
def how_help_works(request: Request) -> HttpResponse:
    lines = queries.lines(at=request.at)
    levels = [
        LevelOnPage(str(LABELS[line.level]), str(WHAT[line.level]), _count(line), line)
        for line in lines
    ]
    context = {"steps": figure(lines), "levels": levels}
    return render(request, "frontstage/how_help_works.html", context)


def figure(lines: tuple[queries.LineOfHelp, ...]) -> list[Step]:
    """The levels as steps of the stair, each with how many stand there."""
    return [
        Step(str(LABELS[line.level]), _count(line), KINDS.get(line.level, "line")) for line in lines
    ]


def _count(line: queries.LineOfHelp) -> str:
    if line.level is queries.Level.SELF_HELP:
        return _("Guides and answers")
    if line.level is queries.Level.COLLEAGUE:
        words = ngettext("{count} process adviser", "{count} process advisers", line.people)
    elif line.level is queries.Level.SECOND:
        words = ngettext("{count} specialist", "{count} specialists", line.people)
    else:
        words = ngettext("{count} person", "{count} people", line.people)
    return words.format(count=line.people)


@require_safe
def privacy(request: Request) -> HttpResponse:
    return render(request, "frontstage/privacy.html", {"visit_hours": visit_hours()})


@require_safe
def accessibility(request: Request) -> HttpResponse:
    context = {
        "statement_url": settings.ACCESSIBILITY_STATEMENT_URL,
        "contact": queries.nearest_help(unit=None, area=None, at=request.at).first_line,
    }
    return render(request, "frontstage/accessibility.html", context)


urls = [
    path("hjelp/", nearest_help, name="nearest_help"),
    path("slik-fungerer-hjelpen/", how_help_works, name="how_help_works"),
    path("personvern/", privacy, name="privacy"),
    path("tilgjengelighet/", accessibility, name="accessibility"),
]
