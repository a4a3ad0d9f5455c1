"""Answers that did not help, for those who can mend them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch

from sufflor.knowledge.models import WhyNot
from sufflor.organization.models import User
from sufflor.questions import rules
from sufflor.questions.models import Answer, Judgement, Question

MOST_ROWS = 100


@dataclass(frozen=True, slots=True)
class UnhelpfulAnswer:
    answer: Answer
    count: int
    reasons: tuple[tuple[str, int], ...]
    words: tuple[str, ...]


def unhelpful_answers(person: User, at: datetime) -> list[UnhelpfulAnswer]:
    """In the areas where this person answers, those that helped fewest first. Hosts answer for
    all."""
    told = Judgement.objects.open()
    rows = Answer.objects.filter(question__in=Question.objects.public(), judgements__in=told)
    if not rules.may_host(person):
        rows = rows.filter(question__area__in=rules.answering_areas(person, at))
    rows = rows.select_related("question__hour", "question__area").distinct().order_by("pk")
    said = Prefetch("judgements", told.order_by("-at"), to_attr="open_judgements")
    found = [_said_of(row, row.open_judgements) for row in rows.prefetch_related(said)[:MOST_ROWS]]
    return sorted(found, key=lambda row: -row.count)


def _said_of(answer: Answer, judgements: list[Judgement]) -> UnhelpfulAnswer:
    reasons = Counter(one.why for one in judgements if one.why)
    return UnhelpfulAnswer(
        answer=answer,
        count=len(judgements),
        reasons=tuple((str(WhyNot(why).label), count) for why, count in reasons.most_common()),
        words=tuple(one.words for one in judgements if one.words),
    )
