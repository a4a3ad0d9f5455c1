"""From the vendor's fix to errors that are fixed for everyone, and back."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from django.db.models import ProtectedError

from sufflor.desk import actions as desk
from sufflor.desk.actions import Wish
from sufflor.desk.models import Note, Request
from sufflor.desk.models import State as RequestState
from sufflor.events.models import Outgoing
from sufflor.known_errors.actions import HoldsNumber
from sufflor.known_errors.models import KnownError
from sufflor.known_errors.models import State as ErrorState
from sufflor.vendor import actions, queries
from sufflor.vendor.actions import News, Release, Ties
from sufflor.vendor.models import Outcome, State
from sufflor.vendor.tests.conftest import LATER, in_test
from tests.cast import MORNING
from tests.vendors import fresh, sent

HOUR = timedelta(hours=1)
WISH = Wish(title="Ekspederer ikke", text="Det går ikke.")
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


def test_a_request_of_the_case_alone_ends_with_it_unless_it_asks_for_more(
    tested, facts, kari, liv_first_line, vera_vendor_contact
):
    plain, more, written, waits = (
        desk.submit(wish=WISH, submission=uuid4(), by=kari, at=MORNING) for _number in range(4)
    )
    by = {"by": vera_vendor_contact, "at": LATER}
    actions.tie(case=tested, ties=Ties(requests=[plain, written, more, waits]), **by)
    actions.tie(case=tested, ties=Ties(requests=[more], asks_more=True), **by)
    actions.propose(facts=facts, ties=Ties(requests=[waits]), **by)
    desk.write(request=written, text="Og en ting til.", by=kari, at=LATER + HOUR)

    actions.release(case=tested, sentence="Rettet.", by=vera_vendor_contact, at=LATER + 2 * HOUR)

    left = {each.pk for each in Request.objects.unresolved()}
    assert left == {more.pk, written.pk, waits.pk}
    assert "Rettet." in plain.messages.get(resolves=True).text
    assert {tested.number in note.text for note in Note.objects.filter(request__in=left)} == {True}
    assert Outgoing.objects.filter(event__verb="vendor_case.released").count() == 1


def test_what_its_user_has_closed_stays_closed_when_the_fix_was_none(
    tested, request_of_kari, kari, vera_vendor_contact
):
    by = {"by": vera_vendor_contact}
    actions.tie(case=tested, ties=Ties(requests=[request_of_kari]), at=LATER, **by)
    actions.release(case=tested, sentence="Rettet.", at=LATER, **by)
    mine = Request.objects.get(pk=request_of_kari.pk)
    desk.say_whether_it_helped(request=mine, helped=True, why="", by=kari, at=LATER + HOUR)

    actions.take_back_fix(case=tested, why="Nei.", news=BACK, at=LATER + 2 * HOUR, **by)

    assert Request.objects.get(pk=mine.pk).state == RequestState.CLOSED


def test_what_everyone_is_told_holds_no_identity_number(
    vendor_case, version, request_of_kari, vera_vendor_contact
):
    """Also where nothing waits for it but a request."""
    ties = Ties(requests=[request_of_kari])
    actions.tie(case=vendor_case, ties=ties, by=vera_vendor_contact, at=MORNING)
    in_test(vendor_case, version, vera_vendor_contact)
    done = {"by": vera_vendor_contact, "at": LATER}
    actions.verify(case=vendor_case, tested="Sendt tre brev.", **done)
    sentence = "Rettet for 1 5 8 3 7 6 0 0 1 8 6."

    with pytest.raises(HoldsNumber):
        actions.release(case=vendor_case, sentence=sentence, **done)

    assert fresh(vendor_case).state == State.VERIFIED
    request_of_kari.refresh_from_db()
    assert request_of_kari.state != RequestState.RESOLVED


def test_an_error_that_waits_for_another_case_too_stays_open(
    tested, error, facts, vera_vendor_contact
):
    ties = Ties(errors=[error])
    other = actions.propose(facts=facts, ties=ties, by=vera_vendor_contact, at=MORNING)

    told = queries.would_release(tested, vera_vendor_contact, LATER)
    actions.release(case=tested, sentence="Rettet.", by=vera_vendor_contact, at=LATER)

    assert (told.errors, told.waiting) == ((), ((error, (other,)),))
    assert state_of(error) == ErrorState.CONFIRMED
    assert queries.solved_with(fresh(tested)) == []


def test_a_fix_that_was_none_is_an_error_again_and_its_requests_are_open(
    tested, error, request_of_kari, liv_first_line, vera_vendor_contact
):
    desk.tie_to_error(request=request_of_kari, error=error, by=liv_first_line, at=MORNING)
    actions.release(case=tested, sentence="Rettet.", by=vera_vendor_contact, at=LATER)

    actions.take_back_fix(
        case=tested, why="Samme feil i dag.", news=BACK, by=vera_vendor_contact, at=LATER
    )

    assert (fresh(tested).state, fresh(tested).fixed_in) == (State.CONFIRMED, None)
    again = KnownError.objects.get(pk=error.pk)
    assert (again.state, again.is_under_way) == (ErrorState.CONFIRMED, True)
    assert again.steps.first().sentence == BACK.sentence
    assert Request.objects.get(pk=request_of_kari.pk).is_unresolved


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


def test_a_version_with_a_fix_in_it_is_not_deleted(case, version, vera_vendor_contact):
    in_test(case, version, vera_vendor_contact)

    with pytest.raises(ProtectedError), transaction.atomic():
        version.delete()


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
