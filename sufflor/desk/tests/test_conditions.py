"""The language of views: it is refused where it is not understood, and means the same to the store
as to plain Python."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sufflor.desk.conditions import (
    Field,
    GoesInACircle,
    NotACondition,
    Reader,
    TooMuch,
    filter_of,
    moment_of,
    read,
    require_end,
    stored,
    views_named,
    written,
)
from sufflor.desk.conditions.language import LINE_NAMES, MOMENTS
from sufflor.desk.conditions.reading import SCHEMA
from sufflor.desk.conditions.referring import TooLongAWay
from sufflor.desk.models import ErrorTie, Request, State
from sufflor.desk.models.requests import UNRESOLVED, WAITING
from sufflor.known_errors.models import KnownError
from sufflor.organization.models import CaseProcess, HelpKind, Line, SupportGroup
from tests.cast import MORNING

MOMENT_OF = {"due": "due_at", "wakes": "wake_at", "opened": "opened_at", "changed": "changed_at"}
MOMENTS_TRIED = ("now", "+1d", "-1d", "-3h", "+5h", "-2d", "2026-10-29", "2026-10-30")
VALUES = {
    "state": State.values,
    "line": sorted(LINE_NAMES),
    "group": ["@ours", "@none", "forste", "gone"],
    "assignee": ["@me", "@others", "@none", "liv", "per"],
    "area": ["personal", "okonomi", "@none"],
    "process": ["B.a", "@none"],
    "unit": ["NU", "IV", "IV-BM", "HR", "@none"],
    "help_kind": HelpKind.values,
    "form": ["gone", "@none"],
    "language": ["nb", "nn", "en"],
    "waits": ["@yes", "@no"],
    "answered": ["@yes", "@no"],
    "needs_coordinator": ["@yes", "@no"],
    "known_error": ["@yes", "@no"],
    "due": ["@none"],
    "wakes": ["@none"],
}
KEPT = {
    1: {"any": [{"field": "state", "is": ["new"]}, {"field": "assignee", "is": ["@me"]}]},
    2: {"none": [{"view": 1}, {"field": "due", "before": "now"}]},
}
PLAIN = ("state", "help_kind", "language")


def among(name):
    values = st.lists(st.sampled_from(VALUES[name]), min_size=1, max_size=3, unique=True)
    return st.builds(lambda chosen: {"field": name, "is": chosen}, values)


leaves = st.one_of(
    st.sampled_from(sorted(VALUES)).flatmap(among),
    st.builds(
        lambda name, edge, moment: {"field": name, edge: moment},
        st.sampled_from(sorted(MOMENT_OF)),
        st.sampled_from(["before", "after"]),
        st.sampled_from(MOMENTS_TRIED),
    ),
    st.sampled_from([{"view": 1}, {"view": 2}, {"view": 404}]),
)


def nested(inner):
    modes = st.sampled_from(["all", "any", "none"])
    return inner | st.builds(lambda mode, parts: {mode: parts}, modes, st.lists(inner, max_size=3))


groups = nested(nested(nested(leaves)))


def holds(raw, one: Request, known: dict[str, set[str]]) -> bool:
    """The same language once more, in the plainest words."""
    for mode, judge in (("all", all), ("any", any), ("none", lambda each: not any(each))):
        if mode in raw:
            return judge([holds(part, one, known) for part in raw[mode]])
    if "view" in raw:
        return raw["view"] in KEPT and holds(KEPT[raw["view"]], one, known)
    name = raw["field"]
    if "is" not in raw:
        moment = getattr(one, MOMENT_OF[name])
        edge = moment_of(raw.get("before") or raw.get("after"), MORNING)
        return moment is not None and (moment < edge if "before" in raw else moment >= edge)
    return bool(set(raw["is"]) & known[name])


def facts(one: Request, person, units) -> dict[str, set[str]]:
    """The words that are true of a request, field by field."""
    ours = set(person.support_groups.values_list("pk", flat=True))
    who = one.assignee and {one.assignee.username, "@me" if one.assignee == person else "@others"}
    group = one.group and {one.group.code, *(["@ours"] if one.group_id in ours else [])}
    plain = {name: {str(getattr(one, name))} for name in PLAIN}
    return plain | {
        "waits": {"@yes" if one.state in WAITING else "@no"},
        "answered": {"@yes" if one.answered_at else "@no"},
        "needs_coordinator": {"@yes" if one.needs_coordinator else "@no"},
        "known_error": {"@yes" if one.error_ties.all() else "@no"},
        "due": set() if one.due_at else {"@none"},
        "wakes": set() if one.wake_at else {"@none"},
        "line": {Line(one.line).name.lower()},
        "assignee": who or {"@none"},
        "group": group or {"@none"},
        "unit": units[one.unit_id] if one.unit_id else {"@none"},
        "area": {one.area.slug if one.area else "@none"},
        "process": {one.process.code if one.process else "@none"},
        "form": {one.form.form.slug if one.form else "@none"},
    }


@pytest.fixture
def many(
    kari, liv_first_line, per_second_line, personnel, institute, faculty, university, hr_department
):
    """Sixty requests in which every fact comes in every shape."""
    process = CaseProcess.objects.create(code="B.a", name="Ansettelse", area=personnel)
    first = liv_first_line.support_groups.get()
    SupportGroup.objects.filter(pk=first.pk).update(code="forste")
    second = per_second_line.support_groups.get()
    Request.objects.bulk_create(
        Request(
            reporter=kari,
            opened_by=kari,
            unit=[institute, faculty, hr_department, None][n % 4],
            area=[personnel, None][n % 2],
            process=[None, process, None][n % 3],
            help_kind=HelpKind.values[n % len(HelpKind.values)],
            title=f"Nr. {n}",
            text="Hjelp.",
            language=["nb", "nn", "en"][n % 3],
            line=[Line.FIRST, Line.SECOND, Line.ADVISER][n % 3],
            group=[first, second, None][n % 3],
            assignee=[None, liv_first_line, per_second_line, None, liv_first_line][n % 5],
            state=(state := State.values[n % len(State.values)]),
            waits_for="noe" if state in WAITING else "",
            wake_at=[None, MORNING + timedelta(hours=n)][n % 2],
            due_at=[None, MORNING + timedelta(hours=n - 30)][n // 7 % 2],
            look_at=MORNING if state in UNRESOLVED else None,
            needs_coordinator=n % 6 == 0,
            opened_at=MORNING - timedelta(hours=3 * n),
            answered_at=[None, MORNING][n % 2],
            changed_at=MORNING - timedelta(hours=n),
        )
        for n in range(60)
    )
    error = KnownError.objects.create(
        title="Borte", seen="Borte.", opened_at=MORNING, opened_by=kari, changed_at=MORNING
    )
    ErrorTie.objects.bulk_create(
        ErrorTie(request=one, error=error, at=MORNING, by=liv_first_line)
        for one in Request.objects.order_by("pk")[::4]
    )
    above = {
        institute.pk: {"IV-BM", "IV", "NU"},
        faculty.pk: {"IV", "NU"},
        hr_department.pk: {"HR", "NU"},
    }
    rows = Request.objects.select_related("area", "process", "group", "assignee", "form__form")
    known = [
        (one, facts(one, liv_first_line, above)) for one in rows.prefetch_related("error_ties")
    ]
    return known, liv_first_line


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=groups)
def test_the_store_finds_just_those_of_which_it_holds(many, raw):
    rows, liv = many
    reader = Reader(liv, MORNING, {pk: stored(each) for pk, each in KEPT.items()})

    found = set(Request.objects.filter(filter_of(read(raw), reader)).values_list("pk", flat=True))

    assert found == {one.pk for one, known in rows if holds(raw, one, known)}


@given(raw=groups)
@pytest.mark.storeless
def test_what_is_written_is_read_as_the_same(raw):
    condition = read(raw)

    assert read(written(condition)) == condition
    assert read(json.loads(json.dumps(written(condition)))) == condition


anything = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["all", "any", "none", "field", "is", "before", "view", "text"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=12,
)


@given(raw=anything)
@pytest.mark.storeless
def test_whatever_comes_is_read_or_refused(raw):
    try:
        read(raw)
    except (NotACondition, TooMuch):
        return


@pytest.mark.storeless
@pytest.mark.parametrize(
    "raw",
    [
        None,
        [],
        "all",
        {},
        {"all": [], "any": []},
        {"field": "text", "is": ["hemmelig"]},
        {"field": "notes", "is": ["hemmelig"]},
        {"field": "is_confidential", "is": ["@yes"]},
        {"field": "reporter__password", "is": ["x"]},
        {"field": "state", "is": []},
        {"field": "state", "is": ["finnes-ikke"]},
        {"field": "state", "is": ["@none"]},
        {"field": "group", "is": ["@me"]},
        {"field": "due", "before": "tomorrow"},
        {"field": "due", "before": "2026-02-30"},
        {"field": "due", "before": "0001-01-01"},
        {"field": "due", "before": "+99999d"},
        {"field": "due", "before": "now", "after": "now"},
        {"field": "opened", "is": ["@none"]},
        {"view": 0},
        {"view": True},
        {"view": "1"},
    ],
)
def test_what_is_not_on_the_list_is_refused(raw):
    with pytest.raises(NotACondition):
        read(raw)


@pytest.mark.storeless
def test_neither_too_deep_nor_too_much_nor_so_deep_that_it_cannot_be_measured():
    deep: dict = {"view": 1}
    for _step in range(4):
        deep = {"all": [deep]}
    assert read(deep)

    bottomless = deep
    for _step in range(20_000):
        bottomless = {"none": [bottomless]}
    for raw in ({"all": [deep]}, {"all": [{"view": 1}] * 41}, bottomless):
        with pytest.raises(TooMuch):
            read(raw)


@pytest.mark.storeless
def test_references_end_and_do_not_go_in_a_circle():
    def refers(pk):
        return stored({"all": [{"none": [{"view": pk}]}]})

    views = {1: refers(2), 2: refers(3), 3: refers(1), 4: refers(5), 5: refers(6), 6: refers(7)}

    for own, condition in ((1, refers(2)), (8, refers(8)), (3, refers(1))):
        with pytest.raises(GoesInACircle):
            require_end(condition, own, views)
    with pytest.raises(TooLongAWay):
        require_end(refers(4), 8, views | {7: refers(9)})
    require_end(refers(5), 8, views)
    require_end(stored({"all": []}), None, views)
    assert views_named(stored({"any": [{"view": 3}, {"none": [{"view": 4}]}]})) == {3, 4}


def test_a_circle_that_has_come_about_all_the_same_finds_nothing(liv_first_line, request_):
    views = {1: stored({"all": [{"view": 2}]}), 2: stored({"any": [{"view": 1}]})}

    asked = filter_of(views[1], Reader(liv_first_line, MORNING, views))

    assert not Request.objects.filter(asked).exists()


@pytest.mark.storeless
def test_the_schema_knows_the_fields_that_the_code_knows():
    known = json.loads(SCHEMA.read_text())["$defs"]

    among_fields = set(known["among"]["properties"]["field"]["enum"])
    when_fields = set(known["when"]["properties"]["field"]["enum"])
    assert among_fields | when_fields == set(Field.values)
    assert when_fields == {field.value for field in MOMENTS}
