"""What one person has asked and stands behind, and where a question stands today."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Q

from sufflor.organization.models import User
from sufflor.organization.rules import Someone
from sufflor.questions import rules
from sufflor.questions.models import Answer, Question
from sufflor.questions.queries.articles import Written, readable
from sufflor.questions.queries.rows import part
from sufflor.questions.reading import MyQuestion, Wording
from sufflor.questions.rules import State

# What stands for a question, with all that says whether everyone may read it.
HOME = [f"merged_into__{row}" for row in ("hour", "answer__unit", *rules.STATE_ROWS)]


def my_questions(person: User) -> list[MyQuestion]:
    """Newest first: everything that was asked by or for somebody, whatever became of it; and what
    they stand behind, as long as everyone may read it. At most two queries."""
    rows = list(
        Question.objects.filter(_own(person) | Q(votes__voter=person) & _readable())
        .filter(hour__rehearsal_of=None)
        .select_related("hour", "area", "answer__unit", "move__request", *rules.STATE_ROWS)
        .select_related(*HOME)
        .order_by("-pk")
        .distinct()
    )
    answers = [answer for row in rows if (answer := _answer(row))]
    written = readable([answer.article_id for answer in answers if answer.article_id])
    return [_mine(question, person, written) for question in rows]


def standing(number: int) -> Question | None:
    """What everyone reads under this number today: the question, or the one it was taken into."""
    rows = Question.objects.select_related("hour", *rules.STATE_ROWS)
    question = rows.filter(pk=number).first()
    while question and question.merged_into_id:
        question = rows.get(pk=question.merged_into_id)
    is_public = question and Question.objects.public().filter(pk=question.pk).exists()
    return question if is_public else None


def is_own(number: int, person: Someone) -> bool:
    """Whether a person asked it, or had it asked for them: then it stands among their own."""
    if not isinstance(person, User):
        return False
    return Question.objects.filter(_own(person), pk=number, hour__rehearsal_of=None).exists()


def _own(person: User) -> Q:
    return Q(asked_by=person) | Q(on_behalf_of=person)


def _readable() -> Q:
    public = Question.objects.public().values("pk")
    return Q(pk__in=public) | Q(pk__in=Question.objects.worded().values("pk"))


def _home(question: Question) -> Question | None:
    """What it was taken into, as long as everyone may read that."""
    home = question.merged_into
    return home if home and rules.state_of(home) in rules.IN_THE_LIST else None


def _answer(question: Question) -> Answer | None:
    """Its own, or that of the question that stands for it."""
    home = _home(question) if question.merged_into_id else question
    return home.answer if home and home.is_answered else None


def _mine(question: Question, person: User, written: Mapping[int, Written]) -> MyQuestion:
    state, answer, home = rules.state_of(question), _answer(question), _home(question)
    is_their_own = person.pk in {question.asked_by_id, question.on_behalf_of_id}
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
        is_mine=is_their_own,
        declined_why=question.decline.reason if state == State.DECLINED else "",
        due_at=question.owed.due_at if state == State.OWED else None,
        request_path=question.move.request.path if is_reporter else "",
        home=Wording(home.pk, home.text, home.language) if home else None,
        answer=part(answer, question.hour.date, written) if answer else None,
    )
