"""Everything that changes a question hour. One function, one thing a person does.

Locks are always taken in this order, so that no two deeds wait for each other: vote, question,
answer, hour, then topics (`events.touch`) with the hour's own before "answers".
"""

from __future__ import annotations

from sufflor.questions.actions.answering import AlreadyAnswered as AlreadyAnswered
from sufflor.questions.actions.answering import EditedMeanwhile as EditedMeanwhile
from sufflor.questions.actions.answering import EmptyAnswer as EmptyAnswer
from sufflor.questions.actions.answering import NotInTheQueue as NotInTheQueue
from sufflor.questions.actions.answering import answer as answer
from sufflor.questions.actions.answering import answer_now as answer_now
from sufflor.questions.actions.answering import edit_answer as edit_answer
from sufflor.questions.actions.answering import lay_aside as lay_aside
from sufflor.questions.actions.asking import EmptyQuestion as EmptyQuestion
from sufflor.questions.actions.asking import HourClosed as HourClosed
from sufflor.questions.actions.asking import HourNotOpenYet as HourNotOpenYet
from sufflor.questions.actions.asking import QuestionTooLong as QuestionTooLong
from sufflor.questions.actions.asking import ask as ask
from sufflor.questions.actions.asking import vote as vote
from sufflor.questions.actions.asking import withdraw_vote as withdraw_vote
from sufflor.questions.actions.planning import change_hour as change_hour
from sufflor.questions.actions.planning import change_rollout as change_rollout
from sufflor.questions.actions.planning import plan_hours as plan_hours
from sufflor.questions.actions.planning import plan_rollout as plan_rollout
from sufflor.questions.actions.publishing import AlreadyDrafted as AlreadyDrafted
from sufflor.questions.actions.publishing import AlreadyPublished as AlreadyPublished
from sufflor.questions.actions.publishing import NotDrafted as NotDrafted
from sufflor.questions.actions.publishing import draft_article as draft_article
from sufflor.questions.actions.publishing import publish as publish
