"""One of everything that an address can be about, and a form filled in for every deed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from uuid import UUID

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, models, transaction
from django.urls import reverse
from django.utils.translation import override
from PIL import Image
from pytest_django.plugin import DjangoDbBlocker

from sufflor.announcements import actions as announcements
from sufflor.announcements.models import Notice
from sufflor.files import actions as files
from sufflor.files.models import StoredFile
from sufflor.knowledge import actions as knowledge
from sufflor.knowledge.models import LearningPath
from sufflor.lib import kept
from sufflor.lib.kept import forget_everything
from sufflor.messaging import actions as mail
from sufflor.messaging.addresses import unsubscribe_address
from sufflor.messaging.models import Topic
from sufflor.messaging.told import Told
from sufflor.organization import actions as organization
from sufflor.organization.models import (
    CaseArea,
    Line,
    Membership,
    Role,
    RoleGrant,
    SupportGroup,
    Unit,
    User,
)
from sufflor.questions import actions as questions
from sufflor.questions.models import Answer, HourKind, Minutes, Question, QuestionHour
from sufflor.rollout import actions as rollout
from sufflor.rollout.actions import Wording
from sufflor.rollout.models import DoorState, WayIn, WayKind
from sufflor.rollout.rules import WayPolicy
from tests.articles import published
from tests.cast import DAY, MORNING, STANDING, call_up, person
from tests.database import standing
from tests.hours import asked
from tests.routes import ROUTES
from tests.world_api import held_mail, outside_forms, outside_things
from tests.world_desk import desk_forms, desk_things
from tests.world_errors import error_forms, error_things
from tests.world_forms import form_forms, form_things
from tests.world_insight import insight_forms, insight_things
from tests.world_plan import colleague, planned_forms, planned_things
from tests.world_register import registered_forms, registered_things
from tests.world_requests import request_forms, request_things
from tests.world_search import search_forms, search_things
from tests.world_ties import tied_forms, tied_things
from tests.world_vendor import vendor_forms, vendor_things
from tests.world_views import view_forms, view_things
from tests.world_wishes import wish_forms, wish_things

READS = ("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK")
UNITS = "code;kind;parent;name\nNU;institution;;Nidelva universitet\nFA;fakultet;NU;Fakultet A\n"
TEXTS = "tittel;tekst\nSkjerme et navn;Bruk Skjerm, øverst til høyre.\n"
CAST = ("personnel", "kari", "hr_department")
KEPT = "kept_world"
SUBMISSION = UUID("0a0e52b3-31a4-4f28-9d4c-6a1d2a3b4c5d")
Typed = dict[str, object]


@dataclass
class World:
    """`all_round` may do everything that anybody may; `key` opens all that a key can open."""

    all_round: User
    things: Mapping[str, Mapping[str, object]]
    forms: Mapping[str, Typed]

    @property
    def key(self) -> str:
        return str(self.things["secret"]["key"])

    def address(self, name: str) -> str:
        """In bokmål, whichever language the page before was in."""
        thing = ROUTES[name].thing
        with override("nb"):
            return reverse(name, kwargs=dict(self.things[thing]) if thing else None)

    def form(self, name: str) -> Typed:
        """What a person sends; a file is new each time, since it can be read once only."""
        typed = dict(self.forms.get(name, {}))
        if name == "organization_admin":
            typed["files"] = [SimpleUploadedFile("units.csv", UNITS.encode())]
        if name == "content_import":
            typed["file"] = SimpleUploadedFile("tekster.csv", TEXTS.encode())
        if name == "files":
            typed["files"] = [SimpleUploadedFile("notat.txt", b"Dette skjedde.")]
        return typed


@pytest.fixture
def world(nine_in_the_morning, request: pytest.FixtureRequest, db) -> World:
    """Half past eight on a rollout day: an hour is open, and something of everything is there."""
    if KEPT not in request.fixturenames:
        return _made(*map(request.getfixturevalue, CAST))
    shared: World = request.getfixturevalue(KEPT)
    all_round = User.objects.get(pk=shared.all_round.pk)
    return World(all_round, deepcopy(shared.things), deepcopy(shared.forms))


@pytest.fixture(scope="module")
def kept_world(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    files_lie_in_a_folder_of_the_run: None,
) -> Iterator[World]:
    """Made once for the module; what a test does to it is rolled back with the test."""
    with standing(django_db_blocker):
        with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
            patch.setattr("django.utils.timezone.now", lambda: MORNING)
            STANDING.update(call_up(*CAST))
            made = _made(*(STANDING[name] for name in CAST))
        yield made
        STANDING.clear()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A module shares a world, unless some test of it wants real transactions."""
    want = [item for item in items if "world" in getattr(item, "fixturenames", ())]
    alone = {item.path for item in want if "transactional_db" in item.fixturenames}
    for item in want:
        if item.path not in alone:
            item.fixturenames.insert(0, KEPT)


