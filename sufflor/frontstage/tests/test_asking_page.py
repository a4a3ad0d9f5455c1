"""The form of an hour: questions and errors, for oneself and for a colleague."""

from __future__ import annotations

from uuid import uuid4

import pytest

from sufflor.questions.models import ErrorReport, Question, QuestionKind, Scope
from tests.markup import SCRIPTS, executable

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("nine_in_the_morning")]


ADDRESS = "/sporretimer/2026-10-29-oppstart/"
# Made for tests: its date does not exist as a birthday of anyone (month + 80).
NUMBER = "13897248022"
REPORT = {
    "wanted": "Sende et vedtak",
    "steps": "1. Åpnet saken\n2. Trykket på Ekspeder",
    "happened": "Ingenting skjedde",
    "message": "Feil E-1044",
    "scope": "several",
}


@pytest.fixture
def reader(client, kari):
    client.force_login(kari)
    return client


@pytest.fixture
def fields(morning, personnel):
    def filled(**changed):
        return {
            "hour": morning.slug,
            "submission": str(uuid4()),
            "kind": "question",
            "text": "Hvor finner jeg sakene mine?",
            "area": "personal",
            "role": "leder",
            **changed,
        }

    return filled


def test_an_error_is_reported_with_all_that_is_told_of_it(reader, fields):
    sent = reader.post("/sporsmal/", fields(kind="error", **REPORT), follow=True)

    question = Question.objects.get()
    report = ErrorReport.objects.get(question=question)
    assert question.kind == QuestionKind.ERROR
    assert (report.wanted, report.message) == ("Sende et vedtak", "Feil E-1044")
    assert report.scope == Scope.SEVERAL
    page = sent.content.decode()
    assert "Feil E-1044" in page
    assert "Flere av oss" in page


def test_a_case_number_is_for_those_who_answer_alone(client, reader, fields, hilde_host, lars):
    sent = reader.post("/sporsmal/", fields(case_number="2026/1234-5"), follow=True)

    question = Question.objects.get()
    assert question.case_number == "2026/1234-5"
    client.force_login(lars)
    for address in (ADDRESS, f"/sporsmal/{question.pk}/"):
        assert "2026/1234-5" not in client.get(address, follow=True).content.decode()
    assert "2026/1234-5" not in sent.content.decode()
    client.force_login(hilde_host)
    desk = f"/sporretimer/{question.hour.slug}/styr/?sporsmal={question.pk}"
    assert "2026/1234-5" in client.get(desk).content.decode()


def test_where_a_case_number_stands_nobody_is_named(reader, fields):
    sent = reader.post("/sporsmal/", fields(case_number="Saken til Kari"))

    assert sent.status_code == 422
    assert "Saken til Kari" in sent.content.decode()
    assert not Question.objects.exists()


def test_what_stands_in_the_fields_of_an_error_is_no_part_of_a_question(reader, fields):
    response = reader.post("/sporsmal/", fields(**REPORT | {"message": "x" * 9_000}))

    assert response.status_code == 303
    assert not ErrorReport.objects.exists()


def test_a_link_can_open_the_form_for_an_error(reader, morning, personnel):
    assert 'value="error" data-keep-draft="hour-' in (page := _page(reader, ADDRESS))
    assert 'value="question"' in page
    assert _checked(page) == "question"

    assert _checked(_page(reader, f"{ADDRESS}?slag=feil")) == "error"
    assert _checked(_page(reader, f"{ADDRESS}?slag=tull")) == "question"


def test_a_colleague_is_asked_for_by_user_name_or_by_address(reader, fields, lars):
    lars.email = "lars@nidelva.example"
    lars.save()

    for name in ("lars", "LARS@nidelva.example"):
        reader.post("/sporsmal/", fields(on_behalf=name))

    assert [question.on_behalf_of for question in Question.objects.all()] == [lars, lars]
    assert lars.last_name not in _page(reader, ADDRESS)


