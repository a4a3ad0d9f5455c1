"""Letters about texts that wait for somebody's approval, and about what came of it."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from sufflor.knowledge import queries
from sufflor.lib.clock import local_date
from sufflor.messaging.addresses import absolute
from sufflor.messaging.letters import Dropped, Letter, Passage
from sufflor.messaging.models import Delivery, Reason
from sufflor.messaging.told import number_in

MOST_NAMED = 30


def to_approve(delivery: Delivery) -> Letter:
    """Those that wait when it leaves."""
    waiting = queries.waiting_for(delivery.person, local_date(delivery.next_at))
    if not waiting:
        raise Dropped(Reason.GONE)
    count = len(waiting)
    subject = ngettext(
        "%(count)d text waits for your approval",
        "%(count)d texts wait for your approval",
        count,
    ) % {"count": count}
    opening = _(
        "Nobody else reads them before you have. Approve each of them, or say what is to be"
        " changed."
    )
    lines = "\n".join(map(_line, waiting[:MOST_NAMED]))
    url = _in_editor("wagtailadmin_home")
    return Letter(
        subject=subject,
        passages=(
            Passage(opening),
            Passage(lines, _("To be approved")),
            Passage("", url=url, link=_("Open the editor")),
        ),
        because=_(
            "You get this because you manage what the texts are about, and their department"
            " asks for approval."
        ),
    )


def decided(delivery: Delivery) -> Letter:
    """What came of it, unless it has been sent again or is gone."""
    found = queries.outcome_of(number_in(delivery.about))
    if found is None:
        raise Dropped(Reason.GONE)
    by = found.decided_by.full_name if found.decided_by else _("Whoever approves it")
    words = {"title": found.page.title, "person": by}
    because = _("You get this because you sent the text for approval.")
    if found.is_approved:
        return Letter(
            subject=_("Approved: %(title)s") % words,
            passages=(_approved(found, delivery.language, words),),
            because=because,
        )
    asked = Passage(found.comment, _("What is to be changed")) if found.comment.strip() else None
    opening = _("%(person)s asks for changes in “%(title)s”. Change the draft, and send it again.")
    url = _in_editor("wagtailadmin_pages:edit", found.page.pk)
    passages = (
        Passage(opening % words),
        asked,
        _remarks(found),
        Passage("", url=url, link=_("Open the draft")),
    )
    return Letter(
        subject=_("To be changed: %(title)s") % words,
        passages=tuple(each for each in passages if each),
        because=because,
    )


def _approved(found: queries.Decided, language: str, words: dict[str, str]) -> Passage:
    """What is put off until later is approved, and nobody reads it yet."""
    if not found.page.live:
        return Passage(_("%(person)s has approved “%(title)s”.") % words)
    said = _("%(person)s has approved “%(title)s”. Everyone can read it now.") % words
    with override("nb"):
        path = found.page.get_absolute_url()
    return Passage(said, url=absolute(path, language), link=_("See the page"))


def _remarks(found: queries.Decided) -> Passage | None:
    said = ngettext(
        "%(count)d comment stands beside the text.",
        "%(count)d comments stand beside the text.",
        found.remarks,
    )
    return Passage(said % {"count": found.remarks}) if found.remarks else None


def _line(one: queries.Waiting) -> str:
    return f"{one.page.title} – {one.sent_by.full_name}" if one.sent_by else one.page.title


def _in_editor(name: str, *numbers: int) -> str:
    """The editor has one address in all languages."""
    return f"{settings.PUBLIC_URL.rstrip('/')}{reverse(name, args=numbers)}"
