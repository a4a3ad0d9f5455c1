"""Whatever people type, in any field and any address: a sentence, their text kept, nothing run."""

from __future__ import annotations

import inspect
import json
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from html import unescape
from uuid import UUID
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.urls import get_resolver, reverse
from django.urls.converters import IntConverter
from django.utils.translation import override

from tests.markup import SCRIPTS, executable
from tests.routes import ROUTES, Who
from tests.test_gates import EDITORS_ROOM, WRITES, addresses, complain, signed_in
from tests.world import READS, World, everything, taken_back

LONG = "Dette er for langt. " * 5_000
STRANGE = "Dette\x00 er\x07 \u202esnudd\u202c \U0001f600 \u200bog\ufeff rart\r\n"
ANSWERED = {200, 301, 302, 400, 404, 409, 410}
# Fields that hold words; the others hold choices, dates and keys.
WORDS = {
    "ask": ("text", "detail", "wanted", "steps", "happened", "message"),
    "give_answer": ("text",),
    "edit_answer": ("text",),
    "draft_article": ("title",),
    "edit_question": ("text", "detail", "reason"),
    "decline_question": ("reason",),
    "move_question": ("why",),
    "hour_status": ("status-text",),
    "hour_minutes": ("text",),
    "notice_new": ("title_nb", "body_nb", "title_nn", "body_nn", "contact"),
    "notice_change": ("title_nb", "body_nb", "title_nn", "body_nn", "contact"),
    "notice_correct": ("title_nb", "body_nb", "title_en", "body_en", "reason"),
    "article_helped": ("words",),
    "content_review": ("note",),
    "translation_new": ("english", "norwegian"),
    "door_override": ("reason",),
    # In an order in which none takes away what a later one is about.
    "mode_change": ("reason",),
    "rollout_call_off": ("reason",),
    "checklist_add": ("text",),
    "hour_plan": ("title", "room"),
    "hour_add": ("title", "room"),
    "hour_say_status": ("text",),
    "hour_cancel": ("reason",),
    **dict.fromkeys(
        ("rollout_new", "rollout_change"),
        ("name", "system", "replaces", "known", "awaiting", "name_nn", "known_en"),
    ),
    "way_new": ("name", "name_nn", "contact"),
    "way_change": ("name", "name_en", "contact"),
}
REQUIRED = {
    "ask": ("text", "area"),
    "give_answer": ("text",),
    "edit_answer": ("text",),
    "answer_aloud": ("writer", "due_at"),
    "owe_answer": ("writer", "due_at"),
    "edit_question": ("text", "area", "reason"),
    "decline_question": ("reason",),
    "move_question": ("why",),
    "merge_question": ("into",),
    "notice_new": ("title_nb", "body_nb", "contact", "unit"),
    "notice_change": ("title_nb", "body_nb", "contact", "unit"),
    "notice_correct": ("title_nb", "body_nb", "reason"),
    "article_helped": ("why",),
    "content_review": ("outcome",),
    "content_handover": ("giver", "taker"),
    "synonyms_new": ("expressions",),
    "begin_article": ("title", "area"),
    "translation_new": ("english", "norwegian"),
    "door_override": ("reason", "way_in", "state"),
    "mode_change": ("reason",),
    "rollout_call_off": ("reason",),
    "checklist_add": ("text",),
    "way_new": ("name", "kind", "contact"),
    "way_change": ("name", "kind", "contact"),
    "hour_plan": ("opens_at", "closes_at", "moderation", "names"),
    "hour_add": ("opens_at", "closes_at"),
    "hour_cancel": ("reason",),
    "template_change": ("opens", "closes", "moderation", "names"),
    "duty_give": ("person",),
    "swap_ask": ("person",),
    "rehearsal": ("day",),
    "rollout_new": ("name", "dates", "way-telefon"),
    "rollout_change": ("name", "dates"),
    "sign_in": ("username", "password"),
}
QUERIES = (
    "' OR 1=1; \"; DROP TABLE questions_question; --",
    "votes__voter__password__startswith",
    "x" * 10_240,
    "9" * 5_000,
    "(a+)+$" * 40 + "[[[*?^$\\",
    "\x01\x1b[2J\u202e",
    "a\x00b",
    "\ud800",
    "-1",
    "0",
    "99999999999999999999",
    "0001-01-01",
    "9999-12-31",
    "²",
    "%<script>alert(1)</script>%s",
    "AND OR NOT NEAR(",
)
IDS = (
    "99999999999999999999",
    "9223372036854775808",
    "0",
    "-1",
    "9" * 4_400,
    "1e3",
    "٣",
    "%00",
    "a",
)
# The first ones come as far as a query; the others, to what reads addresses, whichever store.
REACHING_THE_STORE = 3
SLUGS = ("x" * 5_000, "..%2f..%2fetc", "%00", "%ff%fe", "a%0d%0ab", "__class__", "%F0%9F%98%80")
SHOWN_AT = (
    "home",
    "hours",
    "hour",
    "hour_changes",
    "hour_host",
    "hour_screen",
    "hour_minutes",
    "answers",
    "my_questions",
    "search_words",
    "notices",
    "notice",
    "notices_plan",
    "rollout_page",
    "rollout_plan",
    "rollout_overview",
    "rollout_day",
    "roster",
    "mode_change",
    "rollout_call_off",
    "hour_plan",
    "duty_give",
    "my_duties",
    "rehearsal",
    "themes",
    "backstage",
    "way_in",
    "theme",
)


