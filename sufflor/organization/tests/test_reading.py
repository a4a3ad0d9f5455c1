import pytest

from sufflor.organization.csv_files.layout import UNITS
from sufflor.organization.csv_files.reading import read

ROWS = "code;kind;name\nA;fakultet;Fakultet A\n"


@pytest.mark.parametrize(
    "content",
    [
        ROWS,
        ROWS.encode(),
        ROWS.encode("utf-8-sig"),
        ROWS.replace(";", ","),
        ROWS.replace("\n", "\r\n"),
        ROWS.replace("\n", "\r"),
        "Kode;Type;Navn\nA;Fakultet;Fakultet A\n",
        'name;code;kind\n"Fakultet  A";A;faculty\n\n;;\n',
        "code;kind;name\n A ;fakultet; Fakultet\u200b A\x07\n",
    ],
)
def test_a_file_reads_the_same_however_it_is_written(content):
    sheet = read(UNITS, content)

    assert [str(error) for error in sheet.errors] == []
    (row,) = sheet.rows
    assert (row.number, row.cells["code"], row.cells["kind"]) == (2, "A", "faculty")
    assert row.cells["name"] == "Fakultet A"


def test_rows_are_numbered_as_a_spreadsheet_numbers_them():
    sheet = read(UNITS, 'code;kind;name\nA;fakultet;"To\nlinjer"\n\nB;fakultet;\n')

    assert sheet.rows[0].cells["name"] == "To linjer"
    assert sheet.errors[0].row == 4
