"""Administrators decide how long each kind is kept, and hold it; nobody else does."""

from __future__ import annotations

import pytest

from sufflor.events.models import Event
from sufflor.keeping import actions, queries
from sufflor.keeping.models import Hold, Term
from sufflor.lib.refusals import NotAllowed
from sufflor.messaging.kept import ALL, BY_NAME
from tests.cast import MORNING

VOTES, SEARCHES, HISTORY = BY_NAME["votes"], BY_NAME["searches"], BY_NAME["history"]


def test_each_kind_has_a_name_of_its_own_that_fits():
    assert len(BY_NAME) == len(ALL)
    assert all(len(name) <= 20 for name in BY_NAME)
    assert all(kind.days is None or kind.fewest <= kind.days <= kind.most for kind in ALL)


def test_the_newest_word_counts(anne_admin):
    for days in (365, None, 730):
        actions.keep_for(kind=VOTES, days=days, by=anne_admin, at=MORNING)

    assert Term.objects.get().days == 730
    assert Event.objects.filter(verb="keeping.set").count() == 3


@pytest.mark.parametrize(("kind", "days"), [(VOTES, 29), (SEARCHES, 181), (HISTORY, 364)])
def test_a_kind_has_its_bounds(anne_admin, kind, days):
    with pytest.raises(actions.OutOfBounds):
        actions.keep_for(kind=kind, days=days, by=anne_admin, at=MORNING)


def test_what_people_were_promised_is_gone_is_not_kept_for_good(anne_admin):
    with pytest.raises(actions.OutOfBounds):
        actions.keep_for(kind=SEARCHES, days=None, by=anne_admin, at=MORNING)


def test_a_hold_says_why_and_is_one(anne_admin):
    with pytest.raises(actions.HeldWithoutReason):
        actions.hold(kind=VOTES, why=" ", by=anne_admin, at=MORNING)
    first = actions.hold(kind=VOTES, why="Klage", by=anne_admin, at=MORNING)
    assert actions.hold(kind=VOTES, why="Igjen", by=anne_admin, at=MORNING) == first

    actions.let_go(kind=VOTES, by=anne_admin, at=MORNING)
    with pytest.raises(actions.NothingHeld):
        actions.let_go(kind=VOTES, by=anne_admin, at=MORNING)
    assert Hold.objects.get().lifted_by == anne_admin


def test_nobody_but_administrators_decides(liv_first_line, anne_admin):
    actions.hold(kind=VOTES, why="Klage", by=anne_admin, at=MORNING)

    for deed in (
        lambda by: actions.keep_for(kind=VOTES, days=365, by=by, at=MORNING),
        lambda by: actions.hold(kind=VOTES, why="Klage", by=by, at=MORNING),
        lambda by: actions.let_go(kind=VOTES, by=by, at=MORNING),
    ):
        with pytest.raises(NotAllowed):
            deed(liv_first_line)


def test_the_overview_asks_each_table_once(db, anne_admin, django_assert_max_num_queries):
    for kind in ALL:
        actions.keep_for(kind=kind, days=kind.most, by=anne_admin, at=MORNING)

    with django_assert_max_num_queries(40):
        rows = queries.overview(ALL, MORNING)

    assert [row.kind for row in rows] == list(ALL)
