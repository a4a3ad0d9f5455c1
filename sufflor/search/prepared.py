"""What is worked out once for all processes: numbers in a file, mapped and not read.

Processes share the pages of a mapped file, and pay for those that they look at. A file is kept
whole or not at all, under a name that tells all it was made of: nothing here can be out of date.
"""

from __future__ import annotations

import mmap
import os
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import NamedTuple, TypeAlias

BUILT = Path(__file__).parent / "built"
# The check stands first, and the numbers after it where the widest of them may begin.
CHECK_BYTES = 4
HEADER = 8
LONGEST_HEAD = 4_096

Numbers = Sequence[int]
Column: TypeAlias = "array[int] | array[float]"


def prepared(place: Path, make: Callable[[], bytes]) -> memoryview:
    """What was made before, or is made now and kept for the next process where there is room."""
    before = _kept(place)
    if before is not None:
        return before
    content = make()
    with suppress(OSError):
        _keep(place, content)
    return _kept(place) or memoryview(content)


def _kept(place: Path) -> memoryview | None:
    """What was kept before; nothing where that is not whole."""
    try:
        with place.open("rb") as file:
            mapped = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError):
        return None
    content = mapped[HEADER:]
    return content if content and mapped[:CHECK_BYTES] == _check(content) else None


def _keep(place: Path, content: bytes) -> None:
    """Whole or not at all, also when two do it at once or the disk is full; in place of what was
    made of other words. Whoever has that mapped reads on."""
    place.parent.mkdir(exist_ok=True)
    with NamedTemporaryFile(dir=place.parent, delete=False) as file:
        try:
            file.write(_check(content).ljust(HEADER, b"\0") + content)
            file.flush()
        except OSError:
            os.unlink(file.name)
            raise
    # Who made it is not always who reads it.
    os.chmod(file.name, 0o644)
    os.replace(file.name, place)
    kind, _, _made_of = place.name.partition("-")
    for older in set(place.parent.glob(f"{kind}-*")) - {place}:
        older.unlink(missing_ok=True)


def _check(content: bytes | memoryview) -> bytes:
    return zlib.crc32(content).to_bytes(CHECK_BYTES, "big")


def hashed(text: str) -> int:
    """What a text is found by in a row of numbers: wide enough that no two are ever the same."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")


def among(ascending: Numbers, number: int) -> int | None:
    """Where a number stands in a row of them, if it does."""
    at = bisect_left(ascending, number)
    return at if at < len(ascending) and ascending[at] == number else None


class Rows(NamedTuple):
    """Many short rows of numbers, one after another."""

    starts: Numbers
    items: memoryview

    def __call__(self, at: int) -> list[int]:
        return self.items[self.starts[at] : self.starts[at + 1]].tolist()


class Texts(NamedTuple):
    """Many short texts, one after another."""

    starts: Numbers
    letters: memoryview

    def __call__(self, at: int) -> str:
        return str(self.letters[self.starts[at] : self.starts[at + 1]], "utf-8")


def in_rows(name: str, rows: Iterable[Iterable[int]], kind: str = "I") -> dict[str, Column]:
    starts, items = array("I", [0]), array(kind)
    for row in rows:
        items.extend(row)
        starts.append(len(items))
    return {f"{name} starts": starts, name: items}


def in_texts(name: str, texts: Iterable[str]) -> dict[str, Column]:
    return in_rows(name, (text.encode() for text in texts), "B")


def packed(columns: Mapping[str, Column]) -> bytes:
    """One content of many columns: their names and sizes in a line, and then each."""
    sizes = (f"{name}:{len(column) * column.itemsize}" for name, column in columns.items())
    head = _even(f"{','.join(sizes)}\n".encode())
    return head + b"".join(_even(column.tobytes()) for column in columns.values())


class Columns:
    """What was packed, where it lies."""

    def __init__(self, content: memoryview) -> None:
        end = bytes(content[:LONGEST_HEAD]).index(b"\n")
        at = end + 1 + -(end + 1) % HEADER
        self._columns: dict[str, memoryview] = {}
        for told in bytes(content[:end]).decode().split(","):
            name, size = told.split(":")
            self._columns[name] = content[at : at + int(size)]
            at += int(size) + -int(size) % HEADER

    def numbers(self, name: str) -> Numbers:
        return self._columns[name].cast("I")

    def hashes(self, name: str) -> Numbers:
        return self._columns[name].cast("Q")

    def shares(self, name: str) -> Sequence[float]:
        return self._columns[name].cast("d")

    def rows(self, name: str) -> Rows:
        return Rows(self.numbers(f"{name} starts"), self._columns[name].cast("I"))

    def raw(self, name: str) -> memoryview:
        """For whoever reads numbers of other kinds."""
        return self._columns[name]

    def texts(self, name: str) -> Texts:
        return Texts(self.numbers(f"{name} starts"), self._columns[name])


def _even(content: bytes) -> bytes:
    return content + b"\0" * (-len(content) % HEADER)
