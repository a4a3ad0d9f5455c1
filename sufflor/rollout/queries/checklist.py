"""How far a rollout is from being ready to start, as far as its own plan can tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sufflor.rollout.models import ChecklistItem, Rollout, WayIn

# What people read in each language; what nobody has written in bokmål is not missed in the others.
WORDED = ("name", "known", "awaiting")


@dataclass(frozen=True)
class Readiness:
    """`ways` without a policy, and texts that lack a language, by name; empty is ready."""

    items: Sequence[ChecklistItem]
    undecided_ways: Sequence[str]
    way_count: int
    untranslated: Sequence[str]


def readiness(rollout: Rollout) -> Readiness:
    """Three queries: the items, the ways in, and which of them have a policy."""
    ways = [way for way in WayIn.objects.all() if not way.urgency]
    decided = set(rollout.policies.values_list("way_in_id", flat=True))
    return Readiness(
        items=list(rollout.checklist.select_related("ticked_by")),
        undecided_ways=[way.local_name for way in ways if way.pk not in decided],
        way_count=len(ways),
        untranslated=_untranslated(rollout),
    )


def _untranslated(rollout: Rollout) -> list[str]:
    """The codes of the languages in which something lacks, most complete last."""
    texts = {name: getattr(rollout, name) for name in WORDED}
    return [
        language
        for language in ("nn", "en")
        if any(texts[name] and not getattr(rollout, f"{name}_{language}") for name in WORDED)
    ]
