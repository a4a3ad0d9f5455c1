"""What has been written down for everyone: articles, theme pages, learning paths, managed links.

Wagtail is where it is edited; nothing here is served by Wagtail. A live row is what readers meet,
a draft lives in its revisions alone.
"""

from sufflor.knowledge.models.approving import Approval, approves, managed_areas
from sufflor.knowledge.models.articles import Article
from sufflor.knowledge.models.guides import GuideStep, SharedText, SharedUse
from sufflor.knowledge.models.links import Link
from sufflor.knowledge.models.paths import Check, LearningPath, PathItem
from sufflor.knowledge.models.reading import (
    ArticleText,
    Card,
    PathLine,
    PathText,
    Sibling,
    ThemeText,
)
from sufflor.knowledge.models.sections import Section
from sufflor.knowledge.models.suggestions import (
    Suggestion,
    SuggestionQuerySet,
    Taken,
)
from sufflor.knowledge.models.themes import ThemeItem, ThemeList, ThemePage
from sufflor.knowledge.models.upkeep import Reminder, Review, Verdict
from sufflor.knowledge.models.use import Doubt, Reading, Reuse
from sufflor.knowledge.models.words import (
    Because,
    Entrance,
    Fault,
    Function,
    Kind,
    Language,
    Level,
    Outcome,
    Place,
    State,
    Step,
    WhyNot,
)

__all__ = [
    "Approval",
    "Article",
    "ArticleText",
    "Because",
    "Card",
    "Check",
    "Doubt",
    "Entrance",
    "Fault",
    "Function",
    "GuideStep",
    "Kind",
    "Language",
    "LearningPath",
    "Level",
    "Link",
    "Outcome",
    "PathItem",
    "PathLine",
    "PathText",
    "Place",
    "Reading",
    "Reminder",
    "Reuse",
    "Review",
    "Section",
    "SharedText",
    "SharedUse",
    "Sibling",
    "State",
    "Step",
    "Suggestion",
    "SuggestionQuerySet",
    "Taken",
    "ThemeItem",
    "ThemeList",
    "ThemePage",
    "ThemeText",
    "Verdict",
    "WhyNot",
    "approves",
    "managed_areas",
]
