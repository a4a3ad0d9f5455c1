"""Back stage: what this person may do, and nothing else."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sufflor.announcements.rules import may_post
from sufflor.backstage.home_keeping import keeping
from sufflor.backstage.home_task import Task, Tasks
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

# Those who look after the house have nearly thirty, and find nothing without headings.
MOST_IN_ONE = 16


@login_required
@require_safe
def backstage(request: SignedInRequest) -> HttpResponse:
    groups = _groups(request.user, request.at)
    require(bool(groups))
    tasks = [task for _title, tasks in groups for task in tasks]
    if len(tasks) <= MOST_IN_ONE:
        groups = [("", tasks)]
    owed = errors_owed_by(request.user, request.at)
    return render(request, "backstage/home.html", {"groups": groups, "owed_errors": owed})


def tasks_for(person: User, at: datetime) -> list[Task]:
    return [task for _title, tasks in _groups(person, at) for task in tasks]


def _groups(person: User, at: datetime) -> list[tuple[str, list[Task]]]:
    table = (
        (_("Answering"), (*_answering(person, at), *_following_up(person, at))),
        (_("Who helps"), _helping(person, at)),
        (_("Rollouts and news"), _arranging(person, at)),
        (_("Texts and search"), _writing(person, at)),
        *keeping(person, at),
    )
    found = [(title, [task for task in tasks if task.may]) for title, tasks in table]
    return [(title, tasks) for title, tasks in found if tasks]


def _answering(person: User, at: datetime) -> Tasks:
    return (
        Task(
            has_role(person, Role.HOST) or bool(lines_of(person, at)),
            _("Question hours"),
            _("Answer in writing, and make answers into articles."),
            "hours",
            "person-chat",
        ),
        Task(
            has_role(person, Role.HOST) or bool(lines_of(person, at)),
            _("My duties"),
            _("The hours in which you have the word, and swapping with a colleague."),
            "my_duties",
            "clock",
        ),
        Task(
            may_see_desk(person, at),
            _("Answers that did not help"),
            _("What readers say of answers from the question hours in your areas."),
            "unhelpful_answers",
            "chat",
        ),
        Task(
            may_help(person, at),
            _("The work list"),
            _("Answer what people need help with, or hand it to those who can."),
            "requests",
            "inbox",
        ),
        Task(
            may_suggest(person, at),
            _("Known errors"),
            _("What is wrong, whom it concerns, and one fix told to all of them."),
            "errors_plan",
            "bug",
        ),
    )


def _following_up(person: User, at: datetime) -> Tasks:
    """What has gone on from the requests, and what has not come so far."""
    return (
        Task(
            may_see(person),
            _("Cases for the vendor"),
            _("What is reported out of the house, who has it, and what comes back."),
            "vendor_board",
            "vendor",
        ),
        Task(
            may_see_all(person, at),
            _("Wishes"),
            _("What people wish for, who stands behind it, and what was decided."),
            "changes_plan",
            "lightbulb",
        ),
        Task(
            may_check_mail(person, at),
            _("E-mail to be checked"),
            _("What came from somebody we do not know, or waits until e-mail opens."),
            "incoming_mail",
            "mail",
        ),
    )


def _helping(person: User, at: datetime) -> Tasks:
    return (
        Task(
            may_see_register(person, at),
            _("Rosters"),
            _("Who answers first when, and where somebody is missing."),
            "watches",
            "calendar",
        ),
        Task(
            may_see_register(person, at),
            _("Process advisers"),
            _("Who helps where with what, who is away, and where somebody is missing."),
            "advisers",
            "people",
        ),
        Task(
            bool(lines_of(person, at)),
            _("My work as a helper"),
            _("When you are away, how much you can take, and guidance you have given."),
            "absences",
            "person",
        ),
    )


def _arranging(person: User, at: datetime) -> Tasks:
    return (
        Task(
            may_see_insight(person, at),
            _("Insight"),
            _("Where people get answers and where they wait, and the report after a rollout."),
            "insight",
            "layers",
        ),
        Task(
            may_plan(person),
            _("Rollout plan"),
            _("Days, doors, hours, duties, and the site as on a date."),
            "rollout_plan",
            "calendar",
        ),
        Task(
            may_post(person),
            _("Message channel"),
            _("Post, correct, pin and withdraw notices."),
            "notices_plan",
            "megaphone",
        ),
    )


def _writing(person: User, at: datetime) -> Tasks:
    return (
        Task(
            has_role(person, Role.EDITOR),
            _("Articles and theme pages"),
            _("Write and publish help to self-help."),
            "wagtailadmin_home",
            "book",
        ),
        Task(
            may_approve_some(person, at),
            _("Texts to approve"),
            _("What departments have written and want approved before readers get it."),
            "wagtailadmin_home",
            "check",
        ),
        Task(
            may_see_upkeep(person),
            _("Texts that stay true"),
            _("What is due to be reviewed, what did not help, and links that are dead."),
            "content",
            "check",
        ),
        Task(
            may_teach_search(person),
            _("The search"),
            _("Teach it words, and see what people look for and do not find."),
            "search_words",
            "search",
        ),
    )


urls = [path("styring/", backstage, name="backstage")]
