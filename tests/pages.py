"""The pages that people come to, and those who use them: what the browser looks at."""

from __future__ import annotations

# The empty name is somebody who has not signed in. `{hour}` is the hour that takes questions now.
READERS = ("",)
ASKS = ("case_handler",)
BOTH = ("", "case_handler")

PAGES: dict[str, tuple[str, ...]] = {
    "/": BOTH,
    "/sporretimer/": READERS,
    "/sporretimer/{hour}/": BOTH,
    "/sporretimer/{hour}/?sorter=mine": ASKS,
    "/sporretimer/{hour}/styr/": ("host",),
    "/sporretimer/{hour}/styr/?sporsmal=1": ("host",),
    "/svar/": READERS,
    "/svar/?omrade=forskning&dato=2020-01-01": READERS,
    "/svar/1/": BOTH,
    "/mine/sporsmal/": ASKS,
    "/mine/henvendelser/": ASKS,
    "/mine/henvendelser/1/": ASKS,
    "/arbeid/henvendelser/": ("host",),
    "/arbeid/henvendelser/1/": ("host",),
    "/meldinger/": READERS,
    "/meldinger/1/": READERS,
    "/meldinger/innbygd/": READERS,
    "/sok/": READERS,
    "/sok/?q=postliste": READERS,
    "/sok/?q=xyzzyx": READERS,
    "/tema/": READERS,
    "/tema/saksbehandling/": READERS,
    "/tema/hjelp-til-bruk-av-elements/": READERS,
    "/tema/personal/": READERS,
    "/tema/system/bestille-brukertilgang-til-elements-for-en-ansatt/": READERS,
    "/hjelp/": ASKS,
    "/hjelp/?enhet=FTB-BM&omrade=personal": READERS,
    "/hjelp/ny/brukertilgang/": BOTH,
    "/hjelp/ny/frist/": READERS,
    "/slik-fungerer-hjelpen/": READERS,
    "/innforing/": READERS,
    "/logg-inn/": READERS,
    "/personvern/": READERS,
    "/tilgjengelighet/": READERS,
    "/galleri/": READERS,
    "/finnes-ikke/": READERS,
    "/styring/": ("host", "admin"),
    "/styring/innforing/": ("case_handler", "admin"),
    "/styring/innforing/ny/": ("admin",),
    "/styring/innforing/1/": ("admin",),
    "/styring/meldinger/": ("admin",),
    "/styring/meldinger/ny/": ("admin",),
    "/styring/organisasjon/": ("admin",),
}
