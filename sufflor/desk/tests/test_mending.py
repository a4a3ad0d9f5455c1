"""A request that came of a wrong article."""

from __future__ import annotations

import pytest

from sufflor.desk import actions
from sufflor.desk.models import Request, State
from sufflor.knowledge import actions as knowledge
from sufflor.knowledge.models import Article, Because
from sufflor.lib.refusals import NotAllowed
from tests.cast import DAY, MORNING


@pytest.fixture
def article(personnel, anne_admin) -> Article:
    return knowledge.import_article(
        article=Article(title="Skjerme navn", area=personnel),
        body="Bruk Skjerm.",
        next_review=None,
        by=anne_admin,
        at=MORNING,
    )


def test_it_is_resolved_and_the_department_goes_through_the_article(
    request_, article, liv_first_line
):
    actions.article_was_wrong(
        request=request_, article=article, text="Bruk Skjul.", by=liv_first_line, at=MORNING
    )

    assert Request.objects.get(pk=request_.pk).state == State.RESOLVED
    (doubt,) = article.doubts.all()
    assert (doubt.because, doubt.said) == (Because.WRONG, request_.number)
    article.refresh_from_db()
    assert article.review_date == DAY


def test_without_a_text_it_stays_open(request_, article, liv_first_line):
    actions.article_was_wrong(
        request=request_, article=article, text=" ", by=liv_first_line, at=MORNING
    )

    assert Request.objects.get(pk=request_.pk).state == State.NEW
    assert article.doubts.count() == 1


def test_whoever_asked_does_not_say_so(request_, article, kari):
    with pytest.raises(NotAllowed):
        actions.article_was_wrong(request=request_, article=article, text="", by=kari, at=MORNING)
