"""Nidelva universitet: units, areas, people and advisers, and an account for each kind of work."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import F

from sufflor.lib.clock import local_date
from sufflor.organization import actions
from sufflor.organization.models import DEMO_ISSUER, Role, User

FOLDER = Path(__file__).parent / "csv"
PASSWORD = "demo"  # noqa: S105  # everyone may know it: these accounts exist only in the demo

ACCOUNTS = (
    "case_handler",
    "manager",
    "adviser",
    "first_line",
    "second_line",
    "vendor_contact",
    "host",
    "editor",
    "admin",
)
ROLES = {
    "host": (Role.HOST,),
    "editor": (Role.EDITOR,),
    "admin": (Role.ADMINISTRATOR, Role.ARCHIVIST),
}
# Away since some days, and for how many more. Two have a deputy, one has nobody.
AWAY = (("astribjerk", 2, 5), ("dagekre", 1, 9), ("magnuness", 3, 12), ("eliengan", 0, 3))


@transaction.atomic
def fill(*, at: datetime) -> None:
    """Once. What has been changed since is left alone, also when the demo starts anew."""
    if User.objects.filter(issuer=DEMO_ISSUER).exists():
        return
    files = {path.name: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.csv"))}
    files["absences.csv"] = _absences(at)
    diff = actions.load(files=files, by=None, at=at)
    if diff.errors:
        raise ValueError(f"The demo's own files have faults:\n{diff}")
    _open_accounts()
    for username, roles in ROLES.items():
        person = User.objects.get(username=username)
        for role in roles:
            actions.grant_role(person=person, role=role, by=None, at=at)


def _absences(at: datetime) -> str:
    today = local_date(at)
    rows = [
        f"{who};{today - timedelta(days=since)};{today + timedelta(days=more)}"
        for who, since, more in AWAY
    ]
    return "\n".join(["person;from_date;to_date", *rows])


def _open_accounts() -> None:
    """Hashed once: nine times the same password need not cost nine times the second."""
    User.objects.filter(username__in=ACCOUNTS).update(
        password=make_password(PASSWORD), issuer=DEMO_ISSUER, subject=F("username")
    )
