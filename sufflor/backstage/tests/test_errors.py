"""How those who help work with known errors, and tie requests and questions to them."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from sufflor.desk import actions as desk
from sufflor.desk.models import ErrorTie, Request
from sufflor.desk.models import State as RequestState
from sufflor.events.models import Event
from sufflor.known_errors import actions
from sufflor.known_errors.actions import Facts
from sufflor.known_errors.models import Concern, KnownError, State
from sufflor.messaging import actions as mail
from sufflor.organization.models import User
from sufflor.questions import actions as questions
from sufflor.questions.models import FromError
from tests.cast import MORNING

pytestmark = pytest.mark.usefixtures("nine_in_the_morning")


@pytest.fixture
def candidate(personnel, liv_first_line) -> KnownError:
    facts = Facts("Vedlegg faller ut", "Brevet kommer uten vedlegg.", [personnel])
    return actions.suggest(facts=facts, by=liv_first_line, at=MORNING - timedelta(hours=1))


@pytest.fixture
def error(candidate, per_second_line) -> KnownError:
    actions.confirm(
        error=candidate,
        sentence="Vi ser den.",
        next_update_at=MORNING + timedelta(hours=2),
        by=per_second_line,
        at=MORNING - timedelta(minutes=50),
    )
    return KnownError.objects.get(pk=candidate.pk)


def send_form(client: Client, name: str, *args: object, **typed: object):
    return client.post(reverse(name, args=args), typed)


def test_from_a_candidate_to_everyone_on_pages(client, personnel, per_second_line):
    client.force_login(per_second_line)
    put_down = send_form(
        client,
        "error_new",
        title="Søket er tomt",
        seen="Ingen treff.",
        areas=[personnel.pk],
        work_role="alle",
        language="nb",
    )
    error = KnownError.objects.get()
    assert put_down.url == reverse("error_plan", args=[error.pk])

    send_form(
        client,
        "error_step",
        error.pk,
        "bekreftelse",
        sentence="Vi ser den.",
        next_update_at="2026-10-29T12:00",
    )

    error.refresh_from_db()
    assert (error.state, error.owner) == (State.CONFIRMED, per_second_line)


def test_a_step_without_a_sentence_is_shown_again(client, error, per_second_line):
    client.force_login(per_second_line)

    response = send_form(
        client, "error_step", error.pk, "nytt", state="planned", next_update_at="2026-10-29T12:00"
    )

    assert response.status_code == 422


def test_a_planned_fix_without_a_version_is_said_beside_the_field(client, error, per_second_line):
    client.force_login(per_second_line)

    response = send_form(
        client,
        "error_step",
        error.pk,
        "nytt",
        state="planned",
        sentence="Snart.",
        next_update_at="2026-10-29T12:00",
    )

    assert response.status_code == 422
    assert response.context["form"].errors["version"]


def test_who_does_not_help_sees_nothing_of_it(client, error, kari):
    client.force_login(kari)

    assert client.get(reverse("errors_plan")).status_code == 403
    assert client.get(reverse("error_plan", args=[error.pk])).status_code == 403


def test_the_first_line_reads_and_takes_no_steps(client, error, liv_first_line):
    client.force_login(liv_first_line)

    page = client.get(reverse("error_plan", args=[error.pk])).content.decode()

    assert reverse("error_solve", args=[error.pk]) not in page
    assert client.get(reverse("error_solve", args=[error.pk])).status_code == 403


def test_a_request_is_tied_and_its_user_hears_of_it(client, error, send, kari, liv_first_line):
    request = send()
    client.force_login(liv_first_line)

    assert (
        "Vedlegg faller ut"
        in client.get(reverse("tie_request", args=[request.pk])).content.decode()
    )
    response = send_form(client, "tie_request", request.pk, error=error.pk)

    assert response.status_code == 303
    assert ErrorTie.objects.get().request == request
    assert Concern.objects.get().person == kari


def test_many_are_tied_at_once_and_first_only_shown(client, error, send, liv_first_line):
    keys = [send().pk, send("Det samme en gang til.").pk]
    client.force_login(liv_first_line)
    chosen = {"gjor": "feil", "valgt": keys, "error": error.pk}

    shown = client.post(reverse("requests_together"), {**chosen, "sikker": "vis"})
    assert shown.status_code == 200
    assert not ErrorTie.objects.exists()

    client.post(reverse("requests_together"), {**chosen, "sikker": "ja"})
    assert ErrorTie.objects.count() == 2


def test_solving_shows_text_and_number_before_it_happens(
    client, error, send, kari, liv_first_line, per_second_line
):
    request = send()
    desk.tie_to_error(request=request, error=error, by=liv_first_line, at=MORNING)
    client.force_login(per_second_line)
    said = {"sentence": "Rettet i natt."}

    shown = send_form(client, "error_solve", error.pk, **said, sikker="vis").content.decode()
    error.refresh_from_db()
    assert "1 person får beskjed, én gang" in shown
    assert "Rettet i natt." in shown
    assert request.number in shown
    assert error.state == State.CONFIRMED

    send_form(client, "error_solve", error.pk, **said, sikker="ja")
    error.refresh_from_db()
    assert error.state == State.FIXED
    assert Request.objects.get().state == RequestState.RESOLVED


def test_words_of_health_are_pointed_at_before_everyone_reads_them(
    client, error, kari, per_second_line
):
    mail.follow_errors(wanted=True, by=kari, at=MORNING)
    client.force_login(per_second_line)

    shown = send_form(
        client, "error_solve", error.pk, sentence="Rettet for en sykemeldt.", sikker="vis"
    ).content.decode()

    assert "<strong>sykemeldt</strong>" in shown
    assert "De som følger alle kjente feil" in shown


def test_a_candidate_is_taken_into_another_and_out_again(
    client, error, personnel, liv_first_line, per_second_line
):
    facts = Facts("Vedlegg er borte", "Borte.", [personnel])
    other = actions.suggest(facts=facts, by=liv_first_line, at=MORNING)
    client.force_login(per_second_line)

    send_form(client, "error_merge", other.pk, error=error.pk)
    other.refresh_from_db()
    assert other.merged_into == error

    send_form(client, "error_merge_undo", other.pk)
    other.refresh_from_db()
    assert other.merged_into is None


def test_a_question_is_tied_by_its_host(client, error, question, kari, hilde_host):
    client.force_login(hilde_host)

    response = send_form(client, "tie_question", question.pk, error=error.pk)
    assert response.status_code == 303
    assert FromError.objects.get().question == question
    assert Concern.objects.get().person == kari

    send_form(client, "untie_question", question.pk)
    assert not FromError.objects.exists()


def test_what_looks_like_the_error_is_offered_and_tied_with_a_preview(
    client, error, send, personnel, morning, kari, liv_first_line
):
    alike, tied = send("Brevet mangler vedlegg når jeg ekspederer."), send("Vedlegg i brevet.")
    other = send("Jeg får ikke logget inn.")
    desk.tie_to_error(request=tied, error=error, by=liv_first_line, at=MORNING)
    question = questions.ask(
        hour=morning,
        area=personnel,
        role="alle",
        text="Hvorfor faller vedlegg ut?",
        submission=uuid4(),
        by=kari,
        at=MORNING,
    )
    client.force_login(liv_first_line)

    page = client.get(reverse("error_plan", args=[error.pk]))
    assert list(page.context["alike_requests"]) == [alike]
    assert other not in page.context["alike_requests"]
    assert list(page.context["alike_questions"]) == [question]

    chosen = {"gjor": "feil", "valgt": [alike.pk], "error": error.pk, "sikker": "vis"}
    shown = client.post(reverse("requests_together"), chosen).content.decode()
    assert alike.number in shown
    assert ErrorTie.objects.count() == 1


def test_what_a_helper_may_not_see_is_not_offered(client, error, send, hilde_host):
    send("Brevet mangler vedlegg når jeg ekspederer.")
    client.force_login(hilde_host)

    assert not client.get(reverse("error_plan", args=[error.pk])).context["alike_requests"]


def test_only_a_request_that_the_reader_may_open_is_a_link(
    client, error, send, liv_first_line, vera_vendor_contact
):
    request = send()
    client.force_login(liv_first_line)
    send_form(client, "tie_request", request.pk, error=error.pk)
    link = f'href="{reverse("request", args=[request.pk])}"'
    page = reverse("error_plan", args=[error.pk])

    assert link in client.get(page).content.decode()

    client.force_login(vera_vendor_contact)
    other = client.get(page).content.decode()
    assert request.number in other
    assert link not in other


def test_the_page_of_an_error_has_a_ceiling(
    client, error, send, liv_first_line, django_assert_max_num_queries
):
    for number in range(12):
        send(f"Brevet mangler vedlegg, nummer {number}.")
    client.force_login(liv_first_line)

    with django_assert_max_num_queries(33):
        assert client.get(reverse("error_plan", args=[error.pk])).status_code == 200


def test_errors_stand_beside_a_request_that_looks_like_them(
    client, candidate, send, liv_first_line
):
    request = send("Vedlegget mitt faller ut.")
    client.force_login(liv_first_line)

    beside = client.get(reverse("request_around", args=[request.pk]))
    assert beside.context["errors"] == [candidate]

    send_form(client, "tie_request", request.pk, error=candidate.pk)
    beside = client.get(reverse("request_around", args=[request.pk]))
    assert beside.context["errors"] == []


def test_a_fix_is_withdrawn_on_its_page_and_only_where_there_is_one(
    client, error, send, liv_first_line, per_second_line
):
    desk.tie_to_error(request=send(), error=error, by=liv_first_line, at=MORNING)
    client.force_login(per_second_line)
    said = {"sentence": "Den er her fortsatt.", "next_update_at": "2026-10-29T14:00"}
    address = ("error_step", error.pk, "ikke-rettet")
    assert client.get(reverse(address[0], args=address[1:])).status_code == 409

    send_form(client, "error_solve", error.pk, sentence="Rettet.", sikker="ja")
    assert Request.objects.get().state == RequestState.RESOLVED
    send_form(client, *address, **said)

    error.refresh_from_db()
    assert error.state == State.CONFIRMED
    assert Request.objects.get().state == RequestState.OPEN


def test_a_candidate_that_was_closed_as_none_is_an_error_after_all(
    client, candidate, per_second_line
):
    actions.close(error=candidate, sentence="Slik er det.", by=per_second_line, at=MORNING)
    client.force_login(per_second_line)
    said = {"sentence": "Det er en feil.", "next_update_at": "2026-10-29T14:00"}

    page = client.get(reverse("error_plan", args=[candidate.pk]))
    assert [name for name, _step in page.context["steps"]] == ["bekreftelse"]
    send_form(client, "error_step", candidate.pk, "bekreftelse", **said)

    assert Event.objects.filter(verb="error.confirmed").exists()
    assert not Event.objects.filter(verb="error.reopened").exists()


def test_who_owes_news_is_told_on_the_first_page_back_stage(client, error, per_second_line):
    KnownError.objects.filter(pk=error.pk).update(next_update_at=MORNING - timedelta(minutes=1))
    client.force_login(per_second_line)

    page = client.get(reverse("backstage"))

    assert [each.pk for each in page.context["owed_errors"]] == [error.pk]


def test_the_list_tells_no_small_number(client, personnel, per_second_line):
    facts = Facts("Vedlegg faller ut", "Brevet kommer uten vedlegg.", [personnel])
    error = actions.suggest(facts=facts, by=per_second_line, at=MORNING)
    client.force_login(per_second_line)
    counts = []

    for people in (0, 1, 4, 5):
        names = [f"{people}-{number}" for number in range(people - error.concerns.count())]
        User.objects.bulk_create(User(username=name) for name in names)
        joining = User.objects.filter(username__in=names)
        actions.bring(error=error, people=joining, by=per_second_line, at=MORNING)
        text = " ".join(client.get(reverse("errors_plan")).content.decode().split())
        counts.append(("gjelder færre enn 5" in text, "gjelder 5" in text))

    assert counts == [(False, False), (True, False), (True, False), (False, True)]


def test_the_list_has_a_ceiling(client, personnel, per_second_line, django_assert_max_num_queries):
    for number in range(10):
        facts = Facts(f"Feil {number}", "Slik ser det ut.", [personnel])
        actions.suggest(facts=facts, by=per_second_line, at=MORNING)
    client.force_login(per_second_line)

    with django_assert_max_num_queries(26):
        assert client.get(reverse("errors_plan")).status_code == 200
