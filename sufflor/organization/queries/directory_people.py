"""People whom the institution's directory looks after, and the groups it has told of."""

from __future__ import annotations

from django.db.models import Count, QuerySet

from sufflor.organization.models import SYSTEM_ISSUER, ProvisionedGroup, User


def in_directory() -> QuerySet[User]:
    """Everybody but accounts of other systems, and those whom the directory has let go."""
    people = User.objects.exclude(issuer=SYSTEM_ISSUER)
    return people.exclude(provisioned__removed_at__isnull=False).select_related("provisioned")


def directory_groups() -> QuerySet[ProvisionedGroup]:
    """With how many belong to each (`size`)."""
    counted = ProvisionedGroup.objects.annotate(size=Count("members"))
    return counted.select_related("unit").order_by("name", "pk")
