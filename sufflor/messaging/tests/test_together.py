"""One release, one letter to each: it names all that concerns them, and each is told once."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import timedelta

import pytest
from django.db import connection

from sufflor.change_requests import actions as wishes
from sufflor.change_requests.models import State as ChangeState
from sufflor.desk import actions as desk
from sufflor.desk.models import State as RequestState
from sufflor.desk.queries import public_errors_of
from sufflor.events.models import Outgoing
from sufflor.known_errors import actions as errors
from sufflor.known_errors.models import KnownError
from sufflor.known_errors.queries import joined_by
from sufflor.messaging import actions
from sufflor.messaging.actions import preference_of
from sufflor.messaging.models import Delivery, ErrorFollower, Reason, State
from sufflor.messaging.tests.conftest import with_address
from sufflor.messaging.tests.test_change_letters import again, taken_up, wished
from sufflor.messaging.tests.test_fix_letters import as_tested, put_down
from sufflor.organization.models import User
from sufflor.questions import actions as questions
from sufflor.vendor import actions as vendors
from sufflor.vendor.actions import Facts, News, Ties
from sufflor.vendor.models import Outcome
from sufflor.vendor.queries import would_release
from tests import programs
from tests.cast import MORNING

LATER = MORNING + timedelta(hours=2)
STEPS = ("after claim event", "within tell", "after tell", "after claim mail", "after compose")
BACK = {"why": "Samme feil.", "news": News("De er der fortsatt.", LATER + timedelta(days=2))}


@pytest.fixture
def vera(vera_vendor_contact):
    return with_address(vera_vendor_contact)


@pytest.fixture
def two_errors(personnel, vera):
    made = []
    for title in ("Ekspedering stopper", "Varsel kommer ikke"):
        facts = errors.Facts(title, "Slik ser det ut.", [personnel])
        error = errors.suggest(facts=facts, by=vera, at=MORNING)
        said = {"sentence": "Vi ser den.", "next_update_at": LATER, "by": vera, "at": MORNING}
        errors.confirm(error=error, **said)
        made.append(KnownError.objects.get(pk=error.pk))
    return made


@pytest.fixture
def tested(vendor_case, two_errors, vera):
    """A case that mends both."""
    vendors.tie(case=vendor_case, ties=Ties(errors=two_errors), by=vera, at=MORNING)
    return as_tested(vendor_case, vera)


@pytest.fixture
def accepted(personnel, kari, anne_admin, vera):
    """A wish of Kari's."""
    change = taken_up(wished(personnel, kari), vera)
    wishes.decide(
        change=change,
        verdict=ChangeState.ACCEPTED,
        reason="Det sparer mye arbeid.",
        seen=change.stamp,
        by=anne_admin,
        at=MORNING,
    )
    return again(change)


def join(person, *found):
    for error in found:
        errors.join(error=error, by=person, at=MORNING)


def facts_of(case):
    return Facts(title=case.title, system=case.system)


def release(case, by):
    Outgoing.objects.all().delete()
    return vendors.release(case=case, sentence="Rettet i natt.", by=by, at=LATER)


def letters_of(sink) -> dict[str, list[tuple[str, str]]]:
    found = defaultdict(list)
    for taken in sink.taken:
        text = taken.mail.get_body(("plain",)).get_content()
        found[taken.to[0]].append((str(taken.mail["Subject"]), " ".join(text.split())))
    return found


def test_who_joined_two_errors_gets_one_letter_that_names_both(
    tested, two_errors, kari, lars, vera, sink, work
):
    join(kari, *two_errors)
    join(lars, two_errors[1])

    told = would_release(tested, vera, LATER)
    release(tested, vera)
    work()

    found = letters_of(sink)
    ((subject, text),) = found[kari.email]
    assert subject == "Rettet: Ekspedering stopper, og 1 til"
    assert [text.count(each.title) for each in two_errors] == [1, 1]
    assert (text.count("Rettet i natt."), text.count("Feil som gjelder deg, er rettet.")) == (1, 1)
    assert all(each.path in text for each in two_errors)
    ((subject, text),) = found[lars.email]
    assert subject == "Rettet: Varsel kommer ikke", "and nothing of what does not concern him"
    assert told.people == len(found) == 2


