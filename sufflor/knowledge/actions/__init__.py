"""Everything that changes what has been written down."""

from sufflor.knowledge.actions.approving import NotApproved, ask_for_approval, waive_approval
from sufflor.knowledge.actions.articles import (
    draft_article,
    import_article,
    let_readers_have,
    publish_article,
    take_from_readers,
    withdraw_article,
)
from sufflor.knowledge.actions.deeds import Deed
from sufflor.knowledge.actions.forgetting import StillThere, forget_article
from sufflor.knowledge.actions.links import keep_link, link_was_kept, note_visit
from sufflor.knowledge.actions.reviews import (
    CannotKeep,
    KeepsNothing,
    NotToCome,
    hand_over_articles,
    mark_outdated,
    plan_review,
    remind_of_reviews,
    review_article,
    take_care_of,
    validate_article,
)
from sufflor.knowledge.actions.sections import admit, follow_move, open_section
from sufflor.knowledge.actions.standing import NotFromHere
from sufflor.knowledge.actions.themes import (
    announce_change,
    curate,
    open_theme,
)
from sufflor.knowledge.actions.verdicts import (
    Nobody,
    NumberInWords,
    judge,
    settle_verdicts,
)

__all__ = [
    "CannotKeep",
    "Deed",
    "KeepsNothing",
    "Nobody",
    "NotApproved",
    "NotFromHere",
    "NotToCome",
    "NumberInWords",
    "StillThere",
    "admit",
    "announce_change",
    "ask_for_approval",
    "curate",
    "draft_article",
    "follow_move",
    "forget_article",
    "hand_over_articles",
    "import_article",
    "judge",
    "keep_link",
    "let_readers_have",
    "link_was_kept",
    "mark_outdated",
    "note_visit",
    "open_section",
    "open_theme",
    "plan_review",
    "publish_article",
    "remind_of_reviews",
    "review_article",
    "settle_verdicts",
    "take_care_of",
    "take_from_readers",
    "validate_article",
    "waive_approval",
    "withdraw_article",
]
