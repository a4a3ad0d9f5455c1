"""The host's desk: answers in writing, one after the other, and guidance out of them."""

from __future__ import annotations

import pytest

from sufflor.questions import actions
from sufflor.questions.models import Answer
from tests.cast import MORNING
from tests.hours import asked, asked_by_many

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("nine_in_the_morning")]


DESK = "/sporretimer/2026-10-29-oppstart/styr/"


def test_several_questions_are_answered_one_after_the_other(host, morning, personnel, kari):
    for number in range(6):
        asked(morning, personnel, kari, f"Spørsmål {number}")

    page = host.get(DESK)
    for _ in range(6):
        item = page.context["item"]
        page = host.post(
            f"/sporsmal/{item.question.pk}/svar/",
            {"text": f"Svar på {item.question.text}"},
            follow=True,
        )

    assert Answer.objects.count() == 6
    assert page.context["desk"].left == 0
    assert all(one.text == f"Svar på {one.question.text}" for one in Answer.objects.all())


def test_an_answer_becomes_guidance_in_two_clicks(host, question):
    host.post(f"/sporsmal/{question.pk}/svar/", {"text": "Bruk Skjerm."})

    page = host.post(f"/sporsmal/{question.pk}/svar/veiledning/", {"title": "Skjerme"}, follow=True)
    assert f'action="/sporsmal/{question.pk}/svar/publisering/"' in page.content.decode()
    page = host.post(f"/sporsmal/{question.pk}/svar/publisering/", follow=True)

    article = Answer.objects.get().article
    assert article.live
    assert article.get_absolute_url() in page.content.decode()
    hour_page = host.get("/sporretimer/2026-10-29-oppstart/").content.decode()
    assert article.get_absolute_url() in hour_page
    answer_page = host.get(Answer.objects.get().path).content.decode()
    assert article.get_absolute_url() in answer_page


def test_the_second_of_two_hosts_sees_the_first_answer_and_keeps_the_own_text(
    host, question, per_second_line
):
    actions.answer(question=question, text="Den første.", by=per_second_line, at=MORNING)

    response = host.post(f"/sporsmal/{question.pk}/svar/", {"text": "Den andre, og bedre."})

    page = response.content.decode()
    assert response.status_code == 409
    assert "Den første." in page
    assert "Den andre, og bedre." in page
    assert Answer.objects.get().text == "Den første."


def test_an_edit_on_top_of_another_is_refused_with_both_texts_shown(
    host, question, per_second_line, hilde_host
):
    answer = actions.answer(question=question, text="Før.", by=hilde_host, at=MORNING)
    seen = answer.stamp
    actions.edit_answer(answer=answer, text="Imens.", seen=seen, by=per_second_line, at=MORNING)

    response = host.post(
        f"/sporsmal/{question.pk}/svar/endring/", {"text": "Etterpå.", "seen": "2020-01-01"}
    )

    page = response.content.decode()
    assert response.status_code == 409
    assert "Imens." in page
    assert "Etterpå." in page


def test_an_empty_answer_is_said_to_be_empty(host, question):
    response = host.post(f"/sporsmal/{question.pk}/svar/", {"text": " \x00 "})

    assert response.status_code == 422
    assert not Answer.objects.exists()


def test_everyone_sees_what_is_being_answered_now(host, question, morning):
    host.post(f"/sporsmal/{question.pk}/besvares/")
    assert "question-now" in host.get("/sporretimer/2026-10-29-oppstart/").content.decode()

    host.post(f"/sporsmal/{question.pk}/besvares/angre/")
    assert "question-now" not in host.get("/sporretimer/2026-10-29-oppstart/").content.decode()


def test_hosts_see_who_asked(host, question, kari):
    assert kari.full_name in host.get(DESK).content.decode()


def test_the_desk_is_closed_to_those_who_answer_nothing(client, question, lars):
    assert client.get(DESK).status_code == 302
    client.force_login(lars)

    assert client.get(DESK).status_code == 403
    assert client.post(f"/sporsmal/{question.pk}/svar/", {"text": "Ja."}).status_code == 403
    assert client.post(f"/sporsmal/{question.pk}/besvares/").status_code == 403
    assert not Answer.objects.exists()


def test_an_adviser_has_a_desk_for_the_own_area(
    client, morning, personnel, archive, kari, ola_adviser
):
    mine, other = asked(morning, personnel, kari, "Mitt"), asked(morning, archive, kari, "Andres")
    client.force_login(ola_adviser)

    own = client.get(f"{DESK}?sporsmal={mine.pk}").content.decode()
    others = client.get(f"{DESK}?sporsmal={other.pk}").content.decode()

    assert f'action="/sporsmal/{mine.pk}/svar/"' in own
    assert f'action="/sporsmal/{other.pk}/svar/"' not in others
    assert "/besvares/" not in own


def test_the_desk_links_stand_on_the_hour_only_for_those_who_have_one(
    client, question, lars, ola_adviser, per_second_line, hilde_host
):
    for person, has_desk in (
        (lars, False),
        (ola_adviser, True),
        (per_second_line, True),
        (hilde_host, True),
    ):
        client.force_login(person)
        page = client.get("/sporretimer/2026-10-29-oppstart/").content.decode()
        assert (DESK in page) is has_desk


def test_an_empty_hour_has_a_desk_too(host, morning):
    assert host.get(DESK).status_code == 200


def test_a_desk_with_many_questions_costs_few_queries(
    host, morning, personnel, django_assert_max_num_queries
):
    asked_by_many(morning, personnel, (f"Spørsmål {number}" for number in range(20)))
    host.get("/styring/")

    # The first to look after something has changed, and the one after that.
    with django_assert_max_num_queries(13):
        host.get(DESK)
    with django_assert_max_num_queries(9):
        host.get(DESK)
