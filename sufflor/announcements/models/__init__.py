"""The message channel: what everyone should know now, who answers for it, what was corrected."""

from sufflor.announcements.models.languages import Language, Words, nearest
from sufflor.announcements.models.notices import (
    LONGEST_BODY,
    LONGEST_TITLE,
    Notice,
    NoticeQuerySet,
    NoticeTag,
    Tag,
)
from sufflor.announcements.models.said import Correction, Translation
from sufflor.announcements.models.targets import ROLES, FollowedArea, Group, Target

__all__ = [
    "LONGEST_BODY",
    "LONGEST_TITLE",
    "ROLES",
    "Correction",
    "FollowedArea",
    "Group",
    "Language",
    "Notice",
    "NoticeQuerySet",
    "NoticeTag",
    "Tag",
    "Target",
    "Translation",
    "Words",
    "nearest",
]
