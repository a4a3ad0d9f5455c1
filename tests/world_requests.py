"""What the world of tests/world.py holds for those who follow requests, and what they write."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from uuid import uuid4

from sufflor.desk import actions
from sufflor.desk.actions import Wish
from sufflor.files import actions as files
from sufflor.organization.models import User
from tests.cast import MORNING


def request_things(by: User) -> dict[str, Mapping[str, object]]:
    """One with a file, and one that is resolved: whoever may do everything is its helper too."""
    file = files.receive(name="skjerm.txt", stream=BytesIO(b"Feil 17"), by=by, at=MORNING)
    attached = _sent(Wish(title="Feil", text="Den stopper.", files=(file,)), by)
    resolved = _sent(Wish(title="Skjerme", text="Hvordan skjermer jeg?"), by)
    actions.resolve(request=resolved, text="Bruk Skjerm.", by=by, at=MORNING)
    return {
        "my_request_file": {"pk": attached.pk, "key": file.key},
        "resolved_request": {"pk": resolved.pk},
    }


def _sent(wish: Wish, by: User):
    return actions.submit(wish=wish, submission=uuid4(), by=by, at=MORNING)


def request_forms() -> dict[str, dict[str, object]]:
    return {
        "my_request": {"text": "Det skjedde igjen."},
        "request_helped": {"why": "Den er fortsatt tom."},
        "request_bring_along": {"person": "kari"},
        "request_news": {"news": "solved"},
    }
