"""Which fields are seen, asked for and kept."""

from __future__ import annotations

import pytest

from sufflor.forms.evaluating import evaluate
from sufflor.forms.known import Known
from sufflor.forms.tests.build import asking, checked, evaluated, field, form, section

IS_A = {"field": "branch", "is": "a"}


def seen(now) -> list[str]:
    return [each.name for each in now.fields if each.is_visible]


def test_a_hidden_field_is_neither_required_nor_kept() -> None:
    definition = asking(field("branch", "choice"), field("case", required=True, shown_when=IS_A))

    now = evaluated(definition, branch="b", case="Noe jeg skrev før")

    assert seen(now) == ["branch"]
    assert now.is_valid
    assert now.answers == {"branch": "b"}


def test_what_is_wrong_in_a_hidden_field_is_no_error() -> None:
    definition = asking(field("branch", "choice"), field("when", "date", shown_when=IS_A))

    now = evaluated(definition, branch="b", when="i går en gang")

    assert now.errors == {}


def test_a_required_field_that_is_seen_and_empty_says_what_to_do() -> None:
    definition = asking(
        field("branch", "choice", required=True),
        field("what", required=True, missing={"nb": "Skriv hva som skjer.", "nn": "Skriv kva."}),
        field("files", "files", required=True),
    )

    now = evaluated(definition, what="   ")

    assert now.errors == {
        "branch": "Velg et svar under «Branch».",
        "what": "Skriv hva som skjer.",
        "files": "Legg ved en fil under «Files».",
    }


def test_a_section_hides_all_of_its_fields() -> None:
    definition = checked(
        form(
            section(field("branch", "choice")),
            section(field("one", required=True), field("two"), shown_when=IS_A),
        )
    )

    hidden = evaluated(definition, branch="c", two="to")
    shown = evaluated(definition, branch="a", two="to")

    assert [each.is_visible for each in hidden.sections] == [True, False]
    assert hidden.answers == {"branch": "c"}
    assert seen(shown) == ["branch", "one", "two"]
    assert set(shown.errors) == {"one"}


def test_a_section_with_no_field_to_see_is_not_seen_either() -> None:
    definition = checked(
        form(
            section(field("branch", "choice")),
            section(field("one", shown_when=IS_A)),
        )
    )

    now = evaluated(definition, branch="b")

    assert [each.is_visible for each in now.sections] == [True, False]


def test_a_hidden_answer_decides_nothing() -> None:
    definition = asking(
        field("third", shown_when={"field": "second", "filled": True}),
        field("second", shown_when=IS_A),
        field("branch", "choice"),
    )

    now = evaluated(definition, branch="b", second="skrevet før", third="skrevet før")

    assert seen(now) == ["branch"]


def test_an_answer_that_is_wrong_decides_nothing() -> None:
    definition = asking(
        field("when", "date"), field("why", shown_when={"field": "when", "filled": True})
    )

    assert seen(evaluated(definition, when="i går")) == ["when"]
    assert seen(evaluated(definition, when="29.10.2026")) == ["when", "why"]


def test_one_of_two_can_be_demanded() -> None:
    """Each is required when the other is empty: no circle, since both are seen."""
    definition = asking(
        field("phone", required_when={"not": {"field": "mail", "filled": True}}),
        field("mail", required_when={"not": {"field": "phone", "filled": True}}),
    )

    assert set(evaluated(definition).errors) == {"phone", "mail"}
    assert evaluated(definition, phone="73 00 00 10").is_valid
    assert evaluated(definition, mail="kari@nidelva.example").is_valid


@pytest.mark.parametrize(
    ("condition", "typed", "holds"),
    [
        ({"field": "branch", "in": ["a", "b"]}, {"branch": "b"}, True),
        ({"field": "branch", "in": ["a", "b"]}, {"branch": "c"}, False),
        ({"field": "many", "is": "a"}, {"many": ["c", "a"]}, True),
        ({"field": "many", "is": "b"}, {"many": ["c", "a"]}, False),
        ({"field": "many", "in": ["b", "c"]}, {"many": ["c"]}, True),
        ({"field": "sure", "is": True}, {"sure": "ja"}, True),
        ({"field": "sure", "is": False}, {"sure": "nei"}, True),
        ({"field": "sure", "is": False}, {}, False),
        ({"field": "sure", "filled": False}, {}, True),
        ({"field": "sure", "filled": True}, {"sure": "nei"}, True),
        ({"not": {"field": "branch", "is": "a"}}, {}, True),
        ({"all": [{"field": "branch", "is": "a"}, {"field": "sure", "is": True}]},
         {"branch": "a", "sure": "nei"}, False),
        ({"any": [{"field": "branch", "is": "a"}, {"field": "sure", "is": True}]},
         {"branch": "a", "sure": "nei"}, True),
        ({"role": ["leder"]}, {}, True),
        ({"role": ["arkivar", "saksbehandler"]}, {}, False),
    ],
)  # fmt: skip
def test_conditions_mean_what_they_say(condition, typed, holds) -> None:
    definition = asking(
        field("branch", "choice"),
        field("many", "choices"),
        field("sure", "yes_no"),
        field("extra", shown_when=condition),
    )

    now = evaluated(definition, Known(role="leder"), **typed)

    assert ("extra" in seen(now)) is holds


def test_information_is_shown_and_never_answered() -> None:
    definition = asking(field("what"), field("note", "information"))

    now = evaluated(definition, what="Noe", note="Et svar")

    assert seen(now) == ["what", "note"]
    assert now.answers == {"what": "Noe"}


def test_a_field_that_no_form_has_is_not_kept() -> None:
    now = evaluated(asking(field("what")), what="Noe", is_confidential="nei")

    assert now.answers == {"what": "Noe"}


def test_the_first_branch_that_holds_says_what_kind_of_request_it_is() -> None:
    deletion = {"when": IS_A, "asks_for": "deletion", "is_confidential": True}
    rest = {"when": {"field": "branch", "filled": True}, "asks_for": "error"}
    definition = asking(field("branch", "choice"), branches=[deletion, rest])

    assert evaluated(definition, branch="a").branch.asks_for == "deletion"
    assert evaluated(definition, branch="b").branch.asks_for == "error"
    assert evaluated(definition).branch is None


def test_the_request_is_headed_by_the_answer_that_the_form_names() -> None:
    definition = asking(field("what"), subject="what")

    assert evaluated(definition, what="Ekspedering stopper").subject == "Ekspedering stopper"
    assert evaluated(definition).subject == "Hjelp"


def test_texts_come_in_the_language_of_the_reader_or_the_nearest() -> None:
    what = {"name": "what", "type": "text", "label": {"nb": "Hva", "nn": "Kva"}, "required": True}
    definition = asking(what)

    def said(language: str) -> tuple[str, str]:
        now = evaluate(definition, {}, language=language, known=Known())
        return next(now.fields).label, now.errors["what"]

    assert said("nb") == ("Hva", "Fyll ut «Hva».")
    assert said("nn") == ("Kva", "Fyll ut «Kva».")
    assert said("en") == ("Hva", "Fill in “Hva”.")
