"""Tying files to what they are about, and taking them away."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from functools import partial

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from sufflor.events import actions as events
from sufflor.events.models import reference
from sufflor.files import queries, rules, shelf
from sufflor.files.models import StoredFile
from sufflor.lib.refusals import Refusal, require
from sufflor.organization.models import User

# What one thing may hold.
MOST_FILES = 20
MOST_BYTES = 100 * 1024 * 1024


class FileGone(Refusal):
    reason = _("One of the files is no longer here.")
    way_out = _("Attach it once more.")


class TooMuchHere(Refusal):
    reason = _("At most 20 files, and 100 MB in all, can be attached.")
    way_out = _("Leave out those that matter least.")
    status = 413


@transaction.atomic
def tie(*, files: Collection[StoredFile], about: models.Model, by: User, at: datetime) -> None:
    """One's own drafts go with what they are about. Twice is the same as once.

    The caller has locked that thing, and has asked whether `by` may add to it.
    """
    if not files:
        return
    wanted = {file.pk for file in files}
    there = StoredFile.objects.there().select_for_update(of=("self",), no_key=True)
    rows = list(there.filter(pk__in=wanted))
    if len(rows) < len(wanted):
        raise FileGone
    name = reference(about)
    require(all(rules.may_tie(by, file, name) for file in rows))
    fresh = [file for file in rows if file.is_draft]
    if not fresh:
        return
    _require_room(about, fresh)
    StoredFile.objects.filter(pk__in=[file.pk for file in fresh]).update(about=name)
    keys: list[events.JsonValue] = [str(file.key) for file in fresh]
    events.record("file.tied", about=about, by=by, at=at, files=keys)


@transaction.atomic
def untie(*, about: models.Model, by: User, at: datetime) -> list[StoredFile]:
    """What is taken back before anybody has read it: the files of `by` are drafts of theirs again.

    The caller has locked that thing, and has asked whether `by` may take it back.
    """
    rows = queries.files_about(about).select_for_update(of=("self",), no_key=True)
    own = list(rows.filter(uploaded_by=by))
    if own:
        StoredFile.objects.filter(pk__in=[file.pk for file in own]).update(about="")
        keys: list[events.JsonValue] = [str(file.key) for file in own]
        events.record("file.untied", about=about, by=by, at=at, files=keys)
    return own


@transaction.atomic
def remove(*, file: StoredFile, by: User, at: datetime) -> None:
    """Take a file away for good. Twice is the same as once. A draft leaves no history."""
    file = StoredFile.objects.select_for_update(of=("self",), no_key=True).get(pk=file.pk)
    require(rules.may_remove(by, file))
    if file.is_removed:
        return
    file.removed_at, file.removed_by = at, by
    file.save(update_fields=["removed_at", "removed_by"])
    if not file.is_draft:
        events.record("file.removed", about=file, by=by, at=at, tied_to=file.about)
    transaction.on_commit(partial(shelf.drop, file.key))


def _require_room(about: models.Model, fresh: Collection[StoredFile]) -> None:
    number, size = queries.held_by(queries.files_about(about))
    size += sum(file.size for file in fresh)
    if number + len(fresh) > MOST_FILES or size > MOST_BYTES:
        raise TooMuchHere
