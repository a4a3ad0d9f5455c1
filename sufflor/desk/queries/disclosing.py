"""What is given access to: which requests, what each says, and what of that is blacked out."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from hashlib import sha256
from operator import or_

from django.db.models import Q
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from sufflor.desk.models import Basis, DisclosedRequest, Disclosure, How, Redaction, Request
from sufflor.desk.models.requests import RequestQuerySet
from sufflor.desk.queries.packing import Package, package
from sufflor.lib import redacting
from sufflor.lib.redacting import Stretch
from sufflor.organization.models import Role, SupportGroup, User
from sufflor.organization.rules import roles_of

MOST_AT_ONCE = 200
KINDS = {
    redacting.Found.NUMBER: How.NUMBER,
    redacting.Found.MAIL: How.MAIL,
    redacting.Found.PHONE: How.PHONE,
}
# At a time in one question to the store.
NAMES_AT_ONCE = 200


@dataclass(frozen=True)
class Chosen:
    """Which requests are asked for: any that fits all that is said."""

    numbers: tuple[int, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    group: SupportGroup | None = None

    @property
    def says_nothing(self) -> bool:
        return not (self.numbers or self.since or self.until or self.group)


@dataclass(frozen=True)
class Said:
    """One piece of a request: what it is, and what it says, in stretches."""

    label: str
    stretches: list[Stretch]

    @property
    def pieces(self) -> list[tuple[str, str]]:
        """Each with its ground in short, as it stands in the text."""
        return [(one.text, Basis(one.why).short if one.why else "") for one in self.stretches]


@dataclass(frozen=True)
class Sheet:
    """A request as it is given out. What is blacked out is counted by ground; `stamp` is of all
    that it says, black or not."""

    number: str
    said: list[Said]
    stamp: str

    @property
    def blacked_out(self) -> dict[str, int]:
        """How many places there are for each ground."""
        whys = (one.why for said in self.said for one in said.stretches if one.why)
        return dict(sorted(Counter(whys).items()))


def chosen(wanted: Chosen, by: User) -> RequestQuerySet:
    """What is confidential only for those who may read that."""
    rows = Request.objects.order_by("pk")
    if wanted.numbers:
        rows = rows.filter(pk__in=wanted.numbers)
    if wanted.since:
        rows = rows.filter(opened_at__gte=wanted.since)
    if wanted.until:
        rows = rows.filter(opened_at__lt=wanted.until)
    if wanted.group:
        rows = rows.filter(group=wanted.group)
    return readable(rows, by)


def readable(rows: RequestQuerySet, by: User) -> RequestQuerySet:
    return rows if Role.CONFIDENTIAL in roles_of(by) else rows.filter(is_confidential=False)


def proposals(request: Request, at: datetime) -> dict[str, tuple[How, Basis]]:
    """What may be about people in a request, and the ground that is nearest at hand."""
    packed = package(request, at)
    texts = [text for _label, text in _texts(packed)]
    proposed: dict[str, tuple[How, Basis]] = {}
    names, like_names = _names(packed, texts)
    for name in sorted(like_names):
        proposed[name] = How.LIKE, Basis.SECRET
    for name in sorted(names):
        proposed[name] = How.NAME, Basis.SECRET
    for text in texts:
        for kind, phrase in redacting.found(text):
            basis = Basis.NUMBER if kind is redacting.Found.NUMBER else Basis.SECRET
            proposed[phrase] = KINDS[kind], basis
    return proposed


def sheet(item: DisclosedRequest, at: datetime) -> Sheet:
    """What it says just now. The request itself is never changed."""
    rows = Redaction.objects.filter(disclosed=item).exclude(basis="")
    why_of = dict(rows.values_list("phrase", "basis"))
    packed = package(item.request, at)
    return Sheet(item.request.number, _said(packed, why_of), _stamp(packed))


def stamp(request: Request, at: datetime) -> str:
    """Another one as soon as anything else stands there that is given out."""
    return _stamp(package(request, at))


def times(sheet: Sheet, phrases: Iterable[str]) -> dict[str, int]:
    """How often each phrase stands there: one that stands nowhere is perhaps mistyped."""
    whole = ["".join(one.text for one in said.stretches) for said in sheet.said]
    return {
        phrase: sum(
            1 for text in whole for one in redacting.stretches(text, {phrase: "x"}) if one.why
        )
        for phrase in phrases
    }


def disclosures() -> list[Disclosure]:
    return list(Disclosure.objects.select_related("begun_by", "given_out_by")[:50])


def left_to_look_at(disclosure: Disclosure) -> int:
    return disclosure.requests.filter(looked_at=None).count()


def _stamp(packed: Package) -> str:
    with override("nb"):
        texts = json.dumps([list(pair) for pair in _texts(packed)])
    return sha256(texts.encode()).hexdigest()


def _said(packed: Package, why_of: Mapping[str, str]) -> list[Said]:
    return [
        Said(label, redacting.stretches(text, why_of)) for label, text in _texts(packed) if text
    ]


def _texts(packed: Package) -> Iterable[tuple[str, str]]:
    """What is given out, piece by piece: as in the package for the archive. Files are named only:
    nobody can black out in them here."""
    request = packed.request
    yield _("Title"), request.title
    yield _("Sent by"), request.reporter.full_name
    yield _("Concerns"), request.concerns.full_name if request.concerns else ""
    yield _("Unit"), request.unit.local_name if request.unit else ""
    yield _("Case area"), request.area.local_name if request.area else ""
    yield _("Sent"), _moment(request.opened_at)
    yield _("Resolved"), _moment(request.resolved_at) if request.resolved_at else ""
    yield _("What was sent"), request.text
    for answer in packed.answers:
        yield answer.label, answer.value
    for message in packed.messages:
        when = _moment(message.sent_at)
        yield _("Written %(when)s by") % {"when": when}, message.by.full_name
        yield _("Said"), message.text
    if packed.decision:
        yield _("The decision"), str(packed.decision.get_verdict_display())
        yield _("Grounds"), packed.decision.grounds
    for file in packed.files:
        yield _("File, not given out here"), file.name


def _names(packed: Package, texts: Collection[str]) -> tuple[set[str], set[str]]:
    """Of those who sent it and whom it concerns, whole and in parts; and of everyone here whose
    whole name stands in it. Beside them what only begins as names here do. Those who help are named
    in it as those who do their work."""
    request = packed.request
    own = [one for one in (request.reporter, request.concerns) if one]
    names = {part for one in own for part in (one.full_name, one.first_name, one.last_name)}
    helpers = {message.by.full_name for message in packed.messages if message.is_from_helper}
    perhaps = sorted(set().union(*map(redacting.names_perhaps, texts)))
    for begin in range(0, len(perhaps), NAMES_AT_ONCE):
        names |= _known(perhaps[begin : begin + NAMES_AT_ONCE])
    like_names = _like(perhaps) - names
    return {name for name in names if len(name) > 1} - helpers, like_names - helpers


def _like(perhaps: Collection[str]) -> set[str]:
    """Those of them that begin with what somebody here is called by: perhaps somebody elsewhere."""
    firsts = {run.split(" ")[0] for run in perhaps}
    rows = User.objects.filter(first_name__in=firsts).values_list("first_name", flat=True)
    called = set(rows)
    return {run for run in perhaps if run.split(" ")[0] in called}


def _known(perhaps: Collection[str]) -> set[str]:
    """Those of them that people here are called; also where the last word is a genitive."""
    pairs = set()
    for run in perhaps:
        words = run.split(" ")
        for at in range(1, len(words)):
            pairs.add((" ".join(words[:at]), " ".join(words[at:])))
            pairs.add((" ".join(words[:at]), " ".join(words[at:]).removesuffix("s")))
    wanted = reduce(or_, (Q(first_name=first, last_name=last) for first, last in pairs), Q(pk=None))
    rows = User.objects.filter(wanted).values_list("first_name", "last_name")
    return {f"{first} {last}" for first, last in rows}


def _moment(moment: datetime) -> str:
    return formats.date_format(timezone.localtime(moment), "DATETIME_FORMAT")
