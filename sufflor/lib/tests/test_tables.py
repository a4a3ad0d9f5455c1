"""Tables that refer to each other in any order are made in one step, and taken away again."""

from __future__ import annotations

import pytest
from django.db import connection, models
from django.db.migrations import CreateModel
from django.db.migrations.state import ProjectState

from sufflor.lib.tables import CreateModels

KEY = ("id", models.BigAutoField(primary_key=True))
PAIR = CreateModels(
    [
        CreateModel(
            "Hour", [KEY, ("now", models.ForeignKey("lib.Asked", models.SET_NULL, null=True))]
        ),
        CreateModel("Asked", [KEY, ("hour", models.ForeignKey("lib.Hour", models.CASCADE))]),
    ]
)


@pytest.mark.django_db(transaction=True)
def test_two_that_point_at_each_other_are_made_and_taken_away() -> None:
    before, after = ProjectState(), ProjectState()
    PAIR.state_forwards("lib", after)

    with connection.schema_editor() as editor:
        PAIR.database_forwards("lib", editor, before, after)
    made = set(connection.introspection.table_names())
    with connection.schema_editor() as editor:
        PAIR.database_backwards("lib", editor, after, before)
    left = set(connection.introspection.table_names())

    assert {"lib_hour", "lib_asked"} <= made
    assert not {"lib_hour", "lib_asked"} & left


def test_what_was_drawn_up_before_is_drawn_up_anew() -> None:
    state = ProjectState()
    assert not list(state.apps.get_models())

    PAIR.state_forwards("lib", state)

    assert {model.__name__ for model in state.apps.get_models()} == {"Hour", "Asked"}
