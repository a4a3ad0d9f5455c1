"""What pages need to know of texts: as readers meet them, and as their owners keep them."""

from sufflor.knowledge.queries.areas import AreaText, AreaTile, Overview, area_page, overview
from sufflor.knowledge.queries.beside import Highlights, highlights
from sufflor.knowledge.queries.carers import Carers, carers
from sufflor.knowledge.queries.learning import checked_by, thing_of
from sufflor.knowledge.queries.lists import at_address, changed_lately, published
from sufflor.knowledge.queries.narrowing import (
    Facets,
    Wanted,
    facets,
    narrowed_area,
    narrowed_theme,
)
from sufflor.knowledge.queries.pages import ArticlePage, article_page, path_page, theme_page
from sufflor.knowledge.queries.report import UnitReport, report
from sufflor.knowledge.queries.scheduled import scheduled
from sufflor.knowledge.queries.shared import holding
from sufflor.knowledge.queries.taught import Taught, taught
from sufflor.knowledge.queries.upkeep import (
    Coming,
    Unhelpful,
    Upkeep,
    awaiting_reminder,
    dead_links_kept_by,
    doubts_about,
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
    "Highlights",
    "Overview",
    "Taught",
    "Unhelpful",
    "UnitReport",
    "Upkeep",
    "Wanted",
    "area_page",
    "article_page",
    "at_address",
    "awaiting_reminder",
    "carers",
    "changed_lately",
    "checked_by",
    "dead_links_kept_by",
    "doubts_about",
    "facets",
    "highlights",
    "holding",
    "keepers_seen_by",
    "kept_by",
    "narrowed_area",
    "narrowed_theme",
    "overview",
    "path_page",
    "published",
    "report",
    "said_of",
    "scheduled",
    "sections_seen_by",
    "step_of",
    "taught",
    "theme_page",
    "thing_of",
    "to_review_by",
    "upkeep",
]
