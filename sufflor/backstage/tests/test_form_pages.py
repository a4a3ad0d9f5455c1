"""Writing forms back stage: each version, what is wrong with it, and trying it as others see it."""

from __future__ import annotations

import json

import pytest

from sufflor.forms import actions
from sufflor.forms.models import Form, FormVersion
from tests.cast import MORNING
from tests.world_forms import definition

pytestmark = pytest.mark.once


PLAN = "/styring/skjemaer/"
HELP = f"{PLAN}hjelp-til-bruk-av-elements/"


@pytest.fixture
def admin(client, anne_admin):
    client.force_login(anne_admin)
    return client


@pytest.fixture
def shipped(db) -> None:
    actions.load_shipped(by=None, at=MORNING)


def text_of(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_an_empty_house_is_given_the_forms_that_come_along(admin) -> None:
    before = text_of(admin.get(PLAN))

    answer = admin.post(f"{PLAN}medfolgende/", follow=True)
    again = admin.post(f"{PLAN}medfolgende/", follow=True)

    assert "Ingen skjemaer ennå" in before
    assert "5 skjemaer er hentet." in text_of(answer)
    assert "Versjon 1 er i bruk" in text_of(answer)
    assert "Ikke noe nytt" in text_of(again)


def test_a_form_is_begun_on_changed_published_and_taken_away(admin) -> None:
    begun = admin.post(
        f"{PLAN}ny/", {"slug": "prove", "definition": definition("what"), "seen": "0"}
    )
    changed = admin.post(
        f"{PLAN}prove/endring/", {"definition": definition("why"), "seen": "1"}, follow=True
    )
    published = admin.post(f"{PLAN}prove/2/publisering/", follow=True)
    retired = admin.post(f"{PLAN}prove/tilbaketrekking/", follow=True)
    offered = admin.post(f"{PLAN}prove/tilbud/", follow=True)

    assert (begun.status_code, begun["Location"]) == (302, f"{PLAN}prove/1/")
    assert "Lagret som versjon 2." in text_of(changed)
    assert "Versjon 2 er i bruk" in text_of(published)
    assert "Skjemaet er tatt bort." in text_of(retired)
    assert "Versjon 2 er i bruk" in text_of(offered)


def test_what_is_wrong_is_listed_by_place_and_what_was_written_is_kept(admin) -> None:
    wrong = definition("what").replace('"text"', '"tekst"').replace("title", "tittel", 1)

    answer = admin.post(f"{PLAN}ny/", {"slug": "prove", "definition": wrong, "seen": "0"})

    assert answer.status_code == 422
    page = text_of(answer)
    assert "<code>sections[0].fields[0].type</code> Må være en av disse: text" in page
    assert "Dette mangler: title." in page
    assert "tekst" in answer.context["form"]["definition"].value()
    assert not Form.objects.exists()


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"slug": "ny", "definition": "{}", "seen": "0"},
        {"slug": "æøå", "definition": "{}", "seen": "0"},
        {"slug": "prove", "definition": "[" * 5000, "seen": "0"},
        {"slug": "prove", "definition": "{}" + " " * 300_000, "seen": "0"},
        {"slug": "prove", "definition": r'{"a": "\ud800"}', "seen": "9" * 30},
    ],
)
def test_nonsense_is_told_of_and_nothing_is_kept(sent, admin) -> None:
    answer = admin.post(f"{PLAN}ny/", sent)

    assert answer.status_code == 422
    assert not Form.objects.exists()


def test_a_name_that_is_taken_is_told_of_beside_the_name(admin, shipped) -> None:
    sent = {"slug": "tilbakemelding", "definition": definition("what"), "seen": "0"}

    answer = admin.post(f"{PLAN}ny/", sent)

    assert answer.status_code == 422
    assert answer.context["form"].errors["slug"]


def test_two_who_write_at_once_keep_both_texts(admin, shipped) -> None:
    admin.post(f"{HELP}endring/", {"definition": definition("first"), "seen": "1"})

    answer = admin.post(f"{HELP}endring/", {"definition": definition("second"), "seen": "1"})

    assert answer.status_code == 422
    assert "Noen andre har lagret en nyere versjon imens." in text_of(answer)
    assert "second" in answer.context["form"]["definition"].value()
    assert FormVersion.objects.filter(form__slug="hjelp-til-bruk-av-elements").count() == 2


