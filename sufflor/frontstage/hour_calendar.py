"""Question hours in a calendar of one's own: all of them as a feed, or one as a file."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import path, reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_safe

from sufflor.events.http import CHROME, revisions
from sufflor.lib import calendar_file
from sufflor.lib.clock import local_date
from sufflor.organization.http import Request
from sufflor.questions import queries
from sufflor.questions.queries import CalendarHour

PRODUCER = "-//Sufflør//Spørretimer//NO"


def _feed_tag(request: Request) -> str:
    """Every change of an hour moves "chrome"; what is in the feed changes with the day too."""
    return f'"hours-{revisions(request)[CHROME]}-{get_language()}-{local_date(request.at)}"'


@require_safe
@condition(etag_func=_feed_tag)
def feed(request: Request) -> HttpResponse:
    """The same for everyone, whoever they are: nothing in it is only for those signed in."""
    entries = [_entry(one, with_video=False) for one in queries.calendar(request.at)]
    return _file(entries)


def _hour_tag(request: Request, slug: str) -> str:
    signed_in = int(request.user.is_authenticated)
    return f'"hour-{slug}-{revisions(request)[CHROME]}-{get_language()}-{signed_in}"'


@require_safe
@condition(etag_func=_hour_tag)
def one_hour(request: Request, slug: str) -> HttpResponse:
    """With the link to the video meeting for those who are signed in."""
    found = queries.find_hour(slug)
    if found is None:
        raise Http404
    one = queries.calendar_hour(found.hour)
    response = _file([_entry(one, with_video=request.user.is_authenticated)])
    response["Content-Disposition"] = f'attachment; filename="{slug}.ics"'
    response["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ["Cookie"])
    return response


def _file(entries: list[calendar_file.Entry]) -> HttpResponse:
    content = calendar_file.written(_("Question hours"), PRODUCER, entries)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


def _entry(one: CalendarHour, *, with_video: bool) -> calendar_file.Entry:
    hour = one.hour
    url = f"{settings.PUBLIC_URL}{reverse('hour', args=[hour.slug])}"
    video_url = hour.video_url if with_video and not hour.is_cancelled else ""
    return calendar_file.Entry(
        uid=f"question-hour-{hour.pk}@{urlsplit(settings.PUBLIC_URL).hostname}",
        sequence=one.sequence,
        changed_at=one.changed_at,
        starts_at=hour.opens_at,
        ends_at=hour.closes_at,
        title=_("Question hour: %(title)s") % {"title": hour.title},
        text=_text(one, url, video_url),
        place=hour.room,
        url=url,
        video_url=video_url,
        is_cancelled=hour.is_cancelled,
    )


def _text(one: CalendarHour, url: str, video_url: str) -> str:
    if one.hour.is_cancelled:
        reason = {"reason": one.hour.cancelled_why}
        return "\n".join([_("Called off: %(reason)s") % reason, url])
    lines = [_("Ask beforehand, and read the answers afterwards:"), url]
    if video_url:
        lines += ["", _("Video meeting:"), video_url]
    return "\n".join(lines)


urls = [
    path("sporretimer.ics", feed, name="hours_calendar"),
    path("sporretimer/<slug:slug>.ics", one_hour, name="hour_calendar"),
]
