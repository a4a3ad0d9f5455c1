"""Question hours in people's own calendars."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from icalendar import Calendar

from sufflor.questions import actions
from sufflor.questions.actions import HourWish
from sufflor.questions.models import HourKind
from tests.hours import FRIDAY, MONDAY, THURSDAY, WEEKS_BEFORE, asked, clock, the_hour

pytestmark = pytest.mark.once


FEED = "/sporretimer.ics"
ONE = "/sporretimer/2026-10-29-oppstart.ics"
VIDEO = "https://video.example/oppstart"


@pytest.fixture(autouse=True)
def today(rollout_days, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: clock(THURSDAY, 8))


@pytest.fixture
def opening():
    return the_hour(THURSDAY, HourKind.OPENING)


def change(hour, by, **wanted):
    wish = replace(HourWish.of(hour), **wanted)
    return actions.change_hour(hour=hour, wanted=wish, by=by, at=WEEKS_BEFORE)


def events(response):
    return Calendar.from_ical(response.content).walk("VEVENT")


def test_the_feed_has_every_hour_of_the_rollout(client, opening, pia_planner):
    change(opening, pia_planner, room="Auditorium R7")

    response = client.get(FEED)

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    found = events(response)
    assert len(found) == 6
    first = found[0]
    assert str(first["SUMMARY"]) == "Spørretime: Felles oppstart"
    assert str(first["LOCATION"]) == "Auditorium R7"
    assert str(first["URL"]).endswith("/sporretimer/2026-10-29-oppstart/")
    assert first["DTSTART"].dt == opening.opens_at
    assert len({str(event["UID"]) for event in found}) == 6


def test_the_video_link_is_only_in_the_file_of_one_hour_for_those_signed_in(
    client, opening, pia_planner, kari
):
    change(opening, pia_planner, video_url=VIDEO)
    assert VIDEO.encode() not in client.get(ONE).content

    client.force_login(kari)

    assert VIDEO.encode() not in client.get(FEED).content
    response = client.get(ONE)
    event = events(response)[0]
    assert str(event["CONFERENCE"]) == VIDEO
    assert VIDEO in str(event["DESCRIPTION"])
    assert "private" in response["Cache-Control"]
    assert "Cookie" in response["Vary"]
    assert response["Content-Disposition"] == 'attachment; filename="2026-10-29-oppstart.ics"'


def test_every_change_makes_the_sequence_grow_and_the_name_stay(client, opening, pia_planner):
    def facts():
        event = events(client.get(ONE))[0]
        return str(event["UID"]), int(event["SEQUENCE"]), str(event["STATUS"])

    uid = facts()[0]
    assert facts() == (uid, 0, "CONFIRMED")
    change(opening, pia_planner, closes_at=clock(THURSDAY, 9, 30))
    assert facts() == (uid, 1, "CONFIRMED")
    actions.cancel_hour(hour=opening, reason="Syk vert", by=pia_planner, at=WEEKS_BEFORE)
    assert facts() == (uid, 2, "CANCELLED")
    assert "Avlyst: Syk vert" in str(events(client.get(ONE))[0]["DESCRIPTION"])
    assert str(events(client.get(FEED))[0]["STATUS"]) == "CANCELLED"
    actions.hold_again(hour=opening, by=pia_planner, at=WEEKS_BEFORE)
    assert facts() == (uid, 3, "CONFIRMED")


def test_a_reader_that_has_the_newest_file_gets_nothing_new(
    client, opening, pia_planner, personnel, kari, django_assert_max_num_queries
):
    for address in (FEED, ONE):
        tag = client.get(address)["ETag"]
        asked(opening, personnel, kari)
        with django_assert_max_num_queries(1):
            assert client.get(address, headers={"If-None-Match": tag}).status_code == 304

        change(opening, pia_planner, room=f"Rom {tag}")
        assert client.get(address, headers={"If-None-Match": tag}).status_code == 200
        opening.refresh_from_db()


def test_signing_in_gives_another_file(client, kari):
    tag = client.get(ONE)["ETag"]

    client.force_login(kari)

    assert client.get(ONE, headers={"If-None-Match": tag}).status_code == 200


def test_old_hours_are_left_out_a_month_after_the_rollout(client, monkeypatch):
    last = the_hour(MONDAY, HourKind.CLOSING).closes_at

    for days, left in ((1, 6), (29, 2), (31, 0)):
        monkeypatch.setattr("django.utils.timezone.now", lambda days=days: last + timedelta(days))
        assert len(events(client.get(FEED))) == left


def test_the_feed_speaks_the_language_of_its_address(client):
    assert "Spørjetime: " in str(events(client.get(f"/nn{FEED}"))[0]["SUMMARY"])
    assert "Question hour: " in str(events(client.get(f"/en{FEED}"))[0]["SUMMARY"])


def test_a_rehearsal_is_in_no_calendar(client, opening, hilde_host):
    practised = actions.rehearse(hour=opening, by=hilde_host, at=clock(THURSDAY, 8))
    client.force_login(hilde_host)

    assert len(events(client.get(FEED))) == 6
    assert practised.slug.encode() not in client.get(FEED).content
    assert client.get(f"/sporretimer/{practised.slug}.ics").status_code == 404
    assert client.get("/sporretimer/2026-01-01-oppstart.ics").status_code == 404


def test_the_feed_costs_few_queries(client, pia_planner, django_assert_max_num_queries):
    change(the_hour(FRIDAY, HourKind.OPENING), pia_planner, room="R1")
    client.get(FEED)

    with django_assert_max_num_queries(4):
        client.get(FEED)
