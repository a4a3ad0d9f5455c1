"""Sets the stage for a deletion: a request that only two people of the house may read.

python -m tests.journeys.deletions
"""

from __future__ import annotations

import os
from uuid import uuid4

import django
from django.utils import timezone

TEXT = "Dokument 7 i sak 24/117 ligger på feil person."


def set_the_stage() -> None:
    from sufflor.desk import actions
    from sufflor.desk.actions import Wish
    from sufflor.forms.queries import published
    from sufflor.organization import actions as organization
    from sufflor.organization.models import Role, User

    now = timezone.now()
    for name in ("vendor_contact", "host"):
        organization.grant_role(
            person=User.objects.get(username=name), role=Role.CONFIDENTIAL, by=None, at=now
        )
    wish = Wish(
        title="Slett et dokument",
        text=TEXT,
        is_confidential=True,
        form=published("hjelp-til-bruk-av-elements", now),
        answers={"branch": "sletting", "deletion_case": "24/117"},
    )
    sender = User.objects.get(username="case_handler")
    actions.submit(wish=wish, submission=uuid4(), by=sender, at=now)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sufflor.project.settings")
    django.setup()
    set_the_stage()