@pytest.fixture
def people(world) -> Client:
    return signed_in(world.all_round)


def queries() -> Iterator[tuple[str, list[str]]]:
    """Every page whose module reads parameters, with their names."""
    for place, pattern in addresses(get_resolver().url_patterns):
        if place.startswith(EDITORS_ROOM) or "GET" not in ROUTES[pattern.name].methods:
            continue
        source = inspect.getsource(inspect.getmodule(inspect.unwrap(pattern.callback)))
        if read := re.findall(r'(?:GET\.get|among)\("(\w+)"', source):
            yield pattern.name, sorted(set(read))


@cache
def numbers() -> set[tuple[str, str]]:
    """Parts of addresses that Django reads as whole numbers, in the same few lines for all."""
    return {
        (str(pattern.name), key)
        for _place, pattern in addresses(get_resolver().url_patterns)
        for key, reader in pattern.pattern.converters.items()
        if isinstance(reader, IntConverter)
    }


def key_to(world: World, name: str) -> dict[str, str]:
    """Other systems come with a key."""
    return {"Authorization": f"Bearer {world.key}"} if ROUTES[name].who is Who.KEY else {}


def test_no_query_is_an_error_and_none_is_slow(world, people) -> None:
    found = list(queries())
    assert len(found) > 10

    broken = []
    for name, parameters in found:
        for value in QUERIES:
            query = dict.fromkeys(parameters, value.encode("utf-8", "surrogatepass"))
            began = time.process_time()
            answer = people.get(
                world.address(name), query_params=query, headers=key_to(world, name)
            )
            seconds = time.process_time() - began
            if answer.status_code not in ANSWERED or seconds > 1:
                said = f"{answer.status_code} after {seconds:.1f} s"
                broken.append(f"  {name} {value[:30]!r}: {said}")
            elif "html" in answer["Content-Type"] and executable(answer.content.decode()):
                broken.append(f"  {name} {value[:30]!r} is run")

    complain(broken, "These queries are not answered as they should:")


def test_no_number_or_name_in_an_address_is_an_error(world, people) -> None:
    """All odd values by the first method; the others only share what reads the address, as all
    numbers do."""
    before = everything()
    is_read = False

    broken = []
    for name, route in ROUTES.items():
        for key, there in world.things[route.thing].items() if route.thing else ():
            odd_ones = IDS if isinstance(there, int) else SLUGS
            is_number = (name, key) in numbers()
            if connection.vendor == "postgresql" or (is_number and is_read):
                odd_ones = odd_ones[:REACHING_THE_STORE]
            is_read = is_read or is_number
            for method, tried in zip(sorted(route.methods), (odd_ones, odd_ones[:2]), strict=False):
                for odd in tried:
                    address = _with(world, name, key, odd)
                    # That a key was used is written down.
                    with taken_back():
                        answer = getattr(people, method.lower())(
                            address, headers=key_to(world, name)
                        )
                    if answer.status_code not in {404, 301}:
                        broken.append(f"  {method} {address[:60]}: {answer.status_code}")

    complain(broken, "Nobody has these addresses, and that is all there is to say:")
    assert everything() == before


@pytest.mark.parametrize("path", ["/%ff/", "/%00", "/" + "a" * 8_000, "/a%0d%0aSet-Cookie:x=y/"])
def test_an_address_that_is_no_text_is_not_found(client, db, path) -> None:
    answer = client.get(path)

    assert answer.status_code == 404
    assert "x=y" not in str(answer.cookies)


