"""Taking equal questions together, and apart again: voters are a set, and nothing is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sufflor.events.models import Event, TopicItem
from sufflor.lib.refusals import NotAllowed, Refusal
from sufflor.organization.models import User
from sufflor.questions import actions, queries, rules
from sufflor.questions.models import (
    HourKind,
    Merge,
    Question,
    QuestionHour,
    Vote,
)
from sufflor.questions.rules import State
from sufflor.search.models import Document
from tests.cast import MORNING, person
from tests.hours import asked
from tests.threads import all_at_once

LATER = MORNING + timedelta(minutes=5)


@pytest.fixture
def one(morning, personnel, kari):
    return asked(morning, personnel, kari, "Hvordan skjermer jeg et navn?")


@pytest.fixture
def other(morning, personnel, lars):
    return asked(morning, personnel, lars, "Hvor skjermer man navn?")


@pytest.fixture
def afternoon(morning):
    return QuestionHour.objects.create(
        kind=HourKind.CLOSING,
        slug="2026-10-29-avslutning",
        date=morning.date,
        opens_at=morning.opens_at + timedelta(hours=6),
        closes_at=morning.closes_at + timedelta(hours=6),
        collects_from=morning.collects_from,
    )


def take(question, into, by, at=MORNING):
    return actions.merge(question=question, into=into, by=by, at=at)


def voters(question) -> set[str]:
    return set(question.votes.values_list("voter__username", flat=True))


def state(question) -> State:
    return rules.state_of(Question.objects.get(pk=question.pk))


def counts_are_right() -> bool:
    return all(
        question.vote_count
        == question.votes.count()
        == TopicItem.objects.get(item=question.pk).count
        for question in Question.objects.all()
    )


def test_five_votes_and_four_with_one_voter_in_common_are_eight(one, other, university, hilde_host):
    both = person("begge", "Begge", "To", university)
    for number in range(3):
        actions.vote(question=one, by=person(f"a{number}", "A", "A", university), at=MORNING)
    for number in range(2):
        actions.vote(question=other, by=person(f"b{number}", "B", "B", university), at=MORNING)
    for question in (one, other):
        actions.vote(question=question, by=both, at=MORNING)

    take(other, one, hilde_host)

    one.refresh_from_db()
    assert one.vote_count == len(voters(one)) == 8
    assert counts_are_right()


def test_the_merged_one_keeps_its_words_and_its_voters_and_leaves_the_lists(
    one, other, morning, hilde_host
):
    take(other, one, hilde_host)

    other.refresh_from_db()
    assert (other.text, voters(other)) == ("Hvor skjermer man navn?", {"lars"})
    assert state(other) == State.MERGED
    assert list(Question.objects.public()) == [one]
    assert list(Question.objects.worded()) == [other]
    assert [document.title for document in Document.objects.all()] == [one.text]


def test_open_pages_learn_of_both(one, other, hilde_host):
    before = max(TopicItem.objects.values_list("change_revision", flat=True))

    take(other, one, hilde_host)

    changed = TopicItem.objects.filter(change_revision__gt=before)
    assert set(changed.values_list("item", flat=True)) == {one.pk, other.pk}


def test_undone_everything_is_as_it_was(one, other, hilde_host):
    merge = take(other, one, hilde_host)

    actions.undo_merge(merge=merge, by=hilde_host, at=LATER)
    actions.undo_merge(merge=merge, by=hilde_host, at=LATER)

    assert (voters(one), voters(other)) == ({"kari"}, {"lars"})
    assert state(other) == State.WAITING
    assert counts_are_right()
    assert Document.objects.count() == 2
    assert Event.objects.filter(verb="question.merge_undone").count() == 1


def test_undone_after_new_votes_those_who_voted_by_themselves_stay(
    one, other, stranger, lars, hilde_host
):
    merge = take(other, one, hilde_host)
    actions.vote(question=one, by=stranger, at=LATER)
    actions.vote(question=one, by=lars, at=LATER)

    actions.undo_merge(merge=merge, by=hilde_host, at=LATER)

    assert voters(one) == {"kari", "stranger", "lars"}
    assert voters(other) == {"lars"}
    assert counts_are_right()


def test_a_vote_on_the_merged_one_leads_to_where_it_stands(one, other, stranger, hilde_host):
    take(other, one, hilde_host)

    voted = actions.vote(question=other, by=stranger, at=LATER)

    assert voted == one
    assert voters(one) == {"kari", "lars", "stranger"}
    assert counts_are_right()


def test_whoever_takes_the_vote_back_takes_it_back_everywhere(one, other, lars, hilde_host):
    merge = take(other, one, hilde_host)

    actions.withdraw_vote(question=other, by=lars, at=LATER)
    actions.undo_merge(merge=merge, by=hilde_host, at=LATER)

    assert (voters(one), voters(other)) == ({"kari"}, set())
    assert counts_are_right()


def test_a_voter_whom_two_questions_bring_stays_while_one_of_them_does(
    one, other, morning, personnel, stranger, lars, hilde_host
):
    third = asked(morning, personnel, stranger, "Navn?")
    actions.vote(question=third, by=lars, at=MORNING)
    first_merge, second_merge = take(other, one, hilde_host), take(third, one, hilde_host)

    actions.undo_merge(merge=first_merge, by=hilde_host, at=LATER)

    assert voters(one) == {"kari", "lars", "stranger"}

    actions.undo_merge(merge=second_merge, by=hilde_host, at=LATER)

    assert voters(one) == {"kari"}
    assert counts_are_right()


def test_merging_twice_is_merging_once(one, other, hilde_host, anne_admin):
    first, second = take(other, one, hilde_host), take(other, one, anne_admin)

    assert first == second
    assert Event.objects.filter(verb="question.merged").count() == 1


def test_a_chain_is_undone_from_its_end(one, other, morning, personnel, stranger, hilde_host):
    third = asked(morning, personnel, stranger, "Navn?")
    inner, outer = take(other, one, hilde_host), take(one, third, hilde_host)

    assert voters(third) == {"kari", "lars", "stranger"}
    with pytest.raises(actions.UndoneInAnotherOrder):
        actions.undo_merge(merge=inner, by=hilde_host, at=LATER)

    actions.undo_merge(merge=outer, by=hilde_host, at=LATER)
    actions.undo_merge(merge=inner, by=hilde_host, at=LATER)

    assert (voters(one), voters(other), voters(third)) == ({"kari"}, {"lars"}, {"stranger"})
    assert counts_are_right()


def test_a_vote_at_the_beginning_of_a_chain_counts_at_its_end(
    one, other, morning, personnel, stranger, eva_editor, hilde_host
):
    third = asked(morning, personnel, stranger, "Navn?")
    take(other, one, hilde_host)
    take(one, third, hilde_host)

    assert actions.vote(question=other, by=eva_editor, at=LATER) == third


def test_nothing_is_merged_into_what_is_merged_or_into_itself(
    one, other, morning, personnel, stranger, hilde_host
):
    third = asked(morning, personnel, stranger, "Navn?")
    take(other, one, hilde_host)

    with pytest.raises(actions.NotInTheQueue, match="«Slått sammen"):
        take(third, other, hilde_host)
    with pytest.raises(actions.NotInTheQueue):
        take(other, third, hilde_host)
    with pytest.raises(actions.NotInTheQueue):
        take(one, other, hilde_host)
    with pytest.raises(actions.MergedIntoItself):
        take(one, one, hilde_host)


def test_an_answered_question_is_not_merged_but_takes_others_in(one, other, hilde_host):
    actions.answer(question=one, text="Bruk Skjerm.", by=hilde_host, at=MORNING)

    with pytest.raises(actions.NotInTheQueue, match="«Besvart»"):
        take(one, other, hilde_host)

    take(other, one, hilde_host)

    assert not Question.objects.without_end().exists()


def test_the_answer_of_the_one_is_the_answer_of_the_other(one, other, lars, hilde_host):
    take(other, one, hilde_host)
    actions.answer(question=one, text="Bruk Skjerm.", by=hilde_host, at=LATER)

    mine = {row.pk: row for row in queries.my_questions(lars)}

    assert mine[other.pk].answer.text == "Bruk Skjerm."
    assert mine[other.pk].home.pk == one.pk


def test_what_is_hidden_takes_nothing_in(one, other, hilde_host):
    actions.hide(question=one, by=hilde_host, at=MORNING)

    with pytest.raises(actions.NoQuestionToMergeInto):
        take(other, one, hilde_host)


def test_the_words_of_one_that_nobody_has_released_stay_with_the_hosts(
    morning, one, other, hilde_host
):
    Question.objects.filter(pk=other.pk).update(held_at=MORNING)

    take(other, one, hilde_host)

    assert not Question.objects.worded().exists()
    assert state(other) == State.MERGED


def test_what_is_answered_now_goes_on_in_the_other(one, other, morning, hilde_host):
    actions.answer_now(question=other, by=hilde_host, at=MORNING)

    take(other, one, hilde_host)

    morning.refresh_from_db()
    assert morning.now_answering == one


def test_an_answered_question_is_not_answered_now_because_it_took_another_in(
    one, other, morning, hilde_host
):
    actions.answer(question=one, text="Ja.", by=hilde_host, at=MORNING)
    actions.answer_now(question=other, by=hilde_host, at=MORNING)

    take(other, one, hilde_host)

    morning.refresh_from_db()
    assert morning.now_answering is None


def test_questions_of_two_hours_are_merged_while_both_go_on(
    one, afternoon, personnel, lars, hilde_host
):
    late = asked(afternoon, personnel, lars, "Navn?")

    take(late, one, hilde_host)

    one.refresh_from_db()
    assert one.vote_count == 2
    assert counts_are_right()


@pytest.mark.parametrize("which", ["morning", "afternoon"])
def test_questions_of_two_hours_are_not_merged_when_one_is_finished(
    request, one, afternoon, personnel, lars, hilde_host, which
):
    late = asked(afternoon, personnel, lars, "Navn?")
    hour = request.getfixturevalue(which)
    hour.finished_at = LATER
    hour.save()

    with pytest.raises(actions.HourHasEnded):
        take(late, one, hilde_host)


def test_a_rehearsal_keeps_its_questions(one, afternoon, morning, personnel, lars, hilde_host):
    practised = asked(afternoon, personnel, lars, "Prøve")
    afternoon.rehearsal_of = morning
    afternoon.save()

    with pytest.raises(actions.OnlyRehearsed):
        take(practised, one, hilde_host)


def test_only_hosts_merge_and_undo(one, other, ola_adviser, hilde_host):
    with pytest.raises(NotAllowed):
        take(other, one, ola_adviser)
    merge = take(other, one, hilde_host)
    with pytest.raises(NotAllowed):
        actions.undo_merge(merge=merge, by=ola_adviser, at=LATER)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(0, 4), st.integers(0, 3)),
        max_size=20,
    )
)
def test_whatever_is_merged_voted_and_undone_the_counts_are_right(
    morning, personnel, hilde_host, deeds
):
    Question.objects.filter(merged_into__isnull=False).update(merged_into=None)
    for model in (Merge, Vote):
        model.objects.all().delete()
    Question.objects.all().delete()
    people = [User.objects.get_or_create(username=f"person-{n}")[0] for n in range(5)]
    four = [asked(morning, personnel, who, f"Spørsmål {who.pk}") for who in people[:4]]
    before = [voters(question) for question in four]

    for first, second, who, deed in deeds:
        _try(deed, four[first], four[second], people[who], hilde_host)

    assert counts_are_right()
    _undo_all(hilde_host)
    assert counts_are_right()
    assert not Vote.objects.filter(merge__isnull=False).exists()
    if all(deed == 0 for *_rest, deed in deeds):
        assert [voters(question) for question in four] == before


def _try(deed: int, question, other, who, host) -> None:
    try:
        if deed == 0:
            take(question, other, host)
        elif deed == 1:
            actions.vote(question=question, by=who, at=MORNING - timedelta(minutes=who.pk % 60))
        elif deed == 2:
            actions.withdraw_vote(question=question, by=who, at=MORNING)
        elif merge := Merge.objects.filter(question=question, undone_at=None).first():
            actions.undo_merge(merge=merge, by=host, at=LATER)
    except Refusal:
        pass


def _undo_all(host) -> None:
    while merge := Merge.objects.filter(undone_at=None, into__merged_into=None).first():
        actions.undo_merge(merge=merge, by=host, at=LATER)


@pytest.mark.usefixtures("on_disk")
def test_two_hosts_who_merge_the_same_two_both_ways_make_one_merge(
    one, other, hilde_host, anne_admin
):
    refused = all_at_once(
        [
            lambda: take(one, other, hilde_host),
            lambda: take(other, one, anne_admin),
        ]
        * 5
    )

    assert Merge.objects.filter(undone_at=None).count() == 1
    assert all(isinstance(problem, actions.NotInTheQueue) for problem in refused)
    assert counts_are_right()


@pytest.mark.usefixtures("on_disk")
def test_votes_merges_and_undoing_at_once_lose_nothing(one, other, morning, university, hilde_host):
    people = User.objects.bulk_create([User(username=f"voter-{n}") for n in range(40)])

    def vote(who, question):
        return lambda: actions.vote(question=question, by=who, at=MORNING)

    def back_and_forth():
        for _ in range(4):
            merge = take(other, one, hilde_host)
            actions.undo_merge(merge=merge, by=hilde_host, at=LATER)
        take(other, one, hilde_host)

    deeds = [vote(who, (one, other)[n % 2]) for n, who in enumerate(people)]
    problems = all_at_once([*deeds[:20], back_and_forth, *deeds[20:]])

    assert problems == []
    one.refresh_from_db()
    assert one.vote_count == 42
    assert counts_are_right()


@pytest.mark.usefixtures("on_disk")
def test_an_edit_while_people_vote_loses_nothing(one, university, hilde_host):
    people = User.objects.bulk_create([User(username=f"voter-{n}") for n in range(20)])

    def edit():
        actions.edit_question(
            question=one,
            text="Nytt",
            detail="",
            area=one.area,
            role=one.role,
            reason="Kortere.",
            seen=one.stamp,
            by=hilde_host,
            at=LATER,
        )

    votes = [lambda who=who: actions.vote(question=one, by=who, at=MORNING) for who in people]
    problems = all_at_once([*votes[:10], edit, *votes[10:]])

    one.refresh_from_db()
    assert problems == []
    assert (one.text, one.vote_count) == ("Nytt", 21)
    assert counts_are_right()
