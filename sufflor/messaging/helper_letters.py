"""Letters to those who help: that somebody wants to hear from them, and never what was written.

Notes and questions among helpers stay behind the sign-in. What a user called the request is told,
but not of what is private.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from sufflor.desk.models import Consultation, Request
from sufflor.lib.text import shortened
from sufflor.messaging.addresses import absolute
from sufflor.messaging.letters import Dropped, Letter, Passage
from sufflor.messaging.models import Delivery, Reason
from sufflor.messaging.request_letters import SUBJECT_LENGTH, is_private


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


def _seen(delivery: Delivery, pk: int) -> Request:
    """As they may see it when the letter leaves."""
    rows = Request.objects.worked_by(delivery.person, delivery.next_at)
    request = rows.filter(pk=pk).first()
    if request is None:
        raise Dropped(Reason.GONE)
    return request


def _letter(
    request: Request, delivery: Delivery, *, subject: str, opening: str, link: str, path: str
) -> Letter:
    title = "" if is_private(request) else shortened(request.title, SUBJECT_LENGTH)
    heading = subject % {"number": request.number}
    return Letter(
        subject=f"{heading}: {title}" if title else heading,
        passages=(
            Passage(opening),
            Passage("", url=absolute(path, delivery.language), link=link),
        ),
        because=_("You get this because you help with requests."),
    )
