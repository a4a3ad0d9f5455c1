"""Wishes that were accepted, and the case that they are one for the vendor."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from sufflor.change_requests import actions as changes
from sufflor.change_requests.models import DONE, ChangeRequest
from sufflor.change_requests.models import State as ChangeState
from sufflor.events import actions as events
from sufflor.lib.refusals import require
from sufflor.lib.text import shortened
from sufflor.organization.models import User
from sufflor.vendor import queries, rules
from sufflor.vendor.actions.facts import Facts, Ties
from sufflor.vendor.actions.following import News
from sufflor.vendor.actions.proposing import propose
from sufflor.vendor.models import LONG_TEXT, TITLE_LENGTH, Kind, System, VendorCase


@transaction.atomic
def bundle_changes(
    *, wishes: Sequence[ChangeRequest], system: System, text: str, by: User, at: datetime
) -> VendorCase:
    """They go to the vendor as one case, and everyone reads so on the page of each. All of them or
    none; a bundle that is sent twice is one case."""
    require(rules.may_propose(by))
    changes.send(changes=wishes, text=text, by=by, at=at)
    keys = {wish.pk for wish in wishes}
    there = VendorCase.objects.under_way().filter(system=system, changes__in=keys).distinct()
    for case in there.order_by("pk"):
        if set(case.changes.values_list("pk", flat=True)) == keys:
            return case
    case = propose(facts=_facts(wishes, system), ties=Ties(changes=wishes), by=by, at=at)
    events.record("vendor_case.bundled", about=case, by=by, at=at, changes=[*sorted(keys)])
    return case


def plan_wishes(
    case: VendorCase, news: News | None, *, by: User, at: datetime, version: str
) -> None:
    """Everyone reads in which version it comes, where that is told at all."""
    for wish in queries.wishes_under_way(case) if news else ():
        changes.tell(
            change=wish,
            state=ChangeState.PLANNED,
            text=news.sentence if news else "",
            version=version,
            by=by,
            at=at,
        )


def deliver_wishes(case: VendorCase, sentence: str, *, by: User, at: datetime) -> None:
    """Those that wait for no other case are delivered, and whoever asked for them is told once."""
    version = case.fixed_in.name if case.fixed_in else ""
    for wish in queries.wishes_delivered_with(case):
        changes.deliver(change=wish, text=sentence, version=version, by=by, at=at)


def take_back_wishes(case: VendorCase, news: News | None, *, by: User, at: datetime) -> None:
    """What was delivered is not there after all; what was planned is with the vendor again."""
    for wish in queries.wishes_of(case) if news else ():
        said = news.sentence if news else ""
        if wish.state in DONE:
            changes.take_back(change=wish, text=said, by=by, at=at)
        elif wish.state == ChangeState.PLANNED:
            changes.tell(change=wish, state=ChangeState.SENT, text=said, by=by, at=at)


def _facts(wishes: Sequence[ChangeRequest], system: System) -> Facts:
    """In the words of the wishes, which everyone may read already."""
    with override("nb"):
        one = ngettext("%(title)s", "%(title)s, and %(more)d more", len(wishes))
        title = one % {"title": wishes[0].title, "more": len(wishes) - 1}
        ways = [
            _("Today: %(way)s") % {"way": wish.workaround} for wish in wishes if wish.workaround
        ]
    needs = [f"{wish.number} {wish.title}\n{_needed(wish)}" for wish in wishes]
    return Facts(
        title=shortened(title, TITLE_LENGTH),
        system=system,
        kind=Kind.CHANGE,
        expected="\n\n".join(needs)[:LONG_TEXT],
        actual="\n\n".join(ways)[:LONG_TEXT],
    )


def _needed(wish: ChangeRequest) -> str:
    return "\n".join(filter(None, [wish.need, wish.benefit]))
