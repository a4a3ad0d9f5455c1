"""A request that came of a wrong article: said so, and resolved with a text where there is one."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sufflor.backstage.request_at_hand import TOO_LONG, at_hand, deed_page
from sufflor.backstage.requests import here
from sufflor.design.fields import Prose
from sufflor.desk import actions, rules
from sufflor.desk.models import ENTRY_LENGTH
from sufflor.knowledge.models import Article
from sufflor.knowledge.queries import at_address
from sufflor.lib.deeds import carried_out, looked_at_or_sent, posted
from sufflor.lib.refusals import require
from sufflor.organization.http import SignedInRequest

ADDRESS_LENGTH = 500


class WrongArticleForm(forms.Form):
    article = forms.CharField(
        label=gettext_lazy("The address of the article"),
        help_text=gettext_lazy("Copy it from the top of the browser while you read the article."),
        max_length=ADDRESS_LENGTH,
    )
    text = Prose(limit=ENTRY_LENGTH, too_long=TOO_LONG, empty=TOO_LONG, rows=5)

    text.required = False
    text.label = gettext_lazy("Resolve it with this text")
    text.help_text = gettext_lazy("Left empty, the request stays as it is.")

    def clean_article(self) -> Article:
        found = at_address(self.cleaned_data["article"])
        if found is None:
            raise forms.ValidationError(_("We have no published article at that address."))
        return found


@login_required
@looked_at_or_sent
def wrong_article(request: SignedInRequest, pk: int) -> HttpResponse:
    found = at_hand(request, pk)
    require(rules.may_work(request.user, found, request.at))
    form = WrongArticleForm(posted(request))
    done = carried_out(
        form,
        lambda: actions.article_was_wrong(
            request=found, **form.cleaned_data, by=request.user, at=timezone.now()
        ),
        about={actions.NothingWritten: "text"},
    )
    if done:
        messages.success(request, _("The department that owns the article goes through it."))
        return here(request, found.pk)
    return deed_page(
        request, found, "backstage/request_wrong_article.html", form, send=_("Tell the department")
    )


_ONE = "arbeid/henvendelser/<number:pk>/"
urls = [path(f"{_ONE}feil-artikkel/", wrong_article, name="request_wrong_article")]
