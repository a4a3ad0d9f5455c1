"""What a template loads it uses: `check` complains, and `fix` takes the rest away."""

from __future__ import annotations

import pytest

from tools.door.loads import unused, without, words_of_libraries


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("{% load i18n design %}{% icon 'eye' %}", ["i18n"]),
        ("{% load i18n design %}{% translate 'icon' %}", ["design"]),
        ("{% load i18n design %}{# {% icon 'eye' %} #}<p>icon</p>", ["i18n", "design"]),
        ("{% load i18n design %}{% icon 'eye' %}{% translate 'Look' %}", []),
        ("{% load i18n %}{% if code|language_name %}{% endif %}", []),
        ("{% load i18n %}{{ '|language_name' }}", ["i18n"]),
        ("{% load unheard_of %}", []),
    ],
)
def test_what_is_loaded_and_not_used_is_named(source, names):
    assert unused(source, words_of_libraries()) == names


def test_what_is_used_stays_and_a_line_that_loads_nothing_goes():
    source = "{% extends 'a.html' %}\n{% load i18n design %}\n\n{% icon 'eye' %}\n"

    assert without(source, ["i18n"]) == source.replace("i18n ", "")
    assert without(source, ["i18n", "design"]) == source.replace("{% load i18n design %}\n", "")
