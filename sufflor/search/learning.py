"""Learning which way words point, from what people ask and what pages say of the same things.

Run by hand when `words/asked` or `words/everyday` have changed (`manage search_learn`): minutes of
work, whose result is kept beside the words. What people type and the page that answers it are drawn
together, and pushed away from everything else of the same handful (InfoNCE, van den Oord et al.
2018); so are ways to ask for the same page, and expressions of one group of the thesaurus.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sufflor.search.expansion import meant_by
from sufflor.search.groups import MARK, Group
from sufflor.search.meaning import (
    DIMENSIONS,
    MOST,
    TITLE_SHARE,
    Features,
    features,
    together,
)
from sufflor.search.prepared import hashed, packed
from sufflor.search.vectors import concepts_of

FOLDER = Path(__file__).parent / "words" / "asked"
SEED = 5
ROUNDS = 8
AT_ONCE = 384
# How sharply the right one must stand out, how far each step goes, and how much of a text is left
# out at a time, so that no single word is relied on.
TEMPERATURE = 0.1
PACE = 0.02
LEFT_OUT = 0.3
# What stands more seldom than this says more of who wrote than of what is meant.
LEAST_WORDS = 2
LEAST_RUNS = 3
RUN = "~"

Numbers: TypeAlias = "NDArray[np.float32]"
Places: TypeAlias = "NDArray[np.int64]"
Text: TypeAlias = tuple[Places, Numbers]
Tell = Callable[[str], None]


@dataclass(slots=True)
class Lesson:
    """A page as a department would write it, and what people type who need just that page."""

    title: str
    text: str = ""
    asked: list[str] = field(default_factory=list)


def read_lessons(folder: Path = FOLDER) -> Iterator[Lesson]:
    """`# title`, a line of text, and a line that begins with `- ` for each way to ask. A question
    has `? ` and the same in other words instead of the text. `## ` says for whoever writes what the
    questions after it have in common, and is not learned."""
    for file in sorted(folder.glob("*.txt")):
        lesson: Lesson | None = None
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.startswith("# "):
                if lesson:
                    yield lesson
                lesson = Lesson(line.removeprefix("# "))
            elif lesson and line.startswith(("- ", "? ")):
                lesson.asked.append(line[2:].strip())
            elif lesson and line.strip() and not line.startswith("## "):
                lesson.text = f"{lesson.text} {line}".strip()
        if lesson:
            yield lesson


def fingerprint(folder: Path = FOLDER) -> int:
    """Of everything that is learned from, so that a test sees when it was not learned anew."""
    read = blake2b(digest_size=8)
    for file in (*sorted(folder.glob("*.txt")), *sorted(folder.parent.glob("everyday/*.txt"))):
        read.update(file.read_bytes())
    return int.from_bytes(read.digest(), "big")


def learn(
    lessons: Sequence[Lesson], groups: Iterable[Group], *, tell: Tell, rounds: int = ROUNDS
) -> bytes:
    """The content of `words/meaning.bin`."""
    pages = [[_page(lesson), *map(_asked, lesson.asked)] for lesson in lessons]
    said = [[_asked(text) for text in dict.fromkeys(chain(*group))] for group in groups]
    ways = sum(map(len, pages)) - len(pages)
    tell(f"{len(pages)} pages, {ways} ways to ask, {len(said)} groups")
    known = _Vocabulary([*chain(*pages), *chain(*said)])
    pupil = _Pupil(known, rounds)
    by_page, by_group = _Families(pages, known), _Families(said, known)
    for number in range(rounds):
        pupil.go_through(by_page, by_group, number)
        tell(f"round {number + 1} of {rounds}: off by {pupil.lately:.3f}")
    return pupil.written()


def _page(lesson: Lesson) -> Features:
    title, text = lesson.title, lesson.text
    return together(
        [
            (features(title, concepts_of(title)), TITLE_SHARE),
            (features(text, concepts_of(text)), 1.0),
        ]
    )


def _asked(text: str) -> Features:
    meant = {one.concept: one.strength for one in meant_by(text)}
    return together([(features(text, meant), 1.0)])


class _Vocabulary:
    """The features that stand often enough, by number, and how much each tells."""

    def __init__(self, texts: Sequence[Features]) -> None:
        counts = Counter(chain(*texts))
        self.names = sorted(
            (name for name, count in counts.items() if count >= _least(name)), key=hashed
        )
        self.number = {name: at for at, name in enumerate(self.names)}
        most = math.log(1 + len(texts))
        self.telling = [math.log(1 + len(texts) / counts[name]) / most for name in self.names]

    def weights(self, text: Features) -> dict[int, float]:
        found = ((self.number.get(name), weight) for name, weight in text.items())
        return {at: weight * self.telling[at] for at, weight in found if at is not None}


def _least(name: str) -> int:
    if name.startswith(MARK):
        return 1
    return LEAST_RUNS if name.startswith(RUN) else LEAST_WORDS


class _Families:
    """Texts that mean the same, family by family; the first may be a page."""

    def __init__(self, families: Iterable[Iterable[Features]], known: _Vocabulary) -> None:
        self.texts: list[Text] = []
        self.members: list[list[int]] = []
        for family in families:
            own = [weights for text in family if (weights := known.weights(text))]
            if len(own) > 1:
                self.members.append([len(self.texts) + at for at in range(len(own))])
            for text in own:
                places = np.fromiter(text, np.int64, len(text))
                self.texts.append((places, np.fromiter(text.values(), np.float32, len(text))))


class _Heard(NamedTuple):
    """What stands in some texts: in which, what, and how much of it; text by text."""

    lines: Places
    places: Places
    weights: Numbers

    def sums(self, rows: Numbers) -> Numbers:
        """Where each text points."""
        starts = np.flatnonzero(np.diff(self.lines, prepend=-1))
        sums: Numbers = np.add.reduceat(rows[self.places] * self.weights[:, None], starts)
        return sums

    def moves(self, pulled: Numbers) -> tuple[Places, Numbers]:
        """What texts are pulled to, as it comes to each of what stands in them."""
        order = np.argsort(self.places, kind="stable")
        places, starts = np.unique(self.places[order], return_index=True)
        each = pulled[self.lines[order]] * self.weights[order, None]
        return places, np.add.reduceat(each, starts)


class _Pupil:
    """Directions that are moved a little at each step (Adam, Kingma and Ba 2015)."""

    def __init__(self, known: _Vocabulary, rounds: int) -> None:
        self._known = known
        self._rounds = rounds
        self._chance = np.random.default_rng(SEED)
        size = (len(known.names), DIMENSIONS)
        # Any two point different ways to begin with: so a word at first means itself alone.
        start = self._chance.standard_normal(size) / math.sqrt(DIMENSIONS)
        self._rows = start.astype(np.float32)
        self._speed, self._force = np.zeros_like(self._rows), np.zeros_like(self._rows)
        self._steps = 0
        self._pace = PACE
        self.lately = 0.0

    def go_through(self, by_page: _Families, by_group: _Families, number: int) -> None:
        """Every way to ask once, and beside it other ways and groups."""
        self._pace = PACE * (1 - number / self._rounds)
        pairs = [(one, own[0], at) for at, own in enumerate(by_page.members) for one in own[1:]]
        order = self._chance.permutation(len(pairs))
        off = []
        for first in range(0, len(order), AT_ONCE):
            some = [pairs[at] for at in order[first : first + AT_ONCE]]
            families = np.array([family for _one, _page, family in some])
            asked, pages = [one for one, _page, _at in some], [page for _one, page, _at in some]
            off.append(self._draw_together(by_page, asked, pages, families))
            if (first // AT_ONCE) % 2 == 0:
                others = [self._any(by_page.members[family][1:]) for family in families]
                self._draw_together(by_page, asked, others, families)
                self._go_through_groups(by_group)
        self.lately = float(np.mean(off)) if off else 0.0

    def _go_through_groups(self, groups: _Families) -> None:
        size = min(AT_ONCE, len(groups.members))
        families = self._chance.choice(len(groups.members), size, replace=False)
        pairs = [self._chance.permutation(groups.members[family])[:2] for family in families]
        self._draw_together(groups, [a[0] for a in pairs], [a[-1] for a in pairs], families)

    def _any(self, members: Sequence[int]) -> int:
        return members[int(self._chance.integers(len(members)))]

    def _draw_together(
        self, texts: _Families, ones: Sequence[int], others: Sequence[int], families: Places
    ) -> float:
        """Each to its own and away from those of other families; how far off they were."""
        heard = self._heard([texts.texts[at] for at in (*ones, *others)])
        directions, lengths = _directions(heard.sums(self._rows))
        size = len(families)
        one, other = directions[:size], directions[size:]
        near = one @ other.T / TEMPERATURE
        kin = families[:, None] == families[None, :]
        np.fill_diagonal(kin, False)
        near[kin] = -np.inf
        there, back = _shares(near), _shares(near.T).T
        own = np.arange(size)
        off = -np.log(np.maximum(there[own, own], 1e-9)).mean()
        pull = (there + back) / (2 * size)
        pull[own, own] -= 1 / size
        pull /= TEMPERATURE
        pulled = np.concatenate([pull @ other, pull.T @ one])
        self._move(*heard.moves(_turned(pulled, directions, lengths)))
        return float(off)

    def _heard(self, texts: Sequence[Text]) -> _Heard:
        """Each text but for what is left out this time, and never all of it."""
        lengths = np.array([len(places) for places, _weights in texts])
        starts = np.concatenate([[0], lengths.cumsum()[:-1]])
        kept = self._chance.random(lengths.sum()) > LEFT_OUT
        kept[starts + (self._chance.random(len(lengths)) * lengths).astype(np.int64)] = True
        return _Heard(
            np.repeat(np.arange(len(texts)), lengths)[kept],
            np.concatenate([places for places, _weights in texts])[kept],
            np.concatenate([weights for _places, weights in texts])[kept],
        )

    def _move(self, places: Places, pull: Numbers) -> None:
        self._steps += 1
        speed = self._speed[places] = 0.9 * self._speed[places] + 0.1 * pull
        force = self._force[places] = 0.99 * self._force[places] + 0.01 * pull * pull
        speed = speed / (1 - 0.9**self._steps)
        force = force / (1 - 0.99**self._steps)
        self._rows[places] -= self._pace * speed / (np.sqrt(force) + 1e-8)

    def written(self) -> bytes:
        """Each row in whole numbers, with what brings it back to its size and how much it tells."""
        largest = np.maximum(np.abs(self._rows).max(axis=1), 1e-9)
        rows = np.rint(self._rows / largest[:, None] * MOST).astype(np.int8)
        scales = largest / MOST * np.array(self._known.telling, np.float32)
        return packed(
            {
                "made of": array("Q", [fingerprint()]),
                "names": array("Q", map(hashed, self._known.names)),
                "scales": array("f", scales.tolist()),
                "rows": array("b", rows.tobytes()),
            }
        )


def _directions(sums: Numbers) -> tuple[Numbers, Numbers]:
    lengths = np.sqrt((sums * sums).sum(axis=1, keepdims=True)) + 1e-6
    return sums / lengths, lengths


def _shares(near: Numbers) -> Numbers:
    raised = np.exp(near - near.max(axis=1, keepdims=True))
    shares: Numbers = raised / raised.sum(axis=1, keepdims=True)
    return shares


def _turned(pull: Numbers, directions: Numbers, lengths: Numbers) -> Numbers:
    """A pull on directions as a pull on the sums that they were made from."""
    along = (pull * directions).sum(axis=1, keepdims=True)
    turned: Numbers = (pull - along * directions) / lengths
    return turned
