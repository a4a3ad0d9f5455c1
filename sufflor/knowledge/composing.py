"""An article's text as readers get it: its own, its numbered steps, and what it shares."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from django.utils.html import escape

from sufflor.knowledge import prose
from sufflor.knowledge.models.words import Place


class Shared(Protocol):
    body: str


class Use(Protocol):
    place: str
    text: Shared


class Step(Protocol):
    title: str
    body: str
    picture_id: int | None
    picture_text: str
    shared: Shared | None


class Uses(Protocol):
    def all(self) -> Iterable[Use]: ...


class Steps(Protocol):
    def all(self) -> Iterable[Step]: ...


class Composed(Protocol):
    body: str
    shared_uses: Uses
    steps: Steps


def readable(article: Composed) -> str:
    """Cleaned. Only what is put around the parts is ours: the list, and the heading of a step."""
    uses = list(article.shared_uses.all())
    parts = (
        *_at(Place.ABOVE, uses),
        prose.readable(article.body),
        _steps(list(article.steps.all())),
        *_at(Place.BELOW, uses),
    )
    return "\n".join(filter(None, parts))


def _at(place: Place, uses: Iterable[Use]) -> list[str]:
    return [prose.readable(use.text.body) for use in uses if use.place == place]


def _steps(steps: list[Step]) -> str:
    if not steps:
        return ""
    return f'<ol class="steps">{"".join(map(_step, steps))}</ol>'


def _step(step: Step) -> str:
    shared = step.shared.body if step.shared else ""
    picture = prose.picture(step.picture_id, step.picture_text) if step.picture_id else ""
    body = prose.readable(step.body + shared + picture)
    return f"<li><h2>{escape(step.title)}</h2>{body}</li>"
