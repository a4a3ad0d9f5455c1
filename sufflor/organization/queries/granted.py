"""Who has which role, for those who give and take them."""

from __future__ import annotations

from sufflor.organization.models import Role, RoleGrant


def granted() -> dict[Role, list[RoleGrant]]:
    """Every role with those who have it, by name; `by_directory` is there where a group of the
    directory gave it. One query."""
    rows = RoleGrant.objects.select_related("person__unit", "granted_by", "by_directory")
    held: dict[Role, list[RoleGrant]] = {role: [] for role in Role}
    for grant in rows.order_by("person__last_name", "person__first_name", "pk"):
        held[Role(grant.role)].append(grant)
    return held