def _made(personnel: CaseArea, kari: User, hr_department: Unit) -> World:
    jo = _all_round(hr_department)
    plan = _rollout(jo)
    hour = QuestionHour.objects.get(slug=f"{DAY}-oppstart")
    things = (
        _notices(jo, hr_department)
        | _articles(jo, personnel)
        | _questions(jo, hour, personnel)
        | _other_hours(jo)
    )
    way = WayIn.objects.get(slug="telefon")
    moved = rollout.override(
        way_in=way, state=DoorState.OPEN, until=None, reason="Prøve", by=jo, at=MORNING
    )
    upload = organization.upload(files={"units.csv": UNITS}, by=jo, at=MORNING)
    ida = colleague(hr_department)
    things |= planned_things(plan, jo, ida, personnel)
    things |= desk_things(jo, ida, kari, hr_department)
    things |= registered_things(jo, ida, hr_department, personnel) | form_things(jo)
    things |= request_things(jo) | tied_things(jo, kari, hr_department) | view_things(jo)
    things |= error_things(jo, personnel, things) | insight_things(jo, plan)
    things |= search_things(jo, things["kept_article"]["pk"])
    things |= vendor_things(jo)
    things |= wish_things(jo, kari, personnel, things)
    things |= {
        "hour": {"slug": hour.slug},
        "area": {"place": personnel.slug},
        "way_in": {"slug": way.slug},
        "rollout": {"pk": plan.pk},
        "override": {"pk": moved.pk},
        "upload": {"pk": upload.pk},
        "draft_file": {"key": _draft_file(jo).key},
        "picture": {"name": _picture()},
        "manuscript": {"key": _manuscript(jo).key},
        "csv_file": {"name": "units.csv"},
        "given_up": _given_up(jo),
        "held_mail": held_mail(),
        **outside_things(jo, kari, hr_department),
        "unsubscriber": _unsubscriber(jo),
    }
    forget_everything()
    forms = _forms(things, hour, way, hr_department) | _desk_forms(jo, things)
    forms |= registered_forms(ida, hr_department, personnel) | desk_forms(things)
    forms |= (
        tied_forms(things, hour, personnel) | request_forms() | outside_forms(things) | view_forms()
    )
    forms |= error_forms(things, personnel) | wish_forms(things, personnel)
    forms |= search_forms(things["kept_article"]["pk"], personnel.pk)
    forms |= insight_forms(things)
    forms |= vendor_forms(things)
    return World(jo, things, forms | planned_forms(plan, ida) | form_forms())


def everything() -> dict[str, list[tuple[object, ...]]]:
    """All rows of all our tables, to see that nothing has changed."""
    ours = [m for m in apps.get_models() if m.__module__.startswith("sufflor.")]
    return {one._meta.label: _rows(one) for one in [*ours, Group]}


@contextmanager
def taken_back() -> Iterator[None]:
    """What is done in here never happened, and what was kept before it is as true as it was; so is
    what is kept in here, where nothing is written."""
    written: list[str] = []
    kept_before = {each: each._values.copy() for each in kept._all}

    def watch(execute, sql, params, many, context):
        if not sql.lstrip().startswith(READS):
            written.append(sql)
        return execute(sql, params, many, context)

    with transaction.atomic(), connection.execute_wrapper(watch):
        yield
        transaction.set_rollback(True)
    if written:
        forget_everything()
        for each, values in kept_before.items():
            each._values.update(values)


