"""How a request stands, said in the institution's own words."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils.translation import override

from sufflor.desk import actions, queries, wording
from sufflor.desk.models import Language, State, StatusSentence
from sufflor.desk.wording import Sentences, Where
from sufflor.events.queries import revisions
from sufflor.lib.refusals import NotAllowed
from sufflor.organization.models import Line
from tests.cast import MORNING

OWN = Sentences(
    "Brukerstøtten ser på den.", "Du kan vente.", "Svar kommer {tid}.", "Svar kommer snart."
)
BOTH = {Language.NB: OWN, Language.NN: OWN}
FIRST = Where(State.NEW, Line.FIRST)


def say(by, where=FIRST, words=BOTH):
    return actions.say_status(where=where, words=words, by=by, at=MORNING)


def own():
    return queries.own_sentences(revisions([queries.STATUS])[queries.STATUS])


def test_users_read_it_in_their_language_and_the_built_in_words_elsewhere(request_, anne_admin):
    say(anne_admin)
    request_.due_at = MORNING + timedelta(hours=3)

    with override("nb"):
        said = wording.said(request_, MORNING, own())
    with override("en"):
        english = wording.said(request_, MORNING, own())

    assert (said.happening, said.your_part) == (OWN.happening, OWN.your_part)
    assert said.when.startswith("Svar kommer ")
    assert "{tid}" not in said.when
    assert english.happening == "User support has got it."


def test_another_line_keeps_its_words(request_, anne_admin):
    say(anne_admin, Where(State.NEW, Line.SECOND))

    assert wording.said(request_, MORNING, own()) == wording.said(request_, MORNING)


def test_what_is_needed_from_the_user_stands_where_it_was_put(request_, anne_admin):
    words = replace(OWN, happening="Vi trenger {hva}.")
    say(anne_admin, Where(State.WAITING_USER), {Language.NB: words, Language.NN: words})
    request_.state, request_.waits_for = State.WAITING_USER, "saksnummeret"

    with override("nb"):
        assert wording.said(request_, MORNING, own()).happening == "Vi trenger saksnummeret."


def test_said_anew_it_is_one_and_english_can_be_left_out_again(anne_admin):
    say(anne_admin, words={**BOTH, Language.EN: OWN})
    say(anne_admin)

    assert sorted(StatusSentence.objects.values_list("language", flat=True)) == ["nb", "nn"]


@pytest.mark.parametrize(
    "words",
    [{}, {Language.NB: OWN}, {Language.NN: OWN}, {**BOTH, Language.NN: replace(OWN, when=" ")}],
)
def test_it_is_not_kept_without_both_bokmal_and_nynorsk(anne_admin, words):
    with pytest.raises(actions.NotInBothLanguages):
        say(anne_admin, words=words)

    assert not StatusSentence.objects.exists()


@pytest.mark.parametrize(
    "change", [{"happening": "{hva}"}, {"when": "{når}"}, {"else_when": "{tid}"}, {"when": "{"}]
)
def test_only_what_is_known_there_stands_in_braces(anne_admin, change):
    words = replace(OWN, **change)

    with pytest.raises(actions.NotKnownHere):
        say(anne_admin, words={Language.NB: words, Language.NN: words})


def test_the_built_in_words_come_back(request_, anne_admin):
    say(anne_admin)

    for _twice in range(2):
        actions.say_built_in(where=FIRST, by=anne_admin, at=MORNING)

    assert wording.said(request_, MORNING, own()) == wording.said(request_, MORNING)


def test_it_is_for_those_who_run_the_support(liv_first_line):
    with pytest.raises(NotAllowed):
        say(liv_first_line)
    with pytest.raises(NotAllowed):
        actions.say_built_in(where=FIRST, by=liv_first_line, at=MORNING)
