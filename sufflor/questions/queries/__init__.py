"""Reading hours, questions and answers for pages, the front page and the API."""

from __future__ import annotations

from sufflor.questions.queries.agenda import Agenda as Agenda
from sufflor.questions.queries.agenda import AgendaPart as AgendaPart
from sufflor.questions.queries.agenda import AgendaRow as AgendaRow
from sufflor.questions.queries.agenda import agenda as agenda
from sufflor.questions.queries.agenda import agenda_revision as agenda_revision
from sufflor.questions.queries.agenda import content_revision as content_revision
from sufflor.questions.queries.answers import answer_page as answer_page
from sufflor.questions.queries.answers import answers as answers
from sufflor.questions.queries.answers import cards as cards
from sufflor.questions.queries.answers import my_questions as my_questions
from sufflor.questions.queries.answers import newest_answers as newest_answers
from sufflor.questions.queries.carried import CarriedFrom as CarriedFrom
from sufflor.questions.queries.carried import carried_from as carried_from
from sufflor.questions.queries.desk import DeskItem as DeskItem
from sufflor.questions.queries.desk import desk as desk
from sufflor.questions.queries.desk import is_answerer as is_answerer
from sufflor.questions.queries.hours import Found as Found
from sufflor.questions.queries.hours import find_hour as find_hour
from sufflor.questions.queries.hours import hour_after as hour_after
from sufflor.questions.queries.hours import hours as hours
from sufflor.questions.queries.hours import next_hour as next_hour
from sufflor.questions.queries.hours import next_slug as next_slug
from sufflor.questions.queries.hours import unended as unended
from sufflor.questions.queries.listing import HourPage as HourPage
from sufflor.questions.queries.listing import Order as Order
from sufflor.questions.queries.listing import changes as changes
from sufflor.questions.queries.listing import hour_page as hour_page
from sufflor.questions.queries.minutes import MinutesPage as MinutesPage
from sufflor.questions.queries.minutes import MinutesPart as MinutesPart
from sufflor.questions.queries.minutes import MinutesRow as MinutesRow
from sufflor.questions.queries.minutes import minutes as minutes
from sufflor.questions.queries.owed import Owed as Owed
from sufflor.questions.queries.owed import OwedCount as OwedCount
from sufflor.questions.queries.owed import owed as owed
from sufflor.questions.queries.owed import owed_count as owed_count
from sufflor.questions.queries.owed import to_finish as to_finish
from sufflor.questions.queries.owed import unended_questions as unended_questions
from sufflor.questions.queries.roster import RosterHour as RosterHour
from sufflor.questions.queries.roster import asked_swaps as asked_swaps
from sufflor.questions.queries.roster import duties_of as duties_of
from sufflor.questions.queries.roster import on_duty as on_duty
from sufflor.questions.queries.roster import roster as roster