def test_an_error_a_wish_a_question_and_a_request_are_one_letter(
    tested, two_errors, accepted, question, kari, vera, hilde_host, sink, work
):
    """Kari wished and asked; she joins one of the errors, and waits with a request."""
    join(kari, two_errors[0])
    questions.vote(question=question, by=hilde_host, at=MORNING)
    request = put_down(kari)
    ties = Ties(requests=[request], questions=[question], changes=[accepted])
    vendors.tie(case=tested, ties=ties, by=vera, at=MORNING)

    told = would_release(tested, vera, LATER)
    release(tested, vera)
    work()

    found = letters_of(sink)
    ((_subject, text),) = found[kari.email]
    about = (two_errors[0].title, accepted.title, question.text, f"din {request.number}")
    assert [text.count(each) for each in about] == [1, 1, 1, 1]
    assert accepted.steps.latest("pk").state == ChangeState.DELIVERED
    assert set(map(len, found.values())) == {1}
    assert told.people == len(found)


def test_a_request_that_comes_from_both_errors_ends_with_the_release(
    tested, two_errors, kari, liv_first_line, vera, sink, work
):
    request = put_down(kari)
    for error in two_errors:
        desk.tie_to_error(request=request, error=error, by=liv_first_line, at=MORNING)

    told = would_release(tested, vera, LATER)
    release(tested, vera)
    work()

    request.refresh_from_db()
    assert (told.resolved, told.left_open) == ((request,), ())
    assert (request.state, request.notes.count()) == (RequestState.RESOLVED, 0)
    ((_subject, text),) = letters_of(sink)[kari.email]
    assert text.count(f"din {request.number}") == 1
    vendors.take_back_fix(case=tested, by=vera, at=LATER + timedelta(hours=1), **BACK)
    request.refresh_from_db()
    assert request.state == RequestState.OPEN


def test_what_hangs_on_a_candidate_that_was_taken_in_twice_ends_with_the_error(
    tested, two_errors, personnel, kari, lars, liv_first_line, vera, sink, work
):
    """A request and a case hang on the first; it is in the second, and that in the error."""
    first, second = (
        errors.suggest(facts=errors.Facts(title, "Slik.", [personnel]), by=vera, at=MORNING)
        for title in ("Den første", "Den andre")
    )
    request = put_down(kari)
    desk.tie_to_error(request=request, error=first, by=liv_first_line, at=MORNING)
    errors.bring(error=first, people=[lars], by=vera, at=MORNING)
    other = vendors.propose(facts=facts_of(tested), ties=Ties(errors=[first]), by=vera, at=MORNING)
    for one, into in ((first, second), (second, two_errors[0])):
        errors.merge(error=one, into=into, by=vera, at=MORNING)

    assert public_errors_of(request) == [two_errors[0]]
    assert two_errors[0].pk in joined_by(lars)
    waiting = would_release(tested, vera, LATER).waiting
    assert waiting == ((two_errors[0], (other,)),), "also what the first waits for must be mended"
    vendors.close(case=other, outcome=Outcome.ELSEWHERE, why="Samme sak.", by=vera, at=MORNING)
    release(tested, vera)
    work()

    request.refresh_from_db()
    assert request.state == RequestState.RESOLVED
    assert set(letters_of(sink)) == {kari.email, lars.email}


@pytest.mark.parametrize("wanted", [True, False])
def test_what_is_wanted_is_told_where_the_rest_is_not(
    tested, two_errors, kari, vera, sink, work, wanted
):
    """Kari joined one error, follows all, and may have said no to what is about her own."""
    join(kari, two_errors[0])
    ErrorFollower.objects.create(person=kari, since=MORNING)
    preference = preference_of(person=kari)
    preference.answers = wanted
    preference.save()

    release(tested, vera)
    work()

    ((_subject, text),) = letters_of(sink)[kari.email]
    assert [each.title in text for each in two_errors] == [wanted, True]


