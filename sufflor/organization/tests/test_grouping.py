"""Who helps in which group: brought in and taken out."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sufflor.events.models import Event
from sufflor.lib.refusals import NotAllowed
from sufflor.organization import actions, queries
from sufflor.organization.actions.appointing import HasLeft
from sufflor.organization.models import SYSTEM_ISSUER, Membership, User, Watch, WatchSwap
from tests.cast import MORNING, person

HOUR = timedelta(hours=1)


@pytest.fixture
def group(liv_first_line):
    return liv_first_line.support_groups.get()


@pytest.fixture
def mia(group, records_department):
    mia = person("mia", "Mia", "Moe", records_department)
    Membership.objects.create(group=group, person=mia)
    return mia


def take_out(group, whom, by):
    actions.take_out_of_group(group=group, person=whom, returned=0, by=by, at=MORNING)


def test_somebody_is_brought_in_once_and_told_of_once(group, kari, anne_admin):
    for _ in range(2):
        actions.bring_into_group(group=group, person=kari, by=anne_admin, at=MORNING)

    assert group.members.contains(kari)
    (event,) = Event.objects.filter(verb="group.joined")
    assert event.details == {"person": kari.pk}


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [({"is_active": False}, HasLeft), ({"issuer": SYSTEM_ISSUER}, actions.HelpsNobody)],
)
def test_whoever_has_left_and_what_is_no_person_helps_nobody(
    group, kari, anne_admin, changed, refusal
):
    # As it became after the page had read who it is.
    User.objects.filter(pk=kari.pk).update(**changed)

    with pytest.raises(refusal):
        actions.bring_into_group(group=group, person=kari, by=anne_admin, at=MORNING)

    assert not group.members.contains(kari)


def test_whoever_is_taken_out_leaves_no_watch_behind_and_no_offer_that_waits(
    group, liv_first_line, mia, anne_admin
):
    for starts_at in (MORNING - HOUR, MORNING + HOUR):
        Watch.objects.create(
            group=group,
            person=mia,
            starts_at=starts_at,
            ends_at=starts_at + 2 * HOUR,
            given_at=MORNING,
            given_by=anne_admin,
        )
    livs = actions.give_watch(
        group=group,
        person=liv_first_line,
        starts_at=MORNING + 5 * HOUR,
        ends_at=MORNING + 6 * HOUR,
        by=anne_admin,
        at=MORNING,
    )
    actions.ask_to_swap_watch(watch=livs, to_person=mia, by=liv_first_line, at=MORNING)
    assert queries.members_of(group, MORNING).get(pk=mia.pk).watches_ahead == 2

    for _ in range(2):
        take_out(group, mia, anne_admin)

    assert [one.ends_at for one in mia.watches.all()] == [MORNING]
    assert not WatchSwap.objects.filter(answered_at=None).exists()
    (event,) = Event.objects.filter(verb="group.left")
    assert event.details == {"person": mia.pk, "returned": 0, "watches": 2}


def test_only_administrators_say_who_helps_where(group, liv_first_line, mia, kari):
    with pytest.raises(NotAllowed):
        actions.bring_into_group(group=group, person=kari, by=liv_first_line, at=MORNING)
    with pytest.raises(NotAllowed):
        take_out(group, mia, liv_first_line)


def test_whoever_was_taken_out_comes_back_by_a_file_that_names_them_and_nobody_leaves_by_one(
    group, liv_first_line, mia, anne_admin
):
    take_out(group, mia, anne_admin)
    rows = f"group;person\n{group.code};mia\n"

    for _ in range(2):
        actions.load(files={"members.csv": rows}, by=anne_admin, at=MORNING)

    assert set(group.members.all()) == {liv_first_line, mia}


def test_a_closed_account_stays_in_its_group_and_counts_no_more(group, mia, anne_admin):
    facts = actions.PersonFacts(username="mia", is_active=False)
    actions.change_provisioned(person=mia, facts=facts, by=anne_admin, at=MORNING)

    assert [one.people for one in queries.support_groups()] == [1]
    assert list(queries.members_of(group, MORNING))[-1] == mia
    take_out(group, mia, anne_admin)
    assert not group.members.contains(mia)
