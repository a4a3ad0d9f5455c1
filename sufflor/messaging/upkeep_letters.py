"""Letters to those who keep texts and links: what is due to be reviewed, and what leads nowhere."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sufflor.knowledge import queries
from sufflor.knowledge.models import Doubt, Step
from sufflor.knowledge.queries import Coming
from sufflor.lib.clock import local_date
from sufflor.messaging.addresses import absolute
from sufflor.messaging.letters import Dropped, Letter, Passage
from sufflor.messaging.models import Delivery, Reason

MOST_NAMED = 30
CONTENT = "/styring/innhold/"


def reviews(delivery: Delivery) -> Letter:
    """Written from what is true when it leaves: what has been reviewed meanwhile is not in it."""
    near = queries.to_review_by(delivery.person, local_date(delivery.next_at))
    if not near:
        raise Dropped(Reason.GONE)
    count = len(near)
    subject = ngettext(
        "%(count)d text is due to be reviewed", "%(count)d texts are due to be reviewed", count
    ) % {"count": count}
    opening = _("Read through them, mend what is wrong, and say that they hold.")
    if any(one.step == Step.AFTER for one in near):
        opening = _(
            "Some of these should have been reviewed a month ago. Readers trust what they find: "
            "see that somebody goes through them."
        )
    lines = "\n".join(map(_line, near[:MOST_NAMED]))
    return Letter(
        subject=subject,
        passages=(Passage(opening), Passage(lines, _("To be reviewed")), _to_list(delivery)),
        because=_("You get this because you write for or lead the department that owns the texts."),
    )


def dead_links(delivery: Delivery) -> Letter:
    """Those that are dead when it leaves."""
    dead = queries.dead_links_kept_by(delivery.person)
    if not dead:
        raise Dropped(Reason.GONE)
    count = len(dead)
    subject = ngettext(
        "%(count)d link leads to nothing", "%(count)d links lead to nothing", count
    ) % {"count": count}
    lines = "\n".join(f"{link.title} – {link.url}" for link in dead[:MOST_NAMED])
    opening = _("Readers see that they are dead. Give them another address, or take them away.")
    return Letter(
        subject=subject,
        passages=(Passage(opening), Passage(lines, _("Dead links")), _to_list(delivery)),
        because=_("You get this because you write for or lead the department that owns the links."),
    )


def _to_list(delivery: Delivery) -> Passage:
    url = absolute(CONTENT, delivery.language)
    return Passage("", url=url, link=_("See what is to be done"))


def _line(one: Coming) -> str:
    """Each text with what casts doubt on it, so that whoever reads it knows what to look for."""
    day = date_format(one.day, "SHORT_DATE_FORMAT")
    return " – ".join((f"{one.article.title} – {day}", *map(_doubt, one.doubts)))


def _doubt(doubt: Doubt) -> str:
    because = doubt.get_because_display()
    return f"{because}: {doubt.said}" if doubt.said else because