@pytest.mark.parametrize("name", ["finnes-ikke", "lars@", "*", "lars or 1=1"])
def test_a_colleague_that_nobody_knows_is_told_of_and_nothing_more(reader, fields, lars, name):
    response = reader.post("/sporsmal/", fields(on_behalf=name, detail="Mer."))

    page = response.content.decode()
    assert response.status_code == 422
    assert "Vi finner ingen kollega med dette" in page
    assert "Hvor finner jeg sakene mine?" in page
    assert not Question.objects.exists()


def test_a_national_identity_number_is_told_of_before_it_is_sent(reader, fields):
    response = reader.post(
        "/sporsmal/",
        fields(kind="error", **REPORT | {"steps": f"Søkte på {NUMBER[:6]} {NUMBER[6:]}"}),
    )

    page = response.content.decode()
    assert response.status_code == 422
    assert "Dette ligner et fødselsnummer" in page
    assert f"{NUMBER[:6]} *****" in page
    assert 'href="#id_steps"' in page
    assert "Feil E-1044" in page
    assert not Question.objects.exists()


def test_a_number_that_is_none_is_sent_when_the_writer_says_so_and_a_host_reads_it(reader, fields):
    text = f"Hva er saksnøkkel {NUMBER}?"

    sent = reader.post("/sporsmal/", fields(text=text, may_hold_number="on"), follow=True)

    page = sent.content.decode()
    assert Question.objects.get().text == text
    assert "En programleder leser det før det vises her" in page
    assert f">{text}</h3>" not in page


def test_a_fourth_question_in_a_minute_is_kept_in_the_form_and_told_when(reader, fields):
    for number in range(3):
        assert reader.post("/sporsmal/", fields(text=f"Nr. {number}?")).status_code == 303

    response = reader.post("/sporsmal/", fields(text="Nr. 4?", detail="Med forklaring."))

    page = response.content.decode()
    assert response.status_code == 429
    assert "Du kan spørre igjen kl. 08.36." in page
    assert "Nr. 4?" in page
    assert "Med forklaring." in page
    assert Question.objects.count() == 3


def test_whoever_was_signed_out_finds_every_field_again(client, kari, lars, fields):
    client.post("/sporsmal/", fields(kind="error", on_behalf="lars", detail="Fra i går.", **REPORT))
    client.force_login(kari)

    page = _page(client, ADDRESS)

    assert _checked(page) == "error"
    for told in ("Sende et vedtak", "2. Trykket på Ekspeder", "Ingenting skjedde", "Feil E-1044"):
        assert told in page
    assert 'value="several" data-keep-draft="hour-1-scope" checked' in page.replace(
        f"hour-{_number(page)}-", "hour-1-"
    )
    assert 'value="lars"' in page
    assert "Fra i går." in page


@pytest.mark.parametrize("script", [SCRIPTS[1], "\n".join(SCRIPTS[3:12])])
def test_scripts_in_any_field_stay_text_also_when_the_form_comes_back(reader, fields, script):
    words = dict.fromkeys(
        ("text", "detail", "wanted", "steps", "happened", "message"), script[:400]
    )

    stored = reader.post("/sporsmal/", fields(kind="error", **words), follow=True)
    refused = reader.post(
        "/sporsmal/", fields(kind="error", area="", on_behalf=script[:200], **words)
    )

    assert refused.status_code == 422
    assert executable(stored.content.decode()) == []
    assert executable(refused.content.decode()) == []


def _page(client, address: str) -> str:
    return client.get(address).content.decode()


def _checked(page: str) -> str:
    """Which of the two kinds is chosen."""
    kinds = page.split('class="segmented kinds"')[1].split("</fieldset>", maxsplit=1)[0]
    return next(part.split('"')[0] for part in kinds.split('value="')[1:] if " checked" in part)


def _number(page: str) -> str:
    return page.split('data-live-topic="hour-')[1].split('"', maxsplit=1)[0]
