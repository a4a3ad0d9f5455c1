"""The page on which a form is filled in: what stands in it, what is looked up, what is kept."""

from __future__ import annotations

import json

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string

from sufflor.forms import actions, queries
from sufflor.forms.page import FormPage, begun_on, form_page, is_sent, typed_in
from sufflor.forms.shown import answers_shown
from sufflor.forms.tests.build import field, form, options, section, texts
from sufflor.forms.tests.test_drafting import opened, written
from tests.cast import MORNING
from tests.markup import executable

EDGE = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0"
)


def shown(version, sent: str = "", by=None, *, sends: bool = False, **more) -> FormPage:
    typed = typed_in(QueryDict(sent))
    known = queries.known(
        version.parsed, typed, by=by, at=MORNING, language="nb", browser=EDGE, **more
    )
    return form_page(version, typed, is_sent=sends, language="nb", known=known)


def text_of(page: FormPage, name: str) -> str:
    return next(each.text for each in page if each.now.name == name)


ABOUT_ME = (
    field("who", prefill="name"),
    field("username", "person", prefill="username"),
    field("mail", prefill="email"),
    field("unit", "unit", prefill="unit"),
    field("day", "date", prefill="today"),
    field("moment", "datetime", prefill="now"),
    field("browser", prefill="browser"),
)


def test_what_is_known_of_the_writer_stands_there_from_the_beginning(anne_admin, kari) -> None:
    version = opened(anne_admin, definition=written(*ABOUT_ME))

    page = shown(version, by=kari)

    assert text_of(page, "who") == "Kari Moen"
    assert text_of(page, "username") == "kari"
    assert text_of(page, "unit") == "IV-BM"
    assert text_of(page, "day") == "2026-10-29"
    assert text_of(page, "moment") == "2026-10-29T08:35"
    assert text_of(page, "browser") == "Edge 131, Windows"


def test_what_the_writer_took_away_stays_away(anne_admin, kari) -> None:
    version = opened(anne_admin, definition=written(*ABOUT_ME))
    emptied = "&".join(f"felt-{each['name']}=" for each in ABOUT_ME)

    seen_again = shown(version, emptied, by=kari)
    sent = shown(version, emptied, by=kari, sends=True)

    assert text_of(seen_again, "browser") == ""
    assert sent.is_ready
    assert sent.answers == {}


def test_nothing_is_added_to_what_is_sent_behind_the_senders_back(anne_admin, kari) -> None:
    version = opened(anne_admin, definition=written(*ABOUT_ME, field("what", required=True)))

    sent = shown(version, "felt-what=Noe", by=kari, sends=True)
    lacking = shown(version, "", by=kari, sends=True)

    assert sent.answers == {"what": "Noe"}
    assert not lacking.is_ready
    assert text_of(lacking, "who") == "Kari Moen"
    assert [each.now.name for each in lacking if each.errors] == ["what"]


def test_a_field_that_was_sent_empty_says_so_though_we_know_what_could_stand_there(
    anne_admin, kari
) -> None:
    unit = field("unit", "unit", required=True, prefill="unit")
    version = opened(anne_admin, definition=written(unit))

    sent = shown(version, "", by=kari, sends=True)

    assert not sent.is_ready
    assert [each.now.name for each in sent if each.errors] == ["unit"]


def test_a_link_fills_in_answers_before_the_page_is_seen(anne_admin, kari) -> None:
    version = opened(
        anne_admin,
        definition=written(
            field("branch", "choice"),
            field("case", "case_number", shown_when={"field": "branch", "is": "a"}),
            field("when", "date"),
        ),
    )

    page = shown(version, "felt-branch=a&felt-case=2026/118&felt-when=tull&sprak=nn", by=kari)

    assert text_of(page, "case") == "2026/118"
    assert not page.errors
    branch = next(iter(page))
    assert [choice.value for choice in branch.choices if choice.is_chosen] == ["a"]


def test_only_a_post_without_the_other_button_is_sent() -> None:
    assert not is_sent(None)
    assert not is_sent(QueryDict("vis=1&felt-a=b"))
    assert is_sent(QueryDict("felt-a=b"))


@pytest.mark.parametrize(
    ("sent", "number"),
    [("version=3", 3), ("", None), ("version=", None), ("version=-1", None), ("version=٣", None),
     ("version=99999999999999999999999", None), ("version=1&version=2", 2)],
)  # fmt: skip
def test_the_version_that_was_on_the_screen_is_told_by_its_number(sent, number) -> None:
    assert begun_on(QueryDict(sent)) == number


def test_only_what_the_form_asks_about_is_looked_up(
    anne_admin, kari, personnel, hiring, django_assert_num_queries
) -> None:
    plain = opened(anne_admin, definition=written(field("what")))
    every = opened(
        anne_admin,
        slug="alt",
        definition=written(
            field("unit", "unit"),
            field("area", "case_area"),
            field("process", "process"),
            field("one", "person"),
            field("other", "person"),
        ),
    )
    assert kari.unit
    assert plain.parsed
    assert every.parsed

    with django_assert_num_queries(0):
        shown(plain, "felt-what=Noe", by=kari)
    with django_assert_num_queries(5):
        shown(every, "felt-one=kari&felt-other=anne", by=kari)
    # The organisation's own are kept until it changes.
    with django_assert_num_queries(2):
        shown(every, "felt-one=kari&felt-other=anne", by=kari)


