"""Letters about questions: the answer, a changed answer, why there is none, where it went."""

from __future__ import annotations

from django.utils.translation import gettext as _

from sufflor.lib.text import shortened
from sufflor.messaging.addresses import absolute
from sufflor.messaging.letters import Dropped, Letter, Passage
from sufflor.messaging.models import Delivery, Reason, State
from sufflor.questions import rules
from sufflor.questions.models import Answer, AnswerEdit, Decline, Move, Question

SUBJECT_LENGTH = 90
MINE = "/mine/sporsmal/"
ANSWERED = {rules.State.ANSWERED, rules.State.DRAFTED, rules.State.PUBLISHED}


def answered(delivery: Delivery) -> Letter:
    """To the one who asked, and to those who stood behind the question."""
    answer, path = _answer_for(_number(delivery), delivery)
    subject = (
        _("Answer to your question: %(question)s")
        if _is_asker(answer.question, delivery)
        else _("Answer to a question you follow: %(question)s")
    )
    opening = _("The question has got its written answer.")
    return _of_answer(answer, subject, opening, absolute(path, delivery.language))


def edited(delivery: Delivery) -> Letter:
    """Only the newest wording is told, and not to those who have not been sent the first one."""
    edit = AnswerEdit.objects.filter(pk=_number(delivery)).first()
    if edit is None:
        raise Dropped(Reason.GONE)
    answer, path = _answer_for(edit.answer_id, delivery)
    is_newest = not answer.edits.filter(pk__gt=edit.pk).exists()
    if not is_newest or _is_told_since(edit, delivery):
        raise Dropped(Reason.OVERTAKEN)
    subject = _("Changed answer: %(question)s")
    opening = _("The answer was changed. This is what it says now.")
    return _of_answer(answer, subject, opening, absolute(path, delivery.language))


def declined(delivery: Delivery) -> Letter:
    decline = Decline.objects.filter(pk=_number(delivery)).select_related("question__hour").first()
    if decline is None or _is_moved(decline.question):
        raise Dropped(Reason.GONE)
    question = decline.question
    return Letter(
        subject=_("Your question was not answered: %(question)s") % _short(question),
        passages=(
            Passage(_("Those who lead the question hour have decided not to answer it there.")),
            Passage(question.text, _("The question"), question.language),
            Passage(decline.reason, _("The reason"), question.language),
            _link(_("Your questions"), MINE, delivery),
        ),
        because=_("You get this because you asked the question."),
    )


def moved(delivery: Delivery) -> Letter:
    """Says nothing of what the question said: that is why it was moved."""
    move = Move.objects.filter(pk=_number(delivery)).select_related("request").first()
    if move is None:
        raise Dropped(Reason.GONE)
    text = _(
        "Your question held information about persons, which all could read. We have taken it out "
        "of the question hour and made it a request that only you and those who help you can read."
    )
    follow = _("You do not have to do anything. The reply comes on the request.")
    return Letter(
        subject=_("Your question is now a private request (%(number)s)")
        % {"number": move.request.number},
        passages=(
            Passage(text),
            Passage(follow),
            _link(_("Read the request"), move.request.path, delivery),
        ),
        because=_("You get this because you asked the question."),
    )


def _of_answer(answer: Answer, subject: str, opening: str, url: str) -> Letter:
    question = answer.question
    by = answer.unit.local_name if answer.unit else ""
    return Letter(
        subject=subject % _short(question),
        passages=(
            Passage(opening),
            Passage(question.text, _("The question"), question.language),
            Passage(answer.text, _("The answer"), question.language),
            *((Passage(_("Answered by %(unit)s") % {"unit": by}),) if by else ()),
            Passage("", url=url, link=_("Read the answer on the page")),
        ),
        because=_("You get this because you asked the question or said that it concerns you too."),
    )


def _answer_for(number: int, delivery: Delivery) -> tuple[Answer, str]:
    """What everyone may read now, or one's own, and where. What was taken away is not mailed."""
    answers = Answer.objects.filter(pk=number).select_related("question__hour", "unit")
    if found := answers.filter(question__in=Question.objects.public()).first():
        return found, found.path
    # Answered before a host let everyone see the question.
    own = answers.filter(question__hour__rehearsal_of=None).first()
    if own is None or not _is_asker(own.question, delivery):
        raise Dropped(Reason.GONE)
    if rules.state_of(own.question) not in ANSWERED:
        raise Dropped(Reason.GONE)
    return own, MINE


def _is_asker(question: Question, delivery: Delivery) -> bool:
    return delivery.person.pk in {question.asked_by_id, question.on_behalf_of_id}


def _is_told_since(edit: AnswerEdit, delivery: Delivery) -> bool:
    """The answer is mailed as it is when the mail goes; one that has not gone yet tells it all."""
    first = Delivery.objects.filter(key=answered_key(edit.answer_id, delivery.person.pk)).first()
    if first is None:
        return False
    is_on_its_way = first.state in {State.READY, State.SENDING}
    return is_on_its_way or (first.sent_at is not None and first.sent_at > edit.at)


def answered_key(answer: int, person: int) -> str:
    return f"answered:{answer}:{person}"


def _is_moved(question: Question) -> bool:
    return Move.objects.filter(pk=question.pk).exists()


def _number(delivery: Delivery) -> int:
    return int(delivery.about.rpartition(":")[2])


def _short(question: Question) -> dict[str, str]:
    return {"question": shortened(question.text, SUBJECT_LENGTH)}


def _link(text: str, path: str, delivery: Delivery) -> Passage:
    return Passage("", url=absolute(path, delivery.language), link=text)
