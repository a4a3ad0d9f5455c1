"""What editors have put off: pages that come to readers, or go, at a time of their own."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from wagtail.models import Page

from sufflor.knowledge.actions.deeds import Deed
from sufflor.knowledge.queries.scheduled import beginning, ending


@transaction.atomic
def follow_schedule(*, number: int, at: datetime) -> None:
    """One page, so that one that cannot be published keeps no other waiting. What is to begin and
    end by now ends; doing it twice is doing it once."""
    with Deed(by=None, at=at):
        for revision in beginning(at).filter(object_id=str(number)):
            revision.publish(log_action="wagtail.publish.scheduled")
        for page in Page.objects.filter(pk__in=ending(at).values("pk"), pk=number).specific():
            page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
