"""Question hours: what is asked, who stands behind it, and the one written answer."""

from __future__ import annotations

from sufflor.questions.models.answered import ANSWER_LENGTH as ANSWER_LENGTH
from sufflor.questions.models.answered import SLUG_LENGTH as SLUG_LENGTH
from sufflor.questions.models.answered import Answer as Answer
from sufflor.questions.models.answered import AnswerEdit as AnswerEdit
from sufflor.questions.models.asked import DETAIL_LENGTH as DETAIL_LENGTH
from sufflor.questions.models.asked import TEXT_LENGTH as TEXT_LENGTH
from sufflor.questions.models.asked import Question as Question
from sufflor.questions.models.asked import QuestionKind as QuestionKind
from sufflor.questions.models.asked import QuestionQuerySet as QuestionQuerySet
from sufflor.questions.models.asked import Vote as Vote
from sufflor.questions.models.hours import HourKind as HourKind
from sufflor.questions.models.hours import Moderation as Moderation
from sufflor.questions.models.hours import Names as Names
from sufflor.questions.models.hours import QuestionHour as QuestionHour