@pytest.mark.parametrize("typed", ["KARI", "kari@nidelva.example", "Kari@Nidelva.Example"])
def test_a_colleague_is_found_by_user_name_or_address(typed, anne_admin, kari) -> None:
    kari.email = "kari@nidelva.example"
    kari.save()
    version = opened(anne_admin, definition=written(field("who", "person")))

    sent = shown(version, f"felt-who={typed}", by=anne_admin, sends=True)

    assert sent.answers == {"who": "kari"}


def test_an_address_that_two_have_and_a_person_who_has_left_mean_nobody(
    anne_admin, kari, lars, stranger
) -> None:
    for person in (kari, lars):
        person.email = "felles@nidelva.example"
        person.save()
    stranger.is_active = False
    stranger.save()
    version = opened(anne_admin, definition=written(field("who", "person")))

    for typed in ("felles@nidelva.example", "stranger", "x" * 5000):
        sent = shown(version, f"felt-who={typed}", by=anne_admin, sends=True)
        assert [each.now.name for each in sent if each.errors] == ["who"]


def test_answers_are_read_with_the_words_that_they_were_given_under(
    anne_admin, kari, personnel, hiring, institute
) -> None:
    what = {**field("what"), "label": texts("Hva skjer?")}
    version = opened(
        anne_admin,
        definition=written(
            what,
            field("branch", "choice"),
            field("many", "choices"),
            field("sure", "yes_no"),
            field("when", "date"),
            field("moment", "datetime"),
            field("number", "number"),
            field("who", "person"),
            field("unit", "unit"),
            field("area", "case_area"),
            field("process", "process"),
            field("files", "files"),
        ),
    )
    sent = shown(
        version,
        "felt-what=Noe&felt-branch=a&felt-many=c&felt-many=a&felt-sure=ja&felt-when=29.10.2026"
        "&felt-moment=2026-10-29T08:30&felt-number=12500,5&felt-who=kari&felt-unit=IV-BM"
        "&felt-area=personal&felt-process=B.a.01&felt-files=f1",
        by=anne_admin,
        sends=True,
        files={"f1": "skjerm.png"},
    )
    assert sent.is_ready
    actions.draft_version(
        form=version.form,
        definition=json.dumps(form(section({**what, "label": texts("Noe helt annet")}))),
        seen=1,
        by=anne_admin,
        at=MORNING,
    )

    said = answers_shown(version, sent.answers, "nb")

    assert [(each.label, each.value) for each in said] == [
        ("Hva skjer?", "Noe"),
        ("Branch", "A"),
        ("Many", "A, C"),
        ("Sure", "Ja"),
        ("When", "29. oktober 2026"),
        ("Moment", "29. oktober 2026 kl. 08.30"),
        ("Number", "12\xa0500,5"),
        ("Who", "Kari Moen"),
        ("Unit", "Institutt for bygg og miljø"),
        ("Area", "Personal"),
        ("Process", "Ansettelse"),
        ("Files", ""),
    ]
    assert said[-1].keys == ("f1",)


def test_whoever_or_whatever_is_gone_is_called_by_its_code(anne_admin) -> None:
    version = opened(anne_admin, definition=written(field("who", "person"), field("unit", "unit")))

    said = answers_shown(version, {"who": "borte", "unit": "GML", "strange": "x"}, "nb")

    assert [each.value for each in said] == ["borte", "GML"]


def test_the_page_is_whole_html_that_escapes_what_was_typed(anne_admin, kari, hiring) -> None:
    with_help = [{**each, "help": texts("Kort sagt")} for each in options("a", "b")]
    version = opened(
        anne_admin,
        definition=json.dumps(
            form(
                section(
                    field("branch", "choice", required=True, options=with_help),
                    field("many", "choices", help=texts("Velg flere")),
                    field("sure", "yes_no"),
                    field("what", required=True, help=texts("Én setning"), missing=texts("Skriv.")),
                    field("long", "long_text", max=20),
                    field("when", "date"),
                    field("process", "process"),
                    field("list", "choice", options=options(*"abcdefghijkl")),
                    field("files", "files"),
                    field("note", "information", help=texts("Les dette")),
                    field("extra", shown_when={"field": "branch", "is": "a"}),
                    title=texts("Del"),
                    help=texts("Om delen"),
                )
            )
        ),
    )
    page = shown(
        version,
        "felt-branch=a&felt-what=&felt-long=<script>alert(1)</script>&felt-files=f1",
        by=kari,
        sends=True,
        files={"f1": "<b>.png"},
    )

    html = render_to_string("forms/fields.html", {"page": page, "action": "/skjema/"})

    assert executable(html) == []
    assert "<script>alert" not in html
    assert "&lt;script&gt;" in html
    assert "<b>.png" not in html
    assert 'href="#felt-what"' in html
    assert 'name="felt-extra"' in html
