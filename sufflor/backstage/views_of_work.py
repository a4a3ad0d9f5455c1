"""Views of the work: those that one has, and the page where one is made of conditions."""

from __future__ import annotations

import json

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from sufflor.backstage.request_at_hand import TOO_LONG
from sufflor.backstage.view_choices import Choices
from sufflor.backstage.view_rows import (
    MOST_ROWS,
    Row,
    condition_of,
    new_row,
    rows_of,
    rows_of_list,
    rows_sent,
)
from sufflor.backstage.work_side import sieve_of
from sufflor.design.fields import Line
from sufflor.desk import actions, queries, rules
from sufflor.desk.actions import ViewWish
from sufflor.desk.conditions import Group, Mode, NotACondition, read, stored, written
from sufflor.desk.models import Order, SavedView
from sufflor.desk.models.views import VIEW_NAME_LENGTH
from sufflor.forms.conditions import Json
from sufflor.lib.deeds import carried_out, looked_at_or_sent, posted
from sufflor.lib.refusals import Refusal, require
from sufflor.lib.responses import SeeOther
from sufflor.organization.http import SignedInRequest
from sufflor.organization.models import SupportGroup, User

DATA_LENGTH = 8000
FEW = 5
SAVE, SHOW, ADD, REMOVE = "lagre", "vis", "ny", "fjern-"


