"""What can be chosen in each row of a view: the lists of the house, and words for oneself."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sufflor.backstage.choices import INDENT, Option, directory
from sufflor.backstage.view_rows import VIEW, Row
from sufflor.desk.conditions import OFTEN, Field, Special
from sufflor.desk.models import SavedView, State
from sufflor.desk.queries import views_of
from sufflor.forms.queries import catalogue
from sufflor.organization.http import SignedInRequest
from sufflor.organization.models import CaseProcess, HelpKind, Line, SupportGroup, User
from sufflor.organization.rules import groups_of

Pair = tuple[str, str]
LANGUAGES = (("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English"))


@dataclass(frozen=True)
class ShownRow:
    """A row with everything that can be chosen in it."""

    number: int
    row: Row
    options: list[Option]


class Choices:
    """For one page: each list is read once, and only when some row asks for it."""

    def __init__(self, request: SignedInRequest, without: SavedView | None = None) -> None:
        self._request = request
        self._without = without

    def shown(self, rows: list[Row]) -> list[ShownRow]:
        return [ShownRow(number, row, self._options(row)) for number, row in enumerate(rows)]

    @property
    def fields(self) -> list[Pair]:
        """What a new row can be about."""
        listed = [(field.value, str(field.label)) for field in Field]
        return [*listed, (VIEW, _("Another view"))] if self._views else listed

    def _options(self, row: Row) -> list[Option]:
        """What stands there and is on no list any more is shown as it is written."""
        known = self._pairs(row)
        there = {value for value, _label in known}
        gone = [(value, value) for value in row.values if value not in there]
        return [Option(value, label, value in row.values) for value, label in [*known, *gone]]

    def _pairs(self, row: Row) -> list[Pair]:
        if row.is_moment:
            return [(value, str(label)) for value, label in OFTEN]
        if row.is_flag:
            return [(Special.YES, _("Yes")), (Special.NO, _("No"))]
        plain = {
            Field.STATE: [(state.value, str(state.label)) for state in State],
            Field.LINE: [(line.name.lower(), str(line.label)) for line in Line],
            Field.HELP_KIND: [(kind.value, str(kind.label)) for kind in HelpKind],
            Field.LANGUAGE: list(LANGUAGES),
        }
        if row.what in plain:
            return plain[Field(row.what)]
        return self._listed(row.what, (str(Special.NONE), _("None")))

    def _listed(self, what: str, nothing: Pair) -> list[Pair]:
        """What the institution has of this, and what a request can be without."""
        match what:
            case Field.GROUP:
                found = [(Special.OURS, _("One of my groups")), nothing, *self._groups]
            case Field.ASSIGNEE:
                words = [(Special.ME, _("Me")), (Special.OTHERS, _("Somebody else"))]
                found = [*words, (Special.NONE, _("Nobody")), *self._colleagues]
            case Field.AREA:
                found = [nothing, *self._areas]
            case Field.PROCESS:
                found = [nothing, *self._processes]
            case Field.UNIT:
                found = [nothing, *self._units]
            case Field.FORM:
                found = [nothing, *self._forms]
            case _:
                found = self._views
        return found

    @cached_property
    def _views(self) -> list[Pair]:
        own = self._without.pk if self._without else None
        kept = views_of(self._request.user).kept
        return [(str(pk), view.name) for pk, view in kept.items() if pk != own]

    @cached_property
    def _groups(self) -> list[Pair]:
        rows = SupportGroup.objects.order_by("line", "name")
        return [(group.code, group.local_name) for group in rows]

    @cached_property
    def _colleagues(self) -> list[Pair]:
        own = groups_of(self._request.user)
        people = User.objects.filter(support_groups__in=own, is_active=True).distinct()
        rows = people.exclude(pk=self._request.user.pk).order_by("first_name", "last_name")
        return [(each.username, each.full_name) for each in rows]

    @cached_property
    def _areas(self) -> list[Pair]:
        return [(area.slug, area.name) for area in directory(self._request).areas]

    @cached_property
    def _processes(self) -> list[Pair]:
        return [(each.code, f"{each.code} {each.local_name}") for each in CaseProcess.objects.all()]

    @cached_property
    def _units(self) -> list[Pair]:
        units = directory(self._request).units
        return [(unit.code, INDENT * unit.depth + unit.name) for unit in units]

    @cached_property
    def _forms(self) -> list[Pair]:
        listed = catalogue(get_language() or "nb", self._request.at)
        return [(entry.slug, entry.title) for entry in listed]
