"""Answers that are ready: for oneself, for a group, for an area; with facts filled in."""

from __future__ import annotations

import pytest

from sufflor.desk import actions, queries
from sufflor.desk.actions import TemplateWords
from sufflor.desk.models import AnswerTemplate
from sufflor.lib.refusals import NotAllowed
from tests.cast import MORNING

HELLO = TemplateWords(
    "Takk", "Hei {navn}, vi ser på {nummer}. Hilsen {hjelper}", text_nn="Hei {navn}, vi ser på det."
)


def keep(owner, by, words=HELLO):
    return actions.keep_template(words=words, owner=owner, by=by, at=MORNING)


def test_each_has_their_own_their_group_has_its_and_an_area_has_some(
    liv_first_line, per_second_line, personnel
):
    own = keep(liv_first_line, liv_first_line)
    theirs = keep(liv_first_line.support_groups.get(), liv_first_line)
    of_area = keep(personnel, per_second_line)

    assert queries.templates(liv_first_line, MORNING) == [own, theirs]
    assert queries.templates(per_second_line, MORNING) == [of_area]


def test_nobody_keeps_them_for_others(liv_first_line, per_second_line, personnel, kari, anne_admin):
    group = liv_first_line.support_groups.get()
    for owner, by in (
        (liv_first_line, per_second_line),
        (group, per_second_line),
        (personnel, liv_first_line),
        (kari, kari),
    ):
        with pytest.raises(NotAllowed):
            keep(owner, by)

    kept = keep(group, anne_admin)
    with pytest.raises(NotAllowed):
        actions.drop_template(template=kept, by=kari, at=MORNING)


def test_facts_are_filled_in_in_the_language_of_the_one_who_asked(request_, liv_first_line):
    keep(liv_first_line, liv_first_line)

    (ready,) = queries.ready(request_, liv_first_line, MORNING)
    request_.language = "nn"
    (nynorsk,) = queries.ready(request_, liv_first_line, MORNING)

    assert ready.text == f"Hei Kari, vi ser på {request_.number}. Hilsen Liv Dahl"
    assert nynorsk.text == "Hei Kari, vi ser på det."


def test_that_of_a_colleague_is_not_offered(request_, liv_first_line, per_second_line):
    keep(per_second_line, per_second_line)

    assert queries.ready(request_, liv_first_line, MORNING) == []


def test_what_is_filled_in_is_not_filled_in_again(request_, liv_first_line, kari):
    kari.first_name = "{hjelper}"
    request_.reporter = kari

    said = queries.filled("Hei {navn}", request_, liv_first_line)

    assert said == "Hei {hjelper}"


def test_one_for_an_area_is_not_offered_in_another(send, request_, per_second_line, personnel):
    keep(personnel, per_second_line)
    about_nothing = send("Noe annet.")

    assert len(queries.ready(request_, per_second_line, MORNING)) == 1
    assert queries.ready(about_nothing, per_second_line, MORNING) == []


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        (TemplateWords("", "Hei"), actions.TemplateWithoutName),
        (TemplateWords("Takk", " "), actions.NothingWritten),
        (TemplateWords("Takk", "Hei {passord}"), actions.UnknownPlaceholder),
        (TemplateWords("Takk", "Hei", text_en="Hi {request.reporter}"), actions.UnknownPlaceholder),
    ],
)
def test_only_known_facts_are_asked_for(liv_first_line, words, refusal):
    with pytest.raises(refusal):
        keep(liv_first_line, liv_first_line, words)

    assert not AnswerTemplate.objects.exists()


def test_it_is_changed_and_dropped(liv_first_line):
    kept = keep(liv_first_line, liv_first_line)

    words = TemplateWords("Hei", "Hei på deg.")
    actions.change_template(template=kept, words=words, by=liv_first_line, at=MORNING)
    assert AnswerTemplate.objects.get().text == "Hei på deg."

    for _twice in range(2):
        actions.drop_template(template=kept, by=liv_first_line, at=MORNING)
    assert not AnswerTemplate.objects.exists()
