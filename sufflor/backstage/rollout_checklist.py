"""What has to be in place before a rollout starts, as far as the house can tell by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from sufflor.backstage.roster import Row
from sufflor.knowledge.queries import AreaTile
from sufflor.messaging.queries import MailState
from sufflor.rollout.models import ITEM_LENGTH, ChecklistItem, Rollout
from sufflor.rollout.queries import Readiness

NAMED = 4


@dataclass(frozen=True)
class Point:
    """One thing that is worked out. `detail` says what lacks; empty when nothing does."""

    label: str
    detail: str
    url: str = ""

    @property
    def is_done(self) -> bool:
        return not self.detail


class ItemForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Something of your own to remember"), max_length=ITEM_LENGTH
    )


def points(
    rollout: Rollout,
    rows: Sequence[Row],
    areas: Sequence[AreaTile],
    ready: Readiness,
    mail: MailState,
) -> list[Point]:
    """Hours that are over are let be."""
    coming = [row for row in rows if not row.is_over]
    return [
        _staffing(rollout, coming),
        _places(rollout, coming),
        _articles(areas),
        _policies(rollout, ready),
        _languages(rollout, ready),
        _mail(mail),
    ]


def _staffing(rollout: Rollout, rows: Sequence[Row]) -> Point:
    hostless = sum(not row.hosts for row in rows)
    open_areas = sum(bool(row.holes) for row in rows)
    return Point(
        label=_("Hours with everyone they need: %(done)s of %(all)s")
        % {"done": sum(row.is_whole for row in rows), "all": len(rows)},
        detail=_joined(
            ngettext("%(count)s hour lacks a host.", "%(count)s hours lack a host.", hostless),
            hostless,
            ngettext(
                "%(count)s hour has areas that nobody answers for.",
                "%(count)s hours have areas that nobody answers for.",
                open_areas,
            ),
            open_areas,
        ),
        url=reverse("roster", args=[rollout.pk]),
    )


def _joined(first: str, first_count: int, second: str, second_count: int) -> str:
    said = ((first, first_count), (second, second_count))
    return " ".join(words % {"count": count} for words, count in said if count)


def _places(rollout: Rollout, rows: Sequence[Row]) -> Point:
    placed = sum(bool(row.hour.room or row.hour.video_url) for row in rows)
    lack = len(rows) - placed
    return Point(
        label=_("Hours with a room or a link: %(done)s of %(all)s")
        % {"done": placed, "all": len(rows)},
        detail=ngettext("%(count)s hour has neither.", "%(count)s hours have neither.", lack)
        % {"count": lack}
        if lack
        else "",
        url=reverse("template_change", args=[rollout.pk, "oppstart"]),
    )


def _articles(areas: Sequence[AreaTile]) -> Point:
    empty = [area.name for area in areas if not area.count]
    return Point(
        label=_("Areas with guidance that people can read: %(done)s of %(all)s")
        % {"done": len(areas) - len(empty), "all": len(areas)},
        detail=_("Nothing yet: %(names)s.") % {"names": _named(empty)} if empty else "",
        url=reverse("themes"),
    )


def _policies(rollout: Rollout, ready: Readiness) -> Point:
    open_ways = ready.undecided_ways
    return Point(
        label=_("Ways in with a decision: %(done)s of %(all)s")
        % {"done": ready.way_count - len(open_ways), "all": ready.way_count},
        detail=_("Not decided: %(names)s.") % {"names": _named(open_ways)} if open_ways else "",
        url=reverse("rollout_change", args=[rollout.pk]),
    )


def _languages(rollout: Rollout, ready: Readiness) -> Point:
    names = {"nn": _("nynorsk"), "en": _("English")}
    lacks = [names[code] for code in ready.untranslated]
    return Point(
        label=_("Texts in nynorsk and English"),
        detail=_("Some texts lack %(names)s.") % {"names": _named(lacks)} if lacks else "",
        url=reverse("rollout_change", args=[rollout.pk]),
    )


def _mail(state: MailState) -> Point:
    detail = ""
    if state.is_silent:
        detail = _("Nobody sends it: no worker is running.")
    elif state.trouble:
        detail = _("The mail server says: “%(words)s”") % {"words": state.trouble}
    return Point(label=_("Mail goes out"), detail=detail, url=reverse("mail") if detail else "")


def _named(names: Sequence[str]) -> str:
    """The first few, and how many more."""
    if len(names) <= NAMED:
        return ", ".join(names)
    more = _("%(count)s more") % {"count": len(names) - NAMED}
    return f"{', '.join(names[:NAMED])} {_('and')} {more}"


def done_count(computed: Sequence[Point], items: Sequence[ChecklistItem]) -> int:
    return sum(point.is_done for point in computed) + sum(item.is_ticked for item in items)
