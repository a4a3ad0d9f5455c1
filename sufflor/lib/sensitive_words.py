"""Words that tell of somebody's health, and addresses of homes, in text that leaves the house.

Each may stand there with good reason, so they are shown to whoever sends it, and stop nothing. What
must never leave is in `personal_numbers`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    HEALTH = "health"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Sensitive:
    """Where it stands in the text, as it stands there."""

    start: int
    end: int
    words: str
    kind: Kind


# How words begin, in bokmål, nynorsk and English. “Lege”, “helse” and “medisin” alone are names of
# places and subjects at a university, and say nothing of anybody.
_HEALTH = (
    # away for one's health
    "sykemeld sykmeld sjukemeld sjukmeld egenmelding eigenmelding sykefrav sjukefråv sykdom",
    "sjukdom sykepeng sjukepeng uføre ufør arbeidsavklaringspeng permisjon#av#helse langtidssyk",
    "langtidssjuk sick#leave sick#note medical#leave disab illness",
    # what a doctor says
    "diagnos legeerklær legeattest legebesøk legetime fastlege journalnotat pasientjournal",
    "helseopplysning helsetilstand helseproblem medisinering medisinbruk",
    "resept blodprøve operert innlagt#på sykehus sjukehus behandling#for medical",
    "prescri hospitali patient#record surgery health#condition",
    # body and mind
    "kreft cancer svulst tumor diabet epilep astma asthma allergi hjerteinfarkt hjarteinfarkt",
    "hjerneslag stroke migrene migraine betennelse smittet covid korona#syk hiv gravid pregnan",
    "fødselspermisjon abort miscarr spontanabort depresjon depresiv deprimert depress angstlid",
    "angstanfall anxiety bipolar schizo schizofren psykisk psykiatr psychiatr psychosis",
    "psykose selvmord sjølvmord suicid selvskad sjølvskad spiseforstyrr eteforstyrr adhd autis",
    "asperger tourette dyslek demens dementia utbrent burnout burn-out rusproblem rusmiddel",
    "alkoholproblem alkoholisme addict funksjonsneds funksjonshem rullestol wheelchair",
)
_STEMS = "|".join(
    re.escape(word).replace(r"\#", r"\s+") for line in _HEALTH for word in line.split(" ")
)
_SPEAKS_OF_HEALTH = re.compile(rf"\b(?:{_STEMS})\w*", re.IGNORECASE)

_NAME = r"[A-ZÆØÅ][\wæøåÆØÅ.'-]*"
_WAY = (
    r"(?:veien|vegen|vei|veg|gata|gaten|gate|gt|allé|alle|alléen|plassen|plass|stien|sti|bakken"
    r"|kroken|svingen|tunet|haugen|ringen|lia|brinken|smauet|strandgata|terrasse|kleiva|åsen)"
)
_HOME = re.compile(
    # Elgeseter gate 10 B, Storgata 3
    rf"\b(?:{_NAME}\s){{0,2}}(?:{_NAME}{_WAY}|{_NAME}\s{_WAY})\s\d{{1,3}}"
    r"\s?(?:[A-Ha-h]\b)?(?:,?\s+\d{4}\s[A-ZÆØÅ]\w+)?"
    # 7030 Trondheim, but not a year with a name after it
    rf"|\b(?!19\d\d|20\d\d)\d{{4}}\s(?!Kroner|Kr\b)[A-ZÆØÅ][A-ZÆØÅa-zæøå]{{2,}}\b"
    # 12 Church Street
    rf"|\b\d{{1,4}}\s(?:{_NAME}\s){{1,2}}(?:Street|Road|Avenue|Lane|Drive|Close|St\.|Rd\.)"
    r"|\b(?:hjemmeadresse|heimeadresse|privatadresse|bostedsadresse|home address|lives at|bor i"
    rf"|bur i)\W{{1,3}}{_NAME}(?:\s\w+)?",
)


def warnings(text: str) -> list[Sensitive]:
    """What whoever sends the text should look at once more, first to last."""
    found = [
        Sensitive(match.start(), match.end(), match[0], kind)
        for kind, pattern in ((Kind.HEALTH, _SPEAKS_OF_HEALTH), (Kind.ADDRESS, _HOME))
        for match in pattern.finditer(text)
    ]
    return sorted(found, key=lambda one: (one.start, one.end))
