"""What people at Nidelva asked in the hours that are over, and what was answered."""

from __future__ import annotations

from sufflor.project.demo.questions_said import (
    ARCHIVIST,
    CASE_HANDLER,
    EVERYONE,
    MANAGER,
    Said,
    When,
)
from sufflor.questions.actions import Report
from sufflor.questions.models import Scope

YESTERDAY = (
    Said(
        "arkiv",
        CASE_HANDLER,
        58,
        "Hvor finner jeg igjen sakene mine fra ePhorte?",
        "Sakene er flyttet. Velg «Søk» øverst i Elements og skriv saksnummeret du kjenner fra"
        " ePhorte, for eksempel 2024/1873. Det gamle nummeret er tatt vare på.\n\n"
        "Vil du se alle sakene dine samlet:\n\n"
        "1. Velg «Mine saker».\n2. Slå av filteret «Bare aktive».\n3. Sorter etter dato.\n\n"
        "Mangler det en sak, kan du lese den i ePhorte ut året.",
        "Finne igjen saker fra ePhorte",
    ),
    Said(
        "generell",
        CASE_HANDLER,
        47,
        "Hvem godkjenner når lederen min er borte?",
        "Stedfortrederen som lederen har satt inn i Elements. Du ser navnet øverst i saken når du"
        " sender til godkjenning.\n\n"
        "Har lederen ikke satt inn noen, kan nærmeste overordnede leder godkjenne. Be i så fall"
        " prosessrådgiveren din om hjelp, så slipper saken å bli liggende.",
        "Godkjenning når lederen er borte",
    ),
    Said(
        "generell",
        CASE_HANDLER,
        41,
        "Kan jeg endre tittelen etter at dokumentet er journalført?",
        "Ja, fram til dokumentet er ekspedert. Åpne journalposten, velg «Rediger» og rett tittelen."
        " Etter at det er ekspedert, retter arkivet den for deg: skriv hva som skal stå, i"
        " merknaden på saken.",
    ),
    Said(
        "personal",
        CASE_HANDLER,
        36,
        "Ligger de gamle personalmappene i Elements nå?",
        "Ja, mapper for alle som er ansatt i dag. Mapper for dem som har sluttet, flyttes i løpet"
        " av desember og kan leses i ePhorte imens. Du ser bare mappene til enheten din.",
    ),
    Said(
        "system",
        EVERYONE,
        34,
        "Jeg får bare opp en tom liste når jeg bytter rolle. Er det noe galt hos meg?",
        "Nei, feilen er hos oss og er meldt til leverandøren. Fram til den er rettet: logg ut, lukk"
        " nettleseren og logg inn igjen med den rollen du skal bruke. Da kommer listen.",
    ),
    Said(
        "arkiv",
        CASE_HANDLER,
        31,
        "Hvordan skjermer jeg bare ett navn i et dokument, og ikke hele dokumentet?",
        "Velg «Skjerm» på journalposten og deretter «Deler av tittelen». Marker navnet. I selve"
        " dokumentet sladder arkivet når noen ber om innsyn; du skal ikke lage en egen sladdet"
        " utgave.",
    ),
    Said(
        "utdanning",
        CASE_HANDLER,
        27,
        "Skal klager på karakterfastsetting fortsatt registreres i FS, eller begynner de i"
        " Elements?",
        "De begynner i FS som før. FS oppretter saken i Elements av seg selv når klagen er"
        " registrert. Begynner du i Elements, blir det to saker.",
    ),
    Said(
        "okonomi",
        CASE_HANDLER,
        23,
        "Hvor lagrer jeg en avtale som begge parter har signert elektronisk?",
        "Last opp den signerte PDF-en som et nytt dokument i avtalesaken, med dokumenttypen"
        " «Avtale». Signaturfilen følger med i PDF-en, så du trenger ikke lagre den for seg.",
    ),
    Said(
        "generell",
        MANAGER,
        22,
        "Får jeg varsel når noe ligger til godkjenning, eller må jeg se etter selv?",
        "Du får én e-post hver morgen kl. 07 med alt som venter på deg. I tillegg står tallet ved"
        " «Mine oppgaver» i Elements. Du kan slå på varsel straks under «Innstillinger».",
    ),
    Said(
        "styring",
        CASE_HANDLER,
        19,
        "Kan utvalgsmedlemmer uten bruker i Elements få lese sakspapirene?",
        "Ja. Når innkallingen sendes, får de en lenke til møteportalen og logger inn med Feide."
        " De trenger ingen bruker i Elements.",
    ),
    Said(
        "arkiv",
        ARCHIVIST,
        14,
        "Hvilken dato gjelder som journaldato for det som ble registrert i ePhorte siste dag?",
        "Datoen i ePhorte. Flyttingen har ikke endret journaldatoer. Ser du en annen dato, er det"
        " datoen for flyttingen som vises i historikken.",
    ),
    Said(
        "hms",
        EVERYONE,
        12,
        "Skal avvik fortsatt meldes i avvikssystemet?",
        "Ja, alle avvik meldes der som før. Bare saker som blir fulgt opp med brev eller vedtak,"
        " får en sak i Elements, og den oppretter HMS-avdelingen.",
    ),
    Said(
        "forskning",
        CASE_HANDLER,
        17,
        "Hvem oppretter saken for en ny ph.d.-avtale?",
        "Instituttet som skal ha kandidaten. Velg malen «Ph.d.-avtale», så får saken riktig tilgang"
        " og arkivkode av seg selv.",
        when=When.IN_THE_NEXT,
    ),
    Said(
        "personal",
        MANAGER,
        15,
        "Kan jeg se hvem som har åpnet personalmappen til en ansatt?",
        was_spoken=True,
    ),
    Said(
        "generell",
        CASE_HANDLER,
        11,
        "Kan jeg slå sammen to saker som handler om det samme?",
        "Nei, men du kan knytte dem sammen med «Relatert sak». Arkivet kan slå dem sammen når den"
        " ene er tom for dokumenter.",
        when=When.IN_THE_NEXT,
    ),
    Said(
        "arkiv",
        CASE_HANDLER,
        10,
        "Hvor er det blitt av de gamle sakene mine?",
        into="Hvor finner jeg igjen sakene mine fra ePhorte?",
    ),
    Said(
        "okonomi",
        CASE_HANDLER,
        9,
        "Hvor blir det av tilbudene som kommer inn i Mercell?",
        "De hentes fra Mercell når tilbudsfristen er ute, som regel innen en time. Saken må være"
        " opprettet i Elements på forhånd.",
        when=When.IN_THE_NEXT,
    ),
    Said(
        "system",
        EVERYONE,
        21,
        "Listen over innkommende dokumenter er tom hos meg. Er det en feil?",
        report=Report(
            wanted="Se dokumentene som kom inn i går.",
            steps="Logget inn, byttet til rollen «Saksbehandler» og åpnet «Innkommende».",
            happened="Listen er tom, men telleren øverst viser 14.",
            message="Ingen treff for gjeldende filter",
            scope=Scope.SEVERAL,
        ),
    ),
    Said(
        "system",
        EVERYONE,
        8,
        "Virker Elements på Mac?",
        "Ja, i Safari, Chrome og Edge. Skal du redigere dokumenter, må Word være installert på"
        " maskinen.",
        when=When.IN_THE_NEXT,
    ),
    Said(
        "arkiv",
        CASE_HANDLER,
        7,
        "Må jeg skrive ut noe på papir etter dette?",
        "Nei. Alt som er i Elements, er arkivert når det er ekspedert eller avsluttet.",
        when=When.IN_THE_NEXT,
    ),
    Said(
        "generell",
        EVERYONE,
        3,
        "Når kommer kaffemaskinen i fjerde etasje tilbake?",
        declined="Spørretimen er for saksbehandling. Driftssenteret svarer på dette.",
    ),
)

