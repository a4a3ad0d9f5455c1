"""What somebody wants an hour, or every hour of a kind, to be like: cleaned and checked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import Self

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


@dataclass(frozen=True, kw_only=True)
class Wish:
    """Where it is and how it works. Without a title an hour is called after its kind."""

    title: str = ""
    room: str = ""
    video_url: str = ""
    moderation: Moderation | str = Moderation.AFTER
    names: Names | str = Names.HOSTS_ONLY

    def checked(self) -> Self:
        """As it is stored, or a refusal."""
        title, room, link = one_line(self.title), one_line(self.room), one_line(self.video_url)
        if len(title) > NAME_LENGTH or len(room) > NAME_LENGTH:
            raise NameTooLong
        if link:
            _check_link(link)
        return replace(self, title=title, room=room, video_url=link)


@dataclass(frozen=True)
class HourWish(Wish):
    """What one hour is to be like."""

    opens_at: datetime
    closes_at: datetime

    @classmethod
    def of(cls, hour: QuestionHour) -> HourWish:
        """The hour as it is: change with `dataclasses.replace` what is to be otherwise."""
        return cls(hour.opens_at, hour.closes_at, **_as_it_is(hour))

    def checked(self) -> Self:
        if self.closes_at <= self.opens_at:
            raise ClosesBeforeItOpens
        return super().checked()


@dataclass(frozen=True)
class TemplateWish(Wish):
    """What the hours of one kind are to be like on every day, on the clock in Oslo."""

    opens: time
    closes: time

    @classmethod
    def of(cls, template: HourTemplate) -> TemplateWish:
        """The template as it is."""
        return cls(template.opens, template.closes, **_as_it_is(template))

    def checked(self) -> Self:
        if self.closes <= self.opens:
            raise ClosesBeforeItOpens
        return super().checked()


def _as_it_is(thing: QuestionHour | HourTemplate) -> dict[str, str]:
    return {
        "title": thing.own_title,
        "room": thing.room,
        "video_url": thing.video_url,
        "moderation": thing.moderation,
        "names": thing.names,
    }


def _check_link(address: str) -> None:
    if len(address) > LINK_LENGTH:
        raise NotALink
    try:
        _is_link(address)
    except ValidationError:
        raise NotALink from None
