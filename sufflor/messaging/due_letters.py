"""The letter to those who help: what they have is due soon. Numbers and times only, and no words of
anybody: who wants to know more signs in."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sufflor.desk import queries
from sufflor.desk.models import Request
from sufflor.lib.clock import OSLO
from sufflor.messaging.addresses import absolute
from sufflor.messaging.letters import Dropped, Letter, Passage
from sufflor.messaging.models import Delivery, Reason

MOST_NAMED = 30
WORK_LIST = "/arbeid/henvendelser/"


def due_soon(delivery: Delivery) -> Letter:
    """Written from what is true when it leaves: what has been answered meanwhile is not in it."""
    near = queries.due_soon_with(delivery.person, delivery.next_at)
    if not near:
        raise Dropped(Reason.GONE)
    count = len(near)
    subject = ngettext(
        "%(count)d request is due soon", "%(count)d requests are due soon", count
    ) % {"count": count}
    opening = _(
        "Nobody has answered this yet. If you cannot, hand it to somebody who can, or write to "
        "the user when they will hear from us."
    )
    lines = "\n".join(_line(request) for request in near[:MOST_NAMED])
    return Letter(
        subject=subject,
        passages=(
            Passage(opening),
            Passage(lines, _("Due soon")),
            Passage("", url=absolute(WORK_LIST, delivery.language), link=_("The work list")),
        ),
        because=_("You get this because you help with requests. It comes once for each of them."),
    )


def _line(request: Request) -> str:
    if request.due_at is None:
        return request.number
    due = date_format(request.due_at.astimezone(OSLO), "SHORT_DATETIME_FORMAT")
    return f"{request.number} – {due}"
