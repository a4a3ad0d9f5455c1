"""What the world of tests/world.py holds for editors of forms: one form, and what they fill in."""

from __future__ import annotations

import json
from collections.abc import Mapping

from sufflor.forms import actions
from sufflor.forms.actions import Facts
from sufflor.organization.models import User
from tests.cast import MORNING

TEXTS = {"nb": "Hva skjer?", "nn": "Kva skjer?", "en": "What happens?"}


def definition(name: str) -> str:
    field = {"name": name, "type": "text", "label": TEXTS, "required": True}
    about = dict.fromkeys(("title", "summary", "receipt"), TEXTS)
    return json.dumps({**about, "sections": [{"fields": [field]}]})


def form_things(by: User) -> dict[str, Mapping[str, object]]:
    version = actions.open_form(
        slug="prove", facts=Facts(), definition=definition("what"), by=by, at=MORNING
    )
    return {
        "form": {"slug": version.form.slug},
        "form_version": {"slug": version.form.slug, "number": version.number},
    }


def form_forms() -> dict[str, dict[str, object]]:
    return {
        "form_new": {"slug": "nytt", "definition": definition("what"), "seen": "0"},
        "form_admin": {"asks_for": "deletion", "record_class": "always", "position": "3"},
        "form_change": {"definition": definition("why"), "seen": "1"},
        "form_preview": {"felt-what": "Noe"},
    }
