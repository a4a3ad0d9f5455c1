"""What a file of known answers holds: articles, queries, questions, and who asked the same."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sufflor.search.actions import Entry
from sufflor.search.models import Audience


class BadFile(Exception):
    """The file cannot be used; the message says why."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, the articles that answer it, and whether it was written with them in mind."""

    text: str
    relevant: frozenset[str]
    kind: str
    in_mind: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A question in other words than the one that was posted."""

    text: str
    same_as: str


@dataclass(frozen=True, slots=True)
class Case:
    """`posted`, `paraphrases` and `negatives` say how well a question is known again."""

    entries: Sequence[Entry]
    queries: Sequence[Asked]
    posted: Sequence[Entry] = ()
    paraphrases: Sequence[Told] = ()
    negatives: Sequence[str] = ()

    def nowhere(self) -> list[str]:
        """Queries and paraphrases that wait for something which the files do not have."""
        refs = {entry.ref for entry in (*self.entries, *self.posted)}
        lost = [asked.text for asked in self.queries if asked.relevant - refs]
        return lost + [told.text for told in self.paraphrases if told.same_as not in refs]

    def searched_in(self, others: Iterable[Case]) -> Case:
        """With the articles of other files beside its own, which compete with them."""
        own = {entry.ref for entry in self.entries}
        more = [entry for other in others for entry in other.entries if entry.ref not in own]
        return Case(
            [*self.entries, *more], self.queries, self.posted, self.paraphrases, self.negatives
        )


def read(path: Path) -> Case:
    """What a file tells; keys that we do not know are left alone."""
    try:
        content: object = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadFile(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise BadFile(f"{path} is not UTF-8 text.") from error
    except (json.JSONDecodeError, RecursionError) as error:
        raise BadFile(f"{path} is not JSON: {error}.") from error
    top = _Fields(content, str(path))
    case = Case(
        entries=[_article(fields) for fields in top.each("articles")],
        queries=[_asked(fields) for fields in top.each("queries")],
        posted=[_question(fields) for fields in top.each("posted", optional=True)],
        paraphrases=[_told(fields) for fields in top.each("paraphrases", optional=True)],
        negatives=top.texts("negatives", optional=True),
    )
    for what, entries in (("articles", case.entries), ("questions", case.posted)):
        if len({entry.ref for entry in entries}) < len(entries):
            raise BadFile(f"{path}: two {what} have the same “id”.")
    return case


def _article(fields: _Fields) -> Entry:
    return Entry(
        ref=fields.text("id"),
        kind="article",
        url="/",
        title=fields.text("title"),
        summary=fields.text("summary", missing=""),
        body=fields.text("body", missing=""),
        language=fields.text("lang", missing="nb"),
        area=fields.text("area", missing=""),
        role=fields.text("role", missing=""),
        audience=Audience.PUBLIC,
    )


def _question(fields: _Fields) -> Entry:
    """As the question hours index what nobody has answered yet."""
    return Entry(
        ref=fields.text("id"),
        kind="question",
        url="/",
        title=fields.text("text"),
        language=fields.text("lang", missing="nb"),
        audience=Audience.PUBLIC,
        validated=False,
    )


def _asked(fields: _Fields) -> Asked:
    relevant = frozenset(fields.texts("relevant"))
    if not relevant:
        raise BadFile(f"{fields.where}: “relevant” is empty.")
    kind = fields.text("kind", missing="other")
    return Asked(fields.text("q"), relevant, kind, fields.is_true("mind"))


def _told(fields: _Fields) -> Told:
    return Told(fields.text("text"), fields.text("same_as"))


class _Fields:
    """A JSON object that says where it stands when something in it is missing or wrong."""

    def __init__(self, value: object, where: str) -> None:
        if not isinstance(value, Mapping):
            raise BadFile(f"{where}: expected an object.")
        self._values, self.where = value, where

    def text(self, key: str, *, missing: str | None = None) -> str:
        value = self._values.get(key)
        value = missing if value is None else value
        if not isinstance(value, str):
            raise BadFile(f"{self.where}: “{key}” must be a text.")
        return value

    def is_true(self, key: str) -> bool:
        return self._values.get(key) is True

    def texts(self, key: str, *, optional: bool = False) -> list[str]:
        value = self._list(key, optional)
        texts = [item for item in value or () if isinstance(item, str)]
        if value is None or len(texts) < len(value):
            raise BadFile(f"{self.where}: “{key}” must be a list of texts.")
        return texts

    def each(self, key: str, *, optional: bool = False) -> list[_Fields]:
        value = self._list(key, optional)
        if value is None:
            raise BadFile(f"{self.where}: “{key}” must be a list.")
        return [_Fields(item, f"{key}[{at}]") for at, item in enumerate(value)]

    def _list(self, key: str, optional: bool) -> list[object] | None:
        value = self._values.get(key, [] if optional else None)
        return value if isinstance(value, list) else None
