"""What a version brings: which errors it fixes, and what must be read or tried again after it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from sufflor.knowledge.models import Article
from sufflor.known_errors.models import KnownError
from sufflor.vendor.models import System, VendorCase, Version


@dataclass(frozen=True)
class ReleaseNotes:
    """`again` are errors that are to be tried anew: they lie where the version changes something,
    and it does not say that it fixes them."""

    version: Version
    fixes: tuple[VendorCase, ...]
    errors: tuple[KnownError, ...]
    articles: tuple[Article, ...]
    again: tuple[KnownError, ...]


def release_notes(version: Version) -> ReleaseNotes:
    """Four queries."""
    fixes = VendorCase.objects.filter(fixed_in=version).select_related("system__vendor", "owner")
    errors = standing(KnownError.objects.filter(vendor_cases__in=fixes))
    return ReleaseNotes(
        version=version,
        fixes=tuple(fixes.prefetch_related("errors")),
        errors=tuple(errors),
        articles=tuple(_to_review(version)),
        again=tuple(each for each in _to_try_again(version) if each not in errors),
    )


def versions(system: System | None = None) -> list[Version]:
    rows = Version.objects.select_related("system__vendor", "released_by")
    if system:
        rows = rows.filter(system=system)
    return list(rows.order_by("system__vendor__name", "system__name", "-pk"))


def systems() -> list[System]:
    return list(System.objects.select_related("vendor").order_by("vendor__name", "name"))


def standing(errors: Iterable[KnownError]) -> list[KnownError]:
    """Those that speak for themselves and for what was taken into them, each once."""
    found = {each.pk: each for each in (error.standing for error in errors)}
    return [found[pk] for pk in sorted(found)]


def _to_review(version: Version) -> Iterable[Article]:
    if not version.functions:
        return ()
    rows = Article.objects.filter(live=True, function__in=version.functions)
    return rows.order_by("title", "pk")


def _to_try_again(version: Version) -> list[KnownError]:
    here = Q(vendor_cases__system=version.system, vendor_cases__function__in=version.functions)
    rows = KnownError.objects.filter(here).exclude(state="candidate")
    return standing(rows.select_related("merged_into").distinct())
