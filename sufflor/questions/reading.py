"""Questions and hours as pages show them: frozen facts, cheap to keep and safe to share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sufflor.known_errors.models import Plain
from sufflor.lib.addresses import in_language
from sufflor.questions.models import HourKind
from sufflor.questions.rules import State


@dataclass(frozen=True, slots=True)
class HourCard:
    """An hour as others meet it: on the front page and in lists."""

    pk: int
    slug: str
    kind: str
    own_title: str
    date: date
    starts_at: datetime
    ends_at: datetime
    collects_from: datetime
    room: str
    is_open: bool
    is_over: bool
    collects: bool
    is_cancelled: bool
    cancelled_why: str
    moved_at: datetime | None
    question_count: int
    answered_count: int
    vote_count: int

    @property
    def title(self) -> str:
        return self.own_title or str(HourKind(self.kind).label)

    @property
    def url(self) -> str:
        return in_language(f"/sporretimer/{self.slug}/")


@dataclass(frozen=True, slots=True)
class AnswerCard:
    """A written answer with the question that it answers."""

    pk: int
    question: str
    text: str
    language: str
    area: str
    area_slug: str
    role: str
    hour_title: str
    hour_slug: str
    hour_date: date
    written_at: datetime
    is_edited: bool
    unit: str
    vote_count: int
    path: str
    article_title: str
    article_url: str

    @property
    def url(self) -> str:
        return in_language(self.path)


@dataclass(frozen=True, slots=True)
class AnswerPart:
    """The answer inside a question's row."""

    text: str
    unit: str
    written_at: datetime
    is_same_day: bool
    edited_at: datetime | None
    is_edited_same_day: bool
    version: str
    path: str
    article_title: str
    article_url: str


@dataclass(frozen=True, slots=True)
class CarriedFrom:
    """The hour that a question was in before, as a tag tells of it."""

    title: str
    date: date
    slug: str

    @property
    def url(self) -> str:
        return in_language(f"/sporretimer/{self.slug}/")


@dataclass(frozen=True, slots=True)
class Wording:
    """What was asked in other words, of a question that was taken into another."""

    pk: int
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """Everything that a question's row shows. Two equal rows look the same."""

    pk: int
    text: str
    detail: str
    language: str
    area: str
    area_slug: str
    role: str
    asker: str
    state: State
    vote_count: int
    takes_votes: bool
    is_error: bool = False
    # What was told of an error, each under its question.
    told: tuple[tuple[str, str], ...] = ()
    is_pinned: bool = False
    is_edited: bool = False
    # When an answer that is owed has been promised.
    due_at: datetime | None = None
    came_from: CarriedFrom | None = None
    wordings: tuple[Wording, ...] = ()
    has_own_vote: bool = False
    answer: AnswerPart | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """All public questions of an hour, most votes first, as they are for everyone."""

    rows: tuple[QuestionRow, ...]
    askers: Mapping[int, int]
    # The revision in which one of them last became another; votes do not count.
    content: int
    answered: int
    # The areas that have been asked about, by name; and whether there are errors among the rest.
    areas: tuple[tuple[str, str], ...]
    has_both_kinds: bool

    @property
    def total(self) -> int:
        return len(self.rows)


@dataclass(frozen=True, slots=True)
class Changes:
    """What has happened in an hour since a revision; the same for everyone who asks."""

    revision: int
    rows: tuple[QuestionRow, ...]
    gone: tuple[int, ...]
    counts: Mapping[int, int]
    total: int
    answered: int


@dataclass(frozen=True, slots=True)
class MyQuestion:
    """A question that somebody asked or stands behind, and what has become of it."""

    pk: int
    text: str
    language: str
    area: str
    hour_title: str
    hour_date: date
    state: State
    vote_count: int
    is_mine: bool
    # Why it is not answered here; when the answer is promised; where the private request is read.
    declined_why: str
    due_at: datetime | None
    request_path: str
    # The question that stands for it, when it was taken into another.
    home: Wording | None
    answer: AnswerPart | None

    @property
    def url(self) -> str:
        return in_language(f"/sporsmal/{self.pk}/")

    @property
    def request_url(self) -> str:
        return in_language(self.request_path)


@dataclass(frozen=True, slots=True)
class SimilarQuestion:
    """Asked already: to vote for, or with an answer to read."""

    pk: int
    text: str
    language: str
    state: State
    vote_count: int
    takes_votes: bool
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class SimilarError:
    """Known already: to say that it concerns one too."""

    pk: int
    title: str
    language: str
    plain: Plain
    path: str

    @property
    def url(self) -> str:
        return in_language(self.path)


@dataclass(frozen=True, slots=True)
class HelpLink:
    """Something written that may be the answer."""

    title: str
    path: str
    language: str
    is_answer: bool

    @property
    def url(self) -> str:
        return in_language(self.path)


@dataclass(frozen=True, slots=True)
class Similar:
    """What looks like a text, in lists that are never mixed."""

    questions: tuple[SimilarQuestion, ...]
    articles: tuple[HelpLink, ...]
    errors: tuple[SimilarError, ...]

    @property
    def count(self) -> int:
        return len(self.questions) + len(self.articles) + len(self.errors)
