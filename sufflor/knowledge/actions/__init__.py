"""Everything that changes what has been written down."""

from sufflor.knowledge.actions.approving import (
    NotApproved,
    ask_for_approval,
    send_for_approval,
    text_was_decided_on,
    text_was_sent,
    waive_approval,
)
from sufflor.knowledge.actions.articles import (
    begin_missing,
    draft_article,
    import_article,
    let_readers_have,
    publish_article,
    take_from_readers,
    withdraw_article,
)
from sufflor.knowledge.actions.closing import (
    NothingToHandOver,
    SameDepartment,
    hand_over_section,
)
from sufflor.knowledge.actions.counting import count_readings, forget_readings, note_reuse
from sufflor.knowledge.actions.deeds import Deed
from sufflor.knowledge.actions.doubting import doubt_articles, doubt_what_leads_to
from sufflor.knowledge.actions.forgetting import StillThere, forget_article
from sufflor.knowledge.actions.links import (
    keep_link,
    link_was_kept,
    link_was_removed,
    note_visit,
)
from sufflor.knowledge.actions.paths import (
    check_off,
    open_path,
    path_was_published,
    path_was_withdrawn,
    take_back_check,
)
from sufflor.knowledge.actions.replacing import NoSuchText, ReplacesItself, replace_article
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
from sufflor.knowledge.actions.scheduling import follow_schedule
from sufflor.knowledge.actions.sections import admit, follow_move, open_section
from sufflor.knowledge.actions.sharing import keep_shared, shared_was_kept
from sufflor.knowledge.actions.standing import NotFromHere
from sufflor.knowledge.actions.suggesting import (
    AnsweredAlready,
    NothingSuggested,
    SayWhy,
    SuggestedEnough,
    answer_suggestion,
    suggest_change,
)
from sufflor.knowledge.actions.taking_in import NothingToTakeIn, WritesForNobody, take_in
from sufflor.knowledge.actions.themes import (
    announce_change,
    curate,
    open_theme,
)
from sufflor.knowledge.actions.unlearning import forget_checks, forget_suggestions, forget_verdicts
from sufflor.knowledge.actions.verdicts import (
    Nobody,
    NumberInWords,
    judge,
    settle_verdicts,
)
from sufflor.knowledge.actions.wording import (
    MOST_EXPRESSIONS,
    HoldsNumber,
    InManyGroups,
    NotAWord,
    PromotedEnough,
    SwallowsAll,
    TooLong,
    TooMuch,
    demote_hit,
    drop_synonyms,
    drop_translation,
    keep_synonyms,
    keep_translation,
    promote_hit,
)

__all__ = [
    "MOST_EXPRESSIONS",
    "AnsweredAlready",
    "CannotKeep",
    "Deed",
    "HoldsNumber",
    "InManyGroups",
    "KeepsNothing",
    "NoSuchText",
    "Nobody",
    "NotAWord",
    "NotApproved",
    "NotFromHere",
    "NotToCome",
    "NothingSuggested",
    "NothingToHandOver",
    "NothingToTakeIn",
    "NumberInWords",
    "PromotedEnough",
    "ReplacesItself",
    "SameDepartment",
    "SayWhy",
    "StillThere",
    "SuggestedEnough",
    "SwallowsAll",
    "TooLong",
    "TooMuch",
    "WritesForNobody",
    "admit",
    "announce_change",
    "answer_suggestion",
    "ask_for_approval",
    "begin_missing",
    "check_off",
    "count_readings",
    "curate",
    "demote_hit",
    "doubt_articles",
    "doubt_what_leads_to",
    "draft_article",
    "drop_synonyms",
    "drop_translation",
    "follow_move",
    "follow_schedule",
    "forget_article",
    "forget_checks",
    "forget_readings",
    "forget_suggestions",
    "forget_verdicts",
    "hand_over_articles",
    "hand_over_section",
    "import_article",
    "judge",
    "keep_link",
    "keep_shared",
    "keep_synonyms",
    "keep_translation",
    "let_readers_have",
    "link_was_kept",
    "link_was_removed",
    "mark_outdated",
    "note_reuse",
    "note_visit",
    "open_path",
    "open_section",
    "open_theme",
    "path_was_published",
    "path_was_withdrawn",
    "plan_review",
    "promote_hit",
    "publish_article",
    "remind_of_reviews",
    "replace_article",
    "review_article",
    "send_for_approval",
    "settle_verdicts",
    "shared_was_kept",
    "suggest_change",
    "take_back_check",
    "take_care_of",
    "take_from_readers",
    "take_in",
    "text_was_decided_on",
    "text_was_sent",
    "validate_article",
    "waive_approval",
    "withdraw_article",
]
