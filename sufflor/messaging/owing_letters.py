"""Letters about answers that are promised in writing: to whoever writes one, and when it is late.

What everyone cannot read is not quoted: it stands at the desk, behind the sign-in.
"""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sufflor.lib.clock import OSLO
from sufflor.lib.text import shortened
from sufflor.messaging.addresses import absolute
from sufflor.messaging.letters import Dropped, Letter, Passage
from sufflor.messaging.models import Delivery, Reason
from sufflor.messaging.question_letters import SUBJECT_LENGTH
from sufflor.questions.models import OwedAnswer, Question
from sufflor.questions.queries import owed_answers


def owed(delivery: Delivery) -> Letter:
    """To the writer, as long as the answer is theirs to write."""
    found = _still_owed(delivery)
    if found.writer_id != delivery.person.pk:
        raise Dropped(Reason.OVERTAKEN)
    opening = (
        _("A question was answered aloud in a question hour, and you write it down for all.")
        if found.spoken_at
        else _("You have been asked to write the answer to a question from a question hour.")
    )
    when = _("It is due %(when)s. Whoever asked and voted is mailed the answer.")
    return _letter(found, delivery, _("You are to write an answer"), f"{opening} {when}")


def late(delivery: Delivery) -> Letter:
    """To the writer and to whoever gave it to them."""
    found = _still_owed(delivery)
    if found.due_at > delivery.next_at:
        raise Dropped(Reason.OVERTAKEN)
    if found.writer_id == delivery.person.pk:
        opening = _("The answer was due %(when)s. Write it now, or ask a host to give it on.")
    else:
        opening = _("The answer was due %(when)s. %(writer)s has it; you can give it to another.")
    return _letter(found, delivery, _("An answer is late"), opening)


def _still_owed(delivery: Delivery) -> OwedAnswer:
    rows = owed_answers().select_related("question__hour", "writer")
    found = rows.filter(pk=int(delivery.about.rpartition(":")[2])).first()
    if found is None:
        raise Dropped(Reason.OVERTAKEN)
    return found


def _letter(owed: OwedAnswer, delivery: Delivery, subject: str, opening: str) -> Letter:
    question = owed.question
    is_public = Question.objects.public().filter(pk=question.pk).exists()
    when = date_format(owed.due_at.astimezone(OSLO), "DATETIME_FORMAT")
    said = [Passage(question.text, _("The question"), question.language)] if is_public else []
    path = f"/sporretimer/{question.hour.slug}/styr/?sporsmal={question.pk}"
    return Letter(
        subject=f"{subject}: {shortened(question.text, SUBJECT_LENGTH)}" if is_public else subject,
        passages=(
            Passage(opening % {"when": when, "writer": owed.writer.full_name}),
            *said,
            Passage("", url=absolute(path, delivery.language), link=_("Write the answer")),
        ),
        because=_("You get this because you answer questions from the question hours."),
    )
