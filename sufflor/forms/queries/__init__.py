"""Reading forms: what there is to fill in, what is known of the writer, what editors made."""

from sufflor.forms.missing import Missing, missing_texts
from sufflor.forms.queries.catalogue import (
    Entry,
    Kind,
    asked_for,
    being_filled_in,
    catalogue,
    kind,
    published,
    record_class,
)
from sufflor.forms.queries.facts import known
from sufflor.forms.queries.overview import Overview, newest, overview, overview_of, versions

__all__ = [
    "Entry",
    "Kind",
    "Missing",
    "Overview",
    "asked_for",
    "being_filled_in",
    "catalogue",
    "kind",
    "known",
    "missing_texts",
    "newest",
    "overview",
    "overview_of",
    "published",
    "record_class",
    "versions",
]
