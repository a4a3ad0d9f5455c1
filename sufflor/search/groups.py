"""Groups of expressions that mean one thing, laid out as numbers: what the thesaurus looks up in.

The groups are read and counted once for all processes, which takes half a second; after that they
are a megabyte or two of a mapped file, however many there are.
"""

from __future__ import annotations

import math
import re
import sys
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

from sufflor.search.analysis import grams, is_stop_word, whole, words
from sufflor.search.prepared import (
    BUILT,
    Column,
    Columns,
    among,
    hashed,
    in_rows,
    in_texts,
    packed,
    prepared,
)

WORDS = Path(__file__).parent / "words"
FOLDER = WORDS / "everyday"
# Not a letter: a concept can never be taken for a word.
MARK = "§"
STOP_SHARE = 0.35
# To be moved on when the same words are laid out in another way.
LAYOUT = 2

_NO_LETTER = re.compile(r"[\W_]+")

Group = Sequence[Sequence[str]]
Expression = tuple[int, tuple[str, ...]]


class Groups:
    """Groups, expressions and tokens by their numbers; those of tokens and groups go by hash."""

    def __init__(self, content: memoryview) -> None:
        columns = Columns(content)
        self._tokens = columns.hashes("tokens")
        self._texts = columns.texts("texts")
        self._concepts = columns.hashes("concepts")
        self._names = columns.texts("names")
        # Each is kept with many texts that were read: as one and the same.
        self._named: dict[int, str] = {}
        self._said = columns.rows("said")
        self._grams = columns.hashes("grams")
        self._spelt = columns.rows("spelt")
        self.grams_of = columns.numbers("lengths")
        self.worth_of = columns.shares("worth")
        self.group_of = columns.numbers("groups")
        self.weight_of = columns.shares("weights")
        self.expressions_with = columns.rows("expressions")
        self.stop_weight_of = columns.shares("stop weights")
        self.tokens_of = columns.rows("tokens of")
        self.is_stop_word = columns.numbers("stops")

    def token(self, text: str) -> int | None:
        """The number of a token that stands in an expression."""
        return among(self._tokens, hashed(text))

    def spelt_with(self, gram: str) -> Sequence[int]:
        """The tokens that carry a subject and have this run of letters."""
        at = among(self._grams, hashed(gram))
        return () if at is None else self._spelt(at)

    def name(self, group: int) -> str:
        if group not in self._named:
            self._named[group] = self._names(group)
        return self._named[group]

    def said(self, concept: str) -> list[str]:
        """The tokens that carry a subject in the expressions of a concept."""
        at = among(self._concepts, hashed(concept))
        return [] if at is None else [self._texts(token) for token in self._said(at)]


def everyday_groups() -> Groups:
    """Those written by hand."""
    return Groups(prepared(everyday_place(), lambda: laid_out(read_groups())))


def everyday_place() -> Path:
    """Under a name that tells of every list that they are read by."""
    return BUILT / f"everyday-{lists_of_today()}-{sys.byteorder}.bin"


@lru_cache(maxsize=1)
def lists_of_today() -> str:
    """A name for how words are read: another one when a list or the stemmer is another."""
    read = blake2b(f"{LAYOUT} {version('PyStemmer')}".encode(), digest_size=8)
    for file in (*sorted(WORDS.glob("*.txt")), *sorted(FOLDER.glob("*.txt"))):
        read.update(file.read_bytes())
    return read.hexdigest()


def read_groups(folder: Path = FOLDER) -> Iterator[Group]:
    """`term, term ; everyday words ; nynorsk ; english`, one group a line."""
    for file in sorted(folder.glob("*.txt")):
        for line in file.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                columns = [column.split(",") for column in line.split(";")]
                yield [[text.strip() for text in column if text.strip()] for column in columns]


def laid_out(groups: Iterable[Group]) -> bytes:
    """The groups as columns of numbers."""
    named = sorted(
        ((_named(group[0][0]), group) for group in groups), key=lambda one: hashed(one[0])
    )
    written = _Written([group for _name, group in named])
    names = [name for name, _group in named]
    return packed(
        {
            "concepts": array("Q", map(hashed, names)),
            **in_texts("names", names),
            **in_rows("said", written.subjects(len(names))),
            **written.tokens_in_columns(),
            **written.expressions_in_columns(),
        }
    )


class _Written:
    """All expressions of some groups, and the tokens that they are made of."""

    def __init__(self, groups: Sequence[Group]) -> None:
        self._stop_words: set[str] = set()
        self._expressions = list(self._read(groups))
        self._worth = self._weighed(len(groups))
        self._tokens = sorted(self._worth, key=hashed)
        self._number = {token: at for at, token in enumerate(self._tokens)}

    def subjects(self, groups: int) -> Iterator[list[int]]:
        """For each group the tokens that carry a subject."""
        said: list[dict[str, None]] = [{} for _group in range(groups)]
        for group, own in self._expressions:
            said[group].update(dict.fromkeys(own))
        for tokens in said:
            yield [self._number[token] for token in tokens if token not in self._stop_words]

    def tokens_in_columns(self) -> dict[str, Column]:
        spelt: defaultdict[str, list[int]] = defaultdict(list)
        for at, token in enumerate(self._tokens):
            for gram in grams(token) if token not in self._stop_words else ():
                spelt[gram].append(at)
        by_hash = sorted(spelt, key=hashed)
        return {
            "tokens": array("Q", map(hashed, self._tokens)),
            "worth": array("d", (self._worth[token] for token in self._tokens)),
            "stops": array("I", (token in self._stop_words for token in self._tokens)),
            "lengths": array("I", (len(grams(token)) for token in self._tokens)),
            "grams": array("Q", map(hashed, by_hash)),
            **in_texts("texts", self._tokens),
            **in_rows("spelt", (spelt[gram] for gram in by_hash)),
        }

    def expressions_in_columns(self) -> dict[str, Column]:
        standing: list[list[int]] = [[] for _token in self._tokens]
        rows = [[self._number[token] for token in own] for _group, own in self._expressions]
        for at, row in enumerate(rows):
            for token in row:
                standing[token].append(at)
        weights = (sum(map(self._worth.__getitem__, own)) for _group, own in self._expressions)
        return {
            "weights": array("d", weights),
            "stop weights": array("d", map(self._stop_weight, self._expressions)),
            "groups": array("I", (group for group, _own in self._expressions)),
            **in_rows("expressions", standing),
            **in_rows("tokens of", rows),
        }

    def _stop_weight(self, expression: Expression) -> float:
        _group, own = expression
        return sum(self._worth[token] for token in own if token in self._stop_words)

    def _read(self, groups: Iterable[Group]) -> Iterator[Expression]:
        for number, columns in enumerate(groups):
            for expression in (text for column in columns for text in column):
                own = [word.text for word in words(expression)]
                self._stop_words.update(whole(word) for word in own if is_stop_word(word))
                if tokens := tuple(dict.fromkeys(map(whole, own))):
                    yield number, tokens

    def _weighed(self, groups: int) -> Mapping[str, float]:
        """Tokens of many groups tell little about which is meant, and some of none."""
        groups_with = {(token, group) for group, own in self._expressions for token in own}
        standing = Counter(token for token, _group in groups_with)
        return {
            token: math.log(1 + groups / (count + 0.5))
            * (STOP_SHARE if token in self._stop_words else 1.0)
            for token, count in standing.items()
        }


def _named(term: str) -> str:
    """A token of letters only, for every store to keep as it is."""
    return MARK + _NO_LETTER.sub(MARK, term.lower())
