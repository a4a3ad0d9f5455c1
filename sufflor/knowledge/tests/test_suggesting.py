"""Readers suggest, the department that keeps the text answers, and nobody else may."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sufflor.events.queries import history
from sufflor.knowledge import actions, queries
from sufflor.knowledge.models import Suggestion, Taken
from sufflor.lib.refusals import NotAllowed
from tests.cast import DAY, MORNING, person

LATER = MORNING + timedelta(hours=2)


@pytest.fixture
def suggestion(article, kari) -> Suggestion:
    return actions.suggest_change(
        article=article, text="Satsene er fra i fjor.", by=kari, at=MORNING
    )


def test_a_suggestion_waits_for_the_department_that_keeps_the_text(
    suggestion, article, hr_department, records_department
):
    assert list(queries.suggested_to(hr_department)) == [suggestion]
    assert not queries.suggested_to(records_department)
    assert not queries.upkeep(hr_department, DAY).is_well


def test_the_same_words_while_they_wait_are_one_suggestion(suggestion, article, kari):
    again = actions.suggest_change(article=article, text=f"{suggestion.text}\n", by=kari, at=LATER)

    assert again == suggestion
    verbs = [event.verb for event in history(article)]
    assert verbs.count("article.change_suggested") == 1


def test_what_waits_has_an_end(suggestion, article, kari):
    for number in range(4):
        actions.suggest_change(article=article, text=f"Nr. {number}", by=kari, at=MORNING)

    with pytest.raises(actions.SuggestedEnough):
        actions.suggest_change(article=article, text="Enda en", by=kari, at=MORNING)


@pytest.mark.parametrize(
    ("text", "refusal"),
    [("  ", actions.NothingSuggested), ("Gjelder 01010150074.", actions.NumberInWords)],
)
def test_nothing_and_personal_numbers_are_refused(article, kari, text, refusal):
    with pytest.raises(refusal):
        actions.suggest_change(article=article, text=text, by=kari, at=MORNING)

    assert not Suggestion.objects.exists()


def test_the_answer_takes_it_off_the_list_and_is_kept(suggestion, eva_editor, hr_department):
    actions.answer_suggestion(
        suggestion=suggestion, outcome=Taken.USED, reply="Takk!", by=eva_editor, at=LATER
    )

    assert not queries.suggested_to(hr_department)
    own = queries.suggested_by(suggestion.by, suggestion.article_id).get()
    assert (own.outcome, own.reply, own.answered_by) == (Taken.USED, "Takk!", eva_editor)


def test_who_leaves_the_text_as_it_is_says_why(suggestion, eva_editor):
    with pytest.raises(actions.SayWhy):
        actions.answer_suggestion(
            suggestion=suggestion, outcome=Taken.KEPT, reply=" ", by=eva_editor, at=LATER
        )

    assert Suggestion.objects.waiting().exists()


def test_only_the_departments_editors_answer_and_only_once(suggestion, eva_editor, kari):
    said = {"suggestion": suggestion, "outcome": Taken.USED, "reply": "", "at": LATER}

    with pytest.raises(NotAllowed):
        actions.answer_suggestion(**said, by=kari)
    actions.answer_suggestion(**said, by=eva_editor)
    with pytest.raises(actions.AnsweredAlready):
        actions.answer_suggestion(**said, by=eva_editor)


def test_it_waits_for_the_one_who_looks_after_the_text(suggestion, article, eva_editor, kari):
    lena = person("lena", "Lena", "Leder", eva_editor.unit, "leder")

    assert queries.suggestions_for(eva_editor) == [suggestion]
    assert queries.suggestions_for(lena) == queries.suggestions_for(kari) == []
