"""Mentioning a helper in a note."""

from __future__ import annotations

from datetime import date

from sufflor.desk import actions, queries, rules
from sufflor.desk.models import Access, Request, Source
from sufflor.desk.queries import Queue, Sieve
from sufflor.events.queries import history
from sufflor.organization.models import Appointment
from tests.cast import MORNING


def note(request, text, by):
    return actions.note(request=request, text=text, by=by, at=MORNING)


def test_whoever_is_mentioned_sees_it_and_has_it_on_the_list(
    request_, liv_first_line, per_second_line
):
    note(request_, "Hva sier du, @Per?", liv_first_line)

    assert rules.may_note(per_second_line, request_, MORNING)
    mentioned = queries.work_list(per_second_line, Sieve(Queue.MENTIONED), MORNING)
    assert mentioned.get() == request_


def test_each_is_told_once_and_those_who_do_not_help_never(
    request_, liv_first_line, per_second_line, lars, kari
):
    note(request_, "@per @per. @lars @kari @ingen og post@per", liv_first_line)

    told = history(request_).filter(verb="request.mentioned")
    assert [event.details["person"] for event in told] == [per_second_line.pk]
    assert Access.objects.filter(source=Source.MENTION).get().person == per_second_line


def test_an_appointment_that_has_ended_is_none(request_, liv_first_line, ola_adviser):
    Appointment.objects.filter(person=ola_adviser).update(to_date=date(2026, 2, 1))

    assert ola_adviser not in queries.mentionable(request_, MORNING)


def test_what_is_confidential_is_mentioned_to_those_alone_who_may_read_it(
    secret, ruth, per_second_line
):
    note(secret, "Se på dette, @per.", ruth)

    assert not Request.objects.worked_by(per_second_line, MORNING).exists()
    assert not history(secret).filter(verb="request.mentioned").exists()
    assert queries.called(secret, "per", MORNING) == []


def test_they_are_found_by_how_any_of_their_names_begins(
    request_, liv_first_line, per_second_line, ola_adviser, kari
):
    def found(words):
        return queries.called(request_, words, MORNING, passing=[liv_first_line.pk])

    assert found("per l") == found("lund") == [per_second_line]
    assert found("") == [ola_adviser, per_second_line]
    assert found("kari") == []
