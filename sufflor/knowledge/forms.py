"""What an editor fills in beside the facts of the page, and what is asked of it before readers."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm
from wagtail.models import Page

from sufflor.knowledge import prose, soundness
from sufflor.knowledge.models.sections import nearest_section
from sufflor.knowledge.models.words import Kind
from sufflor.lib.clock import local_date
from sufflor.lib.text import clean
from sufflor.organization.models import CaseArea, CaseProcess, Unit, User
from sufflor.organization.rules import may_administer

IS_REVIEWED = "is_reviewed"
# The editor's buttons that lead to readers, at once or when somebody has approved.
TO_READERS = frozenset({"action-publish", "action-submit", "action-restart-workflow"})


class NamesProcesses(forms.BaseForm):
    """Processes are known by their codes, and several areas have one of the same name."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own, passed on
        field = self.fields["process"]
        if isinstance(field, forms.ModelChoiceField):
            field.label_from_instance = _with_code  # type: ignore[method-assign,assignment]  # Django's own way


def _with_code(process: CaseProcess) -> str:
    return f"{process.code} {process.local_name}"


class OwnedForm(WagtailAdminModelForm):
    """Editors keep things for their own department, and are not asked which; that a crafted request
    says another is refused in `wagtail_hooks`."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        person, owner = self.for_user, self.fields["owner"]
        if not isinstance(person, User) or may_administer(person):
            return
        section = nearest_section(person.unit)
        if section and isinstance(owner, forms.ModelChoiceField):
            owner.queryset = Unit.objects.filter(pk=section.unit_id)
            owner.empty_label = None


class LinkForm(NamesProcesses, OwnedForm):
    pass


class OwnCopyForm(CopyForm):
    """A copy is a text of its own: none is kept in step with another behind its editors' backs, and
    Wagtail's slug, which no reader meets, is nobody's to think of."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("alias", None)
        self.fields["new_slug"].required = False
        self.fields["new_slug"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, object]:
        cleaned: dict[str, object] = super().clean()
        self.errors.pop("new_slug", None)
        title = str(cleaned.get("new_title") or "")
        cleaned["new_slug"] = f"{slugify(title)[:200] or 'kopi'}-{uuid4().hex[:12]}"
        return cleaned


class ArticleForm(NamesProcesses, WagtailAdminPageForm):
    """Publishing with the box ticked is also the department's review; see `wagtail_hooks`."""

    is_reviewed = forms.BooleanField(
        label=_("The department has reviewed the text"),
        help_text=_("Takes effect when you publish. Say below when it is to be reviewed again."),
        required=False,
    )

    def clean(self) -> dict[str, object]:
        """Said here, since publishing itself no longer asks."""
        cleaned: dict[str, object] = super().clean() or {}
        for name, said in cleaned.items():
            # What is pasted may bring what nobody sees, and no feed can carry.
            if isinstance(said, str):
                cleaned[name] = clean(said)
        day = cleaned.get("review_date")
        is_reviewed = cleaned.get(IS_REVIEWED)
        if is_reviewed and isinstance(day, date) and day <= local_date(timezone.now()):
            self.add_error("review_date", _("The next review has to be on a day to come."))
        self._be_a_translation(cleaned)
        self._be_of_one_area(cleaned)
        self._lead_somewhere(cleaned)
        if cleaned.get("kind") == Kind.TEXT and self._steps:
            cleaned["kind"] = Kind.GUIDE
        if self._is_for_readers:
            self._be_sound(cleaned)
        return cleaned

    @property
    def _is_for_readers(self) -> bool:
        """Anything can be saved; what others are to read has to be for all of them."""
        is_approved = (
            "action-workflow-action" in self.data
            and self.data.get("workflow-action-name") == "approve"
        )
        return is_approved or not TO_READERS.isdisjoint(self.data)

    @property
    def _steps(self) -> list[soundness.Step]:
        """As they are to be, without those that are on their way out."""
        steps = self.formsets.get("steps")
        if steps is None or not steps.is_valid():
            return []
        return [
            form.instance
            for form in steps.forms
            if form.has_changed() or form.instance.pk
            if not form.cleaned_data.get("DELETE")
        ]

    def _be_sound(self, cleaned: dict[str, object]) -> None:
        for fault in soundness.faults(str(cleaned.get("body") or "")):
            self.add_error("body", fault)
        for fault in soundness.of_steps(self._steps):
            self.add_error(None, fault)
        for fault in soundness.of_video(
            is_video=cleaned.get("kind") == Kind.VIDEO,
            is_captioned=bool(cleaned.get("is_captioned")),
            transcript=str(cleaned.get("transcript") or ""),
        ):
            self.add_error("transcript", fault)

    def _be_of_one_area(self, cleaned: dict[str, object]) -> None:
        area, process = cleaned.get("area"), cleaned.get("process")
        if not isinstance(area, CaseArea) or not isinstance(process, CaseProcess):
            return
        if process.area_id != area.pk:
            said = _("This process is of another case area. Choose one of %(area)s, or none.")
            self.add_error("process", said % {"area": area.local_name})

    def _lead_somewhere(self, cleaned: dict[str, object]) -> None:
        """What is no address would be shown as none."""
        typed = str(cleaned.get("source_url") or "")
        if typed and not prose.address(typed):
            self.add_error("source_url", _("Write an address that begins with https://."))

    def _be_a_translation(self, cleaned: dict[str, object]) -> None:
        original, language = cleaned.get("original"), str(cleaned.get("language") or "")
        if isinstance(original, Page):
            fault = self.instance.why_no_translation(original.specific, language)
            if fault:
                self.add_error("original", fault)
