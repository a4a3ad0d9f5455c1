"""What is old goes at night, portion by portion, out of everything; what is held stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from axes.models import AccessAttempt
from django.db import DatabaseError

from sufflor.announcements import actions as announcements
from sufflor.announcements.models import Notice
from sufflor.desk import actions as desk
from sufflor.desk.actions import Wish
from sufflor.desk.models import Draft
from sufflor.events import actions as events
from sufflor.events.models import Event
from sufflor.files import actions as files
from sufflor.files import shelf
from sufflor.keeping import actions, queries
from sufflor.keeping.models import Purge
from sufflor.knowledge import actions as knowledge
from sufflor.knowledge.models import Suggestion
from sufflor.knowledge.models.suggestions import Taken
from sufflor.messaging.kept import BY_NAME
from sufflor.messaging.schedule import tidying
from sufflor.organization.models import NOBODY, Absence
from sufflor.questions import actions as questions
from sufflor.questions.models import Question, QuestionEdit, Vote
from sufflor.search.models import Document, Searched
from sufflor.vendor import actions as vendor
from sufflor.vendor.models import Outcome, VendorCase
from sufflor.vendor.models import State as CaseState
from tests.cast import MORNING

DAY = timedelta(days=1)
YEAR = 365 * DAY
LATER = MORNING + YEAR + DAY


def purge(name, by, days=365, at=LATER, **more):
    actions.keep_for(kind=BY_NAME[name], days=days, by=by, at=MORNING)
    return actions.purge(kinds=[BY_NAME[name]], at=at, **more)


@pytest.fixture
def request_(kari, liv_first_line):
    return desk.submit(wish=Wish(title="", text="Feil 17"), submission=uuid4(), by=kari, at=MORNING)


@pytest.fixture
def answered(question, lars, ola_adviser):
    questions.vote(question=question, by=lars, at=MORNING)
    questions.answer(question=question, text="Slik.", by=ola_adviser, at=MORNING)
    return question


def test_what_nobody_has_decided_on_is_kept(answered):
    assert actions.purge(kinds=[BY_NAME["askers"], BY_NAME["votes"]], at=LATER) == 0
    assert not Purge.objects.exists()


def test_the_question_stays_and_nobody_asked_it(answered, kari, anne_admin):
    assert purge("askers", anne_admin, at=MORNING + YEAR) == 0
    assert purge("askers", anne_admin) == 1

    answered.refresh_from_db()
    assert answered.asked_by.username == NOBODY
    assert not answered.asked_by.is_active
    assert answered.text == "Hvordan skjermer jeg et navn?"
    assert answered.answer.text == "Slik."
    assert Event.objects.get(verb="question.asked").by == events.FORGOTTEN
    assert not kari.asked_questions.exists()


def test_who_waits_for_an_answer_is_not_forgotten(question, anne_admin):
    assert purge("askers", anne_admin) == 0


def test_votes_count_on_and_are_nobodys(answered, kari, lars, anne_admin):
    assert purge("votes", anne_admin) == 2

    answered.refresh_from_db()
    assert answered.vote_count == answered.votes.count() == 2
    assert not Vote.objects.filter(voter__isnull=False).exists()
    assert not Event.objects.filter(verb="question.voted").exclude(by=events.FORGOTTEN).exists()


def test_questions_can_be_merged_when_nobody_knows_who_voted(
    question, morning, personnel, lars, hilde_host
):
    other = questions.ask(
        hour=morning,
        area=personnel,
        role="alle",
        text="Hvordan gjør jeg det?",
        submission=uuid4(),
        by=lars,
        at=MORNING,
    )
    questions.forget_voters(keys=[vote.pk for vote in question.votes.all()], at=MORNING)

    questions.merge(question=other, into=question, by=hilde_host, at=MORNING)

    question.refresh_from_db()
    assert question.vote_count == question.votes.count() == 2


def test_words_that_were_hidden_or_mended_are_gone(question, hilde_host, anne_admin):
    questions.hide(question=question, by=hilde_host, at=MORNING)
    QuestionEdit.objects.create(
        question=question, text_before="Kari Moen", reason="Navn", by=hilde_host, at=MORNING
    )

    assert purge("wordings", anne_admin) == 1
    assert purge("hidden", anne_admin) == 1

    assert not QuestionEdit.objects.exists()
    assert Question.objects.get().text == "–"
    assert purge("hidden", anne_admin) == 0


def test_a_notice_leaves_the_channel_and_the_search(client, anne_admin, eva_editor, hr_department):
    notice = Notice.objects.create(
        title="Nede",
        body="Systemet er nede.",
        unit=hr_department,
        contact="hr@nidelva.example",
        published_at=MORNING,
        published_by=eva_editor,
    )
    announcements.release(notice=notice, by=None, at=MORNING)
    assert Document.objects.filter(ref=f"announcements.notice:{notice.pk}").exists()

    assert "Systemet er nede" in client.get("/meldinger.json").content.decode()

    assert purge("notices", anne_admin) == 1

    assert not Notice.objects.exists()
    assert not Document.objects.filter(ref=f"announcements.notice:{notice.pk}").exists()
    assert "Systemet er nede" not in client.get("/meldinger.json").content.decode()
    assert client.get(f"/meldinger/{notice.pk}/").status_code == 404


def test_a_closed_case_keeps_what_it_was_about_and_no_words(
    vendor_facts, vera_vendor_contact, anne_admin, django_capture_on_commit_callbacks
):
    case = vendor.propose(facts=vendor_facts, by=vera_vendor_contact, at=MORNING)
    file = files.receive(
        name="logg.txt", stream=BytesIO(b"kari"), by=vera_vendor_contact, at=MORNING
    )
    files.tie(files=[file], about=case, by=vera_vendor_contact, at=MORNING)
    assert purge("vendor_words", anne_admin) == 0
    VendorCase.objects.filter(pk=case.pk).update(
        state=CaseState.CLOSED, outcome=Outcome.values[0], log="kari feilet", touched_at=MORNING
    )

    with django_capture_on_commit_callbacks(execute=True):
        assert purge("vendor_words", anne_admin) == 1

    case.refresh_from_db()
    assert (case.log, case.steps, case.actual) == ("", "", "")
    assert case.title == vendor_facts.title
    assert not shelf.place(file.key).exists()
    assert purge("vendor_words", anne_admin) == 0


def test_drafts_of_a_request_that_is_held_stay(request_, liv_first_line, anne_admin):
    Draft.objects.create(request=request_, text="Hei", at=MORNING, by=liv_first_line)
    desk.hold(request=request_, why="Klage", by=liv_first_line, at=MORNING)
    assert purge("reply_drafts", anne_admin) == 0

    desk.let_go_of(request=request_, by=liv_first_line, at=MORNING)

    assert purge("reply_drafts", anne_admin) == 1


def test_suggestions_go_when_they_have_been_answered(article, kari, lars, eva_editor, anne_admin):
    waiting = knowledge.suggest_change(article=article, text="Ny sats.", by=lars, at=MORNING)
    answered = knowledge.suggest_change(article=article, text="Feil sats.", by=kari, at=MORNING)
    knowledge.answer_suggestion(
        suggestion=answered, outcome=Taken.USED, reply="", by=anne_admin, at=MORNING
    )

    assert purge("suggestions", anne_admin) == 1

    assert list(Suggestion.objects.all()) == [waiting]


def test_searches_absences_and_wrong_passwords_go(kari, anne_admin):
    Searched.objects.create(day=MORNING.date(), key="skjerme", text="skjerme", hits=1)
    Absence.objects.create(person=kari, from_date=MORNING.date(), to_date=MORNING.date())
    AccessAttempt.objects.create(username="kari", ip_address="10.0.0.1", failures_since_start=1)
    AccessAttempt.objects.update(attempt_time=MORNING)

    assert purge("searches", anne_admin, days=180) == 1
    assert purge("absences", anne_admin) == 1
    assert purge("attempts", anne_admin, days=30) == 1


def test_history_says_what_was_done_and_not_by_whom(request_, kari, liv_first_line, anne_admin):
    events.record("request.read", about=request_, by=liv_first_line, at=MORNING)
    events.record("request.noted", about=request_, by=liv_first_line, at=MORNING, person=kari.pk)

    assert purge("history", anne_admin) > 0

    left = Event.objects.filter(at=MORNING).exclude(by__in=["", events.FORGOTTEN])
    assert {event.verb for event in left} == {"request.read", "keeping.set"}
    assert Event.objects.get(verb="request.noted").details == {}


def test_what_is_held_stays_until_it_is_let_go(answered, anne_admin):
    actions.hold(kind=BY_NAME["votes"], why="Klage", by=anne_admin, at=MORNING)
    assert purge("votes", anne_admin) == 0

    actions.let_go(kind=BY_NAME["votes"], by=anne_admin, at=MORNING)

    assert purge("votes", anne_admin) == 2


def test_a_hold_stops_what_is_under_way(answered, anne_admin, monkeypatch):
    monkeypatch.setattr(actions, "PORTION", 1)
    votes = BY_NAME["votes"]

    def held_after_the_first(*, keys, at):
        actions.hold(kind=votes, why="Klage", by=anne_admin, at=at)
        return questions.forget_voters(keys=keys, at=at)

    actions.keep_for(kind=votes, days=365, by=anne_admin, at=MORNING)
    slow = replace(votes, parts=(replace(votes.parts[0], take=held_after_the_first),))

    assert actions.purge(kinds=[slow], at=LATER) == 1
    assert Vote.objects.filter(voter__isnull=False).count() == 1
    assert Purge.objects.get().ended_at == LATER


def test_looking_at_what_would_go_touches_nothing(answered):
    assert queries.how_many(BY_NAME["votes"], 365, LATER) == 2
    assert queries.how_many(BY_NAME["votes"], 400, LATER) == 0
    assert Vote.objects.filter(voter__isnull=False).count() == 2


def test_what_was_left_half_way_goes_on_in_the_same_going_through(
    answered, anne_admin, monkeypatch
):
    monkeypatch.setattr(actions, "PORTION", 1)
    assert purge("votes", anne_admin, limit=1) == 1
    begun = Purge.objects.get()
    assert (begun.gone, begun.ended_at) == (1, None)
    nightly, next_one = tidying._old_things(LATER)
    assert (nightly.name, next_one.name) == ("purge", f"purge:{begun.pk}:1")

    tidying._purge(next_one, LATER)
    tidying._purge(next_one, LATER)

    ended = Purge.objects.get()
    assert (ended.pk, ended.gone, ended.ended_at) == (begun.pk, 2, LATER)


def test_a_kind_that_fails_keeps_no_other_and_is_tried_again_the_next_night(
    answered, anne_admin, caplog
):
    def fails(*, keys, at):
        raise DatabaseError

    votes, askers = BY_NAME["votes"], BY_NAME["askers"]
    for kind in (votes, askers):
        actions.keep_for(kind=kind, days=365, by=anne_admin, at=MORNING)
    broken = replace(votes, parts=(replace(votes.parts[0], take=fails),))

    assert actions.purge(kinds=[broken, askers], at=LATER) == 1

    assert "votes" in caplog.text
    assert "purge" in [due.name for due in tidying._old_things(LATER + DAY)]
    assert actions.purge(kinds=[votes, askers], at=LATER + DAY) == 2


def test_a_portion_that_fails_is_neither_taken_nor_counted(answered, anne_admin, monkeypatch):
    monkeypatch.setattr(actions, "PORTION", 1)
    take = questions.forget_voters
    kind = BY_NAME["votes"]

    def dies_at_the_second(*, keys, at):
        number = take(keys=keys, at=at)
        if Vote.objects.filter(voter=None).count() == 2:
            raise RuntimeError
        return number

    broken = replace(kind, parts=(replace(kind.parts[0], take=dies_at_the_second),))
    actions.keep_for(kind=kind, days=365, by=anne_admin, at=MORNING)
    with pytest.raises(RuntimeError):
        actions.purge(kinds=[broken], at=LATER)
    assert (Purge.objects.get().gone, Vote.objects.filter(voter=None).count()) == (1, 1)

    assert actions.purge(kinds=[kind], at=LATER) == 1
    assert Purge.objects.get().gone == 2


def test_what_comes_back_from_a_backup_goes_again(answered, kari, lars, anne_admin):
    purge("votes", anne_admin)
    Vote.objects.all().delete()
    for one in (kari, lars):
        Vote.objects.create(question=answered, voter=one, at=MORNING)

    assert actions.purge(kinds=[BY_NAME["votes"]], at=LATER + DAY) == 2


def test_the_log_says_when_it_is_gone_from_backups_too(answered, anne_admin, settings):
    purge("votes", anne_admin)
    (one,) = queries.log()
    assert one.out_of_backups_at is None

    settings.BACKUPS_KEPT_DAYS = 30

    assert one.out_of_backups_at == LATER + 30 * DAY
