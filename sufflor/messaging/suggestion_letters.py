"""Letters about changes that readers suggest: to those who keep the text, and back."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from sufflor.knowledge import queries
from sufflor.knowledge.models import Suggestion, Taken
from sufflor.lib.text import one_line, shortened
from sufflor.messaging.addresses import absolute
from sufflor.messaging.letters import Dropped, Letter, Passage
from sufflor.messaging.models import Delivery, Reason
from sufflor.messaging.told import number_in

MOST_NAMED = 30
SHOWN = 120


def suggested(delivery: Delivery) -> Letter:
    """Those that wait when it leaves."""
    waiting = queries.suggestions_for(delivery.person)
    if not waiting:
        raise Dropped(Reason.GONE)
    count = len(waiting)
    subject = ngettext(
        "%(count)d suggested change waits for your answer",
        "%(count)d suggested changes wait for your answer",
        count,
    ) % {"count": count}
    opening = _("Readers suggest changes in texts that you keep. Each of them gets an answer.")
    with override("nb"):
        url = reverse("content")
    return Letter(
        subject=subject,
        passages=(
            Passage(opening),
            Passage("\n".join(map(_line, waiting[:MOST_NAMED])), _("Suggested changes")),
            Passage("", url=absolute(url, delivery.language), link=_("Read and answer")),
        ),
        because=_("You get this because you write for or lead the department that owns the texts."),
    )


def answered(delivery: Delivery) -> Letter:
    """What came of it, in the words of whoever answered."""
    found = queries.suggestion_with_text(number_in(delivery.about))
    if found is None or not found.is_answered or found.answered_by is None:
        raise Dropped(Reason.GONE)
    words = {"title": found.article.title, "person": found.answered_by.full_name}
    said = _("%(person)s thanks you, and leaves the text “%(title)s” as it is.")
    if found.outcome == Taken.USED:
        said = _("%(person)s thanks you, and has changed the text “%(title)s”.")
    with override("nb"):
        path = found.article.get_absolute_url()
    reply = Passage(found.reply, _("The answer")) if found.reply else None
    passages = (
        Passage(said % words),
        reply,
        Passage(found.text, _("What you suggested")),
        Passage("", url=absolute(path, delivery.language), link=_("See the page")),
    )
    return Letter(
        subject=_("Your suggestion: %(title)s") % words,
        passages=tuple(each for each in passages if each),
        because=_("You get this because you suggested a change in the text."),
    )


def _line(one: Suggestion) -> str:
    said = shortened(one_line(one.text), SHOWN)
    return f"{one.article.title} – {one.by.full_name}: {said}"
