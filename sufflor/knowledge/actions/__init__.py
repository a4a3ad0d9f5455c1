"""Everything that changes what has been written down."""

from sufflor.knowledge.actions.articles import (
    NotFromHere,
    draft_article,
    import_article,
    let_readers_have,
    mark_outdated,
    publish_article,
    take_from_readers,
    validate_article,
    withdraw_article,
)
from sufflor.knowledge.actions.deeds import Deed
from sufflor.knowledge.actions.forgetting import StillThere, forget_article
from sufflor.knowledge.actions.sections import admit, follow_move, open_section
from sufflor.knowledge.actions.themes import (
    announce_change,
    curate,
    keep_link,
    open_theme,
)

__all__ = [
    "Deed",
    "NotFromHere",
    "StillThere",
    "admit",
    "announce_change",
    "curate",
    "draft_article",
    "follow_move",
    "forget_article",
    "import_article",
    "keep_link",
    "let_readers_have",
    "mark_outdated",
    "open_section",
    "open_theme",
    "publish_article",
    "take_from_readers",
    "validate_article",
    "withdraw_article",
]
