"""Your nearest help, as three steps on the front page: yourself, a colleague, the desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sufflor.lib.clock import local_date
from sufflor.lib.kept import Kept
from sufflor.organization import queries
from sufflor.organization.http import Request
from sufflor.organization.models import Unit, User
from sufflor.organization.queries import Helper, NearestHelp
from sufflor.rollout.door import Doors
from sufflor.rollout.models import WayKind


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class Link:
    url: str
    label: str


@dataclass(frozen=True)
class Someone:
    name: str
    role: str
    status: str
    status_color: str


@dataclass(frozen=True)
class Step:
    """One of the steps, as the component draws it; what is empty is left out."""

    title: str
    links: tuple[Link, ...] = ()
    person: Someone | None = None
    heading: str = ""
    text: str = ""
    note: str = ""
    note_icon: str = ""
    button_url: str = ""
    button: str = ""
    url: str = ""
    link_text: str = ""


@dataclass(frozen=True)
class Nearest:
    units: tuple[Choice, ...]
    areas: tuple[Choice, ...]
    steps: tuple[Step, ...]


_kept: Kept[SafeString] = Kept(size=512)
_directory: Kept[queries.Directory] = Kept(size=4)


def nearest_html(request: Request, doors: Doors, revision: int) -> SafeString:
    """For one's own unit and every area; the chosen area is the business of its own page.

    Drawn once for each unit, day and language: a hundred units to choose from cost more to draw
    than all the rest of the page.
    """
    unit_pk = request.user.unit_id if isinstance(request.user, User) else None
    note = _note(doors)

    def make() -> SafeString:
        context = {"nearest": _nearest(unit_pk, note, request.at, revision)}
        return render_to_string("frontstage/home_nearest.html", context)

    key = (unit_pk, local_date(request.at), get_language(), note)
    return _kept.get(key, revision, make)


def _nearest(unit_pk: int | None, note: str, at: datetime, revision: int) -> Nearest:
    directory = _directory.get(get_language(), revision, queries.directory)
    unit = Unit.objects.filter(pk=unit_pk).first() if unit_pk else None
    found = queries.nearest_help(unit=unit, area=None, at=at)
    units = tuple(
        Choice(unit.code, unit.name, unit.pk == unit_pk)
        for unit in directory.units
        if unit.depth > 0 or unit.pk == unit_pk
    )
    return Nearest(
        units=(Choice("", _("Choose your unit"), unit_pk is None), *units),
        areas=(
            Choice("", _("All areas"), True),
            *(Choice(area.slug, area.name, False) for area in directory.areas),
        ),
        steps=(_yourself(), colleague(found), _desk(found, note)),
    )


def _yourself() -> Step:
    return Step(
        title=_("Find the answer yourself"),
        links=(
            Link(reverse("themes"), _("Guides by case area")),
            Link(reverse("answers"), _("Answers from the question hours")),
            Link(reverse("how_help_works"), _("How help works")),
        ),
    )


def colleague(found: NearestHelp) -> Step:
    """The nearest adviser who answers, or where to find one."""
    title = _("Ask a colleague near you")
    helper = next((helper for helper in found.helpers if helper.answers), None)
    if helper is None:
        return Step(
            title=title,
            text=found.why,
            url=reverse("nearest_help"),
            link_text=_("Find your process adviser"),
        )
    email = helper.deputy_email if helper.away_until else helper.email
    return Step(
        title=title,
        person=_person(helper),
        text="" if found.is_plain else found.why,
        button_url=f"mailto:{email}" if email else "",
        button=_("Write to %(name)s") % {"name": helper.answered_by.split()[0]},
        url="" if email else reverse("nearest_help"),
        link_text=_("See who helps"),
    )


def _person(helper: Helper) -> Someone:
    return Someone(
        name=helper.answered_by,
        role=_("Process adviser, %(area)s") % {"area": helper.area},
        status=helper.away,
        status_color="warning",
    )


def _desk(found: NearestHelp, note: str) -> Step:
    return Step(
        title=_("Contact user support"),
        heading=found.first_line.name if found.first_line else _("User support"),
        text=_("Takes everything about case handling, and brings in specialists when needed."),
        note=note,
        note_icon="lock",
        url=reverse("rollout_page"),
        link_text=_("See what is open"),
    )


def _note(doors: Doors) -> str:
    """What to know about the forms today; nothing while they are open."""
    forms = [d for d in doors.ways if d.kind == WayKind.FORM and not d.is_exception]
    closed = next((door for door in forms if not door.is_open), None)
    if closed is None:
        return ""
    if closed.opens_again is None or closed.override:
        return closed.reason
    said = _("The forms open again %(date)s. What cannot wait has its own.")
    return said % {"date": date_format(closed.opens_again, "MONTH_DAY_FORMAT")}
