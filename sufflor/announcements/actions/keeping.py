"""What follows when a notice has changed: search finds it as it is, and open pages hear of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from sufflor.announcements.actions.wording import Wording
from sufflor.announcements.models import Notice, Translation, Words
from sufflor.events import actions as events
from sufflor.events.http import CHROME, NOTICES
from sufflor.events.models import reference
from sufflor.lib.refusals import Refusal
from sufflor.search import actions as search
from sufflor.search.models import Audience

SUMMARY_LENGTH = 200


class Withdrawn(Refusal):
    reason = _("This notice is withdrawn and cannot be changed.")


def locked(notice: Notice) -> Notice:
    notice = Notice.objects.select_for_update().get(pk=notice.pk)
    if notice.is_withdrawn:
        raise Withdrawn
    return notice


def write_translations(notice: Notice, others: Iterable[Words]) -> None:
    """Say the notice in these languages besides its own, and in no more."""
    notice.translations.all().delete()
    Translation.objects.bulk_create(
        Translation(notice=notice, language=said.language, title=said.title, body=said.body)
        for said in others
    )


def index(notice: Notice, wording: Wording, at: datetime) -> None:
    """One document for all its languages, so that nobody finds the same notice three times."""
    others = [part for said in wording.others for part in (said.title, said.body)]
    entry = search.Entry(
        ref=reference(notice),
        kind="notice",
        url=f"/meldinger/{notice.pk}/",
        title=wording.title,
        summary=wording.body[:SUMMARY_LENGTH],
        body="\n\n".join([wording.body, *others]),
        language=wording.language,
        audience=Audience.PUBLIC,
    )
    search.index(entry, at=at)


def touch(notice: Notice) -> None:
    """Critical notices are shown on every page, so every page has to hear of them."""
    events.touch(NOTICES, changed=[notice.pk])
    if notice.is_critical:
        events.touch(CHROME)
