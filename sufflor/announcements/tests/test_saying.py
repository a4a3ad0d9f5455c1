"""The same notice in three languages: who reads which, and what a correction keeps of each."""

import pytest
from django.utils.translation import override

from sufflor.announcements import actions, queries
from sufflor.announcements.actions import HalfSaid, NoReason, TooLong, Wording
from sufflor.announcements.models import Language, Notice, Words
from sufflor.events.models import Event
from sufflor.search import queries as search
from sufflor.search.models import Audience, Document
from tests.cast import MORNING

NYNORSK = Words(Language.NYNORSK, "ePhorte stengjer", "I kveld, klokka åtte.")
ENGLISH = Words(Language.ENGLISH, "ePhorte closes", "Tonight at eight.")


def said(*others: Words) -> Wording:
    return Wording("ePhorte stenges", "I kveld, klokken åtte.", others=others)


@pytest.fixture
def post(eva_editor, hr_department):
    def posted(wording: Wording) -> Notice:
        return actions.post(
            wording=wording, unit=hr_department, contact="DOKU", by=eva_editor, at=MORNING
        )

    return posted


@pytest.fixture
def correct(eva_editor):
    def corrected(notice: Notice, wording: Wording, reason: str = "Feil dag") -> Notice:
        return actions.correct(
            notice=notice, wording=wording, reason=reason, by=eva_editor, at=MORNING
        )

    return corrected


def read_in(language: str) -> str:
    with override(language):
        return queries.channel(MORNING).get().local.title


def test_everyone_reads_their_own_language(post) -> None:
    post(said(NYNORSK, ENGLISH))

    titles = [read_in(language) for language in ("nb", "nn", "en")]

    assert titles == ["ePhorte stenges", "ePhorte stengjer", "ePhorte closes"]


@pytest.mark.parametrize(
    ("wording", "titles"),
    [
        (said(), ["ePhorte stenges"] * 3),
        (said(ENGLISH), ["ePhorte stenges", "ePhorte stenges", "ePhorte closes"]),
        (
            Wording("ePhorte closes", "Tonight.", Language.ENGLISH, (NYNORSK,)),
            ["ePhorte stengjer", "ePhorte stengjer", "ePhorte closes"],
        ),
        (
            Wording("ePhorte closes", "Tonight.", Language.ENGLISH),
            ["ePhorte closes", "ePhorte closes", "ePhorte closes"],
        ),
    ],
    ids=["only bokmål", "no nynorsk", "no bokmål", "only English"],
)
def test_who_lacks_a_language_reads_its_sister_or_what_was_written(post, wording, titles) -> None:
    post(wording)

    assert [read_in(language) for language in ("nb", "nn", "en")] == titles


def test_lists_say_the_title_in_the_language_of_the_page(post) -> None:
    post(said(NYNORSK))

    with override("nn"):
        line = queries.latest(MORNING, 1, 1)[0]
    assert (line.title, line.language) == ("ePhorte stengjer", "nn")
    assert queries.latest(MORNING, 1, 1)[0].language == "nb"


@pytest.mark.parametrize(
    ("other", "refusal"),
    [
        (Words(Language.NYNORSK, "Stengjer", " \u200b"), HalfSaid),
        (Words(Language.NYNORSK, "", "I kveld"), HalfSaid),
        (Words(Language.NYNORSK, "x" * 161, "I kveld"), TooLong),
        (Words(Language.NYNORSK, "Stengjer", "x" * 10_001), TooLong),
    ],
)
def test_what_is_half_said_in_a_language_is_not_posted(post, other, refusal) -> None:
    with pytest.raises(refusal):
        post(said(other))

    assert not Notice.objects.exists()


def test_a_language_that_nobody_began_on_is_left_out(post) -> None:
    notice = post(said(Words(Language.NYNORSK, " ", "\n"), ENGLISH))

    assert list(notice.said) == ["nb", "en"]


def test_it_is_found_once_by_the_words_of_any_language(post) -> None:
    post(said(NYNORSK, ENGLISH))

    for words in ("klokken", "klokka", "tonight"):
        found = search.search(words, audience=Audience.PUBLIC, language="nb")
        assert [hit.title for hit in found.hits] == ["ePhorte stenges"]


def test_each_language_that_was_wrong_keeps_what_stood_there(post, correct) -> None:
    notice = post(said(NYNORSK, ENGLISH))
    better = Words(Language.ENGLISH, "ePhorte closes", "Tomorrow at eight.")

    correct(notice, Wording("ePhorte stenges", "I morgen.", others=(NYNORSK, better)))

    trail = {each.language: each for each in notice.corrections.all()}
    assert set(trail) == {"nb", "en"}
    assert trail["en"].body_before == "Tonight at eight."
    assert trail["nb"].body_after == "I morgen."
    assert "Tomorrow" in Document.objects.get().body


def test_adding_a_language_corrects_nothing(post, correct) -> None:
    notice = post(said())

    correct(notice, said(NYNORSK), reason="")

    assert read_in("nn") == "ePhorte stengjer"
    assert not notice.corrections.exists()
    assert Event.objects.filter(verb="notice.translated").count() == 1


def test_taking_a_language_away_needs_a_reason_and_leaves_a_trail(post, correct) -> None:
    notice = post(said(NYNORSK))

    with pytest.raises(NoReason):
        correct(notice, said(), reason="")
    correct(notice, said(), reason="Feil tekst på nynorsk")

    gone = notice.corrections.get()
    assert (gone.language, gone.title_before, gone.title_after) == ("nn", NYNORSK.title, "")
    assert read_in("nn") == "ePhorte stenges"


def test_the_written_language_may_be_the_one_that_was_wrong(post, correct) -> None:
    notice = post(said(NYNORSK))

    correct(notice, Wording(NYNORSK.title, NYNORSK.body, Language.NYNORSK), reason="Bare nynorsk")

    notice.refresh_from_db()
    assert (notice.language, notice.title) == ("nn", NYNORSK.title)
    assert not notice.translations.exists()
    assert [each.language for each in notice.corrections.all()] == ["nb"]


def test_where_there_is_no_room_for_a_list_its_points_stand_after_each_other() -> None:
    body = "Spør nå.\n\n- Når: i dag, 08.30-09.00\n- Hvor: R7\n\n1. Les.\nSvar kommer - skriftlig."

    row = Words(Language.BOKMAAL, "Spørretime", body).in_a_row

    assert row == "Spør nå. Når: i dag, 08.30-09.00 · Hvor: R7 · Les. Svar kommer - skriftlig."
