"""Reading hours, questions and answers for pages, the front page and the API."""

from __future__ import annotations

from sufflor.questions.queries.answers import answer_page as answer_page
from sufflor.questions.queries.answers import answers as answers
from sufflor.questions.queries.answers import cards as cards
from sufflor.questions.queries.answers import my_questions as my_questions
from sufflor.questions.queries.answers import newest_answers as newest_answers
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
from sufflor.questions.queries.similar import similar as similar
