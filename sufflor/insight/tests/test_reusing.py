"""How many answers and requests lead on to an article."""

from __future__ import annotations

from uuid import uuid4

from sufflor.desk import actions as desk
from sufflor.desk.actions import Wish
from sufflor.insight import actions
from sufflor.knowledge import actions as knowledge
from sufflor.knowledge.models import Article
from sufflor.questions import actions as questions
from tests.cast import MORNING


def test_each_counts_once_however_often_it_says_so(
    question, personnel, kari, anne_admin, hilde_host, liv_first_line
):
    article = knowledge.import_article(
        article=Article(title="Skjerme navn", area=personnel),
        body="Bruk Skjerm.",
        next_review=None,
        by=anne_admin,
        at=MORNING,
    )
    said = f"Les https://hjelp.example{article.get_absolute_url()}"
    questions.answer(question=question, text=f"{said} {said}", by=hilde_host, at=MORNING)
    request = desk.submit(
        wish=Wish(title="", text="Hvordan?", area=personnel),
        submission=uuid4(),
        by=kari,
        at=MORNING,
    )
    for text in (said, f"Igjen: {said}"):
        desk.reply(request=request, text=text, by=liv_first_line, at=MORNING)

    for _ in range(2):
        actions.count_reuse(at=MORNING)

    assert (article.reuse.answers, article.reuse.requests) == (1, 1)
