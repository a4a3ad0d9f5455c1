"""What the answers in a form say about where the request belongs."""

from __future__ import annotations

from dataclasses import dataclass

from sufflor.forms.definition import FieldType
from sufflor.forms.evaluating import Evaluated
from sufflor.forms.models import AsksFor, FormVersion
from sufflor.forms.queries import kind
from sufflor.organization.models import CaseArea, CaseProcess, HelpKind, Unit

# Who should take over when those nearest cannot help.
HELP_KINDS: dict[AsksFor, HelpKind] = {
    AsksFor.PRACTICAL: HelpKind.PRACTICAL,
    AsksFor.ERROR: HelpKind.SYSTEM,
    AsksFor.PROFESSIONAL: HelpKind.PROFESSIONAL,
    AsksFor.DELETION: HelpKind.SYSTEM,
    AsksFor.ACCESS: HelpKind.SYSTEM,
    AsksFor.CHANGE: HelpKind.SYSTEM,
    AsksFor.PRIVACY: HelpKind.SYSTEM,
    AsksFor.FEEDBACK: HelpKind.PRACTICAL,
}


@dataclass(frozen=True)
class Meaning:
    """`unit` is None when none was answered: then it is the unit of whom it concerns."""

    unit: Unit | None
    area: CaseArea | None
    process: CaseProcess | None
    help_kind: HelpKind
    is_confidential: bool


def meaning(version: FormVersion, evaluated: Evaluated) -> Meaning:
    """At most three queries. A process brings its area, also when no area was chosen."""
    unit, area, process = map(
        evaluated.answer_of, (FieldType.UNIT, FieldType.CASE_AREA, FieldType.PROCESS)
    )
    found = _process(process) if process else None
    told = kind(version, evaluated)
    return Meaning(
        unit=Unit.objects.filter(code=unit).first() if unit else None,
        area=_area(area) if area else (found.area if found else None),
        process=found,
        help_kind=HELP_KINDS[told.asks_for],
        is_confidential=told.is_confidential,
    )


def _process(code: str) -> CaseProcess | None:
    return CaseProcess.objects.select_related("area").filter(code=code).first()


def _area(slug: str) -> CaseArea | None:
    return CaseArea.objects.filter(slug=slug).first()
