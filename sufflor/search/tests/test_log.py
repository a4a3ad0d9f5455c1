"""What is searched for is written down without a word of who, and comes to an end."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from sufflor.search import log
from sufflor.search.log import Note, What
from sufflor.search.models import Searched, VisitSalt
from sufflor.search.searches import found_by_themselves, searches
from sufflor.search.tests.conftest import NINE, TEN, Indexed

TODAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def nothing_waits() -> None:
    log._waiting.clear()


def asked(text: str, visit: str = "", *, hits: int = 3, at=NINE) -> None:
    log.note(Note(What.ASKED, visit, at, text=text, hits=hits))
    log.write()


def chose(text: str, path: str, visit: str = "", *, at=TEN) -> None:
    log.note(Note(What.CHOSE, visit, at, text=text, path=path))
    log.write()


def followed(visit: str, *, at=TEN) -> None:
    log.note(Note(What.FOLLOWED, visit, at))
    log.write()


def counts() -> list[tuple[str, int, int, int]]:
    rows = Searched.objects.order_by("pk")
    return list(rows.values_list("text", "times", "chosen", "followed"))


@pytest.mark.django_db
def test_a_visit_counts_once_a_day_and_those_not_signed_in_together() -> None:
    for visit in ("a", "a", "b", "", ""):
        asked("Hvordan skjerme?", visit)

    assert counts() == [
        ("hvordan skjerme", 1, 0, 0),
        ("hvordan skjerme", 1, 0, 0),
        ("hvordan skjerme", 2, 0, 0),
    ]


def test_a_hit_is_chosen_once_a_visit_and_other_pages_are_none(indexed: Indexed) -> None:
    indexed(url="/personal/skjerme/")
    asked("skjerme", "a")
    asked("skjerme", "b")

    for path in ("/personal/skjerme/", "/personal/skjerme/", "/om/"):
        chose("skjerme", path, "a")

    assert counts() == [("skjerme", 1, 1, 0), ("skjerme", 1, 0, 0)]


@pytest.mark.django_db
def test_what_is_asked_afterwards_follows_the_searches_of_that_visit_alone() -> None:
    asked("skjerme", "a")
    asked("skjerme", "b")
    asked("skjerme")

    followed("a")
    followed("a")
    followed("")

    assert [row[3] for row in counts()] == [1, 0, 0]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text",
    [
        "01010750160",
        "vedtak til 010107 50160",
        "kari@nidelva.example",
        "73 59 50 00",
        "2026/12345",
        "og",
        "",
        "ord " * 40,
    ],
)
def test_what_may_lead_to_a_person_is_not_written_down(text: str) -> None:
    asked(text, "a")

    assert counts() == []


@pytest.mark.django_db
def test_nothing_of_a_session_is_kept_and_a_day_that_is_over_is_no_visit() -> None:
    asked("skjerme", "secret-session")
    asked("skjerme", "other")
    kept = {row.visit for row in Searched.objects.all()}
    assert len(kept) == 2
    assert "secret-session" not in kept

    asked("skjerme", "secret-session", at=NINE + timedelta(days=1))

    (salt,) = VisitSalt.objects.all()
    assert salt.day == TODAY + timedelta(days=1)
    yesterday = Searched.objects.filter(day=TODAY)
    assert [row.visit for row in yesterday] == [None, None]


@pytest.mark.django_db
def test_a_note_from_a_day_that_is_over_has_no_visit() -> None:
    asked("skjerme", "a", at=NINE + timedelta(days=1))

    asked("skjerme", "a", at=NINE)

    assert Searched.objects.get(day=TODAY).visit == ""
    assert VisitSalt.objects.count() == 1


@pytest.mark.django_db
def test_the_night_ends_visits_and_forgets_first_what_few_have_searched_for() -> None:
    for number in range(5):
        asked("skjerme", str(number))
    asked("kari nordmann", "a")

    log.tidy(NINE + timedelta(days=1))
    assert not VisitSalt.objects.exists()
    log.tidy(NINE + timedelta(days=31))
    assert {row.text for row in Searched.objects.all()} == {"skjerme"}
    log.tidy(NINE + timedelta(days=181))
    assert not Searched.objects.exists()


@pytest.mark.django_db
def test_groups_of_fewer_than_five_are_counted_and_not_shown() -> None:
    for number in range(5):
        asked("skjerme navn" if number else "navn skjermes", str(number), hits=0)
    for number in range(4):
        asked("kari nordmann", str(number))
    followed("1")

    found = searches(TODAY)

    (group,) = found.groups
    assert (group.text, group.times, group.without_hits, group.followed) == (
        "skjerme navn",
        5,
        5,
        1,
    )
    assert found.hidden == 4
    assert found.without_hits() == [group]
    assert found.followed() == found.without_choice() == []
    assert searches(TODAY + timedelta(days=1)).groups == ()


@pytest.mark.django_db
def test_what_was_found_and_not_wanted_is_told(indexed: Indexed) -> None:
    indexed(url="/personal/skjerme/")
    for number in range(8):
        asked("skjerme", str(number))
    for number in range(2):
        chose("skjerme", "/personal/skjerme/", str(number))

    (group,) = searches(TODAY).without_choice()

    assert group.without_choice == 6


@pytest.mark.django_db
def test_a_day_has_room_for_so_many_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "MOST_A_DAY", 2)

    for text in ("skjerme", "fordele", "ekspedere", "skjerme"):
        asked(text)

    assert [row[:2] for row in counts()] == [("skjerme", 2), ("fordele", 1)]


def test_who_found_a_page_and_asked_nobody_that_day_found_it_themselves(indexed: Indexed) -> None:
    indexed(url="/personal/skjerme/")
    for visit in ("a", "b", "c", "d", "e", "f", ""):
        asked("skjerme", visit)
    for visit in ("a", "b", "c", "d", "e", ""):
        chose("skjerme", "/personal/skjerme/", visit)
    followed("e")

    log.tidy(NINE + timedelta(days=1))

    found = found_by_themselves(TODAY)
    assert (found.led, found.alone, found.share) == (5, 4, 80)


def test_of_fewer_than_five_no_share_is_told(indexed: Indexed) -> None:
    indexed(url="/personal/skjerme/")
    for visit in "abcd":
        asked("skjerme", visit)
        chose("skjerme", "/personal/skjerme/", visit)

    assert found_by_themselves(TODAY).share is None