def _rows(model: type[models.Model]) -> list[tuple[object, ...]]:
    """As the store gives them, which is ten times as quick as what they mean."""
    table, key = map(connection.ops.quote_name, (model._meta.db_table, model._meta.pk.column))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} ORDER BY {key}")
        return cursor.fetchall()


def _all_round(unit: Unit) -> User:
    jo = person("jo", "Jo", "Allround", unit)
    RoleGrant.objects.bulk_create(
        RoleGrant(person=jo, role=role, granted_at=MORNING) for role in Role
    )
    first = SupportGroup.objects.create(code="alle", name="Alle", line=Line.FIRST, unit=unit)
    Membership.objects.create(group=first, person=jo)
    return jo


def _rollout(by: User):
    ways = [
        WayIn(slug="telefon", kind=WayKind.PHONE, name="Telefon", contact="73 00 00 10"),
        WayIn(slug="sporretime", kind=WayKind.QUESTION_HOUR, name="Spørretimen"),
        WayIn(slug="avveie", kind=WayKind.FORM, name="Avveie", urgency="privacy"),
    ]
    phone, hour, _ = [rollout.offer_way_in(way_in=way, by=by, at=MORNING) for way in ways]
    policies = [WayPolicy(phone, DoorState.REPLACED, hour)]
    dates = [DAY, DAY + timedelta(days=1)]
    plan = Wording("Innføring", known="Alt er åpent.", awaiting="Timer.")
    return questions.plan_rollout(wording=plan, dates=dates, policies=policies, by=by, at=MORNING)


def _notices(by: User, unit: Unit) -> dict[str, Mapping[str, object]]:
    def posted(title: str, **moments: datetime) -> dict[str, object]:
        notice = announcements.post(
            wording=announcements.Wording(title, "Ta kopi først."),
            unit=unit,
            contact="HR",
            **moments,
            by=by,
            at=MORNING - timedelta(hours=1),
        )
        return {"pk": notice.pk}

    pinned = posted("Husk kopi i dag")
    announcements.pin(notice=Notice.objects.get(pk=pinned["pk"]), by=by, at=MORNING)
    planned = posted("Ny film i morgen", show_at=MORNING + timedelta(days=1))
    critical = posted("Portalen er nede", critical_until=MORNING + timedelta(hours=2))
    return {
        "notice": posted("Elements er treg"),
        "pinned": pinned,
        "planned": planned,
        "critical": critical,
    }


def _draft_file(by: User) -> StoredFile:
    return files.receive(name="skjerm.txt", stream=BytesIO(b"Feil 17"), by=by, at=MORNING)


def _picture() -> str:
    """Lies where Wagtail lays what it has made of a picture."""
    drawn = BytesIO()
    Image.new("RGB", (8, 8)).save(drawn, "PNG")
    laid = default_storage.save("images/skjerm.png", ContentFile(drawn.getvalue()))
    return laid.rpartition("/")[2]


def _manuscript(by: User) -> StoredFile:
    stream = BytesIO(TEXTS.encode())
    return files.receive(name="tekster.csv", stream=stream, by=by, at=MORNING)


def _unsubscriber(person: User) -> Mapping[str, object]:
    """The last two parts of an address at the foot of a mail."""
    preference = mail.preference_of(person=person)
    topic, token = unsubscribe_address(preference, Topic.NOTICES).strip("/").split("/")[-2:]
    return {"topic": topic, "token": token}


def _articles(by: User, area) -> dict[str, Mapping[str, object]]:
    article = published(
        area, by, role="saksbehandler", source_label="Spørsmål 1", source_url="/svar/1/"
    )
    knowledge.take_care_of(article=article, person=by, by=by, at=MORNING)
    suggestion = knowledge.suggest_change(
        article=article, text="Satsene er gamle.", by=by, at=MORNING
    )
    path = knowledge.open_path(
        page=LearningPath(title="Ny hos oss", area=area), things=[article], by=by, at=MORNING
    )
    return {
        "learning_path": {"place": path.address},
        "article": {"place": area.slug, "page": article.address},
        "article_address": {"slug": article.address},
        "kept_article": {"pk": article.pk},
        "suggestion": {"pk": suggestion.pk},
        "section": {"pk": area.owner_id},
    }


