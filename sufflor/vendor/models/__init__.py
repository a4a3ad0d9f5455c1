"""Vendors with what they make and promise, the cases that are with them, and what was said."""

from sufflor.vendor.models.cases import (
    AT_THE_VENDOR,
    LONG_TEXT,
    NUMBER_LENGTH,
    TITLE_LENGTH,
    UNDER_WAY,
    WORDS_LENGTH,
    Check,
    Kind,
    Outcome,
    State,
    VendorCase,
    VendorCaseQuerySet,
)
from sufflor.vendor.models.entries import ENTRY_LENGTH, Channel, Entry, EntryKind
from sufflor.vendor.models.meetings import Meeting
from sufflor.vendor.models.ties import RequestTie
from sufflor.vendor.models.vendors import (
    NAME_LENGTH,
    Agreement,
    Severity,
    System,
    Vendor,
    VendorClosure,
    VendorHours,
)
from sufflor.vendor.models.versions import Version

__all__ = [
    "AT_THE_VENDOR",
    "ENTRY_LENGTH",
    "LONG_TEXT",
    "NAME_LENGTH",
    "NUMBER_LENGTH",
    "TITLE_LENGTH",
    "UNDER_WAY",
    "WORDS_LENGTH",
    "Agreement",
    "Channel",
    "Check",
    "Entry",
    "EntryKind",
    "Kind",
    "Meeting",
    "Outcome",
    "RequestTie",
    "Severity",
    "State",
    "System",
    "Vendor",
    "VendorCase",
    "VendorCaseQuerySet",
    "VendorClosure",
    "VendorHours",
    "Version",
]
