"""What holds for every form and whatever is typed in it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as some

from sufflor.forms.checking import faults
from sufflor.forms.evaluating import evaluate, typed_as
from sufflor.forms.known import Known
from sufflor.forms.missing import missing_texts
from sufflor.forms.reading import read
from sufflor.forms.tests.build import field, form, section

TYPES = ("text", "long_text", "choice", "choices", "yes_no", "date", "number", "case_number")
TYPED = some.sampled_from(["", "a", "b", "c", "ja", "nei", "29.10.2026", "7", "2026/1", "x" * 300])


@some.composite
def conditions(draw, names: list[tuple[str, str]], depth: int = 3):
    """About fields that come earlier; any form of that kind is free of circles."""
    kinds = ["role", *(["field"] if names else []), *(["not", "all", "any"] if depth else [])]
    kind = draw(some.sampled_from(kinds))
    if kind == "role":
        return {"role": [draw(some.sampled_from(["leder", "arkivar"]))]}
    if kind == "not":
        return {"not": draw(conditions(names, depth - 1))}
    if kind in {"all", "any"}:
        return {kind: draw(some.lists(conditions(names, depth - 1), min_size=1, max_size=3))}
    name, type_ = draw(some.sampled_from(names))
    if type_ in {"choice", "choices"}:
        return {"field": name, "in": draw(some.lists(some.sampled_from("abc"), min_size=1))}
    if type_ == "yes_no":
        return {"field": name, "is": draw(some.booleans())}
    return {"field": name, "filled": draw(some.booleans())}


@some.composite
def forms(draw):
    names: list[tuple[str, str]] = []
    sections = []
    for _each in range(draw(some.integers(1, 3))):
        more = {"shown_when": draw(conditions(list(names)))} if draw(some.booleans()) else {}
        fields = []
        for _other in range(draw(some.integers(1, 4))):
            name, type_ = f"f{len(names)}", draw(some.sampled_from(TYPES))
            own: dict[str, object] = {"required": draw(some.booleans())}
            if draw(some.booleans()):
                own["shown_when"] = draw(conditions(list(names)))
            if draw(some.booleans()):
                own["required_when"] = draw(conditions(list(names)))
            fields.append(field(name, type_, **own))
            names.append((name, type_))
        sections.append(section(*draw(some.permutations(fields)), **more))
    return form(*draw(some.permutations(sections)))


@some.composite
def filled_in(draw):
    raw = draw(forms())
    names = [each["name"] for part in raw["sections"] for each in part["fields"]]
    typed = {name: draw(some.lists(TYPED, max_size=2)) for name in names if draw(some.booleans())}
    role = draw(some.sampled_from(["saksbehandler", "leder"]))
    return raw, typed, Known(role=role)


@settings(max_examples=40)
@given(filled_in())
def test_only_what_is_seen_is_asked_for_and_kept(filled) -> None:
    raw, typed, known = filled
    assert faults(raw) == []
    definition = read(raw)

    now = evaluate(definition, typed, language="nb", known=known)

    for each in now.fields:
        if not each.is_visible:
            assert not each.is_required
            assert not each.error
            assert each.name not in now.answers
        elif each.is_required:
            assert bool(each.error) is (each.name not in now.answers)
        assert not (each.error and each.name in now.answers)


@settings(max_examples=40)
@given(filled_in())
def test_what_was_typed_where_nobody_sees_it_makes_no_difference(filled) -> None:
    raw, typed, known = filled
    definition = read(raw)
    now = evaluate(definition, typed, language="nb", known=known)
    hidden = {each.name for each in now.fields if not each.is_visible}

    without = {name: values for name, values in typed.items() if name not in hidden}
    again = evaluate(definition, without, language="nb", known=known)

    assert again.answers == now.answers
    assert again.errors == now.errors
    assert [one.is_visible for one in again.fields] == [one.is_visible for one in now.fields]


@settings(max_examples=40)
@given(filled_in())
def test_a_form_in_all_languages_lacks_nothing_and_a_form_in_one_lacks_the_other(filled) -> None:
    raw, _typed, _known = filled
    assert missing_texts(read(raw)) == []

    del raw["title"]["nn"]
    raw["sections"][0]["fields"][0]["label"]["nb"] = ""

    assert [one.path for one in missing_texts(read(raw))] == [
        "title.nn",
        "sections[0].fields[0].label.nb",
    ]


@settings(max_examples=40)
@given(filled_in())
def test_what_is_kept_can_be_typed_again_and_is_the_same(filled) -> None:
    raw, typed, known = filled
    definition = read(raw)
    now = evaluate(definition, typed, language="nb", known=known)

    again = evaluate(definition, typed_as(definition, now.answers), language="nb", known=known)

    assert again.answers == now.answers
