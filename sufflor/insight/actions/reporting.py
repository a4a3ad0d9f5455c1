"""The report after a rollout: words around figures that write themselves, for everyone to read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy

from sufflor.events import actions as events
from sufflor.insight import queries, rules
from sufflor.insight.models import TEXT_LENGTH, TITLE_LENGTH, Report
from sufflor.lib.clock import local_date
from sufflor.lib.personal_numbers import found
from sufflor.lib.refusals import Refusal, require
from sufflor.lib.text import clean, one_line
from sufflor.organization.models import User
from sufflor.rollout.plan import PlannedRollout


class NoTitle(Refusal):
    reason = gettext_lazy("Give the report a title of at most 160 characters.")
    status = 422


class ReportTooLong(Refusal):
    reason = gettext_lazy("The text is too long. At most 8,000 characters fit.")
    status = 422


class NumberInReport(Refusal):
    reason = gettext_lazy("The text seems to hold a national identity number.")
    way_out = gettext_lazy("Take it out: everyone can read a report.")
    status = 422


class ReportEditedMeanwhile(Refusal):
    reason = gettext_lazy("Someone else has changed this report while you wrote.")
    way_out = gettext_lazy("See what it says now, and make your change once more.")


class NotOverYet(Refusal):
    reason = gettext_lazy("The rollout is not over yet, so its figures are not whole.")
    way_out = gettext_lazy("Save what you have, and publish it on the day after the last one.")


@dataclass(frozen=True)
class Words:
    """What people write around the figures."""

    title: str
    before: str = ""
    after: str = ""
    language: str = "nb"

    def cleaned(self) -> Words:
        words = Words(
            one_line(self.title), clean(self.before), clean(self.after), self.language[:5]
        )
        if not words.title or len(words.title) > TITLE_LENGTH:
            raise NoTitle
        if max(len(words.before), len(words.after)) > TEXT_LENGTH:
            raise ReportTooLong
        if any(found(text) for text in (words.title, words.before, words.after)):
            raise NumberInReport
        return words


@transaction.atomic
def write_report(
    *, rollout: PlannedRollout, words: Words, seen: str, by: User, at: datetime
) -> Report:
    """Save the words. What is published has the new ones at once, and its figures as they were.

    `seen` is the stamp of the report that the writer had on the screen; empty when there was none.
    """
    require(rules.may_report(by))
    report = _written(rollout, words.cleaned(), seen, by, at)
    events.record("report.written", about=report, by=by, at=at)
    return report


@transaction.atomic
def publish_report(
    *, rollout: PlannedRollout, words: Words, seen: str, by: User, at: datetime
) -> Report:
    """Save the words, and let everyone read them with the figures as they are now. Publishing
    again takes newer figures."""
    require(rules.may_report(by))
    if rollout.last_date >= local_date(at):
        raise NotOverYet
    report = _written(rollout, words.cleaned(), seen, by, at)
    report.figures = queries.figures(rollout, at).as_json()
    report.published_at, report.published_by = at, by
    report.save()
    events.record("report.published", about=report, by=by, at=at)
    return report


@transaction.atomic
def withdraw_report(*, report: Report, by: User, at: datetime) -> Report:
    """A draft again, which only those who write it see. Withdrawing twice is once."""
    require(rules.may_report(by))
    report = Report.objects.select_for_update(no_key=True).get(pk=report.pk)
    if report.published_at is not None:
        report.published_at = report.published_by = None
        report.save()
        events.record("report.withdrawn", about=report, by=by, at=at)
    return report


def _written(rollout: PlannedRollout, words: Words, seen: str, by: User, at: datetime) -> Report:
    there = Report.objects.select_for_update(no_key=True).filter(pk=rollout.pk).first()
    if seen != (there.stamp if there else ""):
        raise ReportEditedMeanwhile
    report = there or Report(rollout_id=rollout.pk)
    report.title, report.before, report.after = words.title, words.before, words.after
    report.language = words.language
    report.edited_at, report.edited_by = at, by
    report.save()
    return report
