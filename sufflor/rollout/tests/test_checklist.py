"""What has to be done before a rollout starts: ticked by people, where it cannot be worked out."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from sufflor.lib.refusals import NotAllowed
from sufflor.rollout import actions, queries
from sufflor.rollout.models import ChecklistItem, ItemKind, Rollout, WayIn, WayKind
from tests.cast import MORNING

LATER = MORNING + timedelta(minutes=5)


def labels(rollout: Rollout) -> list[str]:
    return [item.label for item in queries.readiness(rollout).items]


@pytest.mark.usefixtures("in_english")
def test_every_rollout_begins_with_two_points(elements) -> None:
    assert labels(elements) == ["Templates for answers are ready", "A rehearsal is done"]


def test_planners_add_points_of_their_own_once(anne_admin, elements) -> None:
    for text in ("Bestille kaffe", "  Bestille\nkaffe "):
        actions.add_item(rollout=elements, text=text, by=anne_admin, at=MORNING)

    assert labels(elements)[2:] == ["Bestille kaffe"]


def test_who_ticked_first_stands_there(anne_admin, pia_planner, elements) -> None:
    item = elements.checklist.get(kind=ItemKind.ANSWER_TEMPLATES)

    actions.tick(item=item, by=pia_planner, at=MORNING)
    actions.tick(item=item, by=anne_admin, at=LATER)

    item.refresh_from_db()
    assert (item.ticked_by, item.ticked_at) == (pia_planner, MORNING)
    assert [line.verb for line in queries.log(rollout=elements)].count("checklist.ticked") == 1


def test_a_tick_is_taken_away_again(anne_admin, elements) -> None:
    item = elements.checklist.first()
    actions.tick(item=item, by=anne_admin, at=MORNING)

    for _ in range(2):
        actions.untick(item=item, by=anne_admin, at=LATER)

    item.refresh_from_db()
    assert not item.is_ticked
    assert [line.verb for line in queries.log(rollout=elements)].count("checklist.unticked") == 1


def test_own_points_are_taken_away_and_standing_ones_stay(anne_admin, elements) -> None:
    own = actions.add_item(rollout=elements, text="Kaffe", by=anne_admin, at=MORNING)

    for _ in range(2):
        actions.remove_item(item=own, by=anne_admin, at=LATER)
    with pytest.raises(actions.StandingItem):
        actions.remove_item(item=elements.checklist.first(), by=anne_admin, at=LATER)

    assert len(labels(elements)) == 2
    assert queries.log(rollout=elements)[0].reason == "Kaffe"


def test_a_rehearsal_that_is_over_ticks_its_point(anne_admin, elements) -> None:
    elements.checklist.all().delete()

    for _ in range(2):
        actions.tick_standing(rollout=elements, kind=ItemKind.REHEARSAL, by=anne_admin, at=MORNING)

    assert elements.checklist.get(kind=ItemKind.REHEARSAL).ticked_by == anne_admin


@pytest.mark.parametrize(
    ("text", "refusal"),
    [(" \u200b\n", actions.NoItem), ("x" * 201, actions.ItemTooLong)],
)
def test_a_point_is_a_short_line(anne_admin, elements, text, refusal) -> None:
    with pytest.raises(refusal):
        actions.add_item(rollout=elements, text=text, by=anne_admin, at=MORNING)


def test_a_list_does_not_grow_without_end(anne_admin, elements) -> None:
    for number in range(38):
        actions.add_item(rollout=elements, text=f"Punkt {number}", by=anne_admin, at=MORNING)

    with pytest.raises(actions.ListFull):
        actions.add_item(rollout=elements, text="Ett til", by=anne_admin, at=MORNING)


def test_only_those_who_plan_touch_the_list(kari, hilde_host, elements) -> None:
    item = elements.checklist.first()
    deeds = (
        lambda who: actions.add_item(rollout=elements, text="x", by=who, at=MORNING),
        lambda who: actions.tick(item=item, by=who, at=MORNING),
        lambda who: actions.untick(item=item, by=who, at=MORNING),
        lambda who: actions.remove_item(item=item, by=who, at=MORNING),
    )

    for person in (kari, hilde_host):
        for deed in deeds:
            with pytest.raises(NotAllowed):
                deed(person)


def test_ways_without_a_policy_and_texts_without_a_language_are_named(elements) -> None:
    WayIn.objects.create(slug="e-post", kind=WayKind.EMAIL, name="E-post")
    WayIn.objects.create(slug="avveie", kind=WayKind.FORM, name="Avveie", urgency="privacy")
    elements.name_en, elements.known = "Elements", "Alt er åpent."
    elements.save()

    found = queries.readiness(elements)

    assert (found.undecided_ways, found.way_count) == (["E-post"], 3)
    assert found.untranslated == ["nn", "en"]


def test_the_database_keeps_what_a_point_may_be(anne_admin, elements) -> None:
    rows = (
        {"kind": ItemKind.REHEARSAL},
        {"kind": ItemKind.OWN, "text": ""},
        {"kind": ItemKind.OWN, "text": "x", "ticked_at": MORNING},
    )
    for row in rows:
        with pytest.raises(IntegrityError), transaction.atomic():
            ChecklistItem.objects.create(rollout=elements, added_at=MORNING, **row)
