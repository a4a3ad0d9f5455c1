"""What the screen for the hall goes through: the agenda as slides, and the questions one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sufflor.questions.models import QuestionKind, Section
from sufflor.questions.queries import Agenda, AgendaPart, AgendaRow, Turns

# So many lines can be read from the back of the hall.
ROWS = 5
WELCOME, THANKS = "velkommen", "takk"
# The value stands in the address.
WORDS = {
    Section.STATUS: "status",
    Section.SOLUTIONS: "losninger",
    Section.QUESTIONS: "sporsmal",
    Section.ERRORS: "feil",
    Section.ANSWERS: "svar",
    Section.KNOWN_ERRORS: "kjente-feil",
    Section.CARRIED: "videre",
}
# Parts in which questions are taken up, and of which kind.
TAKEN_UP = {
    Section.QUESTIONS: QuestionKind.QUESTION,
    Section.ERRORS: QuestionKind.ERROR,
    Section.ANSWERS: QuestionKind.QUESTION,
    Section.KNOWN_ERRORS: QuestionKind.ERROR,
}


@dataclass(frozen=True, slots=True)
class Slide:
    """`takes_up` is the kind of question that is gone through here; empty where none is."""

    word: str
    title: str
    text: str = ""
    rows: tuple[AgendaRow, ...] = ()
    takes_up: str = ""
    section: str = ""


@dataclass(frozen=True, slots=True)
class Show:
    """All slides, and the one that is shown."""

    slides: tuple[Slide, ...]
    slide: Slide

    @property
    def number(self) -> int:
        return self.slides.index(self.slide) + 1

    @property
    def before(self) -> Slide | None:
        return self.slides[self.number - 2] if self.number > 1 else None

    @property
    def after(self) -> Slide | None:
        return self.slides[self.number] if self.number < len(self.slides) else None


def show(agenda: Agenda, turns: Turns, wanted: str, *, is_open: bool, is_over: bool) -> Show:
    """What is asked for, or else what the hour is at."""
    slides = tuple(_slides(agenda, turns))
    slide = _asked_for(slides, wanted) or _at(slides, agenda, turns, is_open, is_over)
    return Show(slides, slide)


def _slides(agenda: Agenda, turns: Turns) -> Iterator[Slide]:
    yield Slide(WELCOME, _("Welcome"))
    for part in agenda.parts:
        word = WORDS[part.section]
        if part.section == Section.STATUS:
            yield Slide(word, part.title, text=part.text, section=part.section)
        elif part.section in TAKEN_UP:
            yield from _answered(part, word)
            yield Slide(
                f"{word}-na" if _is_told(part) else word,
                part.title,
                takes_up=TAKEN_UP[part.section],
                section=part.section,
            )
        else:
            yield from _pages(part, word, part.rows)
    yield Slide(THANKS, _("Thank you"))


def _answered(part: AgendaPart, word: str) -> Iterator[Slide]:
    """In a closing hour the day's answers are gone through before what is left."""
    if _is_told(part):
        yield from _pages(part, word, [row for row in part.rows if row.answered_at or row.status])


def _is_told(part: AgendaPart) -> bool:
    return part.section in {Section.ANSWERS, Section.KNOWN_ERRORS}


def _pages(part: AgendaPart, word: str, rows: Sequence[AgendaRow]) -> Iterator[Slide]:
    """At least one, which then says that there is nothing."""
    for start in range(0, max(len(rows), 1), ROWS):
        number = start // ROWS + 1
        yield Slide(
            word if number == 1 else f"{word}-{number}",
            part.title,
            rows=tuple(rows[start : start + ROWS]),
            section=part.section,
        )


def _asked_for(slides: Sequence[Slide], wanted: str) -> Slide | None:
    """A page that has gone since it was asked for gives way to the first of its part."""
    words = (wanted, wanted.rpartition("-")[0])
    return next((one for word in words for one in slides if one.word == word), None)


def _at(
    slides: Sequence[Slide], agenda: Agenda, turns: Turns, is_open: bool, is_over: bool
) -> Slide:
    if turns.now:
        return next(one for one in slides if one.takes_up == turns.now.kind)
    if is_over:
        return slides[-1]
    section = agenda.current.section if is_open and agenda.current else ""
    return next((one for one in slides if section and one.section == section), slides[0])