def test_a_fix_of_two_that_was_none_is_told_in_one_letter_too(
    tested, two_errors, kari, lars, vera, sink, work
):
    join(kari, *two_errors)
    release(tested, vera)
    work()
    sink.taken.clear()
    join(lars, *two_errors)

    vendors.take_back_fix(case=tested, by=vera, at=LATER + timedelta(hours=1), **BACK)
    work()

    found = letters_of(sink)
    assert set(found) == {kari.email}
    ((subject, text),) = found[kari.email]
    assert subject == "Ikke rettet likevel: Ekspedering stopper, og 1 til"
    assert [text.count(each.title) for each in two_errors] == [1, 1]


def test_what_was_taken_back_before_the_letter_left_is_not_in_it(
    tested, two_errors, kari, vera, sink, work
):
    join(kari, *two_errors)
    release(tested, vera)
    actions.expand(outgoing=Outgoing.objects.get(event__verb="vendor_case.released"), at=LATER)
    errors.confirm(
        error=two_errors[0],
        sentence="Den er der fortsatt.",
        next_update_at=LATER + timedelta(days=1),
        by=vera,
        at=LATER + timedelta(minutes=1),
    )

    work()

    ((subject, text),) = letters_of(sink)[kari.email]
    assert subject == "Rettet: Varsel kommer ikke"
    assert two_errors[0].title not in text


def test_a_letter_that_must_wait_speaks_for_the_others_when_it_leaves(
    tested, two_errors, kari, vera, sink, work
):
    join(kari, *two_errors)
    release(tested, vera)
    actions.expand(outgoing=Outgoing.objects.get(event__verb="vendor_case.released"), at=LATER)
    first, second = Delivery.objects.order_by("pk")
    then = LATER + timedelta(days=9_999)
    Delivery.objects.filter(pk=first.pk).update(next_at=then)
    work()
    assert not sink.taken

    Delivery.objects.filter(pk=first.pk).update(next_at=LATER)
    work()

    ((_subject, text),) = letters_of(sink)[kari.email]
    assert [text.count(each.title) for each in two_errors] == [1, 1]
    second.refresh_from_db()
    assert (second.state, second.fault) == (State.DROPPED, Reason.TOGETHER)


def test_what_was_left_out_of_the_first_telling_is_told_by_itself(
    tested, two_errors, kari, vera, sink, work
):
    """As where each event was told alone when the deed was done."""
    join(kari, *two_errors)
    release(tested, vera)
    second = Outgoing.objects.filter(event__verb="error.fixed").order_by("pk").last()
    work()
    Delivery.objects.filter(about__contains="step").order_by("pk").last().delete()
    Outgoing.objects.filter(pk=second.pk).update(done_at=None)
    sink.taken.clear()

    work()

    ((subject, _text),) = letters_of(sink)[kari.email]
    assert subject == f"Rettet: {two_errors[1].title}"


@pytest.mark.usefixtures("on_disk")
def test_a_worker_that_is_killed_on_the_way_tells_each_of_many_once_of_both(
    tested, two_errors, kari, vera, sink, surroundings
):
    names = [f"mange-{n}" for n in range(30)]
    User.objects.bulk_create(User(username=n, email=f"{n}@nidelva.example") for n in names)
    for error in two_errors:
        people = User.objects.filter(username__in=names)
        errors.bring(error=error, people=people, by=vera, at=MORNING)
    join(kari, two_errors[1])
    release(tested, vera)
    connection.close()

    programs.run("sufflor.messaging.tests.dying", *STEPS, env=surroundings)

    ids: defaultdict[str, set[str]] = defaultdict(set)
    for taken in sink.taken:
        ids[taken.to[0]].add(taken.message_id)
    # What was on its way when the worker died is sent again under the same Message-ID.
    everyone = [*(f"{name}@nidelva.example" for name in names), kari.email]
    assert {to: len(found) for to, found in ids.items()} == dict.fromkeys(everyone, 1)
    texts = {to: told[-1][1] for to, told in letters_of(sink).items()}
    both = Counter(all(each.title in text for each in two_errors) for text in texts.values())
    assert both == {True: len(names), False: 1}
