"""What helpers do with a request on pages of their own."""

from __future__ import annotations

import json
from io import BytesIO
from uuid import uuid4
from zipfile import ZipFile

import pytest
from django.urls import reverse

from sufflor.desk import actions
from sufflor.desk.actions import HandoverNote, Place, TemplateWords
from sufflor.desk.models import AnswerTemplate, Consultation, Decision, Joining, Link, Request
from sufflor.events.queries import history
from sufflor.files import actions as files
from sufflor.forms import actions as forms
from sufflor.forms.actions import Facts
from sufflor.forms.models import RecordClass
from sufflor.organization.models import Line, Role, RoleGrant
from sufflor.questions.models import Raised
from tests.cast import MORNING, person
from tests.world_forms import definition

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("nine_in_the_morning")]


def page(client, name, request, *more):
    return client.get(reverse(name, args=[request.pk, *more]))


def post(client, name, request, *more, **typed):
    return client.post(reverse(name, args=[request.pk, *more]), typed)


def test_the_other_is_found_by_its_number_and_they_are_joined_and_parted(
    client, send, liv_first_line
):
    request, other = send("Hvordan skjermer jeg et navn?"), send("Hvordan skjuler jeg et navn?")
    client.force_login(liv_first_line)
    found = client.get(reverse("join_request", args=[request.pk]), {"sok": other.number})
    assert other.number in found.content.decode()

    answer = post(client, "join_request", request, other=other.pk, sok=other.number, deed="join")
    assert answer.status_code == 303
    assert Joining.objects.get().into == other
    assert other.number in page(client, "join_request", request).content.decode()

    assert post(client, "undo_join", request).status_code == 303
    assert Joining.objects.get().undone_at


def test_what_can_be_learnt_is_asked_on_the_way_down_and_stands_in_the_thread(
    client, send, liv_first_line, per_second_line
):
    request = send("Hvordan skjermer jeg et navn?")
    second = Place(Line.SECOND, per_second_line.support_groups.get())
    note = HandoverNote("Hva gjelder det?", "Alt.")
    client.force_login(liv_first_line)
    upward = client.get(reverse("hand_over_request", args=[request.pk]), {"retning": "opp"})
    assert 'name="lesson"' not in upward.content.decode()
    actions.hand_over(
        request=request, to=second, reason=None, note=note, by=liv_first_line, at=MORNING
    )
    client.force_login(per_second_line)
    down = client.get(reverse("hand_over_request", args=[request.pk]), {"retning": "ned"})
    assert 'name="lesson"' in down.content.decode()

    post(client, "give_back_request", request, lesson="Se rutinen for skjerming.")

    client.force_login(liv_first_line)
    assert "Se rutinen for skjerming." in page(client, "request", request).content.decode()


def test_only_linked_they_stay_two(client, send, liv_first_line):
    request, other = send("Hvordan skjermer jeg et navn?"), send("Hvordan skjuler jeg et navn?")
    client.force_login(liv_first_line)

    post(client, "join_request", request, other=other.pk, deed="link")
    assert not Joining.objects.exists()
    made = Link.objects.get()

    assert page(client, "join_request", other).status_code == 200
    post(client, "unlink_request", request, made.pk)
    assert not Link.objects.exists()


def test_without_a_choice_the_page_says_so(client, send, liv_first_line):
    request, _other = send(), send("Noe annet")
    client.force_login(liv_first_line)

    answer = post(client, "join_request", request, deed="join")

    assert answer.status_code == 422
    assert "Velg den andre henvendelsen" in answer.content.decode()


def test_what_was_typed_is_kept_when_a_part_lacks_its_text(client, send, liv_first_line):
    request = send()
    client.force_login(liv_first_line)
    typed = {"title": "Det faglige", "help_kind": "professional", "submission": str(uuid4())}

    answer = post(client, "split_request", request, **typed)
    assert answer.status_code == 422
    assert "Det faglige" in answer.content.decode()

    answer = post(client, "split_request", request, **typed, text="Hva sier loven?")
    assert answer.status_code == 303
    assert Request.objects.get(title="Det faglige").reporter == request.reporter


def test_pressed_twice_it_is_handed_over_once_and_returned_once(
    client, send, liv_first_line, per_second_line
):
    request = send()
    note = {"asked": "Hva koden heter.", "tried": "Sett i rutinen."}
    to = f"gruppe-{per_second_line.support_groups.get().pk}"

    client.force_login(liv_first_line)
    pressed = [post(client, "hand_over_request", request, to=to, **note) for _twice in range(2)]
    client.force_login(per_second_line)
    pressed += [post(client, "give_back_request", request, **note) for _twice in range(2)]

    assert {answer.status_code for answer in pressed} == {303}
    assert request.movements.count() == 3


def test_advice_is_asked_for_and_given(client, send, liv_first_line, per_second_line):
    request = send()
    client.force_login(liv_first_line)
    nobody = post(client, "consult_request", request, specialist="kari", question="Hva sier du?")
    assert nobody.status_code == 422

    post(client, "consult_request", request, specialist="per", question="Hva sier du?")
    asked = Consultation.objects.get()

    assert page(client, "advise_request", request, asked.pk).status_code == 404
    client.force_login(per_second_line)
    assert "Hva sier du?" in page(client, "advise_request", request, asked.pk).content.decode()
    post(client, "advise_request", request, asked.pk, advice="Bruk § 13.")
    shown = page(client, "consult_request", request).content.decode()
    assert "Bruk § 13." in shown
    assert 'name="question"' not in shown


