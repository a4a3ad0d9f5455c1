"""What deeds on a notice share: whether they may be done to it now, and what follows them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from sufflor.announcements.models import Notice, Translation, Words
from sufflor.events import actions as events
from sufflor.events.http import CHROME, NOTICES
from sufflor.events.models import reference
from sufflor.lib.refusals import Refusal
from sufflor.search import actions as search
from sufflor.search.models import Audience

SUMMARY_LENGTH = 200
PLAN = "/styring/meldinger/"


class Withdrawn(Refusal):
    reason = _("This notice is withdrawn and cannot be changed.")


class AlreadyShown(Refusal):
    reason = _("Readers see this notice already. What is wrong in it is corrected in the open.")
    way_out = _("Correct the notice")


class NotShownYet(Refusal):
    reason = _("Nobody sees this notice yet. Change it, or call it off.")
    way_out = _("Change the notice")


def shown(notice: Notice, at: datetime) -> Notice:
    """The notice, locked, if readers see it."""
    notice = _locked(notice)
    if notice.is_planned(at):
        raise NotShownYet(way_out_url=f"{PLAN}{notice.pk}/endring/")
    return notice


def still_planned(notice: Notice, at: datetime) -> Notice:
    """The notice, locked, if readers do not see it yet."""
    notice = _locked(notice)
    if not notice.is_planned(at):
        raise AlreadyShown(way_out_url=f"{PLAN}{notice.pk}/")
    return notice


def _locked(notice: Notice) -> Notice:
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


def make_known(notice: Notice, at: datetime) -> None:
    """Readers see it: now it can be found, and whoever follows the channel is told."""
    notice.released_at = at
    notice.save(update_fields=["released_at"])
    index(notice, at)
    is_critical = notice.is_critical_at(at)
    events.record(
        "notice.posted", about=notice, by=notice.published_by, at=at, critical=is_critical
    )
    touch(notice)


def index(notice: Notice, at: datetime) -> None:
    """One document for all its languages, so that nobody finds the same notice three times."""
    texts = [part for words in notice.said.values() for part in (words.title, words.body)]
    targets = list(notice.targets.select_related("area"))
    entry = search.Entry(
        ref=reference(notice),
        kind="notice",
        url=f"/meldinger/{notice.pk}/",
        title=notice.title,
        summary=notice.body[:SUMMARY_LENGTH],
        body="\n\n".join(texts[1:]),
        language=notice.language,
        area=_common(each.area.slug if each.area else "" for each in targets),
        role=_common(each.work_role for each in targets),
        audience=Audience.PUBLIC,
    )
    search.index(entry, at=at)


def _common(values: Iterable[str]) -> str:
    """What all the targets have alike, or nothing."""
    found = set(values)
    return found.pop() if len(found) == 1 else ""


def touch(notice: Notice, *, was_critical: bool = False) -> None:
    """Critical notices are shown on every page, so every page has to hear of them."""
    events.touch(NOTICES, changed=[notice.pk])
    if notice.is_critical or was_critical:
        events.touch(CHROME)
