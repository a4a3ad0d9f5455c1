"""Giving access to requests by the law: choosing, looking through, blacking out, giving out.

The request itself is never changed: what is blacked out is phrases beside it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext, gettext_lazy

from sufflor.desk import queries, rules
from sufflor.desk.actions.reading import read
from sufflor.desk.models import Basis, DisclosedRequest, Disclosure, How, Redaction, Request
from sufflor.desk.models.disclosing import NAME_LENGTH, PHRASE_LENGTH
from sufflor.desk.queries import Chosen
from sufflor.desk.queries.disclosing import MOST_AT_ONCE
from sufflor.events import actions as events
from sufflor.lib.refusals import Refusal, require
from sufflor.lib.text import one_line
from sufflor.organization.models import User

MOST_PHRASES = 500


class NothingChosen(Refusal):
    reason = gettext_lazy("Say which requests: by number, time or group.")
    status = 422


class NoneFound(Refusal):
    reason = gettext_lazy("There is no such request that you may give access to.")
    way_out = gettext_lazy("What is confidential is there for those who may read it.")
    status = 422


class TooManyChosen(Refusal):
    reason = gettext_lazy("More than 200 requests are too many for one to look through.")
    way_out = gettext_lazy("Choose a shorter time, and make several.")
    status = 422


class NotLookedThrough(Refusal):
    reason = gettext_lazy("Somebody has to look through each request first.")


class WrittenSince(Refusal):
    """Of requests that say something else than when somebody looked through them."""

    reason = gettext_lazy("Something was written after it was looked through.")

    @classmethod
    def of(cls, items: Sequence[DisclosedRequest]) -> WrittenSince:
        numbers = ", ".join(item.request.number for item in items)
        reason = gettext("Something was written after it was looked through: %(numbers)s.")
        return cls(reason % {"numbers": numbers}, way_out=cls.way_out)


class ToBeLookedAtAgain(WrittenSince):
    way_out = gettext_lazy("Look through it again; what is blacked out already stays so.")


class GivenOutAsItWas(WrittenSince):
    way_out = gettext_lazy("Begin on a new one: what it says now was not looked through.")


class GivenOut(Refusal):
    reason = gettext_lazy("It is given out, and stays as it is.")
    way_out = gettext_lazy("Begin on a new one.")


class TooManyPhrases(Refusal):
    reason = gettext_lazy("More than 500 phrases cannot be blacked out in one request.")
    status = 422


@transaction.atomic
def begin_disclosure(*, name: str, wanted: Chosen, by: User, at: datetime) -> Disclosure:
    """With what is found in each blacked out as a proposal."""
    require(rules.may_disclose(by))
    if wanted.says_nothing or not one_line(name):
        raise NothingChosen
    rows = queries.chosen(wanted, by).select_related(
        "reporter", "concerns", "unit", "area", "form__form"
    )
    requests = list(rows[: MOST_AT_ONCE + 1])
    if not requests:
        raise NoneFound
    if len(requests) > MOST_AT_ONCE:
        raise TooManyChosen
    begun = Disclosure.objects.create(name=one_line(name)[:NAME_LENGTH], begun_at=at, begun_by=by)
    for request in requests:
        _propose(begun, request, at)
    events.record("disclosure.begun", about=begun, by=by, at=at, requests=len(requests))
    return begun


@transaction.atomic
def look_through(
    *,
    item: DisclosedRequest,
    basis_of: Mapping[int, str],
    phrases: Collection[str],
    basis: Basis | str,
    seen: str,
    by: User,
    at: datetime,
) -> bool:
    """What is blacked out from now on: each redaction by its number with a ground, or none to leave
    it open; and more phrases on one ground. `seen` is the stamp of what somebody has looked at all
    of, and empty while they have not: no when it says something else by now."""
    require(rules.may_disclose(by))
    item = _open(item)
    read(request=item.request, by=by, at=at)
    for redaction in item.redactions.all():
        ground = basis_of.get(redaction.pk, redaction.basis)
        if ground != redaction.basis:
            redaction.basis = Basis(ground) if ground else ""
            redaction.save(update_fields=["basis"])
    _mark(item, phrases, Basis(basis))
    is_done = seen == queries.stamp(item.request, at)
    item.looked_at, item.looked_by = (at, by) if is_done else (None, None)
    item.stamp = seen if is_done else ""
    item.save(update_fields=["looked_at", "looked_by", "stamp"])
    if is_done:
        events.record("disclosure.looked_through", about=item, by=by, at=at)
    return is_done


@transaction.atomic
def give_out(*, disclosure: Disclosure, by: User, at: datetime) -> None:
    """From now on its package can be fetched, and nothing in it changes. History knows of each
    request whom it was given out by."""
    require(rules.may_disclose(by))
    disclosure = Disclosure.objects.select_for_update().get(pk=disclosure.pk)
    if disclosure.is_given_out:
        raise GivenOut
    items = list(disclosure.requests.select_related("request"))
    if not items or any(item.looked_at is None for item in items):
        raise NotLookedThrough
    if others := _written_since(items, at):
        raise ToBeLookedAtAgain.of(others)
    disclosure.given_out_at, disclosure.given_out_by = at, by
    disclosure.save(update_fields=["given_out_at", "given_out_by"])
    events.record("disclosure.given_out", about=disclosure, by=by, at=at, requests=len(items))
    for item in items:
        events.record(
            "request.disclosed", about=item.request, by=by, at=at, disclosure=disclosure.pk
        )


@transaction.atomic
def fetch_disclosed(*, disclosure: Disclosure, digest: str, by: User, at: datetime) -> None:
    """Its package is taken out: each time it is known, and what exactly it was."""
    require(rules.may_disclose(by))
    _require_as_it_was(disclosure)
    events.record("disclosure.fetched", about=disclosure, by=by, at=at, sha256=digest)


def _require_as_it_was(disclosure: Disclosure) -> None:
    """A decision or a title may come after it was given out, and nobody has looked at that."""
    if disclosure.given_out_at is None:
        raise NotLookedThrough
    items = list(disclosure.requests.select_related("request"))
    if others := _written_since(items, disclosure.given_out_at):
        raise GivenOutAsItWas.of(others)


def _written_since(items: Sequence[DisclosedRequest], at: datetime) -> list[DisclosedRequest]:
    return [item for item in items if item.stamp != queries.stamp(item.request, at)]


def _propose(disclosure: Disclosure, request: Request, at: datetime) -> None:
    item = DisclosedRequest.objects.create(disclosure=disclosure, request=request)
    Redaction.objects.bulk_create(
        Redaction(disclosed=item, phrase=phrase[:PHRASE_LENGTH], how=how, basis=basis)
        for phrase, (how, basis) in queries.proposals(request, at).items()
    )


def _open(item: DisclosedRequest) -> DisclosedRequest:
    item = (
        DisclosedRequest.objects.select_for_update(of=("self",))
        .select_related("disclosure", "request")
        .get(pk=item.pk)
    )
    if item.disclosure.is_given_out:
        raise GivenOut
    return item


def _mark(item: DisclosedRequest, phrases: Collection[str], basis: Basis) -> None:
    """A phrase that is there already is blacked out on this ground from now on."""
    said = {one_line(phrase)[:PHRASE_LENGTH] for phrase in phrases} - {""}
    if len(said) + item.redactions.count() > MOST_PHRASES:
        raise TooManyPhrases
    for phrase in sorted(said):
        Redaction.objects.update_or_create(
            disclosed=item,
            phrase=phrase,
            defaults={"basis": basis},
            create_defaults={"basis": basis, "how": How.TYPED},
        )
