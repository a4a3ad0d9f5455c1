"""Giving a version to those who fill in forms, and taking a form away."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from sufflor.forms import actions, queries
from sufflor.forms.models import FormVersion
from sufflor.forms.tests.build import evaluated, field, form, section, texts
from sufflor.forms.tests.test_drafting import opened, written
from tests.cast import MORNING

LATER = MORNING + timedelta(hours=1)


def published(by, *fields, at=MORNING) -> FormVersion:
    version = opened(by, definition=written(*(fields or [field("what")])))
    return actions.publish_version(version=version, by=by, at=at)


def replaced(version: FormVersion, by, *fields, at=LATER) -> FormVersion:
    draft = actions.draft_version(
        form=version.form,
        definition=written(*fields),
        seen=version.number,
        by=by,
        at=MORNING,
    )
    return actions.publish_version(version=draft, by=by, at=at)


def test_a_published_form_is_in_the_catalogue_in_the_readers_language(anne_admin) -> None:
    version = opened(anne_admin)
    assert queries.catalogue("nb", MORNING) == []

    actions.publish_version(version=version, by=anne_admin, at=MORNING)
    actions.publish_version(version=version, by=anne_admin, at=LATER)

    (entry,) = queries.catalogue("nn", MORNING)
    assert (entry.slug, entry.title, entry.asks_for) == ("hjelp", "Hjelp", "practical")
    assert queries.published("hjelp", MORNING).published_at == MORNING


def test_a_form_that_lacks_a_language_is_not_published_and_says_what_is_missing(
    anne_admin,
) -> None:
    what = {"name": "what", "type": "text", "label": {"nb": "Hva skjer?"}}
    raw = form(section(what, title={"nn": "Om det"}), intro={"en": "Hello"})
    version = opened(anne_admin, definition=json.dumps(raw | {"receipt": {}}))

    with pytest.raises(actions.NotComplete) as refusal:
        actions.publish_version(version=version, by=anne_admin, at=MORNING)

    missing = [(one.path, one.beside) for one in refusal.value.missing]
    assert missing == [
        ("intro.nb", "Hello"),
        ("intro.nn", "Hello"),
        ("receipt.nb", ""),
        ("receipt.nn", ""),
        ("sections[0].title.nb", "Om det"),
        ("sections[0].fields[0].label.nn", "Hva skjer?"),
    ]
    assert queries.published("hjelp", MORNING) is None


def test_english_is_a_courtesy(anne_admin) -> None:
    raw = form(section(field("what"))) | {"title": {"nb": "Hjelp", "nn": "Hjelp"}}

    version = opened(anne_admin, definition=json.dumps(raw))

    assert actions.publish_version(version=version, by=anne_admin, at=MORNING).is_published


def test_whoever_began_before_it_was_republished_finishes_what_they_began(anne_admin) -> None:
    first = published(anne_admin, field("what"))
    second = replaced(first, anne_admin, field("why"))

    assert queries.published("hjelp", LATER) == second
    assert queries.being_filled_in("hjelp", 1, LATER) == first
    assert queries.being_filled_in("hjelp", 1, LATER + timedelta(days=30)) == first
    assert queries.being_filled_in("hjelp", 2, LATER) == second


@pytest.mark.parametrize("number", [None, 0, 3, 99])
def test_a_number_that_nobody_was_given_leads_to_the_form_in_force(number, anne_admin) -> None:
    first = published(anne_admin)
    second = replaced(first, anne_admin, field("why"))
    actions.draft_version(
        form=first.form, definition=written(field("draft")), seen=2, by=anne_admin, at=LATER
    )

    assert queries.being_filled_in("hjelp", number, LATER) == second


def test_a_form_that_was_replaced_long_ago_is_begun_on_anew(anne_admin) -> None:
    first = published(anne_admin)
    second = replaced(first, anne_admin, field("why"))

    assert queries.being_filled_in("hjelp", 1, LATER + timedelta(days=31)) == second


def test_an_older_version_is_not_published_over_a_newer(anne_admin) -> None:
    first = opened(anne_admin)
    second = replaced(first, anne_admin, field("why"))

    with pytest.raises(actions.Superseded):
        actions.publish_version(version=first, by=anne_admin, at=LATER)

    assert queries.published("hjelp", LATER) == second


def test_a_form_that_is_taken_away_can_be_offered_again(anne_admin) -> None:
    version = published(anne_admin)

    actions.retire_form(form=version.form, by=anne_admin, at=MORNING)
    actions.retire_form(form=version.form, by=anne_admin, at=LATER)

    assert queries.catalogue("nb", LATER) == []
    assert queries.published("hjelp", LATER) is None
    assert queries.being_filled_in("hjelp", 1, LATER) is None
    draft = actions.draft_version(
        form=version.form, definition=written(field("b")), seen=1, by=anne_admin, at=MORNING
    )
    with pytest.raises(actions.Retired):
        actions.publish_version(version=draft, by=anne_admin, at=LATER)

    actions.offer_again(form=version.form, by=anne_admin, at=LATER)
    actions.offer_again(form=version.form, by=anne_admin, at=LATER)

    assert queries.published("hjelp", LATER) == version


def test_the_catalogue_asks_once_however_many_forms_and_versions(
    anne_admin, django_assert_num_queries
) -> None:
    for number in range(4):
        version = opened(anne_admin, slug=f"skjema-{number}")
        actions.publish_version(version=version, by=anne_admin, at=MORNING)
        replaced(version, anne_admin, field("why"))

    with django_assert_num_queries(1):
        assert len(queries.catalogue("nb", LATER)) == 4


def test_editors_see_what_is_in_force_what_is_on_its_way_and_what_is_missing(
    anne_admin, django_assert_num_queries
) -> None:
    first = published(anne_admin)
    what = field("what", help={"nb": "Skriv kort."})
    actions.draft_version(
        form=first.form, definition=written(what), seen=1, by=anne_admin, at=MORNING
    )
    gone = opened(anne_admin, slug="gammelt")
    actions.retire_form(form=gone.form, by=anne_admin, at=MORNING)

    with django_assert_num_queries(2):
        one, retired = queries.overview("nb", LATER)

    assert (one.form.slug, one.in_force, one.newest.number, one.has_draft) == ("hjelp", 1, 2, True)
    assert [each.path for each in one.missing] == ["sections[0].fields[0].help.nn"]
    assert (retired.form.slug, retired.in_force) == ("gammelt", None)


def test_a_branch_makes_another_kind_of_request_and_never_opens_what_is_closed(
    anne_admin,
) -> None:
    raw = form(
        section(field("branch", "choice")),
        branches=[
            {
                "when": {"field": "branch", "is": "a"},
                "asks_for": "deletion",
                "record_class": "always",
                "is_confidential": True,
            },
            {"when": {"field": "branch", "is": "b"}, "is_confidential": False},
        ],
        title=texts("Hjelp"),
    )
    version = opened(anne_admin, definition=json.dumps(raw))

    def kind(**typed: str) -> tuple[str, str, bool]:
        said = queries.kind(version, evaluated(version.parsed, **typed))
        return said.asks_for.value, said.record_class.value, said.is_confidential

    assert kind(branch="a") == ("deletion", "always", True)
    assert kind(branch="b") == ("practical", "none", False)
    version.form.is_confidential = True
    assert kind(branch="b") == ("practical", "none", True)
