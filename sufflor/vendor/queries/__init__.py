"""Reading cases: the board, one case, what would leave the house, the weekly list, versions."""

from sufflor.vendor.queries.affected import Affected, affected
from sufflor.vendor.queries.board import (
    COLUMNS,
    Card,
    Column,
    Filter,
    board,
    cards_of,
    filters,
    untouched,
    with_rows,
)
from sufflor.vendor.queries.calendar import calendar_of, due_by_agreement
from sufflor.vendor.queries.due import (
    letters_to,
    reported_to,
    to_remind_of,
    vendor_of,
    vendors,
)
from sufflor.vendor.queries.leaving import BY_DEFAULT, Bundle, Part, bundle
from sufflor.vendor.queries.pseudonyms import Replaced
from sufflor.vendor.queries.ties import (
    cases_of_error,
    cases_of_request,
    contacts,
    errors_of,
    errors_told_of,
    errors_under_way,
    questions_of,
    requests_of,
    requests_without_error,
    solved_with,
    thread,
    told_when_released,
)
from sufflor.vendor.queries.versions import ReleaseNotes, release_notes, standing, systems, versions
from sufflor.vendor.queries.weekly import Line, Weekly, last_meeting, weekly

__all__ = [
    "BY_DEFAULT",
    "COLUMNS",
    "Affected",
    "Bundle",
    "Card",
    "Column",
    "Filter",
    "Line",
    "Part",
    "ReleaseNotes",
    "Replaced",
    "Weekly",
    "affected",
    "board",
    "bundle",
    "calendar_of",
    "cards_of",
    "cases_of_error",
    "cases_of_request",
    "contacts",
    "due_by_agreement",
    "errors_of",
    "errors_told_of",
    "errors_under_way",
    "filters",
    "last_meeting",
    "letters_to",
    "questions_of",
    "release_notes",
    "reported_to",
    "requests_of",
    "requests_without_error",
    "solved_with",
    "standing",
    "systems",
    "thread",
    "to_remind_of",
    "told_when_released",
    "untouched",
    "vendor_of",
    "vendors",
    "versions",
    "weekly",
    "with_rows",
]
