"""The forms that come with the product. An institution makes them its own, and keeps them so."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.db import transaction

from sufflor.forms import rules
from sufflor.forms.actions.drafting import Facts, draft_version, open_form
from sufflor.forms.actions.publishing import publish_version
from sufflor.forms.models import AsksFor, Form, FormVersion, RecordClass
from sufflor.forms.source import digest, parsed
from sufflor.lib.refusals import require
from sufflor.organization.models import User

FOLDER = Path(__file__).resolve().parents[1] / "shipped"

# In the order of the catalogue, with what holds for each as a whole.
SHIPPED = {
    "hjelp-til-bruk-av-elements": Facts(position=1),
    "brukertilgang": Facts(asks_for=AsksFor.ACCESS, record_class=RecordClass.ON_CLOSE, position=2),
    "endringsonske": Facts(asks_for=AsksFor.CHANGE, position=3),
    "opplysninger-pa-avveie": Facts(
        asks_for=AsksFor.PRIVACY,
        record_class=RecordClass.ALWAYS,
        is_confidential=True,
        position=4,
    ),
    "tilbakemelding": Facts(asks_for=AsksFor.FEEDBACK, position=5),
}


@transaction.atomic
def load_shipped(*, by: User | None, at: datetime) -> list[FormVersion]:
    """What is not there is opened and published; what nobody has changed gets our newer words.

    A form that an institution has written a version of is left alone, as is one that it took away.
    Returns what is new; the second time that is nothing.
    """
    require(by is None or rules.may_edit_forms(by))
    there = {form.slug: form for form in Form.objects.filter(slug__in=SHIPPED)}
    return [
        version
        for slug, facts in SHIPPED.items()
        if (version := _shipped(slug, facts, there.get(slug), by, at))
    ]


def shipped(slug: str) -> str:
    """A form that comes with the product, as it is written."""
    return (FOLDER / f"{slug}.json").read_text(encoding="utf-8")


def _shipped(
    slug: str, facts: Facts, form: Form | None, by: User | None, at: datetime
) -> FormVersion | None:
    written = shipped(slug)
    if form is None:
        version = open_form(slug=slug, facts=facts, definition=written, by=None, at=at)
        return publish_version(version=version, by=by, at=at)
    newest = form.versions.order_by("-number")[0]
    is_ours = newest.made_by_id is None
    if form.is_retired or not is_ours or newest.digest == digest(parsed(written)):
        return None
    version = draft_version(form=form, definition=written, seen=newest.number, by=None, at=at)
    return publish_version(version=version, by=by, at=at)
