"""What deeds on a wish share: the lock, the step that is kept, what is counted, what follows."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sufflor.change_requests import queries, rules
from sufflor.change_requests.models import (
    REASON_LENGTH,
    SENTENCE_LENGTH,
    Backing,
    ChangeRequest,
    State,
    Step,
)
from sufflor.events.models import reference
from sufflor.lib.personal_numbers import found
from sufflor.lib.refusals import Refusal
from sufflor.lib.stand_ins import who
from sufflor.lib.text import clean, one_line
from sufflor.organization.models import User
from sufflor.search import actions as search
from sufflor.search.models import Audience

SUMMARY_LENGTH = 200


class NotFromHere(Refusal):
    reason = gettext_lazy("This cannot be done with this wish now.")

    @classmethod
    def but(cls, state: str) -> NotFromHere:
        reason = _("This cannot be done now: the wish has the status “%(state)s”.")
        return cls(reason % {"state": State(state).label})


class ChangedMeanwhile(Refusal):
    reason = gettext_lazy("Someone else changed this wish while you were working on it.")
    way_out = gettext_lazy("See what has happened, and send once more. What you wrote is kept.")


class TakenIntoAnother(Refusal):
    reason = gettext_lazy("This wish is taken into another. Work with that one, or undo it first.")


class NothingToTell(Refusal):
    reason = gettext_lazy("Say why, in at most 1,000 characters that everyone can read.")
    status = 422


class TellsOfSomeone(Refusal):
    reason = gettext_lazy("There seems to be a national identity number in this.")
    way_out = gettext_lazy("Take it out, and send again: it is read by others.")
    status = 422


def locked(change: ChangeRequest, seen: str | None = None) -> ChangeRequest:
    """The wish as it is now; `seen` is the stamp that whoever changes it had before them."""
    change = ChangeRequest.objects.select_for_update(of=("self",), no_key=True).get(pk=change.pk)
    if seen is not None and seen != change.stamp:
        raise ChangedMeanwhile
    if change.merged_into_id:
        raise TakenIntoAnother
    return change


def told(text: str) -> str:
    text = clean(text)
    if not text or len(text) > REASON_LENGTH:
        raise NothingToTell
    if found(text):
        raise TellsOfSomeone
    return text


def sentence_of(text: str) -> str:
    sentence = one_line(text)[:SENTENCE_LENGTH]
    if found(sentence):
        raise TellsOfSomeone
    return sentence


def require_way(change: ChangeRequest, to: State) -> None:
    if not rules.may_go(change.state, to):
        raise NotFromHere.but(change.state)


def said_already(change: ChangeRequest, to: State, text: str, by: User) -> Step | None:
    """The other half of a double click: the same word of the same person, with nothing since."""
    last = change.steps.first()
    is_it = last is not None and (last.state, last.text, last.by_id) == (to, text, by.pk)
    return last if is_it else None


def take_step(
    change: ChangeRequest, to: State, text: str, *, by: User, at: datetime, tested: str = ""
) -> Step:
    """Into a state, with what is told of it. The other columns are stored with it."""
    before, change.state = change.state, to
    store(change, at)
    return Step.objects.create(
        change=change, state_before=before, state=to, text=text, tested=tested, at=at, by=by
    )


def store(change: ChangeRequest, at: datetime) -> None:
    """All that was changed of it, in a new revision."""
    change.changed_at = at
    change.revision += 1
    change.save()
    make_known(change, at)


def recount(change: ChangeRequest) -> None:
    """How many stand behind it; the wish is locked. Stored, so that lists need not count."""
    rows = Backing.objects.filter(change__in=queries.family(change), left_at=None)
    behind = dict(rows.order_by("pk").values_list(who(), "unit"))
    change.people = len(behind)
    change.units = len({unit for unit in behind.values() if unit})
    change.save(update_fields=["people", "units"])


def make_known(change: ChangeRequest, at: datetime) -> None:
    """Found by everyone as long as it is public."""
    if not change.is_public:
        search.remove(reference(change))
        return
    entry = search.Entry(
        ref=reference(change),
        kind=queries.KIND,
        url=change.path,
        title=change.title,
        summary=change.need[:SUMMARY_LENGTH],
        body="\n\n".join(text for text in (change.need, change.benefit) if text),
        language=change.language,
        area=change.area.slug if change.area else "",
        audience=Audience.PUBLIC,
    )
    search.index(entry, at=at)
