"""Where the page of an area is now, for those who come by an address that it had before."""

from __future__ import annotations

from sufflor.organization.models import CaseArea


def area_formerly_at(slug: str) -> CaseArea | None:
    return CaseArea.objects.filter(former_addresses__slug=slug).first()
