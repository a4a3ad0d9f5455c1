"""Where a refusal stands on the page of a deed: beside what it is about, or above it all."""

from __future__ import annotations

import pytest
from django import forms

from sufflor.change_requests.actions import NoVersion
from sufflor.lib.deeds import carried_out


class VersionForm(forms.Form):
    version = forms.CharField(required=False)


def refused() -> None:
    raise NoVersion


@pytest.mark.parametrize(
    ("form", "place"), [(VersionForm({}), "version"), (forms.Form({}), "__all__")]
)
def test_a_refusal_stands_beside_its_field_and_above_a_form_that_does_not_ask(form, place):
    assert carried_out(form, refused, about={NoVersion: "version"}) is None

    assert form.errors == {place: [str(NoVersion())]}
