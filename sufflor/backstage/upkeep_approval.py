"""Whether a department's texts are approved by the process manager before anyone reads them."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sufflor.knowledge import actions
from sufflor.knowledge.models import Section
from sufflor.lib.responses import SeeOther
from sufflor.organization.http import SignedInRequest


@login_required
@require_POST
def approval(request: SignedInRequest, pk: int) -> HttpResponse:
    section = get_object_or_404(Section.objects.select_related("unit"), unit=pk)
    now = timezone.now()
    if request.POST.get("godkjenning"):
        actions.ask_for_approval(section=section, by=request.user, at=now)
        messages.success(request, _("Texts are sent for approval from now on."))
    else:
        actions.waive_approval(section=section, by=request.user, at=now)
        messages.success(request, _("Editors publish their texts themselves from now on."))
    return SeeOther(f"{reverse('content')}?{urlencode({'enhet': section.unit.code})}")


urls = [path("styring/innhold/<number:pk>/godkjenning/", approval, name="content_approval")]
