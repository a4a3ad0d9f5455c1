"""Opening a form and writing new versions of it."""

from __future__ import annotations

import json

import pytest

from sufflor.events.models import Event
from sufflor.forms import actions
from sufflor.forms.actions import Facts
from sufflor.forms.models import AsksFor, Form, FormVersion, RecordClass
from sufflor.forms.tests.build import field, form, section, written
from sufflor.lib.refusals import NotAllowed
from tests.cast import MORNING


def opened(by, slug: str = "hjelp", definition: str = "") -> FormVersion:
    return actions.open_form(
        slug=slug,
        facts=Facts(),
        definition=definition or written(field("what")),
        by=by,
        at=MORNING,
    )


def test_a_form_is_opened_with_its_first_version_and_nobody_sees_it_yet(anne_admin) -> None:
    version = opened(anne_admin)

    assert (version.number, version.made_by, version.published_at) == (1, anne_admin, None)
    assert version.parsed.title.nb == "Hjelp"
    assert Event.objects.get().verb == "form.opened"


def test_two_forms_cannot_have_one_name(anne_admin) -> None:
    opened(anne_admin)

    with pytest.raises(actions.NameTaken):
        opened(anne_admin)

    assert Form.objects.count() == FormVersion.objects.count() == 1


def test_what_is_no_form_is_refused_with_every_fault_and_leaves_no_trace(anne_admin) -> None:
    wrong = written(field("a", shown_when={"field": "a", "filled": True}), field("a"))

    with pytest.raises(actions.NotAForm) as refusal:
        opened(anne_admin, definition=wrong)
    with pytest.raises(actions.NotAForm) as other:
        opened(anne_admin, definition="{")

    assert len(refusal.value.faults) == 1
    assert "ikke JSON" in str(other.value.faults[0])
    assert not Form.objects.exists()
    assert not Event.objects.exists()


def test_a_new_version_leaves_the_old_one_as_it_was(anne_admin) -> None:
    first = opened(anne_admin)

    second = actions.draft_version(
        form=first.form,
        definition=written(field("what"), field("why")),
        seen=1,
        by=anne_admin,
        at=MORNING,
    )

    assert second.number == 2
    kept = FormVersion.objects.get(pk=first.pk)
    assert [each.name for each in kept.parsed.fields] == ["what"]
    assert [each.name for each in second.parsed.fields] == ["what", "why"]


def test_saving_what_stands_there_already_is_nothing(anne_admin) -> None:
    first = opened(anne_admin)

    again = actions.draft_version(
        form=first.form, definition=written(field("what")), seen=0, by=anne_admin, at=MORNING
    )

    assert again == first
    assert FormVersion.objects.count() == 1


def test_two_who_write_at_once_do_not_write_over_each_other(anne_admin) -> None:
    first = opened(anne_admin)
    actions.draft_version(
        form=first.form, definition=written(field("a")), seen=1, by=anne_admin, at=MORNING
    )

    with pytest.raises(actions.ChangedMeanwhile):
        actions.draft_version(
            form=first.form, definition=written(field("b")), seen=1, by=anne_admin, at=MORNING
        )

    assert FormVersion.objects.count() == 2


def test_what_holds_for_a_form_as_a_whole_can_be_changed(anne_admin) -> None:
    first = opened(anne_admin)
    facts = Facts(AsksFor.DELETION, RecordClass.ALWAYS, is_confidential=True, position=7)

    actions.change_facts(form=first.form, facts=facts, by=anne_admin, at=MORNING)
    actions.change_facts(form=first.form, facts=facts, by=anne_admin, at=MORNING)

    form = Form.objects.get()
    assert (form.asks_for, form.record_class) == ("deletion", "always")
    assert (form.is_confidential, form.position) == (True, 7)
    assert Event.objects.filter(verb="form.changed").count() == 1


@pytest.mark.parametrize("name", ["kari", "eva_editor", "hilde_host"])
def test_only_administrators_decide_what_people_are_asked(name, anne_admin, request) -> None:
    someone = request.getfixturevalue(name)
    version = opened(anne_admin)

    with pytest.raises(NotAllowed):
        opened(someone, slug="annet")
    with pytest.raises(NotAllowed):
        actions.draft_version(
            form=version.form, definition=written(field("b")), seen=1, by=someone, at=MORNING
        )
    with pytest.raises(NotAllowed):
        actions.change_facts(form=version.form, facts=Facts(position=3), by=someone, at=MORNING)
    with pytest.raises(NotAllowed):
        actions.publish_version(version=version, by=someone, at=MORNING)
    with pytest.raises(NotAllowed):
        actions.retire_form(form=version.form, by=someone, at=MORNING)
    with pytest.raises(NotAllowed):
        actions.offer_again(form=version.form, by=someone, at=MORNING)
    with pytest.raises(NotAllowed):
        actions.load_shipped(by=someone, at=MORNING)


def test_a_form_of_the_greatest_size_is_kept_and_read(anne_admin) -> None:
    sections = [
        section(*(field(f"f{part}_{each}", "choice") for each in range(40))) for part in range(8)
    ]

    version = opened(anne_admin, definition=json.dumps(form(*sections)))

    assert len(list(version.parsed.fields)) == 320
