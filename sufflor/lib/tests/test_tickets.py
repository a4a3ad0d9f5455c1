from datetime import UTC, datetime, timedelta

import pytest

from sufflor.lib import tickets
from sufflor.lib.tickets import Audience

NINE = datetime(2026, 10, 29, 8, 0, tzinfo=UTC)


def test_a_ticket_opens_the_topic_that_it_was_made_for():
    ticket = tickets.issue("hour-3", NINE)

    assert tickets.read(ticket, "hour-3", NINE)
    assert tickets.read(ticket, "hour-4", NINE) is None


def test_a_ticket_is_good_for_ten_minutes():
    ticket = tickets.issue("hour-3", NINE)

    assert tickets.read(ticket, "hour-3", NINE + timedelta(minutes=9, seconds=59))
    assert tickets.read(ticket, "hour-3", NINE + timedelta(minutes=10)) is None


def test_a_ticket_from_a_far_future_is_not_believed():
    ticket = tickets.issue("hour-3", NINE + timedelta(hours=1))

    assert tickets.read(ticket, "hour-3", NINE) is None


def test_each_ticket_has_a_name_of_its_own():
    first, second = (tickets.read(tickets.issue("hour-3", NINE), "hour-3", NINE) for _ in range(2))

    assert first
    assert second
    assert first.name != second.name


def test_the_audience_is_signed_too():
    ticket = tickets.issue("hour-3", NINE, audience=Audience.HOSTS)
    read = tickets.read(ticket, "hour-3", NINE)

    assert read
    assert read.audience is Audience.HOSTS
    assert tickets.read(ticket.replace(".h.", ".e."), "hour-3", NINE) is None


@pytest.mark.parametrize("text", ["", ".", "...", "æøå.e.x.y", "a" * 5000, "6.e.x." + "0" * 32])
def test_what_is_no_ticket_is_refused_in_silence(text):
    assert tickets.read(text, "hour-3", NINE) is None


def test_another_installation_cannot_make_our_tickets(settings):
    ticket = tickets.issue("hour-3", NINE)
    settings.SECRET_KEY = "another"

    assert tickets.read(ticket, "hour-3", NINE) is None
