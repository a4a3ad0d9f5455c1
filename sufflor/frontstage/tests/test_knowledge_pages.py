"""Pages under /tema/: who reads what, in which language, at what cost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import html5lib
import pytest
from django.urls import reverse

from sufflor.knowledge import actions
from sufflor.knowledge.models import Article, Fault, Link, ThemeList, ThemePage
from sufflor.known_errors import actions as known_errors
from sufflor.known_errors.actions import Facts
from sufflor.organization import actions as organization
from sufflor.organization.models import ChargeKind
from tests.articles import drafted, published
from tests.cast import MORNING

pytestmark = pytest.mark.once

SCRIPTS = (
    "<script>alert(1)</script>",
    "<img src=x alt=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<iframe src=javascript:alert(1)></iframe>",
    '<a href="javascript:alert(1)">x</a>',
    '<a href="JaVaScRiPt:alert(1)">x</a>',
    '<a href=" javascript:alert(1)">x</a>',
    '<a href="java\nscript:alert(1)">x</a>',
    '<a href="&#106;avascript:alert(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<a href="vbscript:msgbox(1)">x</a>',
    '<a href="#" onclick="alert(1)">x</a>',
    '<body onload="alert(1)">',
    "<details open ontoggle=alert(1)>x</details>",
    '<div style="background:url(javascript:alert(1))">x</div>',
    "<object data=javascript:alert(1)></object>",
    "<embed src=javascript:alert(1)>",
    "<math><mtext></mtext><mglyph><style><img src=x alt=x onerror=alert(1)></style></math>",
    '<noscript><p title="</noscript><img src=x alt=x onerror=alert(1)>"></noscript>',
    "<form action=javascript:alert(1)><button>x</button></form>",
    "<input autofocus onfocus=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<link rel=stylesheet href=javascript:alert(1)>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<base href=javascript:alert(1)//>",
    "<style>@import 'javascript:alert(1)';</style>",
    "<p hx-get='/x' hx-trigger='load'>x</p>",
    "</div></main><script>alert(1)</script>",
    "<!--><script>alert(1)</script-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<template><script>alert(1)</script></template>",
)


@pytest.fixture
def article(personnel, hilde_host) -> Article:
    return published(
        personnel,
        hilde_host,
        body="Ferie føres i skjemaet. Se https://nav.no/ferie og spør ved tvil.",
        role="saksbehandler",
        language="nn",
        source_label="Spørsmål 1",
        source_url="/svar/1-ferie/",
    )


@pytest.fixture
def theme(article, hr_department, anne_admin) -> ThemePage:
    page = actions.open_theme(
        page=ThemePage(title="Saksbehandling", title_nn="Sakshandsaming", intro="Alt om saker"),
        owner=hr_department,
        above=None,
        by=anne_admin,
        at=MORNING,
    )
    link = Link(title="Arkivplan", url="https://arkiv.example/plan", owner=hr_department)
    link = actions.keep_link(link=link, by=anne_admin, at=MORNING)
    shelves = [
        (ThemeList(title="Mest brukt", entrance="system"), [article]),
        (ThemeList(title="Fag", title_nn="Faget", entrance="faglig"), [link]),
    ]
    return actions.curate(page=page, shelves=shelves, by=anne_admin, at=MORNING)


def body(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def test_everyone_reads_an_article(client, article):
    page = body(client.get("/tema/personal/registrere-ferie/"))

    assert "Registrere ferie" in page
    assert '<a href="https://nav.no/ferie" rel="noopener">' in page
    assert 'href="/svar/1-ferie/"' in page
    assert "HR-avdelingen" in page


def test_a_text_in_another_language_than_the_page_is_marked(client, article):
    page = body(client.get("/tema/personal/registrere-ferie/"))
    nynorsk = body(client.get("/nn/tema/personal/registrere-ferie/"))

    assert '<div class="prose" lang="nn">' in page
    assert '<div class="prose">' in nynorsk
    assert 'href="/nn/svar/1-ferie/"' in nynorsk


def test_a_page_in_english_leads_on_in_english(client, article):
    page = body(client.get("/en/tema/personal/"))

    assert "Personnel" in page
    assert 'href="/en/tema/personal/registrere-ferie/"' in page


@pytest.mark.parametrize(
    "address", ["", "personal/", "personal/registrere-ferie/", "saksbehandling/"]
)
def test_a_page_costs_at_most_four_queries(
    client, kari, theme, address, django_assert_max_num_queries
):
    client.force_login(kari)
    client.get(f"/tema/{address}")

    with django_assert_max_num_queries(3):
        body(client.get(f"/tema/{address}"))


def test_an_article_costs_at_most_four_queries_also_the_first_time(
    client, kari, theme, django_assert_max_num_queries
):
    client.force_login(kari)
    # What is read once for all pages: who helps, and who writes.
    client.get("/tema/saksbehandling/")

    with django_assert_max_num_queries(4):
        body(client.get("/tema/personal/registrere-ferie/"))


def test_nobody_reads_a_draft(client, personnel, hilde_host):
    drafted(personnel, hilde_host, title="Utkast", body="Hemmelig")

    assert client.get("/tema/personal/utkast/").status_code == 404
    assert "Utkast" not in body(client.get("/tema/personal/"))


def test_a_change_is_seen_at_once(client, article, eva_editor):
    client.get("/tema/personal/registrere-ferie/")

    article.body = "<p>Nytt av året</p>"
    article.save_revision(user=eva_editor)
    assert "Nytt av året" not in body(client.get("/tema/personal/registrere-ferie/"))
    actions.publish_article(article=article, by=eva_editor, at=MORNING)

    assert "Nytt av året" in body(client.get("/tema/personal/registrere-ferie/"))


def test_a_withdrawn_article_is_gone_from_its_own_page_and_from_lists(
    client, theme, article, eva_editor
):
    assert "Registrere ferie" in body(client.get("/tema/saksbehandling/"))

    actions.withdraw_article(article=article, by=eva_editor, at=MORNING)

    assert client.get("/tema/personal/registrere-ferie/").status_code == 404
    assert "Registrere ferie" not in body(client.get("/tema/saksbehandling/"))


def test_an_article_under_another_area_leads_to_its_own(client, article, archive):
    response = client.get("/tema/arkiv/registrere-ferie/")

    assert response.status_code == 301
    assert response["Location"] == "/tema/personal/registrere-ferie/"


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("/tema/personal/", "/tema/hr/"),
        ("/nn/tema/personal/", "/nn/tema/hr/"),
        ("/tema/personal.atom", "/tema/hr.atom"),
        ("/tema/personal/registrere-ferie/", "/tema/hr/registrere-ferie/"),
    ],
)
def test_whoever_comes_where_an_area_was_is_led_on(client, article, before, now):
    areas = "code;slug;owner;name\nB;hr;HR;Personal\n"
    organization.load(files={"areas.csv": areas}, by=None, at=MORNING)

    response = client.get(before)

    assert (response.status_code, response["Location"]) == (301, now)
    assert client.get(now).status_code == 200


@pytest.mark.parametrize("address", ["finnes-ikke/", "personal/finnes-ikke/", "x/y/"])
def test_what_is_not_there_is_404(client, theme, address):
    assert client.get(f"/tema/{address}").status_code == 404


def test_a_theme_page_has_two_entrances_and_speaks_the_readers_language(client, theme):
    page = body(client.get("/tema/saksbehandling/"))
    nynorsk = body(client.get("/nn/tema/saksbehandling/"))

    assert page.index("Mest brukt") < page.index("Arkivplan")
    assert "https://arkiv.example/plan" in page
    assert "Sakshandsaming" in nynorsk
    assert "Faget" in nynorsk


def test_a_theme_page_says_who_is_in_charge_who_helps_and_what_is_wrong_where_it_leads(
    client, theme, kari, lars, ola_adviser, personnel, archive, anne_admin, per_second_line
):
    for area, whom in ((personnel, lars), (archive, ola_adviser)):
        organization.give_charge(
            person=whom,
            area=area,
            process=None,
            kind=ChargeKind.OWNER,
            from_date=MORNING.date(),
            to_date=None,
            by=anne_admin,
            at=MORNING,
        )
    for area, title in ((personnel, "Feriesaldo vises ikke"), (archive, "Planen står tom")):
        facts = Facts(title=title, seen="Feltet er tomt.", areas=[area])
        error = known_errors.suggest(facts=facts, by=per_second_line, at=MORNING)
        said = {"sentence": "Vi ser feilen.", "next_update_at": MORNING + timedelta(hours=3)}
        known_errors.confirm(error=error, **said, by=per_second_line, at=MORNING)
    client.force_login(kari)

    page = body(client.get("/tema/saksbehandling/"))

    charges = page.split('id="in-charge"')[1].split("</section>")[0]
    assert "Prosesseier, Personal" in charges
    assert lars.full_name in charges
    assert ola_adviser.full_name not in charges
    assert ola_adviser.full_name in page
    assert "?omrade=personal" in page
    assert "Feriesaldo vises ikke" in page
    assert "Planen står tom" not in page


def test_a_page_of_a_theme_has_its_address_under_it(client, theme, hr_department, anne_admin):
    actions.open_theme(
        page=ThemePage(title="Hjelp til bruk av Elements"),
        owner=hr_department,
        above=theme,
        by=anne_admin,
        at=MORNING,
    )

    assert "/tema/saksbehandling/hjelp-til-bruk-av-elements/" in body(
        client.get("/tema/saksbehandling/")
    )
    page = body(client.get("/tema/saksbehandling/hjelp-til-bruk-av-elements/"))
    assert 'href="/tema/saksbehandling/"' in page
    assert client.get("/tema/hjelp-til-bruk-av-elements/").status_code == 301


def test_the_area_page_says_whose_it_is_and_lists_its_processes(client, article, hiring):
    page = body(client.get("/tema/personal/"))

    assert "HR-avdelingen" in page
    assert "Rekruttering" in page
    assert "Ansettelse" in page


def test_nothing_in_a_text_is_executed(client, article, eva_editor):
    article.source_url = "javascript:alert(1)"

    for script in SCRIPTS:
        article.body = f"<p>Før</p>{script}<p>Etter</p>"
        article.title = script[:200]
        article.save_revision(user=eva_editor)
        actions.publish_article(article=article, by=eva_editor, at=MORNING)
        article.refresh_from_db()

        page = body(client.get("/tema/personal/registrere-ferie/"))
        assert "Før" in page, script
        main = html5lib.parse(page, namespaceHTMLElements=False).find(".//main")
        assert not [*dangerous(main)], script


def dangerous(main) -> Iterator[object]:
    """What has got through: elements, or attributes with their values."""
    for node in main.iter():
        if not isinstance(node.tag, str):
            continue
        if node.tag in {"script", "iframe", "object", "embed", "style", "base", "meta"}:
            yield node.tag
        for name, value in node.attrib.items():
            is_link = name == "href" and "script:" in value.lower().replace("\n", "")
            if str(name).startswith(("on", "hx-", "style")) or is_link:
                yield name, value


def test_the_names_of_addresses_exist(article, theme):
    assert reverse("article", args=["personal", article.address]) == article.get_absolute_url()
    assert reverse("theme", args=["saksbehandling"]) == theme.get_absolute_url()


def test_an_area_is_narrowed_to_a_role_and_a_function(client, personnel, eva_editor):
    for title, role, function in (
        ("Fordele post", "leder", "fordele"),
        ("Godkjenne brev", "leder", "godkjenne"),
        ("Skrive brev", "saksbehandler", "skrive"),
        ("Logge inn", "alle", ""),
    ):
        article = Article(title=title, area=personnel, role=role, function=function)
        actions.import_article(
            article=article, body="Slik.", next_review=None, by=eva_editor, at=MORNING
        )

    def shown(query: str) -> list[str]:
        area = client.get(f"/tema/personal/{query}").context["area"]
        return [card.title for _label, cards in area.groups for card in cards]

    assert shown("?rolle=leder") == ["Logge inn", "Fordele post", "Godkjenne brev"]
    assert shown("?rolle=leder&funksjon=fordele") == ["Fordele post"]
    assert shown("?rolle=saksbehandler&funksjon=fordele") == []
    assert len(shown("?rolle=ukjent&funksjon=moter")) == 4


def test_an_area_is_narrowed_to_the_system_or_the_practice_where_it_has_both(
    client, personnel, eva_editor
):
    def shown(query: str) -> list[str]:
        area = client.get(f"/tema/personal/{query}").context["area"]
        return [card.title for _label, cards in area.groups for card in cards]

    for title, entrance in (("Knappen", "system"), ("Alt", "begge")):
        article = Article(title=title, area=personnel, entrance=entrance)
        actions.import_article(
            article=article, body="Slik.", next_review=None, by=eva_editor, at=MORNING
        )
    assert shown("?om=system") == ["Alt", "Knappen"]
    assert 'name="om"' not in body(client.get("/tema/personal/"))

    article = Article(title="Loven", area=personnel, entrance="faglig")
    actions.import_article(
        article=article, body="Slik.", next_review=None, by=eva_editor, at=MORNING
    )

    assert 'name="om"' in body(client.get("/tema/personal/"))
    assert shown("?om=faglig") == ["Alt", "Loven"]
    assert shown("?om=system") == ["Alt", "Knappen"]


def test_a_dead_link_is_marked_for_readers(client, hr_department, eva_editor):
    link = actions.keep_link(
        link=Link(title="Ferieloven", url="https://lov.example/", owner=hr_department),
        by=eva_editor,
        at=MORNING,
    )
    page = actions.open_theme(
        page=ThemePage(title="Ferie"), owner=hr_department, above=None, by=eva_editor, at=MORNING
    )
    actions.curate(
        page=page, shelves=[(ThemeList(title="Lover"), [link])], by=eva_editor, at=MORNING
    )
    assert "Lenken er død" not in client.get("/tema/ferie/").content.decode()

    actions.note_visit(link=link, fault=Fault.GONE, at=MORNING)

    assert "Lenken er død" in client.get("/tema/ferie/").content.decode()


def test_its_own_editors_are_led_from_a_text_to_changing_it(
    client, article, theme, eva_editor, kari, anne_admin
):
    change = f"/admin/cms/pages/{article.pk}/edit/"
    for person, is_led in ((None, False), (kari, False), (eva_editor, True), (anne_admin, True)):
        client.logout()
        if person:
            client.force_login(person)
        page = client.get(article.get_absolute_url()).content.decode()
        assert (change in page) is is_led
    page = client.get(theme.get_absolute_url()).content.decode()
    assert f"/admin/cms/pages/{theme.pk}/edit/" in page
