from datetime import timedelta
from uuid import uuid4

import pytest

from sufflor.events.models import Event
from sufflor.lib.refusals import NotAllowed
from sufflor.organization import actions
from sufflor.organization.actions.appointing import AnotherArea, HasLeft
from sufflor.organization.actions.knowing import CountedAlready, NotKnownAnyMore
from sufflor.organization.models import Competence, CompetenceLevel, Guidance
from tests.cast import MORNING

BASIC, GOOD, SPECIALIST = CompetenceLevel


@pytest.fixture
def terms(kari, personnel):
    return {"person": kari, "area": personnel, "level": GOOD, "by": kari, "at": MORNING}


def test_the_newest_level_counts(terms, kari):
    actions.rate_competence(**terms)
    actions.rate_competence(**terms | {"level": SPECIALIST})

    assert kari.competences.get().level == SPECIALIST


def test_the_same_process_is_known_once_for_each_system(terms, kari, hiring):
    for system in ("", "Lønn", " Lønn  "):
        actions.rate_competence(**terms, process=hiring, system=system)

    assert sorted(kari.competences.values_list("system", flat=True)) == ["", "Lønn"]


def test_oneself_ones_manager_and_administrators_say_what_one_knows(
    terms, kari, lars, anne_admin, stranger, ola_adviser
):
    for someone in (kari, lars, anne_admin):
        actions.rate_competence(**terms | {"by": someone})

    for someone in (stranger, ola_adviser):
        with pytest.raises(NotAllowed):
            actions.rate_competence(**terms | {"by": someone})


def test_a_process_of_another_area_and_somebody_who_has_left_are_refused(
    terms, kari, archive, hiring, lars
):
    with pytest.raises(AnotherArea):
        actions.rate_competence(**terms | {"area": archive, "process": hiring})
    kari.is_active = False
    kari.save()
    with pytest.raises(HasLeft):
        actions.rate_competence(**terms | {"by": lars})

    assert not Competence.objects.exists()


def test_what_is_taken_away_twice_is_told(terms, kari):
    competence = actions.rate_competence(**terms)
    actions.drop_competence(competence=competence, by=kari, at=MORNING)

    with pytest.raises(NotKnownAnyMore):
        actions.drop_competence(competence=competence, by=kari, at=MORNING)

    assert Event.objects.filter(verb="competence.dropped").count() == 1


@pytest.fixture
def tally(ola_adviser, personnel, faculty):
    def press(**changes):
        terms = {
            "area": personnel,
            "unit": faculty,
            "minutes": 10,
            "submission": uuid4(),
            "by": ola_adviser,
            "at": MORNING,
        }
        return actions.tally_guidance(**(terms | changes))

    return press


def test_two_presses_of_the_same_button_are_one(tally):
    submission = uuid4()

    for _twice in range(2):
        tally(submission=submission)

    assert Guidance.objects.count() == 1
    assert Event.objects.filter(verb="guidance.given").count() == 1


def test_two_buttons_are_two(tally):
    tally()
    tally()

    assert Guidance.objects.count() == 2


def test_only_those_who_help_count_their_guidance(tally, kari):
    with pytest.raises(NotAllowed):
        tally(by=kari)


def test_a_wrong_press_is_taken_back_within_the_hour_and_only_by_oneself(
    tally, ola_adviser, anne_admin
):
    wrong, old = tally(), tally(at=MORNING - timedelta(hours=2))

    with pytest.raises(NotAllowed):
        actions.take_back_guidance(guidance=wrong, by=anne_admin, at=MORNING)
    with pytest.raises(CountedAlready):
        actions.take_back_guidance(guidance=old, by=ola_adviser, at=MORNING)
    actions.take_back_guidance(guidance=wrong, by=ola_adviser, at=MORNING)

    assert list(Guidance.objects.all()) == [old]
