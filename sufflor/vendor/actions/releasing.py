"""Versions of a system: planned, in use, taken back; and the meetings where they are spoken of."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from sufflor.announcements import actions as announcements
from sufflor.announcements.actions import Wording
from sufflor.announcements.models import Language, Notice, Words
from sufflor.events import actions as events
from sufflor.knowledge import actions as knowledge
from sufflor.knowledge.models import Because, Function
from sufflor.lib.refusals import Refusal, require
from sufflor.lib.text import clean, one_line, shortened
from sufflor.organization.models import Unit, User
from sufflor.vendor import queries, rules
from sufflor.vendor.actions.fixing import take_back_fix
from sufflor.vendor.actions.following import News
from sufflor.vendor.models import Meeting, System, Vendor, VendorCase, Version
from sufflor.vendor.models.versions import NOTES_LENGTH, VERSION_LENGTH

# A button that was pressed twice is one meeting.
TWICE = timedelta(minutes=5)
MOST_NAMED = 10
TITLE_LENGTH = 90


class NoVersionName(Refusal):
    reason = gettext_lazy("Name the version, as no other of this system is named.")
    status = 422


class Withdrawn(Refusal):
    reason = gettext_lazy("This version is withdrawn.")


class NotInUse(Refusal):
    reason = gettext_lazy("The version is not in use yet, so there is nothing to tell of.")


@dataclass(frozen=True)
class Release:
    """What a version is said to be."""

    system: System
    name: str
    expected_on: date | None = None
    functions: Collection[str] = ()
    notes: str = ""


@transaction.atomic
def plan_version(*, release: Release, by: User, at: datetime) -> Version:
    require(rules.may_open(by))
    version = Version(system=release.system)
    _fill(version, release)
    version.save()
    events.record("version.planned", about=version, by=by, at=at)
    return version


@transaction.atomic
def change_version(*, version: Version, release: Release, by: User, at: datetime) -> Version:
    """Its system stays the same: fixes are promised in it."""
    require(rules.may_open(by))
    version = _standing(version)
    _fill(version, release)
    version.save()
    events.record("version.changed", about=version, by=by, at=at)
    return version


@transaction.atomic
def put_in_use(*, version: Version, by: User, at: datetime) -> Version:
    """Everyone works in it now, and what is written of what it changes is gone through again. Twice
    is once. Its fixes are released one by one."""
    require(rules.may_open(by))
    version = _standing(version)
    if version.released_at is None:
        version.released_at, version.released_by = at, by
        version.save(update_fields=["released_at", "released_by"])
        events.record("version.released", about=version, by=by, at=at)
        knowledge.doubt_articles(
            articles=queries.release_notes(version).articles,
            because=Because.VERSION,
            said=f"{version.system.name} {version.name}",
            by=by,
            at=at,
        )
    return version


@transaction.atomic
def withdraw_version(
    *, version: Version, why: str, news: News | None = None, by: User, at: datetime
) -> Version:
    """The vendor has taken it back, and with it every fix that was promised or given in it."""
    require(rules.may_open(by))
    version = _standing(version)
    for case in VendorCase.objects.filter(fixed_in=version).order_by("pk"):
        take_back_fix(case=case, why=why, news=news, by=by, at=at)
    version.withdrawn_at, version.withdrawn_by = at, by
    version.save(update_fields=["withdrawn_at", "withdrawn_by"])
    events.record("version.withdrawn", about=version, by=by, at=at)
    return version


@transaction.atomic
def tell_of_version(
    *, version: Version, unit: Unit, contact: str, by: User, at: datetime
) -> Notice:
    """A notice in the channel, once: what is better now, and which texts are being gone through."""
    require(rules.may_open(by))
    version = _standing(version)
    if not version.is_released:
        raise NotInUse
    notice = announcements.post_once(
        key=f"vendor.version:{version.pk}",
        wording=_notice_of(version),
        unit=unit,
        contact=contact,
        by=by,
        at=at,
    )
    if version.notice_id != notice.pk:
        version.notice = notice
        version.save(update_fields=["notice"])
    return notice


@transaction.atomic
def hold_meeting(*, vendor: Vendor, by: User, at: datetime) -> Meeting:
    """The list was gone through; the next one says what has changed since."""
    require(rules.may_open(by))
    Vendor.objects.select_for_update(no_key=True).get(pk=vendor.pk)
    last = queries.last_meeting(vendor)
    if last and last.at > at - TWICE:
        return last
    held = Meeting.objects.create(vendor=vendor, at=at, by=by)
    events.record("vendor.met", about=vendor, by=by, at=at)
    return held


def _notice_of(version: Version) -> Wording:
    """What the channel would say, in all three languages."""
    notes = queries.release_notes(version)
    said = []
    for language in (Language.NYNORSK, Language.ENGLISH, Language.BOKMAAL):
        with override(language.value):
            said.append(Words(language, *_words(notes)))
    *others, written = said
    return Wording(written.title, written.body, written.language, tuple(others))


def _words(notes: queries.ReleaseNotes) -> tuple[str, str]:
    version = notes.version
    said = {"system": version.system.name, "version": version.name}
    title = shortened(_("%(system)s %(version)s is in use") % said, TITLE_LENGTH)
    parts = [_("%(system)s has a new version, %(version)s.") % said]
    known = [error for error in notes.errors if error.is_public][:MOST_NAMED]
    if known:
        parts.append(_("This is meant to be better now:"))
        parts.append("\n".join(f"– {error.title}" for error in known))
    if names := version.function_names:
        parts.append(
            _("This goes another way than before: %(names)s.") % {"names": ", ".join(names)}
        )
    if notes.articles:
        parts.append(_("We are going through our guidance. Say so if something does not fit."))
    return title, "\n\n".join(parts)


def _fill(version: Version, release: Release) -> None:
    name = one_line(release.name)
    twins = Version.objects.filter(system=version.system, name=name).exclude(pk=version.pk)
    if not name or len(name) > VERSION_LENGTH or twins.exists():
        raise NoVersionName
    version.name, version.expected_on = name, release.expected_on
    version.functions = [each.value for each in Function if each.value in release.functions]
    version.notes = clean(release.notes)[:NOTES_LENGTH]


def _standing(version: Version) -> Version:
    rows = Version.objects.select_related("system__vendor")
    version = rows.select_for_update(of=("self",), no_key=True).get(pk=version.pk)
    if version.is_withdrawn:
        raise Withdrawn
    return version
