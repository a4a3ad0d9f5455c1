import pytest

from sufflor.events import actions, queries
from sufflor.events.models import Event, TopicItem
from sufflor.organization.models import Unit, User
from tests.cast import MORNING


def test_a_deed_leaves_one_line_that_outlives_its_object(institute: Unit, kari: User) -> None:
    actions.record("organization.loaded", about=institute, by=kari, at=MORNING, rows=3)

    event = Event.objects.get()
    assert event.about == f"organization.unit:{institute.pk}"
    assert event.by == f"organization.user:{kari.pk}"
    assert event.details == {"rows": 3}


def test_a_verb_that_nobody_explained_is_refused(institute: Unit) -> None:
    with pytest.raises(LookupError, match="events/verbs/"):
        actions.record("unit.painted", about=institute, by=None, at=MORNING)


@pytest.mark.django_db
def test_each_touch_moves_the_topic_by_one() -> None:
    assert [actions.touch("hour-3"), actions.touch("hour-3"), actions.touch("hour-4")] == [1, 2, 1]


@pytest.mark.django_db
def test_a_count_does_not_look_like_a_changed_text() -> None:
    actions.touch("hour-3", changed=[17])

    actions.touch("hour-3", counts={17: 34})

    item = TopicItem.objects.get()
    assert (item.count, item.count_revision, item.change_revision) == (34, 2, 1)


@pytest.mark.django_db
def test_a_changed_text_keeps_the_count() -> None:
    actions.touch("hour-3", counts={17: 34})

    actions.touch("hour-3", changed=[17])

    item = TopicItem.objects.get()
    assert (item.count, item.count_revision, item.change_revision) == (34, 1, 2)


@pytest.mark.django_db
def test_a_topic_that_nobody_touched_is_at_zero() -> None:
    actions.touch("knowledge")

    assert queries.revisions(["knowledge", "chrome"]) == {"knowledge": 1, "chrome": 0}
