"""What a rollout is: a set of days, the ways in to help, and what becomes of each of them."""

from sufflor.rollout.models.by_hand import Course, ModeChange, Override
from sufflor.rollout.models.checklist import ITEM_LENGTH, STANDING, ChecklistItem, ItemKind
from sufflor.rollout.models.rollouts import Policy, Rollout, RolloutDay
from sufflor.rollout.models.ways import DoorState, Urgency, WayIn, WayKind

__all__ = [
    "ITEM_LENGTH",
    "STANDING",
    "ChecklistItem",
    "Course",
    "DoorState",
    "ItemKind",
    "ModeChange",
    "Override",
    "Policy",
    "Rollout",
    "RolloutDay",
    "Urgency",
    "WayIn",
    "WayKind",
]
