"""Files that hold texts: what is in them, told before anything is taken in.

Word documents, web pages, zips of web pages with their pictures, and tables with a text on each
row. Nothing is fetched from elsewhere, and nothing in them is run.
"""

from __future__ import annotations

from sufflor.backstage.manuscripts.page import LONGEST_TEXT, MOST_PICTURES, Page, RawPicture
from sufflor.backstage.manuscripts.reading import (
    KINDS,
    Fault,
    NotText,
    Reading,
    Row,
    drawn,
    read,
)
from sufflor.backstage.manuscripts.table import COLUMNS

__all__ = [
    "COLUMNS",
    "KINDS",
    "LONGEST_TEXT",
    "MOST_PICTURES",
    "Fault",
    "NotText",
    "Page",
    "RawPicture",
    "Reading",
    "Row",
    "drawn",
    "read",
]
