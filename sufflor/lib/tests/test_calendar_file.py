"""Calendar files that others read as we meant them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from sufflor.lib import calendar_file
from sufflor.lib.calendar_file import Entry
from sufflor.lib.clock import OSLO
from sufflor.lib.text import clean

START = datetime(2026, 10, 29, 8, 30, tzinfo=OSLO)


def entry(**changed):
    facts = {
        "uid": "1@example",
        "sequence": 3,
        "changed_at": START - timedelta(days=1),
        "starts_at": START,
        "ends_at": START + timedelta(minutes=30),
        "title": "Felles oppstart",
    }
    return Entry(**(facts | changed))


def read(*entries):
    return Calendar.from_ical(calendar_file.written("Spørretimer", "-//Prøve//NO", entries))


def test_another_reader_sees_what_was_written():
    calendar = read(
        entry(
            title="Oppstart; for ledere, \\ og «andre»",
            text="Første linje\nAndre, linje",
            place="Auditorium R7",
            url="https://example.org/a?b=c;d",
            video_url="https://video.example/x,y",
        )
    )

    event = calendar.walk("VEVENT")[0]
    assert calendar["METHOD"] == "PUBLISH"
    assert str(event["SUMMARY"]) == "Oppstart; for ledere, \\ og «andre»"
    assert str(event["DESCRIPTION"]) == "Første linje\nAndre, linje"
    assert str(event["LOCATION"]) == "Auditorium R7"
    assert str(event["URL"]) == "https://example.org/a?b=c;d"
    assert str(event["CONFERENCE"]) == "https://video.example/x,y"
    assert event["DTSTART"].dt == datetime(2026, 10, 29, 7, 30, tzinfo=UTC)
    assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(minutes=30)
    assert (event["SEQUENCE"], event["STATUS"]) == (3, "CONFIRMED")


def test_what_is_called_off_takes_no_time():
    event = read(entry(is_cancelled=True)).walk("VEVENT")[0]

    assert (event["STATUS"], event["TRANSP"]) == ("CANCELLED", "TRANSPARENT")


@given(st.text(max_size=400), st.text(max_size=200))
def test_no_line_is_longer_than_seventy_five_octets_and_no_letter_is_cut(text, place):
    text, place = clean(text), clean(place)

    written = calendar_file.written("Timer", "-//Prøve//NO", [entry(text=text, place=place)])

    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    assert b"\n" not in written.replace(b"\r\n", b"")
    event = Calendar.from_ical(written).walk("VEVENT")[0]
    assert str(event.get("DESCRIPTION", "")) == text
    assert str(event.get("LOCATION", "")) == place
