"""What pages need to know of texts: as readers meet them, and as their owners keep them."""

from sufflor.knowledge.queries.carers import Carers, carers
from sufflor.knowledge.queries.lists import changed_lately, published
from sufflor.knowledge.queries.narrowing import (
    Facets,
    Wanted,
    facets,
    narrowed_area,
    narrowed_theme,
)
from sufflor.knowledge.queries.pages import (
    AreaText,
    AreaTile,
    ArticlePage,
    Overview,
    area_page,
    article_page,
    overview,
    theme_page,
)
from sufflor.knowledge.queries.report import UnitReport, report
from sufflor.knowledge.queries.taught import Taught, taught
from sufflor.knowledge.queries.upkeep import (
    Coming,
    Unhelpful,
    Upkeep,
    awaiting_reminder,
    dead_links_kept_by,
    keepers_seen_by,
    kept_by,
    said_of,
    sections_seen_by,
    step_of,
    to_review_by,
    upkeep,
)

__all__ = [
    "AreaText",
    "AreaTile",
    "ArticlePage",
    "Carers",
    "Coming",
    "Facets",
    "Overview",
    "Taught",
    "Unhelpful",
    "UnitReport",
    "Upkeep",
    "Wanted",
    "area_page",
    "article_page",
    "awaiting_reminder",
    "carers",
    "changed_lately",
    "dead_links_kept_by",
    "facets",
    "keepers_seen_by",
    "kept_by",
    "narrowed_area",
    "narrowed_theme",
    "overview",
    "published",
    "report",
    "said_of",
    "sections_seen_by",
    "step_of",
    "taught",
    "theme_page",
    "to_review_by",
    "upkeep",
]
