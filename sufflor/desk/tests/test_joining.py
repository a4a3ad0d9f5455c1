"""Two requests about the same: taken together, and apart again as if nothing had been."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sufflor.desk import actions, queries
from sufflor.desk.models import Message, Request, State
from sufflor.lib.refusals import NotAllowed
from tests.cast import MORNING, person

SOON = MORNING + timedelta(minutes=5)
LATER = MORNING + timedelta(hours=1)


@pytest.fixture
def other(send, lars, personnel) -> Request:
    return send("Hvordan skjuler jeg navn?", by=lars, area=personnel)


def join(request, into, by, at=SOON):
    return actions.join(request=request, into=into, by=by, at=at)


def followers(request, at):
    people = ("kari", "lars", "siri")
    return {
        name
        for name in people
        for row in request.access.valid(at).filter(person__username=name)
        if row
    }


def test_those_of_both_follow_the_one_that_remains(request_, other, kari, lars, liv_first_line):
    join(request_, other, liv_first_line)

    request_.refresh_from_db()
    assert request_.state == State.MERGED
    assert Request.objects.followed_by(kari, LATER).filter(pk=other.pk).exists()
    assert not Request.objects.followed_by(lars, LATER).filter(pk=request_.pk).exists()
    assert queries.open_joining(request_).into == other
    assert [each.request for each in queries.taken_in(other)] == [request_]


def test_whoever_asked_is_told_where_it_goes_on(request_, other, liv_first_line):
    join(request_, other, liv_first_line)

    assert other.number in Message.objects.get(request=request_).text
    assert not Message.objects.filter(request=other).exists()


def test_whoever_writes_is_told_where_and_who_reads_it(request_, other, kari, liv_first_line):
    join(request_, other, liv_first_line)

    with pytest.raises(actions.GoesOnElsewhere, match=other.number):
        actions.write(request=request_, text="Fortsatt feil.", by=kari, at=LATER)

    assert not other.messages.exists()


def test_whoever_found_out_says_so_where_it_is_answered(request_, other, kari, liv_first_line):
    joining = join(request_, other, liv_first_line)

    with pytest.raises(actions.NotInThisState):
        actions.found_out(request=request_, by=kari, at=LATER)

    assert actions.undo_join(joining=joining, by=liv_first_line, at=LATER).state == State.NEW


def test_joining_twice_is_joining_once(request_, other, liv_first_line):
    assert join(request_, other, liv_first_line) == join(request_, other, liv_first_line, LATER)
    assert Message.objects.count() == 1


def test_apart_again_nobody_follows_more_than_before(request_, other, kari, lars, liv_first_line):
    joining = join(request_, other, liv_first_line)

    actions.undo_join(joining=joining, by=liv_first_line, at=LATER)

    request_.refresh_from_db()
    assert request_.state == State.NEW
    assert followers(other, LATER) == {"lars"}
    assert followers(request_, LATER) == {"kari"}
    with pytest.raises(actions.NotTakenIn):
        actions.undo_join(joining=joining, by=liv_first_line, at=LATER)


def test_who_took_part_before_stays_when_they_part(request_, other, kari, lars, liv_first_line):
    actions.bring_along(request=other, person=kari, by=lars, at=MORNING)
    joining = join(request_, other, liv_first_line)

    actions.undo_join(joining=joining, by=liv_first_line, at=LATER)

    assert followers(other, LATER) == {"kari", "lars"}


def test_who_comes_from_two_stays_until_both_are_taken_out(
    send, request_, other, kari, lars, liv_first_line, personnel
):
    third = send("Enda en gang.", area=personnel, by=kari)
    first_joining = join(request_, other, liv_first_line)
    second_joining = join(third, other, liv_first_line, SOON + timedelta(minutes=1))

    actions.undo_join(joining=first_joining, by=liv_first_line, at=LATER)
    assert followers(other, LATER) == {"kari", "lars"}

    actions.undo_join(joining=second_joining, by=liv_first_line, at=LATER)
    assert followers(other, LATER) == {"lars"}


def test_what_waited_is_looked_at_when_it_is_on_its_own(request_, other, liv_first_line):
    actions.wait(
        request=request_,
        state=State.WAITING_OTHER,
        waits_for="Ny versjon",
        wake_at=LATER,
        by=liv_first_line,
        at=MORNING,
    )
    joining = join(request_, other, liv_first_line)

    actions.undo_join(joining=joining, by=liv_first_line, at=LATER)

    request_.refresh_from_db()
    assert request_.state == State.OPEN


def test_what_is_confidential_is_not_taken_together(request_, secret, ruth, liv_first_line):
    for one, other in ((request_, secret), (secret, request_)):
        with pytest.raises((actions.StandsOnItsOwn, NotAllowed)):
            join(one, other, ruth)
    request_.refresh_from_db()
    assert request_.state == State.NEW


def test_not_into_itself_nor_into_what_is_closed_nor_in_a_ring(
    request_, other, lars, liv_first_line
):
    with pytest.raises(actions.TheSameRequest):
        join(request_, request_, liv_first_line)
    join(request_, other, liv_first_line)
    with pytest.raises(actions.NotInThisState):
        join(other, request_, liv_first_line)


def test_only_those_who_work_on_it_take_it_into_another(request_, other, kari, hr_department):
    for each in (kari, person("nora", "Nora", "Nes", hr_department)):
        with pytest.raises(NotAllowed):
            join(request_, other, each)
