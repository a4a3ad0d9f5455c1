"""What has been written down for everyone: sections, articles, theme pages and managed links.

Wagtail is where it is edited; nothing here is served by Wagtail. A live row is what readers meet,
a draft lives in its revisions alone.
"""

from sufflor.knowledge.models.articles import Article
from sufflor.knowledge.models.reading import ArticleText, Card, ThemeText
from sufflor.knowledge.models.sections import Section
from sufflor.knowledge.models.themes import Link, ThemeItem, ThemeList, ThemePage
from sufflor.knowledge.models.words import Entrance, Language, State

__all__ = [
    "Article",
    "ArticleText",
    "Card",
    "Entrance",
    "Language",
    "Link",
    "Section",
    "State",
    "ThemeItem",
    "ThemeList",
    "ThemePage",
    "ThemeText",
]
