"""What those who follow a request fill in on its page."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sufflor.design.fields import Prose
from sufflor.desk.actions.ending import WHY_LENGTH
from sufflor.desk.models import ENTRY_LENGTH
from sufflor.lib.text import one_line
from sufflor.organization.models import User
from sufflor.organization.queries import colleague

TOO_LONG = _("This has %(show_value)d characters. At most %(limit_value)d fit.")


class WriteForm(forms.Form):
    text = Prose(
        limit=ENTRY_LENGTH, empty=_("Write what you want to say."), too_long=TOO_LONG, rows=3
    )
    text.label = _("Write to us")


class WhyNotForm(forms.Form):
    why = Prose(
        limit=WHY_LENGTH, empty=_("Write what is still missing."), too_long=TOO_LONG, rows=3
    )
    why.label = _("What is still missing?")


class PersonForm(forms.Form):
    person = forms.CharField(
        label=_("Username or e-mail address"),
        max_length=254,
        error_messages={"required": _("Write whom you want to bring along.")},
    )

    def clean_person(self) -> User:
        person = colleague(one_line(self.cleaned_data["person"]))
        if person is None:
            raise forms.ValidationError(
                gettext("We find no colleague by this. Check the username or the address.")
            )
        return person
