"""What was answered to one, for everyone: as a draft, without a trace of who asked."""

from __future__ import annotations

import pytest

from sufflor.desk import actions
from sufflor.desk.models import Request
from sufflor.knowledge.models import Article, Entrance
from sufflor.lib.refusals import NotAllowed
from tests.cast import MORNING


def share(request, area, by, title="Skjerme navn", text="Bruk Skjerm."):
    return actions.draft_article(
        request=request, title=title, text=text, area=area, by=by, at=MORNING
    )


def test_it_is_a_draft_that_says_nothing_of_the_request(request_, personnel, liv_first_line, kari):
    article = share(request_, personnel, liv_first_line)

    assert not article.live
    assert "Bruk Skjerm." in article.body
    everything = f"{article.title} {article.body} {article.source_label} {article.source_url}"
    assert request_.number not in everything
    assert kari.last_name not in everything


def test_it_is_about_what_the_request_was_about(request_, personnel, liv_first_line):
    Request.objects.update(help_kind="professional", work_system="Lønn")

    article = share(request_, personnel, liv_first_line)

    assert (article.entrance, article.work_system) == (Entrance.PRACTICE, "Lønn")


def test_once_is_enough(request_, personnel, liv_first_line):
    share(request_, personnel, liv_first_line)

    with pytest.raises(actions.AlreadyShared):
        share(request_, personnel, liv_first_line)

    assert Article.objects.count() == 1


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        ({"title": " "}, actions.NoTitle),
        ({"text": ""}, actions.NothingWritten),
        ({"text": "Kari har 15076500565."}, actions.HoldsNumber),
    ],
)
def test_what_does_not_suit_everyone_becomes_no_article(
    request_, personnel, liv_first_line, words, refusal
):
    with pytest.raises(refusal):
        share(request_, personnel, liv_first_line, **words)

    assert not Article.objects.exists()


def test_what_is_confidential_becomes_none(secret, personnel, ruth, lars):
    with pytest.raises(actions.NotForEveryone):
        share(secret, personnel, ruth)
    with pytest.raises(NotAllowed):
        share(secret, personnel, lars)
