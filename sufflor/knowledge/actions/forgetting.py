"""Forgetting what an article said after it was deleted, when its words should be nowhere."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy
from wagtail.models import Page, PageLogEntry

from sufflor.events import actions as events
from sufflor.knowledge.models import Article
from sufflor.lib.refusals import Refusal
from sufflor.lib.traces import wipe_full_text
from sufflor.organization.models import User

# Where Wagtail's own search keeps words in SQLite.
EDITORS_INDEX = "wagtailsearch_indexentry_fts"


class StillThere(Refusal):
    reason = gettext_lazy("An article that was made from this is still there.")
    way_out = gettext_lazy("Delete the article first.")


@transaction.atomic
def forget_article(*, number: int, by: User, at: datetime) -> None:
    """The editor's history keeps the titles of what is deleted; of this one it keeps only that it
    was there. Forgetting twice is the same as forgetting once."""
    if Page.objects.filter(pk=number).exists():
        raise StillThere
    PageLogEntry.objects.filter(page_id=number).update(label="", data={})
    wipe_full_text(EDITORS_INDEX)
    events.record("article.forgotten", about=Article(pk=number), by=by, at=at)
