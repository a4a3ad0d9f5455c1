"""What has been written down for everyone: sections, articles, theme pages and managed links.

Wagtail is where it is edited; nothing here is served by Wagtail. A live row is what readers meet,
a draft lives in its revisions alone.
"""

from sufflor.knowledge.models.approving import Approval, approves, managed_areas
from sufflor.knowledge.models.articles import Article
from sufflor.knowledge.models.reading import ArticleText, Card, Sibling, ThemeText
from sufflor.knowledge.models.sections import Section
from sufflor.knowledge.models.themes import Link, ThemeItem, ThemeList, ThemePage
from sufflor.knowledge.models.upkeep import Reminder, Review, Verdict
from sufflor.knowledge.models.words import (
    Entrance,
    Fault,
    Function,
    Kind,
    Language,
    Level,
    Outcome,
    State,
    Step,
    WhyNot,
)

__all__ = [
    "Approval",
    "Article",
    "ArticleText",
    "Card",
    "Entrance",
    "Fault",
    "Function",
    "Kind",
    "Language",
    "Level",
    "Link",
    "Outcome",
    "Reminder",
    "Review",
    "Section",
    "Sibling",
    "State",
    "Step",
    "ThemeItem",
    "ThemeList",
    "ThemePage",
    "ThemeText",
    "Verdict",
    "WhyNot",
    "approves",
    "managed_areas",
]
