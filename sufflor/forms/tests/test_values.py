"""What is kept of what people type, and what they are told when it is no answer."""

from __future__ import annotations

import pytest

from sufflor.forms.definition import FieldType
from sufflor.forms.evaluating import typed_as
from sufflor.forms.known import Choice, Known
from sufflor.forms.tests.build import asking, evaluated, field

KNOWN = Known(
    choices={
        FieldType.UNIT: (Choice("IV-BM", "Institutt for bygg og miljø"),),
        FieldType.CASE_AREA: (Choice("personal", "Personal"),),
        FieldType.PROCESS: (Choice("B.a.01", "Ansettelse"),),
    },
    people={"kari": Choice("kari", "Kari Moen"), "kari@nu.example": Choice("kari", "Kari Moen")},
    files={"f1": "skjerm.png", "f2": "brev.pdf"},
)


@pytest.mark.parametrize(
    ("type_", "typed", "kept"),
    [
        ("text", " Noe  på\nto linjer ", "Noe på to linjer"),
        ("text", "to\u202eeno", "toeno"),
        ("long_text", " a\r\n\r\nb ", "a\n\nb"),
        ("choice", "b", "b"),
        ("choices", ["c", "a", "a"], ["a", "c"]),
        ("yes_no", "nei", False),
        ("yes_no", "ja", True),
        ("date", "29.10.2026", "2026-10-29"),
        ("date", "2026-10-29", "2026-10-29"),
        ("datetime", "2026-10-29T08:30", "2026-10-29T08:30+01:00"),
        ("datetime", "29.7.2026 kl. 8.30", "2026-07-29T08:30+02:00"),
        ("number", "1 200", 1200),
        ("number", "2,5", 2.5),
        ("number", "0", 0),
        ("case_number", " 2026 / 12345 ", "2026/12345"),
        ("case_number", "2026/12345–3", "2026/12345-3"),
        ("person", "KARI", "kari"),
        ("person", "kari@nu.example", "kari"),
        ("unit", "IV-BM", "IV-BM"),
        ("case_area", "personal", "personal"),
        ("process", "B.a.01", "B.a.01"),
        ("files", ["f2", "f1", "f2"], ["f2", "f1"]),
    ],
)
def test_what_is_kept(type_, typed, kept) -> None:
    now = evaluated(asking(field("it", type_)), KNOWN, it=typed)

    assert now.errors == {}
    assert now.answers == {"it": kept}
    assert type(now.answers["it"]) is type(kept)
    again = typed_as(now.definition, now.answers)
    assert evaluated(now.definition, KNOWN, **again).answers == now.answers


@pytest.mark.parametrize(
    ("type_", "typed"),
    [
        ("text", "a" * 201),
        ("long_text", "a" * 4001),
        ("choice", "d"),
        ("choice", "A"),
        ("choices", ["a", "d"]),
        ("yes_no", "true"),
        ("date", "31.2.2026"),
        ("date", "i morgen"),
        ("datetime", "2026-10-29"),
        ("datetime", "2026-10-29T25:00"),
        ("number", "tolv"),
        ("number", "-1"),
        ("number", "nan"),
        ("number", "1e9"),
        ("number", "١٢"),
        ("number", "9" * 400),
        ("case_number", "12345"),
        ("case_number", "2026/12345; drop"),
        ("person", "nobody"),
        ("unit", "IV"),
        ("case_area", "Personal"),
        ("process", "B.a"),
        ("files", ["f3"]),
    ],
)
def test_what_is_no_answer_says_so_and_is_not_kept(type_, typed) -> None:
    now = evaluated(asking(field("it", type_)), KNOWN, it=typed)

    assert set(now.errors) == {"it"}
    assert now.answers == {}
    assert next(now.fields).typed == tuple(typed if isinstance(typed, list) else [typed])


@pytest.mark.parametrize("type_", [each.value for each in FieldType])
@pytest.mark.parametrize("typed", [[], [""], ["  "], ["\x00\u200b"]])
def test_nothing_is_nothing_in_every_field(type_, typed) -> None:
    now = evaluated(asking(field("it", type_), field("else")), KNOWN, it=typed)

    assert now.is_valid
    assert now.answers == {}


def test_a_field_keeps_the_limits_that_its_form_sets() -> None:
    definition = asking(
        field("short", max=5),
        field("two", "choices", max=2),
        field("files", "files", max=1),
        field("some", "number", min=-5, max=10),
    )

    now = evaluated(
        definition, KNOWN, short="123456", two=["a", "b", "c"], files=["f1", "f2"], some="10,5"
    )

    assert now.errors == {
        "short": "Dette har 6 tegn. Det er plass til 5.",
        "two": "Velg høyst 2.",
        "files": "Ta bort noen av filene: Det er plass til høyst 1.",
        "some": "Skriv 10 eller mindre.",
    }
    assert evaluated(definition, some="-5").answers == {"some": -5}


def test_a_field_that_is_sent_twice_says_what_it_said_last() -> None:
    now = evaluated(asking(field("it")), it=["først", "sist"])

    assert now.answers == {"it": "sist"}


@pytest.mark.parametrize(
    ("answers", "kept"),
    [
        ({"moment": "2026-10-29T07:30:00Z"}, {"moment": "2026-10-29T08:30+01:00"}),
        ({"moment": "29.10.2026 08.30"}, {"moment": "2026-10-29T08:30+01:00"}),
        ({"sure": False, "number": 2.5}, {"sure": False, "number": 2.5}),
        ({"number": None, "strange": {"a": [1]}}, {}),
    ],
)
def test_another_system_sends_answers_as_json(answers, kept) -> None:
    definition = asking(
        field("moment", "datetime"), field("sure", "yes_no"), field("number", "number")
    )

    now = evaluated(definition, **typed_as(definition, answers))

    assert now.is_valid
    assert now.answers == kept


@pytest.mark.parametrize("strange", [{}, [[1]], {"a": None}, 10**400, "2026-99-99T00:00Z", True])
def test_json_that_is_no_answer_is_a_fault_and_never_an_error(strange) -> None:
    for type_ in FieldType:
        definition = asking(field("it", type_), field("else"))
        now = evaluated(definition, KNOWN, **typed_as(definition, {"it": strange}))
        assert now.answers.keys() <= {"it"}
