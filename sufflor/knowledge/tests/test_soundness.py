"""What has to be mended in a text before everyone can use it."""

from __future__ import annotations

import pytest

from sufflor.knowledge import actions, soundness
from sufflor.knowledge.models import Article, Kind
from tests.articles import drafted
from tests.cast import MORNING


@pytest.fixture
def draft(personnel, eva_editor) -> Article:
    return drafted(personnel, eva_editor, title="Ferie")


@pytest.mark.parametrize(
    "body",
    [
        "<p>Ferie føres i <a href='/tema/'>skjemaet for ferie</a>.</p>",
        "<h2>Først</h2><p>Tekst</p><h3>Deretter</h3><p>Tekst</p><h2>Til slutt</h2>",
        "<p><b>Viktig:</b> husk fristen.</p><p><b>Ingen får ferie uten søknad.</b></p>",
        "<table><tr><th>Dag</th></tr><tr><td>Mandag</td></tr></table>",
        "<p><a href='/hjelp/'><img alt='Til hjelpesidene' src='/x.png'></a></p>",
        "<h2>Uferdig <b>og ulukket",
        "",
    ],
)
def test_a_text_that_all_can_use_has_no_faults(body):
    assert soundness.faults(body) == []


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<p>Se <a href='/tema/'>her</a></p>", "«her»"),
        ("<p>Se <a href='/tema/'>Les mer »</a></p>", "«Les mer »»"),
        ("<p>Se <a href='/tema/'> </a></p>", "«»"),
        ("<h3>Rett på</h3>", "«Rett på»"),
        ("<h2>En</h2><h4>Tre</h4>", "«Tre»"),
        ("<h1>Størst</h1>", "«Størst»"),
        ("<h2> </h2>", "tom"),
        ("<p><b>Slik gjør du</b></p>", "«Slik gjør du»"),
        ("<p><a href='/x'><img src='/x.png'></a></p>", "bilde"),
        ("<table><tr><td>Mandag</td></tr></table>", "tabell"),
    ],
)
def test_what_shuts_some_readers_out_is_pointed_at(body, said):
    found = soundness.faults(body)

    assert found
    assert said in " ".join(found)


def test_the_same_fault_is_told_once():
    assert len(soundness.faults("<p><a href='/1'>her</a> og <a href='/2'>her</a></p>")) == 1


def test_a_text_with_faults_is_saved_and_not_published(draft, eva_editor):
    draft.body = "<p>Skjemaet ligger <a href='/tema/'>her</a>.</p>"
    draft.save_revision(user=eva_editor)

    with pytest.raises(soundness.NotForEveryone) as refused:
        actions.publish_article(article=draft, by=eva_editor, at=MORNING)

    assert "«her»" in str(refused.value.way_out)
    assert not Article.objects.get().live


@pytest.mark.parametrize(("captions", "words"), [(True, ""), (False, "Vi åpner skjemaet.")])
def test_a_video_is_published_with_captions_or_words(draft, eva_editor, captions, words):
    draft.kind = Kind.VIDEO
    draft.save_revision(user=eva_editor)
    with pytest.raises(soundness.NotForEveryone):
        actions.publish_article(article=draft, by=eva_editor, at=MORNING)

    draft.is_captioned, draft.transcript = captions, words
    draft.save_revision(user=eva_editor)

    assert actions.publish_article(article=draft, by=eva_editor, at=MORNING).live
