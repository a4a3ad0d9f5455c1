"""What one person has asked and stands behind, and what has become of it."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Q

from sufflor.organization.models import User
from sufflor.organization.rules import Someone
from sufflor.questions import rules
from sufflor.questions.models import Question
from sufflor.questions.queries.articles import Written, readable
from sufflor.questions.queries.merged import standing_in
from sufflor.questions.queries.rows import part
from sufflor.questions.reading import MyQuestion, Wording
from sufflor.questions.rules import State


def my_questions(person: User) -> list[MyQuestion]:
    """Newest first: everything that was asked by or for somebody, whatever became of it; and what
    they stand behind, unless it is hidden. A vote for what was taken into another stands by that
    one.

    At most two queries, and one for each step from what was taken into another.
    """
    voted = Q(votes__voter=person, merged_into=None, hidden_at=None)
    rows = list(
        Question.objects.filter(_own(person) | voted)
        .filter(hour__rehearsal_of=None)
        .select_related("hour", "area", "answer__unit", "move__request", *rules.STATE_ROWS)
        .order_by("-pk")
        .distinct()
    )
    homes = standing_in(rows)
    answers = [home.answer for home in homes.values() if _is_answered(home)]
    written = readable([answer.article_id for answer in answers if answer.article_id])
    return [_mine(question, homes[question.pk], person, written) for question in rows]


def is_own(number: int, person: Someone) -> bool:
    """Whether a person asked it, or had it asked for them: then it stands among their own."""
    if not isinstance(person, User):
        return False
    return Question.objects.filter(_own(person), pk=number, hour__rehearsal_of=None).exists()


def _own(person: User) -> Q:
    return Q(asked_by=person) | Q(on_behalf_of=person)


def _is_answered(home: Question) -> bool:
    return home.is_answered and rules.state_of(home) in rules.IN_THE_LIST


def _mine(
    question: Question, home: Question, person: User, written: Mapping[int, Written]
) -> MyQuestion:
    state = rules.state_of(question)
    is_read_at_home = home != question and rules.state_of(home) in rules.IN_THE_LIST
    is_reporter = state == State.MOVED and question.move.request.reporter_id == person.pk
    return MyQuestion(
        pk=question.pk,
        text=question.text,
        language=question.language,
        area=question.area.local_name,
        hour_title=question.hour.title,
        hour_date=question.hour.date,
        state=state,
        vote_count=question.vote_count,
        is_mine=person.pk in {question.asked_by_id, question.on_behalf_of_id},
        declined_why=question.decline.reason if state == State.DECLINED else "",
        due_at=question.owed.due_at if state == State.OWED else None,
        request_path=question.move.request.path if is_reporter else "",
        home=Wording(home.pk, home.text, home.language) if is_read_at_home else None,
        answer=part(home.answer, home.hour.date, written) if _is_answered(home) else None,
    )
