"""What a person says of themselves, so that notices find those whom they concern."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from sufflor.announcements.models import FollowedArea
from sufflor.events import actions as events
from sufflor.organization.models import CaseArea, User


@transaction.atomic
def follow_areas(*, areas: Collection[CaseArea], by: User, at: datetime) -> None:
    """These are the areas that I work with, and no others. Twice is the same as once."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    before = set(by.followed_areas.values_list("area_id", flat=True))
    after = {area.pk: area for area in areas}
    if before == after.keys():
        return
    by.followed_areas.exclude(area__in=after).delete()
    FollowedArea.objects.bulk_create(
        FollowedArea(person=by, area=area) for pk, area in after.items() if pk not in before
    )
    codes: list[events.JsonValue] = [*sorted(area.code for area in after.values())]
    events.record("areas.followed", about=by, by=by, at=at, areas=codes)
