"""What a host moves out of the public is nowhere else: no table, no page, no search, no stream."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from wagtail.actions.delete_page import DeletePageAction

from sufflor.desk.models import Request
from sufflor.organization.models import User
from sufflor.questions import actions
from sufflor.questions.models import (
    Answer,
    Minutes,
    MinutesEdit,
    MinutesItem,
    Outcome,
    QuestionHour,
    QuestionKind,
    Section,
)
from tests.cast import MORNING
from tests.routes import ROUTES, Who
from tests.test_gates import signed_in

CANARY = "kanarifuglzq"
LATER = MORNING + timedelta(minutes=5)
Readers = Mapping[User | None, set[Who]]
SEARCHES = (CANARY, "kanarifugl", "kanarifuglz", f"{CANARY} trinn")


@pytest.fixture
def question(world, personnel, kari, lars):
    """A question with the canary in everything that hangs on it."""
    host, hour = world.all_round, QuestionHour.objects.get(**world.things["hour"])
    told = actions.Report(**{name: f"{CANARY} {name}" for name in ("wanted", "steps", "message")})
    question = actions.ask(
        hour=hour,
        area=personnel,
        role="alle",
        text=f"Hva gjør jeg med {CANARY}?",
        detail=f"Det er {CANARY}.",
        kind=QuestionKind.ERROR,
        report=told,
        submission=uuid4(),
        by=kari,
        at=MORNING,
    )
    actions.vote(question=question, by=lars, at=MORNING)
    _edit(question, host)
    _minute(question, hour, host)
    return question


def _edit(question, host) -> None:
    question = actions.edit_question(
        question=question,
        text=f"Hva gjør man med {CANARY}?",
        detail="",
        area=question.area,
        role="alle",
        reason=f"Om {CANARY}",
        seen=question.stamp,
        by=host,
        at=MORNING,
    )
    answer = actions.answer(question=question, text=f"{CANARY}: ja.", by=host, at=MORNING)
    actions.edit_answer(answer=answer, text=f"{CANARY}: nei.", seen=answer.stamp, by=host, at=LATER)


def _minute(question, hour, host) -> None:
    minutes = Minutes.objects.create(hour=hour, frozen_at=MORNING)
    item = MinutesItem.objects.create(
        minutes=minutes,
        section=Section.ERRORS,
        position=1,
        question=question,
        outcome=Outcome.ANSWERED,
        text=f"Svaret om {CANARY}.",
    )
    MinutesEdit.objects.create(minutes=minutes, item=item, text_before=CANARY, by=host, at=MORNING)


def move(question, world) -> None:
    actions.move_to_request(question=question, why="Et navn.", by=world.all_round, at=LATER)


def tables_with_the_canary() -> set[str]:
    quote = connection.ops.quote_name
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {quote(table)}")
            if any(CANARY in _as_text(value) for row in cursor.fetchall() for value in row):
                # The index of requests is asked by way of those whom somebody may see.
                found.add("search_records" if table.startswith("search_records") else table)
    return found


def _as_text(value: object) -> str:
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode("latin-1").lower()
    return str(value).lower()


def addresses(world, question) -> Iterator[tuple[Who, str]]:
    """Every page that there is, for whom, and what is asked of those about questions."""
    private = {"request", "my_request"}
    yield from (
        (route.who, world.address(name))
        for name, route in ROUTES.items()
        if "GET" in route.methods and name not in private
    )
    hour = world.address("hour")
    for order in ("stemmer", "nyeste", "besvart", "mine"):
        yield Who.EVERYONE, f"{hour}?sorter={order}"
    yield Who.EVERYONE, f"{world.address('hour_changes')}?siden=0"
    yield Who.ROLE, f"{world.address('hour_host')}?sporsmal={question.pk}"
    yield Who.EVERYONE, f"/svar/{question.pk}/"
    yield Who.EVERYONE, f"/svar/{question.pk}-hva-gjor-man-med-{CANARY}/"
    yield from ((Who.EVERYONE, f"{reverse('search')}?q={words}") for words in SEARCHES)


def responses_with_the_canary(world, question, readers: Readers) -> list[str]:
    """What each of them is told at the addresses that are for them."""
    found = []
    for person, doors in readers.items():
        client = signed_in(person) if person else Client()
        for who, address in addresses(world, question):
            if who in doors:
                told = _told(client.get(address)).lower()
                # What somebody searched for stands in the field, and an address in its own links.
                if CANARY in told.replace(address.lower(), "") and CANARY not in address:
                    found.append(f"{person}: {address}")
    return found


def _told(response) -> str:
    body = b"".join(response) if response.streaming else response.content
    return f"{dict(response.headers)} {body.decode('utf-8', 'replace')}"


def test_the_canary_sings_before_it_is_moved(world, question, kari):
    assert {"questions_question", "questions_answer", "search_document"} <= tables_with_the_canary()
    assert responses_with_the_canary(world, question, {None: {Who.EVERYONE}})


def test_it_is_in_no_table_but_those_of_the_desk(world, question):
    move(question, world)

    assert tables_with_the_canary() == {"desk_request", "desk_message", "search_records"}
    assert CANARY in Request.objects.get(origin=f"questions.question:{question.pk}").text


@pytest.mark.once
def test_it_is_in_no_page_for_anybody(world, question, kari):
    """Each page is read once before, so that whatever keeps it does; that others are kept out,
    `test_gates` asks."""
    host = world.all_round
    front, back = {Who.EVERYONE, Who.SIGNED_IN}, {Who.ROLE, Who.KEY}
    before = {None: {Who.EVERYONE}, kari: {Who.SIGNED_IN}, host: back}
    responses_with_the_canary(world, question, before)

    move(question, world)

    after = {None: {Who.EVERYONE}, kari: front, host: front | back}
    left = responses_with_the_canary(world, question, after)
    # Its asker's own list and file, and the pages of those who help with it or have it in hand.
    theirs = (reverse("my_requests"), reverse("own_data"), "/arbeid/", reverse("absences"))
    assert [line for line in left if not line.partition(": ")[2].startswith(theirs)] == []


def test_search_finds_nothing_of_it(world, question, client):
    move(question, world)

    for words in SEARCHES:
        page = client.get(reverse("search"), {"q": words}).content.decode()
        assert f"#question-{question.pk}" not in page
        assert f"/svar/{question.pk}-" not in page
        assert "Hva gjør man med" not in page


def test_an_article_that_was_deleted_before_the_move_leaves_nothing_either(world, question):
    host, answer = world.all_round, Answer.objects.get(pk=question.pk)
    article = actions.draft_article(answer=answer, title="", by=host, at=LATER)
    actions.publish(answer=answer, by=host, at=LATER)
    article.refresh_from_db()
    DeletePageAction(article, user=host).execute(skip_permission_checks=True)

    move(question, world)

    assert tables_with_the_canary() == {"desk_request", "desk_message", "search_records"}
