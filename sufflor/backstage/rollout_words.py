"""How planners read what has happened, and what kind of day it is for a rollout."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from sufflor.rollout.queries import LogLine

SAID = {
    "rollout.planned": _("planned the rollout"),
    "rollout.changed": _("changed the rollout"),
    "rollout.called_off": _("called the rollout off"),
    "rollout.calling_off_undone": _("is held after all"),
    "mode.normal": _("to normal operation by hand"),
    "mode.rollout": _("to rollout mode by hand"),
    "mode.plan": _("follows its dates again"),
    "mode.change_undone": _("the change of mode was undone"),
    "door.opened": _("opened by hand"),
    "door.closed": _("closed by hand"),
    "door.override_undone": _("let the plan decide again"),
    "way_in.offered": _("offered as a new way in"),
    "way_in.changed": _("changed the way in"),
    "checklist.added": _("added to the checklist"),
    "checklist.removed": _("taken off the checklist"),
    "checklist.ticked": _("ticked on the checklist"),
    "checklist.unticked": _("the tick was taken away"),
}


def said(lines: list[LogLine]) -> list[tuple[LogLine, str]]:
    return [(line, str(SAID[line.verb])) for line in lines]
