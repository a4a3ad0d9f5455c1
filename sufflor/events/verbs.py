"""Every deed that leaves a trace, and what it means. `events.actions.record` takes no other."""

from __future__ import annotations

VERBS: dict[str, str] = {
    "organization.loaded": "The organisation was loaded from files.",
    "appointment.made": "A person was appointed process adviser.",
    "appointment.ended": "An appointment as process adviser ended.",
    "absence.noted": "A helper is away for a time, with or without a deputy.",
    "role.granted": "A person was given a role.",
    "role.withdrawn": "A role was taken from a person.",
}
