"""What is over is deleted whole when its time has come, and not before; what is held stays."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest

from sufflor.desk import actions, queries
from sufflor.desk.models import (
    Access,
    Deletion,
    Kept,
    Message,
    Movement,
    Note,
    Request,
    RetentionRule,
)
from sufflor.events.models import Event
from sufflor.files import actions as files
from sufflor.files import shelf
from sufflor.files.models import StoredFile
from sufflor.forms.models import Form, RecordClass
from sufflor.lib.refusals import NotAllowed
from tests.cast import MORNING

DAY = timedelta(days=1)
YEAR = 365 * DAY


@pytest.fixture
def rule(anne_admin) -> RetentionRule:
    return keep(anne_admin)


@pytest.fixture
def over(request_, liv_first_line) -> Request:
    """Resolved the morning it came."""
    actions.note(request=request_, text="Ring Kari", by=liv_first_line, at=MORNING)
    actions.resolve(request=request_, text="Slik gjør du.", by=liv_first_line, at=MORNING)
    request_.refresh_from_db()
    return request_


def keep(by, days=365, record_class=RecordClass.NONE, form=None):
    return actions.keep_for(record_class=record_class, form=form, days=days, by=by, at=MORNING)


def delete(at=MORNING + YEAR + DAY):
    return actions.delete_what_is_over(at=at)


def test_without_a_rule_everything_is_kept(over):
    assert delete(MORNING + 50 * YEAR) == 0


def test_its_time_has_come_the_day_after_and_not_before(over, rule):
    assert delete(MORNING + YEAR - DAY) == 0
    assert delete() == 1
    assert delete() == 0


def test_it_goes_with_all_that_hung_on_it(
    over, rule, kari, liv_first_line, django_capture_on_commit_callbacks
):
    file = files.receive(name="skjerm.txt", stream=BytesIO(b"feil 17"), by=kari, at=MORNING)
    files.tie(files=[file], about=over, by=kari, at=MORNING)
    assert Request.objects.saying("skjermer").exists()

    with django_capture_on_commit_callbacks(execute=True):
        delete()

    for model in (Request, Message, Note, Access, Movement, StoredFile):
        assert not model.objects.exists()
    assert not shelf.place(file.key).exists()
    assert not Request.objects.saying("skjermer").exists()
    told = Event.objects.get(verb="request.deleted")
    assert told.about == f"desk.request:{over.pk}"


def test_what_is_counted_stays_and_names_nobody(over, rule, personnel):
    delete()

    left = Deletion.objects.get()
    assert (left.number, left.area, left.files, left.days_kept) == (over.pk, personnel, 0, 365)
    names = {field.name for field in Deletion._meta.get_fields()}
    assert not names & {"reporter", "concerns", "unit", "title", "text"}


def test_what_is_under_way_is_never_old_enough(request_, rule):
    assert delete(MORNING + 50 * YEAR) == 0


def test_what_was_opened_again_is_not_deleted(over, rule, kari):
    actions.write(request=over, text="Det virket ikke.", by=kari, at=MORNING + DAY)

    assert delete() == 0


def test_what_is_held_stays_until_it_is_let_go(over, rule, liv_first_line, kari):
    with pytest.raises(NotAllowed):
        actions.hold(request=over, why="Klage", by=kari, at=MORNING)
    with pytest.raises(actions.HoldWithoutReason):
        actions.hold(request=over, why="  ", by=liv_first_line, at=MORNING)
    first = actions.hold(request=over, why="Klage", by=liv_first_line, at=MORNING)
    assert actions.hold(request=over, why="Igjen", by=liv_first_line, at=MORNING) == first

    assert delete() == 0
    (staying,) = queries.retention(MORNING + YEAR + DAY).staying
    assert staying.kept == Kept.HELD

    actions.let_go_of(request=over, by=liv_first_line, at=MORNING)
    with pytest.raises(actions.NotHeld):
        actions.let_go_of(request=over, by=liv_first_line, at=MORNING)
    assert delete() == 1


@pytest.mark.parametrize("record_class", [RecordClass.ALWAYS, RecordClass.ON_CLOSE])
def test_what_belongs_in_the_archive_has_to_be_fetched_first(
    over, anne_admin, liv_first_line, monkeypatch, record_class
):
    keep(anne_admin, record_class=record_class)
    monkeypatch.setattr("sufflor.desk.rules.kept_as", lambda _request: record_class)
    assert delete() == 0
    (staying,) = queries.retention(MORNING + YEAR + DAY).staying
    assert staying.kept == Kept.ARCHIVE

    actions.export(request=over, by=liv_first_line, at=MORNING + DAY)

    assert delete() == 1
    assert Deletion.objects.get().was_archived


def test_a_rule_of_one_form_goes_before_that_of_all(over, rule, anne_admin):
    form = Form.objects.create(slug="innsyn", record_class=RecordClass.NONE)
    version = form.versions.create(
        number=1, definition={}, digest="0" * 64, made_at=MORNING, made_by=anne_admin
    )
    Request.objects.filter(pk=over.pk).update(form=version)
    keep(anne_admin, days=3650, form=form)

    assert delete() == 0
    assert delete(MORNING + 11 * YEAR) == 1


def test_the_newest_word_counts_and_a_rule_can_be_taken_away(over, rule, anne_admin):
    assert keep(anne_admin, days=31) == rule
    actions.keep_always(rule=rule, by=anne_admin, at=MORNING)
    actions.keep_always(rule=rule, by=anne_admin, at=MORNING)

    assert delete(MORNING + 50 * YEAR) == 0


@pytest.mark.parametrize("days", [0, 30, 36_501])
def test_what_can_be_opened_again_is_kept(anne_admin, days):
    with pytest.raises(actions.KeptTooShort):
        keep(anne_admin, days=days)


def test_only_administrators_say_how_long(liv_first_line, rule):
    with pytest.raises(NotAllowed):
        keep(liv_first_line)
    with pytest.raises(NotAllowed):
        actions.keep_always(rule=rule, by=liv_first_line, at=MORNING)


def test_the_worker_goes_through_all_in_portions(send, personnel, liv_first_line, rule):
    for number in range(5):
        one = send(f"Nummer {number}", area=personnel)
        actions.resolve(request=one, text="Slik.", by=liv_first_line, at=MORNING)

    assert actions.delete_what_is_over(at=MORNING + YEAR + DAY, portion=2) == 5


def test_looking_at_what_goes_takes_few_queries(over, rule, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        found = queries.retention(MORNING + YEAR + DAY)

    assert [one.request for one in found.going] == [over]
