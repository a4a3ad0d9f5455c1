"""What is the same for everyone and costs something to make is made once per revision."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, Protocol, TypeVar
from weakref import WeakSet

T = TypeVar("T")


class Forgetful(Protocol):
    def clear(self) -> None: ...


_all: WeakSet[Forgetful] = WeakSet()


class Kept(Generic[T]):
    """The newest values by key, each under the revision of the facts it was made from.

    A revision that has moved on makes the value anew, so nothing here can be out of date, no
    matter which process wrote. Two threads may make the same value at once; both are right.
    """

    def __init__(self, size: int = 512) -> None:
        _all.add(self)
        self._size = size
        self._values: OrderedDict[Hashable, tuple[Hashable, T]] = OrderedDict()
        self._lock = Lock()

    def __contains__(self, key: Hashable) -> bool:
        """Whether there is a value, of whichever revision."""
        return key in self._values

    def get(self, key: Hashable, revision: Hashable, make: Callable[[], T]) -> T:
        kept = self._at(key, revision)
        return self.keep(key, revision, make()) if kept is None else kept[1]

    def found(self, key: Hashable, revision: Hashable) -> T | None:
        kept = self._at(key, revision)
        return None if kept is None else kept[1]

    def keep(self, key: Hashable, revision: Hashable, value: T) -> T:
        with self._lock:
            self._values[key] = (revision, value)
            self._values.move_to_end(key)
            while len(self._values) > self._size:
                self._values.popitem(last=False)
        return value

    def _at(self, key: Hashable, revision: Hashable) -> tuple[Hashable, T] | None:
        with self._lock:
            kept = self._values.get(key)
            if kept is None or kept[0] != revision:
                return None
            self._values.move_to_end(key)
            return kept

    def clear(self) -> None:
        with self._lock:
            self._values.clear()


def forget_everything() -> None:
    """Between tests, whose databases come back to the same revisions with other facts."""
    for kept in list(_all):
        kept.clear()