@pytest.mark.parametrize("cookie", ["sessionid", "csrftoken", "messages", "color_scheme"])
@pytest.mark.parametrize("value", ['"\\000abcdefghijk"', "x" * 4_000, "'; --", "\u00e6\u00f8"])
def test_no_cookie_is_an_error(client, db, cookie, value) -> None:
    client.cookies[cookie] = value

    headers = {"Cookie": f"{cookie}={value}; sufflor_preview=1"}
    answer = client.get("/", headers=headers)

    assert answer.status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Accept-Language": "x" * 10_000},
        {"Accept-Language": "nn-\x00,*;q=99999999999"},
        {"If-None-Match": '"' * 5_000},
        {"If-Modified-Since": "i går"},
        {"Referer": "\\\\evil.example"},
        {"Content-Type": "multipart/form-data; boundary=\xff"},
        {"HX-Request": "true"},
    ],
)
def test_no_header_is_an_error(client, db, headers) -> None:
    for path in ("/", "/meldinger/feed.atom", "/api/v1/doors/", "/finnes-ikke/"):
        assert client.get(path, headers=headers).status_code in {200, 404}
    assert client.post("/sporsmal/", headers=headers).status_code in {302, 303, 400, 403, 404}


def test_a_form_that_is_none_is_told_so(people) -> None:
    many = "&".join(f"a{number}=1" for number in range(2_000))
    form = "application/x-www-form-urlencoded"
    for body, kind in (
        (many, form),
        ("text=" + "x" * 3_000_000, form),
        ("text=%ff%fe&hour=%00", form),
        ('--x\r\nContent-Disposition: form-data; name="text"\r\n\r\n', "multipart/form-data"),
        ("ikke en form", "multipart/form-data; boundary=x"),
        ('{"text": 1}', "application/json"),
        ("text=x", f"{form}; charset=no-such"),
    ):
        answer = people.generic("POST", "/sporsmal/", body, content_type=kind)
        assert answer.status_code in {400, 404, 422}, (kind, answer.status_code)
        assert "<h1" in answer.content.decode()


@pytest.mark.once
def test_scripts_in_any_field_are_shown_as_text(world, people) -> None:
    broken = []
    for name in WRITES:
        for fields in _together(name, world.form(name)):
            for script in (SCRIPTS[1], "\n".join(SCRIPTS))[len(fields) == 1 :]:
                typed = world.form(name) | dict.fromkeys(fields, script)
                with taken_back():
                    answer = people.post(world.address(name), typed, follow=True)
                run = executable(answer.content.decode())
                if run or answer.status_code >= 500:
                    broken.append(f"  {name} {fields}: {answer.status_code} {run}")
        people.force_login(world.all_round)

    complain(broken, "These run what was typed, or fall over it:")


def _together(name: str, typed: dict[str, object]) -> Iterator[tuple[str, ...]]:
    """All fields, so that the form comes back; the words, so that it is taken; the rest, one by
    one, since a page may say of each alone what is wrong with it."""
    fields = tuple(field for field, value in typed.items() if isinstance(value, str))
    words = WORDS.get(name, ())
    yield from {fields, words} - {()}
    yield from ((field,) for field in fields if field not in words)


@pytest.mark.once
@pytest.mark.parametrize("script", ["\n".join(SCRIPTS[3:12]), "\n".join(SCRIPTS[12:]), SCRIPTS[1]])
def test_what_was_stored_never_runs_anywhere(world, people, script) -> None:
    world.all_round.first_name = SCRIPTS[0]
    world.all_round.save()
    stored = []
    for name, fields in WORDS.items():
        # A second rollout would only take the name from the one that is shown.
        for text in (script, script[:70]) if name != "rollout_new" else ():
            typed = world.form(name) | dict.fromkeys(fields, text)
            if people.post(world.address(name), typed).status_code in {302, 303}:
                stored.append(name)
                break
    people.post(world.address("publish_answer"))

    pages = {name: people.get(world.address(name)) for name in SHOWN_AT}
    pages["search"] = people.get("/sok/", query_params={"q": "alert script onerror"})
    pages["answer"] = people.get(world.address("answer"), follow=True)

    assert set(WORDS) - {"rollout_new"} <= set(stored)
    for name, page in pages.items():
        assert page.status_code in {200, 409}, name
        assert executable(page.content.decode()) == [], name
    feed = ElementTree.fromstring(people.get("/meldinger/feed.atom").content)
    as_html = [node.text or "" for node in feed.iter() if node.get("type") == "html"]
    assert as_html
    assert all(executable(text) == [] for text in as_html)
    assert json.loads(people.get("/api/v1/doors/").content)["ways_in"]


