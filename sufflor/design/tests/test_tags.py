"""Template tags: addresses, icons, initials and form controls."""

import json
import os
import re
from pathlib import Path

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from pytest_django import Settings

from sufflor.design import built
from sufflor.design.templatetags import design

ROOT = Path(__file__).parents[3]


class Letter(forms.Form):
    text = forms.CharField(help_text="Kort.", widget=forms.Textarea)
    kind = forms.ChoiceField(choices=[("a", "A")], widget=forms.RadioSelect)


def render(source: str, **context: object) -> str:
    return Template("{% load design %}" + source).render(Context(context))


def test_an_address_ends_in_the_name_that_the_build_gave() -> None:
    assert re.fullmatch(r"/static/built/app-[0-9a-f]{12}\.css", render("{% asset 'app.css' %}"))


def test_what_the_build_does_not_make_is_refused_by_name() -> None:
    with pytest.raises(built.NotBuilt, match=r"app\.txt"):
        built.address("app.txt")


def test_without_a_build_the_fault_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(built.NotBuilt, match="npm run build"):
        built.address("app.css", tmp_path)


def test_a_new_build_is_seen_while_developing(tmp_path: Path, settings: Settings) -> None:
    settings.DEBUG = True
    manifest = tmp_path / "manifest.json"
    manifest.write_text('{"app.css": "built/app-1.css"}')
    first = built.address("app.css", tmp_path)

    manifest.write_text('{"app.css": "built/app-2.css"}')
    later = manifest.stat().st_mtime_ns + 1_000_000
    os.utime(manifest, ns=(later, later))

    assert (first, built.address("app.css", tmp_path)) == (
        "/static/built/app-1.css",
        "/static/built/app-2.css",
    )


def test_an_icon_is_decoration_unless_it_has_a_label() -> None:
    assert 'aria-hidden="true"' in render("{% icon 'lock' %}")
    assert 'role="img" aria-label="Stengt &lt;b&gt;"' in render(
        "{% icon 'lock' label=words %}", words="Stengt <b>"
    )


def test_every_icon_named_in_a_template_is_on_the_sheet() -> None:
    sheet = json.loads((ROOT / "frontend" / "icons.json").read_text(encoding="utf-8"))
    named = {
        name
        for template in (ROOT / "sufflor").rglob("*.html")
        # The editor has Wagtail's icons.
        if "wagtailadmin" not in template.parts
        for name in re.findall(
            r"{% icon '([^']+)'|\bicon=\"([a-z-]+)\"", template.read_text(encoding="utf-8")
        )
        for name in name
        if name
    }

    assert named - set(sheet) == set()


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Mona Elise Haugen", "MH"), ("ada", "A"), ("", ""), ("Åse Øvrebø", "ÅØ")],
)
def test_initials_are_of_the_first_and_the_last_name(name: str, letters: str) -> None:
    assert design.initials(name) == letters


def test_a_control_is_dressed_and_tied_to_its_help_and_its_fault() -> None:
    html = render("{% control form.text draft='question' rows=4 %}", form=Letter({"text": ""}))

    assert 'class="ds-input"' in html
    assert 'data-keep-draft="question"' in html
    assert 'aria-describedby="id_text_helptext id_text_error"' in html
    assert 'aria-invalid="true"' in html


def test_a_field_shows_label_help_and_fault_with_the_ids_the_control_points_at() -> None:
    html = render(
        '{% include "design/components/field.html" with field=form.text only %}',
        form=Letter({"text": ""}),
    )

    assert 'for="id_text"' in html
    assert 'id="id_text_helptext"' in html
    assert 'id="id_text_error"' in html


def test_choices_stand_in_a_fieldset_that_the_summary_can_lead_to() -> None:
    form = Letter({"text": "Hei"})
    html = render(
        '{% include "design/components/error_summary.html" with form=form only %}'
        '{% include "design/components/field.html" with field=form.kind only %}',
        form=form,
    )

    assert 'href="#id_kind_field"' in html
    assert 'id="id_kind_field"' in html
    assert '<input class="ds-input" type="radio" name="kind" value="a"' in html


def test_only_the_pages_nearby_get_a_link() -> None:
    pages = design.page_numbers(Paginator(range(240), 20), 5)

    assert pages == [1, Paginator.ELLIPSIS, 4, 5, 6, Paginator.ELLIPSIS, 12]


@pytest.mark.parametrize(
    ("field", "told"), [("text", "Fyll ut «Brevet»."), ("kind", "Velg et slag.")]
)
def test_a_required_field_is_named_unless_it_says_more_itself(field: str, told: str) -> None:
    class Empty(Letter):
        text = forms.CharField(label="Brevet")
        kind = forms.ChoiceField(choices=[("a", "A")], error_messages={"required": "Velg et slag."})

    form = Empty({})
    summary = '{% include "design/components/error_summary.html" %}'
    beside = '{% include "design/components/field.html" with field=field %}'

    assert told in render(summary, form=form)
    assert told in render(beside, field=form[field])
