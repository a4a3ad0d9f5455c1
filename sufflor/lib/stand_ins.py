"""Somebody who has become nobody: told apart from others in one place, and led back to none."""

from __future__ import annotations

import secrets

from django.db.models import BigIntegerField, F
from django.db.models.functions import Coalesce

MOST = 2**62


def who(path: str = "") -> Coalesce:
    """The person of a row, or the stand-in of one who is forgotten: counted as one each."""
    return Coalesce(F(f"{path}person"), F(f"{path}stand_in"), output_field=BigIntegerField())


def a_stand_in() -> int:
    """By chance, so that nothing leads from it to a person; below all keys, so that it is none."""
    return -1 - secrets.randbelow(MOST)
