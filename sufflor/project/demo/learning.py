"""What one does in the work that an article is about, and what there is to learn with."""

from __future__ import annotations

from collections.abc import Mapping

from sufflor.knowledge.models import Function, Kind, Level

_BY_FUNCTION: Mapping[Function, str] = {
    Function.DISTRIBUTE: "fordele-post postfordeler postmottak stedfortreder endre-saksansvarlig",
    Function.REGISTER: "outlook-tillegg elements-drop arkivere-epost mottaker-oppslag skanning "
    "dokumenttyper opprette-sak sakstittel klassering klassering-person arkivdel n-notat x-notat",
    Function.WRITE: "utgaende-brev brevmaler nynorsk-brev vedlegg svare-inngaaende signering "
    "ekspedere-digitalt ekspedere-epost mottaker-utland masseutsending kopimottakar",
    Function.APPROVE: "godkjenne-leder sende-godkjenning godkjenning-fast",
    Function.SHIELD: "unntatt-offentlighet skjerme-tittel tilgangskoder innsynskrav",
    Function.FIND: "enkelt-sok avansert-sok gamle-saker finner-ikke-sak lignende-saker",
    Function.CLOSE: "avslutte-sak avskrive-restanse restanser-tall rydding frister",
    Function.MEETINGS: "utvalg-moter",
}
FUNCTIONS: Mapping[str, Function] = {
    article: function for function, articles in _BY_FUNCTION.items() for article in articles.split()
}
LEARNING: Mapping[str, Mapping[str, object]] = {
    "kursbase": {"kind": Kind.EXERCISE, "level": Level.FIRST, "minutes": 45},
    "kurs-opptak": {"kind": Kind.COURSE, "level": Level.FIRST, "minutes": 60},
    "opprette-sak": {"kind": Kind.ROUTINE, "level": Level.FIRST, "minutes": 10},
    "fordele-post": {"kind": Kind.GUIDE, "level": Level.FIRST, "minutes": 5},
    "postfordeler": {"kind": Kind.GUIDE, "level": Level.FURTHER, "minutes": 5},
    "godkjenne-leder": {"kind": Kind.GUIDE, "level": Level.FIRST, "minutes": 5},
    "avansert-sok": {"kind": Kind.GUIDE, "level": Level.FURTHER, "minutes": 10},
}
