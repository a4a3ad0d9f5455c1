"""From a suspicion to a fix that holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from sufflor.events.models import Outgoing, reference
from sufflor.events.verbs import TOLD_OUTSIDE
from sufflor.knowledge import actions as knowledge
from sufflor.knowledge.models import Article
from sufflor.known_errors import actions, queries
from sufflor.known_errors.models import KnownError, Plain, State
from sufflor.known_errors.tests.conftest import LATER
from sufflor.lib.refusals import NotAllowed
from sufflor.search.models import Audience
from sufflor.search.queries import search
from tests.cast import MORNING

NOON = MORNING + timedelta(hours=4)


def found(words: str) -> list[str]:
    return [hit.ref for hit in search(words, audience=Audience.PUBLIC, language="nb").hits]


def fresh(error: KnownError) -> KnownError:
    return KnownError.objects.get(pk=error.pk)


def test_a_candidate_is_for_those_who_help_alone(candidate):
    assert not KnownError.objects.public().exists()
    assert not found("vedlegg")
    assert list(queries.candidates()) == [candidate]


def test_a_confirmed_error_is_found_by_everyone_and_has_an_owner(error, per_second_line):
    assert error.owner == per_second_line
    assert error.plain == Plain.WORKED_ON
    assert found("vedlegg ekspedering") == [reference(error)]
    assert [line.pk for line in queries.lines_under_way(1)] == [error.pk]


def test_only_the_second_line_confirms(candidate, liv_first_line):
    with pytest.raises(NotAllowed):
        actions.confirm(
            error=candidate,
            sentence="Ja.",
            next_update_at=LATER,
            by=liv_first_line,
            at=MORNING,
        )

    assert fresh(candidate).state == State.CANDIDATE


def test_whoever_helps_nobody_suggests_nothing(facts, kari):
    with pytest.raises(NotAllowed):
        actions.suggest(facts=facts, by=kari, at=MORNING)


def test_an_error_says_what_one_sees_and_in_which_area(facts, liv_first_line):
    with pytest.raises(actions.SaysTooLittle):
        actions.suggest(facts=replace(facts, seen="  "), by=liv_first_line, at=MORNING)
    with pytest.raises(actions.InNoArea):
        actions.suggest(facts=replace(facts, areas=[]), by=liv_first_line, at=MORNING)

    assert not KnownError.objects.exists()


@pytest.mark.parametrize("when", [None, MORNING, MORNING - timedelta(minutes=1)])
def test_confirming_promises_when_there_is_news(candidate, per_second_line, when):
    with pytest.raises(actions.NoNextUpdate):
        actions.confirm(
            error=candidate, sentence="Ja.", next_update_at=when, by=per_second_line, at=MORNING
        )


def test_every_step_tells_the_public_a_sentence(error, per_second_line):
    with pytest.raises(actions.NothingToTell):
        actions.fix(error=error, sentence=" ", by=per_second_line, at=NOON)

    assert [step.sentence for step in error.steps.all()] == ["Vi ser feilen også hos oss."]


def test_no_word_that_everyone_reads_tells_who_somebody_is(error, facts, per_second_line):
    number = "Gjelder 158376 00186"

    with pytest.raises(actions.HoldsNumber):
        actions.fix(error=error, sentence=number, by=per_second_line, at=NOON)
    with pytest.raises(actions.HoldsNumber):
        actions.suggest(facts=replace(facts, seen=number), by=per_second_line, at=NOON)


def test_a_candidate_is_found_by_those_who_help_until_it_is_none(candidate, per_second_line):
    assert queries.alike_open("Vedlegg faller ut av brevet") == [candidate]
    assert not queries.alike("Vedlegg faller ut av brevet", 2)

    actions.close(error=candidate, sentence="Slik er det.", by=per_second_line, at=LATER)

    assert not queries.alike_open("Vedlegg faller ut av brevet")


def test_a_planned_fix_says_in_which_version(error, per_second_line):
    said = {"sentence": "Rettes.", "next_update_at": NOON, "by": per_second_line, "at": LATER}

    with pytest.raises(actions.NoVersion):
        actions.tell(error=error, state=State.PLANNED, **said)
    actions.tell(error=error, state=State.PLANNED, version="7.4.2", **said)

    assert (fresh(error).plain, fresh(error).version) == (Plain.PLANNED, "7.4.2")
    assert list(queries.status_planned()) == [error]


def test_news_that_are_late_are_owed_by_the_owner(error, per_second_line):
    assert not error.is_overdue(LATER)
    assert error.is_overdue(NOON)
    assert list(queries.owed_by(per_second_line, NOON)) == [error]

    actions.tell(
        error=error,
        state=State.REPORTED,
        sentence="Meldt til leverandøren.",
        next_update_at=NOON + timedelta(hours=1),
        by=per_second_line,
        at=NOON,
    )

    assert not queries.owed_by(per_second_line, NOON).exists()


def test_a_new_workaround_is_told_and_other_words_are_not(error, facts, per_second_line):
    Outgoing.objects.all().delete()
    done = {"by": per_second_line, "at": LATER}

    actions.describe(
        error=error,
        facts=replace(facts, seen="Vedlegget mangler."),
        sentence="Skrevet tydeligere.",
        seen=error.stamp,
        **done,
    )
    assert not Outgoing.objects.filter(event__verb__in=TOLD_OUTSIDE).exists()

    error = fresh(error)
    step = actions.describe(
        error=error,
        facts=replace(facts, workaround="Send vedlegget i en ny ekspedering."),
        sentence="Nå finnes det en vei rundt.",
        seen=error.stamp,
        **done,
    )

    assert step.has_new_workaround
    told = Outgoing.objects.filter(event__verb__in=TOLD_OUTSIDE)
    assert [each.event.verb for each in told] == ["error.workaround_found"]


def test_two_who_write_at_once_do_not_write_over_each_other(error, facts, per_second_line):
    with pytest.raises(actions.ChangedMeanwhile):
        actions.describe(
            error=error, facts=facts, sentence="Nytt.", seen="før", by=per_second_line, at=LATER
        )


def test_fixing_twice_is_fixing_once(error, per_second_line):
    first = actions.fix(error=error, sentence="Rettet.", by=per_second_line, at=LATER)
    second = actions.fix(error=error, sentence="Rettet.", by=per_second_line, at=NOON)

    assert first == second
    assert not queries.lines_under_way(2)
    assert list(queries.status_history()) == [error]


def test_a_fix_is_verified_by_a_test_or_by_two_whom_it_concerned(
    error, kari, lars, per_second_line
):
    for person in (kari, lars):
        actions.join(error=error, by=person, at=MORNING)
    actions.fix(error=error, sentence="Rettet.", by=per_second_line, at=LATER)
    done = {"sentence": "Vi har sjekket.", "by": per_second_line, "at": NOON}

    actions.say_that_it_works(error=error, by=kari, at=LATER)
    with pytest.raises(actions.NotTested):
        actions.verify(error=error, tested="", **done)
    actions.say_that_it_works(error=error, by=lars, at=LATER)
    actions.verify(error=error, tested="", **done)

    assert fresh(error).state == State.VERIFIED


def test_a_fix_that_was_none_opens_the_error_again(error, kari, per_second_line):
    actions.join(error=error, by=kari, at=MORNING)
    actions.fix(error=error, sentence="Rettet.", by=per_second_line, at=LATER)
    actions.say_that_it_works(error=error, by=kari, at=LATER)

    actions.confirm(
        error=error,
        sentence="Den er her fortsatt.",
        next_update_at=NOON,
        by=per_second_line,
        at=LATER,
    )

    assert fresh(error).is_under_way
    assert queries.witnesses(error) == 0


def test_a_candidate_that_was_none_is_never_shown(candidate, per_second_line):
    actions.close(error=candidate, sentence="Slik skal det være.", by=per_second_line, at=LATER)

    assert not KnownError.objects.public().exists()
    assert not queries.candidates().exists()


def test_a_closed_error_takes_no_steps_but_back(error, per_second_line):
    actions.leave_as_it_is(error=error, sentence="For dyrt.", by=per_second_line, at=LATER)

    with pytest.raises(actions.NotFromHere):
        actions.fix(error=error, sentence="Rettet.", by=per_second_line, at=NOON)

    assert fresh(error).plain == Plain.STAYS


def test_the_store_wants_an_owner_and_a_time_while_it_is_under_way(error):
    with pytest.raises(IntegrityError), transaction.atomic():
        KnownError.objects.filter(pk=error.pk).update(next_update_at=None)


def test_what_is_written_of_an_error_is_gone_through_when_it_has_changed(
    error, personnel, anne_admin, per_second_line
):
    article = knowledge.import_article(
        article=Article(title="Sende vedlegg", area=personnel),
        body=f"Se https://hjelp.example{error.path} om feilen.",
        next_review=None,
        by=anne_admin,
        at=MORNING,
    )
    told = {"error": error, "by": per_second_line, "at": MORNING}
    same = {"state": State.CONFIRMED, "next_update_at": LATER}
    actions.tell(**told, **same, sentence="Ikke noe nytt.")
    assert not article.doubts.exists()

    actions.fix(**told, sentence="Rettet.")

    assert [doubt.said for doubt in article.doubts.all()] == [error.title]
