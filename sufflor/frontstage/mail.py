"""What I am told by e-mail: my own choices, and the address at the foot of every mail."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from sufflor.lib.deeds import form_page, looked_at_or_sent, posted
from sufflor.lib.responses import SeeOther
from sufflor.messaging import actions
from sufflor.messaging.actions import Wishes
from sufflor.messaging.addresses import unsubscriber
from sufflor.messaging.models import Notices, Preference, Topic
from sufflor.messaging.queries import follows_errors
from sufflor.organization import queries as organization
from sufflor.organization.http import Request, SignedInRequest
from sufflor.organization.models import CaseArea

# What a mail program sends in its reader's name (RFC 8058).
ONE_CLICK = ("List-Unsubscribe", "One-Click")


class ChoicesForm(forms.Form):
    notices = forms.ChoiceField(
        label=gettext_lazy("Notices from the message channel"),
        help_text=gettext_lazy(
            "You get those that are for everyone, and those that concern you. What is critical "
            "comes at once in any case, unless you choose no e-mail."
        ),
        choices=Notices,
        widget=forms.RadioSelect,
    )
    answers = forms.BooleanField(
        label=gettext_lazy("Answers to what I have asked or said concerns me too"), required=False
    )
    errors_of_all = forms.BooleanField(
        label=gettext_lazy("Every known error: when it is new, a way around it, and its fix"),
        required=False,
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the mail"), choices=settings.LANGUAGES
    )

    def __init__(self, request: SignedInRequest, preference: Preference) -> None:
        person = request.user
        super().__init__(
            posted(request),
            initial={
                "notices": preference.notices,
                "answers": preference.answers,
                "errors_of_all": follows_errors(person),
                "language": preference.language,
                "areas": person.followed_areas.values_list("area", flat=True),
            },
        )
        known = organization.belonging(person, request.at).areas
        self.known_areas = CaseArea.objects.filter(pk__in=known)
        self.fields["areas"] = forms.ModelMultipleChoiceField(
            CaseArea.objects.exclude(pk__in=known),
            label=_("Case areas I work with"),
            help_text=_("Some notices are only for those who work with an area."),
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )

    def wishes(self) -> Wishes:
        chosen = self.cleaned_data
        return Wishes(
            notices=Notices(chosen["notices"]),
            answers=chosen["answers"],
            errors=chosen["errors_of_all"],
            language=chosen["language"],
            areas=tuple(chosen["areas"]),
        )


@login_required
@looked_at_or_sent
def choices(request: SignedInRequest) -> HttpResponse:
    """Looking changes nothing: who has chosen nothing has what everyone has to begin with."""
    preference = Preference.objects.filter(person=request.user).first() or Preference()
    form = ChoicesForm(request, preference)
    if form.is_bound and form.is_valid():
        actions.choose(wanted=form.wishes(), by=request.user, at=timezone.now())
        messages.success(request, _("Saved. It holds from now on."))
        return SeeOther(reverse("mail_choices"))
    return form_page(request, "frontstage/mail_choices.html", form)


# The address itself is the token: a mail program that posts here has no page of ours to take one
# from. Reading changes nothing, since programs that look for harm follow every link in a mail.
@csrf_exempt
@never_cache
@looked_at_or_sent
def unsubscribe(request: Request, topic: str, token: str) -> HttpResponse:
    preference = unsubscriber(token)
    if preference is None or topic not in Topic.values:
        raise Http404
    wanted = Topic(topic)
    if request.method == "POST":
        actions.unsubscribe(preference=preference, topic=wanted, at=timezone.now())
        if request.POST.get(ONE_CLICK[0]) != ONE_CLICK[1]:
            return SeeOther(request.get_full_path())
        preference.refresh_from_db()
    context = {
        "is_over": not preference.wants(wanted),
        "is_about_answers": wanted == Topic.ANSWERS,
        "is_about_errors": wanted == Topic.ERRORS,
    }
    return render(request, "frontstage/unsubscribe.html", context)


urls = [
    path("mine/varsler/", choices, name="mail_choices"),
    path("avmelding/<slug:topic>/<str:token>/", unsubscribe, name="unsubscribe"),
]
