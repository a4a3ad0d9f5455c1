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
    morning, personnel, question, kari, lars, stranger, hilde_host
):
    between = asked(morning, personnel, lars, "Skjerme, hvordan?")
    first = asked(morning, personnel, stranger, "Skjule?")
    for each, into in ((first, between), (between, question)):
        actions.merge(question=each, into=into, by=hilde_host, at=MORNING)

    assert queries.concerned(question).count() == 3


def test_a_question_that_was_let_out_again_takes_its_own_people_with_it(
    morning, personnel, question, kari, lars, hilde_host
):
    other = asked(morning, personnel, lars, "Skjerme, hvordan?")
    merge = actions.merge(question=other, into=question, by=hilde_host, at=MORNING)

    actions.undo_merge(merge=merge, by=hilde_host, at=MORNING)

    assert [each.username for each in queries.concerned(question)] == ["kari"]
