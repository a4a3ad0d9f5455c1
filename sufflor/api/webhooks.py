"""The pages where administrators keep the addresses of other systems that are told what happens."""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from sufflor.api.actions import keys_that_read
from sufflor.api.models import ApiToken
from sufflor.lib.deeds import carried_out, form_page, looked_at_or_sent, posted
from sufflor.lib.refusals import require
from sufflor.lib.responses import SeeOther
from sufflor.organization.http import SignedInRequest
from sufflor.webhooks import actions, queries, rules
from sufflor.webhooks.models import CHOSEN, NAME_LENGTH, URL_LENGTH, Kind, Sending, Webhook

# The secret waits here from the moment that it is made until the page has shown it, once.
SHOWN_ONCE = "webhook_secret"


class KeyChoice(forms.ModelChoiceField[ApiToken]):
    def label_from_instance(self, obj: ApiToken) -> str:
        return f"{obj} · sfl_{obj.prefix}_…"


class KindsForm(forms.Form):
    """What an address is told of, and by which key of requests."""

    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("What it is told of"),
        choices=[(kind.value, kind.label) for kind in CHOSEN],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": actions.NoKind.reason},
    )
    key = KeyChoice(
        ApiToken.objects.none(),
        label=gettext_lazy("Key of the system"),
        help_text=gettext_lazy(
            "For what it is told of requests: those that were sent with this key, for as long as "
            "the key lasts."
        ),
        empty_label=gettext_lazy("No key"),
        required=False,
    )

    def __init__(
        self, data: QueryDict | None, *, keys: QuerySet[ApiToken], **initial: object
    ) -> None:
        super().__init__(data, initial=initial)
        key = self.fields["key"]
        if isinstance(key, forms.ModelChoiceField):
            key.queryset = keys

    def chosen(self) -> tuple[Kind, ...]:
        return tuple(map(Kind, self.cleaned_data["kinds"]))


class ChangeForm(KindsForm):
    """Of an address that has been told already: of requests, those of the system that it has."""

    def __init__(
        self, data: QueryDict | None, *, webhook: Webhook, keys: QuerySet[ApiToken], at: datetime
    ) -> None:
        own = keys if webhook.system is None else keys.filter(person=webhook.system)
        super().__init__(data, keys=own, kinds=webhook.kinds)
        key = self.fields["key"]
        if isinstance(key, forms.ModelChoiceField) and rules.hears_of_requests(webhook, at):
            key.empty_label = _("As it is now")

    def key_chosen(self) -> actions.Key | None:
        key = self.cleaned_data["key"]
        return actions.Key(key.person, key.expires_at) if key else None


class WebhookForm(KindsForm):
    name = forms.CharField(
        label=gettext_lazy("The system that is told"),
        max_length=NAME_LENGTH,
        error_messages={"required": gettext_lazy("Say what the system is called.")},
    )
    url = forms.CharField(
        label=gettext_lazy("Its address"),
        help_text=gettext_lazy("Begins with https://. We send there, and follow nobody elsewhere."),
        max_length=URL_LENGTH,
        error_messages={"required": actions.BadAddress.reason},
    )
    field_order = ("name", "url", "kinds", "key")

    def wish(self) -> actions.WebhookWish:
        said = self.cleaned_data
        key = said["key"]
        return actions.WebhookWish(
            name=said["name"],
            url=said["url"],
            kinds=self.chosen(),
            system=key.person if key else None,
            reads_until=key.expires_at if key else None,
        )


@login_required
@looked_at_or_sent
def webhooks(request: SignedInRequest) -> HttpResponse:
    require(rules.may_keep_webhooks(request.user))
    at = timezone.now()
    keys = keys_that_read(at)
    form = WebhookForm(posted(request), keys=keys)
    if made := carried_out(form, lambda: _made(request, form, at)):
        return SeeOther(reverse("webhook", args=[made.pk]))
    return form_page(request, "api/webhooks.html", form, webhooks=queries.webhooks())


