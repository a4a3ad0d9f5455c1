"""What deeds on a known error share: the lock, the step that is kept, and what follows."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sufflor.events import actions as events
from sufflor.events.http import ERRORS
from sufflor.events.models import reference
from sufflor.knowledge import actions as knowledge
from sufflor.knowledge.models import Because
from sufflor.known_errors import rules
from sufflor.known_errors.finding import CANDIDATE, ERROR
from sufflor.known_errors.models import SENTENCE_LENGTH, KnownError, State, Step
from sufflor.lib.personal_numbers import found
from sufflor.lib.refusals import Refusal
from sufflor.lib.text import one_line
from sufflor.organization.models import User
from sufflor.search import actions as search
from sufflor.search.models import Audience

SUMMARY_LENGTH = 200


class NotFromHere(Refusal):
    reason = gettext_lazy("This cannot be done with this error now.")

    @classmethod
    def but(cls, state: str) -> NotFromHere:
        reason = _("This cannot be done now: the error has the status “%(state)s”.")
        return cls(reason % {"state": State(state).label})


class ChangedMeanwhile(Refusal):
    reason = gettext_lazy("Someone else changed this error while you were working on it.")
    way_out = gettext_lazy("See what has happened, and send once more. What you wrote is kept.")


class TakenIntoAnother(Refusal):
    reason = gettext_lazy("This error is taken into another. Work with that one, or undo it first.")


class NothingToTell(Refusal):
    reason = gettext_lazy("Write one sentence, at most 300 characters, that everyone can read.")
    status = 422


class HoldsNumber(Refusal):
    reason = gettext_lazy(
        "What you wrote seems to hold a national identity number. Take it out and send again."
    )
    status = 422


class NoNextUpdate(Refusal):
    reason = gettext_lazy("Say when people will next hear of it: a time that lies ahead.")
    status = 422


def locked(error: KnownError, seen: str | None = None) -> KnownError:
    """The error as it is now; `seen` is the stamp that whoever changes it had before them."""
    error = KnownError.objects.select_for_update(of=("self",), no_key=True).get(pk=error.pk)
    if seen is not None and seen != error.stamp:
        raise ChangedMeanwhile
    if error.merged_into_id:
        raise TakenIntoAnother
    return error


def told(sentence: str) -> str:
    sentence = one_line(sentence)
    if not sentence or len(sentence) > SENTENCE_LENGTH:
        raise NothingToTell
    require_no_number(sentence)
    return sentence


def require_no_number(*texts: str) -> None:
    if any(map(found, texts)):
        raise HoldsNumber


def ahead(moment: datetime | None, at: datetime) -> datetime:
    if moment is None or moment <= at:
        raise NoNextUpdate
    return moment


def require_way(error: KnownError, to: State) -> None:
    if not rules.may_go(error.state, to):
        raise NotFromHere.but(error.state)


def take_step(
    error: KnownError,
    to: State,
    sentence: str,
    *,
    by: User,
    at: datetime,
    workaround_before: str | None = None,
    tested: str = "",
) -> Step:
    """Into a state, with what is told of it. The error's other columns are stored with it."""
    before, error.state = error.state, to
    error.changed_at = at
    error.save()
    step = Step.objects.create(
        error=error,
        state_before=before,
        state=to,
        sentence=sentence,
        workaround_before=error.workaround if workaround_before is None else workaround_before,
        workaround=error.workaround,
        tested=tested,
        at=at,
        by=by,
    )
    make_known(error, at)
    if error.is_public and (before != to or step.workaround_before != step.workaround):
        _doubt_what_tells_of(error, by, at)
    return step


def _doubt_what_tells_of(error: KnownError, by: User, at: datetime) -> None:
    """Articles that lead to it were written while it was otherwise."""
    knowledge.doubt_what_leads_to(
        path=error.path,
        because=Because.KNOWN_ERROR,
        said=error.title,
        by=by,
        at=at,
    )


def make_known(error: KnownError, at: datetime) -> None:
    """Found by everyone as long as it is public, a candidate by those who help; and every page that
    shows it hears of it."""
    if error.is_public:
        _index(error, ERROR, Audience.PUBLIC, at)
    elif error.is_open:
        _index(error, CANDIDATE, Audience.BACKSTAGE, at)
    else:
        search.remove(reference(error))
    events.touch(ERRORS, changed=[error.pk])


def _index(error: KnownError, kind: str, audience: Audience, at: datetime) -> None:
    areas = [area.slug for area in error.areas.all()]
    entry = search.Entry(
        ref=reference(error),
        kind=kind,
        url=error.path if error.is_public else error.work_path,
        title=error.title,
        summary=error.seen[:SUMMARY_LENGTH],
        body="\n\n".join(text for text in (error.seen, error.workaround) if text),
        language=error.language,
        area=areas[0] if len(areas) == 1 else "",
        audience=audience,
    )
    search.index(entry, at=at)
