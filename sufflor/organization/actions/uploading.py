"""Files handed in to be looked at first and loaded afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sufflor.lib.refusals import Refusal, require
from sufflor.organization import rules
from sufflor.organization.actions.loading import load
from sufflor.organization.csv_files.diffs import Diff
from sufflor.organization.models import Upload, User

KEPT_FOR = timedelta(days=1)


class AlreadyLoaded(Refusal):
    reason = _("These files have already been loaded.")
    way_out = _("See the organisation as it is now.")
    way_out_url = "/styring/organisasjon/"


@transaction.atomic
def upload(*, files: Mapping[str, str], by: User, at: datetime) -> Upload:
    """Keep files until they are loaded, and for a day at most."""
    require(rules.may_administer(by))
    Upload.objects.filter(uploaded_at__lt=at - KEPT_FOR).delete()
    return Upload.objects.create(files=dict(files), uploaded_by=by, uploaded_at=at)


@transaction.atomic
def load_upload(*, upload: Upload, by: User, at: datetime) -> Diff:
    """Load what was handed in. The texts go when they are loaded; the second click is told so."""
    require(rules.may_administer(by))
    upload = Upload.objects.select_for_update().get(pk=upload.pk)
    if upload.loaded_at:
        raise AlreadyLoaded
    diff = load(files=upload.files, by=by, at=at)
    if diff.is_loaded:
        upload.files = {}
        upload.loaded_at = at
        upload.save(update_fields=["files", "loaded_at"])
    return diff
