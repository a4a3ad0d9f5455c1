"""Who changes the plan waits for whoever changes it just now."""

from __future__ import annotations

from sufflor.rollout.models import Rollout, WayIn


def lock_doors() -> None:
    """One plan is changed at a time, so that two planners cannot claim the same day at once."""
    list(WayIn.objects.select_for_update().order_by("pk").values_list("pk", flat=True))


def locked(rollout: Rollout) -> Rollout:
    """The rollout as it is now, held until the deed is done."""
    lock_doors()
    return Rollout.objects.select_for_update(no_key=True).get(pk=rollout.pk)
