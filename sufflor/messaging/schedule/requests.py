"""Requests, with their files and mail: what wakes, waits for a helper, is due or has come."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from sufflor.desk import actions as desk
from sufflor.desk import queries as requests
from sufflor.files import actions as files
from sufflor.files.models import StoredFile
from sufflor.insight import actions as insight
from sufflor.messaging import actions, intake
from sufflor.messaging.planning import Due, Entry, daily, every
from sufflor.organization.models import User

GRANTS_SEEN_FOR = timedelta(days=7)


def _files_held(at: datetime) -> Iterable[Due]:
    """Once a minute while the virus scanner has not answered for something."""
    return every("scan", 1)(at) if StoredFile.objects.held().exists() else ()


def _scan(due: Due, at: datetime) -> None:
    files.check_held(at=at)


def _to_wake(at: datetime) -> Iterable[Due]:
    return every("wake", 1)(at) if requests.some_wake(at) else ()


def _wake(due: Due, at: datetime) -> None:
    desk.wake(at=at)


def _without_anybody(at: datetime) -> Iterable[Due]:
    """Requests from before anybody was set up to help with them."""
    return every("homeless", 5)(at) if requests.some_have_nobody() else ()


def _place(due: Due, at: datetime) -> None:
    desk.place_the_homeless(at=at)


def _clocks_behind(at: datetime) -> Iterable[Due]:
    """One portion after the other, each named by how far it has come."""
    behind = requests.clocks_behind()
    return [Due(f"reckon:{behind}", each.planned_at) for each in daily("", time())(at) if behind]


def _reckon(due: Due, at: datetime) -> None:
    desk.reckon_clocks(at=at)


def _due_soon(at: datetime) -> Iterable[Due]:
    return every("soon", 15)(at) if requests.due_in_days(at).exists() else ()


def _warn(due: Due, at: datetime) -> None:
    actions.warn_of_due(planned_at=due.planned_at, at=at)


def _mail_may_have_come(at: datetime) -> Iterable[Due]:
    return every("mailbox", 1)(at) if intake.has_work(at) else ()


def _visit_the_mailbox(due: Due, at: datetime) -> None:
    intake.visit(at)


def _newly_cleared(at: datetime) -> Iterable[Due]:
    """Whoever was given the role to read what is confidential, since what is under way is theirs
    to look after too."""
    for grant in requests.grants_to_read(at - GRANTS_SEEN_FOR):
        yield Due(f"cleared:{grant.person_id}:{grant.pk}", grant.granted_at)


def _let_in(due: Due, at: datetime) -> None:
    desk.let_the_cleared_in(person=User.objects.get(pk=due.number), at=at)


def _count_requests(due: Due, at: datetime) -> None:
    insight.count(at=at)


ENTRIES: tuple[Entry, ...] = (
    Entry("wake", _to_wake, _wake),
    Entry("homeless", _without_anybody, _place),
    Entry("reckon", _clocks_behind, _reckon),
    Entry("soon", _due_soon, _warn),
    Entry("cleared", _newly_cleared, _let_in),
    # In portions of its own, so that the first time keeps nobody waiting; twice is once.
    Entry("insight", every("insight", 10), _count_requests, reaches_outside=True),
    Entry("mailbox", _mail_may_have_come, _visit_the_mailbox, reaches_outside=True),
    Entry("scan", _files_held, _scan, reaches_outside=True),
)
