"""Answers that the demo's first line keeps ready."""

from __future__ import annotations

from datetime import datetime

from sufflor.desk import actions
from sufflor.desk.actions import TemplateWords
from sufflor.organization.models import Line, SupportGroup, User

KEPT = (
    TemplateWords(
        "Be om skjermbilde",
        "Hei {navn},\n\nKan du legge ved et skjermbilde av feilen i {nummer}? Dekk til navn og "
        "personopplysninger først.\n\nHilsen {hjelper}",
        "Hei {navn},\n\nKan du leggje ved eit skjermbilete av feilen i {nummer}? Dekk til namn og "
        "personopplysningar først.\n\nHelsing {hjelper}",
        "Hello {navn},\n\nCan you attach a screenshot of the fault to {nummer}? Please cover names "
        "and personal data first.\n\nBest regards, {hjelper}",
    ),
    TemplateWords(
        "Prøv igjen i nytt vindu",
        "Hei {navn},\n\nLogg ut av Elements, lukk alle vinduer og logg inn igjen. Si fra her hvis "
        "det samme skjer.\n\nHilsen {hjelper}",
        "Hei {navn},\n\nLogg ut av Elements, lukk alle vindauge og logg inn igjen. Sei frå her om "
        "det same skjer.\n\nHelsing {hjelper}",
    ),
)


def fill(*, at: datetime) -> None:
    by = User.objects.get(username="first_line")
    group = SupportGroup.objects.filter(line=Line.FIRST, members=by).first()
    for words in KEPT:
        actions.keep_template(words=words, owner=group or by, by=by, at=at)
