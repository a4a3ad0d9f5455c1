"""Letters about private requests: that there is a reply, and never what it says."""

from __future__ import annotations

from django.utils.translation import gettext as _

from sufflor.desk.models import Message
from sufflor.messaging.addresses import absolute
from sufflor.messaging.letters import Dropped, Letter, Passage
from sufflor.messaging.models import Delivery, Reason


def replied(delivery: Delivery) -> Letter:
    """What is private is read on the page, after signing in."""
    number = int(delivery.about.rpartition(":")[2])
    said = Message.objects.filter(pk=number, is_from_helper=True).select_related("request").first()
    if said is None:
        raise Dropped(Reason.GONE)
    request = said.request
    return Letter(
        subject=_("Reply to your request (%(number)s)") % {"number": request.number},
        passages=(
            Passage(_("Your private request has got its reply. Sign in to read it.")),
            Passage("", url=absolute(request.path, delivery.language), link=_("Read the reply")),
        ),
        because=_("You get this because the request is yours."),
    )
