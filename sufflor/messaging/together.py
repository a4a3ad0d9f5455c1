"""What one deed tells one person of several things, in one letter: a release that mends two errors
and brings what was wished for is one piece of news.

Each thing has its mail all the same, so that it is known who was told of what. The first of those
that are wanted speaks for all of them, and the others are dropped. What decides who speaks never
changes on the way: a worker that dies and one that takes over write the same letter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from django.db.models import Q
from django.utils.translation import gettext as _

from sufflor.messaging.deeds import WITH_ANOTHER
from sufflor.messaging.kinds import KINDS
from sufflor.messaging.letters import Dropped, Letter, Passage, Verbatim
from sufflor.messaging.models import Delivery, Preference, Reason, State


def write(delivery: Delivery, preference: Preference) -> Letter | Verbatim:
    """The letter of this mail and of those that it speaks for, or `Dropped`."""
    if delivery.deed is None:
        return KINDS[delivery.kind].write(delivery)
    others = _others(delivery, preference)
    own = _written(delivery)
    if isinstance(own, Dropped) and not any(mail.state == State.DROPPED for mail in others):
        raise own
    if any(mail.pk < delivery.pk and mail.state != State.DROPPED for mail in others):
        raise Dropped(Reason.TOGETHER)
    written = [own, *(_written(mail) for mail in others)]
    letters = [each for each in written if isinstance(each, Letter)]
    if not letters:
        raise Dropped(Reason.OVERTAKEN)
    return joined(letters)


def joined(letters: Sequence[Letter]) -> Letter:
    """What opens alike stands together under one opening, and what all say comes once, at last."""
    if len(letters) == 1:
        return letters[0]
    times = Counter(passage for letter in letters for passage in set(letter.passages[1:]))
    shared = [each for each in _once(letters) if times[each] > 1]
    first, more = letters[0].subject, len(letters) - 1
    return replace(
        letters[0],
        subject=_("%(subject)s, and %(more)d more") % {"subject": first, "more": more},
        passages=(*_sections(letters, shared), *shared),
        because=" ".join(dict.fromkeys(letter.because for letter in letters)),
    )


def _sections(letters: Sequence[Letter], shared: Collection[Passage]) -> Iterator[Passage]:
    for opening in dict.fromkeys(letter.passages[0] for letter in letters):
        alike = [letter for letter in letters if letter.passages[0] == opening]
        yield Passage(alike[0].opening_of_many) if len(alike) > 1 else opening
        yield from (each for each in _once(alike) if each not in shared)


def _once(letters: Iterable[Letter]) -> Iterable[Passage]:
    """All but the openings."""
    return dict.fromkeys(passage for letter in letters for passage in letter.passages[1:])


def _others(delivery: Delivery, preference: Preference) -> list[Delivery]:
    """Of the same deed, to the same person, written down together: those that are wanted, and have
    been dropped for no other reason than this."""
    rows = Delivery.objects.filter(deed=delivery.deed, recipient=delivery.recipient)
    rows = rows.filter(created_at=delivery.created_at)
    rows = rows.exclude(pk=delivery.pk).filter(~Q(state=State.DROPPED) | WITH_ANOTHER)
    mails = rows.select_related("recipient").order_by("pk")
    return [mail for mail in mails if KINDS[mail.kind].is_wanted(preference)]


def _written(delivery: Delivery) -> Letter | Verbatim | Dropped:
    try:
        return KINDS[delivery.kind].write(delivery)
    except Dropped as dropped:
        return dropped
