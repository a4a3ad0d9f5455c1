"""Those who keep texts and links are told of what is due, once for each step."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from sufflor.knowledge import actions as knowledge
from sufflor.knowledge.models import Article, Because, Fault, Link
from sufflor.messaging import actions, link_visits
from sufflor.messaging.models import Delivery, State
from sufflor.messaging.tests.conftest import with_address
from tests.articles import published
from tests.cast import DAY, MORNING, person


@pytest.fixture
def eva(eva_editor):
    return with_address(eva_editor)


@pytest.fixture
def article(personnel, eva):
    return published(personnel, eva)


def review_on(article: Article, day: date) -> None:
    Article.objects.filter(pk=article.pk).update(review_date=day)


def test_the_department_is_told_before_on_the_day_and_its_leader_after(
    clock, article, hr_department, work, sink
):
    with_address(person("lena", "Lena", "Leder", hr_department, "leder"))
    review_on(article, DAY + timedelta(days=30))

    for days in (0, 1, 30, 31, 60, 61):
        clock(MORNING + timedelta(days=days))
        work()

    assert [mail.mail["To"] for mail in sink.taken] == [
        "Eva Strand <eva@nidelva.example>",
        "Eva Strand <eva@nidelva.example>",
        "Lena Leder <lena@nidelva.example>",
    ]
    text = sink.taken[0].mail.get_body(("plain",)).get_content()
    assert "Registrere ferie" in text
    assert "/styring/innhold/" in text


def test_what_was_reviewed_before_the_mail_left_is_not_told(clock, article, eva, work, sink):
    review_on(article, DAY)
    assert actions.remind_of_reviews(planned_at=MORNING, at=MORNING) == 1
    knowledge.validate_article(
        article=article, next_review=DAY + timedelta(days=200), by=eva, at=MORNING
    )

    work()

    assert Delivery.objects.get(kind="review").state == State.DROPPED


def doubt(article: Article, said: str, at: datetime) -> None:
    knowledge.doubt_articles(
        articles=[article], because=Because.KNOWN_ERROR, said=said, by=None, at=at
    )


def words_of(mail: EmailMessage) -> str:
    """As one line, since lines are broken wherever they become long."""
    body = mail.get_body(("plain",))
    assert body is not None
    return " ".join(body.get_content().split())


def test_what_casts_doubt_on_a_text_after_the_letter_is_told_the_next_morning_and_once(
    clock, article, work, sink
):
    doubt(article, "Journalposter forsvinner", MORNING - timedelta(hours=2))
    doubt(article, "Vedlegg blir borte", MORNING - timedelta(hours=1))
    work()

    doubt(article, "Merknader vises ikke", MORNING + timedelta(hours=2))
    clock(MORNING + timedelta(hours=3))
    work()
    for days in (1, 2):
        clock(MORNING + timedelta(days=days))
        work()

    first, second = (words_of(mail.mail) for mail in sink.taken)
    assert "Journalposter forsvinner" in first
    assert "Vedlegg blir borte" in first
    assert "Merknader vises ikke" in second


@pytest.fixture
def link(hr_department, eva):
    link = Link(title="Ferieloven", url="https://lov.example/ferie", owner=hr_department)
    return knowledge.keep_link(link=link, by=eva, at=MORNING)


def test_a_dead_link_is_told_to_its_department_the_morning_after(clock, link, work, sink):
    knowledge.note_visit(link=link, fault=Fault.GONE, at=MORNING)

    for days in (1, 2):
        clock(MORNING + timedelta(days=days))
        knowledge.note_visit(link=link, fault=Fault.GONE, at=MORNING + timedelta(days=days))
        work()

    (taken,) = sink.taken
    assert "https://lov.example/ferie" in taken.mail.get_body(("plain",)).get_content()


def test_each_place_is_visited_now_and_then_and_each_link_once_a_night(link, hr_department, eva):
    other = Link(title="Annet", url="https://lov.example/annet", owner=hr_department)
    knowledge.keep_link(link=other, by=eva, at=MORNING)

    turns = [turn for _link, turn in link_visits.to_visit(MORNING)]
    knowledge.note_visit(link=link, fault=None, at=MORNING)

    assert turns[1] - turns[0] == link_visits.PAUSE
    assert [one for one, _turn in link_visits.to_visit(MORNING)] == [other]
    tomorrow = MORNING + timedelta(days=1)
    assert [one for one, _turn in link_visits.to_visit(tomorrow)] == [link, other]


def test_the_worker_visits_the_place_and_marks_what_is_gone(
    clock, hr_department, eva, work, settings
):
    settings.LINKS_MAY_LEAD_INSIDE = True
    asked: list[str] = []

    class Place(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            asked.append(self.path)
            self.send_response(200 if self.path == "/der" else 410)
            self.end_headers()

        def log_message(self, *words: object) -> None:
            pass

    place = ThreadingHTTPServer(("127.0.0.1", 0), Place)
    Thread(target=place.serve_forever, daemon=True).start()
    there, gone = (
        knowledge.keep_link(
            link=Link(
                title=path,
                url=f"http://127.0.0.1:{place.server_port}/{path}",
                owner=hr_department,
            ),
            by=eva,
            at=MORNING,
        )
        for path in ("der", "borte")
    )

    work()
    work()
    place.shutdown()
    place.server_close()

    there.refresh_from_db()
    gone.refresh_from_db()
    assert asked == ["/der", "/borte"]
    assert (there.dead_since, there.fault) == (None, "")
    assert (gone.dead_since, gone.fault) == (MORNING, Fault.GONE)


def test_an_operator_can_turn_the_visits_off(link, settings):
    settings.LINKS_ARE_VISITED = False

    assert list(link_visits.to_visit(MORNING)) == []
