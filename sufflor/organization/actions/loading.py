"""Loading the organisation from files: everything or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time

from django.contrib.auth.hashers import make_password
from django.db import models, transaction

from sufflor.events import actions as events
from sufflor.events.http import ORGANIZATION
from sufflor.events.models import Topic
from sufflor.lib.refusals import require
from sufflor.organization import rules
from sufflor.organization.csv_files.columns import Column, File, Kind
from sufflor.organization.csv_files.diffs import Diff
from sufflor.organization.csv_files.layout import AREAS, BY_NAME
from sufflor.organization.csv_files.planning import Cells, Plan, plan
from sufflor.organization.csv_files.reading import Key
from sufflor.organization.models import CaseArea, FormerAddress, User

BATCH = 500
# Told of each part that is written: the file, rows so far, rows in all.
Progress = Callable[[str, int, int], None]


def load(
    *,
    files: Mapping[str, str | bytes],
    by: User | None,
    at: datetime,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> Diff:
    """Load any of the files, or with `dry_run` only say what would happen.

    Loading the same twice is the same as loading once. Any fault means that nothing is loaded;
    rows that a file lacks are left as they are. Without `by`, it is whoever runs the server.
    """
    require(by is None or rules.may_administer(by))
    with transaction.atomic():
        # The topic's row is locked until we are done, so that two loads follow one another.
        events.touch(ORGANIZATION)
        planned = plan(files)
        if dry_run or not planned.diff.may_be_loaded:
            transaction.set_rollback(True)
            return planned.diff
        _write(planned, at, progress or _silent)
        _lead_on(planned)
        events.record(
            "organization.loaded",
            about=Topic.objects.get(name=ORGANIZATION),
            by=by,
            at=at,
            files={
                file.name: {"added": file.added, "changed": file.changed, "ended": file.ended}
                for file in planned.diff.files
            },
        )
    return replace(planned.diff, is_loaded=True)


def _silent(_file: str, _done: int, _of: int) -> None:
    pass


def _write(planned: Plan, at: datetime, progress: Progress) -> None:
    primary_keys = {name: stored.primary_keys for name, stored in planned.stored.items()}
    for name, rows in planned.writes.items():
        done = 0
        for batch in _batches(BY_NAME[name], rows, primary_keys):
            _write_batch(BY_NAME[name], batch, primary_keys, at)
            done += len(batch)
            progress(name, done, len(rows))


def _lead_on(planned: Plan) -> None:
    """Where the page of an area was leads to where it is now; what is in use leads nowhere else."""
    area = planned.stored[AREAS.name]
    for key, cells in planned.writes.get(AREAS.name, {}).items():
        before = area.rows[key]["slug"] if key in area.rows else cells["slug"]
        if before != cells["slug"]:
            moved = {"area_id": area.primary_keys[key]}
            FormerAddress.objects.update_or_create(slug=before, defaults=moved)
    FormerAddress.objects.filter(slug__in=CaseArea.objects.values("slug")).delete()


def _batches(
    file: File, rows: Mapping[Key, Cells], primary_keys: Mapping[str, Mapping[Key, int]]
) -> Iterator[dict[Key, Cells]]:
    """Those above before those below, when rows refer to rows of the same file."""
    upward = [column.name for column in file.columns if column.to == file.name]
    waiting = dict(rows)
    while waiting:
        ready = {
            key: cells
            for key, cells in waiting.items()
            if all(not cells[name] or (cells[name],) in primary_keys[file.name] for name in upward)
        }
        waiting = {key: cells for key, cells in waiting.items() if key not in ready}
        keys = list(ready)
        for start in range(0, len(keys), BATCH):
            yield {key: ready[key] for key in keys[start : start + BATCH]}


def _write_batch(
    file: File,
    rows: Mapping[Key, Cells],
    primary_keys: dict[str, dict[Key, int]],
    at: datetime,
) -> None:
    own = primary_keys[file.name]
    things = {key: _built(file, cells, primary_keys, at) for key, cells in rows.items()}
    new = {key: thing for key, thing in things.items() if key not in own}
    changed = [thing for key, thing in things.items() if key in own]
    for key, thing in things.items():
        thing.pk = own.get(key)
    file.model._default_manager.bulk_create(new.values())
    own |= {key: thing.pk for key, thing in new.items()}
    if changed:
        file.model._default_manager.bulk_update(changed, _fields(file))


def _fields(file: File) -> Sequence[str]:
    return [column.name for column in file.columns if column.name not in file.key]


def _built(
    file: File, cells: Cells, primary_keys: Mapping[str, Mapping[Key, int]], at: datetime
) -> models.Model:
    values: dict[str, object] = {}
    for column in file.columns:
        name = f"{column.name}_id" if column.kind is Kind.REFERENCE else column.name
        values[name] = _value(column, cells[column.name], primary_keys)
    if file.model is User:
        # Nobody signs in with a password that they were never given.
        values |= {"password": make_password(None), "date_joined": at}
    return file.model(**values)


def _value(column: Column, text: str, primary_keys: Mapping[str, Mapping[Key, int]]) -> object:
    if column.kind is Kind.REFERENCE:
        return primary_keys[column.to][text,] if text else None
    if column.kind is Kind.DATE:
        return date.fromisoformat(text) if text else None
    if column.kind is Kind.CLOCK:
        return time.fromisoformat(text)
    if column.kind is Kind.NUMBER:
        return int(text) if text else None
    return column.values.get(text, text)
