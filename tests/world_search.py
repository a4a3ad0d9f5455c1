"""One of everything that editors teach the search, and what was searched for."""

from __future__ import annotations

from collections.abc import Mapping

from sufflor.knowledge import actions
from sufflor.organization.models import User
from tests.cast import MORNING


def search_things(by: User, article: object) -> dict[str, Mapping[str, object]]:
    group = actions.keep_synonyms(
        group=None, expressions=["feriedager", "fridager"], by=by, at=MORNING
    )
    translation = actions.keep_translation(english="holiday", norwegian="ferie", by=by, at=MORNING)
    promotion = actions.promote_hit(
        query="ferie",
        ref=f"knowledge.article:{article}",
        title="Registrere ferie",
        by=by,
        at=MORNING,
    )
    return {
        "synonyms": {"pk": group.pk},
        "translation": {"pk": translation.pk},
        "promotion": {"pk": promotion.pk},
    }


def search_forms(article: object, area: int) -> dict[str, Mapping[str, object]]:
    words = {"expressions": "avspasering\ntimer til gode"}
    return {
        "synonyms_new": words,
        "synonyms_change": words,
        "translation_new": {"english": "leave", "norwegian": "permisjon"},
        "begin_article": {
            "title": "Spare ferie",
            "area": area,
            "language": "nb",
            "words": "ta med seg dager",
        },
        "promote_hit": {"query": "ferie", "ref": f"knowledge.article:{article}"},
    }
