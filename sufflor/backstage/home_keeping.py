"""Back stage, for those who keep the house in order: its facts, forms, keys and mail."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from sufflor.backstage.home_task import Task, Tasks
from sufflor.desk.rules import may_disclose, may_see_archive_log, may_word
from sufflor.forms.rules import may_edit_forms
from sufflor.keeping.rules import may_decide
from sufflor.messaging.rules import may_see_mail
from sufflor.organization.models import User
from sufflor.organization.rules import may_administer


def keeping(person: User, at: datetime) -> tuple[tuple[str, Tasks], ...]:
    return (
        (_("How it is set up"), (*_facts_and_forms(person), *_words_and_mail(person, at))),
        (_("What is kept, and who may see it"), _kept_and_given_out(person)),
        (_("Other systems"), _other_systems(person)),
    )


def _facts_and_forms(person: User) -> Tasks:
    return (
        Task(
            may_administer(person),
            _("Organisation"),
            _("Load units, areas and advisers from files."),
            "organization_admin",
            "building",
        ),
        Task(
            may_administer(person),
            _("Support groups"),
            _("Who answers at which line: bring people in, and take them out."),
            "support_groups",
            "people",
        ),
        Task(
            may_administer(person),
            _("Roles"),
            _("Who leads hours, writes texts, plans rollouts and looks after the house."),
            "roles",
            "person",
        ),
        Task(
            may_edit_forms(person),
            _("Forms"),
            _("What people are asked when they need help, version by version."),
            "forms_plan",
            "task",
        ),
    )


def _other_systems(person: User) -> Tasks:
    return (
        Task(
            may_administer(person),
            _("Keys to the API"),
            _("Which other systems may fill in forms and read how their requests stand."),
            "api_keys",
            "lock",
        ),
        Task(
            may_administer(person),
            _("Webhooks"),
            _("Which other systems are told when something happens, and how it goes."),
            "webhooks",
            "send",
        ),
        Task(
            may_administer(person),
            _("Groups of the directory"),
            _("Which roles and units the groups of the institution's directory give."),
            "provisioning",
            "people",
        ),
    )


def _kept_and_given_out(person: User) -> Tasks:
    return (
        Task(
            may_administer(person),
            _("How long requests are kept"),
            _("What is deleted when, what goes next, and what is held."),
            "retention",
            "archive",
        ),
        Task(
            may_decide(person),
            _("How long everything else is kept"),
            _("Who asked and voted, mail, history: what goes when, and what is held."),
            "kept_kinds",
            "archive",
        ),
        Task(
            may_disclose(person),
            _("Access by the law"),
            _("Requests that somebody asks to see, with what is about people blacked out."),
            "disclosures",
            "eye",
        ),
        Task(
            may_see_archive_log(person),
            _("Fetched for the archive"),
            _("Which packages were fetched, as which class, by whom."),
            "archive_log",
            "archive",
        ),
        Task(
            may_administer(person),
            _("History"),
            _("Who did what and when: every deed, to look through and to take out."),
            "history_log",
            "clock",
        ),
    )


def _words_and_mail(person: User, at: datetime) -> Tasks:
    return (
        Task(
            may_word(person, at),
            _("Status texts"),
            _("What users read about how their requests stand."),
            "status_words",
            "chat",
        ),
        Task(
            may_see_mail(person),
            _("E-mail"),
            _("What waits to be sent, and what was given up."),
            "mail",
            "mail",
        ),
    )
