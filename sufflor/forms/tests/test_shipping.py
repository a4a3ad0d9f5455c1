"""The forms that come with the product."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command

from sufflor.forms import actions, queries
from sufflor.forms.actions import Facts
from sufflor.forms.actions.shipping import FOLDER, SHIPPED, shipped
from sufflor.forms.checking import faults
from sufflor.forms.definition import FieldType
from sufflor.forms.known import Choice, Known
from sufflor.forms.missing import missing_texts
from sufflor.forms.models import FormVersion
from sufflor.forms.reading import read
from sufflor.forms.source import parsed, printed
from sufflor.forms.tests.build import evaluated, field, written
from tests.cast import MORNING

LATER = MORNING + timedelta(days=1)
HELP = "hjelp-til-bruk-av-elements"
KNOWN = Known(
    role="saksbehandler",
    choices={
        FieldType.UNIT: (Choice("IV-BM", "Institutt for bygg og miljø"),),
        FieldType.CASE_AREA: (Choice("personal", "Personal"),),
    },
    people={"lars": Choice("lars", "Lars Holm"), "kari": Choice("kari", "Kari Moen")},
    files={"f1": "skjerm.png"},
)


def definition(slug: str):
    return read(parsed(shipped(slug)))


@pytest.mark.parametrize("slug", SHIPPED)
def test_every_form_is_whole_in_all_three_languages(slug) -> None:
    raw = parsed(shipped(slug))

    assert faults(raw) == []
    assert missing_texts(read(raw)) == []
    assert shipped(slug).count('"nb": ') == shipped(slug).count('"en": ')


@pytest.mark.parametrize("slug", SHIPPED)
def test_every_form_is_written_as_we_print_it(slug) -> None:
    assert shipped(slug) == printed(parsed(shipped(slug))) + "\n"


@pytest.mark.parametrize("slug", SHIPPED)
def test_what_must_be_answered_says_so_in_words_of_its_own(slug) -> None:
    silent = [
        each.name
        for each in definition(slug).fields
        if (each.required or each.required_when) and not each.missing
    ]

    assert silent == []


def test_every_file_that_comes_along_is_offered() -> None:
    assert {path.stem for path in FOLDER.glob("*.json")} == set(SHIPPED)


def test_they_are_loaded_once_and_in_the_order_of_the_catalogue(db) -> None:
    loaded = actions.load_shipped(by=None, at=MORNING)
    again = actions.load_shipped(by=None, at=LATER)

    assert [version.form.slug for version in loaded] == list(SHIPPED)
    assert again == []
    assert [entry.title for entry in queries.catalogue("nn", MORNING)] == [
        "Hjelp til bruk av Elements",
        "Brukartilgang",
        "Endringsønske",
        "Opplysningar på avvegar",
        "Tilbakemelding",
    ]


def test_what_an_institution_has_written_itself_is_left_alone(anne_admin) -> None:
    first, *_rest = actions.load_shipped(by=None, at=MORNING)
    own = actions.draft_version(
        form=first.form, definition=written(field("own")), seen=1, by=anne_admin, at=MORNING
    )

    assert actions.load_shipped(by=None, at=LATER) == []
    assert queries.newest(first.form) == own


def test_newer_words_of_ours_reach_those_who_have_changed_nothing(db) -> None:
    older = actions.open_form(
        slug=HELP, facts=Facts(), definition=written(field("old")), by=None, at=MORNING
    )
    actions.publish_version(version=older, by=None, at=MORNING)

    loaded = {
        version.form.slug: version.number for version in actions.load_shipped(by=None, at=LATER)
    }

    assert loaded[HELP] == 2
    assert queries.published(HELP, LATER).number == 2


def test_what_was_taken_away_does_not_come_back(anne_admin) -> None:
    older = actions.open_form(
        slug=HELP, facts=Facts(), definition=written(field("old")), by=None, at=MORNING
    )
    actions.retire_form(form=older.form, by=anne_admin, at=MORNING)

    actions.load_shipped(by=None, at=LATER)

    assert queries.published(HELP, LATER) is None
    assert FormVersion.objects.filter(form__slug=HELP).count() == 1


def test_they_can_be_loaded_from_the_terminal(db, capsys) -> None:
    call_command("load_forms")
    call_command("load_forms")

    told = capsys.readouterr().out
    assert f"{HELP}: 1" in told
    assert "Nothing new." in told


def test_an_error_a_deletion_and_a_question_ask_for_different_things() -> None:
    form = definition(HELP)

    def asked(branch: str) -> set[str]:
        return set(evaluated(form, KNOWN, branch=branch).errors)

    assert asked("feil") == {"what", "wanted", "happened"}
    assert asked("faglig") == {"what", "area", "question"}
    assert asked("sletting") == {
        *("what", "deletion_case", "action", "object", "reason", "is_secret", "urgency")
    }
    assert asked("annet") == {"what", "more"}
    assert set(evaluated(form, KNOWN).errors) == {"branch"}


def test_a_deletion_is_confidential_and_leads_on_when_others_have_seen_it() -> None:
    now = evaluated(
        definition(HELP),
        KNOWN,
        branch="sletting",
        what="Feil vedlegg i en sak",
        deletion_case="2026/118-4",
        action="slettes",
        object="Vedlegg 2",
        reason="Det hører til en annen sak.",
        is_secret="ja",
        urgency="i_dag",
        wanted="Det jeg skrev før jeg valgte sletting",
    )

    assert now.is_valid
    assert "wanted" not in now.answers
    assert (now.branch.asks_for, now.branch.record_class) == ("deletion", "always")
    assert now.branch.is_confidential
    assert now.subject == "Feil vedlegg i en sak"
    assert [each.name for each in now.fields if each.is_visible and "astray" in each.name]


def test_a_picture_asks_whether_it_is_covered() -> None:
    form = definition(HELP)

    without = evaluated(form, KNOWN, branch="feil")
    with_one = evaluated(form, KNOWN, branch="feil", screenshots=["f1"])

    assert "redacted" not in without.errors
    assert with_one.errors["redacted"] == "Svar på om personopplysninger er dekket til."


def test_access_that_is_not_ordered_by_a_manager_names_one() -> None:
    form = definition("brukertilgang")
    order = {"order": "avslutte", "user": "kari", "unit": "IV-BM", "last_day": "30.11.2026"}

    by_clerk = evaluated(form, KNOWN, **order)
    by_manager = evaluated(form, Known("leder", {}, KNOWN.choices, KNOWN.people), **order)

    assert set(by_clerk.errors) == {"manager"}
    assert by_manager.is_valid
    assert evaluated(form, KNOWN, **order, manager="lars").answers["manager"] == "lars"
