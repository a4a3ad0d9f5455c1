"""Choosing what to be told of a request that one follows."""

from __future__ import annotations

import pytest

from sufflor.desk import actions
from sufflor.desk.models import Access
from sufflor.events.models import Event
from sufflor.lib.refusals import NotAllowed
from tests.cast import MORNING


def test_only_that_it_is_solved_is_chosen_once(request_, kari):
    for _ in range(2):
        actions.choose_news(request=request_, wants_all=False, by=kari, at=MORNING)

    assert not Access.objects.get(request=request_, person=kari).wants_all
    assert Event.objects.filter(verb="request.news_chosen").count() == 1


def test_it_is_a_choice_of_ones_own(request_, kari, lars):
    actions.bring_along(request=request_, person=lars, by=kari, at=MORNING)

    actions.choose_news(request=request_, wants_all=False, by=lars, at=MORNING)

    assert Access.objects.get(request=request_, person=kari).wants_all


def test_whoever_does_not_follow_it_has_nothing_to_choose(request_, lars):
    with pytest.raises(NotAllowed):
        actions.choose_news(request=request_, wants_all=False, by=lars, at=MORNING)
