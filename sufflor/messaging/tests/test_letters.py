"""What mail says: written from what is true when it is sent, safe in every header and link."""

from __future__ import annotations

import email
from email.policy import default

import pytest
from django.test import override_settings
from django.utils import timezone

from sufflor.desk import actions as desk
from sufflor.events.models import Event
from sufflor.messaging import actions
from sufflor.messaging.addresses import unsubscribe_address, unsubscriber
from sufflor.messaging.composing import compose
from sufflor.messaging.letters import Dropped
from sufflor.messaging.models import Delivery, Preference, Reason, Topic
from sufflor.messaging.telling import told_by
from sufflor.questions import actions as questions
from sufflor.questions.models import Question
from tests.cast import MORNING
from tests.hours import asked


@pytest.fixture
def to_kari(answered, kari):
    return _deliveries("question.answered").get(recipient=kari)


def _deliveries(verb):
    for event in Event.objects.filter(verb=verb):
        actions.deliver(told=told_by(event), at=timezone.now())
    return Delivery.objects.all()


def mailed(delivery):
    """As the receiver's program reads it."""
    delivery = Delivery.objects.select_related("recipient").get(pk=delivery.pk)
    preference = actions.preference_of(person=delivery.recipient)
    return email.message_from_bytes(bytes(compose(delivery, preference)), policy=default)


def plain(mail):
    return mail.get_body(["plain"]).get_content()


def html(mail):
    return mail.get_body(["html"]).get_content()


def why_not(delivery):
    with pytest.raises(Dropped) as dropped:
        mailed(delivery)
    return dropped.value.reason


def test_the_mail_says_what_was_asked_and_what_was_answered(to_kari):
    mail = mailed(to_kari)

    assert mail["Subject"] == "Svar på spørsmålet ditt: Hvordan skjermer jeg et navn?"
    for body in (plain(mail), html(mail)):
        assert "Hvordan skjermer jeg et navn?" in body
        assert "Bruk Skjerm." in body
        assert "http://127.0.0.1:8000/svar/" in body


@pytest.mark.parametrize(
    ("language", "subject", "path"),
    [
        ("nb", "Svar på spørsmålet ditt: ", "/svar/"),
        ("nn", "Svar på spørsmålet ditt: ", "/nn/svar/"),
        ("en", "Answer to your question: ", "/en/svar/"),
    ],
)
def test_the_mail_is_in_the_recipients_language(to_kari, language, subject, path):
    to_kari.language = language
    to_kari.save()

    mail = mailed(to_kari)

    assert mail["Subject"].startswith(subject)
    assert mail["Content-Language"] == language
    assert f"http://127.0.0.1:8000{path}" in plain(mail)
    assert f'<html lang="{language}">' in html(mail)


def test_those_who_only_voted_are_not_told_that_they_asked(answered, lars):
    to_lars = _deliveries("question.answered").get(recipient=lars)

    assert mailed(to_lars)["Subject"].startswith("Svar på et spørsmål du følger: ")


def test_only_the_recipient_stands_in_the_mail(to_kari):
    mail = mailed(to_kari)

    assert mail["To"] == "Kari Moen <kari@nidelva.example>"
    assert mail["Cc"] is None
    assert mail["Bcc"] is None
    assert "lars" not in mail.as_string()


def test_machines_can_tell_that_no_human_wrote_it_and_how_it_is_stopped(to_kari, kari):
    mail = mailed(to_kari)

    stop = unsubscribe_address(kari.preference, Topic.ANSWERS)
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["List-Unsubscribe"] == f"<{stop}>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert stop in plain(mail)
    assert f'href="{stop}"' in html(mail)


