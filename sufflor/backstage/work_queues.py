"""The queues of the house and the views that somebody has in sight, with how many each holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sufflor.desk.models import SavedView
from sufflor.desk.queries import MOST_COUNTED, Counted, Queue, Sieve
from sufflor.lib.refusals import Sentence

PARTS: tuple[tuple[Sentence, tuple[tuple[Queue, str, str], ...]], ...] = (
    (
        _("Queues"),
        (
            (Queue.MINE, "inbox", "gm"),
            (Queue.OURS, "layers", "go"),
            (Queue.UNASSIGNED, "person", "gu"),
            (Queue.ADVISER, "people", "gk"),
            (Queue.FIRST, "headset", "gf"),
            (Queue.SECOND, "education", "gs"),
            (Queue.VENDOR, "vendor", "gl"),
        ),
    ),
    (
        _("Need you"),
        (
            (Queue.OVERDUE, "clock", ""),
            (Queue.RETURNED, "undo", ""),
            (Queue.MENTIONED, "chat", ""),
            (Queue.COORDINATOR, "flag", ""),
        ),
    ),
    (
        _("Not with you"),
        ((Queue.SENT_ON, "send", ""), (Queue.RESOLVED, "check", "")),
    ),
)
# These stand in the menu when there is something in them.
WHEN_FILLED = frozenset({Queue.ADVISER, Queue.FIRST, Queue.SECOND, Queue.VENDOR, Queue.COORDINATOR})


class QueueLink(NamedTuple):
    """A queue of the house, or a view that somebody has in sight."""

    label: str
    query: str
    icon: str
    key: str
    holds: str
    is_current: bool
    is_urgent: bool = False


Part = tuple[str, tuple[QueueLink, ...]]


def parts_of(sieve: Sieve, counted: Counted, views: Iterable[SavedView]) -> tuple[Part, ...]:
    parts = _parts(
        sieve.queue,
        not sieve.words and not sieve.view,
        tuple(map(counted.queues.get, Queue)),
        get_language() or "nb",
    )
    if pinned := tuple(_view_link(view, sieve, counted.views) for view in views):
        return (*parts, (str(_("Your views")), pinned))
    return parts


@lru_cache(maxsize=512)
def _parts(
    queue: Queue, is_here: bool, counts: tuple[int | None, ...], _language: str
) -> tuple[Part, ...]:
    """The queues, made once for the same numbers: they stand beside every request. `counts` are in
    the order of the queues."""
    counted = dict(zip(Queue, counts, strict=True))
    return tuple(
        (
            str(title),
            tuple(
                _queue_link(one, icon, key, counted[one], is_here and one is queue)
                for one, icon, key in queues
                if one not in WHEN_FILLED or counted[one] or one is queue
            ),
        )
        for title, queues in PARTS
    )


def _queue_link(
    queue: Queue, icon: str, key: str, count: int | None, is_current: bool
) -> QueueLink:
    return QueueLink(
        label=str(queue.label),
        query=f"?ko={queue.value}",
        icon=icon,
        key=key,
        holds=count_shown(count),
        is_current=is_current,
        is_urgent=queue is Queue.OVERDUE and bool(count),
    )


def _view_link(view: SavedView, sieve: Sieve, counted: Mapping[int, int]) -> QueueLink:
    return QueueLink(
        label=view.name,
        query=f"?visning={view.pk}",
        icon="people" if view.group_id else "eye",
        key="",
        holds=count_shown(counted.get(view.pk)),
        is_current=view.pk == sieve.view and not sieve.words,
    )


def count_shown(count: int | None) -> str:
    """Counting stops at a hundred; nothing where nothing was counted."""
    if count is None:
        return ""
    return f"{MOST_COUNTED - 1}+" if count >= MOST_COUNTED else str(count)
