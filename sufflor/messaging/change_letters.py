"""Letters about wishes: one that waits for a decision, what was decided, and that it is there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sufflor.change_requests.models import DONE, WANTED, ChangeRequest, State, Step
from sufflor.change_requests.rules import may_decide
from sufflor.desk.models import Request
from sufflor.lib.refusals import Sentence
from sufflor.lib.text import shortened
from sufflor.messaging import fix_letters
from sufflor.messaging.addresses import absolute
from sufflor.messaging.letters import Dropped, Letter, Passage
from sufflor.messaging.models import Delivery, Reason
from sufflor.organization.models import User
from sufflor.vendor.queries import requests_ended_at

SUBJECT_LENGTH = 90


@dataclass(frozen=True)
class Words:
    """`holds_in` are the states in which it is still true when the mail leaves. `of_many` opens a
    letter about several wishes that came at once."""

    subject: Sentence
    opening: Sentence
    heading: Sentence
    holds_in: Collection[State]
    of_many: Sentence = ""


WORDS: Mapping[State, Words] = {
    State.ACCEPTED: Words(
        gettext_lazy("We want this done: %(title)s"),
        gettext_lazy("It was decided that something you wish for is to be done."),
        gettext_lazy("Why"),
        WANTED,
    ),
    State.DECLINED: Words(
        gettext_lazy("This will not be done: %(title)s"),
        gettext_lazy("It was decided that something you wish for will not be done."),
        gettext_lazy("Why"),
        (State.DECLINED,),
    ),
    State.DELIVERED: Words(
        gettext_lazy("It is there: %(title)s"),
        gettext_lazy("Something you wished for is there. Thank you for saying what you needed."),
        gettext_lazy("What it is"),
        DONE,
        gettext_lazy("What you wished for is there. Thank you for saying what you needed."),
    ),
}
TAKEN_BACK = Words(
    gettext_lazy("It is not there after all: %(title)s"),
    gettext_lazy("We told you that something you wished for was there. It is to be done still."),
    gettext_lazy("What has happened"),
    WANTED,
    gettext_lazy("We told you that what you wished for was there. It is to be done still."),
)


def news(delivery: Delivery) -> Letter:
    """Only what is still so when it leaves."""
    step, change = _told(delivery)
    words = TAKEN_BACK if step.state_before in DONE else WORDS[State(step.state)]
    if change.state not in words.holds_in:
        raise Dropped(Reason.OVERTAKEN)
    address = absolute(change.path, delivery.language)
    return Letter(
        subject=str(words.subject) % _short(change),
        passages=(
            Passage(str(words.opening)),
            Passage(change.title, _("The wish"), change.language),
            Passage(step.text, str(words.heading), change.language),
            *(fix_letters.ended(each, delivery) for each in _ended_with(step, delivery.person)),
            Passage("", url=address, link=_("Read about the wish, or get no more mail about it")),
        ),
        because=_("You get this because you wished for it."),
        opening_of_many=str(words.of_many),
    )


def to_decide(delivery: Delivery) -> Letter:
    """To whoever owns the area, as long as nobody has decided."""
    change = ChangeRequest.objects.filter(pk=int(delivery.about.rpartition(":")[2])).first()
    if change is None or not may_decide(delivery.person, change, delivery.next_at):
        raise Dropped(Reason.GONE)
    if change.state != State.ASSESSED or change.merged_into_id:
        raise Dropped(Reason.OVERTAKEN)
    address = absolute(change.work_path, delivery.language)
    return Letter(
        subject=_("It is for you to decide: %(title)s") % _short(change),
        passages=(
            Passage(_("People wish for something in an area that you own.")),
            Passage(change.title, _("The wish"), change.language),
            Passage(change.need, _("What they need"), change.language),
            Passage("", url=address, link=_("See who stands behind it, and decide")),
        ),
        because=_("You get this because you own the case area."),
    )


def _ended_with(step: Step, person: User) -> Iterable[Request]:
    """Of what waited for the same fix, when the wish was delivered with it."""
    return requests_ended_at(person, step.at) if step.state == State.DELIVERED else ()


def _short(change: ChangeRequest) -> dict[str, str]:
    return {"title": shortened(change.title, SUBJECT_LENGTH)}


def _told(delivery: Delivery) -> tuple[Step, ChangeRequest]:
    number = int(delivery.about.rpartition(":")[2])
    step = Step.objects.filter(pk=number).select_related("change").first()
    if step is None or step.change.merged_into_id:
        raise Dropped(Reason.GONE)
    return step, step.change
