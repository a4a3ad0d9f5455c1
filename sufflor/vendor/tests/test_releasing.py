"""Versions, the notice of them, and the weekly list."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from sufflor.announcements.models import Notice
from sufflor.knowledge import actions as knowledge
from sufflor.knowledge.models import Article, Doubt
from sufflor.known_errors import actions as errors
from sufflor.known_errors.models import KnownError
from sufflor.lib.refusals import NotAllowed
from sufflor.vendor import actions, queries
from sufflor.vendor.actions import Heard, Release, Ties
from sufflor.vendor.models import Channel, Meeting, Outcome
from sufflor.vendor.tests.conftest import LATER, in_test
from tests.cast import MORNING
from tests.vendors import sent

NEXT_WEEK = MORNING + timedelta(days=7)


def test_a_version_says_what_it_fixes_and_what_to_try_again(
    case, error, facts, version, personnel, per_second_line, vera_vendor_contact
):
    said = errors.Facts(title="Gammel", seen="Den igjen.", areas=[personnel])
    old = errors.suggest(facts=said, by=per_second_line, at=MORNING)
    errors.confirm(error=old, sentence="Ja.", next_update_at=LATER, by=per_second_line, at=MORNING)
    here = replace(facts, function="skrive")
    ties = Ties(errors=[old])
    actions.propose(facts=here, ties=ties, by=vera_vendor_contact, at=MORNING)
    in_test(case, version, vera_vendor_contact)

    notes = queries.release_notes(version)

    assert list(notes.fixes) == [case]
    assert list(notes.errors) == [error]
    assert [each.pk for each in notes.again] == [old.pk]


def test_two_versions_of_a_system_have_two_names(version, system, vera_vendor_contact):
    said = Release(system=system, name="7.4.2 ")

    with pytest.raises(actions.NoVersionName):
        actions.plan_version(release=said, by=vera_vendor_contact, at=MORNING)


def test_a_version_is_told_of_once_and_only_when_it_is_in_use(
    version, case, error, hr_department, anne_admin, vera_vendor_contact
):
    in_test(case, version, vera_vendor_contact)
    told = {"unit": hr_department, "contact": "brukerstotte@nidelva.example"}
    done = {"version": version, "by": anne_admin, "at": LATER}
    with pytest.raises(actions.NotInUse):
        actions.tell_of_version(**told, **done)
    actions.put_in_use(**done)

    actions.tell_of_version(**told, **done)
    actions.tell_of_version(**told, **done)

    notice = Notice.objects.get()
    assert notice.title == "Elements 7.4.2 er tatt i bruk"
    assert KnownError.objects.get(pk=error.pk).title in notice.body


def test_the_weekly_list_says_what_has_changed_since_the_last(case, vendor, vera_vendor_contact):
    assert queries.weekly(vendor, MORNING).lines == ()
    sent(case, vera_vendor_contact)
    (line,) = queries.weekly(vendor, LATER).lines
    assert line.is_new
    done = {"by": vera_vendor_contact, "at": LATER}
    actions.hold_meeting(vendor=vendor, **done)
    actions.hold_meeting(vendor=vendor, **done)
    assert Meeting.objects.count() == 1

    (line,) = queries.weekly(vendor, NEXT_WEEK).lines
    assert not line.has_changed
    after = LATER + timedelta(hours=1)
    heard = Heard(text="Funnet.", channel=Channel.MAIL)
    actions.hear(case=case, heard=heard, by=vendor.account, at=after)
    actions.confirm(case=case, by=vera_vendor_contact, at=after)

    (line,) = queries.weekly(vendor, NEXT_WEEK).lines
    assert (line.is_new, line.changes, line.said) == (
        False,
        ("Bekreftet av leverandøren",),
        1,
    )


def test_what_was_closed_since_the_last_meeting_is_gone_through_once(
    case, vendor, vera_vendor_contact
):
    sent(case, vera_vendor_contact)
    actions.hold_meeting(vendor=vendor, by=vera_vendor_contact, at=LATER)
    why = {"why": "Den virker.", "by": vera_vendor_contact, "at": LATER + timedelta(hours=1)}
    actions.close(case=case, outcome=Outcome.WORKS, **why)

    assert len(queries.weekly(vendor, NEXT_WEEK).lines) == 1
    actions.hold_meeting(vendor=vendor, by=vera_vendor_contact, at=NEXT_WEEK)
    assert queries.weekly(vendor, NEXT_WEEK + timedelta(days=7)).lines == ()


def test_the_weekly_list_has_a_ceiling_of_queries(
    case, facts, vendor, vera_vendor_contact, django_assert_max_num_queries
):
    sent(case, vera_vendor_contact)
    for number in range(10):
        one = replace(facts, title=f"Feil {number}")
        sent(actions.propose(facts=one, by=vera_vendor_contact, at=MORNING), vera_vendor_contact)

    with django_assert_max_num_queries(10):
        found = queries.weekly(vendor, LATER)

    assert len(found.lines) == 11


def test_only_administrators_agree_with_vendors(terms, vendor, vera_vendor_contact, anne_admin):
    wrong = replace(terms, closes=terms.opens)

    with pytest.raises(NotAllowed):
        actions.agree(vendor=vendor, terms=terms, by=vera_vendor_contact, at=MORNING)
    with pytest.raises(actions.NoName):
        actions.register(terms=terms, by=anne_admin, at=MORNING)
    with pytest.raises(actions.NoSuchHours):
        actions.agree(vendor=vendor, terms=wrong, by=anne_admin, at=MORNING)


def test_other_terms_move_the_vendors_address(terms, vendor, anne_admin):
    other = replace(terms, email="ny@arkivlaget.example", weekdays=[0, 1])

    actions.agree(vendor=vendor, terms=other, by=anne_admin, at=LATER)

    vendor.account.refresh_from_db()
    assert vendor.account.email == "ny@arkivlaget.example"
    assert [each.weekday for each in vendor.hours.all()] == [0, 1]


def test_what_is_written_of_what_it_changes_is_gone_through_when_it_is_in_use(
    version, personnel, anne_admin, vera_vendor_contact
):
    for title, function in (("Skrive brev", "skrive"), ("Søke", "finne")):
        knowledge.import_article(
            article=Article(title=title, area=personnel, function=function),
            body="Slik gjør du.",
            next_review=None,
            by=anne_admin,
            at=MORNING,
        )

    for _ in range(2):
        actions.put_in_use(version=version, by=vera_vendor_contact, at=LATER)

    doubts = Doubt.objects.values_list("article__title", "said")
    assert list(doubts) == [("Skrive brev", "Elements 7.4.2")]