def test_two_decide_on_what_others_know_by_number_alone(
    client, send, liv_first_line, records_department, kari
):
    ruth, odd = (person(name, name.title(), "Rud", records_department) for name in ("ruth", "odd"))
    RoleGrant.objects.bulk_create(
        RoleGrant(person=each, role=Role.CONFIDENTIAL, granted_at=MORNING) for each in (ruth, odd)
    )
    secret = send("Slett dokument 7.", is_confidential=True)

    client.force_login(liv_first_line)
    sealed = client.get(reverse("sealed_requests")).content.decode()
    assert secret.number in sealed
    assert secret.text not in sealed
    assert page(client, "decide_request", secret).status_code == 404

    client.force_login(ruth)
    post(client, "decide_request", secret, verdict="granted", grounds="Feilført.")
    alone = post(
        client,
        "decide_request",
        secret,
        deed="decide",
        seen=Decision.objects.get().stamp,
        text="Ja.",
    )
    assert alone.status_code == 422

    client.force_login(odd)
    shown = page(client, "decide_request", secret).content.decode()
    assert "Feilført." in shown
    seen = Decision.objects.get().stamp
    post(client, "decide_request", secret, deed="decide", seen=seen, text="Det slettes.")
    assert Decision.objects.get().decided_by == odd
    assert page(client, "decide_request", secret).status_code == 200
    assert history(secret).filter(verb="request.read").count() >= 4


def test_it_is_asked_in_the_hour_that_takes_questions(
    client, send, liv_first_line, morning, personnel
):
    request = send()
    client.force_login(liv_first_line)
    assert morning.title in page(client, "raise_request", request).content.decode()

    typed = {"hour": morning.pk, "area": personnel.pk, "submission": str(uuid4())}
    number = post(client, "raise_request", request, **typed, text="Gjelder 15076500565.")
    assert number.status_code == 422
    post(client, "raise_request", request, **typed, text="Hvordan skjermes navn?")

    assert Raised.objects.get().request == request
    assert "Hvordan skjermes navn?" in page(client, "raise_request", request).content.decode()


def test_without_an_hour_there_is_no_form(client, send, liv_first_line):
    request = send()
    client.force_login(liv_first_line)

    shown = page(client, "raise_request", request).content.decode()

    assert 'name="text"' not in shown


def test_the_last_reply_is_where_an_article_begins(client, send, liv_first_line, personnel):
    request = send()
    actions.reply(request=request, text="Bruk Skjerm.", by=liv_first_line, at=MORNING)
    client.force_login(liv_first_line)
    assert "Bruk Skjerm." in page(client, "share_request", request).content.decode()

    typed = {"title": "Skjerme navn", "text": "Bruk Skjerm.", "area": personnel.pk}
    post(client, "share_request", request, **typed)

    assert history(request).filter(verb="request.shared").exists()


def test_the_package_holds_the_page_the_facts_and_the_files(
    client, send, liv_first_line, anne_admin, kari
):
    version = forms.open_form(
        slug="sletting",
        facts=Facts(record_class=RecordClass.ALWAYS),
        definition=definition("what"),
        by=anne_admin,
        at=MORNING,
    )
    file = files.receive(name="feil.txt", stream=BytesIO(b"Feil 17"), by=kari, at=MORNING)
    request = send(form=version, answers={"what": "<b>Noe</b>"}, files=(file,))
    actions.note(request=request, text="Internt ord.", by=liv_first_line, at=MORNING)
    client.force_login(liv_first_line)
    assert "feil.txt" in page(client, "archive_request", request).content.decode()

    answer = page(client, "archive_package", request)

    assert answer["Content-Disposition"] == f'attachment; filename="{request.number}.zip"'
    with ZipFile(BytesIO(b"".join(answer))) as package:
        assert package.testzip() is None
        html = package.read("henvendelse.html").decode()
        facts = json.loads(package.read("metadata.json"))
        assert package.read("vedlegg/01-feil.txt") == b"Feil 17"
    assert "&lt;b&gt;Noe&lt;/b&gt;" in html
    assert "Internt" not in html
    assert facts["number"] == request.number
    assert history(request).filter(verb="request.exported").count() == 1


def test_what_does_not_belong_in_the_archive_is_not_packed(client, send, liv_first_line):
    request = send()
    client.force_login(liv_first_line)

    assert page(client, "archive_request", request).status_code == 200
    assert page(client, "archive_package", request).status_code == 409


def test_answers_are_kept_ready(client, liv_first_line, per_second_line):
    client.force_login(liv_first_line)
    wrong = client.post(
        reverse("ready_answer_new"), {"owner": "person", "name": "Takk", "text": "Hei {noe}"}
    )
    assert wrong.status_code == 422
    client.post(
        reverse("ready_answer_new"), {"owner": "person", "name": "Takk", "text": "Hei {navn}"}
    )
    kept = AnswerTemplate.objects.get()
    assert "Takk" in client.get(reverse("ready_answers")).content.decode()

    client.force_login(per_second_line)
    assert client.get(reverse("ready_answer_change", args=[kept.pk])).status_code == 404


def test_the_lists_ask_the_same_number_of_questions_however_long(
    client, send, liv_first_line, django_assert_max_num_queries
):
    request = send()
    for number in range(5):
        send(f"Hvordan skjermer jeg navn {number}?")
        actions.keep_template(
            words=TemplateWords(f"Nr. {number}", "Hei."),
            owner=liv_first_line,
            by=liv_first_line,
            at=MORNING,
        )
    client.force_login(liv_first_line)

    for address, most in (
        (reverse("join_request", args=[request.pk]), 16),
        (reverse("ready_answers"), 12),
        (reverse("sealed_requests"), 10),
    ):
        with django_assert_max_num_queries(most):
            assert client.get(address).status_code == 200
