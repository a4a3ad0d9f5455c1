"""What a manager fills in to appoint a process adviser, and an adviser about themselves."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from sufflor.backstage.people_fields import PersonField, SubjectField
from sufflor.design.fields import DayField
from sufflor.lib.refusals import Refusal
from sufflor.organization.actions.appointing import (
    AlreadyEnded,
    HasLeft,
    OwnDeputy,
    WrongWayRound,
)
from sufflor.organization.models import Appointment, Unit, User
from sufflor.organization.queries import UnitChoice
from sufflor.organization.rules import may_administer

MOST_AT_ONCE = 500
LONGEST_TEXT = 300

Refused = Mapping[type[Refusal], str]


class DescriptionForm(forms.Form):
    """What advisers may say of themselves."""

    capacity = forms.IntegerField(
        label=_("Open requests at once"),
        help_text=_("With as many in hand, the next goes to somebody else. Empty is no limit."),
        min_value=0,
        max_value=MOST_AT_ONCE,
        required=False,
    )
    competence_text = forms.CharField(
        label=_("Knows especially well"), max_length=LONGEST_TEXT, required=False
    )

    REFUSED: Refused = {}

    def __init__(self, sent: QueryDict | None, *, appointment: Appointment | None = None) -> None:
        names = ("to_date", "deputy", "capacity", "competence_text")
        initial = {name: getattr(appointment, name) for name in names} if appointment else {}
        super().__init__(sent, initial=initial)


class ChangeForm(DescriptionForm):
    to_date = DayField(
        label=_("Last day"), help_text=_("Empty is until further notice."), required=False
    )
    deputy = PersonField(
        label=_("Deputy"),
        help_text=_("Username, e-mail address or full name. Answers while the adviser is away."),
        required=False,
    )

    field_order: tuple[str, ...] = ("to_date", "deputy", "capacity", "competence_text")
    REFUSED: Refused = {
        WrongWayRound: "to_date",
        AlreadyEnded: "to_date",
        OwnDeputy: "deputy",
        HasLeft: "deputy",
    }


class AppointmentForm(ChangeForm):
    person = PersonField(label=_("Who"), help_text=_("Username, e-mail address or full name."))
    unit = forms.TypedChoiceField(label=_("Helps at"), coerce=int)
    from_date = DayField(label=_("First day"))

    field_order = (
        "person",
        "unit",
        "subject",
        "from_date",
        "to_date",
        "deputy",
        "capacity",
        "competence_text",
    )
    REFUSED: Refused = {**ChangeForm.REFUSED, HasLeft: "person"}

    def __init__(
        self,
        sent: QueryDict | None,
        *,
        units: list[tuple[int, str]],
        initial: Mapping[str, object],
    ) -> None:
        super().__init__(sent)
        self.initial = dict(initial)
        self.fields["unit"].choices = units  # type: ignore[attr-defined]
        self.fields["subject"] = SubjectField(
            label=_("Helps with"),
            help_text=_("A whole case area, or one process of it."),
        )
        self.order_fields(self.field_order)

    def clean_unit(self) -> Unit:
        return Unit.objects.get(pk=self.cleaned_data["unit"])


def units_to_choose(person: User, units: tuple[UnitChoice, ...]) -> list[tuple[int, str]]:
    """In the order of the tree: all of them for administrators, else one's own and those below."""
    if may_administer(person):
        return [(unit.pk, _indented(unit, 0)) for unit in units]
    found: list[tuple[int, str]] = []
    depth = -1
    for unit in units:
        if unit.pk == person.unit_id:
            depth = unit.depth
        elif unit.depth <= depth:
            break
        if depth >= 0:
            found.append((unit.pk, _indented(unit, depth)))
    return found


def _indented(unit: UnitChoice, above: int) -> str:
    return "\u2003" * (unit.depth - above) + unit.name
