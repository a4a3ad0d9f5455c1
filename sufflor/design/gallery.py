"""The gallery: every component in all its states, drawn from fixed examples."""

from datetime import UTC, datetime
from uuid import UUID

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from sufflor.design.figures import Step

Words = str | Promise

COLORS = ("primary", "lys", "teppe", "neutral", "success", "warning", "danger", "info")
CHOICES = [("practical", _("Something doesn't work")), ("system", _("I can't get it done"))]
PARTS: dict[str, Words] = {
    "buttons": _("Buttons and links"),
    "tags": _("Tags, colors and status"),
    "cards": _("Cards"),
    "searches": _("Search"),
    "help": _("Nearest help"),
    "questions": _("Questions"),
    "host": _("The host's desk"),
    "notices": _("Notices"),
    "topics": _("Topics"),
    "forms": _("Forms"),
    "faults": _("Forms with faults"),
    "alerts": _("Alerts and bands"),
    "text": _("Running text"),
    "tables": _("Tables"),
    "steps": _("Steps in time"),
    "ladder": _("Levels of help"),
    "empty": _("Nothing here, and refusals"),
}
LEVELS = (
    Step("Finn svaret selv", "Veiledninger og svar fra spørretimene", "self"),
    Step("Kollega nær deg", "Prosessrådgiver ved enheten din", "near"),
    Step("Brukerstøtten", "Tar imot alt om saksbehandling", "line"),
    Step("Fagfolk", "Eier saksområdet eller systemet", "line"),
    Step("Leverandør", "Retter feil i systemet", "vendor"),
)
HELP_STEPS = (
    {
        "title": "Finn svaret selv",
        "links": (
            {"url": "#", "label": "Ansettelse i Elements, steg for steg"},
            {"url": "#", "label": "Personalmappe: hva skal hvor?"},
        ),
        "url": "#",
        "link_text": "Alle 18 veiledninger i Personal",
    },
    {
        "title": "Spør en kollega nær deg",
        "person": {
            "name": "Mona Haugen",
            "role": "Prosessrådgiver, personal",
            "status": "Ledig til kl. 11",
        },
        "text": "Borte? Da svarer Tore Lian for hele fakultetet.",
        "button": "Skriv til Mona",
        "button_url": "#",
    },
    {
        "title": "Kontakt brukerstøtten",
        "heading": "Førstelinjen i DOKU",
        "text": "Tar imot alt om saksbehandling, og henter inn fagfolk når saken krever det.",
        "note": "Skjemaet åpner igjen 7. november.",
        "note_icon": "lock",
        "url": "#",
        "link_text": "Slik er linjene organisert",
    },
)
STRIPE = {
    "strong": "Innføring av Elements til og med 6. november.",
    "text": "Skjema og telefon er stengt. Vi hjelper alle i felles spørretimer, "
    "og svarer skriftlig på alt.",
    "url": "#",
    "link_text": "Slik får du hjelp",
}
CORRECTIONS = (
    {"at": datetime(2026, 10, 30, 8, 10, tzinfo=UTC), "text": "Det gjelder 1 340 saker, ikke 134."},
)
ATTACHED = (
    {"key": UUID(int=1), "name": "Feilmelding E-12.png", "size": 184_320},
    {"key": UUID(int=2), "name": "Vedtak med vedlegg.pdf", "size": 2_411_724, "is_held": True},
    {"key": UUID(int=3), "name": "faktura.doc", "size": 48_128, "is_infected": True},
)
NOT_ATTACHED = (
    {
        "name": "oppdatering.exe",
        "refusal": {
            "reason": "Dette er et program.",
            "way_out": "Fortell hva du vil vise, eller legg ved et bilde av det.",
        },
    },
)


class ExampleForm(forms.Form):
    title = forms.CharField(
        label="Hva skjer?",
        help_text="Én setning holder, for eksempel det som står i feilmeldingen.",
        error_messages={"required": "Skriv hva som skjer."},
    )
    text = forms.CharField(
        label="Hva prøvde du å gjøre?",
        widget=forms.Textarea,
        error_messages={"required": "Fortell kort hva du prøvde å gjøre."},
    )
    area = forms.ChoiceField(label="Saksområde", choices=[("", "Velg"), ("a", "Personal")])
    kind = forms.ChoiceField(
        label="Hva gjelder det?",
        choices=CHOICES,
        widget=forms.RadioSelect,
        error_messages={"required": "Velg hva det gjelder."},
    )
    notify = forms.BooleanField(label="Varsle meg om svaret", required=False)


@require_GET
def gallery(request: HttpRequest) -> HttpResponse:
    return render(request, "design/gallery.html", examples())


def examples() -> dict[str, object]:
    return {
        "parts": PARTS,
        "colors": COLORS,
        "levels": LEVELS,
        "help_steps": HELP_STEPS,
        "stripe": STRIPE,
        "corrections": CORRECTIONS,
        "noon": datetime(2026, 10, 30, 7, 50, tzinfo=UTC),
        "attached": ATTACHED,
        "not_attached": NOT_ATTACHED,
        "form": ExampleForm(auto_id="id_%s"),
        "faulty_form": ExampleForm({"area": "a"}, auto_id="faulty_%s"),
        "page": Paginator(range(240), 20).page(5),
        "crumbs": ({"label": "Finn hjelp", "url": "#"}, {"label": "Personal", "url": "#"}),
        "figures": (
            {"number": 418, "label": "følger med"},
            {"number": 41, "label": "spørsmål"},
            {"number": 17, "label": "besvart"},
        ),
        "options": (
            {"value": "1", "label": "Institutt for bygg og miljø", "is_chosen": True},
            {"value": "2", "label": "Institutt for språk og litteratur", "is_chosen": False},
        ),
    }
