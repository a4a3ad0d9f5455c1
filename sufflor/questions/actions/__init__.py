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
from sufflor.questions.actions.calling_off import call_off_rollout as call_off_rollout
from sufflor.questions.actions.calling_off import hold_rollout_again as hold_rollout_again
from sufflor.questions.actions.changing import AskedInTrust as AskedInTrust
from sufflor.questions.actions.changing import DayHasOne as DayHasOne
from sufflor.questions.actions.changing import HourIsOver as HourIsOver
from sufflor.questions.actions.changing import InThePast as InThePast
from sufflor.questions.actions.changing import NoReasonGiven as NoReasonGiven
from sufflor.questions.actions.changing import OnlyPractised as OnlyPractised
from sufflor.questions.actions.changing import StatusTooLong as StatusTooLong
from sufflor.questions.actions.changing import TimeTaken as TimeTaken
from sufflor.questions.actions.changing import add_hour as add_hour
from sufflor.questions.actions.changing import cancel_hour as cancel_hour
from sufflor.questions.actions.changing import change_hour as change_hour
from sufflor.questions.actions.changing import hold_again as hold_again
from sufflor.questions.actions.changing import say_status as say_status
from sufflor.questions.actions.duties import CannotAnswer as CannotAnswer
from sufflor.questions.actions.duties import CannotHost as CannotHost
from sufflor.questions.actions.duties import NoArea as NoArea
from sufflor.questions.actions.duties import SwapAnswered as SwapAnswered
from sufflor.questions.actions.duties import SwapWaits as SwapWaits
from sufflor.questions.actions.duties import answer_swap as answer_swap
from sufflor.questions.actions.duties import ask_to_swap as ask_to_swap
from sufflor.questions.actions.duties import drop_duty as drop_duty
from sufflor.questions.actions.duties import give_duty as give_duty
from sufflor.questions.actions.finishing import IsCancelled as IsCancelled
from sufflor.questions.actions.finishing import NotBegun as NotBegun
from sufflor.questions.actions.finishing import Unended as Unended
from sufflor.questions.actions.finishing import finish as finish
from sufflor.questions.actions.finishing import finish_by_clock as finish_by_clock
from sufflor.questions.actions.finishing import share_out as share_out
from sufflor.questions.actions.freezing import MinutesEditedMeanwhile as MinutesEditedMeanwhile
from sufflor.questions.actions.freezing import MinutesTooLong as MinutesTooLong
from sufflor.questions.actions.freezing import edit_minutes as edit_minutes
from sufflor.questions.actions.planning import change_rollout as change_rollout
from sufflor.questions.actions.planning import plan_hours as plan_hours
from sufflor.questions.actions.planning import plan_rollout as plan_rollout
from sufflor.questions.actions.practising import NoHoursThatDay as NoHoursThatDay
from sufflor.questions.actions.practising import end_rehearsed_days as end_rehearsed_days
from sufflor.questions.actions.practising import finish_rehearsal as finish_rehearsal
from sufflor.questions.actions.practising import rehearse_day as rehearse_day
from sufflor.questions.actions.publishing import AlreadyDrafted as AlreadyDrafted
from sufflor.questions.actions.publishing import AlreadyPublished as AlreadyPublished
from sufflor.questions.actions.publishing import NotDrafted as NotDrafted
from sufflor.questions.actions.publishing import draft_article as draft_article
from sufflor.questions.actions.publishing import publish as publish
from sufflor.questions.actions.rehearsing import end_rehearsal as end_rehearsal
from sufflor.questions.actions.rehearsing import rehearse as rehearse
from sufflor.questions.actions.templating import NotDaily as NotDaily
from sufflor.questions.actions.templating import TemplatesOverlap as TemplatesOverlap
from sufflor.questions.actions.templating import change_template as change_template
from sufflor.questions.actions.wishes import ClosesBeforeItOpens as ClosesBeforeItOpens
from sufflor.questions.actions.wishes import HourWish as HourWish
from sufflor.questions.actions.wishes import NameTooLong as NameTooLong
from sufflor.questions.actions.wishes import NotALink as NotALink
from sufflor.questions.actions.wishes import TemplateWish as TemplateWish
