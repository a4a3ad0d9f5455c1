"""The letter that says who has a request now: sent up, or sent back down to those who are nearer.

The note that went along is for helpers alone, so nothing of it is said here."""

from __future__ import annotations

from django.utils.translation import gettext as _

from sufflor.desk import queries, wording
from sufflor.desk.models import Movement
from sufflor.events.queries import revisions
from sufflor.lib.text import shortened
from sufflor.messaging.addresses import absolute
from sufflor.messaging.letters import Dropped, Letter, Passage
from sufflor.messaging.models import Delivery, Reason
from sufflor.messaging.request_letters import SUBJECT_LENGTH, is_private
from sufflor.messaging.told import number_in
from sufflor.organization.models import Line


def handed_over(delivery: Delivery) -> Letter:
    """Dropped where it was undone, has moved on, or is solved: another letter says that."""
    rows = Movement.objects.filter(pk=number_in(delivery.about), undone_at=None, left_at=None)
    moved = rows.select_related("request__reporter").first()
    if moved is None or not moved.request.is_unresolved:
        raise Dropped(Reason.OVERTAKEN)
    request = moved.request
    own = queries.own_sentences(revisions((queries.STATUS,))[queries.STATUS])
    words = {
        "number": request.number,
        "title": shortened(request.title, SUBJECT_LENGTH),
        "who": wording.GOT_IT[Line(request.line)],
    }
    subject = _("%(who)s (%(number)s)") if is_private(request) else _("%(who)s: %(title)s")
    said = wording.said(request, delivery.next_at, own)
    return Letter(
        subject=subject % words,
        passages=(
            Passage(f"{said.happening} {said.your_part}"),
            Passage(said.when),
            Passage("", url=absolute(request.path, delivery.language), link=_("See how it stands")),
        ),
        because=_("You get this because it is your request."),
    )
