"""A question's row as HTML: the same for the same facts, so it is drawn once and then kept."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from django.template.loader import get_template
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from sufflor.knowledge.prose import paragraphs
from sufflor.questions.reading import AnswerPart, QuestionRow

# Longer answers are read on their own page.
SHOWN_WHOLE = 700


def rows_html(rows: Iterable[QuestionRow], language: str) -> SafeString:
    """The rows of a list in one piece: a template that goes through forty costs more than they."""
    return mark_safe("".join(row_html(row, language) for row in rows))  # noqa: S308  # drawn here


@lru_cache(maxsize=4096)
def row_html(row: QuestionRow, language: str) -> SafeString:
    """What is shown is the key: a row that looks different is another row."""
    answer = row.answer.text if row.answer else ""
    is_long = len(answer) > SHOWN_WHOLE
    with override(language):
        context = {
            "row": row,
            "language": language,
            "is_foreign": row.language != language,
            "is_long": is_long,
            "answer_html": None if is_long else answer_html(answer),
            "answer_by": answer_by(row.answer) if row.answer else "",
        }
        drawn = get_template("frontstage/question_row.html").render(context)
        return mark_safe(drawn.strip())  # noqa: S308  # drawn by our own template


def answer_by(answer: AnswerPart) -> str:
    """Who answered, when that was mended, and what it holds for."""
    said = []
    if answer.unit:
        said.append(_("Answered by %(unit)s") % {"unit": answer.unit})
    if answer.edited_at and answer.is_edited_same_day:
        time = date_format(localtime(answer.edited_at), "TIME_FORMAT")
        said.append(_("Corrected at %(time)s") % {"time": time})
    elif answer.edited_at:
        date = date_format(localtime(answer.edited_at), "MONTH_DAY_FORMAT")
        said.append(_("Corrected %(date)s") % {"date": date})
    if answer.version:
        said.append(_("holds for %(version)s") % {"version": answer.version})
    return " · ".join(said)


def answer_html(text: str) -> SafeString:
    """Plain text as paragraphs and lists, with every sign that HTML would read escaped."""
    return mark_safe(paragraphs(text))  # noqa: S308  # escaped line by line there
