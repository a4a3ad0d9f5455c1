"""What stands around every page: navigation, what is going on, critical notices, who is here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import escape_uri_path
from django.utils.http import escape_leading_slashes
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sufflor.announcements import queries as announcements
from sufflor.design.templatetags.design import initials
from sufflor.events.http import CHROME, ORGANIZATION, revisions
from sufflor.frontstage.preview import Preview
from sufflor.lib.clock import local_date
from sufflor.lib.kept import Kept
from sufflor.organization.models import (
    Appointment,
    Charge,
    ChargeKind,
    Membership,
    RoleGrant,
    User,
)
from sufflor.organization.rules import Someone, is_manager
from sufflor.rollout import queries as rollout
from sufflor.rollout.door import Doors
from sufflor.rollout.stripe import stripe

SCHEMES = frozenset({"auto", "light", "dark"})
COLOR_COOKIE = "color_scheme"

_helpers: Kept[frozenset[int]] = Kept(size=1)


@dataclass(frozen=True)
class Step:
    """One way onward in the main menu."""

    label: str
    url: str
    is_current: bool


@dataclass(frozen=True)
class Language:
    code: str
    label: str
    url: str  # of the page; what stands after its path is put in when it is shown
    is_current: bool


@dataclass(frozen=True)
class Stripe:
    """What is going on, and the page that says more."""

    strong: str
    text: str
    url: str
    link_text: str


@dataclass(frozen=True)
class Critical:
    title: str
    language: str
    concerns: str
    url: str
    until: datetime | None


@dataclass(frozen=True)
class Person:
    name: str
    initials: str


@dataclass(frozen=True)
class Chrome:
    institution: str
    demo: bool
    previewing_at: datetime | None
    previewing_as: str
    stripe: Stripe | None
    critical: tuple[Critical, ...]
    navigation: tuple[Step, ...]
    languages: tuple[Language, ...]
    color_scheme: str
    person: Person | None


def chrome(request: HttpRequest) -> dict[str, Chrome]:
    """One query, and none when a view has read the revisions already; the person costs one more."""
    at: datetime = getattr(request, "at", None) or timezone.now()
    seen: Preview | None = getattr(request, "preview", None)
    revision = revisions(request)
    person = _person(request)
    doors = rollout.doors(at, rollout.current_plan(revision[CHROME]))
    scheme = request.COOKIES.get(COLOR_COOKIE, "")
    path = _without_language(request.path)
    return {
        "chrome": Chrome(
            institution=settings.INSTITUTION,
            demo=settings.DEMO,
            previewing_at=seen.at if seen else None,
            previewing_as=seen.seen_as if seen else "",
            stripe=_stripe(doors),
            critical=_critical(at, revision[CHROME] + revision[ORGANIZATION]),
            navigation=_navigation(path, is_helper(person, local_date(at), revision[ORGANIZATION])),
            languages=_languages(path),
            color_scheme=scheme if scheme in SCHEMES else "auto",
            person=_shown(person),
        )
    }


def is_helper(person: Someone, day: date, revision: int) -> bool:
    """Whether there is anything for this person back stage; who they are is kept per revision."""
    if not isinstance(person, User):
        return False
    helpers = _helpers.get(day, revision, lambda: _read_helpers(day))
    return person.pk in helpers or is_manager(person)


def _read_helpers(day: date) -> frozenset[int]:
    helpers: Iterable[int] = (
        RoleGrant.objects.values_list("person_id")
        .union(
            Membership.objects.values_list("person_id"),
            Appointment.objects.valid_on(day).order_by().values_list("person_id"),
            # Whoever owns an area decides on what people wish for there.
            Charge.objects.valid_on(day)
            .filter(kind=ChargeKind.OWNER)
            .order_by()
            .values_list("person_id"),
        )
        .values_list("person_id", flat=True)
    )
    return frozenset(helpers)


def _person(request: HttpRequest) -> Someone:
    """Without a session there is nobody to look up. Faulty hosts are refused before sign-in."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not hasattr(request, "user"):
        return AnonymousUser()
    return request.user if isinstance(request.user, User) else AnonymousUser()


def _shown(person: Someone) -> Person | None:
    if not isinstance(person, User):
        return None
    return Person(name=person.full_name, initials=initials(person.full_name))


def _stripe(doors: Doors) -> Stripe | None:
    words = stripe(doors)
    if words is None:
        return None
    return Stripe(words.strong, words.text, reverse("rollout_page"), _("How to get help"))


def _critical(at: datetime, revision: int) -> tuple[Critical, ...]:
    return tuple(
        Critical(
            line.title,
            line.language,
            ", ".join(line.concerns),
            reverse("notice", args=[line.pk]),
            line.expires_at,
        )
        for line in announcements.critical(at, revision)
    )


def _navigation(path: str, helps: bool) -> tuple[Step, ...]:
    def step(label: str, name: str, is_current: Callable[[str], bool]) -> Step:
        return Step(label=label, url=reverse(name), is_current=is_current(path))

    steps = (
        step(_("Find help"), "home", _finds_help),
        step(_("Question hours"), "hours", lambda path: path.startswith("/sporretimer/")),
        step(_("Notices"), "notices", lambda path: path.startswith("/meldinger/")),
        step(_("My requests"), "my_requests", lambda path: path.startswith("/mine/")),
    )
    if not helps:
        return steps
    backstage = step(_("Back stage"), "backstage", lambda path: path.startswith("/styring/"))
    return (*steps, backstage)


def _finds_help(path: str) -> bool:
    return path == "/" or path.startswith(("/sok", "/tema/", "/hjelp/", "/svar/", "/innforing/"))


def _languages(path: str) -> tuple[Language, ...]:
    """The same page in the other languages: only the prefix differs."""
    current = get_language() or settings.LANGUAGE_CODE
    # An address that nobody has may be anything; a link that begins with // leaves the house.
    here = escape_leading_slashes(escape_uri_path(path))
    return tuple(
        Language(
            code=code,
            label=str(label),
            url=here if code == settings.LANGUAGE_CODE else f"/{code}{here}",
            is_current=code == current,
        )
        for code, label in settings.LANGUAGES
    )


def _without_language(path: str) -> str:
    for code, _label in settings.LANGUAGES:
        if path.startswith(f"/{code}/"):
            return path[len(code) + 1 :]
    return path
