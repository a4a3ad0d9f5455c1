"""Letters about support groups: to whoever is brought into one, or taken out of it."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sufflor.events.models import Event
from sufflor.messaging.addresses import absolute
from sufflor.messaging.letters import Dropped, Letter, Passage
from sufflor.messaging.models import Delivery, Reason
from sufflor.messaging.told import number_in, whole
from sufflor.organization.models import SupportGroup

WORK = "/arbeid/"


def joined(delivery: Delivery) -> Letter:
    """As long as it holds."""
    group = _group(delivery, is_member=True)
    words = {"group": group.local_name}
    opening = _(
        "An administrator has brought you into %(group)s. What is sent to the group stands on your "
        "work list from now on."
    )
    return Letter(
        subject=_("You help in %(group)s") % words,
        passages=(
            Passage(opening % words),
            Passage("", url=absolute(WORK, delivery.language), link=_("The work list")),
        ),
        because=_because(),
    )


def left(delivery: Delivery) -> Letter:
    """How much was given back, and not what: they no longer see it."""
    words = {"group": _group(delivery, is_member=False).local_name}
    event = Event.objects.filter(pk=int(delivery.key.split(":")[1])).first()
    returned, watches = (
        whole(event.details.get(name)) if event else 0 for name in ("returned", "watches")
    )
    said = [
        _(
            "An administrator has taken you out of %(group)s. What lies there is answered by the "
            "others, and you do not see it any more."
        )
        % words
    ]
    if returned:
        gave_back = ngettext(
            "%(count)d request that you had in hand there lies with the group again.",
            "%(count)d requests that you had in hand there lie with the group again.",
            returned,
        )
        said.append(gave_back % {"count": returned})
    if watches:
        ended = ngettext(
            "%(count)d watch that you had there is not yours any more.",
            "%(count)d watches that you had there are not yours any more.",
            watches,
        )
        said.append(ended % {"count": watches})
    return Letter(
        subject=_("You do not help in %(group)s any more") % words,
        passages=tuple(map(Passage, said)),
        because=_because(),
    )


def _because() -> str:
    return _("You get this because an administrator has changed who helps in the group.")


def _group(delivery: Delivery, *, is_member: bool) -> SupportGroup:
    """Nothing is to be told where it has become otherwise since."""
    group = SupportGroup.objects.filter(pk=number_in(delivery.about)).first()
    if group is None or group.members.contains(delivery.person) != is_member:
        raise Dropped(Reason.GONE)
    return group
