"""The page of one question hour."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from sufflor.lib.clock import OSLO
from sufflor.organization.models import User
from sufflor.questions import actions
from sufflor.questions.models import Names, Question, QuestionHour, Vote
from tests.cast import MORNING
from tests.hours import asked, asked_by_many

pytestmark = pytest.mark.usefixtures("nine_in_the_morning")

ADDRESS = "/sporretimer/2026-10-29-oppstart/"
SCRIPT = "<script>alert('æ')</script>\"'&{{ 7|add:7 }}"


@pytest.fixture
def reader(client, kari):
    client.force_login(kari)
    return client


def fields(to, **changed):
    return {
        "hour": to.slug,
        "submission": str(uuid4()),
        "text": "Hvor finner jeg sakene mine?",
        "area": "personal",
        "role": "leder",
        **changed,
    }


def test_everyone_reads_the_questions(client, question):
    page = client.get(ADDRESS).content.decode()

    assert question.text in page
    assert "/logg-inn/?next=/sporretimer/2026-10-29-oppstart/" in page


def test_no_page_says_who_asked(client, question, kari, lars):
    client.force_login(lars)

    for address in (ADDRESS, f"{ADDRESS}endringer/?siden=0", "/sporretimer/", "/mine/sporsmal/"):
        page = client.get(address).content.decode()
        assert kari.last_name not in page
        assert kari.username not in page


def test_the_unit_or_the_name_is_shown_only_where_that_is_said(client, question, morning, kari):
    morning.names = Names.UNIT
    morning.save()
    page = client.get(ADDRESS).content.decode()
    assert kari.unit.name in page
    assert kari.last_name not in page


def test_a_question_is_asked_without_javascript(reader, morning, personnel):
    response = reader.post("/sporsmal/", fields(morning), follow=True)

    question = Question.objects.get()
    assert response.redirect_chain[0][1] == 303
    assert response.redirect_chain[0][0].endswith("#sent")
    assert 'id="sent"' in response.content.decode()
    assert question.text in response.content.decode()
    assert (question.area, question.role) == (personnel, "leder")


def test_a_double_click_asks_once(reader, morning, personnel):
    sent = fields(morning)

    first, second = (reader.post("/sporsmal/", sent) for _ in range(2))

    assert first.url == second.url
    assert Question.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "kept"),
    [
        ({"text": ""}, 'value="leder" selected'),
        ({"text": "å" * 501}, "å" * 501),
        ({"area": ""}, "Hvor finner jeg sakene mine?"),
        ({"area": "finnes-ikke"}, "Hvor finner jeg sakene mine?"),
        ({"detail": "ø" * 4001}, "ø" * 4001),
    ],
)
def test_what_must_be_mended_is_said_and_what_was_written_is_kept(
    reader, morning, personnel, changed, kept
):
    response = reader.post("/sporsmal/", fields(morning, **changed))

    page = response.content.decode()
    assert response.status_code == 422
    assert "ds-error-summary" in page
    assert kept in page
    assert not Question.objects.exists()


def test_a_form_that_was_tampered_with_finds_nothing(reader, morning, personnel):
    for changed in ({"hour": "\x00"}, {"hour": "finnes-ikke"}, {"submission": "1"}, {"hour": ""}):
        assert reader.post("/sporsmal/", fields(morning, **changed)).status_code == 404


def test_control_characters_never_reach_the_database(reader, morning, personnel):
    reader.post("/sporsmal/", fields(morning, text="Hva\x00 er\x07 dette?", detail="a\x00b"))

    question = Question.objects.get()
    assert (question.text, question.detail) == ("Hva er dette?", "ab")


def test_after_the_hour_the_text_is_shown_and_a_way_on(reader, morning, personnel, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: morning.closes_at)

    response = reader.post("/sporsmal/", fields(morning))

    page = response.content.decode()
    assert response.status_code == 409
    assert "Hvor finner jeg sakene mine?" in page
    assert "/sporretimer/neste/" in page


def test_whoever_was_signed_out_while_writing_finds_the_text_again(
    client, morning, personnel, kari
):
    response = client.post("/sporsmal/", fields(morning, detail="Fra i går"))
    assert response.status_code == 303
    assert response.url.startswith("/logg-inn/?next=%2Fsporretimer%2F")

    client.force_login(kari)
    page = client.get(ADDRESS).content.decode()

    assert "Hvor finner jeg sakene mine?" in page
    assert "Fra i går" in page
    assert 'value="leder" selected' in page
    assert not Question.objects.exists()
    assert "Fra i går" not in client.get(ADDRESS).content.decode()


def test_a_vote_and_its_withdrawal_without_javascript(client, question, lars):
    client.force_login(lars)
    page = client.get(ADDRESS).content.decode()
    assert f'formaction="/sporsmal/{question.pk}/stemme/" aria-pressed="false"' in page

    response = client.post(f"/sporsmal/{question.pk}/stemme/", {"sorter": "nyeste"}, follow=True)

    assert response.redirect_chain == [(f"{ADDRESS}?sorter=nyeste#question-{question.pk}", 303)]
    page = response.content.decode()
    assert f'formaction="/sporsmal/{question.pk}/stemme/angre/" aria-pressed="true"' in page
    assert f'<b id="v{question.pk}" data-count>2</b>' in page

    client.post(f"/sporsmal/{question.pk}/stemme/angre/")
    assert Vote.objects.filter(voter=lars).count() == 0


def test_a_script_that_votes_gets_the_count_alone(client, question, lars):
    client.force_login(lars)

    response = client.post(
        f"/sporsmal/{question.pk}/stemme/", headers={"accept": "application/json"}
    )

    assert response.json() == {"item": question.pk, "count": 2, "voted": True}


def test_a_vote_without_signing_in_leads_there_and_back(client, question):
    response = client.post(f"/sporsmal/{question.pk}/stemme/")

    assert response.status_code == 303
    assert f"%23question-{question.pk}" in response.url
    assert question.votes.count() == 1


def test_deeds_take_post_only_and_need_their_token(client, question, lars):
    from django.test import Client

    client.force_login(lars)
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(lars)
    for address in ("/sporsmal/", f"/sporsmal/{question.pk}/stemme/"):
        assert client.get(address).status_code == 405
        assert strict.post(address).status_code == 403
    assert Vote.objects.count() == 1


def test_votes_after_the_hour_are_refused_aloud(client, question, morning, lars, monkeypatch):
    client.force_login(lars)
    monkeypatch.setattr("django.utils.timezone.now", lambda: morning.closes_at)

    response = client.post(f"/sporsmal/{question.pk}/stemme/")

    assert response.status_code == 409
    assert Vote.objects.count() == 1
    assert "formaction" not in client.get(ADDRESS).content.decode()


def test_what_is_hidden_is_nowhere_and_takes_no_votes(client, question, lars, hilde_host):
    client.force_login(lars)
    Question.objects.update(hidden_at=MORNING, hidden_by=hilde_host)

    assert client.post(f"/sporsmal/{question.pk}/stemme/").status_code == 404
    assert question.text not in client.get(ADDRESS).content.decode()


@pytest.mark.parametrize("pk", [0, 10**30])
def test_a_number_that_nobody_has_is_404(reader, morning, pk):
    assert reader.post(f"/sporsmal/{pk}/stemme/").status_code == 404


def test_scripts_in_every_field_stay_text(client, morning, personnel, kari, hilde_host):
    question = actions.ask(
        hour=morning,
        area=personnel,
        role="alle",
        text=SCRIPT,
        detail=SCRIPT,
        submission=uuid4(),
        by=kari,
        at=MORNING,
    )
    answer = actions.answer(question=question, text=SCRIPT, by=hilde_host, at=MORNING)
    client.force_login(hilde_host)

    for address in (
        ADDRESS,
        f"{ADDRESS}endringer/?siden=0",
        f"{ADDRESS}styr/?sporsmal={question.pk}",
        "/svar/",
        answer.path,
        "/mine/sporsmal/",
    ):
        response = client.get(address)
        assert response.status_code == 200
        assert "<script>alert" not in response.content.decode()
        assert "14" not in response.content.decode().split("alert")[-1][:30]


@pytest.mark.parametrize(
    "query",
    [
        "?sorter=' OR 1=1",
        "?sorter=text__regex",
        "?side=-1",
        "?side=99999",
        "?side=" + "9" * 40,
        "?siden=x",
        "?sendt=%00",
        "?tekst=" + "x" * 10000,
    ],
)
def test_strange_addresses_show_the_page(reader, question, query):
    assert reader.get(ADDRESS + query).status_code == 200


@pytest.mark.parametrize("order", ["stemmer", "nyeste", "besvart", "mine"])
def test_the_list_can_be_ordered(client, morning, personnel, kari, lars, hilde_host, order):
    first, second = (
        asked(morning, personnel, kari, "Først"),
        asked(morning, personnel, lars, "Sist"),
    )
    actions.answer(question=first, text="Ja.", by=hilde_host, at=MORNING)
    client.force_login(lars)

    page = client.get(f"{ADDRESS}?sorter={order}").content.decode()

    wanted = {
        "stemmer": [first, second],
        "nyeste": [second, first],
        "besvart": [first],
        "mine": [second],
    }[order]
    places = [page.find(f'id="question-{one.pk}"') for one in wanted]
    assert places == sorted(places)
    assert page.count('class="question"') == len(wanted)


def test_what_is_being_answered_now_stands_first(client, morning, personnel, kari, hilde_host):
    _first, second = (asked(morning, personnel, kari, text) for text in ("A", "B"))
    actions.answer_now(question=second, by=hilde_host, at=MORNING)

    page = client.get(ADDRESS).content.decode()

    assert page.index(f'id="question-{second.pk}"') == page.index('id="question-')
    assert "question-now" in page


def test_changes_hold_what_is_new_and_nothing_personal(
    client, morning, personnel, kari, lars, hilde_host
):
    old, voted, answered = (asked(morning, personnel, kari, text) for text in "ABC")
    before = client.get(ADDRESS).content.decode()
    since = before.split('data-live-revision="')[1].split('"')[0]
    actions.vote(question=voted, by=lars, at=MORNING)
    actions.answer(question=answered, text="Ja.", by=hilde_host, at=MORNING)
    client.force_login(lars)

    page = client.get(f"{ADDRESS}endringer/?siden={since}").content.decode()

    assert f'id="question-{old.pk}"' not in page
    assert f'<li data-item="{voted.pk}" data-counted="2">' in page
    assert f'id="question-{answered.pk}"' in page
    assert 'data-answered="1"' in page
    assert 'aria-pressed="true"' not in page


def test_changes_are_the_same_for_everyone_and_cheap_when_there_are_none(
    client, question, lars, django_assert_max_num_queries
):
    address = f"{ADDRESS}endringer/?siden=0"
    anonymous = client.get(address)
    client.force_login(lars)
    signed_in = client.get(address)
    assert anonymous.content == signed_in.content
    assert anonymous["ETag"] == signed_in["ETag"]
    assert "Cookie" not in signed_in.get("Vary", "")

    with django_assert_max_num_queries(2):
        unchanged = client.get(address, headers={"if-none-match": anonymous["ETag"]})

    assert unchanged.status_code == 304
    actions.vote(question=question, by=lars, at=MORNING)
    assert client.get(address, headers={"if-none-match": anonymous["ETag"]}).status_code == 200


def test_an_open_page_is_told_when_the_hour_ends_and_when_the_end_is_moved(
    client, question, morning, monkeypatch
):
    address = f"{ADDRESS}endringer/?siden=0"
    page = client.get(ADDRESS).content.decode()
    assert f'data-closes="{morning.closes_at.astimezone(OSLO).isoformat()}"' in page
    assert "data-over hidden" in page
    before = client.get(address)
    assert "data-over" not in before.content.decode()

    QuestionHour.objects.update(closes_at=morning.closes_at + timedelta(minutes=10))
    moved = client.get(address, headers={"if-none-match": before["ETag"]})
    later = (morning.closes_at + timedelta(minutes=10)).astimezone(OSLO)
    assert f'data-closes="{later.isoformat()}"' in moved.content.decode()

    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    ended = client.get(address, headers={"if-none-match": moved["ETag"]})
    assert "data-over" in ended.content.decode()
    assert "data-over" not in client.get(ADDRESS).content.decode()


def test_what_has_gone_is_said_to_be_gone(client, question, morning, hilde_host):
    from sufflor.events import actions as events

    Question.objects.update(hidden_at=MORNING, hidden_by=hilde_host)
    events.touch(morning.topic, changed=[question.pk])

    page = client.get(f"{ADDRESS}endringer/?siden=1").content.decode()

    assert f'<li data-item="{question.pk}" data-gone>' in page


def test_every_language_has_its_page(client, question):
    assert 'lang="nn"' in client.get("/nn" + ADDRESS).content.decode()
    page = client.get("/en" + ADDRESS).content.decode()
    assert "In the queue" in page
    assert f'formaction="/en/sporsmal/{question.pk}/stemme/"' in page


def test_a_short_question_is_advised_and_a_long_one_is_sent(reader, morning, personnel):
    assert "Helst innen 160 tegn" in reader.get(ADDRESS).content.decode()

    reader.post("/sporsmal/", fields(morning, text="Hvorfor? " * 50))

    assert Question.objects.get().text.startswith("Hvorfor? Hvorfor?")


def test_a_full_page_costs_few_queries_and_few_bytes(
    client, morning, personnel, kari, hilde_host, django_assert_max_num_queries
):
    _fill(morning, personnel, hilde_host)
    client.force_login(kari)
    client.get(ADDRESS)
    actions.withdraw_vote(question=Question.objects.ranked()[0], by=kari, at=MORNING)
    actions.vote(question=Question.objects.ranked()[0], by=kari, at=MORNING)

    with django_assert_max_num_queries(8):
        page = client.get(ADDRESS).content

    assert len(page) <= 40_000
    assert b"data-count>151<" in page
    assert b"data-live-total>40<" in page


def test_the_address_of_the_next_hour_leads_to_it(client, morning):
    response = client.get("/sporretimer/neste/?tekst=Hei")

    assert response.status_code == 302
    assert response.url == f"{ADDRESS}?tekst=Hei"


def test_without_a_next_hour_the_list_says_so(client, morning, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: morning.closes_at + timedelta(days=1))

    page = client.get("/sporretimer/neste/", follow=True)

    assert page.redirect_chain == [("/sporretimer/", 302)]
    assert ADDRESS in page.content.decode()


def test_the_list_of_hours_costs_few_queries(
    client, morning, question, django_assert_max_num_queries
):
    client.get("/sporretimer/")

    with django_assert_max_num_queries(4):
        page = client.get("/sporretimer/").content.decode()

    assert "08.30–09.00" in page


def test_an_hour_that_does_not_exist_is_404(client, db):
    assert client.get("/sporretimer/2026-10-29-lunsj/").status_code == 404
    assert client.get("/sporretimer/2026-10-29-lunsj/endringer/").status_code == 404


def test_the_video_link_is_for_those_who_are_signed_in(client, morning, kari):
    morning.video_url = "https://video.example/rom"
    morning.save()

    assert morning.video_url not in client.get(ADDRESS).content.decode()
    client.force_login(kari)
    assert morning.video_url in client.get(ADDRESS).content.decode()


def _fill(hour: QuestionHour, area, host):
    """More questions than a page shows, with 2,500 votes, seven of them answered."""
    people = User.objects.bulk_create([User(username=f"voter-{n}") for n in range(150)])
    text = "Hvordan godkjenner jeg et dokument når lederen min er på ferie?"
    questions = asked_by_many(hour, area, (f"{text} {n}" for n in range(40)))
    Vote.objects.all().delete()
    votes = []
    for place, one in enumerate(questions):
        one.vote_count = 150 if place < 15 else 9
        votes += [Vote(question=one, voter=p, at=MORNING) for p in people[: one.vote_count]]
    Question.objects.bulk_update(questions, ["vote_count"])
    Vote.objects.bulk_create(votes)
    for one in questions[::6]:
        actions.answer(question=one, text="Stedfortrederen. " * 8, by=host, at=MORNING)
