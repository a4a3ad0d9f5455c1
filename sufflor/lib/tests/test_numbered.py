"""A statement with each value once, and what is always the same in its text."""

from __future__ import annotations

import pytest

from sufflor.lib.bound import numbered_for_sqlite
from sufflor.lib.numbered import numbered


def test_each_value_has_one_number_and_constants_stand_in_the_text():
    sql = "SELECT 10 %% a FROM b WHERE c = %s AND d = %s AND e IN (%s, %s) LIMIT %s"
    places = ["key pk", "", "time at", "key pk", ""]
    constants = [0, "open", 0, 0, 50]

    found = numbered(sql, constants, places, mark=":", literal=repr)

    assert (
        found.text == "SELECT 10 % a FROM b WHERE c = :1 AND d = 'open' AND e IN (:2, :1) LIMIT 50"
    )
    assert found.names == ("key pk", "time at")


@pytest.mark.parametrize(
    ("constant", "written"),
    [
        (None, "NULL"),
        (True, "1"),
        (7, "7"),
        (-0.25, "-0.25"),
        ("Kari's", "'Kari''s'"),
        (b"\x00\xff", "X'00ff'"),
    ],
)
def test_sqlite_is_told_constants_in_its_own_language(constant, written):
    assert numbered_for_sqlite("SELECT %s", [constant], [""]).text == f"SELECT {written}"


def test_a_constant_that_nobody_can_write_is_refused_by_name():
    with pytest.raises(TypeError, match="set"):
        numbered_for_sqlite("SELECT %s", [{1}], [""])
