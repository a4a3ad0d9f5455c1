"""What readers suggest: for those who keep the texts, and for whoever suggested it."""

from __future__ import annotations

from sufflor.knowledge.models import Step, Suggestion, SuggestionQuerySet
from sufflor.knowledge.queries.carers import carers
from sufflor.organization.models import Unit, User


def suggested_to(unit: Unit) -> SuggestionQuerySet:
    """What waits for the editors of a department, the oldest first."""
    return _with_text().waiting().filter(article__owner_unit=unit)


def suggestions_for(person: User) -> list[Suggestion]:
    """What waits for this person among those who keep texts."""
    everyone = carers()
    waiting = _with_text().waiting()
    return [one for one in waiting if person.pk in everyone.of(one.article, Step.DUE)]


def told_of_suggestion(pk: int) -> frozenset[int]:
    """Who keeps the text that a suggestion is about; nobody once it is answered."""
    found = _with_text().waiting().filter(pk=pk).first()
    return carers().of(found.article, Step.DUE) if found else frozenset()


def suggested_by(person: User, article: int) -> SuggestionQuerySet:
    """One's own for one text, the newest first, with what came of them."""
    own = Suggestion.objects.filter(by=person, article=article)
    return own.select_related("answered_by").order_by("-at", "-pk")


def suggestion_with_text(pk: int) -> Suggestion | None:
    return _with_text().filter(pk=pk).first()


def _with_text() -> SuggestionQuerySet:
    rows = Suggestion.objects.select_related(
        "by__unit", "answered_by", "article__area", "article__owner_unit"
    )
    return rows.defer("article__body", "article__html")
