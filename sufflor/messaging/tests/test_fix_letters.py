"""A case that is in use tells those who waited for it and nothing else: once, in their language."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest

from sufflor.desk.models import Request
from sufflor.desk.models import State as RequestState
from sufflor.events.models import Outgoing
from sufflor.known_errors import actions as errors
from sufflor.known_errors.models import KnownError
from sufflor.messaging import actions
from sufflor.messaging.actions import preference_of
from sufflor.messaging.models import Delivery, State
from sufflor.messaging.tests.conftest import with_address
from sufflor.organization.models import User
from sufflor.questions import actions as questions
from sufflor.vendor import actions as vendors
from sufflor.vendor.actions import Release, Ties
from sufflor.vendor.models import VendorCase
from sufflor.vendor.queries import would_release
from tests.cast import MORNING
from tests.requests import submitted
from tests.vendors import fresh, sent

LATER = MORNING + timedelta(hours=2)


@pytest.fixture
def vera(vera_vendor_contact):
    return with_address(vera_vendor_contact)


def put_down(by: User) -> Request:
    return submitted(by, "Brevet mitt går ikke.")


def as_tested(case: VendorCase, by: User) -> VendorCase:
    done = {"case": case, "by": by}
    release = Release(system=case.system, name="7.4.2")
    version = vendors.plan_version(release=release, by=by, at=MORNING)
    sent(case, by)
    vendors.announce_fix(version=version, at=MORNING, **done)
    vendors.start_test(at=MORNING, **done)
    vendors.verify(tested="Sendt tre brev.", at=MORNING, **done)
    return fresh(case)


def mailed(sink) -> Counter[str]:
    return Counter(mail.to[0] for mail in sink.taken)


@pytest.fixture
def waiting(vendor_case, question, kari, lars, hilde_host, stranger, personnel, vera):
    """Kari asks, Hilde votes, and Lars has a request; Nils votes and has joined the error too."""
    nils = with_address(stranger)
    for person in (hilde_host, nils):
        questions.vote(question=question, by=person, at=MORNING)
    facts = errors.Facts("Ekspedering stopper", "Den stopper.", [personnel])
    error = errors.suggest(facts=facts, by=vera, at=MORNING)
    said = {"sentence": "Vi ser den.", "next_update_at": LATER, "by": vera, "at": MORNING}
    errors.confirm(error=error, **said)
    errors.join(error=KnownError.objects.get(pk=error.pk), by=nils, at=MORNING)
    request = put_down(lars)
    ties = Ties(requests=[request], questions=[question], errors=[error])
    vendors.tie(case=vendor_case, ties=ties, by=vera, at=MORNING)
    Outgoing.objects.all().delete()
    return as_tested(vendor_case, vera)


def test_those_who_asked_voted_or_wrote_are_told_once_and_those_of_the_error_by_that(
    waiting, question, kari, lars, hilde_host, stranger, vera, sink, work
):
    preference = preference_of(person=kari)
    preference.language = "nn"
    preference.save()
    Outgoing.objects.all().delete()

    told = would_release(waiting, vera, LATER)
    for _twice in range(2):
        vendors.release(case=waiting, sentence="Rettet i natt.", by=vera, at=LATER)
    event = Outgoing.objects.get(event__verb="vendor_case.released")
    for _twice in range(2):
        actions.expand(outgoing=event, at=LATER)
    work()

    everyone = [kari, lars, hilde_host, User.objects.get(pk=stranger.pk)]
    assert mailed(sink) == {each.email: 1 for each in everyone}
    assert (told.people, told.questions, len(told.resolved)) == (4, (question,), 1)
    assert set(Request.objects.values_list("state", flat=True)) == {RequestState.RESOLVED}
    letters = {each.to[0]: each.mail for each in sink.taken}
    words = {to: mail.get_body(("plain",)).get_content() for to, mail in letters.items()}
    assert letters[kari.email]["Content-Language"] == "nn"
    assert "Rettet i natt." in words[kari.email]
    assert Request.objects.get().number in words[lars.email]
    assert [question.text in words[each.email] for each in (kari, hilde_host, lars)] == [
        True,
        True,
        False,
    ], "each reads of what they asked about themselves"
    assert waiting.title not in str(letters[lars.email]["Subject"])


def test_a_fix_in_use_that_was_none_is_told_to_those_who_were_mailed_of_it(
    waiting, kari, lars, hilde_host, stranger, vera, sink, work
):
    vendors.release(case=waiting, sentence="Rettet i natt.", by=vera, at=LATER)
    work()
    sink.taken.clear()
    back = vendors.News("Den stopper fortsatt.", LATER + timedelta(days=1))
    then = {"by": vera, "at": LATER + timedelta(hours=1)}

    vendors.take_back_fix(case=waiting, why="Samme feil.", news=back, **then)
    work()

    fix = Delivery.objects.filter(kind="fix_taken_back").values_list("recipient", flat=True)
    assert set(fix) == {kari.pk, lars.pk, hilde_host.pk, stranger.pk}
    assert set(mailed(sink).values()) == {1}
    assert len(sink.taken) == 4, "and whoever had joined the error hears of both in one"
    assert set(Request.objects.values_list("state", flat=True)) == {RequestState.OPEN}


def test_whoever_was_not_reached_is_not_told_that_it_was_none(
    waiting, kari, lars, vera, sink, work
):
    vendors.release(case=waiting, sentence="Rettet i natt.", by=vera, at=LATER)
    work()
    first = Delivery.objects.filter(kind="fix_released", recipient=lars)
    first.update(state=State.SENDING, sent_at=None, lease_until=LATER)
    back = vendors.News("Den stopper fortsatt.", LATER + timedelta(days=1))
    then = LATER + timedelta(hours=1)
    vendors.take_back_fix(case=waiting, why="Samme feil.", news=back, by=vera, at=then)
    actions.expand(outgoing=Outgoing.objects.get(event__verb="vendor_case.fix_taken_back"), at=then)
    first.update(state=State.DEAD, lease_until=None, fault="Ingen svarer")
    sink.taken.clear()

    work()

    second = Delivery.objects.filter(kind="fix_taken_back")
    assert second.get(recipient=lars).state == State.DROPPED
    assert second.get(recipient=kari).state == State.SENT
    assert lars.email not in mailed(sink)
