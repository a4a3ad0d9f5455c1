"""The forms that people can fill in, by what they want done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from sufflor.forms.conditions import Json
from sufflor.forms.evaluating import Evaluated
from sufflor.forms.models import AsksFor, FormVersion, RecordClass
from sufflor.lib.prepared import Values, prepared_rows

# Whoever began on a version that has been replaced can finish it: as long as a draft is kept.
FINISHED_WITHIN = timedelta(days=30)


@dataclass(frozen=True)
class Entry:
    """A form in the catalogue, in the reader's language."""

    slug: str
    title: str
    summary: str
    asks_for: AsksFor
    is_confidential: bool


@dataclass(frozen=True)
class Kind:
    """What kind of request these answers make."""

    asks_for: AsksFor
    record_class: RecordClass
    is_confidential: bool


def catalogue(language: str, at: datetime) -> list[Entry]:
    """One query. In the order that the editors have given them."""
    versions = FormVersion.objects.in_force(at).order_by("form__position", "form__slug")
    return [_entry(version, language) for version in versions]


def published(slug: str, at: datetime) -> FormVersion | None:
    """The version of a form that is given to whoever begins now."""
    there = prepared_rows("form", Values(times={"at": at}, texts={"slug": slug}), _published)
    return there[0] if there else None


def being_filled_in(slug: str, number: int | None, at: datetime) -> FormVersion | None:
    """The version that somebody began on, if they may still finish it; else the one in force."""
    now = published(slug, at)
    if now is None or number is None or number == now.number:
        return now
    versions = FormVersion.objects.published_by(at).filter(form=now.form_id)
    begun = versions.filter(number=number).select_related("form").first()
    after = versions.filter(number__gt=number).order_by("number").first()
    if begun is None or after is None or after.published_at is None:
        return now
    return begun if at - after.published_at <= FINISHED_WITHIN else now


def _published(values: Values) -> QuerySet[FormVersion]:
    there = FormVersion.objects.in_force(values.times["at"])
    return there.filter(form__slug=values.texts["slug"]).order_by("pk")


def kind(version: FormVersion, evaluated: Evaluated) -> Kind:
    """The form's own, unless some answers make it a branch. What is confidential stays so."""
    form, branch = version.form, evaluated.branch
    asks_for = (branch and branch.asks_for) or form.asks_for
    record_class = (branch and branch.record_class) or form.record_class
    is_confidential = form.is_confidential or (branch is not None and branch.is_confidential)
    return Kind(AsksFor(asks_for), RecordClass(record_class), is_confidential)


def asked_for(version: FormVersion, answers: Mapping[str, Json], role: str) -> AsksFor:
    """What was sent in asks for, by what was answered then."""
    for branch in version.parsed.branches:
        if branch.when.holds(answers, role):
            return AsksFor(branch.asks_for or version.form.asks_for)
    return AsksFor(version.form.asks_for)


def record_class(version: FormVersion, answers: Mapping[str, Json], role: str) -> RecordClass:
    """Of what was sent in, by what was answered then."""
    for branch in version.parsed.branches:
        if branch.when.holds(answers, role):
            return RecordClass(branch.record_class or version.form.record_class)
    return RecordClass(version.form.record_class)


def _entry(version: FormVersion, language: str) -> Entry:
    definition, form = version.parsed, version.form
    return Entry(
        slug=form.slug,
        title=definition.title.said_in(language),
        summary=definition.summary.said_in(language),
        asks_for=AsksFor(form.asks_for),
        is_confidential=form.is_confidential,
    )
