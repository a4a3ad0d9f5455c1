"""The package of what is given access to: each request as a page, and where something is black."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from io import BufferedRandom
from tempfile import TemporaryFile
from zipfile import ZIP_DEFLATED, ZipFile

from django.template.loader import render_to_string
from django.utils.translation import override

from sufflor.desk import queries
from sufflor.desk.models import Basis, Disclosure
from sufflor.desk.queries import Sheet


def disclosed_package(disclosure: Disclosure, at: datetime) -> BufferedRandom:
    """As it was when it was given out, in bokmål. What is blacked out is in no file of it."""
    content: BufferedRandom = TemporaryFile()  # noqa: SIM115  # whoever reads it closes it
    with ZipFile(content, "w", ZIP_DEFLATED) as package, override("nb"):
        sheets = []
        for item in disclosure.requests.select_related(
            "request__reporter",
            "request__concerns",
            "request__unit",
            "request__area",
            "request__form__form",
        ):
            sheet = queries.sheet(item, at)
            sheets.append(sheet)
            context = {"sheet": sheet, "disclosure": disclosure}
            page = render_to_string("backstage/disclosed_sheet.html", context)
            package.writestr(f"{sheet.number}.html", page)
        listed = {"sheets": _grounds(sheets), "disclosure": disclosure}
        page = render_to_string("backstage/disclosed_list.html", listed)
        package.writestr("sladdeliste.html", page)
        facts = {sheet.number: sheet.blacked_out for sheet in sheets}
        package.writestr("sladdeliste.json", json.dumps(facts, ensure_ascii=False, indent=2))
    content.seek(0)
    return content


def _grounds(sheets: Sequence[Sheet]) -> list[tuple[str, list[tuple[str, int]]]]:
    return [
        (
            sheet.number,
            [(str(Basis(ground).label), times) for ground, times in sheet.blacked_out.items()],
        )
        for sheet in sheets
    ]
