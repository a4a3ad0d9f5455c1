"""The queues of the house and the views that somebody has in sight, with how many each holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

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


@dataclass(frozen=True)
class QueueLink:
    """A queue of the house, or a view that somebody has in sight. `queue` is None for a view."""

    label: str
    query: str
    icon: str
    key: str
    count: str
    is_current: bool
    queue: Queue | None = None

    @property
    def is_urgent(self) -> bool:
        return self.queue is Queue.OVERDUE and bool(self.count.strip("0"))


def parts_of(
    sieve: Sieve, counted: Counted, views: Iterable[SavedView]
) -> Iterable[tuple[Sentence, tuple[QueueLink, ...]]]:
    for title, queues in PARTS:
        links = tuple(
            _queue_link(queue, icon, key, sieve, counted.queues)
            for queue, icon, key in queues
            if queue not in WHEN_FILLED or counted.queues[queue] or queue is sieve.queue
        )
        yield title, links
    if pinned := tuple(_view_link(view, sieve, counted.views) for view in views):
        yield _("Your views"), pinned


def _queue_link(
    queue: Queue, icon: str, key: str, sieve: Sieve, counted: Mapping[Queue, int]
) -> QueueLink:
    return QueueLink(
        label=str(queue.label),
        query=f"?ko={queue.value}",
        icon=icon,
        key=key,
        count=count_shown(counted.get(queue)),
        is_current=_is_here(queue, sieve),
        queue=queue,
    )


def _view_link(view: SavedView, sieve: Sieve, counted: Mapping[int, int]) -> QueueLink:
    return QueueLink(
        label=view.name,
        query=f"?visning={view.pk}",
        icon="people" if view.group_id else "eye",
        key="",
        count=count_shown(counted.get(view.pk)),
        is_current=view.pk == sieve.view and not sieve.words,
    )


def _is_here(queue: Queue, sieve: Sieve) -> bool:
    return queue is sieve.queue and not sieve.words and not sieve.view


def count_shown(count: int | None) -> str:
    """Counting stops at a hundred; nothing where nothing was counted."""
    if count is None:
        return ""
    return f"{MOST_COUNTED - 1}+" if count >= MOST_COUNTED else str(count)
