"""Who may do what with a request, and which states follow each other."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db.models import QuerySet

from sufflor.desk.models import Access, Direction, Level, Movement, Request, Source, State
from sufflor.forms import queries as forms
from sufflor.forms.models import AsksFor, RecordClass
from sufflor.lib.clock import local_date
from sufflor.lib.prepared import Values, prepared_rows
from sufflor.organization.models import SYSTEM_ISSUER, CaseArea, Line, Role, SupportGroup, User
from sufflor.organization.queries import people_at
from sufflor.organization.rules import (
    Someone,
    groups_in_order,
    groups_of,
    has_role,
    in_place_of,
    lines_by_group,
    lines_of,
    may_administer,
    owns_some,
    roles_of,
)

# A reply within this time opens a resolved request again; later it becomes a new one beside it.
REOPENS_WITHIN = timedelta(days=30)
# So long a handover can be taken back, while nobody has touched the request.
UNDO_WITHIN = timedelta(seconds=30)
# The third time that a request is sent back or aside, somebody should look at it whole.
BOUNCES = 3
# What a template may hold in {braces}; each is a fact of the request that it answers.
PLACEHOLDERS = ("navn", "nummer", "tittel", "hjelper", "enhet")

_WORKING = {
    State.OPEN,
    State.WAITING_USER,
    State.WAITING_VENDOR,
    State.WAITING_OTHER,
    State.RESOLVED,
    State.CLOSED,
    State.MERGED,
}
TRANSITIONS: Mapping[State, frozenset[State]] = {
    State.NEW: frozenset(_WORKING),
    State.OPEN: frozenset(_WORKING | {State.NEW}),
    State.WAITING_USER: frozenset(_WORKING | {State.NEW}),
    State.WAITING_VENDOR: frozenset(_WORKING | {State.NEW}),
    State.WAITING_OTHER: frozenset(_WORKING | {State.NEW}),
    State.RESOLVED: frozenset({State.OPEN, State.CLOSED, State.MERGED}),
    State.CLOSED: frozenset(),
    # Out again as it was, or to be looked at where it waited; nothing else happens to it there.
    State.MERGED: frozenset({State.NEW, State.OPEN}),
}


def may_go(request: Request, to: State) -> bool:
    """Staying in a state is always allowed: a reply to what is being worked on changes none."""
    return to == request.state or to in TRANSITIONS[State(request.state)]


def may_help(person: Someone, at: datetime) -> bool:
    """The work list is for those who help at some line, most of them in a group, and for those who
    look at what has bounced."""
    if not isinstance(person, User) or not person.is_active:
        return False
    if groups_of(person) or lines_of(person, at):
        return True
    return Access.objects.valid(at).filter(person=person, source=Source.COORDINATOR).exists()


def work_level(person: Someone, request: Request, at: datetime) -> Level | None:
    """What a helper may do with it: the most that any valid reason gives. One query."""
    if not isinstance(person, User) or not person.is_active:
        return None
    if request.is_confidential and Role.CONFIDENTIAL not in roles_of(person):
        return None
    most = max(_levels(person, request.pk, at), default=None)
    return None if most is None else Level(most)


def _levels(person: User, request: int, at: datetime) -> list[int]:
    groups = groups_in_order(person)
    keys = {f"group {number}": pk for number, (pk, _line) in enumerate(groups)}

    def levels(values: Values) -> QuerySet[Access, int]:
        mine = in_place_of(person, values.keys["person"], [values.keys[name] for name in keys])
        there = Access.objects.back(mine, values.times["at"])
        return there.filter(request=values.keys["request"]).values_list("level", flat=True)

    asked = Values({"person": person.pk, "request": request, **keys}, {"at": at})
    return prepared_rows("level", asked, levels)


def may_work(person: Someone, request: Request, at: datetime) -> bool:
    """Reply, hand over, resolve."""
    return work_level(person, request, at) == Level.WORK


def level_found(person: User, request: Request, at: datetime) -> Level | None:
    """What they may do with one that they found just now. No query where it came with it."""
    if "level" not in request.__dict__:
        return work_level(person, request, at)
    level: int | None = request.__dict__["level"]
    return None if level is None else Level(level)


def may_work_on_found(person: User, request: Request, at: datetime) -> bool:
    """As `may_work`, for one that they found just now."""
    return level_found(person, request, at) == Level.WORK


def may_note(person: Someone, request: Request, at: datetime) -> bool:
    """Whoever had it before may still write to those who have it now."""
    level = work_level(person, request, at)
    return level is not None and level >= Level.CONTRIBUTE


def may_report_back(person: Someone) -> bool:
    """Those who work on what is behind many requests tell those who have them."""
    if may_administer(person):
        return True
    return isinstance(person, User) and bool({Line.SECOND, Line.VENDOR} & lines_by_group(person))


def may_follow(person: Someone, request: Request, at: datetime) -> bool:
    """Read it on the front stage."""
    if not isinstance(person, User) or not person.is_active:
        return False
    return Access.objects.front(person, at).filter(request=request).exists()


def may_write(person: Someone, request: Request, at: datetime) -> bool:
    """Write to those who help: who sent it, whom it concerns, and those who were brought along."""
    if not isinstance(person, User) or not person.is_active:
        return False
    rows = Access.objects.front(person, at).filter(request=request, level__gte=Level.CONTRIBUTE)
    return rows.exists()


def may_send_for(person: User, other: User) -> bool:
    """For those at one's own unit or one below it; helpers, for everyone."""
    if person.pk == other.pk or person.support_groups.exists():
        return True
    if person.unit_id is None or other.unit_id is None:
        return False
    return User.objects.filter(people_at([person.unit_id]), pk=other.pk).exists()


