"""Texts and notices: what is shown at its time, read anew, counted, or no longer leads anywhere."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time

from sufflor.announcements import actions as announcements
from sufflor.announcements import queries as announced
from sufflor.announcements.models import Notice
from sufflor.insight import actions as insight
from sufflor.knowledge import actions as knowledge
from sufflor.knowledge import queries as written
from sufflor.knowledge.models import Link
from sufflor.messaging import link_visits
from sufflor.messaging.planning import Due, Entry, daily
from sufflor.search import actions as search
from sufflor.search import editions
from sufflor.search.vectors import read_with


def _shown(at: datetime) -> Iterable[Due]:
    """Planned notices whose time has come."""
    for notice in announced.to_release(at):
        yield Due(f"notice:{notice.pk}", notice.published_at)


def _release(due: Due, at: datetime) -> None:
    notice = Notice.objects.get(pk=due.number)
    announcements.release(notice=notice, by=None, at=at)


def _pages_put_off(at: datetime) -> Iterable[Due]:
    """Texts that editors publish or withdraw at a time of their own."""
    for number, planned_at in written.scheduled(at):
        yield Due(f"page:{number}", planned_at)


def _follow_schedule(due: Due, at: datetime) -> None:
    knowledge.follow_schedule(number=due.number, at=at)


def _searched_for_otherwise(at: datetime) -> Iterable[Due]:
    """After an upgrade that reads words in another way: one portion after the other."""
    left = editions.behind().count()
    name = f"reread:{read_with()}:{left}"
    return [Due(name, each.planned_at) for each in daily("", time())(at) if left]


def _read_again(due: Due, at: datetime) -> None:
    search.catch_up()


def _links_to_visit(at: datetime) -> Iterable[Due]:
    """Each by itself, so that a slow place holds up no mail."""
    for link, planned_at in link_visits.to_visit(at):
        yield Due(f"link:{link.pk}", planned_at)


def _visit_link(due: Due, at: datetime) -> None:
    if link := Link.objects.filter(pk=due.number).first():
        link_visits.visit(link, at)


def _count_reuse(due: Due, at: datetime) -> None:
    insight.count_reuse(at=at)


ENTRIES: tuple[Entry, ...] = (
    Entry("notice", _shown, _release),
    Entry("page", _pages_put_off, _follow_schedule),
    Entry("link", _links_to_visit, _visit_link, reaches_outside=True),
    Entry("reread", _searched_for_otherwise, _read_again),
    Entry("reuse", daily("reuse", time(2, 20)), _count_reuse),
)
