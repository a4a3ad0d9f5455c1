"""All forms as their editors see them: what is in force, what is on its way, what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, QuerySet, Subquery

from sufflor.forms.missing import Missing, missing_texts
from sufflor.forms.models import Form, FormVersion


@dataclass(frozen=True)
class Overview:
    """One form by its newest version. `in_force` is the number of the one that people fill in."""

    form: Form
    title: str
    newest: FormVersion
    in_force: int | None
    missing: tuple[Missing, ...]

    @property
    def has_draft(self) -> bool:
        return not self.newest.is_published


def overview(language: str, at: datetime) -> list[Overview]:
    """Two queries. Those that are retired come last."""
    rows = _newest().order_by("form__position", "form__slug")
    numbers = _numbers_in_force(at)
    found = [_overview(version, numbers.get(version.form_id), language) for version in rows]
    return sorted(found, key=lambda one: one.form.is_retired)


def overview_of(form: Form, language: str, at: datetime) -> Overview:
    return _overview(newest(form), _numbers_in_force(at).get(form.pk), language)


def newest(form: Form) -> FormVersion:
    """A form is opened with its first version, so there is always one."""
    return _newest().get(form=form)


def versions(form: Form) -> QuerySet[FormVersion]:
    """All of them, the newest first, without what they say: a form is changed many times."""
    return form.versions.select_related("made_by", "published_by").defer("definition")


def _newest() -> QuerySet[FormVersion]:
    last = FormVersion.objects.filter(form=OuterRef("form")).order_by("-number").values("number")
    return FormVersion.objects.filter(number=Subquery(last[:1])).select_related("form")


def _numbers_in_force(at: datetime) -> dict[int, int]:
    return dict(FormVersion.objects.in_force(at).values_list("form", "number"))


def _overview(version: FormVersion, in_force: int | None, language: str) -> Overview:
    definition = version.parsed
    return Overview(
        form=version.form,
        title=definition.title.said_in(language) or version.form.slug,
        newest=version,
        in_force=in_force,
        missing=tuple(missing_texts(definition)),
    )