def test_a_form_that_is_not_whole_says_what_is_missing_and_is_not_published(admin) -> None:
    half = json.loads(definition("what"))
    del half["sections"][0]["fields"][0]["label"]["nn"]
    admin.post(f"{PLAN}ny/", {"slug": "prove", "definition": json.dumps(half), "seen": "0"})

    page = text_of(admin.get(f"{PLAN}prove/"))
    answer = admin.post(f"{PLAN}prove/1/publisering/")

    assert "<code>sections[0].fields[0].label.nn</code>" in page
    assert answer.status_code == 409
    assert "ikke helt på bokmål og nynorsk" in text_of(answer)
    assert not FormVersion.objects.get().is_published


def test_an_older_version_is_taken_up_as_a_new_one(admin, shipped) -> None:
    admin.post(f"{HELP}endring/", {"definition": definition("what"), "seen": "1"})

    answer = admin.post(f"{HELP}1/gjenbruk/", follow=True)

    assert "Lagret som versjon 3." in text_of(answer)
    assert (
        FormVersion.objects.get(number=3).digest
        == FormVersion.objects.get(number=1, form__slug="hjelp-til-bruk-av-elements").digest
    )


def test_what_holds_for_the_whole_form_is_changed(admin, shipped) -> None:
    facts = {"asks_for": "error", "record_class": "on_close", "position": "9"}

    answer = admin.post(HELP, facts | {"is_confidential": "on"}, follow=True)
    wrong = admin.post(HELP, facts | {"position": "-1"})

    assert "Lagret." in text_of(answer)
    assert Form.objects.get(slug="hjelp-til-bruk-av-elements").is_confidential
    assert wrong.status_code == 422


def test_a_form_is_tried_in_any_language_and_role(admin, shipped) -> None:
    access = f"{PLAN}brukertilgang/1/"

    nynorsk = text_of(admin.get(f"{access}?sprak=nn&rolle=saksbehandler"))
    manager = text_of(admin.get(f"{access}?sprak=en&rolle=leder"))
    strange = admin.get(f"{access}?sprak=xx&rolle=konge")

    assert "Kven er leiaren?" in nynorsk
    assert 'name="felt-manager"' in nynorsk
    assert "User access" in manager
    assert 'name="felt-manager"' not in manager
    assert strange.status_code == 200


def test_fields_that_go_with_an_answer_are_shown_without_javascript(admin, shipped) -> None:
    first = text_of(admin.get(f"{HELP}1/"))
    shown = admin.post(f"{HELP}1/", {"felt-branch": "sletting", "felt-what": "Feil", "vis": "1"})

    assert "felt-deletion_case" not in first
    assert 'name="vis"' in first
    assert shown.status_code == 200
    page = text_of(shown)
    assert "felt-deletion_case" in page
    assert 'value="Feil"' in page
    assert "Noe må rettes" not in page
    assert "Sletting eller retting" in page


def test_trying_to_send_says_what_must_be_mended_and_keeps_nothing(admin, shipped) -> None:
    lacking = admin.post(f"{HELP}1/", {"felt-branch": "annet", "felt-what": "Hvor er knappen?"})
    whole = admin.post(
        f"{HELP}1/?sprak=nn",
        {"felt-branch": "annet", "felt-what": "Hvor er den?", "felt-more": "Jeg finner den ikke."},
    )

    assert lacking.status_code == 422
    assert 'href="#felt-more"' in text_of(lacking)
    assert "Fortell hva du trenger hjelp til." in text_of(lacking)
    assert whole.status_code == 303
    assert "sprak=nn" in whole["Location"]


def test_a_link_opens_the_form_with_answers_in_it(admin, shipped) -> None:
    page = text_of(admin.get(f"{HELP}1/?felt-branch=feil&felt-error_case=2026/118"))

    assert 'value="2026/118"' in page


@pytest.mark.parametrize("name", ["kari", "eva_editor", "hilde_host"])
def test_others_do_not_see_how_forms_are_written(name, client, shipped, request) -> None:
    client.force_login(request.getfixturevalue(name))

    answers = [client.get(PLAN), client.get(HELP), client.get(f"{HELP}1/")]

    assert [answer.status_code for answer in answers] == [403, 403, 403]


def test_what_is_not_there_is_not_found(admin, shipped) -> None:
    answers = [admin.get(f"{PLAN}finnes-ikke/"), admin.get(f"{HELP}7/"), admin.get(f"{HELP}99999/")]

    assert [answer.status_code for answer in answers] == [404, 404, 404]


def test_the_pages_ask_for_little(admin, shipped, django_assert_max_num_queries) -> None:
    for address in (PLAN, HELP, f"{HELP}1/"):
        admin.get(address)

    with django_assert_max_num_queries(8):
        admin.get(PLAN)
    with django_assert_max_num_queries(9):
        admin.get(HELP)
    with django_assert_max_num_queries(10):
        admin.get(f"{HELP}1/?felt-branch=faglig")
