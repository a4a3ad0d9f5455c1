"""Always in writing: who writes the answer, by when, and who is told when that has passed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sufflor.questions import actions
from sufflor.questions.models import DutyKind, OwedAnswer
from tests.cast import MORNING
from tests.hours import asked

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("nine_in_the_morning")]


DESK = "/sporretimer/2026-10-29-oppstart/styr/"


def opened(client, question, deed: str):
    page = client.get(DESK, {"sporsmal": question.pk, "gjor": deed})
    return page.context["hand"].form


def names(form) -> list[tuple[str, list[str]]]:
    return [
        (group, [name for _pk, name in people]) for group, people in form["writer"].field.choices
    ]


def owe(client, question, path: str, writer, due: str = "2026-10-29T12:00", **more):
    typed = {"writer": writer.pk, "due_at": due, **more}
    return client.post(f"/sporsmal/{question.pk}/{path}/", typed, follow=True)


def test_answered_aloud_is_no_end_it_gets_a_writer_and_a_time(host, question, ola_adviser):
    page = owe(host, question, "muntlig", ola_adviser).content.decode()

    owed = OwedAnswer.objects.get()
    assert (owed.writer, owed.spoken_at) == (ola_adviser, MORNING)
    assert owed.due_at.hour == 11
    assert "Svaret skal være klart" in page
    desk = host.get(DESK).context["desk"]
    assert [pile for pile, _items in desk.piles] == ["owed"]
    assert desk.left == 0


def test_whoever_is_on_duty_for_the_area_is_proposed_first(
    host,
    question,
    morning,
    personnel,
    archive,
    ola_adviser,
    per_second_line,
    hilde_host,
    pia_planner,
):
    for person, area in ((per_second_line, personnel), (ola_adviser, personnel)):
        actions.give_duty(
            hour=morning,
            person=person,
            kind=DutyKind.ANSWERER,
            area=area,
            by=hilde_host,
            at=MORNING,
        )

    form = opened(host, question, "muntlig")

    assert form["writer"].value() == per_second_line.pk
    assert names(form) == [
        ("Har vakt i denne timen", [per_second_line.full_name, ola_adviser.full_name]),
        ("Andre som svarer på området", [hilde_host.full_name]),
    ]


def test_without_anybody_on_duty_the_host_is_proposed(host, question, hilde_host, ola_adviser):
    form = opened(host, question, "eier")

    assert form["writer"].value() == hilde_host.pk
    assert names(form)[0][0] == "Andre som svarer på området"


def test_an_answer_is_handed_on_and_given_back(host, question, ola_adviser, per_second_line):
    owe(host, question, "muntlig", ola_adviser)
    owe(host, question, "eier", per_second_line, "2026-10-29T13:00")

    owed = OwedAnswer.objects.get()
    assert (owed.writer, owed.spoken_at) == (per_second_line, MORNING)
    page = host.post(f"/sporsmal/{question.pk}/eier/angre/", follow=True)

    assert not OwedAnswer.objects.exists()
    assert page.context["desk"].left == 1


@pytest.mark.parametrize(
    ("due", "field"), [("", "due_at"), ("i morgen", "due_at"), ("29.10.2026 08.00", None)]
)
def test_a_time_that_will_not_do_is_told_and_kept(host, question, ola_adviser, due, field):
    response = owe(host, question, "muntlig", ola_adviser, due)

    assert response.status_code == 422
    assert field is None or field in response.context["hand"].form.errors
    assert due in response.content.decode()
    assert not OwedAnswer.objects.exists()


def test_only_those_who_answer_in_the_area_can_be_asked(host, question, lars):
    response = owe(host, question, "eier", lars)

    assert response.status_code == 422
    assert "writer" in response.context["hand"].form.errors


def test_an_adviser_takes_an_answer_on_and_gives_it_to_nobody_else(
    client, question, ola_adviser, per_second_line
):
    client.force_login(ola_adviser)

    form = opened(client, question, "eier")
    assert form["writer"].field.choices == [(ola_adviser.pk, ola_adviser.full_name)]
    assert owe(client, question, "eier", per_second_line).status_code == 422
    owe(client, question, "eier", ola_adviser)

    assert OwedAnswer.objects.get().writer == ola_adviser


def test_an_answer_that_is_late_stands_on_top_of_every_desk(
    host, morning, question, ola_adviser, hilde_host, monkeypatch
):
    owe(host, question, "muntlig", ola_adviser, "2026-10-29T09:00")
    assert host.get(DESK).context["overdue"] == []

    later = MORNING + timedelta(hours=1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    page = host.get(DESK)

    assert [owed.question for owed in page.context["overdue"]] == [question]
    assert "1 skriftlig svar er over fristen" in page.content.decode()
    actions.answer(question=question, text="Slik.", by=hilde_host, at=later)
    assert host.get(DESK).context["overdue"] == []


def test_what_is_owed_is_answered_at_the_desk_like_anything_else(host, question, ola_adviser):
    owe(host, question, "muntlig", ola_adviser)

    host.post(f"/sporsmal/{question.pk}/svar/", {"text": "Bruk Skjerm.", "version": "7.3"})

    question.refresh_from_db()
    assert (question.answer.text, question.answer.version) == ("Bruk Skjerm.", "7.3")


def test_an_answer_has_a_version_and_a_date_to_read_it_again(host, question, hilde_host):
    typed = {"text": "Bruk Skjerm.", "version": "7.3", "review_date": "15.01.2027"}

    host.post(f"/sporsmal/{question.pk}/svar/", typed)
    given = question.__class__.objects.get(pk=question.pk).answer
    assert (given.version, f"{given.review_date:%Y-%m-%d}") == ("7.3", "2027-01-15")
    page = host.get(DESK, {"sporsmal": question.pk}).content.decode()
    assert 'value="2027-01-15"' in page
    wrong = host.post(
        f"/sporsmal/{question.pk}/svar/endring/",
        {**typed, "review_date": "snart", "seen": given.stamp},
    )

    assert wrong.status_code == 422
    assert 'value="snart"' in wrong.content.decode()


def test_whoever_ends_the_hour_comes_back_to_that(host, question, hilde_host):
    response = owe(host, question, "eier", hilde_host, fra="avslutt")

    assert response.redirect_chain[0] == ("/sporretimer/2026-10-29-oppstart/styr/avslutt/", 303)


def test_the_status_of_the_rollout_is_said_at_the_desk(host, morning, question):
    host.post(f"{DESK}status/", {"status-text": "Alt går som planlagt."})
    assert "Alt går som planlagt." in host.get(DESK).content.decode()

    response = host.post(f"{DESK}status/", {"status-text": "x" * 4001})

    assert response.status_code == 422
    assert "x" * 4001 in response.content.decode()
    morning.refresh_from_db()
    assert morning.status_text == "Alt går som planlagt."


def test_the_desk_shows_the_agenda_of_the_hour(host, question):
    parts = host.get(DESK).context["agenda"].parts

    assert [len(part.rows) for part in parts] == [0, 0, 1, 0]


def test_questions_of_a_rehearsal_have_a_desk_too(host, morning, hilde_host):
    practised = actions.rehearse(hour=morning, by=hilde_host, at=MORNING)

    page = host.get(f"/sporretimer/{practised.slug}/styr/")

    assert page.status_code == 200
    assert "Øving" in page.content.decode()


def test_what_was_laid_aside_comes_last_of_what_waits(
    host, morning, question, personnel, lars, hilde_host
):
    other = asked(morning, personnel, lars, "Et annet?")
    actions.answer_now(question=question, by=hilde_host, at=MORNING)

    page = host.post(f"/sporsmal/{question.pk}/besvares/angre/", follow=True)

    assert page.context["question"] == other
    assert [item.question for item in page.context["desk"].items] == [other, question]
