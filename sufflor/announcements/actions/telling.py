"""All that a notice tells besides its words: checked before it is posted, planned or changed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from sufflor.announcements.actions import keeping
from sufflor.announcements.actions.wording import Wording
from sufflor.announcements.models import Group, Notice, NoticeTag, Tag, Target
from sufflor.lib.refusals import Refusal
from sufflor.lib.text import one_line
from sufflor.organization.models import Unit


class NobodyAnswers(Refusal):
    reason = _("Say how people reach the unit that answers for the notice.")


class CriticalForHowLong(Refusal):
    reason = _("Say when a critical notice stops being critical: a time after it is shown.")


@dataclass(frozen=True)
class Told:
    wording: Wording
    unit: Unit
    contact: str
    tags: Collection[Tag]
    targets: Collection[Group]
    critical_until: datetime | None

    def checked(self, *, shown_at: datetime) -> Told:
        """As it is stored, or a refusal."""
        told = replace(self, wording=self.wording.cleaned(), contact=one_line(self.contact))
        if not told.contact:
            raise NobodyAnswers
        if told.critical_until is not None and told.critical_until <= shown_at:
            raise CriticalForHowLong
        return told

    def fill(self, notice: Notice) -> None:
        """The notice's own columns; it is saved by whoever calls."""
        words = self.wording
        notice.title, notice.body, notice.language = words.title, words.body, words.language
        notice.unit, notice.contact = self.unit, self.contact
        notice.is_critical = self.critical_until is not None
        notice.expires_at = self.critical_until

    def write_rows(self, notice: Notice) -> None:
        """What has a row for each. Those of an earlier plan are gone."""
        keeping.write_translations(notice, self.wording.others)
        notice.tags.all().delete()
        NoticeTag.objects.bulk_create(
            NoticeTag(notice=notice, tag=tag) for tag in sorted(set(self.tags))
        )
        notice.targets.all().delete()
        Target.objects.bulk_create(
            Target(notice=notice, unit=each.unit, work_role=each.work_role, area=each.area)
            for each in dict.fromkeys(self.targets)
            if not each.is_everyone
        )
