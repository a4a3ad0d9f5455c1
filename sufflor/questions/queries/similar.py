"""What looks like a question that somebody is writing: asked already, or answered in writing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sufflor.known_errors.finding import ERROR
from sufflor.known_errors.models import KnownError
from sufflor.questions import rules
from sufflor.questions.finding import ANSWER, QUESTION
from sufflor.questions.models import Question, QuestionHour
from sufflor.questions.reading import HelpLink, Similar, SimilarError, SimilarQuestion
from sufflor.search.models import Audience
from sufflor.search.queries import Near
from sufflor.search.queries import similar as near

ARTICLE = "article"
KINDS = (QUESTION, ANSWER, ARTICLE, ERROR)
MOST = 3
# Shorter than a word that says something: nothing is looked up.
LEAST_LETTERS = 4

NOTHING = Similar((), (), ())


def similar(text: str, hour: QuestionHour, at: datetime) -> Similar:
    """Short lists that are never mixed: errors that are known, questions to vote for, and help to
    read.

    Three queries, four where an error looks like it, and one more in a process that has just
    started. The same for everyone: whoever writes finds what is public.
    """
    if len(text.strip()) < LEAST_LETTERS:
        return NOTHING
    found = near(text, audience=Audience.PUBLIC, kinds=KINDS)
    asked = _asked([one for one in found if one.kind in {QUESTION, ANSWER}], hour)
    questions = [asked[one.ref] for one in found if one.ref in asked][:MOST]
    written = {
        f"knowledge.article:{question.answer.article_id}"
        for question in questions
        if question.is_answered
    }
    links = [
        _link(one)
        for one in found
        if one.kind in {ANSWER, ARTICLE} and one.ref not in asked and one.ref not in written
    ]
    errors = _errors([one for one in found if one.kind == ERROR])
    return Similar(tuple(_question(one, at) for one in questions), tuple(links[:MOST]), errors)


def _errors(found: Sequence[Near]) -> tuple[SimilarError, ...]:
    """Those under way: of one that is fixed there is nothing to say."""
    if not found:
        return ()
    there = KnownError.objects.under_way().in_bulk([one.key for one in found])
    known = [there[one.key] for one in found if one.key in there]
    return tuple(
        SimilarError(one.pk, one.title, one.language, one.plain, one.path) for one in known[:MOST]
    )


def _asked(found: Iterable[Near], hour: QuestionHour) -> Mapping[str, Question]:
    """Those of them that everyone may read and that were asked in the hours of this rollout."""
    numbers = {one.key: one.ref for one in found}
    if not numbers:
        return {}
    rows = Question.objects.public().filter(pk__in=numbers, hour__rollout=hour.rollout_id)
    return {numbers[one.pk]: one for one in rows.select_related("hour", *rules.STATE_ROWS)}


def _question(question: Question, at: datetime) -> SimilarQuestion:
    return SimilarQuestion(
        pk=question.pk,
        text=question.text,
        language=question.language,
        state=rules.state_of(question),
        vote_count=question.vote_count,
        takes_votes=question.hour.collects(at),
        answered_at=question.answer.written_at if question.is_answered else None,
    )


def _link(one: Near) -> HelpLink:
    return HelpLink(one.title, one.url, one.language, is_answer=one.kind == ANSWER)
