"""Files from other systems: handed in one by one, then named in the answers of a form."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from sufflor.api.gate import with_key
from sufflor.api.models import ApiToken, Scope
from sufflor.files import actions
from sufflor.lib.refusals import Refusal
from sufflor.organization.http import Request

PART = "file"


class NoFile(Refusal):
    reason = _("There is no file in what was sent.")
    way_out = _("Send one at a time as multipart/form-data, in a part with the name “file”.")
    way_out_url = "/api/v1/openapi.json"
    status = 400


@csrf_exempt
@require_POST
@with_key(Scope.SEND)
def hand_in(request: Request, token: ApiToken) -> HttpResponse:
    """A draft of the system's own until a request names it; one that is never named goes away."""
    sent = request.FILES.getlist(PART)
    if len(sent) != 1:
        raise NoFile
    file = actions.receive(
        name=sent[0].name or "", stream=sent[0], by=token.person, at=timezone.now()
    )
    said = {
        "key": str(file.key),
        "name": file.name,
        "media_type": file.media_type,
        "size": file.size,
        "state": file.state,
    }
    return JsonResponse(said, status=201)


urls = [path("files/", hand_in, name="api_files")]
