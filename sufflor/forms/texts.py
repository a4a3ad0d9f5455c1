"""A text of a form in the languages it is said in, and which of them a reader gets."""

from __future__ import annotations

from dataclasses import dataclass

# What a form may be written in; without the first two it is not published.
LANGUAGES = ("nb", "nn", "en")
NEEDED = ("nb", "nn")
# Who reads one of these reads the other; bokmål is what everyone gets in the end.
NEXT_BEST = {"nb": ("nb", "nn", "en"), "nn": ("nn", "nb", "en"), "en": ("en", "nb", "nn")}


@dataclass(frozen=True)
class Texts:
    nb: str = ""
    nn: str = ""
    en: str = ""

    def __bool__(self) -> bool:
        return bool(self.nb or self.nn or self.en)

    def said_in(self, language: str) -> str:
        """What a reader of a language gets: their own, else the nearest that there is."""
        said = {"nb": self.nb, "nn": self.nn, "en": self.en}
        order = NEXT_BEST.get(language, NEXT_BEST["nb"])
        return next((said[each] for each in order if said[each]), "")

    def missing(self) -> tuple[str, ...]:
        """The languages that must be written and are not."""
        said = {"nb": self.nb, "nn": self.nn}
        return tuple(language for language in NEEDED if not said[language])


NO_TEXTS = Texts()