class ViewForm(forms.Form):
    """What a view is called and whom it is for; its conditions stand in rows beside the form."""

    name = Line(
        limit=VIEW_NAME_LENGTH, too_long=TOO_LONG, empty=actions.ViewWithoutName.reason, rows=1
    )
    owner = forms.ChoiceField(
        label=gettext_lazy("For whom"),
        help_text=gettext_lazy("Everybody sees in it only what they may see anyhow."),
    )
    order = forms.TypedChoiceField(
        label=gettext_lazy("In which order"), choices=Order.choices, coerce=Order
    )
    mode = forms.TypedChoiceField(
        label=gettext_lazy("What is in it"), choices=Mode.choices, coerce=Mode
    )
    has_resolved = forms.BooleanField(label=gettext_lazy("Also what is resolved"), required=False)
    condition = forms.CharField(
        label=gettext_lazy("The conditions, as data"),
        required=False,
        max_length=DATA_LENGTH,
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false", "class": "code"}),
    )

    name.label = gettext_lazy("Name")
    name.widget = forms.TextInput()

    def __init__(self, sent: object, *, owners: dict[str, User | SupportGroup], **more: object):
        super().__init__(sent, **more)  # type: ignore[arg-type]  # a form's own word
        self.owners = owners
        field = self.fields["owner"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # said above
        field.choices = [
            (key, _("Myself") if key == "person" else str(owner)) for key, owner in owners.items()
        ]

    def clean_condition(self) -> Json:
        """Where it is asked for, something has to stand there."""
        text = self.cleaned_data["condition"]
        if "condition" in self.data and not text:
            raise forms.ValidationError(NotACondition.reason)
        try:
            raw: Json = json.loads(text) if text else None
            return written(read(raw)) if text else None
        except Refusal as refusal:
            raise forms.ValidationError(f"{refusal.reason} {refusal.way_out}") from refusal
        except (ValueError, RecursionError) as error:
            raise forms.ValidationError(_("This is not JSON.")) from error

    def wish(self, rows: list[Row]) -> ViewWish:
        said = self.cleaned_data
        condition = said["condition"] or written(condition_of(said["mode"], rows))
        return ViewWish(said["name"], condition, said["order"], said["has_resolved"])

    def again(self) -> ViewForm:
        """With what was typed, and not judged yet."""
        typed = {name: self[name].value() for name in self.fields}
        return ViewForm(None, owners=self.owners, initial=typed)

    def owner_chosen(self) -> User | SupportGroup:
        return self.owners[self.cleaned_data["owner"]]


@login_required
@require_safe
def views(request: SignedInRequest) -> HttpResponse:
    require(rules.may_help(request.user, request.at))
    found = queries.views_of(request.user)
    rows = [(view, pk in found.pinned) for pk, view in found.kept.items()]
    return render(request, "backstage/views.html", {"rows": rows})


@login_required
@looked_at_or_sent
def view_new(request: SignedInRequest) -> HttpResponse:
    """Empty, or with what was in sight in the list that one came from."""
    require(rules.may_help(request.user, request.at))
    sieve = sieve_of(request.GET)
    initial = {"mode": Mode.ALL, "order": sieve.order or Order.DUE}
    rows = rows_of_list(sieve) if request.GET else []
    form = ViewForm(posted(request), owners=_owners(request), initial=initial)
    return _page(request, form, rows_sent(request.POST) if form.is_bound else rows)


@login_required
@looked_at_or_sent
def view_change(request: SignedInRequest, pk: int) -> HttpResponse:
    view = own_view(request, pk)
    condition = stored(view.condition)
    rows = rows_of(condition)
    initial = {
        "name": view.name,
        "owner": "person" if view.person_id else f"group-{view.group_id}",
        "order": view.order,
        "has_resolved": view.has_resolved,
        "mode": condition.mode if isinstance(condition, Group) else Mode.ALL,
    }
    if rows is None or request.GET.get("som") == "data":
        initial["condition"] = json.dumps(view.condition, ensure_ascii=False, indent=2)
    form = ViewForm(posted(request), owners=_owners(request), initial=initial)
    if form.is_bound:
        rows = rows_sent(request.POST)
    return _page(request, form, rows or [], view)


@login_required
@require_POST
def view_pin(request: SignedInRequest, pk: int) -> HttpResponse:
    view = own_view(request, pk)
    actions.pin_view(view=view, by=request.user, at=timezone.now())
    messages.success(request, _("“%(name)s” stands beside the queues.") % {"name": view.name})
    return SeeOther(reverse("work_views"))


@login_required
@require_POST
def view_unpin(request: SignedInRequest, pk: int) -> HttpResponse:
    view = own_view(request, pk)
    actions.unpin_view(view=view, by=request.user, at=timezone.now())
    messages.success(
        request, _("“%(name)s” does not stand beside the queues any more.") % {"name": view.name}
    )
    return SeeOther(reverse("work_views"))


@login_required
@require_POST
def view_drop(request: SignedInRequest, pk: int) -> HttpResponse:
    view = own_view(request, pk)
    actions.drop_view(view=view, by=request.user, at=timezone.now())
    messages.success(request, _("“%(name)s” is gone.") % {"name": view.name})
    return SeeOther(reverse("work_views"))


def own_view(request: SignedInRequest, pk: int) -> SavedView:
    """Whoever does not have it finds no page."""
    have = queries.views_of(request.user).kept
    return get_object_or_404(SavedView, pk=pk, pk__in=have.keys())


def _owners(request: SignedInRequest) -> dict[str, User | SupportGroup]:
    owners = queries.owners(request.user, request.at)
    return {key: one for key, one in owners.items() if isinstance(one, User | SupportGroup)}


def _page(
    request: SignedInRequest, form: ViewForm, rows: list[Row], view: SavedView | None = None
) -> HttpResponse:
    """Saved when that was pressed; for every other button the page once more, with what it did."""
    pressed = request.POST.get("gjor", SAVE) if form.is_bound else ""
    rows = _changed(pressed, rows, request.POST.get("nytt", ""))
    kept = None
    if pressed == SAVE and _is_whole(form, rows):
        kept = carried_out(
            form,
            lambda: _kept(request, form, rows, view),
            about={actions.ViewWithoutName: "name", actions.NotForAllOfThem: "owner"},
        )
    if kept:
        messages.success(request, _("“%(name)s” is kept.") % {"name": kept.name})
        return SeeOther(f"{reverse('requests')}?visning={kept.pk}")
    is_refused = pressed == SAVE
    choices = Choices(request, without=view)
    context = {
        "form": form if is_refused or not pressed else form.again(),
        "is_refused": is_refused,
        "view": view,
        "rows": choices.shown(rows),
        "fields": choices.fields,
        "has_room": len(rows) < MOST_ROWS,
        "found": _found(request, form, rows, view),
        "is_data": bool(form["condition"].value()) or request.GET.get("som") == "data",
    }
    return render(request, "backstage/view_form.html", context, status=422 if is_refused else 200)


def _changed(pressed: str, rows: list[Row], new: str) -> list[Row]:
    if pressed == ADD and len(rows) < MOST_ROWS and (row := new_row(new)):
        return [*rows, row]
    if pressed.startswith(REMOVE):
        gone = pressed.removeprefix(REMOVE)
        return [row for number, row in enumerate(rows) if str(number) != gone]
    return rows


def _is_whole(form: ViewForm, rows: list[Row]) -> bool:
    for row in rows:
        if not row.is_whole:
            said = _("Choose something for “%(what)s”, or take that condition away.")
            form.add_error(None, said % {"what": row.label})
    return form.is_valid()


def _kept(
    request: SignedInRequest, form: ViewForm, rows: list[Row], view: SavedView | None
) -> SavedView:
    wish, owner, at = form.wish(rows), form.owner_chosen(), timezone.now()
    if view is None:
        return actions.keep_view(wish=wish, owner=owner, by=request.user, at=at)
    return actions.change_view(view=view, wish=wish, owner=owner, by=request.user, at=at)


def _found(
    request: SignedInRequest, form: ViewForm, rows: list[Row], view: SavedView | None
) -> queries.Found | None:
    """What would be in it now, for the conditions that are whole."""
    if form.is_bound:
        form.is_valid()
        said = form.cleaned_data
        condition = said.get("condition") or written(condition_of(said.get("mode", Mode.ALL), rows))
        has_resolved = said.get("has_resolved", False)
    else:
        condition = view.condition if view else written(condition_of(Mode.ALL, rows))
        has_resolved = bool(view and view.has_resolved)
    try:
        asked = read(condition)
    except NotACondition:
        return None
    return queries.found_by(asked, request.user, request.at, FEW, has_resolved=has_resolved)


urls = [
    path("arbeid/visninger/", views, name="work_views"),
    path("arbeid/visninger/ny/", view_new, name="work_view_new"),
    path("arbeid/visninger/<number:pk>/", view_change, name="work_view_change"),
    path("arbeid/visninger/<number:pk>/fest/", view_pin, name="work_view_pin"),
    path("arbeid/visninger/<number:pk>/losne/", view_unpin, name="work_view_unpin"),
    path("arbeid/visninger/<number:pk>/fjern/", view_drop, name="work_view_drop"),
]
