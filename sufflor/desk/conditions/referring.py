"""Views that ask as other views do: how far that may go, and never back to where it began."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy

from sufflor.desk.conditions.language import LONGEST_WAY, AsIn, Condition, Group
from sufflor.lib.refusals import Refusal


class GoesInACircle(Refusal):
    reason = gettext_lazy("These views would ask as each other do, and none of them would say how.")
    way_out = gettext_lazy("Take one of the references away.")
    status = 422


class TooLongAWay(Refusal):
    reason = gettext_lazy("These views refer to each other in too many steps.")
    way_out = gettext_lazy("Repeat the conditions instead of referring to the view.")
    status = 422


def views_named(condition: Condition) -> frozenset[int]:
    """The views that it refers to itself."""
    if isinstance(condition, AsIn):
        return frozenset({condition.view})
    if isinstance(condition, Group):
        return frozenset(pk for part in condition.parts for pk in views_named(part))
    return frozenset()


def require_end(condition: Condition, own: int | None, views: Mapping[int, Condition]) -> None:
    """That one comes to an end when one follows the references of the view `own`."""
    reached = views_named(condition)
    for _step in range(LONGEST_WAY):
        if own in reached:
            raise GoesInACircle
        reached = frozenset(
            pk for each in reached if each in views for pk in views_named(views[each])
        )
        if not reached:
            return
    raise GoesInACircle if own in reached else TooLongAWay
