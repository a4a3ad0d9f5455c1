"""Opening a form and writing new versions of it. What was written before is never changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from sufflor.events import actions as events
from sufflor.forms import rules
from sufflor.forms.checking import faults
from sufflor.forms.models import AsksFor, Form, FormVersion, RecordClass
from sufflor.forms.source import Fault, NotJson, digest, parsed, printed
from sufflor.lib.refusals import Refusal, require
from sufflor.organization.models import User


class NotAForm(Refusal):
    """Carries what must be mended, place by place."""

    reason = _("This cannot be kept as a form yet. Mend what is listed.")
    status = 422

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__()
        self.faults = tuple(faults)


class NameTaken(Refusal):
    reason = _("There is a form by this name already. Choose another, or change that one.")


class ChangedMeanwhile(Refusal):
    reason = _(
        "Somebody else has saved a newer version meanwhile. Open it in another window, carry over"
        " what you want to keep, and save once more."
    )


@dataclass(frozen=True)
class Facts:
    """What holds for all versions of a form."""

    asks_for: AsksFor = AsksFor.PRACTICAL
    record_class: RecordClass = RecordClass.NONE
    is_confidential: bool = False
    position: int = 0


@transaction.atomic
def open_form(
    *, slug: str, facts: Facts, definition: str, by: User | None, at: datetime
) -> FormVersion:
    """The first version of a new form; nobody sees it until it is published."""
    require(by is None or rules.may_edit_forms(by))
    form = Form(slug=slug, **asdict(facts))
    version = _version(form, 1, definition, by, at)
    try:
        with transaction.atomic():
            form.save(force_insert=True)
    except IntegrityError:
        raise NameTaken from None
    version.form = form
    version.save(force_insert=True)
    events.record("form.opened", about=form, by=by, at=at)
    return version


@transaction.atomic
def draft_version(
    *, form: Form, definition: str, seen: int, by: User | None, at: datetime
) -> FormVersion:
    """The next version. `seen` is the number of the one that was on the writer's screen.

    Saving what the newest version says already is nothing.
    """
    require(by is None or rules.may_edit_forms(by))
    form = Form.objects.select_for_update(no_key=True).get(pk=form.pk)
    newest = form.versions.order_by("-number")[0]
    version = _version(form, newest.number + 1, definition, by, at)
    if version.digest == newest.digest:
        return newest
    if seen != newest.number:
        raise ChangedMeanwhile
    version.save(force_insert=True)
    events.record("form.drafted", about=form, by=by, at=at, number=version.number)
    return version


@transaction.atomic
def take_up_version(*, version: FormVersion, by: User, at: datetime) -> FormVersion:
    """An older version once more, as the newest: the way back from one that went wrong."""
    require(rules.may_edit_forms(by))
    form = Form.objects.select_for_update(no_key=True).get(pk=version.form_id)
    seen = form.versions.order_by("-number")[0].number
    return draft_version(form=form, definition=printed(version.definition), seen=seen, by=by, at=at)


@transaction.atomic
def change_facts(*, form: Form, facts: Facts, by: User, at: datetime) -> Form:
    """What holds for the form as a whole, from now on. What has come in already is not changed."""
    require(rules.may_edit_forms(by))
    form = Form.objects.select_for_update(no_key=True).get(pk=form.pk)
    changed = {name: value for name, value in asdict(facts).items() if getattr(form, name) != value}
    for name, value in changed.items():
        setattr(form, name, value)
    if changed:
        form.save(update_fields=[*changed])
        events.record("form.changed", about=form, by=by, at=at, changed=[*sorted(changed)])
    return form


def _version(
    form: Form, number: int, definition: str, by: User | None, at: datetime
) -> FormVersion:
    """Read and checked, not yet kept."""
    try:
        raw = parsed(definition)
    except NotJson as wrong:
        raise NotAForm([Fault("", str(wrong))]) from None
    if found := faults(raw):
        raise NotAForm(found)
    return FormVersion(
        form=form, number=number, definition=raw, digest=digest(raw), made_at=at, made_by=by
    )
