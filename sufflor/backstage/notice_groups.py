"""Whom a notice concerns, as an editor chooses it: a few groups, each narrowed by what it names."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from sufflor.announcements.models import ROLES, Group, Notice
from sufflor.organization.models import CaseArea, Unit
from sufflor.organization.queries import Directory, directory

MOST_GROUPS = 4
NUMBERS = range(1, MOST_GROUPS + 1)
# An em space for each level below the top shows the tree of units in a plain list.
INDENT = "\N{EM SPACE}"


class GroupsForm(forms.Form):
    """The first group stands open, the others below it."""

    def add_groups(self) -> None:
        """Two queries, however many groups."""
        known = directory()
        for number in NUMBERS:
            self.fields[f"for_unit_{number}"] = _unit_field(known)
            self.fields[f"for_role_{number}"] = _role_field()
            self.fields[f"for_area_{number}"] = _area_field(known)

    @property
    def first_group(self) -> list[forms.BoundField]:
        return self._fields_of(1)

    @property
    def more_groups(self) -> list[list[forms.BoundField]]:
        return [self._fields_of(number) for number in NUMBERS[1:]]

    @property
    def has_more_groups(self) -> bool:
        """Whether there is something to show in them: a choice, or a fault."""
        return any(field.value() or field.errors for group in self.more_groups for field in group)

    def groups(self) -> list[Group]:
        """As they are chosen; a group that names nothing is everyone, and nobody in particular."""
        chosen = self.cleaned_data
        units = Unit.objects.in_bulk([pk for n in NUMBERS if (pk := chosen[f"for_unit_{n}"])])
        areas = CaseArea.objects.in_bulk([pk for n in NUMBERS if (pk := chosen[f"for_area_{n}"])])
        return [
            Group(
                units.get(chosen[f"for_unit_{number}"]),
                chosen[f"for_role_{number}"],
                areas.get(chosen[f"for_area_{number}"]),
            )
            for number in NUMBERS
        ]

    def _fields_of(self, number: int) -> list[forms.BoundField]:
        return [self[f"for_{part}_{number}"] for part in ("unit", "role", "area")]


def chosen_groups(notice: Notice) -> dict[str, object]:
    """The groups of a notice, as the form begins with them."""
    chosen: dict[str, object] = {}
    for number, target in zip(NUMBERS, notice.targets.all(), strict=False):
        chosen[f"for_unit_{number}"] = target.unit_id or ""
        chosen[f"for_role_{number}"] = target.work_role
        chosen[f"for_area_{number}"] = target.area_id or ""
    return chosen


def _unit_field(known: Directory) -> forms.TypedChoiceField:
    units = [(unit.pk, f"{INDENT * unit.depth}{unit.name}") for unit in known.units]
    return forms.TypedChoiceField(
        label=_("Unit, and all below it"),
        choices=[("", _("All units")), *units],
        coerce=int,
        empty_value=None,
        required=False,
    )


def _role_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Role"), choices=[("", _("All roles")), *ROLES.items()], required=False
    )


def _area_field(known: Directory) -> forms.TypedChoiceField:
    areas = [(area.pk, area.name) for area in known.areas]
    return forms.TypedChoiceField(
        label=_("Case area"),
        choices=[("", _("All areas")), *areas],
        coerce=int,
        empty_value=None,
        required=False,
    )