@login_required
@require_safe
def webhook(request: SignedInRequest, pk: int) -> HttpResponse:
    require(rules.may_keep_webhooks(request.user))
    found = _found(pk)
    kept = request.session.pop(SHOWN_ONCE, None)
    context = {
        "webhook": found,
        "secret": kept[1] if kept and kept[0] == found.pk else None,
        "sendings": queries.last_sendings(found),
        "now": timezone.now(),
    }
    return render(request, "api/webhook.html", context)


@login_required
@looked_at_or_sent
def webhook_change(request: SignedInRequest, pk: int) -> HttpResponse:
    """What it is told of from now on; what is on its way stays as it is."""
    require(rules.may_keep_webhooks(request.user))
    found, at = _found(pk), timezone.now()
    form = ChangeForm(posted(request), webhook=found, keys=keys_that_read(at), at=at)
    if carried_out(form, lambda: _changed(request, found, form, at)):
        messages.success(request, _("It is saved."))
        return SeeOther(reverse("webhook", args=[pk]))
    on_their_way = queries.on_their_way(found)
    return form_page(
        request, "api/webhook_change.html", form, webhook=found, on_their_way=on_their_way
    )


@login_required
@require_POST
def webhook_try(request: SignedInRequest, pk: int) -> HttpResponse:
    actions.try_out(webhook=_found(pk), by=request.user, at=timezone.now())
    messages.success(request, _("A trial is on its way. See below how it goes."))
    return SeeOther(reverse("webhook", args=[pk]))


@login_required
@require_POST
def webhook_start(request: SignedInRequest, pk: int) -> HttpResponse:
    actions.start_again(webhook=_found(pk), by=request.user, at=timezone.now())
    messages.success(request, _("It is sent to again, the oldest first."))
    return SeeOther(reverse("webhook", args=[pk]))


@login_required
@require_POST
def webhook_secret(request: SignedInRequest, pk: int) -> HttpResponse:
    secret = actions.renew_secret(webhook=_found(pk), by=request.user, at=timezone.now())
    request.session[SHOWN_ONCE] = [pk, secret]
    return SeeOther(reverse("webhook", args=[pk]))


@login_required
@require_POST
def webhook_remove(request: SignedInRequest, pk: int) -> HttpResponse:
    found = _found(pk)
    actions.remove_webhook(webhook=found, by=request.user, at=timezone.now())
    messages.success(request, _("%(name)s is told nothing more.") % {"name": found.name})
    return SeeOther(reverse("webhooks"))


@login_required
@require_POST
def webhook_again(request: SignedInRequest, pk: int) -> HttpResponse:
    require(rules.may_keep_webhooks(request.user))
    kept = Sending.objects.filter(webhook__removed_at=None).select_related("webhook")
    sending = get_object_or_404(kept, pk=pk)
    actions.send_again(sending=sending, by=request.user, at=timezone.now())
    messages.success(request, _("It is on its way once more."))
    return SeeOther(reverse("webhook", args=[sending.webhook_id]))


def _found(pk: int) -> Webhook:
    return get_object_or_404(Webhook.objects.kept().select_related("system", "made_by"), pk=pk)


def _made(request: SignedInRequest, form: WebhookForm, at: datetime) -> Webhook:
    made, secret = actions.add_webhook(wish=form.wish(), by=request.user, at=at)
    request.session[SHOWN_ONCE] = [made.pk, secret]
    return made


def _changed(request: SignedInRequest, webhook: Webhook, form: ChangeForm, at: datetime) -> bool:
    actions.change_kinds(
        webhook=webhook, kinds=form.chosen(), key=form.key_chosen(), by=request.user, at=at
    )
    return True


urls = [
    path("styring/webhooks/", webhooks, name="webhooks"),
    path("styring/webhooks/<number:pk>/", webhook, name="webhook"),
    path("styring/webhooks/<number:pk>/endring/", webhook_change, name="webhook_change"),
    path("styring/webhooks/<number:pk>/prove/", webhook_try, name="webhook_try"),
    path("styring/webhooks/<number:pk>/start/", webhook_start, name="webhook_start"),
    path("styring/webhooks/<number:pk>/hemmelighet/", webhook_secret, name="webhook_secret"),
    path("styring/webhooks/<number:pk>/fjerning/", webhook_remove, name="webhook_remove"),
    path("styring/webhooks/sendt/<number:pk>/igjen/", webhook_again, name="webhook_again"),
]
