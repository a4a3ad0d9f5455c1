"""The key numbers of insight, each beside what it was in the period before."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sufflor.backstage.insight_words import percent, said, waited
from sufflor.insight import queries
from sufflor.insight.queries import cells

# Longer than this is too long for a large number.
MOST_LARGE = 12


@dataclass(frozen=True)
class KeyNumber:
    """`amount` is None where nothing may be told, or there is nothing to tell of. `of` is of how
    many it is. `before` is what it was in the period before, said in `beside`; both are empty where
    that would not be honest."""

    label: str
    value: str
    note: str
    amount: float | None = None
    of: int | None = None
    before: str = ""
    beside: str = ""

    @property
    def is_words(self) -> bool:
        return not self.value[:1].isdigit() or len(self.value) > MOST_LARGE


def key_numbers(
    found: queries.Insight, earlier: queries.Insight | None, vendor: queries.Queued | None
) -> list[KeyNumber]:
    """What lies with the vendor is of this moment, so it has nothing to be compared with."""
    cards = _cards(found)
    if earlier is not None:
        when = before_name(earlier.scope.period)
        pairs = zip(cards, _cards(earlier), strict=True)
        cards = [_beside(card, other, when) for card, other in pairs]
    return cards if vendor is None else [*cards, _with_the_vendor(vendor)]


def before_name(period: queries.Period) -> str:
    if period.name:
        return _("in the rollout before")
    if period.is_month:
        return _("in %(month)s") % {"month": date_format(period.first, "F")}
    days = (period.last - period.first).days + 1
    return _("the %(days)s days before") % {"days": days}


def _beside(card: KeyNumber, other: KeyNumber, when: str) -> KeyNumber:
    if card.amount is None or other.amount is None:
        return card
    if not queries.may_compare(card.of, other.of):
        return card
    said_of = {"value": other.value, "when": when}
    if card.value == other.value:
        text = _("the same %(when)s") % said_of
    elif card.amount > other.amount:
        text = _("up from %(value)s %(when)s") % said_of
    else:
        text = _("down from %(value)s %(when)s") % said_of
    return replace(card, before=other.value, beside=text)


def _cards(found: queries.Insight) -> list[KeyNumber]:
    return [
        _without_contact(found.numbers),
        _near(found.numbers),
        _first_answer(found),
        _written_answer(found),
        _bounced(found.numbers),
    ]


def _without_contact(numbers: queries.Numbers) -> KeyNumber:
    label = _("Answer without a request")
    helped, answered = numbers.number(cells.HELPED), numbers.number(cells.ended("answered"))
    requests = numbers.number(cells.ALL)
    note = _("of those who told that a guide helped, asked in an hour or sent a request")
    if helped is None or answered is None or requests is None:
        return KeyNumber(label, percent(None), note)
    whole = helped + answered + requests
    share = round(100 * (helped + answered) / whole) if whole else None
    return KeyNumber(label, percent(share, whole), note, share, whole)


def _near(numbers: queries.Numbers) -> KeyNumber:
    share, solved = numbers.share(cells.NEAR, cells.SOLVED), numbers.number(cells.SOLVED)
    note = _("by a colleague, of %(count)s that are solved") % {"count": said(solved)}
    return KeyNumber(_("Solved near the user"), percent(share, solved), note, share, solved)


def _first_answer(found: queries.Insight) -> KeyNumber:
    time, count = found.first_answer, found.numbers.number(cells.ANSWERED)
    return KeyNumber(
        _("Middle time to the first answer"),
        waited(time, count),
        _("of %(count)s with an answer") % {"count": said(count)},
        time.total_seconds() if time else None,
        count,
    )


def _written_answer(found: queries.Insight) -> KeyNumber:
    time, count = found.written_answer, found.numbers.number(cells.ended("answered"))
    return KeyNumber(
        _("Middle time to a written answer"),
        waited(time, count),
        _("of %(count)s questions in hours") % {"count": said(count)},
        time.total_seconds() if time else None,
        count,
    )


def _bounced(numbers: queries.Numbers) -> KeyNumber:
    share, count = numbers.share(cells.BOUNCED, cells.ALL), numbers.number(cells.ALL)
    note = _("of %(count)s requests") % {"count": said(count)}
    return KeyNumber(_("Sent aside or back"), percent(share, count), note, share, count)


def _with_the_vendor(vendor: queries.Queued) -> KeyNumber:
    note = _("%(count)s past what was promised") % {"count": said(vendor.overdue)}
    return KeyNumber(_("Requests with the vendor now"), said(vendor.count), note)
