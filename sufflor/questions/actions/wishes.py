"""What somebody wants an hour, or every hour of a kind, to be like: cleaned and checked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy

from sufflor.lib.refusals import Refusal
from sufflor.lib.text import one_line
from sufflor.questions.models import HourTemplate, Moderation, Names, QuestionHour

NAME_LENGTH = 120
LINK_LENGTH = 500
_is_link = URLValidator(schemes=["http", "https"])


class ClosesBeforeItOpens(Refusal):
    reason = gettext_lazy("The hour ends before it begins. Choose a later end.")
    status = 422


class NameTooLong(Refusal):
    reason = gettext_lazy("The title and the room have at most 120 characters each.")
    status = 422


class NotALink(Refusal):
    reason = gettext_lazy("The video link must be an address that begins with https://.")
    status = 422


@dataclass(frozen=True)
class HourWish:
    """What one hour is to be like. Without a title it is called after its kind."""

    opens_at: datetime
    closes_at: datetime
    title: str = ""
    room: str = ""
    video_url: str = ""
    moderation: Moderation | str = Moderation.AFTER
    names: Names | str = Names.HOSTS_ONLY

    @classmethod
    def of(cls, hour: QuestionHour) -> HourWish:
        """The hour as it is: change with `dataclasses.replace` what is to be otherwise."""
        return cls(
            opens_at=hour.opens_at,
            closes_at=hour.closes_at,
            title=hour.own_title,
            room=hour.room,
            video_url=hour.video_url,
            moderation=hour.moderation,
            names=hour.names,
        )

    def checked(self) -> HourWish:
        if self.closes_at <= self.opens_at:
            raise ClosesBeforeItOpens
        title, room, video_url = _checked(self.title, self.room, self.video_url)
        return replace(self, title=title, room=room, video_url=video_url)


@dataclass(frozen=True)
class TemplateWish:
    """What the hours of one kind are to be like on every day, on the clock in Oslo."""

    opens: time
    closes: time
    title: str = ""
    room: str = ""
    video_url: str = ""
    moderation: Moderation | str = Moderation.AFTER
    names: Names | str = Names.HOSTS_ONLY

    @classmethod
    def of(cls, template: HourTemplate) -> TemplateWish:
        """The template as it is."""
        return cls(
            opens=template.opens,
            closes=template.closes,
            title=template.own_title,
            room=template.room,
            video_url=template.video_url,
            moderation=template.moderation,
            names=template.names,
        )

    def checked(self) -> TemplateWish:
        if self.closes <= self.opens:
            raise ClosesBeforeItOpens
        title, room, video_url = _checked(self.title, self.room, self.video_url)
        return replace(self, title=title, room=room, video_url=video_url)


def _checked(title: str, room: str, video_url: str) -> tuple[str, str, str]:
    title, room, video_url = one_line(title), one_line(room), one_line(video_url)
    if len(title) > NAME_LENGTH or len(room) > NAME_LENGTH:
        raise NameTooLong
    if video_url:
        _check_link(video_url)
    return title, room, video_url


def _check_link(address: str) -> None:
    if len(address) > LINK_LENGTH:
        raise NotALink
    try:
        _is_link(address)
    except ValidationError:
        raise NotALink from None
