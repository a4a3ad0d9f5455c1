"""Which articles stand on which theme page, under which heading, in which order."""

from __future__ import annotations

from dataclasses import dataclass

from sufflor.knowledge.models import Entrance


@dataclass(frozen=True)
class Shelf:
    title: str
    title_nn: str
    title_en: str
    entrance: Entrance
    keys: tuple[str, ...]


THEME = {
    "title": "Saksbehandling",
    "title_nn": "Sakshandsaming",
    "title_en": "Case handling",
    "intro": "Alt om å behandle saker: slik bruker du systemet, og slik gjør du arbeidet.",
    "intro_nn": "Alt om å handsame saker: slik bruker du systemet, og slik gjer du arbeidet.",
    "intro_en": "All about handling cases: how the system works, and how the work is done.",
}
ELEMENTS = {
    "title": "Hjelp til bruk av Elements",
    "title_nn": "Hjelp til å bruke Elements",
    "title_en": "Help with using Elements",
    "intro": "Korte veiledninger for det du gjør oftest, og svarene fra spørretimene.",
    "intro_nn": "Korte rettleiingar for det du gjer oftast, og svara frå spørjetimane.",
    "intro_en": "Short guides to what you do most often, and answers from the question hours.",
    "gathers_answers": True,
}

# Title, address, summary. The addresses are reserved for examples and lead nowhere.
LINKS = {
    "rutine": (
        "Arkivplan og rutiner",
        "https://dokumentasjon.nidelva.example/arkivplan",
        "Arkivplanen med alle rutiner, på dokumentasjonsforvaltningens egne sider.",
    ),
    "kurs": (
        "Påmelding til kurs i Elements",
        "https://kurs.nidelva.example/elements",
        "Åpne kurs for nye og øvede brukere, på nett og i datasal.",
    ),
    "forvaltningsloven": (
        "Saksbehandling etter forvaltningsloven",
        "https://jus.nidelva.example/forvaltningsloven",
        "Juridisk avdelings veiledning med maler for vedtak.",
    ),
}

SHELVES_OF_THEME = (
    Shelf(
        "Kom i gang",
        "Kom i gang",
        "Getting started",
        Entrance.SYSTEM,
        ("logge-inn", "tilgang-bestille", "bytte-rolle", "dashbord", "kurs"),
    ),
    Shelf(
        "I arbeidsdagen",
        "I arbeidsdagen",
        "Day to day",
        Entrance.SYSTEM,
        ("opprette-sak", "utgaende-brev", "outlook-tillegg", "sende-godkjenning", "gamle-saker"),
    ),
    Shelf(
        "Arkiv, offentlighet og innsyn",
        "Arkiv, offentlegheit og innsyn",
        "Archive, public records and access",
        Entrance.PRACTICE,
        (
            "sakstittel",
            "klassering",
            "unntatt-offentlighet",
            "innsynskrav",
            "arkivere-epost",
            "rutine",
        ),
    ),
    Shelf(
        "Saker på fagområdene",
        "Saker på fagområda",
        "Cases in each field",
        Entrance.PRACTICE,
        (
            "ansettelse",
            "personalmappe",
            "klage-sensur",
            "tilrettelegging",
            "forskningsprosjekt",
            "anskaffelse",
            "forvaltningsloven",
        ),
    ),
)

SHELVES_OF_ELEMENTS = (
    Shelf(
        "Pålogging og tilgang",
        "Pålogging og tilgang",
        "Sign-in and access",
        Entrance.SYSTEM,
        ("logge-inn", "innlogging-feiler", "bytte-rolle", "tilgang-bestille", "mobil"),
    ),
    Shelf(
        "Saker og journalposter",
        "Saker og journalpostar",
        "Cases and registry entries",
        Entrance.SYSTEM,
        (
            "opprette-sak",
            "dokumenttyper",
            "n-notat",
            "x-notat",
            "vedlegg",
            "flytte-journalpost",
            "statuskoder",
            "avslutte-sak",
        ),
    ),
    Shelf(
        "Brev, godkjenning og ekspedering",
        "Brev, godkjenning og ekspedering",
        "Letters, approval and dispatch",
        Entrance.SYSTEM,
        (
            "utgaende-brev",
            "brevmaler",
            "nynorsk-brev",
            "sende-godkjenning",
            "ekspedere-digitalt",
            "ekspedering-feilet",
            "signering",
        ),
    ),
    Shelf(
        "E-post og Outlook",
        "E-post og Outlook",
        "E-mail and Outlook",
        Entrance.SYSTEM,
        ("outlook-tillegg", "elements-drop", "ny-outlook", "arkivere-epost"),
    ),
    Shelf(
        "Finne igjen",
        "Finne att",
        "Finding things again",
        Entrance.SYSTEM,
        ("enkelt-sok", "avansert-sok", "gamle-saker", "finner-ikke-sak"),
    ),
    Shelf(
        "For ledere",
        "For leiarar",
        "For managers",
        Entrance.SYSTEM,
        (
            "fordele-post",
            "postfordeler",
            "godkjenne-leder",
            "stedfortreder",
            "enhetens-saker",
            "restanser-tall",
        ),
    ),
    Shelf(
        "Når noe ikke virker",
        "Når noko ikkje verkar",
        "When something does not work",
        Entrance.SYSTEM,
        ("nettleser-treg", "godkjenning-fast", "melde-feil", "kjente-feil"),
    ),
)
