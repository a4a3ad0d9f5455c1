"""What is escalated out of the house, and what comes back."""

from __future__ import annotations

VERBS: dict[str, str] = {
    "vendor.registered": "A vendor was registered, with an account and what it has promised.",
    "vendor.changed": "A vendor got another name, address, calendar or agreement.",
    "vendor.system_added": "Something that a vendor makes was added.",
    "vendor.met": "The list of cases was gone through with a vendor.",
    "vendor_case.proposed": "Something was put down as a case for a vendor.",
    "vendor_case.opened": "A vendor contact opened a case.",
    "vendor_case.described": "A case for a vendor was described anew.",
    "vendor_case.planned": "A case for a vendor got an owner, a next action or a due time.",
    "vendor_case.noted": "A note was written on a case for a vendor.",
    "vendor_case.tied": "Requests, errors or questions were tied to a case for a vendor.",
    "vendor_case.untied": "Requests, errors or questions are no longer tied to a case.",
    "vendor_case.mailed": "Words on a case were sent to its vendor by e-mail.",
    "vendor_case.sent": "Words on a case were sent to its vendor, as text or over the API.",
    "vendor_case.heard": "A vendor said something of a case; its owner is told.",
    "vendor_case.confirmed": "The vendor sees it too.",
    "vendor_case.fix_announced": "The vendor has a fix, in a version.",
    "vendor_case.test_begun": "A vendor's fix is being tried here.",
    "vendor_case.verified": "A vendor's fix was tried here, and holds.",
    "vendor_case.released": "A vendor's fix is in use: what waited for it ends.",
    "vendor_case.fix_taken_back": "A vendor's fix does not hold, or was withdrawn.",
    "vendor_case.bundled": "Wishes that were accepted became one case for a vendor.",
    "vendor_case.closed": "A case for a vendor ended without a fix.",
    "vendor_case.reopened": "A case for a vendor that was closed was taken up again.",
    "version.planned": "A version of a vendor's system was put down.",
    "version.changed": "What is said of a version was changed.",
    "version.released": "A version of a vendor's system is in use.",
    "version.withdrawn": "A version was taken back, with the fixes that were in it.",
}
