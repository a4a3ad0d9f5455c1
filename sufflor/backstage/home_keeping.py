"""Back stage, for those who keep the house in order: its facts, forms, keys and mail."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from sufflor.backstage.home_task import Task
from sufflor.desk.rules import may_disclose, may_see_archive_log, may_word
from sufflor.forms.rules import may_edit_forms
from sufflor.keeping.rules import may_decide
from sufflor.messaging.rules import may_see_mail
from sufflor.organization.models import User
from sufflor.organization.rules import may_administer


def keeping(person: User, at: datetime) -> list[Task]:
    table = (
        *_facts_and_forms(person),
        *_kept_and_given_out(person),
        *_other_systems(person),
        *_words_and_mail(person, at),
    )
    return [task for may, task in table if may]


def _facts_and_forms(person: User) -> tuple[tuple[bool, Task], ...]:
    return (
        (
            may_administer(person),
            Task(
                _("Organisation"),
                _("Load units, areas and advisers from files."),
                reverse("organization_admin"),
                "building",
            ),
        ),
        (
            may_administer(person),
            Task(
                _("Support groups"),
                _("Who answers at which line: bring people in, and take them out."),
                reverse("support_groups"),
                "people",
            ),
        ),
        (
            may_administer(person),
            Task(
                _("Roles"),
                _("Who leads hours, writes texts, plans rollouts and looks after the house."),
                reverse("roles"),
                "person",
            ),
        ),
        (
            may_edit_forms(person),
            Task(
                _("Forms"),
                _("What people are asked when they need help, version by version."),
                reverse("forms_plan"),
                "task",
            ),
        ),
        (
            may_administer(person),
            Task(
                _("History"),
                _("Who did what and when: every deed, to look through and to take out."),
                reverse("history_log"),
                "clock",
            ),
        ),
    )


def _other_systems(person: User) -> tuple[tuple[bool, Task], ...]:
    return (
        (
            may_administer(person),
            Task(
                _("Keys to the API"),
                _("Which other systems may fill in forms and read how their requests stand."),
                reverse("api_keys"),
                "lock",
            ),
        ),
        (
            may_administer(person),
            Task(
                _("Webhooks"),
                _("Which other systems are told when something happens, and how it goes."),
                reverse("webhooks"),
                "send",
            ),
        ),
        (
            may_administer(person),
            Task(
                _("Groups of the directory"),
                _("Which roles and units the groups of the institution's directory give."),
                reverse("provisioning"),
                "people",
            ),
        ),
    )


def _kept_and_given_out(person: User) -> tuple[tuple[bool, Task], ...]:
    return (
        (
            may_administer(person),
            Task(
                _("How long requests are kept"),
                _("What is deleted when, what goes next, and what is held."),
                reverse("retention"),
                "archive",
            ),
        ),
        (
            may_decide(person),
            Task(
                _("How long everything else is kept"),
                _("Who asked and voted, mail, history: what goes when, and what is held."),
                reverse("kept_kinds"),
                "archive",
            ),
        ),
        (
            may_disclose(person),
            Task(
                _("Access by the law"),
                _("Requests that somebody asks to see, with what is about people blacked out."),
                reverse("disclosures"),
                "eye",
            ),
        ),
        (
            may_see_archive_log(person),
            Task(
                _("Fetched for the archive"),
                _("Which packages were fetched, as which class, by whom."),
                reverse("archive_log"),
                "archive",
            ),
        ),
    )


def _words_and_mail(person: User, at: datetime) -> tuple[tuple[bool, Task], ...]:
    return (
        (
            may_word(person, at),
            Task(
                _("Status texts"),
                _("What users read about how their requests stand."),
                reverse("status_words"),
                "chat",
            ),
        ),
        (
            may_see_mail(person),
            Task(
                _("E-mail"),
                _("What waits to be sent, and what was given up."),
                reverse("mail"),
                "mail",
            ),
        ),
    )
