"""Giving a version to those who fill in forms, and taking a form away from them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sufflor.events import actions as events
from sufflor.forms import rules
from sufflor.forms.missing import Missing, missing_texts
from sufflor.forms.models import Form, FormVersion
from sufflor.lib.refusals import Refusal, require
from sufflor.organization.models import User


class NotComplete(Refusal):
    """Carries the texts that are missing."""

    reason = _("The form is not whole in bokmål and nynorsk yet. Write what is listed as missing.")

    def __init__(self, missing: Sequence[Missing]) -> None:
        super().__init__()
        self.missing = tuple(missing)


class Superseded(Refusal):
    reason = _("A newer version is published. Take this one up as a new version to use it again.")


class Retired(Refusal):
    reason = _("This form is taken away. Offer it again first.")


@transaction.atomic
def publish_version(*, version: FormVersion, by: User | None, at: datetime) -> FormVersion:
    """Whoever begins from now on gets this version. Publishing twice is the same as once.

    Those who have begun on the one before finish that one.
    """
    require(by is None or rules.may_edit_forms(by))
    form = _locked(version.form_id)
    version = form.versions.get(pk=version.pk)
    if version.is_published:
        return version
    if form.is_retired:
        raise Retired
    if form.versions.filter(number__gt=version.number, published_at__isnull=False).exists():
        raise Superseded
    if missing := missing_texts(version.parsed):
        raise NotComplete(missing)
    version.published_at, version.published_by = at, by
    version.save(update_fields=["published_at", "published_by"])
    events.record("form.published", about=form, by=by, at=at, number=version.number)
    return version


@transaction.atomic
def retire_form(*, form: Form, by: User, at: datetime) -> Form:
    """Nobody can begin on it any longer; what has come in keeps its words. Twice is once."""
    require(rules.may_edit_forms(by))
    form = _locked(form.pk)
    if form.is_retired:
        return form
    form.retired_at, form.retired_by = at, by
    form.save(update_fields=["retired_at", "retired_by"])
    events.record("form.retired", about=form, by=by, at=at)
    return form


@transaction.atomic
def offer_again(*, form: Form, by: User, at: datetime) -> Form:
    """The published version is given to people once more. Twice is once."""
    require(rules.may_edit_forms(by))
    form = _locked(form.pk)
    if not form.is_retired:
        return form
    form.retired_at = form.retired_by = None
    form.save(update_fields=["retired_at", "retired_by"])
    events.record("form.offered_again", about=form, by=by, at=at)
    return form


def _locked(pk: int) -> Form:
    """One at a time, so that two who publish at once get one order of versions."""
    return Form.objects.select_for_update(no_key=True).get(pk=pk)
