"""The screen for the hall: what it goes through, who leads it, and that it never holds a name."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from sufflor.lib.clock import OSLO
from sufflor.organization.models import Unit, UnitKind
from sufflor.questions import actions
from sufflor.questions.models import (
    Duty,
    DutyKind,
    HourKind,
    Names,
    OwedAnswer,
    Question,
    QuestionHour,
    QuestionKind,
)
from tests.cast import DAY, MORNING, person
from tests.hours import FRIDAY, THURSDAY, asked, asked_by_many, clock, the_hour

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("nine_in_the_morning")]


SCREEN = "/sporretimer/2026-10-29-oppstart/skjerm/"
QUESTIONS = f"{SCREEN}?del=sporsmal"
CANARY = "Kanarifugl"


@pytest.fixture
def three(morning, personnel, kari, lars, ola_adviser):
    first, second, third = (asked(morning, personnel, kari, text) for text in ("A?", "B?", "C?"))
    for question, voters in ((first, (lars, ola_adviser)), (second, (lars,))):
        for voter in voters:
            actions.vote(question=question, by=voter, at=MORNING)
    return first, second, third


def press(client, what: str, seen=None, takes_up: str = "question"):
    typed = {"del": "sporsmal", "takes_up": takes_up, "seen": seen.pk if seen else ""}
    return client.post(f"{SCREEN}{what}/", typed, follow=True)


def shown(page) -> str | None:
    return page.context["now"] and page.context["now"].text


def following(page) -> list[str]:
    return [question.text for question in page.context["following"]]


def test_the_hour_is_led_from_question_to_question(host, three):
    page = host.get(QUESTIONS)
    assert (shown(page), following(page)) == (None, ["A?", "B?", "C?"])

    page = press(host, "neste")
    assert (shown(page), following(page)) == ("A?", ["B?", "C?"])
    assert page.redirect_chain == [(f"{SCREEN}?del=sporsmal", 303)]
    page = press(host, "neste", three[0])
    assert (shown(page), following(page)) == ("B?", ["C?", "A?"])

    assert "<h1" in page.content.decode()
    assert page.context["waiting"] == 2


def test_answered_aloud_with_one_press_asks_whoever_is_on_duty_for_the_area(
    host, three, morning, personnel, per_second_line, hilde_host
):
    Duty.objects.create(
        hour=morning,
        person=per_second_line,
        kind=DutyKind.ANSWERER,
        area=personnel,
        given_at=MORNING,
        given_by=hilde_host,
    )
    press(host, "neste")

    page = press(host, "besvart", three[0])

    owed = OwedAnswer.objects.get()
    assert (owed.question, owed.writer, owed.spoken_at) == (three[0], per_second_line, MORNING)
    assert shown(page) == "B?"
    assert per_second_line.last_name not in page.content.decode()


def test_with_nobody_on_duty_the_host_writes_it(host, three, hilde_host):
    press(host, "neste")
    press(host, "besvart", three[0])

    assert OwedAnswer.objects.get().writer == hilde_host


def test_a_press_that_comes_too_late_shows_how_it_stands(host, three, hilde_host):
    press(host, "neste")
    actions.answer(question=three[0], text="Slik.", by=hilde_host, at=MORNING)

    page = press(host, "besvart", three[0])

    assert page.status_code == 200
    assert not OwedAnswer.objects.exists()


def test_the_screen_goes_through_the_agenda_and_says_what_comes(host, three, morning, hilde_host):
    actions.say_status(hour=morning, text="Alt går bra.", by=hilde_host, at=MORNING)

    page = host.get(f"{SCREEN}?del=velkommen")
    words = [slide.word for slide in page.context["show"].slides]

    assert words == ["velkommen", "status", "losninger", "sporsmal", "feil", "takk"]
    assert "Alt går bra." in host.get(f"{SCREEN}?del=status").content.decode()
    for word in words:
        one = host.get(f"{SCREEN}?del={word}")
        assert one.context["slide"].word == word
        assert one.content.decode().count("<h1") == 1
    assert f'href="{SCREEN}?del=feil"' in host.get(QUESTIONS).content.decode()


def test_a_closing_hour_goes_through_the_answers_first(host, morning, personnel, kari, hilde_host):
    question = asked(morning, personnel, kari)
    actions.answer(question=question, text="Slik.", by=hilde_host, at=MORNING)
    closing = QuestionHour.objects.create(
        kind=HourKind.CLOSING,
        slug="2026-10-29-avslutning",
        date=DAY,
        collects_from=morning.closes_at,
        opens_at=morning.closes_at + timedelta(hours=6),
        closes_at=morning.closes_at + timedelta(hours=7),
    )

    page = host.get(f"/sporretimer/{closing.slug}/skjerm/?del=svar")

    assert [row.text for row in page.context["slide"].rows] == [question.text]
    assert [slide.word for slide in page.context["show"].slides] == [
        *("velkommen", "status", "svar", "svar-na"),
        *("kjente-feil", "kjente-feil-na", "videre", "takk"),
    ]


def test_a_long_list_is_turned_page_by_page(host, rollout_days, personnel, hilde_host):
    thursday = the_hour(THURSDAY, HourKind.OPENING)
    for question in asked_by_many(thursday, personnel, (f"Gammelt {n}?" for n in range(7))):
        actions.answer(question=question, text="Slik.", by=hilde_host, at=clock(THURSDAY, 16))

    url = f"/sporretimer/{the_hour(FRIDAY, HourKind.OPENING).slug}/skjerm/?del="
    first, second = (host.get(url + word) for word in ("losninger", "losninger-2"))

    assert [len(page.context["slide"].rows) for page in (first, second)] == [5, 2]
    assert host.get(url + "losninger-9").context["slide"].word == "losninger"


@pytest.mark.parametrize(
    ("minutes", "word", "left"),
    [(-20, "velkommen", ""), (0, "losninger", "25 min igjen"), (24, "feil", "1 min igjen")],
)
def test_without_being_told_it_shows_what_the_hour_is_at(
    host, morning, monkeypatch, minutes, word, left
):
    at = MORNING + timedelta(minutes=minutes)
    monkeypatch.setattr("django.utils.timezone.now", lambda: at)

    page = host.get(SCREEN)

    assert page.context["slide"].word == word
    assert left in page.content.decode()
    assert f">{at.astimezone(OSLO):%H.%M}</time>" in page.content.decode()


def test_what_is_being_answered_is_shown_whatever_the_clock_says(
    host, morning, personnel, kari, lars, hilde_host
):
    asked(morning, personnel, kari)
    error = asked(morning, personnel, lars, "Listen er tom")
    Question.objects.filter(pk=error.pk).update(kind=QuestionKind.ERROR)
    actions.answer_now(question=error, by=hilde_host, at=MORNING)

    page = host.get(SCREEN)

    assert (page.context["slide"].word, shown(page)) == ("feil", "Listen er tom")


def test_it_says_how_many_stand_together(host, three, hilde_host):
    actions.merge(question=three[1], into=three[0], by=hilde_host, at=MORNING)

    page = press(host, "neste").content.decode()

    assert "1 likt spørsmål er slått sammen med dette" in page


def test_the_short_address_and_its_code_lead_to_the_form(host, client, morning, kari):
    page = host.get(f"{SCREEN}?del=velkommen")

    assert page.context["ask_address"] == "127.0.0.1:8000/spor"
    assert 'aria-label="QR-kode til skjemaet"' in page.content.decode()
    client.force_login(kari)
    assert client.get("/spor/")["Location"] == "/sporretimer/2026-10-29-oppstart/#ask-card"


def test_a_rehearsal_has_a_screen_that_leads_to_the_rehearsal(host, morning, hilde_host):
    practised = actions.rehearse(hour=morning, by=hilde_host, at=MORNING)

    page = host.get(f"/sporretimer/{practised.slug}/skjerm/?del=velkommen")

    assert page.context["ask_address"].endswith(practised.path.rstrip("/"))
    assert "Øving" in page.content.decode()


def test_the_projector_and_those_who_answer_have_nothing_to_lead_with(
    client, host, three, ola_adviser, lars
):
    press(host, "neste")
    leading = host.get(QUESTIONS).content.decode()
    bare = host.get(f"{QUESTIONS}&bare=1").content.decode()
    client.force_login(ola_adviser)
    adviser = client.get(QUESTIONS).content.decode()

    assert '<form method="post"' in leading
    for page in (bare, adviser):
        assert "<form" not in page
        assert "styr/" not in page
    assert not re.search(r"<(button|a) (?!.*(hidden|skip-link))", bare)
    assert press(client, "neste", three[0]).status_code == 403
    assert press(client, "besvart", three[0]).status_code == 403
    client.force_login(lars)
    assert client.get(SCREEN).status_code == 403
    client.logout()
    assert client.get(SCREEN).status_code == 302


@pytest.mark.parametrize("names", Names)
@pytest.mark.parametrize("more", ["", "&bare=1"])
def test_nobody_who_asks_or_answers_is_named_on_the_screen(
    host, morning, personnel, hilde_host, university, names, more
):
    morning.names = names
    morning.save()
    unit = Unit.objects.create(
        code="KAN", name=f"{CANARY}instituttet", kind=UnitKind.INSTITUTE, parent=university
    )
    bird = person("canary", CANARY, f"{CANARY}sen", unit)
    texts = ("Nå?", "Neste?", "Besvart?", "Lovet?", "Likt?", "Skjult?")
    now, _next, answered, owed, merged, hidden = (
        asked(morning, personnel, bird, text) for text in texts
    )
    actions.answer(question=answered, text="Slik.", by=hilde_host, at=MORNING)
    actions.owe_answer(
        question=owed, writer=hilde_host, due_at=None, was_spoken=True, by=hilde_host, at=MORNING
    )
    actions.merge(question=merged, into=now, by=hilde_host, at=MORNING)
    actions.hide(question=hidden, by=hilde_host, at=MORNING)
    actions.answer_now(question=now, by=hilde_host, at=MORNING)

    for slide in host.get(SCREEN).context["show"].slides:
        page = host.get(f"{SCREEN}?del={slide.word}{more}").content.decode()
        assert CANARY not in page, slide.word
        assert hilde_host.last_name not in page, slide.word
        assert "Skjult?" not in page, slide.word


@pytest.mark.parametrize("odd", ["x" * 5000, "\x00", "<script>alert(1)</script>", "-", "9" * 99])
def test_no_odd_address_is_an_error(host, three, odd):
    assert host.get(SCREEN, {"del": odd, "bare": odd}).status_code == 200
    typed = {"seen": odd, "del": odd, "takes_up": odd}
    assert host.post(f"{SCREEN}neste/", typed).status_code == 303
    assert host.post(f"{SCREEN}besvart/", typed).status_code == 404


def test_a_screen_with_many_questions_costs_few_queries(
    host, morning, personnel, django_assert_max_num_queries
):
    asked_by_many(morning, personnel, (f"Spørsmål {number}" for number in range(20)))
    press(host, "neste")
    host.get("/styring/")

    with django_assert_max_num_queries(11):
        host.get(QUESTIONS)
    with django_assert_max_num_queries(8):
        host.get(QUESTIONS)
