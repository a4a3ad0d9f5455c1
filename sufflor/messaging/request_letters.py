"""Letters about requests: all that is new since the last one, and never what is confidential."""

from __future__ import annotations

from django.utils.translation import gettext as _

from sufflor.desk.models import Access, Crossing, Message, Request
from sufflor.desk.models import State as RequestState
from sufflor.lib.text import shortened
from sufflor.messaging.addresses import absolute, reply_address
from sufflor.messaging.letters import Dropped, Letter, Passage
from sufflor.messaging.models import Delivery, DeliveryQuerySet, Reason, State

SUBJECT_LENGTH = 80
# What those who follow a request are told of it, as one story.
NEWS = frozenset({"replied", "waiting", "resolved"})


def news(delivery: Delivery) -> Letter:
    """Written from what is true when it leaves: an answer that was held back is not in it, and one
    that came while it waited is. What was told by an earlier letter is not told again."""
    request = Request.objects.filter(pk=int(delivery.about.rpartition(":")[2])).first()
    if request is None:
        raise Dropped(Reason.GONE)
    _require_wish(request, delivery)
    fresh = _fresh(request, delivery)
    reply_to = None if is_private(request) else reply_address(request.pk, delivery.person.pk)
    waits = request.state == RequestState.WAITING_USER
    if not fresh and not (waits and delivery.kind == "waiting" and not _is_told(delivery)):
        raise Dropped(Reason.OVERTAKEN if _earlier(delivery).exists() else Reason.GONE)
    return Letter(
        subject=_subject(request, fresh),
        passages=(
            Passage(_opening(request, fresh)),
            *_words(request, fresh),
            Passage("", url=absolute(request.path, delivery.language), link=_("Read and answer")),
            *([Passage(_("You can also answer this e-mail."))] if reply_to else []),
        ),
        because=_("You get this because you follow the request."),
        reply_to=reply_to,
    )


def crossed(delivery: Delivery) -> Letter:
    """To another system: the words that a helper chose for it, and where to answer."""
    number = int(delivery.about.rpartition(":")[2])
    crossing = Crossing.objects.filter(request=number, system=delivery.person).first()
    if crossing is None or crossing.request.is_confidential:
        raise Dropped(Reason.GONE)
    request = crossing.request
    return Letter(
        subject=f"[{request.number}] {shortened(request.title, SUBJECT_LENGTH)}",
        passages=(Passage(crossing.text),),
        because=_("You get this because the request was sent on to you. Answer this e-mail."),
        reply_to=reply_address(request.pk, delivery.person.pk),
    )


def is_private(request: Request) -> bool:
    """What may only be read on the page, after signing in: what is confidential, and what was taken
    out of the public because of what it said."""
    return request.is_confidential or bool(request.origin)


def _require_wish(request: Request, delivery: Delivery) -> None:
    """As it is now: people leave, and change their minds."""
    rows = Access.objects.front(delivery.person, delivery.next_at).filter(request=request)
    wishes = list(rows.values_list("wants_all", flat=True))
    if not wishes:
        raise Dropped(Reason.GONE)
    if delivery.kind == "replied" and not any(wishes):
        raise Dropped(Reason.UNWANTED)


def _fresh(request: Request, delivery: Delivery) -> list[Message]:
    """What those who help have written since the last letter, up to when this one was due."""
    said = Message.objects.filter(
        request=request, is_from_helper=True, sent_at__lte=delivery.next_at
    ).exclude(by=delivery.person)
    last = _earlier(delivery).order_by("-next_at").first()
    return list(said.filter(sent_at__gt=last.next_at) if last else said)


def _earlier(delivery: Delivery) -> DeliveryQuerySet:
    mails = Delivery.objects.filter(recipient=delivery.person.pk, about=delivery.about)
    return mails.filter(kind__in=NEWS, state=State.SENT)


def _is_told(delivery: Delivery) -> bool:
    """A letter that left since said already that we wait."""
    return _earlier(delivery).filter(sent_at__gte=delivery.created_at).exists()


def _subject(request: Request, fresh: list[Message]) -> str:
    about = {"number": request.number, "title": shortened(request.title, SUBJECT_LENGTH)}
    if is_private(request):
        return _private_subject(request, fresh) % about
    if any(said.resolves for said in fresh):
        return _("Solved, %(number)s: %(title)s") % about
    if request.state == RequestState.WAITING_USER:
        return _("We need something from you, %(number)s: %(title)s") % about
    return _("Answer to %(number)s: %(title)s") % about


def _private_subject(request: Request, fresh: list[Message]) -> str:
    if any(said.resolves for said in fresh):
        return _("Your request is solved (%(number)s)")
    if request.state == RequestState.WAITING_USER:
        return _("We need something from you (%(number)s)")
    return _("Reply to your request (%(number)s)")


def _opening(request: Request, fresh: list[Message]) -> str:
    if any(said.resolves for said in fresh):
        return _(
            "We have answered, and think that it is solved. Say on the page whether it helped."
        )
    if request.state == RequestState.WAITING_USER:
        return _("We need something from you before we can go on.")
    return _("There is an answer. You do not have to do anything.")


def _words(request: Request, fresh: list[Message]) -> list[Passage]:
    if is_private(request):
        return [Passage(_("It is private, so you sign in to read it."))]
    words = [Passage(said.text, _("The answer")) for said in fresh]
    if request.state == RequestState.WAITING_USER:
        words.append(Passage(request.waits_for, _("What we need")))
    return words
