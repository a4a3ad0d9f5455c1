"""Back stage: what this person may do, and nothing else."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sufflor.announcements.rules import may_post
from sufflor.backstage.home_keeping import keeping
from sufflor.backstage.home_task import Task
from sufflor.change_requests.rules import may_see_all
from sufflor.desk.rules import may_help
from sufflor.insight.rules import may_see_insight
from sufflor.knowledge.rules import may_approve_some, may_see_upkeep, may_teach_search
from sufflor.known_errors.queries import owed_by as errors_owed_by
from sufflor.known_errors.rules import may_suggest
from sufflor.lib.refusals import require
from sufflor.messaging.rules import may_check_mail
from sufflor.organization.http import SignedInRequest
from sufflor.organization.models import Role, User
from sufflor.organization.rules import has_role, lines_of, may_see_register
from sufflor.questions.rules import may_see_desk
from sufflor.rollout.rules import may_plan
from sufflor.vendor.rules import may_see


@login_required
@require_safe
def backstage(request: SignedInRequest) -> HttpResponse:
    tasks = tasks_for(request.user, request.at)
    require(bool(tasks))
    owed = errors_owed_by(request.user, request.at)
    return render(request, "backstage/home.html", {"tasks": tasks, "owed_errors": owed})


def tasks_for(person: User, at: datetime) -> list[Task]:
    tables = (
        _answering(person, at),
        _following_up(person, at),
        _helping(person, at),
        _arranging(person, at),
        _writing(person, at),
        keeping(person, at),
    )
    return [task for table in tables for task in table]


def _answering(person: User, at: datetime) -> list[Task]:
    table = (
        (
            has_role(person, Role.HOST) or bool(lines_of(person, at)),
            Task(
                _("Question hours"),
                _("Answer in writing, and make answers into articles."),
                reverse("hours"),
                "person-chat",
            ),
        ),
        (
            has_role(person, Role.HOST) or bool(lines_of(person, at)),
            Task(
                _("My duties"),
                _("The hours in which you have the word, and swapping with a colleague."),
                reverse("my_duties"),
                "clock",
            ),
        ),
        (
            may_see_desk(person, at),
            Task(
                _("Answers that did not help"),
                _("What readers say of answers from the question hours in your areas."),
                reverse("unhelpful_answers"),
                "chat",
            ),
        ),
        (
            may_help(person, at),
            Task(
                _("The work list"),
                _("Answer what people need help with, or hand it to those who can."),
                reverse("requests"),
                "inbox",
            ),
        ),
        (
            may_suggest(person, at),
            Task(
                _("Known errors"),
                _("What is wrong, whom it concerns, and one fix told to all of them."),
                reverse("errors_plan"),
                "bug",
            ),
        ),
    )
    return [task for may, task in table if may]


def _following_up(person: User, at: datetime) -> list[Task]:
    """What has gone on from the requests, and what has not come so far."""
    table = (
        (
            may_see(person),
            Task(
                _("Cases for the vendor"),
                _("What is reported out of the house, who has it, and what comes back."),
                reverse("vendor_board"),
                "vendor",
            ),
        ),
        (
            may_see_all(person, at),
            Task(
                _("Wishes"),
                _("What people wish for, who stands behind it, and what was decided."),
                reverse("changes_plan"),
                "lightbulb",
            ),
        ),
        (
            may_check_mail(person, at),
            Task(
                _("E-mail to be checked"),
                _("What came from somebody we do not know, or waits until e-mail opens."),
                reverse("incoming_mail"),
                "mail",
            ),
        ),
    )
    return [task for may, task in table if may]


def _helping(person: User, at: datetime) -> list[Task]:
    table = (
        (
            may_see_register(person, at),
            Task(
                _("Rosters"),
                _("Who answers first when, and where somebody is missing."),
                reverse("watches"),
                "calendar",
            ),
        ),
        (
            may_see_register(person, at),
            Task(
                _("Process advisers"),
                _("Who helps where with what, who is away, and where somebody is missing."),
                reverse("advisers"),
                "people",
            ),
        ),
        (
            bool(lines_of(person, at)),
            Task(
                _("My work as a helper"),
                _("When you are away, how much you can take, and guidance you have given."),
                reverse("absences"),
                "person",
            ),
        ),
    )
    return [task for may, task in table if may]


def _arranging(person: User, at: datetime) -> list[Task]:
    table = (
        (
            may_see_insight(person, at),
            Task(
                _("Insight"),
                _("Where people get answers and where they wait, and the report after a rollout."),
                reverse("insight"),
                "layers",
            ),
        ),
        (
            may_plan(person),
            Task(
                _("Rollout plan"),
                _("Days, doors, hours, duties, and the site as on a date."),
                reverse("rollout_plan"),
                "calendar",
            ),
        ),
        (
            may_post(person),
            Task(
                _("Message channel"),
                _("Post, correct, pin and withdraw notices."),
                reverse("notices_plan"),
                "megaphone",
            ),
        ),
    )
    return [task for may, task in table if may]


def _writing(person: User, at: datetime) -> list[Task]:
    table = (
        (
            has_role(person, Role.EDITOR),
            Task(
                _("Articles and theme pages"),
                _("Write and publish help to self-help."),
                reverse("wagtailadmin_home"),
                "book",
            ),
        ),
        (
            may_approve_some(person, at),
            Task(
                _("Texts to approve"),
                _("What departments have written and want approved before readers get it."),
                reverse("wagtailadmin_home"),
                "check",
            ),
        ),
        (
            may_see_upkeep(person),
            Task(
                _("Texts that stay true"),
                _("What is due to be reviewed, what did not help, and links that are dead."),
                reverse("content"),
                "check",
            ),
        ),
        (
            may_teach_search(person),
            Task(
                _("The search"),
                _("Teach it words, and see what people look for and do not find."),
                reverse("search_words"),
                "search",
            ),
        ),
    )
    return [task for may, task in table if may]


urls = [path("styring/", backstage, name="backstage")]
