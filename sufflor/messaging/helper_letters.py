"""Letters to those who help: that somebody wants to hear from them, and never what was written.

Notes and questions among helpers stay behind the sign-in. What a user called the request is told,
but not of what is private.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from sufflor.desk.models import Consultation, Message, Movement, Request
from sufflor.desk.wording import when_words
from sufflor.lib.text import shortened
from sufflor.messaging.addresses import absolute
from sufflor.messaging.letters import Dropped, Letter, Passage
from sufflor.messaging.models import Delivery, Reason, State
from sufflor.messaging.request_letters import SUBJECT_LENGTH, is_private

# That whoever asked has written more.
HEARD = "heard"


def given(delivery: Delivery) -> Letter:
    """To the one who has it now: what there is to do stands on one page, with three buttons."""
    number = int(delivery.about.rpartition(":")[2])
    moved = Movement.objects.filter(pk=number).first()
    if moved is None:
        raise Dropped(Reason.GONE)
    if moved.left_at or moved.accepted_at:
        raise Dropped(Reason.OVERTAKEN)
    request = _had(delivery, moved.request_id)
    return _letter(
        request,
        delivery,
        subject=_("You can help with %(number)s"),
        opening=_(
            "Somebody needs help, and you are the one to give it. You answer, hand it on or "
            "send it back on one page."
        ),
        more=_promised(request, delivery),
        link=_("Open the request"),
        path=f"{request.work_path}enkel/",
    )


def called(delivery: Delivery) -> Letter:
    """To those who are to begin now, until one of them has; sent whatever they have chosen."""
    request = _seen(delivery, int(delivery.about.rpartition(":")[2]))
    if request.assignee_id is not None or not request.is_unresolved:
        raise Dropped(Reason.OVERTAKEN)
    return _letter(
        request,
        delivery,
        subject=_("Cannot wait: %(number)s"),
        opening=_(
            "Somebody has told of something that cannot wait, and nobody has taken it yet. Take it "
            "now, or see to it that a colleague does."
        ),
        link=_("Open the request"),
        path=request.work_path,
    )


def heard(delivery: Delivery) -> Letter:
    """Several messages within ten minutes are one letter, and what is answered is none."""
    request = _had(delivery, int(delivery.about.rpartition(":")[2]))
    said = Message.objects.filter(request=request, sent_at__lte=delivery.next_at).order_by(
        "at", "pk"
    )
    last = said.last()
    if last is None or last.is_from_helper or _is_told_since(last, delivery):
        raise Dropped(Reason.OVERTAKEN)
    return _letter(
        request,
        delivery,
        subject=_("There is more to read in %(number)s"),
        opening=_(
            "Whoever asked has written to you. You answer, hand it on or send it back on one page."
        ),
        link=_("Open the request"),
        path=f"{request.work_path}enkel/",
    )


def bounced(delivery: Delivery) -> Letter:
    """To those who answer for the ones that it goes to and fro between."""
    request = _seen(delivery, int(delivery.about.rpartition(":")[2]))
    if not request.needs_coordinator or not request.is_unresolved:
        raise Dropped(Reason.OVERTAKEN)
    return _letter(
        request,
        delivery,
        subject=_("Nobody seems to be the right one for %(number)s"),
        opening=_(
            "It has been sent back or aside several times. Look at the whole of it, and say who is "
            "to have it."
        ),
        more=_promised(request, delivery, _("Whoever asked is promised an answer by %(when)s.")),
        link=_("Open the request"),
        path=request.work_path,
        because=_("You get this because you answer for those who have the request, or for it all."),
    )


def mentioned(delivery: Delivery) -> Letter:
    request = _seen(delivery, int(delivery.about.rpartition(":")[2]))
    return _letter(
        request,
        delivery,
        subject=_("You are mentioned in %(number)s"),
        opening=_("A colleague who works on the request wants you to look at it."),
        link=_("See the request"),
        path=request.work_path,
    )


def consulted(delivery: Delivery) -> Letter:
    asked = Consultation.objects.filter(pk=int(delivery.about.rpartition(":")[2])).first()
    if asked is None:
        raise Dropped(Reason.GONE)
    if asked.given_at is not None:
        raise Dropped(Reason.OVERTAKEN)
    request = _seen(delivery, asked.request_id)
    return _letter(
        request,
        delivery,
        subject=_("You are asked for advice on %(number)s"),
        opening=_("A colleague asks you for advice. Whoever has the request keeps it."),
        link=_("Read what is asked, and answer"),
        path=f"{request.work_path}rad/{asked.pk}/",
    )


def advised(delivery: Delivery) -> Letter:
    """To the one who asked: that there is advice, and where it stands."""
    asked = Consultation.objects.filter(pk=int(delivery.about.rpartition(":")[2])).first()
    if asked is None or asked.given_at is None:
        raise Dropped(Reason.GONE)
    request = _seen(delivery, asked.request_id)
    if not request.is_unresolved:
        raise Dropped(Reason.OVERTAKEN)
    return _letter(
        request,
        delivery,
        subject=_("There is advice on %(number)s"),
        opening=_("The colleague you asked has given advice. You answer the user."),
        link=_("Read the advice"),
        path=f"{request.work_path}rad/",
    )


def _seen(delivery: Delivery, pk: int) -> Request:
    """As they may see it when the letter leaves."""
    rows = Request.objects.worked_by(delivery.person, delivery.next_at)
    request = rows.filter(pk=pk).first()
    if request is None:
        raise Dropped(Reason.GONE)
    return request


def _had(delivery: Delivery, pk: int) -> Request:
    """As long as it is theirs and not resolved."""
    request = _seen(delivery, pk)
    if request.assignee_id != delivery.person.pk or not request.is_unresolved:
        raise Dropped(Reason.OVERTAKEN)
    return request


def _is_told_since(said: Message, delivery: Delivery) -> bool:
    mails = Delivery.objects.filter(recipient=delivery.person.pk, about=delivery.about, kind=HEARD)
    return mails.filter(state=State.SENT, next_at__gte=said.sent_at).exists()


def _promised(request: Request, delivery: Delivery, said: str = "") -> str:
    if request.due_at is None or request.due_at <= delivery.next_at:
        return ""
    when = when_words(request.due_at, delivery.next_at)
    said = said or _("They have been promised an answer by %(when)s.")
    return said % {"when": when}


def _letter(
    request: Request,
    delivery: Delivery,
    *,
    subject: str,
    opening: str,
    link: str,
    path: str,
    more: str = "",
    because: str = "",
) -> Letter:
    title = "" if is_private(request) else shortened(request.title, SUBJECT_LENGTH)
    heading = subject % {"number": request.number}
    return Letter(
        subject=f"{heading}: {title}" if title else heading,
        passages=(
            Passage(f"{opening} {more}".strip()),
            Passage("", url=absolute(path, delivery.language), link=link),
        ),
        because=because or _("You get this because you help with requests."),
    )
