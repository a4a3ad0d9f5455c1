"""From the vendor's fix to errors that are fixed for everyone, and back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sufflor.desk import actions as desk
from sufflor.desk.models import Note, Request
from sufflor.desk.models import State as RequestState
from sufflor.events.models import Outgoing
from sufflor.known_errors.models import KnownError
from sufflor.known_errors.models import State as ErrorState
from sufflor.vendor import actions, queries
from sufflor.vendor.actions import News, Release, Ties
from sufflor.vendor.models import Outcome, State
from sufflor.vendor.tests.conftest import LATER, in_test
from tests.cast import MORNING
from tests.vendors import fresh, sent

NEWS = News("Rettes i 7.4.2.", LATER + timedelta(hours=5))
BACK = News("Rettingen virket ikke. Vi har meldt fra på nytt.", LATER + timedelta(days=1))


@pytest.fixture
def tested(case, version, vera_vendor_contact):
    in_test(case, version, vera_vendor_contact)
    actions.verify(case=case, tested="Sendt tre brev.", by=vera_vendor_contact, at=LATER)
    return fresh(case)


def state_of(error: KnownError) -> str:
    return KnownError.objects.get(pk=error.pk).state


def test_a_fix_is_announced_in_a_version(case, error, version, vera_vendor_contact):
    sent(case, vera_vendor_contact)
    announced = {"case": case, "news": NEWS, "by": vera_vendor_contact, "at": LATER}

    actions.announce_fix(version=version, **announced)

    assert (fresh(case).state, fresh(case).fixed_in) == (State.FIX_READY, version)
    planned = KnownError.objects.get(pk=error.pk)
    assert (planned.state, planned.version) == (ErrorState.PLANNED, "7.4.2")


def test_a_fix_is_in_a_version_of_the_same_system(case, vendor, anne_admin, vera_vendor_contact):
    other = actions.add_system(vendor=vendor, name="Innsyn", by=anne_admin, at=MORNING)
    said = Release(system=other, name="1.0")
    wrong = actions.plan_version(release=said, by=vera_vendor_contact, at=MORNING)
    sent(case, vera_vendor_contact)

    with pytest.raises(actions.NotThisVersion):
        actions.announce_fix(case=case, version=wrong, by=vera_vendor_contact, at=LATER)


def test_a_fix_that_nobody_has_tried_is_not_verified(case, version, vera_vendor_contact):
    in_test(case, version, vera_vendor_contact)

    with pytest.raises(actions.NotTried):
        actions.verify(case=case, tested="  ", by=vera_vendor_contact, at=LATER)
    with pytest.raises(actions.NotOverYet):
        actions.release(case=case, sentence="Rettet.", by=vera_vendor_contact, at=LATER)


def test_a_fix_in_use_solves_errors_and_requests_with_one_approval(
    tested, error, request_of_kari, liv_first_line, vera_vendor_contact
):
    mine = request_of_kari
    desk.tie_to_error(request=mine, error=error, by=liv_first_line, at=MORNING)

    actions.release(case=tested, sentence="Rettet i natt.", by=vera_vendor_contact, at=LATER)
    actions.release(case=tested, sentence="Rettet i natt.", by=vera_vendor_contact, at=LATER)

    assert (fresh(tested).state, fresh(tested).outcome) == (State.CLOSED, Outcome.RELEASED)
    assert state_of(error) == ErrorState.VERIFIED
    assert Request.objects.get(pk=mine.pk).state == RequestState.RESOLVED
    assert Outgoing.objects.filter(event__verb="error.fixed").count() == 1


def test_those_who_have_a_request_without_an_error_hear_of_the_fix(
    tested, request_of_kari, vera_vendor_contact
):
    ties = Ties(requests=[request_of_kari])
    actions.tie(case=tested, ties=ties, by=vera_vendor_contact, at=LATER)

    actions.release(case=tested, sentence="Rettet.", by=vera_vendor_contact, at=LATER)

    (noted,) = Note.objects.filter(request=request_of_kari)
    assert tested.number in noted.text
    assert Request.objects.get(pk=request_of_kari.pk).is_unresolved


def test_an_error_that_waits_for_another_case_too_stays_open(
    tested, error, facts, vera_vendor_contact
):
    ties = Ties(errors=[error])
    actions.propose(facts=facts, ties=ties, by=vera_vendor_contact, at=MORNING)

    actions.release(case=tested, sentence="Rettet.", by=vera_vendor_contact, at=LATER)

    assert state_of(error) == ErrorState.CONFIRMED
    assert queries.solved_with(fresh(tested)) == []


def test_a_fix_that_was_none_is_an_error_again(tested, error, vera_vendor_contact):
    actions.release(case=tested, sentence="Rettet.", by=vera_vendor_contact, at=LATER)

    actions.take_back_fix(
        case=tested, why="Samme feil i dag.", news=BACK, by=vera_vendor_contact, at=LATER
    )

    assert (fresh(tested).state, fresh(tested).fixed_in) == (State.CONFIRMED, None)
    again = KnownError.objects.get(pk=error.pk)
    assert (again.state, again.is_under_way) == (ErrorState.CONFIRMED, True)
    assert again.steps.first().sentence == BACK.sentence


def test_a_version_that_is_withdrawn_takes_its_fixes_with_it(
    case, error, version, vera_vendor_contact
):
    sent(case, vera_vendor_contact)
    done = {"by": vera_vendor_contact, "at": LATER}
    actions.announce_fix(case=case, version=version, news=NEWS, **done)

    actions.withdraw_version(version=version, why="Den var ødelagt.", news=BACK, **done)

    assert (fresh(case).state, fresh(case).fixed_in) == (State.CONFIRMED, None)
    assert state_of(error) == ErrorState.REPORTED
    with pytest.raises(actions.NotThisVersion):
        actions.announce_fix(case=case, version=type(version).objects.get(), **done)
    with pytest.raises(actions.Withdrawn):
        actions.put_in_use(version=version, **done)


def test_a_case_that_the_vendor_will_not_fix_leaves_the_error_as_it_is(
    case, error, vera_vendor_contact
):
    sent(case, vera_vendor_contact)

    actions.close(
        case=case,
        outcome=Outcome.NOT_FIXED,
        why="De vil ikke.",
        by=vera_vendor_contact,
        at=LATER,
    )

    assert fresh(case).state == State.CLOSED
    assert state_of(error) == ErrorState.CONFIRMED
    actions.reopen(case=case, why="De vil likevel.", by=vera_vendor_contact, at=LATER)
    assert (fresh(case).state, fresh(case).outcome) == (State.CONFIRMED, "")


def test_a_proposal_that_is_turned_down_can_be_taken_up(
    facts, per_second_line, vera_vendor_contact
):
    case = actions.propose(facts=facts, by=per_second_line, at=MORNING)
    done = {"by": vera_vendor_contact, "at": LATER}
    actions.close(case=case, outcome=Outcome.ELSEWHERE, why="Finnes alt.", **done)

    actions.reopen(case=case, why="Den gjør ikke det.", **done)

    assert (fresh(case).state, fresh(case).owner) == (State.READY, vera_vendor_contact)
