"""The letter to those whose requests wait while a rollout goes on. Numbers and times, and no words
of anybody."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sufflor.desk import queries, wording
from sufflor.events.queries import revisions
from sufflor.messaging.addresses import absolute
from sufflor.messaging.letters import Dropped, Letter, Passage
from sufflor.messaging.models import Delivery, Reason
from sufflor.messaging.told import number_in
from sufflor.rollout import queries as rollout
from sufflor.rollout.door import NEXT_HOUR

MOST_NAMED = 30
OWN_REQUESTS = "/mine/henvendelser/"


def paused(delivery: Delivery) -> Letter:
    """What is still unresolved when it leaves, and when there is an answer."""
    days = rollout.dates_of(number_in(delivery.about))
    waiting = queries.still_waiting(delivery.person, delivery.next_at)
    if not days or not waiting:
        raise Dropped(Reason.GONE)
    subject = ngettext(
        "Your request keeps its place during the rollout",
        "Your %(count)d requests keep their places during the rollout",
        len(waiting),
    ) % {"count": len(waiting)}
    opening = _("From %(first)s to %(last)s there are rollout days.")
    if len(days) == 1:
        opening = _("There is a rollout on %(first)s.")
    first, last = (date_format(day, "MONTH_DAY_FORMAT") for day in (days[0], days[-1]))
    kept = _(
        "Those who help are in the question hours then. What you have sent keeps its place, and"
        " the time we have promised to answer within stands still. You do not have to send it"
        " again."
    )
    own = queries.own_sentences(revisions((queries.STATUS,))[queries.STATUS])
    lines = (
        f"{one.number} – {wording.said(one, delivery.next_at, own).when}"
        for one in waiting[:MOST_NAMED]
    )
    language = delivery.language
    return Letter(
        subject=subject,
        passages=(
            Passage(opening % {"first": first, "last": last}),
            Passage(kept),
            Passage("\n".join(lines), _("What you have sent")),
            Passage("", url=absolute(OWN_REQUESTS, language), link=_("My requests")),
            Passage(
                _("Can it not wait? Ask in the next question hour."),
                url=absolute(NEXT_HOUR, language),
                link=_("The next question hour"),
            ),
        ),
        because=_("You get this because you have sent a request that is not solved yet."),
    )
