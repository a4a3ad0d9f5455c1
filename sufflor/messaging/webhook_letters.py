"""The letter to administrators about an address that takes nothing any more."""

from __future__ import annotations

from django.utils.translation import gettext as _

from sufflor.messaging.addresses import absolute
from sufflor.messaging.letters import Dropped, Letter, Passage
from sufflor.messaging.models import Delivery, Reason
from sufflor.messaging.told import number_in
from sufflor.webhooks.models import Webhook

PAGE = "/styring/webhooks/"


def stopped(delivery: Delivery) -> Letter:
    """Only while it stands still."""
    kept = Webhook.objects.kept().filter(stopped_at__isnull=False)
    found = kept.filter(pk=number_in(delivery.about)).first()
    if found is None:
        raise Dropped(Reason.GONE)
    opening = _(
        "%(name)s has taken nothing for days, or says that the address is gone. Nothing is sent "
        "there now. What has happened since waits for a month, and goes when you start it again."
    )
    url = absolute(f"{PAGE}{found.pk}/", delivery.language)
    return Letter(
        subject=_("%(name)s is not told what happens any more") % {"name": found.name},
        passages=(
            Passage(opening % {"name": found.name}),
            Passage("", url=url, link=_("See what was sent, and start it again")),
        ),
        because=_("You get this because you are an administrator."),
    )
