"""What pages need to know of texts: as readers meet them, and as their owners keep them."""

from sufflor.knowledge.queries.approving import (
    Decided,
    Waiting,
    approvers_of,
    outcome_of,
    sender_of,
    waiting_for,
)
from sufflor.knowledge.queries.areas import AreaText, AreaTile, Overview, area_page, overview
from sufflor.knowledge.queries.beside import Highlights, examples, highlights
from sufflor.knowledge.queries.carers import Carers, carers
from sufflor.knowledge.queries.closing import Estate, estate
from sufflor.knowledge.queries.learning import checked_by, thing_of
from sufflor.knowledge.queries.lists import (
    at_address,
    changed_lately,
    published,
    replacement_of,
)
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
from sufflor.knowledge.queries.suggestions import (
    suggested_by,
    suggested_to,
    suggestion_with_text,
    suggestions_for,
    told_of_suggestion,
)
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
from sufflor.knowledge.queries.writers import may_change

__all__ = [
    "AreaText",
    "AreaTile",
    "ArticlePage",
    "Carers",
    "Coming",
    "Decided",
    "Estate",
    "Facets",
    "Highlights",
    "Overview",
    "Taught",
    "Unhelpful",
    "UnitReport",
    "Upkeep",
    "Waiting",
    "Wanted",
    "approvers_of",
    "area_page",
    "article_page",
    "at_address",
    "awaiting_reminder",
    "carers",
    "changed_lately",
    "checked_by",
    "dead_links_kept_by",
    "doubts_about",
    "estate",
    "examples",
    "facets",
    "highlights",
    "holding",
    "keepers_seen_by",
    "kept_by",
    "may_change",
    "narrowed_area",
    "narrowed_theme",
    "outcome_of",
    "overview",
    "path_page",
    "published",
    "replacement_of",
    "report",
    "said_of",
    "scheduled",
    "sections_seen_by",
    "sender_of",
    "step_of",
    "suggested_by",
    "suggested_to",
    "suggestion_with_text",
    "suggestions_for",
    "taught",
    "theme_page",
    "thing_of",
    "to_review_by",
    "told_of_suggestion",
    "upkeep",
    "waiting_for",
]
