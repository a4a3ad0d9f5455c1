"""Whom an error concerned and who wished for what: after its time a number, and nobody."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from sufflor.change_requests import actions as changes
from sufflor.change_requests import queries as change_queries
from sufflor.change_requests.models import Backing, ChangeRequest
from sufflor.change_requests.models import State as WishState
from sufflor.desk import actions as desk
from sufflor.desk.models import ChangeTie
from sufflor.events import actions as events
from sufflor.events.models import Event
from sufflor.keeping import actions
from sufflor.keeping.models import Purge
from sufflor.known_errors import actions as errors
from sufflor.known_errors import queries as error_queries
from sufflor.known_errors.models import Concern, KnownError
from sufflor.messaging.kept import BY_NAME
from sufflor.organization.models import NOBODY
from tests.cast import MORNING, person
from tests.requests import submitted

DAY = timedelta(days=1)
LATER = MORNING + 366 * DAY


def purge(by) -> int:
    actions.keep_for(kind=BY_NAME["concerned"], days=365, by=by, at=MORNING)
    return actions.purge(kinds=[BY_NAME["concerned"]], at=LATER)


@pytest.fixture
def facts(personnel):
    return errors.Facts(title="Vedlegg faller ut", seen="Uten vedlegg.", areas=[personnel])


def an_error(facts, helper):
    error = errors.suggest(facts=facts, by=helper, at=MORNING)
    said = {"sentence": "Vi ser den.", "next_update_at": MORNING + DAY}
    errors.confirm(error=error, **said, by=helper, at=MORNING)
    return KnownError.objects.get(pk=error.pk)


def fixed(error, helper):
    errors.fix(error=error, sentence="Rettet.", by=helper, at=MORNING)
    return KnownError.objects.get(pk=error.pk)


def test_whom_an_error_concerned_is_counted_once_and_is_nobody(
    facts, kari, lars, ola_adviser, liv_first_line, per_second_line, anne_admin, monkeypatch
):
    monkeypatch.setattr(actions, "PORTION", 1)
    error = an_error(facts, per_second_line)
    same = errors.suggest(facts=facts, by=liv_first_line, at=MORNING)
    people = [kari, lars, ola_adviser, liv_first_line, per_second_line, anne_admin]
    for who in people:
        errors.join(error=error, sentence="Hos meg også.", by=who, at=MORNING)
    errors.bring(error=same, people=[kari], by=liv_first_line, at=MORNING)
    errors.merge(error=same, into=error, by=per_second_line, at=MORNING)
    errors.leave(error=error, by=anne_admin, at=MORNING)
    before = error_queries.counted(error)
    assert purge(anne_admin) == 0  # somebody waits for news of it
    error = fixed(error, per_second_line)

    purge(anne_admin)

    assert Purge.objects.get().gone == 7
    assert error_queries.counted(error).number == before.number == 5
    rows = list(Concern.objects.all())
    assert [(row.person, row.sentence, row.unit) for row in rows] == [(None, "", None)] * 7
    assert len({row.stand_in for row in rows}) == len(people)
    assert error_queries.have_left(error) == frozenset()
    joined = Event.objects.filter(verb__in=["error.joined", "error.left"])
    assert {event.by for event in joined} == {events.FORGOTTEN}
    assert purge(anne_admin) == 0


def test_whoever_says_so_again_is_known_again_and_others_are_not(
    facts, kari, lars, per_second_line, anne_admin
):
    error = an_error(facts, per_second_line)
    errors.join(error=error, by=kari, at=MORNING)
    error = fixed(error, per_second_line)
    errors.forget_concerned(keys=[Concern.objects.get().pk], at=LATER)

    errors.join(error=error, by=lars, at=LATER)
    errors.leave(error=error, by=lars, at=LATER)

    assert error_queries.have_left(error) == {lars.pk}
    assert Concern.objects.filter(person__isnull=True, left_at=None).count() == 1


def test_the_unit_stays_where_so_many_work_that_it_says_nobody(
    facts, kari, institute, per_second_line
):
    for number in range(5):
        person(f"more-{number}", "Mer", str(number), institute)
    error = an_error(facts, per_second_line)
    errors.join(error=error, by=kari, at=MORNING)

    errors.forget_concerned(keys=[Concern.objects.get().pk], at=LATER)

    assert Concern.objects.get().unit == institute


def test_a_wish_keeps_its_number_and_nobody_wished_it(
    personnel, kari, lars, per_second_line, anne_admin, liv_first_line
):
    facts = changes.Facts(title="Sortere listen", need="Det haster.", area=personnel)
    change = changes.propose(facts=facts, submission=uuid4(), by=kari, at=MORNING)
    changes.take_up(change=change, text="Ja.", seen=change.stamp, by=per_second_line, at=MORNING)
    change.refresh_from_db()
    changes.back(change=change, by=lars, at=MORNING)
    ChangeRequest.objects.update(state=WishState.DECLINED)
    sent = submitted(kari)
    ChangeTie.objects.create(request=sent, change=change, by=liv_first_line, at=MORNING)
    desk.hold(request=sent, why="Klage.", by=liv_first_line, at=MORNING)
    assert purge(anne_admin) == 0
    desk.let_go_of(request=sent, by=liv_first_line, at=MORNING)

    assert purge(anne_admin) == 2

    change.refresh_from_db()
    assert change.people == 2
    assert change_queries.backers(change).count() == 0
    assert change.opened_by.username == NOBODY
    assert not Backing.objects.exclude(person=None).exists()
    wished = Event.objects.filter(verb__in=["change.proposed", "change.backed"])
    assert {event.by for event in wished} == {events.FORGOTTEN}