EARLIER = (
    Said(
        "generell",
        CASE_HANDLER,
        44,
        "Hvordan sender jeg et brev til flere mottakere uten at de ser hverandre?",
        "Legg inn alle mottakerne på journalposten og velg «Ekspeder hver for seg». Da får hver"
        " mottaker sitt eget brev, og ingen ser de andre navnene.",
    ),
    Said(
        "system",
        EVERYONE,
        39,
        "Jeg har to roller. Hvordan ser jeg hvilken jeg er i akkurat nå?",
        "Rollen står øverst til høyre, under navnet ditt. Velg navnet for å bytte. Fargen på"
        " linjen øverst er den samme i alle roller, så se etter teksten.",
    ),
    Said(
        "personal",
        CASE_HANDLER,
        33,
        "Hvordan setter jeg en stilling i gang fra rekrutteringssystemet nå?",
        "Som før i rekrutteringssystemet. Når utlysningen er godkjent der, kommer saken til"
        " Elements med"
        " utlysningsteksten som første dokument. Søkerlisten kommer når fristen er ute.",
    ),
    Said(
        "arkiv",
        CASE_HANDLER,
        28,
        "Noen ber om innsyn i en sak som ligger i ePhorte. Hva gjør jeg?",
        "Send kravet videre til innsyn@nidelva.example samme dag. Arkivet henter dokumentene der"
        " de ligger. Du vurderer innholdet på samme måte som før.",
    ),
    Said(
        "utdanning",
        CASE_HANDLER,
        24,
        "Kan vi masseutsende vedtak om tilrettelegging?",
        "Ja, med malen «Vedtak tilrettelegging». Lag listen i FS, velg «Send til Elements» og"
        " kontroller fem av brevene før du ekspederer resten.",
    ),
    Said(
        "generell",
        CASE_HANDLER,
        21,
        "Hvor er malene vi brukte i ePhorte?",
        "De ligger under «Maler» når du oppretter et dokument. Enhetens egne maler er flyttet og"
        " står øverst.",
        when=When.IN_THE_EVENING,
    ),
    Said("okonomi", MANAGER, 18, "Kan jeg godkjenne en innkjøpssak fra mobilen?"),
    Said(
        "styring",
        CASE_HANDLER,
        13,
        "Hvordan retter jeg en protokoll som er godkjent?",
        "En godkjent protokoll rettes ikke. Skriv rettelsen i protokollen fra neste møte, og vis"
        " til saken den gjelder.",
        when=When.IN_THE_EVENING,
    ),
    Said("forskning", CASE_HANDLER, 10, "Hvor legger jeg vedlegg som er større enn 500 MB?"),
    Said(
        "arkiv",
        ARCHIVIST,
        6,
        "Skal kopimottakere føres som egne journalposter?",
        "Nei. De føres på den samme journalposten, med rollen «Kopi til».",
    ),
)