@override_settings(PUBLIC_URL="https://hjelp.universitetet-med-et-svaert-langt-navn.example.no")
def test_addresses_in_headers_are_never_folded_or_encoded(to_kari, kari):
    to_kari.message_id = f"<{'a' * 40}@hjelp.universitetet-med-et-svaert-langt-navn.example.no>"
    to_kari.save()

    raw = bytes(compose(to_kari, actions.preference_of(person=kari))).decode()

    assert f"\r\nMessage-ID: {to_kari.message_id}\r\n" in raw
    assert (
        f"\r\nList-Unsubscribe: <{unsubscribe_address(kari.preference, Topic.ANSWERS)}>\r\n" in raw
    )
    assert all(len(line) < 998 for line in raw.split("\r\n"))


@override_settings(PUBLIC_URL="https://hjelp.nidelva.example/")
def test_links_lead_to_the_public_address_whoever_asks(to_kari, client):
    client.get("/", headers={"host": "testserver", "x-forwarded-host": "evil.example"})

    mail = mailed(to_kari)

    assert "https://hjelp.nidelva.example/svar/" in plain(mail)
    assert "https://hjelp.nidelva.example/avmelding/" in html(mail)
    assert "evil" not in mail.as_string()
    assert "testserver" not in mail.as_string()


NASTY = "Hei\r\nBcc: alle@nidelva.example\r\n\r\n<script>alert(1)</script>"


def test_line_breaks_in_names_and_questions_make_no_headers(to_kari, kari, answered):
    type(kari).objects.filter(pk=kari.pk).update(first_name=NASTY[:150], last_name="\nCc: x@y.no")
    Question.objects.filter(pk=answered.pk).update(text=NASTY)

    mail = mailed(to_kari)

    assert mail["Bcc"] is None
    assert mail["Cc"] is None
    assert [address.addr_spec for address in mail["To"].addresses] == ["kari@nidelva.example"]
    assert "\n" not in mail["Subject"]
    assert "<script>" not in html(mail)
    assert "&lt;script&gt;" in html(mail)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "kari",
        "kari@nidelva.example, lars@nidelva.example",
        "kari@nidelva.example\r\nBcc: lars@nidelva.example",
        "<kari@nidelva.example>",
        "kari@nidelva.example>\r\nRCPT TO:<lars@nidelva.example",
    ],
)
def test_what_is_not_one_address_gets_no_mail(to_kari, kari, address):
    type(kari).objects.filter(pk=kari.pk).update(email=address)

    assert why_not(to_kari) == Reason.NO_ADDRESS


def test_an_address_with_norwegian_letters_is_reached(to_kari, kari):
    type(kari).objects.filter(pk=kari.pk).update(email="kari@blåbær.example")

    assert mailed(to_kari)["To"].addresses[0].addr_spec == "kari@xn--blbr-roah.example"


def test_those_who_have_left_get_no_mail(to_kari, kari):
    type(kari).objects.filter(pk=kari.pk).update(is_active=False)

    assert why_not(to_kari) == Reason.INACTIVE


def test_those_who_said_no_get_no_mail(to_kari, kari):
    Preference.objects.create(person=kari, answers=False)

    assert why_not(to_kari) == Reason.UNWANTED


def test_text_that_was_taken_away_is_never_mailed(to_kari, answered, hilde_host):
    question = answered.question
    question.hidden_at, question.hidden_by = MORNING, hilde_host
    question.save()
    assert question.is_answered

    assert why_not(to_kari) == Reason.GONE


def test_an_answer_whose_question_became_private_is_never_mailed(to_kari, answered, hilde_host):
    questions.move_to_request(question=answered.question, why="Et navn.", by=hilde_host, at=MORNING)

    assert why_not(to_kari) == Reason.GONE


def test_an_answer_that_is_not_shown_to_everyone_yet_is_mailed_to_the_one_who_asked(
    to_kari, answered, lars, morning
):
    to_lars = Delivery.objects.get(recipient=lars)
    type(morning).objects.update(moderation="before")

    assert "http://127.0.0.1:8000/mine/sporsmal/" in plain(mailed(to_kari))
    assert why_not(to_lars) == Reason.GONE


