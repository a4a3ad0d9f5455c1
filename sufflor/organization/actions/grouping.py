"""Who helps in which group: brought in and taken out by administrators."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sufflor.events import actions as events
from sufflor.events.http import ORGANIZATION
from sufflor.lib.refusals import Refusal, require
from sufflor.organization import rules
from sufflor.organization.actions.appointing import HasLeft
from sufflor.organization.models import (
    SYSTEM_ISSUER,
    Membership,
    SupportGroup,
    User,
    Watch,
    WatchSwap,
)


class HelpsNobody(Refusal):
    reason = _("This is the account of another system, which answers nobody.")
    way_out = _("Choose a person.")


@transaction.atomic
def bring_into_group(*, group: SupportGroup, person: User, by: User, at: datetime) -> Membership:
    """Bringing in twice is the same as once."""
    require(rules.may_administer(by))
    # From here two who bring in and take out follow one another.
    events.touch(ORGANIZATION)
    person = User.objects.get(pk=person.pk)
    if not person.is_active:
        raise HasLeft
    if person.issuer == SYSTEM_ISSUER:
        raise HelpsNobody
    membership, is_new = Membership.objects.get_or_create(group=group, person=person)
    if is_new:
        events.record("group.joined", about=group, by=by, at=at, person=person.pk)
    return membership


@transaction.atomic
def take_out_of_group(
    *, group: SupportGroup, person: User, returned: int, by: User, at: datetime
) -> None:
    """Taking out twice is the same as once. `returned` requests were in their hands: the desk gives
    those back in the same deed (`desk.part_from_group`), and calls this. Of their watches there
    nobody has those to come, so that there is a hole for somebody to see."""
    require(rules.may_administer(by))
    events.touch(ORGANIZATION)
    if not Membership.objects.filter(group=group, person=person).delete()[0]:
        return
    watches = _end_watches(group, person, at)
    events.record(
        "group.left",
        about=group,
        by=by,
        at=at,
        person=person.pk,
        returned=returned,
        watches=watches,
    )


def _end_watches(group: SupportGroup, person: User, at: datetime) -> int:
    """One that is under way ends now, and whoever asked them to take one over can ask another."""
    asked = WatchSwap.objects.filter(to_person=person, watch__group=group, answered_at=None)
    asked.update(answered_at=at, is_accepted=False)
    rows = Watch.objects.filter(group=group, person=person, ends_at__gt=at)
    ended = rows.filter(starts_at__lt=at).update(ends_at=at)
    dropped, _by_model = rows.delete()
    return ended + dropped
