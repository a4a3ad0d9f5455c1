import pytest

from sufflor.organization import actions
from sufflor.organization.csv_files.layout import BY_NAME
from sufflor.organization.csv_files.stored import as_csv
from sufflor.organization.models import Unit, UnitKind
from sufflor.organization.tests.test_loading import ALL
from tests.cast import MORNING

pytestmark = pytest.mark.django_db


def test_what_is_written_out_loads_again_and_changes_nothing():
    actions.load(files=ALL, by=None, at=MORNING)

    diff = actions.load(files={name: as_csv(name) for name in BY_NAME}, by=None, at=MORNING)

    assert not diff.errors, str(diff)
    assert not diff.has_changes, str(diff)


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_that_a_spreadsheet_would_run_is_shielded_and_readable(sign):
    Unit.objects.create(code="X", kind=UnitKind.FACULTY, name=f"{sign}SUM(A1)")

    row = as_csv("units.csv").split("\r\n", 1)[1]

    assert f"'{sign}SUM(A1)" in row


def test_a_shielded_cell_is_read_back_without_its_shield():
    Unit.objects.create(code="X", kind=UnitKind.FACULTY, name="=SUM(A1)")

    diff = actions.load(files={"units.csv": as_csv("units.csv")}, by=None, at=MORNING)

    assert not diff.errors
    assert not diff.has_changes
