"""What cannot be kept as a form, and how its writer is told."""

from __future__ import annotations

import pytest

from sufflor.forms.checking import faults
from sufflor.forms.models import AsksFor, RecordClass
from sufflor.forms.schema import SCHEMA
from sufflor.forms.source import parsed
from sufflor.forms.tests.build import field, form, options, section, texts
from sufflor.organization.models import WorkRole


def found(raw) -> list[str]:
    return [str(fault) for fault in faults(raw)]


def test_a_form_that_makes_sense_has_no_faults() -> None:
    assert found(form(section(field("what")))) == []


@pytest.mark.parametrize("raw", [None, [], "skjema", 7, {}, {"sections": []}])
def test_what_is_no_form_at_all_is_told_of(raw) -> None:
    assert found(raw)


def test_each_fault_says_where_it_is() -> None:
    raw = form(
        section(
            {"name": "Hva", "type": "tekst", "label": {"nb": 7, "se": "Mii"}},
            {"type": "text", "label": {}, "krevd": True},
        )
    )

    assert found(raw) == [
        "sections[0].fields[0].label: Dette kjenner vi ikke her: se.",
        "sections[0].fields[0].label.nb: Må skrives som: string.",
        "sections[0].fields[0].name: Bruk bare små bokstaver a til z, sifre og _, og begynn med"
        " en bokstav.",
        "sections[0].fields[0].type: Må være en av disse: text, long_text, choice, choices,"
        " yes_no, date, datetime, number, case_number, person, unit, case_area, process, files,"
        " information.",
        "sections[0].fields[1]: Dette mangler: name.",
        "sections[0].fields[1]: Dette kjenner vi ikke her: krevd.",
    ]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ([field("a"), field("a")], "sections: To felt heter «a»."),
        ([field("a", "information")], "sections: Skjemaet spør ikke om noe."),
        ([field("a", options=options("x", "y"))],
         "sections[0].fields[0]: Et valg har alternativer, og ingenting annet har det."),
        ([{"name": "a", "type": "choice", "label": texts("A")}],
         "sections[0].fields[0]: Et valg har alternativer, og ingenting annet har det."),
        ([field("a", "choice", options=options("x", "x"))],
         "sections[0].fields[0]: To alternativer har samme verdi."),
        ([field("a"), field("b", "information", required=True)],
         "sections[0].fields[1]: Informasjon blir lest, ikke besvart."),
        ([field("a", prefill="unit")], "sections[0].fields[0]: Dette kan ikke begynne med «unit»."),
        ([field("a", "date", max=3)], "sections[0].fields[0]: Dette har ingen «max»."),
        ([field("a", max=501)], "sections[0].fields[0]: «max» er høyst 500 her."),
        ([field("a", min=1)], "sections[0].fields[0]: Bare et tall har en «min»."),
        ([field("a", "number", min=3, max=2)],
         "sections[0].fields[0]: «min» er større enn «max»."),
    ],
)  # fmt: skip
def test_a_field_that_makes_no_sense_is_told_of(fields, sentence) -> None:
    assert found(form(section(*fields))) == [sentence]


@pytest.mark.parametrize(
    ("condition", "sentence"),
    [
        ({"field": "nobody", "filled": True}, "Det er ikke noe felt «nobody» å svare på."),
        ({"field": "note", "filled": True}, "Det er ikke noe felt «note» å svare på."),
        ({"field": "branch", "is": "d"}, "«branch» kan ikke besvares med: d."),
        ({"field": "branch", "in": ["a", "x", "y"]}, "«branch» kan ikke besvares med: x, y."),
        ({"field": "branch", "is": True}, "«branch» kan ikke besvares med: True."),
        ({"field": "sure", "is": "ja"}, "«sure» besvares med true eller false."),
        ({"field": "words", "is": "noe"}, "Om «words» kan en bare spørre om det er fylt ut."),
        ({"field": "branch"}, "En betingelse er en av disse"),
        ({"is": "a"}, "En betingelse er en av disse"),
        ({"field": "branch", "all": [{"field": "branch", "is": "a"}]},
         "En betingelse er en av disse"),
    ],
)  # fmt: skip
def test_a_condition_that_can_mean_nothing_is_told_of(condition, sentence) -> None:
    raw = form(
        section(
            field("branch", "choice"),
            field("sure", "yes_no"),
            field("words"),
            field("note", "information"),
            field("extra", shown_when={"not": condition}),
        )
    )

    (fault,) = faults(raw)

    assert fault.path == "sections[0].fields[4].shown_when.not"
    assert fault.sentence.startswith(sentence)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"shown_when": {"field": "b", "filled": True}},
         {"shown_when": {"field": "a", "filled": True}}),
        ({"shown_when": {"not": {"any": [{"field": "a", "filled": True}]}}}, {}),
    ],
)  # fmt: skip
def test_fields_that_wait_for_each_other_are_refused(first, second) -> None:
    raw = form(section(field("a", **first), field("b", **second)))

    (fault,) = faults(raw)

    assert "venter på hverandre" in fault.sentence
    assert "a →" in fault.sentence or "→ a" in fault.sentence


def test_a_section_cannot_wait_for_a_field_of_its_own() -> None:
    raw = form(section(field("a"), shown_when={"field": "a", "filled": True}))

    assert "venter på hverandre" in found(raw)[0]


def test_a_circle_of_many_is_found_too() -> None:
    fields = [
        field(f"f{each}", shown_when={"field": f"f{(each + 1) % 40}", "filled": True})
        for each in range(40)
    ]

    assert "venter på hverandre" in found(form(section(*fields)))[0]


def test_conditions_stand_only_so_deep_inside_each_other() -> None:
    def nested(depth: int) -> dict[str, object]:
        inner: dict[str, object] = {"field": "a", "filled": True}
        for _each in range(depth - 1):
            inner = {"not": inner}
        return inner

    def asked(depth: int) -> dict[str, object]:
        return form(section(field("a"), field("b", shown_when=nested(depth))))

    assert found(asked(5)) == []
    assert "Høyst 5 betingelser" in found(asked(6))[0]
    assert "Høyst 5 betingelser" in found(asked(24))[0]


def test_the_subject_is_a_field_of_text() -> None:
    fields = [field("what"), field("when", "date")]

    assert found(form(section(*fields), subject="what")) == []
    assert found(form(section(*fields), subject="when"))
    assert found(form(section(*fields), subject="nobody"))


def test_the_schema_knows_the_kinds_that_the_code_knows() -> None:
    """Written twice, since a schema is read by people and editors outside too."""
    schema = parsed(SCHEMA.read_text())["$defs"]

    branch = schema["branch"]["properties"]
    assert branch["asks_for"]["enum"] == AsksFor.values
    assert branch["record_class"]["enum"] == RecordClass.values
    roles = schema["condition"]["properties"]["role"]["items"]["enum"]
    assert roles == [role for role in WorkRole.values if role != WorkRole.ANYONE]
