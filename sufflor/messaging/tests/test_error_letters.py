"""One fix, and everyone whom it concerns is told once: from three reports to one mail each."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection

from sufflor.desk import actions as desk
from sufflor.desk.actions import Wish
from sufflor.desk.models import Request, State
from sufflor.known_errors import actions as errors
from sufflor.known_errors.models import KnownError
from sufflor.messaging import actions
from sufflor.messaging.actions import preference_of
from sufflor.messaging.models import Delivery, Topic
from sufflor.messaging.tests.conftest import with_address
from sufflor.organization.models import User
from sufflor.questions import actions as questions
from sufflor.questions.models import QuestionKind
from sufflor.questions.queries import would_be_told
from tests import programs
from tests.cast import MORNING

LATER = MORNING + timedelta(hours=2)


@pytest.fixture
def per(per_second_line):
    return with_address(per_second_line)


@pytest.fixture
def liv(liv_first_line):
    return with_address(liv_first_line)


@pytest.fixture
def error(personnel, liv, per):
    facts = errors.Facts("Vedlegg faller ut", "Brevet kommer uten vedlegg.", [personnel])
    made = errors.suggest(facts=facts, by=liv, at=MORNING)
    done = {"sentence": "Vi ser den.", "next_update_at": LATER, "by": per, "at": MORNING}
    errors.confirm(error=made, **done)
    return KnownError.objects.get(pk=made.pk)


def sent(by: User, text: str = "Vedlegget mitt er borte.") -> Request:
    return desk.submit(wish=Wish(title="", text=text), submission=uuid4(), by=by, at=MORNING)


def fixed(error: KnownError, by: User):
    return desk.solve_error(error=error, sentence="Rettet i natt.", by=by, at=LATER)


def mailed(sink) -> Counter[str]:
    return Counter(mail.to[0] for mail in sink.taken)


def test_form_hour_and_search_lead_to_one_mail_each(
    error, morning, personnel, kari, lars, hilde_host, stranger, liv, per, sink, work
):
    """Kari by a form, Lars in the hour where Hilde votes, and Nils from search."""
    nils = with_address(stranger)
    request = sent(kari)
    desk.tie_to_error(request=request, error=error, by=liv, at=MORNING)
    question = questions.ask(
        hour=morning,
        area=personnel,
        role="alle",
        text="Hvorfor faller vedlegg ut?",
        submission=uuid4(),
        kind=QuestionKind.ERROR,
        by=lars,
        at=MORNING,
    )
    questions.vote(question=question, by=hilde_host, at=MORNING)
    candidate = KnownError.objects.get(origin=f"questions.question:{question.pk}")
    errors.merge(error=candidate, into=error, by=per, at=MORNING)
    errors.join(error=error, by=nils, at=MORNING)
    errors.join(error=error, by=kari, at=MORNING)
    work()
    sink.taken.clear()

    told = would_be_told(error, LATER)
    fixed(error, per)
    work()

    everyone = {each.email for each in (kari, lars, hilde_host, nils)}
    assert mailed(sink) == dict.fromkeys(everyone, 1)
    assert told.people == len(everyone)
    assert [tie.request for tie in told.resolved] == [request]
    assert Request.objects.get(pk=request.pk).state == State.RESOLVED


def test_what_asks_for_more_stays_open_with_a_note(error, kari, lars, liv, per, sink, work):
    plain, more, written = sent(kari), sent(lars, "To ting."), sent(kari, "Enda en.")
    for request in (plain, more, written):
        desk.tie_to_error(
            request=request, error=error, asks_more=request == more, by=liv, at=MORNING
        )
    desk.write(
        request=written, text="Og hvordan logger jeg på?", by=kari, at=MORNING + timedelta(hours=1)
    )

    fixed(error, per)

    states = {each.pk: each.state for each in Request.objects.all()}
    assert states[plain.pk] == State.RESOLVED
    assert State.RESOLVED not in {states[more.pk], states[written.pk]}
    assert more.notes.get().text.startswith(f"Feilen {error.number} er rettet")


def test_what_comes_from_another_error_too_stays_open_until_both_are_solved(
    error, personnel, kari, liv, per, sink, work
):
    facts = errors.Facts("Varsel kommer ikke", "Det kommer ikke.", [personnel])
    other = errors.suggest(facts=facts, by=liv, at=MORNING)
    request = sent(kari)
    for each in (error, other):
        desk.tie_to_error(request=request, error=each, by=liv, at=MORNING)

    told = would_be_told(error, LATER)
    fixed(error, per)

    assert [tie.request for tie in told.left_open] == [request]
    assert Request.objects.get(pk=request.pk).state != State.RESOLVED
    errors.confirm(
        error=other,
        sentence="Vi ser den.",
        next_update_at=LATER + timedelta(days=1),
        by=per,
        at=LATER,
    )
    desk.solve_error(error=other, sentence="Den også.", by=per, at=LATER + timedelta(hours=1))
    assert Request.objects.get(pk=request.pk).state == State.RESOLVED


def test_the_mail_is_in_the_readers_own_language(error, kari, per, sink, work):
    preference = preference_of(person=kari)
    preference.language = "nn"
    preference.save()
    errors.join(error=error, by=kari, at=MORNING)

    fixed(error, per)
    work()

    (told,) = sink.taken
    assert told.mail["Content-Language"] == "nn"
    assert told.mail["Subject"] == "Retta: Vedlegg faller ut"


def test_a_new_workaround_is_mailed_to_those_it_concerns(
    error, personnel, kari, lars, per, sink, work
):
    errors.join(error=error, by=kari, at=MORNING)
    errors.join(error=error, by=lars, at=MORNING)
    errors.leave(error=error, by=lars, at=MORNING)
    facts = errors.Facts(error.title, error.seen, [personnel], workaround="Send vedlegget på nytt.")
    done = {"sentence": "En vei rundt.", "seen": error.stamp, "by": per, "at": LATER}

    errors.describe(error=error, facts=facts, **done)
    work()

    assert mailed(sink) == {kari.email: 1}


def test_a_fix_that_was_taken_back_before_the_mail_left_is_not_told(error, kari, per, sink, work):
    errors.join(error=error, by=kari, at=MORNING)
    fixed(error, per)
    again = {"sentence": "Nei.", "next_update_at": LATER + timedelta(hours=1), "by": per}
    errors.confirm(error=error, at=LATER, **again)

    work()

    assert not sink.taken


def withdrawn(error: KnownError, by: User, at=LATER + timedelta(hours=1)):
    until = at + timedelta(hours=1)
    done = {"sentence": "Den er her fortsatt.", "next_update_at": until, "by": by, "at": at}
    return desk.withdraw_fix(error=error, **done)


def test_a_fix_that_was_none_is_told_once_and_opens_the_requests_again(
    error, kari, lars, liv, per, sink, work
):
    request, more = sent(kari), sent(kari, "Det samme i en annen sak.")
    for each in (request, more):
        desk.tie_to_error(request=each, error=error, by=liv, at=MORNING)
    errors.join(error=error, by=kari, at=MORNING)
    fixed(error, per)
    work()
    errors.join(error=error, by=lars, at=LATER + timedelta(minutes=1))
    sink.taken.clear()

    withdrawn(error, per)
    withdrawn(error, per, LATER + timedelta(hours=2))
    work()

    assert mailed(sink) == {kari.email: 1}, "Lars was never told that it was fixed"
    assert sink.taken[0].mail["Subject"] == "Ikke rettet likevel: Vedlegg faller ut"
    assert {each.state for each in Request.objects.all()} == {State.OPEN}
    assert request.messages.last().text.startswith("Feilen er ikke rettet likevel")


def test_after_a_fix_that_was_none_the_next_one_resolves_and_tells_again(
    error, kari, liv, per, sink, work
):
    request = sent(kari)
    desk.tie_to_error(request=request, error=error, by=liv, at=MORNING)
    fixed(error, per)
    withdrawn(error, per)

    desk.solve_error(error=error, sentence="Nå virker det.", by=per, at=LATER + timedelta(hours=3))
    work()

    (told,) = sink.taken
    assert "Nå virker det." in told.mail.get_body(("plain",)).get_content()
    assert Request.objects.get(pk=request.pk).state == State.RESOLVED


def test_what_its_user_has_closed_is_not_opened_by_a_fix_that_was_none(error, kari, lars, liv, per):
    closed, judged = sent(kari), sent(lars)
    for each in (closed, judged):
        desk.tie_to_error(request=each, error=error, by=liv, at=MORNING)
    fixed(error, per)
    soon = LATER + timedelta(minutes=5)
    desk.say_whether_it_helped(request=closed, helped=True, why="", by=kari, at=soon)
    desk.say_whether_it_helped(request=judged, helped=False, why="Nei.", by=lars, at=soon)

    withdrawn(error, per)

    states = {each.pk: each.state for each in Request.objects.all()}
    assert states == {closed.pk: State.CLOSED, judged.pk: State.OPEN}
    assert "ikke rettet likevel" not in judged.messages.last().text


def test_errors_tied_to_each_others_requests_are_merged_and_tell_each_once(
    error, personnel, kari, lars, liv, per, sink, work
):
    facts = errors.Facts("Vedlegg er borte", "Borte.", [personnel])
    other = errors.suggest(facts=facts, by=liv, at=MORNING)
    mine, theirs = sent(kari), sent(lars)
    for request in (mine, theirs):
        for tied_to in (error, other):
            desk.tie_to_error(request=request, error=tied_to, by=liv, at=MORNING)
    errors.merge(error=other, into=error, by=per, at=MORNING)
    with pytest.raises(errors.TakenIntoAnother):
        errors.merge(error=error, into=other, by=per, at=MORNING)

    told = would_be_told(error, LATER)
    fixed(error, per)
    work()

    assert (told.people, len(told.resolved)) == (2, 2)
    assert mailed(sink) == {kari.email: 1, lars.email: 1}
    assert {each.messages.count() for each in (mine, theirs)} == {1}


def test_who_follows_all_errors_hears_of_each_step_once_and_can_stop(
    personnel, kari, lars, liv, per, sink, work
):
    actions.follow_errors(wanted=True, by=kari, at=MORNING)
    actions.follow_errors(wanted=True, by=kari, at=MORNING)
    error = errors.suggest(
        facts=errors.Facts("Vedlegg faller ut", "Borte.", [personnel]), by=liv, at=MORNING
    )
    work()
    assert not sink.taken, "a candidate is no news"

    said = {"sentence": "Vi ser den.", "next_update_at": LATER, "by": per, "at": MORNING}
    errors.confirm(error=error, **said)
    work()
    errors.join(error=error, by=kari, at=MORNING)
    errors.join(error=error, by=lars, at=MORNING)
    fixed(error, per)
    work()

    subjects = [mail.mail["Subject"] for mail in sink.taken if mail.to[0] == kari.email]
    assert subjects == ["Kjent feil: Vedlegg faller ut", "Rettet: Vedlegg faller ut"]
    assert mailed(sink) == {kari.email: 2, lars.email: 1}

    actions.unsubscribe(preference=preference_of(person=kari), topic=Topic.ERRORS, at=LATER)
    sink.taken.clear()
    withdrawn(error, per)
    work()
    assert mailed(sink) == {kari.email: 1, lars.email: 1}, "it concerns her still"


def test_who_has_left_an_error_hears_no_more_of_it_by_following_all(error, kari, per, sink, work):
    actions.follow_errors(wanted=True, by=kari, at=MORNING)
    errors.join(error=error, by=kari, at=MORNING)
    errors.leave(error=error, by=kari, at=MORNING)
    work()
    sink.taken.clear()

    fixed(error, per)
    work()

    assert not sink.taken


def test_who_has_left_hears_only_that_their_own_request_is_solved(
    error, kari, lars, liv, per, sink, work
):
    desk.tie_to_error(request=sent(kari), error=error, by=liv, at=MORNING)
    errors.join(error=error, by=lars, at=MORNING)
    for person in (kari, lars):
        errors.leave(error=error, by=person, at=MORNING)

    fixed(error, per)
    work()

    assert mailed(sink) == {kari.email: 1}


STEPS = ("after claim event", "within tell", "after tell", "after claim mail", "after compose")


@pytest.mark.usefixtures("on_disk")
def test_a_worker_that_is_killed_on_the_way_tells_each_of_many_once(
    error, kari, liv, per, sink, surroundings
):
    names = [f"mange-{n}" for n in range(40)]
    User.objects.bulk_create(User(username=n, email=f"{n}@nidelva.example") for n in names)
    errors.bring(error=error, people=User.objects.filter(username__in=names), by=liv, at=MORNING)
    desk.tie_to_error(request=sent(kari), error=error, by=liv, at=MORNING)
    Delivery.objects.all().delete()
    fixed(error, per)
    connection.close()

    programs.run("sufflor.messaging.tests.dying", *STEPS, env=surroundings)

    ids: defaultdict[str, set[str]] = defaultdict(set)
    for taken in sink.taken:
        ids[taken.to[0]].add(taken.message_id)
    told = Delivery.objects.filter(kind="error_fixed").values_list("recipient__email", flat=True)
    assert sorted(told) == sorted([*(f"{n}@nidelva.example" for n in names), kari.email])
    # What was on its way when the worker died is sent again under the same Message-ID.
    assert {address: len(ids[address]) for address in told} == dict.fromkeys(told, 1)
