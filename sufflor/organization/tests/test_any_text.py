"""Whatever is handed in, the answer is a diff with sentences, never a fault of ours."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sufflor.organization import actions
from sufflor.organization.csv_files.layout import BY_NAME, FILES
from sufflor.organization.models import Unit
from tests.cast import MORNING

CELLS = st.one_of(
    st.sampled_from(
        ["A", "B", "A.a", "A.a.01", "fakultet", "2026-10-29", "first", "", "'=1", "-1"]
    ),
    st.text(max_size=12),
)


@st.composite
def files(draw):
    """Files with the right headers and any cells, and files of any text at all."""
    found = {}
    for file in draw(st.lists(st.sampled_from(FILES), unique=True, max_size=4)):
        columns = [column.name for column in file.written]
        rows = draw(st.lists(st.lists(CELLS, min_size=1, max_size=len(columns)), max_size=5))
        found[file.name] = "\n".join(";".join(row) for row in [columns, *rows])
    anything = st.one_of(st.text(), st.binary())
    return found | draw(st.dictionaries(st.sampled_from([*BY_NAME, "x.csv"]), anything, max_size=2))


@pytest.mark.django_db
@settings(
    max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(files())
@example({"units.csv": "code;kind;name;parent\nA;faculty;A;B\nB;faculty;B;A"})
@example({"units.csv": "code;kind;name\n\ud800;faculty;x"})
@example({"people.csv": 'username;first_name;last_name\n"' + "x" * 200_000})
def test_loading_answers_with_a_diff_whatever_comes(files):
    before = Unit.objects.count()

    diff = actions.load(files=files, by=None, at=MORNING, dry_run=False)

    assert str(diff) is not None
    assert not (diff.errors and Unit.objects.count() != before)
