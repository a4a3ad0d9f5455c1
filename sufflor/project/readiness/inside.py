"""What lies in the store: without it every page works, and none of them helps."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sufflor.events.http import KNOWLEDGE, ORGANIZATION
from sufflor.events.queries import revisions
from sufflor.forms.models import Form
from sufflor.knowledge.queries import overview
from sufflor.lib.clock import local_date
from sufflor.messaging import operating
from sufflor.organization.models import Line, Membership, Role, RoleGrant
from sufflor.organization.queries.coverage import coverage
from sufflor.project.readiness import Finding, Look, fine, in_the_way, worth_a_look
from sufflor.rollout.models import WayIn
from sufflor.rollout.queries import planned_days
from sufflor.search.editions import behind

MOST_NAMED = 4


def worker(at: datetime) -> Finding:
    about = _("Worker")
    if operating.is_worker_seen(at):
        return fine(about, _("It was seen within the last minute."))
    words = _("Nobody has seen it for a minute: start `python -m sufflor.messaging`.")
    return in_the_way(about, words)


def administrators(at: datetime) -> Finding:
    about = _("Administrators")
    able = RoleGrant.objects.filter(role=Role.ADMINISTRATOR, person__is_active=True)
    count = able.values("person").distinct().count()
    if not count:
        words = _("There is none. `grant_role USERNAME administrator` makes the first.")
        return in_the_way(about, words)
    if count == 1:
        return worth_a_look(about, _("There is one, who may fall ill. Make another."))
    return fine(about, str(count))


def organization(at: datetime) -> Finding:
    about = _("Organization")
    covered = coverage(at=at)
    if not covered.rows or not covered.areas:
        words = _("There are no units or no case areas. `load_organization FOLDER` loads them.")
        return in_the_way(about, words)
    if covered.faculty_holes:
        words = ngettext(
            "One faculty lacks an adviser for an area; the first line is nearest there.",
            "At faculties {count} areas lack an adviser; the first line is nearest there.",
            covered.faculty_holes,
        )
        return worth_a_look(about, words.format(count=covered.faculty_holes))
    return fine(about, _("Every faculty has an adviser for every area."))


def first_line(at: datetime) -> Finding:
    about = _("First line")
    people = Membership.objects.filter(group__line=Line.FIRST, person__is_active=True)
    count = people.values("person").distinct().count()
    if not count:
        words = _("Nobody stands there, so what is sent to it waits for ever.")
        return in_the_way(about, words)
    words = ngettext("{count} person.", "{count} people.", count).format(count=count)
    return fine(about, words)


def forms(at: datetime) -> Finding:
    about = _("Forms")
    count = Form.objects.filter(retired_at=None).count()
    if not count:
        words = _("There are none, so nobody can send a request. `load_forms` brings some.")
        return in_the_way(about, words)
    return fine(about, ngettext("{count} form.", "{count} forms.", count).format(count=count))


def ways_in(at: datetime) -> Finding:
    about = _("Ways in")
    count = WayIn.objects.count()
    if not count:
        words = _("None is described, so pages cannot say what is open.")
        return worth_a_look(about, words)
    return fine(about, ngettext("{count} way.", "{count} ways.", count).format(count=count))


def texts(at: datetime) -> Finding:
    about = _("Guidance")
    areas = overview(revisions([KNOWLEDGE, ORGANIZATION])).areas
    empty = [area.name for area in areas if not area.count]
    if empty:
        named = ", ".join(empty[:MOST_NAMED]) + (" …" if len(empty) > MOST_NAMED else "")
        return worth_a_look(about, _("Nothing to read yet about {names}.").format(names=named))
    return fine(about, _("Every area has something to read."))


def search(at: datetime) -> Finding:
    about = _("Search")
    count = behind().count()
    if count:
        words = _("{count} texts are still to be read as words are read today; the worker does it.")
        return worth_a_look(about, words.format(count=count))
    return fine(about, _("Everything is read."))


def dates(at: datetime) -> Finding:
    about = _("Rollout days")
    today = local_date(at)
    coming = [day for day in planned_days() if day >= today]
    if not coming:
        return worth_a_look(about, _("None is planned: every day is normal operation."))
    words = _("The next is {day:%d.%m.%Y}. “Before the start” on its page says what lacks.")
    return fine(about, words.format(day=min(coming)))


LOOKS: tuple[Look, ...] = (
    worker,
    administrators,
    organization,
    first_line,
    forms,
    ways_in,
    texts,
    search,
    dates,
)
