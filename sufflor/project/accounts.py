"""Who is signed in, read with a statement that is written once: each of their pages asks."""

from __future__ import annotations

from django.contrib.auth.backends import ModelBackend
from django.db.models import QuerySet

from sufflor.lib.prepared import Values, prepared_rows
from sufflor.organization.models import User


class Accounts(ModelBackend):
    """Django's own accounts and passwords, with the unit of each."""

    def get_user(self, user_id: int) -> User | None:
        found = prepared_rows("account", Values({"pk": user_id}), _with_unit)
        return next((one for one in found if self.user_can_authenticate(one)), None)


def _with_unit(values: Values) -> QuerySet[User]:
    return User.objects.filter(**values.keys).select_related("unit")
