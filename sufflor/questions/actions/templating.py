"""Changing what the hours of one kind are like on every day of a rollout."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy

from sufflor.events import actions as events
from sufflor.events.http import CHROME
from sufflor.lib.refusals import Refusal, require
from sufflor.organization.models import User
from sufflor.questions import rules
from sufflor.questions.actions import carrying
from sufflor.questions.actions.changing import require_free_time
from sufflor.questions.actions.planning import templates_of
from sufflor.questions.actions.wishes import TemplateWish
from sufflor.questions.models import HourKind, HourTemplate, QuestionHour
from sufflor.questions.pattern import following
from sufflor.rollout.actions.planning import require_held
from sufflor.rollout.models import Rollout


class NotDaily(Refusal):
    reason = gettext_lazy("Only the opening and the closing hour are the same every day.")
    way_out = gettext_lazy("Change an extra hour by itself.")


class TemplatesOverlap(Refusal):
    reason = gettext_lazy("The opening and the closing hour would be held at the same time.")
    status = 422


@transaction.atomic
def change_template(
    *, rollout: Rollout, kind: HourKind | str, wanted: TemplateWish, by: User, at: datetime
) -> HourTemplate:
    """Change the pattern, and with it the hours to come that nobody has changed by hand.

    Title, room and link follow at once. Times, moderation and names follow only in hours that are
    not announced yet and in which nobody has asked.
    """
    require(rules.may_plan(by))
    require_held(rollout)
    wanted = wanted.checked()
    template = _locked(rollout, kind)
    _check_the_day(rollout, kind, wanted)
    if TemplateWish.of(template) == wanted:
        return template
    series = carrying.lock_all(rollout)
    _write(template, wanted)
    followed = [hour for hour in series.held() if _follow(hour, template, by, at)]
    for hour in followed:
        require_free_time(series, hour)
    carrying.settle(series, by, at)
    slugs: list[events.JsonValue] = [hour.slug for hour in followed]
    events.record("hour_template.changed", about=rollout, by=by, at=at, kind=str(kind), hours=slugs)
    for hour in sorted(followed, key=lambda hour: hour.pk):
        events.touch(hour.topic)
    events.touch(CHROME)
    return template


def _locked(rollout: Rollout, kind: HourKind | str) -> HourTemplate:
    if kind not in {template.kind for template in templates_of(rollout)}:
        raise NotDaily
    return HourTemplate.objects.select_for_update(no_key=True).get(rollout=rollout, kind=kind)


def _check_the_day(rollout: Rollout, kind: HourKind | str, wanted: TemplateWish) -> None:
    others = rollout.hour_templates.exclude(kind=kind)
    if others.filter(opens__lt=wanted.closes, closes__gt=wanted.opens).exists():
        raise TemplatesOverlap


def _write(template: HourTemplate, wanted: TemplateWish) -> None:
    template.opens, template.closes = wanted.opens, wanted.closes
    template.own_title, template.room = wanted.title, wanted.room
    template.video_url = wanted.video_url
    template.moderation, template.names = str(wanted.moderation), str(wanted.names)
    template.save()


def _follow(hour: QuestionHour, template: HourTemplate, by: User, at: datetime) -> bool:
    """Whether the hour became another. Each tells of it by itself, for those who follow it."""
    if hour.kind != template.kind:
        return False
    becomes = following(hour, template, hour.questions.exists(), at)
    if not becomes.changed:
        return False
    for name in becomes.changed:
        setattr(hour, name, becomes.wanted[name])
    # It collects from where the hour before it ends, which is said when all have been moved.
    hour.collects_from = min(hour.collects_from, hour.opens_at)
    hour.save(update_fields=[*becomes.changed, "collects_from"])
    verb = "hour.moved" if becomes.is_moved else "hour.changed"
    events.record(verb, about=hour, by=by, at=at)
    return True