def _questions(by: User, hour: QuestionHour, area) -> dict[str, Mapping[str, object]]:
    def ask(what: str) -> Question:
        return asked(hour, area, by, f"Hvordan gjør jeg {what}?")

    def answer(question: Question) -> Answer:
        return questions.answer(question=question, text="Bruk Skjerm.", by=by, at=MORNING)

    question, answered, drafted, taken_up, private = map(
        ask, ("dette", "det første", "det andre", "det tredje", "det private")
    )
    given = answer(answered)
    questions.draft_article(answer=answer(drafted), title="Skjerme", by=by, at=MORNING)
    questions.answer_now(question=taken_up, by=by, at=MORNING)
    request = questions.move_to_request(question=private, why="Et navn.", by=by, at=MORNING)
    words = given.path.strip("/").rpartition("/")[2].partition("-")[2]
    return {
        "question": {"pk": question.pk},
        "answered": {"pk": answered.pk},
        "answer_with_words": {"pk": answered.pk, "slug": words},
        "drafted": {"pk": drafted.pk},
        "taken_up": {"pk": taken_up.pk},
        **_moderated(by, ask, taken_up),
        "request": {"pk": request.pk},
    }


def _given_up(to: User) -> dict[str, object]:
    told = Told(to.pk, "answered", "questions.answer:1", f"answered:1:{to.pk}", MORNING)
    mail.deliver(told=[told], at=MORNING)
    delivery = mail.claim(at=MORNING)
    mail.mark_dead(delivery=delivery, fault="550 No such user here")
    return {"what": "e-post", "pk": delivery.pk}


def _moderated(
    by: User, ask: Callable[[str], Question], into: Question
) -> dict[str, Mapping[str, object]]:
    """One of everything that a host can do with a question."""
    hidden, pinned, owed, declined, merged, held = map(
        ask, ("noe skjult", "noe festet", "noe lovet", "noe avslått", "noe likt", "noe holdt")
    )
    questions.hide(question=hidden, by=by, at=MORNING)
    questions.pin(question=pinned, by=by, at=MORNING)
    questions.owe_answer(question=owed, writer=by, due_at=None, was_spoken=True, by=by, at=MORNING)
    questions.decline(question=declined, reason="Spør Orakel.", by=by, at=MORNING)
    questions.merge(question=merged, into=into, by=by, at=MORNING)
    Question.objects.filter(pk=held.pk).update(held_at=MORNING)
    return {
        "hidden": {"pk": hidden.pk},
        "pinned_question": {"pk": pinned.pk},
        "owed": {"pk": owed.pk},
        "declined": {"pk": declined.pk},
        "merged": {"pk": merged.pk},
        "held": {"pk": held.pk},
    }


def _other_hours(by: User) -> dict[str, Mapping[str, object]]:
    """Two that nobody asked in: one can be ended, the other is."""
    ended, minuted = (
        QuestionHour.objects.create(
            kind=HourKind.EXTRA,
            slug=slug,
            date=DAY,
            collects_from=MORNING - timedelta(hours=3),
            opens_at=MORNING - timedelta(hours=2),
            closes_at=MORNING - timedelta(hours=1),
        )
        for slug in ("tidlig", "tidligere")
    )
    questions.finish(hour=minuted, by=by, at=MORNING)
    return {"ended_hour": {"slug": ended.slug}, "minuted_hour": {"slug": minuted.slug}}


