from sufflor.questions import actions, queries
from tests.cast import MORNING
from tests.hours import asked


def test_a_question_concerns_those_who_asked_and_voted_each_once(question, kari, lars):
    actions.vote(question=question, by=lars, at=MORNING)
    question.on_behalf_of = lars
    question.save()

    assert sorted(each.username for each in queries.concerned(question)) == ["kari", "lars"]


def test_the_one_on_whose_behalf_it_was_asked_counts_as_an_asker(question, kari, lars, stranger):
    actions.vote(question=question, by=stranger, at=MORNING)
    question.on_behalf_of = lars
    question.save()

    assert sorted(each.username for each in queries.askers(question)) == ["kari", "lars"]


def test_those_who_were_taken_in_on_the_way_count_too(
    morning, personnel, question, kari, lars, stranger
):
    between = asked(morning, personnel, lars, "Skjerme, hvordan?")
    first = asked(morning, personnel, stranger, "Skjule?")
    first.merged_into, between.merged_into = between, question
    first.save()
    between.save()

    assert queries.concerned(question).count() == 3
    assert queries.standing_for(first) == question


def test_a_question_that_was_let_out_again_takes_its_own_people_with_it(
    morning, personnel, question, kari, lars
):
    other = asked(morning, personnel, lars, "Skjerme, hvordan?")
    other.merged_into = question
    other.save()

    other.merged_into = None
    other.save()

    assert [each.username for each in queries.concerned(question)] == ["kari"]
