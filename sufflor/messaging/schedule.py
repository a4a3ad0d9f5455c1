"""What happens by the clock, each thing once: whoever adds something adds it here.

An entry says what is due at an instant, however often it is asked, and does one of these. Names and
planned instants are written down as `Job` rows before anything is done, so it does not matter how
many workers there are, whether one dies, or whether a clock jumps. What is done must be rows of our
own database only: it is one transaction with the mark that it is done. What reaches outside is done
before it is marked, in no transaction: it must bear being done twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from sufflor.announcements import actions as announcements
from sufflor.announcements import queries as announced
from sufflor.announcements.models import Notice
from sufflor.desk import actions as desk
from sufflor.desk import queries as requests
from sufflor.events import actions as events
from sufflor.files import actions as files
from sufflor.files.models import StoredFile
from sufflor.insight import actions as insight
from sufflor.keeping import actions as keeping_actions
from sufflor.keeping import queries as keeping
from sufflor.knowledge import actions as knowledge
from sufflor.knowledge import queries as written
from sufflor.knowledge.models import Link
from sufflor.lib.clock import local_date, moment
from sufflor.messaging import actions, intake, kept, link_visits
from sufflor.messaging.hour_news import news
from sufflor.messaging.planning import Due, Entry, daily, every
from sufflor.organization import actions as organization
from sufflor.organization.models import User
from sufflor.questions import actions as questions
from sufflor.questions import queries
from sufflor.rollout import actions as rollout
from sufflor.rollout import queries as plans
from sufflor.rollout.models import RolloutDay
from sufflor.search import actions as search
from sufflor.search import editions
from sufflor.search import log as search_log
from sufflor.search.vectors import read_with
from sufflor.webhooks import actions as webhooks

KEPT_FOR = timedelta(days=90)
GRANTS_SEEN_FOR = timedelta(days=7)
WORKERS_KEPT_FOR = timedelta(days=1)
SENDINGS_KEPT_FOR = timedelta(days=30)
# A worker that was away tells of the days since yesterday; older news is none.
DAYS_TOLD_FOR = timedelta(hours=36)
LATE_SINCE = timedelta(days=4)
# Those whose requests wait while a rollout goes on are told at this time of its first day.
WHEN_TOLD = time(7)


def _hours_left_open(at: datetime) -> Iterable[Due]:
    """Each hour by itself, so that one that cannot be ended keeps no other waiting."""
    for hour in queries.left_open(at):
        yield Due(f"finish:{hour.slug}", hour.closes_at + queries.LEFT_OPEN)


def _finish(due: Due, at: datetime) -> None:
    for hour in queries.left_open(at):
        if hour.slug == due.name.partition(":")[2]:
            questions.finish_by_clock(hour=hour, at=at)


def _gather_strays(due: Due, at: datetime) -> None:
    for hour in queries.with_strays(at):
        questions.finish_by_clock(hour=hour, at=at)


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


def _days_begun_and_over(at: datetime) -> Iterable[Due]:
    """Each midnight of a rollout day, before it and after it."""
    today = local_date(at)
    near = (today - timedelta(days=2), today)
    for day in RolloutDay.objects.filter(rollout__called_off_at=None, date__range=near):
        for word, date in (("begins", day.date), ("ends", day.date + timedelta(days=1))):
            midnight = moment(date, time())
            if at - DAYS_TOLD_FOR < midnight <= at:
                yield Due(f"rollout_day:{day.pk}:{word}", midnight)


def _tell_of_day(due: Due, at: datetime) -> None:
    begins = due.name.endswith(":begins")
    rollout.tell_of_day(number=due.number, begins=begins, at=due.planned_at)


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


def _hours_with_news(at: datetime) -> Iterable[Due]:
    for each in news(at):
        yield Due(f"hour:{each.number}:{each.says}", each.since)


def _announce(due: Due, at: datetime) -> None:
    actions.announce_hour(number=due.number, at=at)


def _digest(due: Due, at: datetime) -> None:
    actions.digest(planned_at=due.planned_at, at=at)


def _files_held(at: datetime) -> Iterable[Due]:
    """Once a minute while the virus scanner has not answered for something."""
    return every("scan", 1)(at) if StoredFile.objects.held().exists() else ()


def _scan(due: Due, at: datetime) -> None:
    files.check_held(at=at)


def _sweep(due: Due, at: datetime) -> None:
    files.sweep(at=at)


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


def _welcome(due: Due, at: datetime) -> None:
    actions.welcome_advisers(planned_at=due.planned_at, at=at)


def _rollouts_begun(at: datetime) -> Iterable[Due]:
    """On the morning of the first day, before anybody opens their own requests."""
    today = local_date(at)
    for rollout in plans.begun_since(today - timedelta(days=1), today):
        first = moment(plans.dates_of(rollout.pk)[0], WHEN_TOLD)
        if first <= at:
            yield Due(f"rollout:{rollout.pk}", first)


def _tell_who_waits(due: Due, at: datetime) -> None:
    actions.tell_who_waits(number=due.number, at=at)


def _due_soon(at: datetime) -> Iterable[Due]:
    return every("soon", 15)(at) if requests.due_in_days(at).exists() else ()


def _warn(due: Due, at: datetime) -> None:
    actions.warn_of_due(planned_at=due.planned_at, at=at)


def _answers_late(at: datetime) -> Iterable[Due]:
    """Each once for each time that it was due. What has been late for days has been told of."""
    late = queries.owed_answers().filter(due_at__lte=at, due_at__gt=at - LATE_SINCE)
    return [Due(f"owed:{number}", due_at) for number, due_at in late.values_list("pk", "due_at")]


def _remind_of_answer(due: Due, at: datetime) -> None:
    actions.remind_of_answer(number=due.number, at=at)


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


def _searched_for_otherwise(at: datetime) -> Iterable[Due]:
    """After an upgrade that reads words in another way: one portion after the other."""
    left = editions.behind().count()
    name = f"reread:{read_with()}:{left}"
    return [Due(name, each.planned_at) for each in daily("", time())(at) if left]


def _read_again(due: Due, at: datetime) -> None:
    search.catch_up()


def _remind(due: Due, at: datetime) -> None:
    actions.remind_of_reviews(planned_at=due.planned_at, at=at)


def _links_to_visit(at: datetime) -> Iterable[Due]:
    """Each by itself, so that a slow place holds up no mail."""
    for link, planned_at in link_visits.to_visit(at):
        yield Due(f"link:{link.pk}", planned_at)


def _visit_link(due: Due, at: datetime) -> None:
    if link := Link.objects.filter(pk=due.number).first():
        link_visits.visit(link, at)


def _tell_of_dead_links(due: Due, at: datetime) -> None:
    actions.tell_of_dead_links(planned_at=due.planned_at, at=at)


def _remind_of_cases(due: Due, at: datetime) -> None:
    actions.remind_of_cases(at=at)


def _count_requests(due: Due, at: datetime) -> None:
    insight.count(at=at)


def _count_reuse(due: Due, at: datetime) -> None:
    insight.count_reuse(at=at)


SCHEDULE: tuple[Entry, ...] = (
    Entry("clean", daily("clean", time(3)), _clean),
    Entry("searches", daily("searches", time(0, 10)), _tidy_searches),
    Entry("reuse", daily("reuse", time(2, 20)), _count_reuse),
    Entry("finish", _hours_left_open, _finish),
    Entry("strays", every("strays", 15), _gather_strays),
    Entry("rollout_day", _days_begun_and_over, _tell_of_day),
    Entry("notice", _shown, _release),
    Entry("page", _pages_put_off, _follow_schedule),
    Entry("hour", _hours_with_news, _announce),
    Entry("digest", daily("digest", time(7, 30)), _digest),
    Entry("wake", _to_wake, _wake),
    Entry("homeless", _without_anybody, _place),
    Entry("reckon", _clocks_behind, _reckon),
    Entry("reread", _searched_for_otherwise, _read_again),
    Entry("advisers", daily("advisers", time(7, 5)), _welcome),
    Entry("rollout", _rollouts_begun, _tell_who_waits),
    Entry("soon", _due_soon, _warn),
    Entry("owed", _answers_late, _remind_of_answer),
    Entry("reviews", daily("reviews", time(7)), _remind),
    Entry("cases", daily("cases", time(7, 45)), _remind_of_cases),
    Entry("link", _links_to_visit, _visit_link, reaches_outside=True),
    Entry("dead_links", daily("dead_links", time(7, 15)), _tell_of_dead_links),
    Entry("delete", daily("delete", time(2)), _delete, reaches_outside=True),
    Entry("purge", _old_things, _purge, reaches_outside=True),
    # In portions of its own, so that the first time keeps nobody waiting; twice is once.
    Entry("insight", every("insight", 10), _count_requests, reaches_outside=True),
    Entry("mailbox", _mail_may_have_come, _visit_the_mailbox, reaches_outside=True),
    Entry("cleared", _newly_cleared, _let_in),
    Entry("scan", _files_held, _scan, reaches_outside=True),
    Entry("sweep", daily("sweep", time(3, 30)), _sweep, reaches_outside=True),
)


def entry_of(name: str) -> Entry | None:
    """The entry that a job belongs to: `hours` for both "hours" and "hours:2026-10-29"."""
    wanted = name.partition(":")[0]
    return next((entry for entry in SCHEDULE if entry.name == wanted), None)