@pytest.mark.once
def test_what_is_missing_is_said_and_the_rest_is_kept(world, people) -> None:
    before = everything()

    broken = []
    for name, fields in REQUIRED.items():
        for field in fields:
            for nothing in ("", " \t\r\n", "\u200b\x00"):
                answer = people.post(world.address(name), world.form(name) | {field: nothing})
                lost = _lost(answer.content.decode(), world.form(name), {field})
                if answer.status_code != 422 or lost:
                    broken.append(f"  {name} {field} {nothing!r}: {answer.status_code} {lost}")

    complain(broken, "Here nothing is said, or what was typed beside it is lost:")
    assert everything() == before


def test_what_is_too_long_is_said_and_kept(world, people) -> None:
    before = everything()

    broken = []
    for name, fields in WORDS.items():
        # The title of a draft is only proposed; it is shortened, and the editor sees it.
        for field in fields if name != "draft_article" else ():
            answer = people.post(world.address(name), world.form(name) | {field: LONG})
            page = answer.content.decode()
            lost = _lost(page, world.form(name), {field})
            if answer.status_code != 422 or LONG[:400] not in page or lost:
                broken.append(f"  {name} {field}: {answer.status_code} {lost}")

    complain(broken, "Here too long a text is taken, or lost:")
    assert everything() == before


@contextmanager
def overheard() -> Iterator[list[object]]:
    """Every value that is written in here, in whichever table."""
    written: list[object] = []

    def listen(execute, sql, params, many, context):
        if not sql.lstrip().startswith(READS):
            values = [value for row in params for value in row] if many else params or ()
            # PostgreSQL's driver wraps JSON, and shows only how it begins.
            written.extend(getattr(value, "obj", value) for value in values)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        yield written


def test_characters_that_nobody_sees_are_never_stored(world, people) -> None:
    broken = []
    for name, fields in WORDS.items():
        for field in fields:
            with taken_back(), overheard() as written:
                answer = people.post(world.address(name), world.form(name) | {field: STRANGE})
            if answer.status_code not in {302, 303, 422} or re.search(
                r"\\x0[07]|\\u20[02][be]|\\ufeff", repr(written)
            ):
                broken.append(f"  {name} {field}: {answer.status_code}")

    complain(broken, "Here control characters are stored:")


@pytest.mark.once
@pytest.mark.parametrize("header", ["Host", "X-Forwarded-Host", "Forwarded", "X-Host"])
def test_a_forged_host_is_in_no_link(world, people, settings, header) -> None:
    settings.PUBLIC_URL = "https://hjelp.nidelva.example"
    for name, route in ROUTES.items():
        if "GET" not in route.methods or route.who is not Who.EVERYONE:
            continue
        answer = people.get(world.address(name), headers={header: "evil.example"})
        text = answer.content.decode(errors="replace")
        assert answer.status_code == 400 if header == "Host" else answer.status_code != 400, name
        assert "evil.example" not in text + str(answer.headers), name
    if header != "Host":
        feed = people.get("/meldinger/feed.atom").content.decode()
        assert "https://hjelp.nidelva.example/meldinger/" in feed
        assert "testserver" not in feed


@pytest.mark.once
@pytest.mark.parametrize(
    "host", ["evil.example", "testserver:80@evil.example", "a" * 5_000, "[", ""]
)
@pytest.mark.django_db
def test_a_host_that_is_not_ours_gets_a_page_of_ours(client, host) -> None:
    for prefix in ("", "/nn", "/en"):
        answer = client.get(f"{prefix}/", headers={"Host": host})

        assert answer.status_code == 400
        assert "<h1" in answer.content.decode()
        assert "evil" not in answer.content.decode()


def _with(world: World, name: str, key: str, odd: str) -> str:
    """The address of the thing with something odd in place of one part."""
    whole = dict(world.things[ROUTES[name].thing])
    marks: dict[type, object] = {int: 7_777_777, UUID: UUID(int=7_777_777)}
    mark = marks.get(type(whole[key]), "put-it-here")
    with override("nb"):
        if name == "organization_file":
            return reverse(name, kwargs={key: str(mark)}).replace(str(mark), odd)
        return reverse(name, kwargs=whole | {key: mark}).replace(str(mark), odd)


def _lost(page: str, typed: dict[str, object], but: set[str]) -> list[str]:
    """Fields whose text is no longer on the page."""
    shown = unescape(page).replace("\r\n", "\n")
    secret = {"submission", "password", "files", "seen", "looked", "deed"}
    return [
        name
        for name, value in typed.items()
        if name not in but | secret and isinstance(value, str) and value not in shown
    ]
