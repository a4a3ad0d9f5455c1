"""The roster week by week, filling with a preview, and one's own watches."""

from __future__ import annotations

import re
from datetime import date, time
from html import unescape

import pytest

from sufflor.lib.clock import moment
from sufflor.organization import actions
from sufflor.organization.models import Absence, OpeningPeriod, Watch
from tests.cast import MORNING

pytestmark = pytest.mark.once


TODAY = date(2026, 10, 29)


@pytest.fixture
def group(liv_first_line, nine_in_the_morning):
    OpeningPeriod.objects.bulk_create(
        OpeningPeriod(weekday=day, opens=time(8), closes=time(16), from_date=date(2026, 1, 1))
        for day in range(5)
    )
    return liv_first_line.support_groups.get()


@pytest.fixture
def watch(group, liv_first_line):
    return actions.give_watch(
        group=group,
        person=liv_first_line,
        starts_at=moment(TODAY, time(8)),
        ends_at=moment(TODAY, time(16)),
        by=liv_first_line,
        at=MORNING,
    )


def typed(group, liv, **more):
    return {
        "from_date": "2026-11-02",
        "to_date": "2026-11-08",
        "clocks": "08.00–12.00, 12.00–16.00",
        "who_0_0": liv.pk,
        **more,
    }


def test_filling_shows_first_and_gives_afterwards(client, group, liv_first_line, anne_admin):
    client.force_login(anne_admin)
    address = f"/arbeid/vaktplan/{group.code}/fylling/"

    shown = client.post(address, typed(group, liv_first_line, gjor="vis"))
    assert shown.status_code == 200
    assert "Liv Dahl" in shown.content.decode().partition('id="preview"')[2]
    assert not Watch.objects.exists()

    done = client.post(address, typed(group, liv_first_line, gjor="lagre"))
    assert done.status_code == 303
    assert Watch.objects.get().starts_at == moment(date(2026, 11, 2), time(8))


@pytest.mark.parametrize(
    "more",
    [{"clocks": "sent"}, {"clocks": "12.00–08.00"}, {"to_date": "2026-10-01"}, {"who_0_0": ""}],
)
@pytest.mark.parametrize("deed", ["vis", "lagre"])
def test_what_cannot_be_filled_keeps_what_was_typed(
    client, group, liv_first_line, anne_admin, more, deed
):
    client.force_login(anne_admin)

    answer = client.post(
        f"/arbeid/vaktplan/{group.code}/fylling/", typed(group, liv_first_line, gjor=deed, **more)
    )

    assert answer.status_code == 422
    assert not Watch.objects.exists()
    assert 'value="2026-11-02"' in answer.content.decode()


def test_the_week_shows_who_is_away_and_who_is_missing(
    client, group, watch, liv_first_line, django_assert_max_num_queries
):
    Absence.objects.create(person=liv_first_line, from_date=TODAY, to_date=TODAY)
    client.force_login(liv_first_line)
    client.get("/arbeid/vaktplan/")

    with django_assert_max_num_queries(14):
        page = client.get(f"/arbeid/vaktplan/{group.code}/").content.decode()

    assert "er borte" in page
    assert "ingen" in page


def test_the_work_list_and_the_front_page_say_who_is_on_watch(client, watch, liv_first_line, kari):
    client.force_login(liv_first_line)
    assert "På vakt nå" in client.get("/arbeid/henvendelser/").content.decode()
    assert "På vakt nå" in client.get("/").content.decode()

    client.force_login(kari)

    assert "På vakt nå" not in client.get("/").content.decode()


def test_ones_own_watches_are_a_calendar_file(client, watch, liv_first_line):
    client.force_login(liv_first_line)

    file = client.get("/mine/vakter.ics")

    assert file["Content-Type"].startswith("text/calendar")
    assert "DTSTART:20261029T070000Z" in file.content.decode()


def test_whose_watch_it_is_not_finds_no_page(client, watch, kari):
    client.force_login(kari)

    assert client.get(f"/mine/vakter/vakt/{watch.pk}/bytte/").status_code == 404


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "sent"])
def test_a_week_that_nobody_means_is_this_week(client, group, liv_first_line, day):
    client.force_login(liv_first_line)

    page = client.get(f"/arbeid/vaktplan/{group.code}/?uke={day}").content.decode()

    assert "Uke 44" in page


def test_a_hole_stands_where_the_day_has_it_and_is_taken_as_it_is(client, group, liv_first_line):
    for starts, ends in ((9, 10), (14, 16)):
        actions.give_watch(
            group=group,
            person=liv_first_line,
            starts_at=moment(TODAY, time(starts)),
            ends_at=moment(TODAY, time(ends)),
            by=liv_first_line,
            at=MORNING,
        )
    client.force_login(liv_first_line)
    page = client.get(f"/arbeid/vaktplan/{group.code}/").content.decode()
    day = page.split("i dag</span>")[1].split("</section>")[0]
    clocks = re.findall(r"\d\d\.\d\d–\d\d\.\d\d", day)
    assert clocks == sorted(clocks)
    assert "10.00–14.00" in clocks
    last = re.findall(r'href="([^"]+/vakt/\?[^"]+)"', day)[-1]

    form = client.get(unescape(last)).content.decode()

    assert "<h1>Ta en vakt</h1>" in form
    assert f'value="{liv_first_line.pk}" selected' in form
    assert 'name="starts" value="10:00"' in form
    assert 'name="ends" value="14:00"' in form


def test_clocks_that_are_none_are_those_of_the_opening_hours(client, group, liv_first_line):
    client.force_login(liv_first_line)

    form = client.get(f"/arbeid/vaktplan/{group.code}/vakt/?fra=99:99&til=x").content.decode()

    assert 'name="starts" value="08:00"' in form
