"""What a reader suggests to change in a text: read and answered by its department."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sufflor.design.fields import Prose
from sufflor.knowledge import actions, queries, rules
from sufflor.knowledge.models import Taken
from sufflor.knowledge.models.suggestions import REPLY_LENGTH
from sufflor.lib.deeds import carried_out, form_page, looked_at_or_sent, posted
from sufflor.lib.refusals import NotAllowed
from sufflor.lib.responses import SeeOther
from sufflor.organization.http import SignedInRequest


class AnswerForm(forms.Form):
    outcome = forms.ChoiceField(
        label=gettext_lazy("What came of it?"),
        choices=Taken,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say whether the text is changed.")},
    )
    reply = Prose(
        limit=REPLY_LENGTH,
        too_long=gettext_lazy("That is too long."),
        empty="",
        rows=4,
    )

    reply.label = gettext_lazy("Answer")
    reply.help_text = gettext_lazy(
        "Whoever suggested it reads this. Say why, where the text stays as it is."
    )


@login_required
@looked_at_or_sent
def suggestion(request: SignedInRequest, pk: int) -> HttpResponse:
    found = queries.suggestion_with_text(pk)
    if found is None:
        raise Http404
    if not rules.may_edit_for(request.user, found.article.owner_unit_id):
        raise NotAllowed(way_out=_("Only editors of the department that owns it answer."))
    form = AnswerForm(posted(request))
    done = carried_out(
        form,
        lambda: actions.answer_suggestion(
            suggestion=found,
            outcome=Taken(form.cleaned_data["outcome"]),
            reply=form.cleaned_data["reply"],
            by=request.user,
            at=timezone.now(),
        ),
        about={actions.SayWhy: "reply"},
    )
    if done:
        messages.success(
            request, _("%(person)s gets your answer by e-mail.") % {"person": found.by.full_name}
        )
        unit = found.article.owner_unit
        return SeeOther(f"{reverse('content')}?{urlencode({'enhet': unit.code if unit else ''})}")
    about = {"suggestion": found, "article": found.article}
    return form_page(request, "backstage/content_suggestion.html", form, **about)


urls = [path("styring/innhold/forslag/<number:pk>/", suggestion, name="content_suggestion")]
