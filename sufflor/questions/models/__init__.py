"""Question hours: what is asked, who stands behind it, and the one written answer."""

from __future__ import annotations

from sufflor.questions.models.answered import ANSWER_LENGTH as ANSWER_LENGTH
from sufflor.questions.models.answered import SLUG_LENGTH as SLUG_LENGTH
from sufflor.questions.models.answered import VERSION_LENGTH as VERSION_LENGTH
from sufflor.questions.models.answered import Answer as Answer
from sufflor.questions.models.answered import AnswerEdit as AnswerEdit
from sufflor.questions.models.asked import CASE_NUMBER_LENGTH as CASE_NUMBER_LENGTH
from sufflor.questions.models.asked import DETAIL_LENGTH as DETAIL_LENGTH
from sufflor.questions.models.asked import REPORT_LENGTH as REPORT_LENGTH
from sufflor.questions.models.asked import TEXT_LENGTH as TEXT_LENGTH
from sufflor.questions.models.asked import ErrorReport as ErrorReport
from sufflor.questions.models.asked import Question as Question
from sufflor.questions.models.asked import QuestionKind as QuestionKind
from sufflor.questions.models.asked import QuestionQuerySet as QuestionQuerySet
from sufflor.questions.models.asked import Scope as Scope
from sufflor.questions.models.asked import Vote as Vote
from sufflor.questions.models.ended import REASON_LENGTH as REASON_LENGTH
from sufflor.questions.models.ended import CarryOver as CarryOver
from sufflor.questions.models.ended import Decline as Decline
from sufflor.questions.models.ended import FromError as FromError
from sufflor.questions.models.ended import Merge as Merge
from sufflor.questions.models.ended import Move as Move
from sufflor.questions.models.ended import OwedAnswer as OwedAnswer
from sufflor.questions.models.ended import QuestionEdit as QuestionEdit
from sufflor.questions.models.ended import Raised as Raised
from sufflor.questions.models.hours import STATUS_LENGTH as STATUS_LENGTH
from sufflor.questions.models.hours import Duty as Duty
from sufflor.questions.models.hours import DutyKind as DutyKind
from sufflor.questions.models.hours import HourKind as HourKind
from sufflor.questions.models.hours import HourTemplate as HourTemplate
from sufflor.questions.models.hours import Moderation as Moderation
from sufflor.questions.models.hours import Names as Names
from sufflor.questions.models.hours import QuestionHour as QuestionHour
from sufflor.questions.models.hours import QuestionHourQuerySet as QuestionHourQuerySet
from sufflor.questions.models.hours import Swap as Swap
from sufflor.questions.models.judged import Judgement as Judgement
from sufflor.questions.models.minutes import MINUTES_LENGTH as MINUTES_LENGTH
from sufflor.questions.models.minutes import Minutes as Minutes
from sufflor.questions.models.minutes import MinutesEdit as MinutesEdit
from sufflor.questions.models.minutes import MinutesError as MinutesError
from sufflor.questions.models.minutes import MinutesItem as MinutesItem
from sufflor.questions.models.minutes import Outcome as Outcome
from sufflor.questions.models.minutes import Section as Section
