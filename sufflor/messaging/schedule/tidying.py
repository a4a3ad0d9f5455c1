"""What is over, and goes at night."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from sufflor.desk import actions as desk
from sufflor.events import actions as events
from sufflor.files import actions as files
from sufflor.keeping import actions as keeping_actions
from sufflor.keeping import queries as keeping
from sufflor.knowledge import actions as knowledge
from sufflor.messaging import actions, kept
from sufflor.messaging.planning import Due, Entry, daily
from sufflor.organization import actions as organization
from sufflor.search import log as search_log
from sufflor.webhooks import actions as webhooks

KEPT_FOR = timedelta(days=90)
WORKERS_KEPT_FOR = timedelta(days=1)
SENDINGS_KEPT_FOR = timedelta(days=30)


def _clean(due: Due, at: datetime) -> None:
    before = at - KEPT_FOR
    events.forget_outgoing(before=before)
    actions.forget_jobs(before=before)
    webhooks.forget_sendings(before=at - SENDINGS_KEPT_FOR)
    actions.forget_beats(before=at - WORKERS_KEPT_FOR)
    organization.forget_sessions(before=at)


def _tidy_searches(due: Due, at: datetime) -> None:
    search_log.tidy(at)
    knowledge.forget_readings(at=at)


def _sweep(due: Due, at: datetime) -> None:
    files.sweep(at=at)


def _delete(due: Due, at: datetime) -> None:
    desk.delete_what_is_over(at=at)


def _old_things(at: datetime) -> Iterable[Due]:
    """Every night; and for each that is half-way, once for how far it has come, so that one that
    cannot go on waits for the next night."""
    half_way = keeping.under_way()
    further = [Due(f"purge:{one.pk}:{one.gone}", one.began_at) for one in half_way]
    return [*daily("purge", time(2, 40))(at), *further]


def _purge(due: Due, at: datetime) -> None:
    keeping_actions.purge(kinds=kept.ALL, at=at)


ENTRIES: tuple[Entry, ...] = (
    Entry("clean", daily("clean", time(3)), _clean),
    Entry("searches", daily("searches", time(0, 10)), _tidy_searches),
    Entry("delete", daily("delete", time(2)), _delete, reaches_outside=True),
    Entry("purge", _old_things, _purge, reaches_outside=True),
    Entry("sweep", daily("sweep", time(3, 30)), _sweep, reaches_outside=True),
)
