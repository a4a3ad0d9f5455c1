"""Texts from elsewhere: what is in a file is shown, and becomes drafts, all of it or nothing."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.images.models import Image as KeptPicture

from sufflor.backstage import manuscripts
from sufflor.events.models import Event
from sufflor.knowledge import actions
from sufflor.knowledge.models import Article
from sufflor.organization.models import CaseArea, Role, RoleGrant, User
from tests.cast import MORNING, person

pytestmark = pytest.mark.once


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="png" ContentType="image/png"/></Types>'
)
PAGE = (
    "<html><head><title>Ikke denne</title></head><body><nav>Meny</nav><main>"
    "<h1>Skjerme et navn</h1>"
    "<h3>Først</h3><p>Velg <b>Skjerm</b>.</p><script>alert(1)</script>"
    "<table><tr><th>Hva</th><th>Hvor</th></tr><tr><td>Navn</td><td>Øverst</td></tr></table>"
    '<img src="https://example.org/sporer.png"><img src="bilder/skjerm.png" alt="Knappen">'
    "</main></body></html>"
)


@pytest.fixture
def editor(hr_department) -> User:
    siri = person("siri", "Siri", "Editor", hr_department)
    RoleGrant.objects.create(person=siri, role=Role.EDITOR, granted_at=MORNING)
    return siri


@pytest.fixture
def at_desk(client: Client, editor: User) -> Client:
    client.force_login(editor, backend="sufflor.project.accounts.Accounts")
    return client


def drawing() -> bytes:
    content = BytesIO()
    Image.new("RGB", (40, 20), "teal").save(content, "PNG")
    return content.getvalue()


def paragraph(text: str, style: str = "") -> str:
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{named}<w:r><w:t>{text}</w:t></w:r></w:p>"


def word(body: str, **parts: bytes) -> bytes:
    """A document as Word packs it, with as little as it takes."""
    relations = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/image" Target="media/{name}.png"/>'
        for name in parts
    )
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{RELATIONS}"><Relationship Id="d" '
            f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{RELATIONS}">{relations}</Relationships>',
        )
        archive.writestr("word/vbaProject.bin", b"\xd0\xcf\x11\xe0 a macro")
        archive.writestr(
            "word/styles.xml",
            f'<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:styleId="Overskrift1">'
            '<w:name w:val="heading 1"/></w:style><w:style w:type="paragraph" '
            'w:styleId="Overskrift2"><w:name w:val="heading 2"/></w:style></w:styles>',
        )
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{W}" xmlns:r="{OFFICE}" xmlns:a="http://schemas.openxmlformats'
            '.org/drawingml/2006/main" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
            'wordprocessingDrawing" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/'
            f'picture"><w:body>{body}</w:body></w:document>',
        )
        for name, content in parts.items():
            archive.writestr(f"word/media/{name}.png", content)
    return packed.getvalue()


def shown_in_word(name: str, alt: str) -> str:
    return (
        f'<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="{alt}"/><a:graphic>'
        f'<a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="{name}"/></pic:blipFill></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


def hand_in(client: Client, name: str, content: bytes):
    sent = {"file": SimpleUploadedFile(name, content)}
    return client.post(reverse("content_import"), sent)


def take_in(client: Client, name: str, content: bytes, area: CaseArea):
    page = hand_in(client, name, content)
    assert page.status_code == 303
    return client.post(page.url, {"area": area.pk, "role": "alle", "language": "nb"})


def read(name: str, content: bytes) -> manuscripts.Reading:
    return manuscripts.read(BytesIO(content), name)


def test_a_word_document_becomes_a_draft_in_the_editors_own_section(
    at_desk: Client, editor: User, personnel: CaseArea
) -> None:
    text = word(
        paragraph("Skjerme et navn", "Overskrift1")
        + paragraph("Først", "Overskrift2")
        + paragraph("Velg Skjerm.")
        + shown_in_word("rId7", "Knappen"),
        rId7=drawing(),
    )

    answer = take_in(at_desk, "Rutine.docx", text, personnel)

    article = Article.objects.get()
    assert answer.status_code == 303
    assert (article.title, article.live, article.owner_unit) == (
        "Skjerme et navn",
        False,
        editor.unit,
    )
    assert article.get_latest_revision_as_object().body.startswith("<h2>Først</h2>")
    assert KeptPicture.objects.get().description == "Knappen"
    assert Event.objects.filter(verb="article.taken_in").count() == 1


def test_readers_get_the_picture_that_came_along(
    at_desk: Client, editor: User, personnel: CaseArea
) -> None:
    text = word(paragraph("Velg Skjerm.") + shown_in_word("rId7", "Knappen"), rId7=drawing())
    take_in(at_desk, "Skjerme.docx", text, personnel)

    published = actions.publish_article(article=Article.objects.get(), by=editor, at=MORNING)
    page = Client().get(published.get_absolute_url()).content.decode()

    start = page.index('src="/media/images/') + len('src="')
    source = page[start : page.index('"', start)]
    assert 'alt="Knappen"' in page
    assert Client().get(source)["Content-Type"] == "image/png"


def test_what_editors_sent_in_is_not_handed_out(at_desk: Client, personnel: CaseArea) -> None:
    text = word(paragraph("Velg Skjerm.") + shown_in_word("rId7", "Knappen"), rId7=drawing())
    take_in(at_desk, "Skjerme.docx", text, personnel)

    address = KeptPicture.objects.get().file.url

    assert Client().get(address).status_code == 404


def test_a_page_is_cleaned_and_told_of(personnel: CaseArea) -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("ut/side.html", PAGE)
        archive.writestr("ut/bilder/skjerm.png", drawing())

    found = read("alt.zip", packed.getvalue())

    page = found.rows[0].page
    assert page.title == "Skjerme et navn"
    assert "<h2>Først</h2>" in page.body
    assert "<li>Hva: Navn; Hvor: Øverst</li>" in page.body
    assert 'src="picture:0"' in page.body
    assert not any(word in page.body for word in ("script", "Meny", "example.org", "<table"))
    assert len(page.pictures) == 1
    assert len(page.notes) == 2


def test_each_faulty_row_has_its_number_and_nothing_is_taken_in(
    at_desk: Client, personnel: CaseArea
) -> None:
    rows = (
        "tittel;tekst;saksområde\nFerie;Skriv.;personal\n;Uten tittel;\nLønn;Skriv.;finnes-ikke\n"
    )

    page = at_desk.get(hand_in(at_desk, "alt.csv", rows.encode()).url).content.decode()
    answer = take_in(at_desk, "alt.csv", rows.encode(), personnel)

    assert "Nummer 3" in page
    assert "Nummer 4" in page
    assert answer.status_code == 422
    assert not Article.objects.exists()


def test_every_fault_of_a_row_is_told_of(at_desk: Client, personnel: CaseArea) -> None:
    rows = "tittel;tekst;saksområde;rolle;språk\n; ;finnes-ikke;konge;xx\n"

    page = at_desk.get(hand_in(at_desk, "alt.csv", rows.encode()).url).content.decode()

    for sentence in ("Tittelen er tom", "ingen tekst", "finnes-ikke", "«konge»", "«xx»"):
        assert sentence in page
    assert page.count("Nummer 2") == 5


def test_what_was_chosen_for_the_texts_is_kept_when_something_is_missing(
    at_desk: Client, personnel: CaseArea
) -> None:
    address = hand_in(at_desk, "side.html", b"<h1>Ferie</h1><p>Skriv.").url

    refused = at_desk.post(address, {"role": "leder", "language": "nn"})

    page = refused.content.decode()
    assert refused.status_code == 422
    assert '<option value="leder" selected>' in page
    assert '<option value="nn" selected>' in page
    assert "Ferie" in page
    at_desk.post(address, {"role": "leder", "language": "nn", "area": personnel.pk})
    assert Article.objects.get().role == "leder"


def test_when_one_cannot_be_kept_none_is_and_no_file_is_left(
    editor: User, personnel: CaseArea, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [
        manuscripts.drawn(row, personnel, "alle", "nb")
        for row in read(
            "side.docx", word(paragraph("A") + shown_in_word("rId7", "B"), rId7=drawing())
        ).rows
    ]
    broken = [*rows, manuscripts.drawn(read("b.html", b"<p>B").rows[0], CaseArea(), "alle", "nb")]
    before = files_kept()

    with pytest.raises(Exception, match="area"):
        actions.take_in(manuscripts=broken, by=editor, at=MORNING)

    assert not Article.objects.exists()
    assert files_kept() == before


def files_kept() -> set[Path]:
    return {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.docx", b"PK\x03\x04 broken", "kan ikke leses"),
        ("a.docx", word("<w:p/>" * 1_500_000), "for langt"),
        ("a.docx", word("").replace(b"word/document.xml", b"word/documint.xml"), "kan ikke leses"),
        ("a.html", b"<p> </p>", "ingen tekst"),
        ("a.html", b"<p>" + b"abc " * 130_000, "lengre enn"),
        ("a.csv", b"navn;tall\nA;1\n", "tittel og tekst"),
        ("a.csv", b"", "tittel og tekst"),
        ("a.csv", b"tittel;tekst\n", "ingen rad"),
    ],
    ids=("broken", "bomb", "headless", "empty", "long", "columns", "nothing", "no rows"),
)
def test_a_file_that_cannot_be_read_says_why(
    db: None, name: str, content: bytes, says: str
) -> None:
    found = read(name, content)

    assert not found.rows
    assert says in found.faults[0].sentence


def test_a_long_text_with_many_pictures_is_taken_in_whole(db: None) -> None:
    body = paragraph("Dette er en lang rutine. " * 20) * 400
    pictures = {f"rId{number}": drawing() for number in range(1, 201)}
    body += "".join(shown_in_word(name, "") for name in pictures)

    found = read("lang.docx", word(body, **pictures))

    assert not found.faults
    assert len(found.rows[0].page.body) > 200_000
    assert len(found.rows[0].page.pictures) == 200


def test_one_picture_too_many_is_refused(db: None) -> None:
    pictures = {f"rId{number}": drawing() for number in range(1, 202)}

    found = read("a.docx", word("".join(shown_in_word(n, "") for n in pictures), **pictures))

    assert "200 bilder" in found.faults[0].sentence


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_letters_are_read_however_they_were_saved(db: None, encoding: str) -> None:
    page = "<h1>Å lese</h1><p>Blå\x0b øre</p>".encode(encoding)
    table = "tittel;tekst\nÅ lese;Blå øre\n".encode(encoding)

    rows = [
        *manuscripts.read(BytesIO(page), "side.html").rows,
        *manuscripts.read(BytesIO(table), "tabell.csv").rows,
    ]

    assert [(row.page.title, row.page.body) for row in rows] == [
        ("Å lese", "<p>Blå øre</p>"),
        ("Å lese", "<p>Blå øre</p>"),
    ]


def test_declarations_are_not_read(db: None) -> None:
    packed = BytesIO(word(paragraph("A")))
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("word/x.xml", '<!DOCTYPE a [<!ENTITY b "bbb">]><a>&b;</a>')

    assert read("a.docx", packed.getvalue()).faults


def test_only_those_who_write_bring_texts_in(client: Client, kari: User) -> None:
    client.force_login(kari, backend="sufflor.project.accounts.Accounts")

    answer = client.get(reverse("content_import"))

    assert answer.status_code == 403


def test_nobody_sees_what_another_has_handed_in(
    at_desk: Client, client: Client, hr_department, records_department
) -> None:
    address = hand_in(at_desk, "side.html", b"<p>Hemmelig").url
    other = person("olga", "Olga", "Other", records_department)
    RoleGrant.objects.create(person=other, role=Role.EDITOR, granted_at=MORNING)
    client.force_login(other, backend="sufflor.project.accounts.Accounts")

    assert client.get(address).status_code == 404


def test_an_editor_without_a_department_is_told_so(client: Client, personnel: CaseArea) -> None:
    alone = person("ada", "Ada", "Alone", None)
    RoleGrant.objects.create(person=alone, role=Role.EDITOR, granted_at=MORNING)
    client.force_login(alone, backend="sufflor.project.accounts.Accounts")

    answer = take_in(client, "side.html", b"<p>Ferie", personnel)

    assert answer.status_code == 422
    assert "ingen avdeling" in answer.content.decode()


def test_a_departments_pictures_are_only_its_own_editors(
    at_desk: Client, personnel: CaseArea, records_department
) -> None:
    text = word(paragraph("Velg Skjerm.") + shown_in_word("rId7", "Knappen"), rId7=drawing())
    take_in(at_desk, "Skjerme.docx", text, personnel)
    picture = KeptPicture.objects.get()
    other = person("olga", "Olga", "Other", records_department)
    RoleGrant.objects.create(person=other, role=Role.EDITOR, granted_at=MORNING)
    elsewhere = Client()
    elsewhere.force_login(other, backend="sufflor.project.accounts.Accounts")
    editing = reverse("wagtailimages:edit", args=[picture.pk])
    choosing = reverse("wagtailimages_chooser:choose")

    own, others = at_desk.get(choosing), elsewhere.get(choosing)

    assert "Knappen" in own.content.decode()
    assert others.status_code == 200
    assert "Knappen" not in others.content.decode()
    assert at_desk.get(editing).status_code == 200
    assert elsewhere.get(editing).status_code == 302
    elsewhere.post(editing, {"title": "Min", "collection": picture.collection_id})
    elsewhere.post(reverse("wagtailimages:delete", args=[picture.pk]))
    assert KeptPicture.objects.get().title == "Knappen"
