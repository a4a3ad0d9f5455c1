"""Who gets a notice by mail: at once, once a day, or only what is critical; each once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from sufflor.announcements import actions as announcements
from sufflor.announcements.actions import Wording
from sufflor.announcements.models import Group, Language, Words
from sufflor.events.models import Outgoing
from sufflor.messaging import actions
from sufflor.messaging.actions import Wishes
from sufflor.messaging.composing import compose
from sufflor.messaging.models import Delivery, Digest, Notices, Preference, State
from sufflor.messaging.tests.conftest import with_address
from sufflor.organization.models import WorkRole
from tests.cast import MORNING

HALF_PAST_SEVEN = datetime(2026, 10, 30, 6, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def people(kari, lars, stranger, eva_editor):
    """Kari wants notices at once, Lars once a day; the stranger has said nothing."""
    for person in (stranger, eva_editor):
        with_address(person)
    Preference.objects.create(person=kari, notices=Notices.AT_ONCE)
    Preference.objects.create(person=lars, notices=Notices.DAILY)
    return kari, lars, stranger


@pytest.fixture
def post(eva_editor, hr_department, clock):
    def posted(title="Ny rutine", body="Les den.", others=(), **more):
        return announcements.post(
            wording=Wording(title, body, others=others),
            unit=hr_department,
            contact="HR",
            by=eva_editor,
            at=clock.now,
            **more,
        )

    return posted


@pytest.fixture
def work(clock, work_at):
    """Let a worker do all there is to do, now or at an instant."""

    def work(at=None):
        work_at(at or clock.now)

    return work


def got(kind):
    sent = Delivery.objects.filter(kind=kind, state=State.SENT).order_by("recipient__username")
    return list(sent.values_list("recipient__username", flat=True))


def letter_to(person, kind):
    delivery = Delivery.objects.filter(kind=kind, recipient=person).latest("pk")
    return compose(delivery, actions.preference_of(person=person))


def plain(mail):
    return mail.get_body(["plain"]).get_content()


def choose(person, notices, at):
    wanted = Wishes(notices=notices, answers=True, language="nb", errors=False)
    actions.choose(wanted=wanted, by=person, at=at)


def test_those_who_want_notices_at_once_get_each(people, post, work):
    post()

    work()

    assert got("notice") == ["kari"]
    assert not Delivery.objects.exclude(recipient=people[0]).exists()


def test_what_is_critical_goes_at_once_to_all_who_have_not_said_no(
    people, post, work, liv_first_line
):
    Preference.objects.create(person=with_address(liv_first_line), notices=Notices.NEVER)
    post("Elements er nede", critical_until=MORNING + HOUR)

    work()

    assert got("critical") == ["kari", "lars", "stranger"]
    assert letter_to(people[2], "critical")["Subject"] == "Kritisk: Elements er nede"


def test_only_those_whom_it_concerns_are_told(people, post, work, institute, hr_department):
    post(targets=[Group(unit=hr_department)])
    post("Til instituttet", targets=[Group(unit=institute, work_role=WorkRole.CASE_HANDLER)])
    post(
        "Nede for ledere",
        targets=[Group(unit=institute, work_role=WorkRole.MANAGER)],
        critical_until=MORNING + HOUR,
    )

    work()

    assert got("notice") == ["kari"]
    assert letter_to(people[0], "notice")["Subject"] == "Til instituttet"
    assert got("critical") == ["lars"]


def test_one_who_is_in_two_of_its_groups_gets_one_mail(people, post, work, institute, faculty):
    post(targets=[Group(unit=institute), Group(unit=faculty), Group(work_role="saksbehandler")])

    work()

    assert got("notice") == ["kari"]


def test_who_has_no_address_and_who_wrote_it_get_nothing(
    people, post, work, eva_editor, hilde_host
):
    hilde_host.email = ""
    hilde_host.save()
    post(critical_until=MORNING + HOUR)

    work()

    assert got("critical") == ["kari", "lars", "stranger"]


def test_a_planned_notice_is_told_when_it_is_shown_and_not_before(people, post, work):
    post(show_at=MORNING + HOUR)

    work(MORNING + HOUR - timedelta(seconds=1))
    assert not Delivery.objects.exists()
    work(MORNING + HOUR)
    work(MORNING + 2 * HOUR)

    assert got("notice") == ["kari"]


def test_the_mail_is_in_the_readers_language_and_says_who_answers(people, post, work, institute):
    kari = people[0]
    Preference.objects.filter(person=kari).update(language="en")
    english = Words(Language.ENGLISH, "New routine", "Read it.")
    post(others=(english,), targets=[Group(unit=institute)])

    work()
    mail = letter_to(kari, "notice")

    assert mail["Subject"] == "New routine"
    assert "Read it." in plain(mail)
    assert "For: Institutt for bygg og miljø" in plain(mail)
    assert "Answers for it: HR-avdelingen, HR" in plain(mail)
    assert "/en/meldinger/" in plain(mail)
    assert "/en/mine/varsler/" in plain(mail)
    assert "/avmelding/meldinger/" in mail["List-Unsubscribe"]


def test_what_is_withdrawn_before_the_mail_goes_is_not_sent(people, post, clock, eva_editor, work):
    notice = post()
    for event in _outgoing():
        actions.expand(outgoing=event, at=clock.now)
    announcements.withdraw(notice=notice, by=eva_editor, at=MORNING + HOUR)

    work()

    assert Delivery.objects.get().state == State.DROPPED
    assert Delivery.objects.get().fault == "gone"


def test_a_corrected_notice_is_mailed_as_it_stands_with_its_correction(
    people, post, eva_editor, work
):
    notice = post()
    better = Wording("Ny rutine", "Les den i dag.")
    announcements.correct(
        notice=notice, wording=better, reason="Vi glemte datoen", by=eva_editor, at=MORNING + HOUR
    )

    work(MORNING + HOUR)

    text = plain(letter_to(people[0], "notice"))
    assert "Les den i dag." in text
    assert "Vi glemte datoen" in text


def test_who_was_mailed_what_was_wrong_gets_the_correction(people, post, work, eva_editor):
    """At once, in a digest, or not at all: the stranger never heard of it."""
    notice = post(body="Kl. 20.00.")
    work(HALF_PAST_SEVEN)
    for minutes, body in ((0, "Kl. 19.00."), (5, "Kl. 18.00.")):
        at = HALF_PAST_SEVEN + timedelta(minutes=minutes)
        better = Wording("Ny rutine", body)
        announcements.correct(notice=notice, wording=better, reason="Feil", by=eva_editor, at=at)

    work(HALF_PAST_SEVEN + HOUR)

    assert got("corrected") == ["kari", "lars"]
    mail = letter_to(people[1], "corrected")
    assert mail["Subject"] == "Rettet: Ny rutine"
    assert "Kl. 18.00." in plain(mail)
    assert "Feil" in plain(mail)


def test_what_the_clock_corrects_is_told_only_by_its_own_notice(people, post, work):
    notice = post()
    work()

    better = Wording("Ny rutine", "I dag.")
    announcements.correct(notice=notice, wording=better, reason="Flyttet", by=None, at=MORNING)
    work(MORNING + HOUR)

    assert got("corrected") == []


def test_what_was_critical_is_mailed_late_only_to_those_who_want_all(people, post, clock, work):
    post("Nede", critical_until=MORNING + HOUR)
    for event in _outgoing():
        actions.expand(outgoing=event, at=clock.now)

    work(MORNING + 2 * HOUR)

    assert got("critical") == ["kari"]
    assert letter_to(people[0], "critical")["Subject"] == "Nede"
    assert Delivery.objects.filter(fault="overtaken").count() == 2


def test_once_a_day_is_at_half_past_seven_with_all_that_came_since(people, post, work):
    post("Først")
    post("Så", body="- https://nidelva.example/a")

    work(HALF_PAST_SEVEN - timedelta(seconds=1))
    assert got("digest") == []
    work(HALF_PAST_SEVEN)
    work(HALF_PAST_SEVEN + HOUR)

    mail = letter_to(people[1], "digest")
    assert got("digest") == ["lars"]
    assert mail["Subject"] == "Fra meldingskanalen: 2 nye, først Så"
    assert plain(mail).index("SÅ") < plain(mail).index("FØRST")


def test_a_day_with_nothing_new_is_no_mail(people, post, work):
    post()
    work(HALF_PAST_SEVEN)
    work(HALF_PAST_SEVEN + timedelta(days=1))

    assert got("digest") == ["lars"]
    assert Digest.objects.count() == 1


def test_nobody_gets_a_digest_that_is_empty_for_them(people, post, work, hr_department):
    post(targets=[Group(unit=hr_department)])

    work(HALF_PAST_SEVEN)

    assert Digest.objects.count() == 1
    assert not Delivery.objects.filter(kind="digest").exists()


def test_a_digest_that_has_become_empty_is_not_sent(people, post, work, eva_editor):
    notice = post()
    actions.digest(planned_at=HALF_PAST_SEVEN, at=HALF_PAST_SEVEN)
    announcements.withdraw(notice=notice, by=eva_editor, at=HALF_PAST_SEVEN)

    work(HALF_PAST_SEVEN)

    assert Delivery.objects.get(kind="digest").fault == "gone"


def test_ones_own_comes_first_in_the_digest(people, post, work, clock, institute):
    post("For instituttet", targets=[Group(unit=institute)])
    clock(clock.now + HOUR)
    post("For alle")

    work(HALF_PAST_SEVEN)

    text = plain(letter_to(people[1], "digest"))
    assert text.index("FOR INSTITUTTET") < text.index("FOR ALLE")


def test_what_was_told_at_once_is_not_told_again_in_the_digest(people, post, work):
    post("Nede", critical_until=MORNING + HOUR)
    post()
    work()

    work(HALF_PAST_SEVEN)

    text = plain(letter_to(people[1], "digest"))
    assert "NY RUTINE" in text
    assert "NEDE" not in text


def test_a_worker_that_was_away_for_days_forgets_no_notice(people, post, work, clock):
    work(HALF_PAST_SEVEN - timedelta(days=1))
    post("Torsdag")
    clock(MORNING + timedelta(days=1))
    post("Fredag")

    work(HALF_PAST_SEVEN + timedelta(days=3, hours=2))

    text = plain(letter_to(people[1], "digest"))
    assert got("digest") == ["lars"]
    assert "TORSDAG" in text
    assert "FREDAG" in text


def test_a_clock_that_jumps_ahead_and_back_loses_no_notice_and_tells_none_twice(
    people, post, work, clock
):
    post("Før hoppet")
    work(HALF_PAST_SEVEN + timedelta(minutes=20))
    clock(HALF_PAST_SEVEN - timedelta(minutes=40))
    post("Etter hoppet")

    work(HALF_PAST_SEVEN)
    work(HALF_PAST_SEVEN + timedelta(days=1))

    subjects = [
        letter["Subject"]
        for each in Delivery.objects.filter(kind="digest").order_by("pk")
        for letter in [compose(each, actions.preference_of(person=each.recipient))]
    ]
    assert subjects == ["Fra meldingskanalen: Før hoppet", "Fra meldingskanalen: Etter hoppet"]


def test_what_is_old_news_by_now_is_in_no_digest(people, post, work, clock):
    clock(MORNING - timedelta(days=15))
    post("Gammelt nytt")

    work(HALF_PAST_SEVEN)

    assert not Digest.objects.exists()


def test_half_past_seven_is_that_of_the_wall_also_when_the_clocks_change(people, post, work, clock):
    clock(datetime(2026, 10, 24, 12, tzinfo=UTC))
    post()

    work(datetime(2026, 10, 25, 6, 29, tzinfo=UTC))
    assert got("digest") == []
    work(datetime(2026, 10, 25, 6, 30, tzinfo=UTC))

    assert got("digest") == ["lars"]


def test_who_no_longer_waits_for_the_day_gets_what_it_would_hold(people, post, work, clock):
    lars = people[1]
    post()

    choose(lars, Notices.AT_ONCE, clock.now + HOUR)
    work(MORNING + HOUR)
    work(HALF_PAST_SEVEN)

    assert got("notice") == ["kari", "lars"]
    assert got("digest") == []


def test_who_begins_to_wait_for_the_day_is_not_told_again(people, post, work, clock):
    kari = people[0]
    post()
    work()

    choose(kari, Notices.DAILY, clock.now + HOUR)
    work(HALF_PAST_SEVEN)

    assert got("digest") == ["lars"]


def test_who_says_no_while_the_mail_waits_does_not_get_it(people, post, clock, work):
    post()
    for event in _outgoing():
        actions.expand(outgoing=event, at=clock.now)

    choose(people[0], Notices.NEVER, clock.now)
    work()

    assert Delivery.objects.get().fault == "unwanted"


@pytest.mark.parametrize("evil", ["<img src=x onerror=alert(1)>", "A\r\nBcc: x@evil.example"])
def test_no_title_becomes_a_header_or_a_script(people, post, work, evil):
    post(evil, body=evil)

    work()
    mail = letter_to(people[0], "notice")

    assert mail["Bcc"] is None
    assert "\n" not in mail["Subject"]
    assert "<img" not in mail.get_body(["html"]).get_content()
    assert [address.addr_spec for address in mail["To"].addresses] == ["kari@nidelva.example"]


def _outgoing():
    return list(Outgoing.objects.waiting().select_related("event"))
