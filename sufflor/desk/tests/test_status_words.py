"""How a request stands, said in the institution's own words."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from django.utils.translation import override

from sufflor.desk import actions, queries, wording
from sufflor.desk.models import Language, State, StatusSentence
from sufflor.desk.wording import Sentences, Where
from sufflor.events.models import Event
from sufflor.events.queries import revisions
from sufflor.lib.refusals import NotAllowed
from sufflor.organization.models import Charge, ChargeKind, Line
from tests.cast import DAY, MORNING
from tests.threads import all_at_once

OWN = Sentences(
    "Brukerstøtten ser på den.", "Du kan vente.", "Svar kommer {tid}.", "Svar kommer snart."
)
BOTH = {Language.NB: OWN, Language.NN: OWN}
FIRST = Where(State.NEW, Line.FIRST)


def say(by, where=FIRST, words=BOTH, **more):
    return actions.say_status(where=where, words=words, by=by, **{"at": MORNING, **more})


def charge(person, area, **more):
    facts = {"kind": ChargeKind.OWNER, "from_date": DAY, **more}
    return Charge.objects.create(person=person, area=area, **facts)


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


def test_whoever_owns_an_area_words_it_and_history_tells_who_said_what(kari, personnel):
    charge(kari, personnel)

    say(kari)
    actions.say_built_in(where=FIRST, by=kari, at=MORNING)

    worded, unworded = Event.objects.filter(verb__startswith="status.").order_by("pk")
    assert worded.by == unworded.by == f"organization.user:{kari.pk}"
    assert worded.details["words"]["nb"][0] == OWN.happening


@pytest.mark.parametrize(
    "more",
    [
        {"kind": ChargeKind.MANAGER},
        {"from_date": DAY - timedelta(days=9), "to_date": DAY - timedelta(days=1)},
        {"from_date": DAY + timedelta(days=1)},
    ],
)
def test_a_charge_that_does_not_hold_or_is_another_gives_no_right_to_it(kari, personnel, more):
    charge(kari, personnel, **more)

    with pytest.raises(NotAllowed):
        say(kari)


def test_an_owner_whose_account_is_closed_words_nothing(kari, personnel):
    charge(kari, personnel)
    kari.is_active = False

    with pytest.raises(NotAllowed):
        say(kari)


def test_the_second_of_two_who_saw_the_same_is_told_and_the_first_holds(
    anne_admin, kari, personnel
):
    charge(kari, personnel)
    other = {each: replace(OWN, happening="Vi ser på den.") for each in BOTH}
    say(kari, seen="")

    with pytest.raises(actions.WordedMeanwhile):
        say(anne_admin, words=other, seen="")
    with pytest.raises(actions.WordedMeanwhile):
        actions.say_built_in(where=FIRST, seen="", by=anne_admin, at=MORNING)

    there = queries.said_there(FIRST)
    assert {row.happening for row in there} == {OWN.happening}
    say(anne_admin, words=other, seen=there[0].stamp)
    assert queries.said_there(FIRST)[0].changed_by == anne_admin


def test_it_is_for_those_who_run_the_support(liv_first_line):
    with pytest.raises(NotAllowed):
        say(liv_first_line)
    with pytest.raises(NotAllowed):
        actions.say_built_in(where=FIRST, by=liv_first_line, at=MORNING)


@pytest.mark.usefixtures("on_disk")
def test_of_two_who_save_at_the_same_moment_one_holds_and_the_other_is_told(anne_admin):
    wordings = [
        {each: replace(OWN, happening=f"Vi ser på den ({number}).") for each in BOTH}
        for number in range(2)
    ]
    deeds = [
        partial(say, anne_admin, words=words, seen="", at=MORNING + timedelta(seconds=number))
        for number, words in enumerate(wordings)
    ]

    problems = all_at_once(deeds)

    assert [type(each) for each in problems] == [actions.WordedMeanwhile]
    assert len({row.happening for row in queries.said_there(FIRST)}) == 1
