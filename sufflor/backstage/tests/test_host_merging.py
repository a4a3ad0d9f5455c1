"""Taking equal questions together at the desk: found, counted beforehand, done and undone."""

from __future__ import annotations

import pytest

from sufflor.questions import actions
from sufflor.questions.models import Merge, Question
from tests.cast import MORNING
from tests.hours import asked, asked_by_many

pytestmark = pytest.mark.usefixtures("nine_in_the_morning")

DESK = "/sporretimer/2026-10-29-oppstart/styr/"


@pytest.fixture
def pair(morning, personnel, kari, lars, ola_adviser):
    """Two that ask the same: the first with two votes, the second with two, one of them shared."""
    main = asked(morning, personnel, kari, "Hvor finner jeg sakene mine fra ePhorte?")
    same = asked(morning, personnel, lars, "Hvor er ePhorte-sakene mine?")
    for question in (main, same):
        actions.vote(question=question, by=ola_adviser, at=MORNING)
    return main, same


def choosing(client, question: Question, words: str = ""):
    query = {"sporsmal": question.pk, "gjor": "sammenslaing", "sok": words}
    return client.get(DESK, query)


def merge(client, question: Question, into: object, follow: bool = True):
    return client.post(f"/sporsmal/{question.pk}/sammenslaing/", {"into": into}, follow=follow)


def test_the_number_of_votes_is_told_before_and_is_right_after(host, pair):
    main, same = pair
    page = choosing(host, same)
    (candidate,) = page.context["candidates"]
    assert candidate.votes == 3
    assert "2 stemmer, 3 til sammen" in page.content.decode()

    page = merge(host, same, main.pk).content.decode()

    assert Question.objects.get(pk=main.pk).vote_count == 3
    assert "Til sammen har de 3 stemmer." in page


def test_a_merge_is_undone_right_after_or_later_from_the_one_that_stands(host, pair):
    main, same = pair
    undo = f'action="/sporsmal/{same.pk}/sammenslaing/angre/"'

    assert undo in merge(host, same, main.pk).content.decode()
    standing = host.get(DESK, {"sporsmal": main.pk}).content.decode()
    assert undo in standing
    assert same.text in standing
    assert undo in host.get(DESK, {"sporsmal": same.pk}).content.decode()
    host.post(f"/sporsmal/{same.pk}/sammenslaing/angre/")

    assert Question.objects.get(pk=same.pk).merged_into is None
    assert Question.objects.get(pk=main.pk).vote_count == 2
    assert host.post(f"/sporsmal/{same.pk}/sammenslaing/angre/").status_code == 404


def test_questions_that_are_alike_come_first(host, pair, morning, archive):
    main, same = pair
    texts = ("Kan jeg få ny skjerm?", "Når er lunsjen?", "Hvem låser opp rommet?")
    for question in asked_by_many(morning, archive, texts):
        Question.objects.filter(pk=question.pk).update(vote_count=90)

    candidates = choosing(host, same).context["candidates"]

    assert candidates[0].question == main
    assert candidates[0].is_alike
    assert not candidates[1].is_alike


def test_a_search_leaves_those_that_hold_the_words(host, pair, morning, personnel):
    main, same = pair
    asked_by_many(morning, personnel, ["Noe om lønn?", "Noe om ferie?"])

    found = choosing(host, same, "EPHORTE").context["candidates"]
    nothing = choosing(host, same, "finnes ikke").content.decode()

    assert [one.question for one in found] == [main]
    assert "Ingen spørsmål i denne timen inneholder det." in nothing


def test_only_a_question_that_everyone_can_read_stands_for_another(
    host, pair, hilde_host, morning, personnel, kari
):
    main, same = pair
    actions.hide(question=main, by=hilde_host, at=MORNING)

    assert choosing(host, same).context["candidates"] == []
    for odd in (main.pk, same.pk, 999, "x", ""):
        response = merge(host, same, odd)
        assert response.status_code == 422, odd
        assert response.context["hand"].deed == "sammenslaing"
    assert not Merge.objects.exists()


def test_two_hosts_merge_the_same_question_and_the_second_is_told(
    host, pair, anne_admin, morning, personnel, kari
):
    main, same = pair
    third = asked(morning, personnel, kari, "Noe helt annet?")
    page = choosing(host, same)
    assert {one.question for one in page.context["candidates"]} == {main, third}
    actions.merge(question=same, into=main, by=anne_admin, at=MORNING)

    response = merge(host, same, third.pk)

    assert response.status_code == 409
    assert response.context["hand"].problem
    assert Question.objects.get(pk=same.pk).merged_into == main


def test_a_merged_question_may_come_from_another_hour(host, pair, hilde_host, morning):
    main, same = pair
    other = morning.__class__.objects.create(
        kind="ekstra",
        slug="ekstra",
        date=morning.date,
        opens_at=morning.opens_at,
        closes_at=morning.closes_at,
        collects_from=morning.collects_from,
    )
    Question.objects.filter(pk=same.pk).update(hour=other)
    actions.merge(question=Question.objects.get(pk=same.pk), into=main, by=hilde_host, at=MORNING)

    assert same.text in host.get(DESK, {"sporsmal": main.pk}).content.decode()
    page = host.get("/sporretimer/ekstra/styr/", {"sporsmal": same.pk}).content.decode()
    assert f'href="{DESK}?sporsmal={main.pk}#desk"' in page


def test_choosing_among_a_hundred_costs_few_queries(
    host, morning, personnel, django_assert_max_num_queries
):
    first, *_rest = asked_by_many(
        morning, personnel, (f"Spørsmål {number} om saker" for number in range(100))
    )
    host.get("/styring/")

    with django_assert_max_num_queries(19):
        choosing(host, first)
