"""What stands around every page: navigation, what is going on, critical notices, who is here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, Q
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
from sufflor.knowledge import rules as knowledge
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
_stripes: Kept[tuple[Stripe, ...]] = Kept(size=16)


class Step(NamedTuple):
    """One way onward in the main menu."""

    label: str
    url: str
    is_current: bool


class Language(NamedTuple):
    code: str
    label: str
    url: str  # of the page; what stands after its path is put in when it is shown
    is_current: bool


class Stripe(NamedTuple):
    """What is going on, and the page that says more."""

    strong: str
    text: str
    url: str
    link_text: str


class Critical(NamedTuple):
    title: str
    language: str
    concerns: str
    url: str
    until: datetime | None


class Person(NamedTuple):
    name: str
    initials: str


class Chrome(NamedTuple):
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
    scheme = request.COOKIES.get(COLOR_COOKIE, "")
    path = _without_language(request.path)
    return {
        "chrome": Chrome(
            institution=settings.INSTITUTION,
            demo=settings.DEMO,
            previewing_at=seen.at if seen else None,
            previewing_as=seen.seen_as if seen else "",
            stripe=_stripe(at, revision[CHROME]),
            critical=_critical(at, revision[CHROME] + revision[ORGANIZATION]),
            navigation=_navigation(
                _place(path),
                is_helper(person, local_date(at), revision[ORGANIZATION]),
                get_language() or "",
            ),
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
            # Whoever owns an area decides on what people wish for there; whoever manages it
            # approves what is written, where a department asks for that.
            Charge.objects.valid_on(day)
            .filter(Q(kind=ChargeKind.OWNER) | Exists(knowledge.approvals_asked()))
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


def _stripe(at: datetime, revision: int) -> Stripe | None:
    """Written once for each stretch of time in which no door opens or closes."""
    plan = rollout.current_plan(revision)
    key = (plan.stretch(at), get_language())
    return next(iter(_stripes.get(key, revision, lambda: _stripe_over(plan.doors(at)))), None)


def _stripe_over(doors: Doors) -> tuple[Stripe, ...]:
    """None or one."""
    words = stripe(doors)
    if words is None:
        return ()
    return (Stripe(words.strong, words.text, reverse("rollout_page"), _("How to get help")),)


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


@lru_cache(maxsize=64)
def _navigation(place: str, helps: bool, _language: str) -> tuple[Step, ...]:
    """The same for all who stand at the same place: the name of the page of one of these."""
    steps = {
        "home": _("Find help"),
        "hours": _("Question hours"),
        "known_errors": _("Known errors"),
        "notices": _("Notices"),
        "my_requests": _("My requests"),
    }
    if helps:
        steps["backstage"] = _("Back stage")
    return tuple(Step(label, reverse(name), name == place) for name, label in steps.items())


def _place(path: str) -> str:
    """Which of the ways in the main menu a page lies on; none of them for some."""
    below = {
        "/mine/fravar/": "backstage",
        "/mine/vakter/": "backstage",
        "/mine/veiledning/": "backstage",
        "/sporretimer/": "hours",
        "/svar/": "hours",
        "/kjente-feil/": "known_errors",
        "/meldinger/": "notices",
        "/mine/": "my_requests",
        "/arbeid/": "backstage",
        "/innsikt/": "backstage",
        "/nettverk/": "backstage",
        "/styring/": "backstage",
    }
    found = (name for start, name in below.items() if path.startswith(start))
    return "home" if _finds_help(path) else next(found, "")


def _finds_help(path: str) -> bool:
    return path == "/" or path.startswith(("/sok", "/tema/", "/hjelp/", "/innforing/"))


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
