"""Views of the work: kept, shared, pinned, and never a way to see more than one may."""

from __future__ import annotations

import pytest

from sufflor.desk import actions, queries
from sufflor.desk.actions import ViewWish
from sufflor.desk.conditions import GoesInACircle, NotACondition
from sufflor.desk.models import MOST_VIEWS, Order, Pin, Request, SavedView
from sufflor.desk.models.views import MOST_PINS
from sufflor.desk.queries import Sieve
from sufflor.lib.refusals import NotAllowed
from sufflor.organization.models import Membership, User
from tests.cast import MORNING, person

NEW = {"all": [{"field": "state", "is": ["new"]}]}
EVERYTHING = {"all": []}


def as_in(view: SavedView) -> dict:
    return {"all": [{"view": view.pk}]}


def keep(owner, by, condition=NEW, name="Nytt", **more) -> SavedView:
    wish = ViewWish(name, condition, **more)
    return actions.keep_view(wish=wish, owner=owner, by=by, at=MORNING)


def change(view, by, condition=NEW, owner=None, name="Nytt") -> SavedView:
    wish, whose = ViewWish(name, condition), owner or view.owner
    return actions.change_view(view=view, wish=wish, owner=whose, by=by, at=MORNING)


def anew(someone: User) -> User:
    """As the next request knows them."""
    return User.objects.get(pk=someone.pk)


def listed(view: SavedView, who: User) -> list[Request]:
    return list(queries.work_list(anew(who), Sieve(view=view.pk), MORNING))


@pytest.fixture
def group(liv_first_line):
    return liv_first_line.support_groups.get()


@pytest.fixture
def colleague(group, hr_department) -> User:
    someone = person("ola", "Ola", "Nes", hr_department)
    Membership.objects.create(group=group, person=someone)
    return someone


def test_one_s_own_is_for_oneself_and_that_of_a_group_for_all_in_it(
    liv_first_line, colleague, per_second_line, group
):
    own, shared = keep(liv_first_line, liv_first_line), keep(group, liv_first_line)

    def kept(who: User) -> set[int]:
        return set(queries.views_of(anew(who)).kept)

    assert kept(liv_first_line) == {own.pk, shared.pk}
    assert kept(colleague) == {shared.pk}
    assert kept(per_second_line) == set()


def test_it_shows_each_what_they_may_see_and_no_more(
    send, personnel, liv_first_line, group, ruth, per_second_line
):
    open_ = send(area=personnel)
    secret = send("Slett dette.", area=personnel, is_confidential=True)
    Membership.objects.create(group=group, person=ruth)
    shared = keep(group, liv_first_line, EVERYTHING)

    assert listed(shared, liv_first_line) == [open_]
    assert set(listed(shared, ruth)) == {open_, secret}
    # Whoever does not have the view is in the first queue, with what is there for them: nothing.
    assert listed(shared, per_second_line) == []


def test_what_is_resolved_is_in_it_only_where_it_says_so(request_, liv_first_line):
    without = keep(liv_first_line, liv_first_line, EVERYTHING)
    along = keep(liv_first_line, liv_first_line, EVERYTHING, has_resolved=True)
    actions.resolve(request=request_, text="Slik.", by=liv_first_line, at=MORNING)

    assert listed(without, liv_first_line) == []
    assert listed(along, liv_first_line) == [request_]


@pytest.mark.parametrize("order", Order)
def test_it_has_an_order_of_its_own(send, personnel, liv_first_line, order):
    first, second = send(area=personnel), send(area=personnel)
    actions.note(request=first, text="Sett på.", by=liv_first_line, at=MORNING)
    view = keep(liv_first_line, liv_first_line, EVERYTHING, order=order)

    newest_first = order in {Order.NEWEST, Order.CHANGED}
    assert listed(view, liv_first_line) == ([second, first] if newest_first else [first, second])


def test_what_is_in_sight_is_counted_in_one_query_however_many(
    request_, liv_first_line, django_assert_num_queries
):
    views = [keep(liv_first_line, liv_first_line, name=f"Nr. {n}") for n in range(4)]
    liv = anew(liv_first_line)
    queries.views_of(liv)
    queries.counts(liv, MORNING)

    with django_assert_num_queries(2):
        counted = queries.counts(liv, MORNING)

    assert counted.views == {view.pk: 1 for view in views}


