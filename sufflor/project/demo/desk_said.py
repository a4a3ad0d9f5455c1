"""What people at Nidelva need help with, and what has become of it so far."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Deed(Enum):
    """What whoever has the request does next, or the one who asked."""

    TAKE = "take"
    NOTE = "note"
    REPLY = "reply"
    WRITE = "write"
    UP = "up"
    TO_VENDOR_CONTACT = "to the vendor contacts"
    TO_VENDOR = "to the vendor"
    BACK = "back"
    WAIT_USER = "wait for the user"
    WAIT_VENDOR = "wait for the vendor"
    RESOLVE = "resolve"
    HELPED = "it helped"


@dataclass(frozen=True)
class Sent:
    """`hours` ago; without an area it is for the first line to find out."""

    by: str
    area: str
    hours: float
    title: str
    text: str
    then: tuple[tuple[Deed, str], ...] = ()
    is_confidential: bool = False


D = Deed
SENT = (
    Sent(
        "case_handler",
        "",
        5,
        "Ekspedering stopper når jeg har store vedlegg",
        "Jeg sendte et svar med tre vedlegg (28 MB). Det står «Ekspederer …» i ti minutter, og så "
        "skjer det ingenting.",
        (
            (D.TAKE, ""),
            (
                D.NOTE,
                "Gjenskapt i test med 22 MB. Under 20 MB går bra. Ser ut som en grense i "
                "utsendingen.",
            ),
        ),
    ),
    Sent(
        "manager",
        "",
        3,
        "Får ikke slettet dobbel journalpost",
        "Det ligger to like journalposter i saken. Hvilken skal bort, og hvem gjør det?",
    ),
    Sent(
        "karinringe",
        "",
        1.2,
        "Leder mangler knappen «Godkjenn»",
        "Jeg får dokumentet til godkjenning, men ser bare «Returner».",
    ),
    Sent(
        "beritlille",
        "",
        26,
        "Hvilken tilgangskode for anbudsdokumenter?",
        "Vi har fått inn seks tilbud. Skal alle ha samme kode?",
        ((D.TAKE, ""),),
    ),
    Sent(
        "camilmidtb",
        "",
        4,
        "Saken til studenten ligger på feil enhet",
        "Ansvarlig enhet er fakultetet, men instituttet skal behandle den.",
    ),
    Sent(
        "elinnordg",
        "",
        6,
        "Ønsker å vise saksansvarlig i listen",
        "I listen over restanser ser jeg bare enheten. Kan saksansvarlig stå der?",
    ),
    Sent(
        "espenness",
        "",
        2,
        "Mottaker får ikke åpnet PDF",
        "Søkeren skriver at filen er tom. Hos meg åpner den seg fint.",
    ),
    Sent(
        "greterise",
        "",
        0.6,
        "Kan ikke endre dato på notat",
        "Jeg daterte notatet feil i går. Feltet er grått.",
    ),
    Sent(
        "halvosandv",
        "",
        7.5,
        "Søk finner ikke saker fra i fjor",
        "Når jeg søker på arkivdel 2025 kommer det ingen treff.",
    ),
    Sent(
        "heidiskjet",
        "",
        0.3,
        "Hvordan legger jeg til en ekstern kopimottaker?",
        "Mottakeren har ikke organisasjonsnummer.",
    ),
    Sent(
        "idastavn",
        "",
        3.2,
        "Får ikke varsel når noe er fordelt til meg",
        "Tre saker lå der en uke før jeg så dem.",
        (
            (
                D.REPLY,
                "Hei Ida. Har du valgt enhet under «Min profil»? Skriv gjerne hva som står der.",
            ),
            (D.WAIT_USER, "Svar om enhet i profilen"),
        ),
    ),
    Sent(
        "birgelunde",
        "",
        2.4,
        "To kontakter med samme navn",
        "Det finnes to «Fjordbygg AS» i kontaktregisteret. Hvilken skal jeg bruke?",
    ),
    Sent(
        "audleirv",
        "",
        0.9,
        "Dokumentet står som «Under arbeid» etter ekspedering",
        "Brevet er sendt, men statusen endrer seg ikke.",
    ),
    Sent(
        "yngvehoila",
        "personal",
        2.5,
        "Skal søknad om permisjon skjermes?",
        "En ansatt søker permisjon av helsegrunner. Hvilken kode bruker jeg?",
    ),
    Sent(
        "case_handler",
        "personal",
        1.5,
        "Arbeidsavtale for timelærer",
        "Skal avtalen ligge i personalmappen eller i en egen sak?",
    ),
    Sent(
        "case_handler",
        "personal",
        9,
        "Hvor arkiveres referat fra medarbeidersamtale?",
        "Jeg finner ingen mappe for det i personalmappen.",
        (
            (D.TAKE, ""),
            (
                D.REPLY,
                "Hei Ingrid. Det skal ikke arkiveres der. Gjelder det én samtale, "
                "eller en avtale dere har skrevet?",
            ),
        ),
    ),
    Sent(
        "case_handler",
        "okonomi",
        30,
        "Attestere faktura uten bestilling",
        "Fakturaen har ikke bestillingsnummer. Hvordan kobler jeg den til saken?",
        ((D.UP, "Adviser"), (D.TAKE, "")),
    ),
    Sent(
        "anderkleiv",
        "personal",
        50,
        "Omgjøre vedtak om opprykk",
        "Søkeren har klaget, og vi vil omgjøre. Ny sak eller samme?",
        (
            (D.UP, "Colleague"),
            (D.UP, "First line"),
            (D.NOTE, "Dette er tatt opp i nettverket før. Se rutinen om omgjøring, punkt 4."),
        ),
    ),
    Sent(
        "fridarambe",
        "personal",
        70,
        "Innsyn i søkerliste",
        "Avisen ber om utvidet søkerliste. Må vi spørre søkerne først?",
        (
            (D.UP, "Colleague"),
            (D.UP, "First line"),
            (D.BACK, "Dette skal førstelinjen ha en mal for."),
        ),
    ),
    Sent(
        "asejakob",
        "",
        75,
        "Feil sorteringsrekkefølge på vedlegg",
        "Vedlegg 10 kommer før vedlegg 2 i utsendingen.",
        (
            (D.TAKE, ""),
            (D.TO_VENDOR_CONTACT, "First line"),
            (D.TO_VENDOR, "Second line"),
            (D.WAIT_VENDOR, "Rettelse i versjon 7.4, LEV-88 412"),
        ),
    ),
    Sent(
        "asmunkjels",
        "",
        60,
        "Dobbelt varsel ved fordeling",
        "Hver gang jeg fordeler, får mottakeren to varsler.",
        ((D.TO_VENDOR_CONTACT, "First line"),),
    ),
    Sent(
        "manager",
        "",
        28,
        "Slette feilregistrert dokument i personalmappe",
        "Et dokument om en annen ansatt er lagt i mappen. Det må bort.",
        (),
        True,
    ),
    Sent(
        "oysteinder",
        "",
        52,
        "Hvordan setter jeg stedfortreder?",
        "Jeg er borte to uker i desember.",
        (
            (D.TAKE, ""),
            (
                D.RESOLVE,
                "Gå til «Min profil», «Stedfortreder», og velg person og datoer. "
                "Den du velger får beskjed.",
            ),
            (D.HELPED, "ja"),
        ),
    ),
    Sent(
        "anitakvam",
        "",
        31,
        "Vedlegg mangler i kopien til arkivet",
        "Brevet kom med to vedlegg, kopien med ett.",
        (
            (D.TAKE, ""),
            (
                D.RESOLVE,
                "Kopien tar bare med vedlegg som er ferdigstilt. Sett vedlegget til "
                "«Ferdig», og send kopien en gang til.",
            ),
        ),
    ),
    Sent(
        "astrilango",
        "utdanning",
        20,
        "Klage på sensur uten begrunnelse",
        "Studenten klager før begrunnelsen er gitt. Når løper fristen?",
        ((D.UP, "Colleague"),),
    ),
)
