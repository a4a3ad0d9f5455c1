"""Going through texts: reviews, reminders, what did not help, and who looks after what."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from sufflor.events.queries import history
from sufflor.knowledge import actions, queries
from sufflor.knowledge.models import (
    Article,
    Because,
    Fault,
    Link,
    Outcome,
    Reminder,
    State,
    Step,
    Verdict,
    WhyNot,
)
from sufflor.lib.clock import local_date
from sufflor.lib.refusals import NotAllowed
from sufflor.organization.models import Role, RoleGrant, User
from tests.cast import DAY, MORNING, person

LATER = MORNING + timedelta(hours=2)
SPRING = date(2027, 5, 1)


@pytest.fixture
def colleague(hr_department) -> User:
    siri = person("siri", "Siri", "Editor", hr_department)
    RoleGrant.objects.create(person=siri, role=Role.EDITOR, granted_at=MORNING)
    return siri


def due_on(article: Article, day: date) -> None:
    Article.objects.filter(pk=article.pk).update(review_date=day)


def at_day(day: date):
    return MORNING + (day - DAY)


def not_helped(article: Article, *guests: str) -> None:
    for guest in guests:
        actions.judge(article=article, helped=False, guest=guest, by=None, at=LATER)


def verbs(article: Article | Link) -> list[str]:
    return [event.verb for event in history(article)]


def test_every_review_is_kept_with_what_was_found(article, eva_editor):
    actions.validate_article(
        article=article, next_review=SPRING, note="Nye satser.", by=eva_editor, at=MORNING
    )
    actions.mark_outdated(article=article, note="Nytt system.", by=eva_editor, at=LATER)

    found = [(one.outcome, one.note, one.next_date) for one in article.reviews.all()]
    assert found == [
        (Outcome.OUTDATED, "Nytt system.", None),
        (Outcome.HOLDS, "Nye satser.", SPRING),
    ]


def test_the_next_review_is_not_in_the_past(article, eva_editor):
    with pytest.raises(actions.NotToCome):
        actions.validate_article(article=article, next_review=DAY, by=eva_editor, at=MORNING)

    assert not article.reviews.exists()


def test_an_older_draft_does_not_bring_an_older_day_back(article, eva_editor):
    article.save_revision(user=eva_editor)
    actions.validate_article(article=article, next_review=SPRING, by=eva_editor, at=MORNING)

    published = actions.publish_article(
        article=Article.objects.get(pk=article.pk), by=eva_editor, at=LATER
    )

    assert published.review_date == SPRING


def test_a_reader_who_changes_their_mind_is_counted_once(article, kari):
    actions.judge(
        article=article, helped=False, why=WhyNot.LACKING, words="Satser", by=kari, at=MORNING
    )

    actions.judge(article=article, helped=True, by=kari, at=LATER)

    verdict = Verdict.objects.get()
    assert (verdict.helped, verdict.why, verdict.words) == (True, "", "")


def test_nobody_is_told_apart_by_nothing(article):
    with pytest.raises(actions.Nobody):
        actions.judge(article=article, helped=True, by=None, at=MORNING)


def test_an_identity_number_is_not_taken_in(article, kari):
    with pytest.raises(actions.NumberInWords):
        actions.judge(
            article=article, helped=False, words="Gjelder 13097248022", by=kari, at=MORNING
        )

    assert not Verdict.objects.exists()


def test_three_whom_it_did_not_help_make_its_review_due_today(article, eva_editor):
    actions.validate_article(article=article, next_review=SPRING, by=eva_editor, at=MORNING)
    not_helped(article, "a", "b")
    assert Article.objects.get(pk=article.pk).review_date == SPRING

    not_helped(article, "c")

    assert Article.objects.get(pk=article.pk).review_date == DAY
    assert verbs(article).count("article.review_raised") == 1


def test_a_review_settles_what_did_not_help(article, eva_editor):
    not_helped(article, "a", "b", "c")

    actions.validate_article(article=article, next_review=SPRING, by=eva_editor, at=LATER)

    assert not Verdict.objects.open().exists()
    not_helped(article, "d")
    assert Article.objects.get(pk=article.pk).review_date == SPRING


def test_only_its_own_department_settles_it(article, eva_editor, kari):
    not_helped(article, "a")

    with pytest.raises(NotAllowed):
        actions.settle_verdicts(article=article, by=kari, at=LATER)

    assert actions.settle_verdicts(article=article, by=eva_editor, at=LATER) == 1


@pytest.mark.parametrize(
    ("days", "step"), [(-31, None), (-30, Step.BEFORE), (-1, Step.BEFORE), (0, Step.DUE), (45, 30)]
)
def test_the_step_is_the_last_that_has_come(article, days, step):
    due_on(article, DAY - timedelta(days=days))

    found = queries.awaiting_reminder(DAY)

    assert [one.step for one in found] == ([step] if step is not None else [])


def test_each_step_is_told_once(article):
    due_on(article, DAY + timedelta(days=20))
    told = [
        len(actions.remind_of_reviews(at=at_day(DAY + timedelta(days=days))))
        for days in (0, 1, 20, 21, 50, 51)
    ]

    assert told == [1, 0, 1, 0, 1, 0]
    assert Reminder.objects.count() == 3


def test_the_editors_of_the_department_are_told_and_at_last_its_leader(
    article, eva_editor, colleague, hr_department
):
    lena = person("lena", "Lena", "Leder", hr_department, "leder")

    found = queries.carers()

    assert found.of(article, Step.BEFORE) == {eva_editor.pk, colleague.pk}
    assert found.of(article, Step.AFTER) == {lena.pk}


def test_whoever_looks_after_it_is_told_alone_until_they_leave(article, eva_editor, colleague):
    article = actions.take_care_of(article=article, person=colleague, by=eva_editor, at=MORNING)
    assert queries.carers().of(article, Step.DUE) == {colleague.pk}

    User.objects.filter(pk=colleague.pk).update(is_active=False)

    assert queries.carers().of(article, Step.DUE) == {eva_editor.pk}
    assert queries.upkeep(article.owner_unit, DAY).orphans == (article,)


def test_a_department_without_anybody_reaches_the_administrators(article, anne_admin):
    assert queries.carers().of(article, Step.DUE) == {anne_admin.pk}


def test_what_somebody_looked_after_is_handed_over_together(article, eva_editor, colleague):
    actions.take_care_of(article=article, person=colleague, by=eva_editor, at=MORNING)

    handed = actions.hand_over_articles(giver=colleague, taker=eva_editor, by=eva_editor, at=LATER)

    assert handed == [article]
    assert Article.objects.get(pk=article.pk).caretaker == eva_editor
    with pytest.raises(actions.KeepsNothing):
        actions.hand_over_articles(giver=colleague, taker=eva_editor, by=eva_editor, at=LATER)


def test_nothing_goes_to_somebody_of_another_department(article, eva_editor, colleague, kari):
    actions.take_care_of(article=article, person=colleague, by=eva_editor, at=MORNING)

    with pytest.raises(actions.CannotKeep):
        actions.hand_over_articles(giver=colleague, taker=kari, by=eva_editor, at=LATER)

    assert Article.objects.get(pk=article.pk).caretaker == colleague


def test_the_list_of_a_unit_says_what_is_to_be_done(
    article, hr_department, kari, django_assert_max_num_queries
):
    due_on(article, DAY)
    actions.judge(
        article=article, helped=False, why=WhyNot.WRONG, words="Feil sats", by=kari, at=LATER
    )

    with django_assert_max_num_queries(13):
        found = queries.upkeep(hr_department, local_date(LATER))

    assert [(one.article, one.step) for one in found.due] == [(article, Step.DUE)]
    assert [(one.count, one.words) for one in found.unhelpful] == [(1, ("Feil sats",))]
    assert found.unvalidated == (article,)
    assert not found.is_well


def test_the_report_counts_without_names(article, hr_department, records_department, kari):
    due_on(article, DAY - timedelta(days=1))
    actions.judge(article=article, helped=False, by=kari, at=LATER)

    ours, theirs = queries.report([hr_department, records_department], DAY)

    assert (ours.published, ours.unvalidated, ours.overdue, ours.to_do) == (1, 1, 1, 1)
    assert theirs.published == 0
    assert article.state == State.UNVALIDATED


def test_editors_see_their_own_and_leaders_theirs(article, eva_editor, lars, anne_admin):
    assert queries.sections_seen_by(eva_editor) == [article.owner_unit]
    assert queries.sections_seen_by(lars) == []
    assert article.owner_unit in queries.sections_seen_by(anne_admin)


def kept_link(unit, by) -> Link:
    link = Link(title="Ferieloven", url="https://lov.example/ferie", owner=unit)
    return actions.keep_link(link=link, by=by, at=MORNING)


def test_what_is_gone_is_dead_at_once_and_what_is_silent_the_night_after(hr_department, eva_editor):
    link, other = kept_link(hr_department, eva_editor), kept_link(hr_department, eva_editor)

    assert actions.note_visit(link=link, fault=Fault.GONE, at=MORNING).dead_since == MORNING
    assert actions.note_visit(link=other, fault=Fault.SILENT, at=MORNING).dead_since is None
    assert actions.note_visit(link=other, fault=Fault.SILENT, at=LATER).dead_since == LATER


def test_a_link_that_leads_on_again_is_alive(hr_department, eva_editor):
    link = kept_link(hr_department, eva_editor)
    actions.note_visit(link=link, fault=Fault.GONE, at=MORNING)

    assert actions.note_visit(link=link, fault=None, at=LATER).dead_since is None
    assert verbs(link) == ["link.changed", "link.died", "link.lives"]


def test_a_page_that_is_not_open_to_everyone_is_not_dead(hr_department, eva_editor):
    link = kept_link(hr_department, eva_editor)

    for at in (MORNING, LATER):
        assert actions.note_visit(link=link, fault=Fault.CLOSED, at=at).dead_since is None


def test_a_link_with_another_address_is_looked_at_anew(hr_department, eva_editor):
    link = kept_link(hr_department, eva_editor)
    link = actions.note_visit(link=link, fault=Fault.GONE, at=MORNING)
    link.url = "https://lov.example/ny"

    actions.keep_link(link=link, by=eva_editor, at=LATER)

    link.refresh_from_db()
    assert (link.dead_since, link.checked_at, link.fault) == (None, None, "")


def test_what_is_doubted_is_due_today_and_says_why_until_somebody_has_gone_through_it(
    article, eva_editor, hr_department
):
    for _ in range(2):
        actions.doubt_articles(
            articles=[article], because=Because.VERSION, said="Elements 7.4", by=None, at=LATER
        )

    (coming,) = queries.upkeep(hr_department, DAY).due
    assert coming.day == DAY
    assert [doubt.said for doubt in coming.doubts] == ["Elements 7.4"]
    assert verbs(article).count("article.review_raised") == 1
    actions.validate_article(article=article, next_review=SPRING, by=eva_editor, at=LATER)
    assert queries.doubts_about(article) == []


def test_an_article_is_found_by_the_address_that_somebody_pasted(article):
    for pasted in (
        "/tema/personal/registrere-ferie/",
        " https://hjelp.example/nn/tema/personal/registrere-ferie/?a=1#b ",
    ):
        assert queries.at_address(pasted) == article
    for other in ("", "ferie", "/svar/1/", "/tema/personal/", "//[::1"):
        assert queries.at_address(other) is None