def test_nobody_keeps_or_changes_or_drops_for_others(liv_first_line, per_second_line, group):
    view = keep(group, liv_first_line)

    for deed in (
        lambda: keep(group, per_second_line),
        lambda: keep(liv_first_line, per_second_line),
        lambda: change(view, per_second_line),
        lambda: change(view, liv_first_line, owner=per_second_line),
        lambda: actions.drop_view(view=view, by=per_second_line, at=MORNING),
        lambda: actions.pin_view(view=view, by=per_second_line, at=MORNING),
        lambda: actions.take_out_view(view=view, count=1, by=per_second_line, at=MORNING),
    ):
        with pytest.raises(NotAllowed):
            deed()


@pytest.mark.parametrize(
    ("name", "condition", "refusal"),
    [
        (" ", NEW, actions.ViewWithoutName),
        ("Nytt", {"field": "text", "is": ["a"]}, NotACondition),
        ("Nytt", {"view": 10**9}, actions.NotForAllOfThem),
    ],
)
def test_what_cannot_be_used_is_not_kept(liv_first_line, name, condition, refusal):
    with pytest.raises(refusal):
        keep(liv_first_line, liv_first_line, condition, name)

    assert not SavedView.objects.exists()


def test_a_circle_is_refused_with_a_sentence(liv_first_line):
    one = keep(liv_first_line, liv_first_line)
    other = keep(liv_first_line, liv_first_line, as_in(one))

    for condition in (as_in(other), as_in(one)):
        with pytest.raises(GoesInACircle):
            change(one, liv_first_line, condition)

    one.refresh_from_db()
    assert one.condition == NEW


def test_a_view_asks_as_another_does(send, personnel, request_, liv_first_line):
    taken = actions.take(request=send(area=personnel), by=liv_first_line, at=MORNING)
    mine = keep(liv_first_line, liv_first_line, {"all": [{"field": "assignee", "is": ["@me"]}]})
    others = keep(liv_first_line, liv_first_line, {"none": [{"view": mine.pk}]})

    assert listed(mine, liv_first_line) == [taken]
    assert listed(others, liv_first_line) == [request_]


def test_a_shared_view_refers_to_what_all_of_them_have(liv_first_line, group):
    own, shared = keep(liv_first_line, liv_first_line), keep(group, liv_first_line)

    with pytest.raises(actions.NotForAllOfThem):
        keep(group, liv_first_line, as_in(own))
    keep(group, liv_first_line, as_in(shared))
    keep(liv_first_line, liv_first_line, as_in(shared))


def test_what_others_build_on_is_neither_dropped_nor_taken_back(liv_first_line, group):
    shared = keep(group, liv_first_line)
    keep(liv_first_line, liv_first_line, as_in(shared), name="Bygger på")

    with pytest.raises(actions.OthersReferToIt, match="Bygger på"):
        actions.drop_view(view=shared, by=liv_first_line, at=MORNING)
    with pytest.raises(actions.OthersReferToIt):
        change(shared, liv_first_line, owner=liv_first_line)


def test_one_s_own_is_shared_and_the_others_have_it(liv_first_line, colleague, group, request_):
    own = keep(liv_first_line, liv_first_line)
    builds = keep(liv_first_line, liv_first_line, as_in(own))

    change(own, liv_first_line, owner=group)

    assert listed(own, colleague) == [request_]
    assert listed(builds, liv_first_line) == [request_]


def test_each_pins_for_oneself_and_not_without_end(liv_first_line, colleague, group):
    views = [keep(group, liv_first_line, name=f"Nr. {n}") for n in range(MOST_PINS + 1)]
    assert len(queries.views_of(anew(liv_first_line)).in_sight) == MOST_PINS
    assert queries.views_of(anew(colleague)).in_sight == []

    with pytest.raises(actions.TooManyPinned):
        actions.pin_view(view=views[-1], by=liv_first_line, at=MORNING)
    for _twice in range(2):
        actions.unpin_view(view=views[0], by=liv_first_line, at=MORNING)
    for _twice in range(2):
        actions.pin_view(view=views[-1], by=liv_first_line, at=MORNING)

    assert Pin.objects.filter(person=liv_first_line).count() == MOST_PINS


def test_nobody_keeps_views_without_end(liv_first_line):
    for number in range(MOST_VIEWS):
        keep(liv_first_line, liv_first_line, name=f"Nr. {number}")

    with pytest.raises(actions.TooManyViews):
        keep(liv_first_line, liv_first_line)


def test_it_is_dropped_once(liv_first_line):
    view = keep(liv_first_line, liv_first_line)

    for _twice in range(2):
        actions.drop_view(view=view, by=liv_first_line, at=MORNING)

    assert not SavedView.objects.exists()


def test_what_an_institution_no_longer_has_is_asked_for_in_vain(request_, liv_first_line):
    gone = keep(liv_first_line, liv_first_line, {"field": "area", "is": ["nedlagt"]})

    assert listed(gone, liv_first_line) == []