def may_reopen(request: Request, at: datetime) -> bool:
    """What is under way is written on as it is; what was closed long ago is not opened again."""
    if request.state == State.CLOSED:
        return False
    return request.resolved_at is None or at - request.resolved_at <= REOPENS_WITHIN


def may_be_asked(person: User, request: Request, at: datetime) -> bool:
    """For advice: somebody who helps, whose own it is not, and who may read it."""
    if not may_help(person, at) or person.pk in own(request):
        return False
    return not request.is_confidential or Role.CONFIDENTIAL in roles_of(person)


def may_close(person: Someone, request: Request, at: datetime) -> bool:
    """“I found out myself” is for the one who asked, or whom it concerns."""
    return isinstance(person, User) and person.pk in {request.reporter_id, request.concerns_id}


def may_send_to_vendor(person: Someone) -> bool:
    """Nobody goes past the vendor contacts."""
    return isinstance(person, User) and Line.VENDOR in lines_by_group(person)


def may_decide(person: Someone, request: Request, at: datetime) -> bool:
    """What cannot be undone is decided by those who read what is confidential, never in a matter
    of their own."""
    if not isinstance(person, User) or Role.CONFIDENTIAL not in roles_of(person):
        return False
    return (
        request.is_confidential and person.pk not in own(request) and may_note(person, request, at)
    )


def takes_two(request: Request) -> bool:
    """Whether it asks that something is deleted, and may only be read by some."""
    if not request.is_confidential or request.form is None:
        return False
    asked = forms.asked_for(request.form, request.answers, request.reporter.work_role)
    return asked == AsksFor.DELETION


def belongs_in_archive(request: Request) -> bool:
    """As the form that it came by says of such answers: at once, when it is resolved, or never."""
    kept = kept_as(request)
    is_over = request.state in {State.RESOLVED, State.CLOSED}
    return kept == RecordClass.ALWAYS or (kept == RecordClass.ON_CLOSE and is_over)


def kept_as(request: Request) -> RecordClass:
    if request.form is None:
        return RecordClass.NONE
    return forms.record_class(request.form, request.answers, request.reporter.work_role)


def may_hold(person: Someone, request: Request, at: datetime) -> bool:
    """Whoever works on it keeps it from being deleted, and lets it go again."""
    return may_work(person, request, at)


def may_export(person: Someone, request: Request, at: datetime) -> bool:
    """What goes to the archive is fetched by those who work on it."""
    return belongs_in_archive(request) and may_work(person, request, at)


def may_keep(person: User, owner: User | SupportGroup | CaseArea, at: datetime) -> bool:
    """An answer that is ready: one's own, that of a group one helps in, or of an area one helps
    with. Administrators keep those of groups and areas in order."""
    if isinstance(owner, User):
        return owner.pk == person.pk and may_help(person, at)
    if may_administer(person):
        return True
    if isinstance(owner, SupportGroup):
        return owner.pk in groups_of(person)
    return owner.pk in areas_of(person, at)


def may_word(person: Someone, at: datetime) -> bool:
    """What users read of how their requests stand is said by those who run the support, and by
    those who own what they ask about."""
    return may_administer(person) or owns_some(person, at)


def areas_of(person: User, at: datetime) -> frozenset[int]:
    """The keys of the areas that a person helps with, by group or by appointment."""
    groups = person.support_groups.filter(area__isnull=False).values_list("area", flat=True)
    appointed = person.appointments.valid_on(local_date(at)).filter(area__isnull=False)
    return frozenset([*groups, *appointed.values_list("area", flat=True)])


def is_system(person: User) -> bool:
    """An account that nobody signs in with, and that requests can be sent on to."""
    return person.issuer == SYSTEM_ISSUER and person.is_active


def own(request: Request) -> list[int]:
    """The keys of those who sent it, or whom it concerns."""
    return [pk for pk in (request.reporter_id, request.concerns_id) if pk]


def may_undo(movement: Movement, request: Request, by: User, at: datetime) -> bool:
    """By the one who sent it, within the time, as long as nothing has happened since."""
    return (
        movement.by_id == by.pk
        and movement.undone_at is None
        and movement.accepted_at is None
        and at - movement.at <= UNDO_WITHIN
        and request.changed_at == movement.at
    )


def direction(request: Request, to_line: int) -> Direction:
    """Where a handover goes, seen from the user."""
    if to_line > request.line:
        return Direction.UP
    return Direction.DOWN if to_line < request.line else Direction.SIDEWAYS


def has_it(person: User, request: Request) -> bool:
    """Whether it lies with this person or a group of theirs just now."""
    return request.assignee_id == person.pk or (
        request.group_id is not None and request.group_id in groups_of(person)
    )


def may_disclose(person: Someone) -> bool:
    """Who gives access by the law reads requests that they have nothing to do with, so the right is
    given by name: administrators do not have it by being that."""
    return Role.ARCHIVIST in roles_of(person)


def may_see_archive_log(person: Someone) -> bool:
    """Numbers and classes alone."""
    return has_role(person, Role.ARCHIVIST)