def test_the_answer_is_mailed_as_it_is_when_the_mail_goes(to_kari, answered, hilde_host):
    questions.edit_answer(
        answer=answered, text="Bruk Skjul.", seen=answered.stamp, by=hilde_host, at=MORNING
    )

    assert "Bruk Skjul." in plain(mailed(to_kari))


def edited(answer, text, by):
    answer.refresh_from_db()
    questions.edit_answer(answer=answer, text=text, seen=answer.stamp, by=by, at=timezone.now())
    return _deliveries("answer.edited").filter(kind="edited").order_by("-pk")


def test_a_changed_answer_is_told_to_those_who_had_the_first(to_kari, answered, kari, hilde_host):
    to_kari.state, to_kari.sent_at = "sent", MORNING
    to_kari.save()

    change = edited(answered, "Bruk Skjul.", hilde_host).get(recipient=kari)

    mail = mailed(change)
    assert mail["Subject"] == "Endret svar: Hvordan skjermer jeg et navn?"
    assert "Bruk Skjul." in plain(mail)


def test_a_change_is_not_told_to_those_whose_first_mail_will_tell_it(
    to_kari, answered, kari, hilde_host
):
    change = edited(answered, "Bruk Skjul.", hilde_host).get(recipient=kari)

    assert why_not(change) == Reason.OVERTAKEN


def test_only_the_last_of_several_changes_is_mailed(to_kari, answered, kari, hilde_host):
    to_kari.state, to_kari.sent_at = "sent", MORNING
    to_kari.save()
    first = edited(answered, "Bruk Skjul.", hilde_host).get(recipient=kari)

    second = edited(answered, "Bruk Skjul eller Skjerm.", hilde_host).filter(recipient=kari)[0]

    assert why_not(first) == Reason.OVERTAKEN
    assert "Bruk Skjul eller Skjerm." in plain(mailed(second))


def test_the_asker_of_a_declined_question_reads_the_reason(question, kari, hilde_host):
    questions.decline(question=question, reason="Hører til lønn.", by=hilde_host, at=MORNING)
    delivery = _deliveries("question.declined").get(recipient=kari)

    mail = mailed(delivery)

    assert mail["Subject"] == "Spørsmålet ditt ble ikke besvart: Hvordan skjermer jeg et navn?"
    assert "Hører til lønn." in plain(mail)


def test_a_question_that_was_taken_up_again_is_not_said_to_be_declined(question, kari, hilde_host):
    questions.decline(question=question, reason="Hører til lønn.", by=hilde_host, at=MORNING)
    delivery = _deliveries("question.declined").get(recipient=kari)

    questions.take_up_again(question=question, by=hilde_host, at=MORNING)

    assert why_not(delivery) == Reason.GONE


def test_the_mail_about_a_private_request_says_nothing_of_its_words(
    morning, personnel, kari, hilde_host, liv_first_line
):
    secret = asked(morning, personnel, kari, "Gjelder Per Hansen, 010190 12345")
    request = questions.move_to_request(
        question=secret, why="Per Hansens nummer", by=hilde_host, at=MORNING
    )
    desk.reply(request=request, text="Per Hansen er skjermet.", by=liv_first_line, at=MORNING)
    _deliveries("question.moved")
    moved, replied = _deliveries("request.replied").filter(recipient=kari).order_by("pk")

    for mail in (mailed(moved), mailed(replied)):
        assert f"(H-{request.pk})" in mail["Subject"]
        assert "Hansen" not in mail.as_string() + plain(mail) + html(mail)
        assert f"/mine/henvendelser/{request.pk}/" in plain(mail)


def test_an_unsubscribe_address_cannot_be_guessed_or_made_from_the_database(kari):
    preference = Preference.objects.create(person=kari)
    address = unsubscribe_address(preference, Topic.ANSWERS)
    token = address.rstrip("/").rpartition("/")[2]

    assert unsubscriber(token) == preference
    assert unsubscriber(preference.token) is None
    assert unsubscriber(token[:-1] + ("A" if token[-1] != "A" else "B")) is None
    assert unsubscriber("") is None
