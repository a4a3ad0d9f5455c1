"""Letters about known errors: a new workaround, and that one is fixed. Nothing else is mailed."""

from __future__ import annotations

from django.utils.translation import gettext as _

from sufflor.desk.models import Request
from sufflor.desk.queries import requests_ended_with
from sufflor.known_errors.models import KnownError, State, Step
from sufflor.lib.text import shortened
from sufflor.messaging.addresses import absolute
from sufflor.messaging.letters import Dropped, Letter, Passage
from sufflor.messaging.models import Delivery, Reason

SUBJECT_LENGTH = 90


def workaround(delivery: Delivery) -> Letter:
    """The newest one only, and not when there is no need for it any more."""
    step, error = _told(delivery)
    if not error.is_under_way or error.workaround != step.workaround:
        raise Dropped(Reason.OVERTAKEN)
    return Letter(
        subject=_("What you can do meanwhile: %(title)s") % _short(error),
        passages=(
            Passage(_("There is a way around an error that concerns you.")),
            Passage(error.title, _("The error"), error.language),
            Passage(error.workaround, _("What you can do meanwhile"), error.language),
            _link(error, delivery),
        ),
        because=_because(),
    )


def fixed(delivery: Delivery) -> Letter:
    """Also tells which of one's own requests were resolved with it: no other mail does."""
    step, error = _told(delivery)
    if not error.is_solved:
        raise Dropped(Reason.OVERTAKEN)
    ended = list(requests_ended_with(error, delivery.person, step.at))
    return Letter(
        subject=_("Fixed: %(title)s") % _short(error),
        passages=(
            Passage(_("An error that concerns you is fixed.")),
            Passage(error.title, _("The error"), error.language),
            Passage(step.sentence, _("What has happened"), error.language),
            *(_ended(request, delivery) for request in ended),
            _link(error, delivery),
        ),
        because=_because(),
    )


def _told(delivery: Delivery) -> tuple[Step, KnownError]:
    """What is mailed is what everyone may read now."""
    number = int(delivery.about.rpartition(":")[2])
    step = Step.objects.filter(pk=number).select_related("error").first()
    if step is None or not step.error.is_public or step.state == State.CANDIDATE:
        raise Dropped(Reason.GONE)
    return step, step.error


def _ended(request: Request, delivery: Delivery) -> Passage:
    text = _("We think that this also solves your request. If it does not, write to us there.")
    link = _("Your request %(number)s") % {"number": request.number}
    return Passage(text, url=absolute(request.path, delivery.language), link=link)


def _link(error: KnownError, delivery: Delivery) -> Passage:
    address = absolute(error.path, delivery.language)
    return Passage("", url=address, link=_("Read about the error, or get no more mail about it"))


def _because() -> str:
    return _("You get this because the error concerns you.")


def _short(error: KnownError) -> dict[str, str]:
    return {"title": shortened(error.title, SUBJECT_LENGTH)}