def _forms(things, hour: QuestionHour, way: WayIn, unit: Unit) -> dict[str, Typed]:
    plan = {
        "name": "Neste innføring",
        "dates": f"{DAY + timedelta(days=7):%d.%m.%Y}",
        "system": "Elements 7",
        "way-telefon": "by:sporretime",
        "way-sporretime": "open",
        **dict.fromkeys(("replaces", "known", "awaiting"), "Ordinært"),
        **dict.fromkeys(("name_nn", "known_nn", "awaiting_nn"), "Vanleg"),
        **dict.fromkeys(("name_en", "known_en", "awaiting_en"), "Ordinary"),
    }
    answered = Answer.objects.get(pk=things["answered"]["pk"])
    keeper = User.objects.get(username="jo")
    area_pk = CaseArea.objects.get(slug=things["area"]["place"]).pk
    notice = {"title_nb": "Portalen er nede", "body_nb": "Vi retter den nå."}
    return {
        "ask": {
            "hour": hour.slug,
            "submission": str(SUBMISSION),
            "text": "Kan jeg angre en ekspedering?",
            "detail": "Jeg trykket for tidlig.",
            "kind": "error",
            "wanted": "Sende et vedtak.",
            "steps": "Jeg trykket på Ekspeder.",
            "happened": "Det gikk til feil mottaker.",
            "message": "Ekspedert (E-12).",
            "scope": "several",
            "area": "personal",
            "role": "saksbehandler",
            "on_behalf": "kari",
        },
        "answer_helped": {"why": "mangler", "words": "Fristen."},
        "article_helped": {"why": "mangler", "words": "Satsene for i år."},
        "article_suggestion": {"text": "Satsene er fra i fjor."},
        "content_suggestion": {"outcome": "beholdt", "reply": "Satsene gjelder ut året."},
        "content_review": {
            "outcome": "holder",
            "next_review": "2027-05-01",
            "note": "Lest og funnet i orden.",
            "caretaker": "jo",
        },
        "learning_path_check": {"ting": f"article-{things['kept_article']['pk']}", "gjort": "1"},
        "content_import_file": {"area": area_pk, "role": "alle", "language": "nb"},
        "content_handover": {"giver": keeper.pk, "taker": "jo"},
        "content_closing": {"giver": CaseArea.objects.get(pk=area_pk).owner.code, "taker": "NU"},
        "sign_in": {"username": "kari", "password": "demo"},
        "preview": {"moment": "2026-11-02T08:30"},
        "give_answer": {
            "text": "Ja, inntil den er sendt.",
            "version": "7.3",
            "review_date": "2027-01-15",
        },
        "edit_answer": {
            "text": "Bruk Skjerm, øverst til høyre.",
            "version": "7.4",
            "seen": answered.stamp,
        },
        "draft_article": {"title": "Skjerme et navn"},
        "notice_new": {**notice, "unit": unit.pk, "contact": "HR"},
        "mail_choices": {"notices": "daily", "answers": "on", "language": "nn"},
        "notice_change": {
            **notice,
            "unit": unit.pk,
            "contact": "HR",
            "show_at": "2026-11-02T08:30",
        },
        "notice_critical": {"until": "2026-10-29T16:30"},
        "notice_correct": {**notice, "reason": "Feil tidspunkt."},
        "rollout_new": plan,
        "rollout_change": {**plan, "name": "Innføring, utvidet"},
        "door_override": {"way_in": way.pk, "state": "closed", "reason": "Brannøvelse."},
    }


def _desk_forms(by: User, things) -> dict[str, Typed]:
    """What a host fills in for a question, an hour and its minutes."""
    taken_up = things["taken_up"]["pk"]
    mended = Question.objects.get(pk=things["pinned_question"]["pk"])
    minutes = Minutes.objects.get(hour__slug=things["minuted_hour"]["slug"])
    owner = {"writer": str(by.pk), "due_at": "2026-10-29T12:00"}
    on_the_screen = {"seen": str(taken_up), "takes_up": "question", "del": "sporsmal"}
    return {
        "answer_aloud": owner,
        "owe_answer": owner,
        "edit_question": {
            "text": "Hvordan fester jeg et spørsmål?",
            "detail": "I spørretimen.",
            "area": str(mended.area_id),
            "role": "leder",
            "reason": "Utydelig.",
            "seen": mended.stamp,
        },
        "decline_question": {"reason": "Dette gjelder ikke Elements."},
        "move_question": {"why": "Det nevner en person."},
        "merge_question": {"into": str(taken_up)},
        "hour_status": {"status-text": "Overgangen går som planlagt."},
        "hour_minutes": {"punkt": "topp", "text": "Alt gikk bra.", "seen": minutes.stamp},
        "hour_go_on": on_the_screen,
        "hour_answered_aloud": on_the_screen,
    }
