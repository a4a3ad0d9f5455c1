"""The service blueprint in words: what one meets in front, who stands behind it, where it waits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from sufflor.backstage.insight_words import said, waited
from sufflor.insight import queries
from sufflor.lib.refusals import Sentence
from sufflor.organization.models import Line
from sufflor.organization.queries import LineOfHelp

NAMES_SAID = 3
# As the front stage says it, and what one meets there.
FRONT: Mapping[Line | None, tuple[Sentence, Sentence]] = {
    None: (
        gettext_lazy("Question hour"),
        gettext_lazy("Asks, votes, and reads the answer in writing"),
    ),
    Line.ADVISER: (gettext_lazy("Colleague"), gettext_lazy("Is helped by somebody near by")),
    Line.FIRST: (gettext_lazy("User support"), gettext_lazy("Sends a form, an e-mail, or calls")),
    Line.SECOND: (
        gettext_lazy("Specialists"),
        gettext_lazy("Is told that those who know the field have it"),
    ),
    Line.VENDOR: (gettext_lazy("Vendor"), gettext_lazy("Is told that it is reported as an error")),
}


@dataclass(frozen=True)
class BlueprintRow:
    """`share` is a number of percent for the bar, `share_words` the same to read."""

    front: str
    meets: str
    owner: str
    queue: str
    clock: str
    waited: str
    share: int
    share_words: str


def blueprint_rows(at: datetime) -> list[BlueprintRow]:
    return [_row(step) for step in queries.blueprint(at)]


def _row(step: queries.BlueprintStep) -> BlueprintRow:
    front, meets = FRONT[step.line]
    return BlueprintRow(
        str(front),
        str(meets),
        _owner(step.behind),
        _queue(step),
        _clock(step.promised_hours),
        _waited(step),
        step.share or 0,
        "" if step.share is None else _("%(number)s %%") % {"number": step.share},
    )


def _owner(behind: LineOfHelp | None) -> str:
    if behind is None:
        return _("Hosts, and those who answer in their areas")
    if not behind.groups:
        words = ngettext("%(count)d process adviser", "%(count)d process advisers", behind.people)
        return words % {"count": behind.people}
    names = ", ".join(card.name for card in behind.groups[:NAMES_SAID])
    more = len(behind.groups) - NAMES_SAID
    return (
        names if more <= 0 else _("%(names)s and %(count)d more") % {"names": names, "count": more}
    )


def _queue(step: queries.BlueprintStep) -> str:
    if not step.queued.count and step.queued.count is not None:
        return _("Empty")
    told = {"count": said(step.queued.count), "overdue": said(step.queued.overdue)}
    return _("%(count)s now, %(overdue)s late") % told


def _clock(hours: int | None) -> str:
    if hours is None:
        return _("Nothing promised")
    words = ngettext(
        "Answer within %(count)d open hour", "Answer within %(count)d open hours", hours
    )
    return words % {"count": hours}


def _waited(step: queries.BlueprintStep) -> str:
    if step.median is None:
        return _("fewer than 5") if step.count is None else _("Nothing yet")
    told = {"time": waited(step.median), "count": said(step.count)}
    return _("Half of %(count)s within %(time)s") % told
