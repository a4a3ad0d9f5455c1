"""What goes beside a form: for whom it is sent, who follows it, and that it is sent once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sufflor.desk import rules
from sufflor.lib.text import one_line
from sufflor.organization.models import User
from sufflor.organization.queries import colleague

MOST_PEOPLE = 200
PEOPLE_LENGTH = 8_000
BETWEEN = re.compile(r"[,;\n]")
# What is kept for somebody who was signed out while writing.
KEPT_FIELDS = ("on_behalf", "participants")


class BesideForm(forms.Form):
    submission = forms.UUIDField(required=False, widget=forms.HiddenInput)
    on_behalf = forms.CharField(
        label=_("Username or e-mail address of your colleague"),
        help_text=_("Your colleague sees the request and the answers, as you do."),
        required=False,
        max_length=254,
    )
    participants = forms.CharField(
        label=_("Username or e-mail address, one on each line"),
        help_text=_("They see the request and the answers, and can write on it."),
        required=False,
        max_length=PEOPLE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    may_hold_number = forms.BooleanField(
        label=_("Send it all the same: this is no national identity number"), required=False
    )

    def __init__(
        self,
        by: User,
        sent: Mapping[str, object] | None = None,
        initial: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(sent, initial=initial)  # type: ignore[arg-type]  # the stubs want a dict
        self.by = by

    @cached_property
    def key(self) -> UUID:
        """The same however often the form is sent; a new one where somebody took it out."""
        sent = self._told.get("submission")
        return sent if isinstance(sent, UUID) else uuid4()

    @property
    def concerns(self) -> User | None:
        person = self._told.get("on_behalf")
        return person if isinstance(person, User) else None

    @property
    def people(self) -> tuple[User, ...]:
        people = self._told.get("participants")
        return tuple(people) if isinstance(people, list) else ()

    @property
    def is_for_another(self) -> bool:
        return bool(self["on_behalf"].value() or self["on_behalf"].errors)

    @property
    def has_people(self) -> bool:
        return bool(self["participants"].value() or self["participants"].errors)

    @property
    def faults(self) -> list[str]:
        return [str(error) for errors in self.errors.values() for error in errors]

    def clean_on_behalf(self) -> User | None:
        name = one_line(self.cleaned_data["on_behalf"])
        if not name:
            return None
        person = colleague(name)
        if person is None:
            raise forms.ValidationError(
                gettext("We find no colleague by this. Check the username or the address.")
            )
        if not rules.may_send_for(self.by, person):
            raise forms.ValidationError(
                gettext("You can send for those who work where you work. Ask one of them.")
            )
        return person

    def clean_participants(self) -> list[User]:
        names = [one_line(name) for name in BETWEEN.split(self.cleaned_data["participants"])]
        named = list(dict.fromkeys(filter(None, names)))
        if len(named) > MOST_PEOPLE:
            raise forms.ValidationError(gettext("At most 200 people can take part in one request."))
        found = {name: colleague(name) for name in named}
        unknown = [name for name, person in found.items() if person is None]
        if unknown:
            raise forms.ValidationError(
                gettext("We find no colleague by this: %(names)s.") % {"names": ", ".join(unknown)}
            )
        return [person for person in found.values() if person and person != self.by]

    @property
    def _told(self) -> dict[str, object]:
        """What was sent, also when something of it must be mended."""
        return self.cleaned_data if self.is_bound and self.errors is not None else {}
